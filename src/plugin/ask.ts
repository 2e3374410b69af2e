import type { Read, StructShape } from '../encoding/go-shape.ts';
import { printable } from '../encoding/printable.ts';
import { readAs } from '../encoding/read-as.ts';
import { SealiftError } from '../errors.ts';
import { withRetries } from '../io/http/with-retries.ts';
import { type ProgramOutcome, runProgram } from '../io/process/run-program.ts';
import { pluginError } from './errors.ts';

/** notation takes 64 MiB of each output; the largest answer is an envelope, and those have some tens of KiB. */
export const OUTPUT_LIMIT = 8 * 1024 * 1024;

/** Milliseconds for one command, since a plugin may wait for a person who touches a token. */
export const DEFAULT_TIMEOUT = 5 * 60_000;

/** The contract that is spoken (plugin-extensibility.md, "Plugin metadata": never a higher one of the plugin). */
export const CONTRACT_VERSION = '1.0';

/** An installed plugin, and what it is run with. */
export interface Plugin {
  readonly name: string;
  readonly file: string;
  /** The plugin gets the whole environment, as from notation, because the credentials of its key service are there. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `--plugin-config`; part of every request, and of no message. */
  readonly config: Readonly<Record<string, string>>;
  /** Takes secrets out of what the plugin says. */
  readonly hide: (words: string) => string;
  /** Milliseconds for one command. */
  readonly timeout: number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** In [0, 1): spreads retries. */
  readonly random: () => number;
}

export type Command =
  | 'get-plugin-metadata'
  | 'describe-key'
  | 'generate-signature'
  | 'generate-envelope'
  | 'verify-signature';

/** The error for a plugin that did not run to its end. */
function notEnded(
  { name, file, timeout }: Plugin,
  outcome: Exclude<ProgramOutcome, { kind: 'ended' }>,
): SealiftError {
  const path = printable(file, 600);
  switch (outcome.kind) {
    case 'not-found':
      return new SealiftError('plugin_not_found', `${path} ${outcome.reason}`, { hint: outcome.remedy });
    case 'refused':
      return new SealiftError('plugin_unsafe', `${path} ${outcome.reason}; it was not run`, {
        hint: outcome.remedy,
      });
    case 'not-started':
      return new SealiftError('plugin_failed', `${path} ${outcome.reason}`, {
        hint: 'Free memory or processes on this machine, and run it again.',
      });
    case 'timed-out':
      return new SealiftError(
        'deadline_exceeded',
        `the plugin ${name} did not answer within ${timeout / 1000} s`,
        {
          hint: 'Give it more time with --timeout.',
        },
      );
    case 'too-much-output':
      return new SealiftError('content_too_large', `the plugin ${name} wrote over ${OUTPUT_LIMIT} bytes`);
  }
}

/** An answer that is not what the contract says. */
export function malformed(plugin: Plugin, command: Command, reason: string): SealiftError {
  return new SealiftError('unexpected_answer', `plugin ${plugin.name}, ${command}: ${reason}`, {
    hint: 'The plugin breaks the Notary Project plugin contract; try another version of it.',
  });
}

/** The answer of a command: its shape, and the members that have to be there and not empty. */
export interface Wanted<M, N extends keyof M> {
  readonly shape: StructShape<M>;
  readonly needed: readonly N[];
}

type Answer<M, N extends keyof M> = Read<StructShape<M>> & Required<Pick<Read<StructShape<M>>, N>>;

function read<M, N extends keyof M & string>(
  plugin: Plugin,
  command: Command,
  stdout: Uint8Array,
  { shape, needed }: Wanted<M, N>,
): Answer<M, N> {
  let answer: Read<StructShape<M>>;
  try {
    answer = readAs(shape, stdout, { code: 'unexpected_answer', what: 'the answer' });
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'the answer is not JSON';
    throw malformed(plugin, command, plugin.hide(reason));
  }
  for (const name of needed) {
    const value: unknown = answer[name];
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
      throw malformed(plugin, command, `the answer is malformed at ${name}: it is not there, or empty`);
  }
  return answer as Answer<M, N>;
}

/**
 * Runs one command of a plugin (plugin-extensibility.md, "Plugin contract"): the request on its standard input, the answer
 * read strictly, as notation reads it. It is retried only where the plugin's error says that this may help.
 *
 * @throws SealiftError of the plugin's refusal, `unexpected_answer`, `deadline_exceeded`, `content_too_large`,
 *   `plugin_not_found` or `plugin_unsafe`.
 */
export async function ask<M, N extends keyof M & string>(
  plugin: Plugin,
  command: Command,
  members: Readonly<Record<string, unknown>>,
  wanted: Wanted<M, N>,
  signal: AbortSignal,
): Promise<Answer<M, N>> {
  const { name, file, env, config, timeout } = plugin;
  const pluginConfig = Object.keys(config).length > 0 ? { pluginConfig: config } : {};
  const input = JSON.stringify({ ...members, ...pluginConfig });
  const order = { file, args: [command], input, env, timeout, limit: OUTPUT_LIMIT };
  const attempt = async (): Promise<ProgramOutcome> => {
    const outcome = await runProgram(order, signal);
    if (outcome.kind !== 'ended' || outcome.code === 0) return outcome;
    throw pluginError(`plugin ${name}, ${command}`, outcome.code, outcome.stderr, plugin);
  };
  const outcome = await withRetries(attempt, plugin, signal);
  if (outcome.kind !== 'ended') throw notEnded(plugin, outcome);
  return read(plugin, command, outcome.stdout, wanted);
}
