import { ERRORS, type ErrorCode, SealiftError } from '../../../errors.ts';
import type { Finding } from '../context.ts';

/** Codes whose remedy speaks of registries and key services, and the one that speaks of a plugin. */
const CODES: Partial<Record<ErrorCode, ErrorCode>> = {
  unexpected_answer: 'plugin_incompatible',
  content_too_large: 'plugin_incompatible',
  too_many_requests: 'plugin_failed',
  key_service_unavailable: 'plugin_failed',
};

/** What is wrong for ever, beside what is of exit code 2: a later run finds the same. */
const DEFINITE: readonly ErrorCode[] = ['envelope_invalid', 'identity_mismatch', 'unexpected_answer'];

/** Codes of errors whose own remedy names a path or a command, which the general one cannot. */
const WITH_REMEDY: readonly ErrorCode[] = ['plugin_unsafe', 'plugin_not_found', 'file_unreadable'];

/**
 * The finding for a plugin that cannot be used or does not answer: the signature does not pass, and others may. An error that is no
 * word of the plugin is thrown on.
 *
 * @param who begins the message.
 */
export function pluginFault(error: unknown, signal: AbortSignal, who = ''): Finding {
  signal.throwIfAborted();
  if (!(error instanceof SealiftError) || error.exitCode === 70) throw error;
  const { code, message, hint, exitCode } = error;
  const isOwn = WITH_REMEDY.includes(code) && hint !== ERRORS[code][1];
  const remedy = isOwn ? `. ${hint.replace(/\.$/, '')}` : '';
  return {
    outcome: exitCode === 2 || DEFINITE.includes(code) ? 'failed' : 'unknown',
    code: CODES[code] ?? code,
    message: `${who}${message}${remedy}`,
  };
}
