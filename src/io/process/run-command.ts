import { type ProgramOrder, type ProgramOutcome, runProgram } from './run-program.ts';

/**
 * {@link runProgram} for tools that on Windows are batch files, which only its shell starts. There the current folder, which
 * may be somebody else's checkout, is not searched.
 *
 * @param order with arguments of letters, digits and `-./:` alone: a shell reads them.
 */
export function runCommand(order: ProgramOrder, signal: AbortSignal): Promise<ProgramOutcome> {
  const { file, args, env } = order;
  if (process.platform !== 'win32') return runProgram(order, signal);
  const safe = { ...env, NoDefaultCurrentDirectoryInExePath: '1' };
  return runProgram(
    { ...order, file: 'cmd.exe', args: ['/d', '/s', '/c', file, ...args], env: safe },
    signal,
  );
}
