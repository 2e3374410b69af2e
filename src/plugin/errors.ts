import type { Read } from '../encoding/go-shape.ts';
import { readAs } from '../encoding/read-as.ts';
import { type ErrorCode, SealiftError } from '../errors.ts';
import { streamNamesHint } from '../io/process/stream-names.ts';
import { FAILURE } from './answers.ts';
import type { Plugin } from './ask.ts';
import { pluginWords } from './plugin-words.ts';

interface Meaning {
  readonly code: ErrorCode;
  readonly hint: string;
}

const UNKNOWN: Meaning = {
  code: 'plugin_failed',
  hint: "The words are the plugin's own; its documentation explains them.",
};

/** The error codes of the contract and those of Sealift. The specification allows a retry after TIMEOUT and THROTTLED. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  VALIDATION_ERROR: {
    code: 'plugin_failed',
    hint: 'Check the key id behind notation-plugin://NAME/, and --plugin-config.',
  },
  UNSUPPORTED_CONTRACT_VERSION: {
    code: 'plugin_incompatible',
    hint: 'Install a version of the plugin that has contract 1.0.',
  },
  ACCESS_DENIED: {
    code: 'denied',
    hint: 'Check the credentials that the plugin uses, and their right to use the key.',
  },
  TIMEOUT: {
    code: 'key_service_unavailable',
    hint: 'What the plugin asks did not answer in time; run it again.',
  },
  THROTTLED: {
    code: 'too_many_requests',
    hint: 'What the plugin asks limits requests; wait and run it again.',
  },
  ERROR: UNKNOWN,
};

function answerIn(stderr: Uint8Array): Read<typeof FAILURE> | undefined {
  try {
    return readAs(FAILURE, stderr, { code: 'unexpected_answer', what: 'the error' });
  } catch {
    // The contract does not demand JSON here.
    return undefined;
  }
}

/**
 * The error for a plugin that ended with another exit code than 0, with its words, made safe to show.
 *
 * @param doing names plugin and command: `plugin acme, describe-key`.
 * @param plugin whose words they are.
 */
export function pluginError(
  doing: string,
  exitCode: number | null,
  stderr: Uint8Array,
  plugin: Pick<Plugin, 'hide'>,
): SealiftError {
  const ended = exitCode === null ? 'was ended by a signal' : `ended with ${exitCode}`;
  const { errorCode, errorMessage, errorMetadata } = answerIn(stderr) ?? {};
  if (!errorCode) {
    const words = pluginWords(plugin, new TextDecoder().decode(stderr).trim(), 400);
    const message = `${doing}: it ${ended}${words === '' ? ' and said nothing' : `: ${words}`}`;
    const hint = streamNamesHint(stderr);
    return new SealiftError('plugin_failed', message, hint ? { hint } : {});
  }
  const { code, hint } = Object.hasOwn(MEANINGS, errorCode) ? MEANINGS[errorCode]! : UNKNOWN;
  const more = Object.entries(errorMetadata ?? {}).map(([key, value]) => `${key}=${value}`);
  const words = [errorMessage ?? '', more.length > 0 ? `(${more.join(', ')})` : ''].filter(Boolean).join(' ');
  const text = pluginWords(plugin, words, 600) || 'no reason given';
  return new SealiftError(code, `${doing}: ${text} (${pluginWords(plugin, errorCode)})`, { hint });
}
