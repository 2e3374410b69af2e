import { extname } from 'node:path';
import { printable } from '../../encoding/printable.ts';
import { BATCH, findProgram, NATIVE } from './find-program.ts';
import { windowsProgram } from './process-group.ts';
import { type ProgramOrder, type ProgramOutcome, runProgram } from './run-program.ts';

/** A path that the shell of Windows leaves unchanged between quotes; it replaces percent signs, for example. */
const PLAIN = /^[^"%!^&<>|\r\n]+$/;

/**
 * {@link runProgram} for tools that on Windows are batch files, which only its shell starts.
 *
 * @param order with arguments of letters, digits and `-./:` alone: a shell reads them.
 */
export async function runCommand(order: ProgramOrder, signal: AbortSignal): Promise<ProgramOutcome> {
  const { file, args, env } = order;
  if (process.platform !== 'win32') return runProgram(order, signal);
  const found = await findProgram(file, env, [...NATIVE, ...BATCH]);
  if ('reason' in found) return { kind: 'not-found', ...found };
  const { path } = found;
  if (!(BATCH as readonly string[]).includes(extname(path).toLowerCase()))
    return runProgram({ ...order, file: path }, signal);
  if (!PLAIN.test(path)) {
    const reason = `has a path that the shell of Windows would read: ${printable(path, 300)}`;
    return { kind: 'refused', file: path, reason, remedy: 'Install it in another folder.' };
  }
  const line = `""${path}" ${args.join(' ')}"`;
  return runProgram(
    { ...order, file: windowsProgram('cmd.exe'), args: ['/d', '/s', '/c', line], verbatim: true },
    signal,
  );
}
