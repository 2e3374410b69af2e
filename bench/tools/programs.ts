import { join } from 'node:path';
import type { Tool } from '../support/contest.ts';
import type { Inputs } from '../support/inputs.ts';
import type { ProgramName } from '../support/programs.ts';

const CLI = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

/** The built command line on the Node that runs the benchmarks. */
export const sealift = (...args: string[]): string[] => [process.execPath, CLI, ...args];

/** A command of {@link sealift} on another build. */
export function onCli<T extends Pick<Tool, 'command'>>(tool: T, cli: string): T {
  return { ...tool, command: tool.command.map((word) => (word === CLI ? cli : word)) };
}

/** A row for a peer; none where the peer could not be had, which the report says once. */
export function peerTool(
  { programs }: Inputs,
  program: ProgramName,
  name: string,
  note: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Tool[] {
  const path = programs.path(program);
  return path ? [{ name, note, command: [path, ...args], env }] : [];
}

/**
 * The same command once for each of `words`, one after the other or `atOnce` of them; `{}` stands for the word. Fails when
 * one of them fails.
 */
export function each(tools: readonly Tool[], words: readonly string[], atOnce = 1): Tool[] {
  return tools.map((tool) => ({
    ...tool,
    command: [
      ...['sh', '-c', `printf '%s\\n' $WORDS | xargs -P ${atOnce} -I '{}' "$@"`, 'each'],
      ...tool.command,
    ],
    env: { ...tool.env, WORDS: words.join(' ') },
  }));
}
