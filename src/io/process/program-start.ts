import { constants } from 'node:fs';
import { access, type FileHandle, open, readFile } from 'node:fs/promises';
import { printable } from '../../encoding/printable.ts';
import { errnoOf } from '../files/file-error.ts';
import { ELF_MAGIC, judgeElf } from './elf.ts';
import { type Env, findProgram } from './find-program.ts';
import { isMachO, judgeMachO } from './mach-o.ts';
import { whatItIs } from './no-program.ts';
import { judgePe } from './pe.ts';
import { readScriptLine } from './script-line.ts';
import { madeFor, type ReadAt, type Refusal, type System } from './system.ts';

/** An open binary program that can run here, and the words that make it run the file that was asked for. */
export interface ProgramStart {
  readonly file: string;
  /** Open on `file`. */
  readonly handle: FileHandle;
  /** Whether the open file itself can be started, so that no other file can take its place. */
  readonly byHandle: boolean;
  readonly argv0: string;
  /** Arguments before those of the caller. */
  readonly words: readonly string[];
}

const HEAD = 512;

/** The most interpreters of interpreters, as in Linux. */
const DEPTH = 5;

/** Files that tell whether WSL starts Windows programs (Microsoft, "Working across file systems"). */
const WSL = ['WSLInterop', 'WSLInterop-late'].map((name) => `/proc/sys/fs/binfmt_misc/${name}`);

async function startsWindowsPrograms(): Promise<boolean> {
  const states = await Promise.all(WSL.map((path) => readFile(path, 'utf8').catch(() => '')));
  return states.some((state) => state.startsWith('enabled'));
}

function readerOf(handle: FileHandle): ReadAt {
  return async (offset, length) => {
    const buffer = Buffer.alloc(length);
    let filled = 0;
    while (filled < length && Number.isSafeInteger(offset)) {
      const { bytesRead } = await handle.read(buffer, filled, length - filled, offset + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  };
}

/** Systems that run ELF files. */
const ELF_SYSTEMS = ['linux', 'android', 'freebsd', 'openbsd', 'netbsd', 'sunos'];

/** Why a file that is no script cannot run here; `undefined` for a binary program of this system. */
async function judgeBinary(head: Buffer, read: ReadAt, system: System): Promise<Refusal | undefined> {
  const { platform, processor } = system;
  if (head.subarray(0, 4).equals(ELF_MAGIC)) return judgeElf(read, system);
  if (isMachO(head)) return judgeMachO(read, system);
  if (head.toString('latin1', 0, 2) !== 'MZ') return whatItIs(head);
  const guest = platform === 'linux' && (await startsWindowsPrograms());
  return judgePe(read, guest ? { platform: 'win32', processor } : system);
}

/** A refusal, marked when the file does not exist. */
type Missing = Refusal & { readonly missing?: true };

async function openFile(path: string): Promise<FileHandle | Missing> {
  const shown = printable(path, 600);
  let handle: FileHandle;
  try {
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === undefined) throw error;
    if (errno === 'ENOENT' || errno === 'ENOTDIR') {
      return { reason: 'is not there', remedy: 'Install it.', missing: true };
    }
    return {
      reason: `cannot be read (${errno}), and is not run unread`,
      remedy: `Give the right to read it: chmod +r ${shown}`,
    };
  }
  const found = await handle.stat();
  const isFile = found.isFile();
  const mayRun = await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
  if (isFile && mayRun) return handle;
  await handle.close();
  if (!isFile) return { reason: 'is not a file', remedy: 'Install the program itself.' };
  // With the right in its mode, either another user has it, or the file system is mounted without it.
  return (found.mode & 0o111) === 0
    ? { reason: 'may not be executed', remedy: `Give the right to run it: chmod +x ${shown}` }
    : {
        reason: 'may not be executed by this user, or on this file system (noexec)',
        remedy: 'Install it where this user may run programs.',
      };
}

/**
 * Follows a file to the binary program that runs it: itself, or the interpreter of its first line, that of the interpreter, and
 * so on. No shell takes part unless it is the interpreter that a script names; `execvp` of POSIX would hand a file that the
 * system cannot run to `sh`.
 *
 * @returns the start, with an open file to be closed; or why the file is not started.
 */
export async function programStart(path: string, env: Env, system: System): Promise<ProgramStart | Missing> {
  let [file, argv0] = [path, path];
  let words: readonly string[] = [];
  let way = '';
  for (let depth = 0; depth < DEPTH; depth += 1) {
    const handle = await openFile(file);
    if ('reason' in handle) return { ...handle, reason: `${way}${handle.reason}` };
    let done = false;
    try {
      const read = readerOf(handle);
      const head = await read(0, HEAD);
      const isScript = head.toString('latin1', 0, 2) === '#!';
      const line = isScript ? readScriptLine(head) : await judgeBinary(head, read, system);
      if (line === undefined) {
        done = true;
        const byHandle = ELF_SYSTEMS.includes(system.platform) && head.subarray(0, 4).equals(ELF_MAGIC);
        return { file, handle, byHandle, argv0, words };
      }
      if ('reason' in line) return { ...line, reason: `${way}${line.reason}` };
      if (system.platform === 'win32') return madeFor(['a system with scripts'], system);
      way = `${way}is run by ${printable(line.name, 300)}, which `;
      const found = await findProgram(line.name, env);
      if ('reason' in found) return { ...found, reason: `${way}${found.reason}`, missing: true };
      words = [...line.words, file, ...words];
      file = found.path;
      argv0 = line.name;
    } finally {
      if (!done) await handle.close();
    }
  }
  return {
    reason: 'is run by interpreters that lead to ever more interpreters',
    remedy: 'Correct its first line.',
  };
}
