import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { errnoOf } from './file-error.ts';

/** The process that holds a lock, as the lock file names it. */
export interface Holder {
  readonly token: string;
  readonly pid: number;
  readonly host: string;
  /** The PID namespace of `pid`: containers may share a host name and have processes of their own. */
  readonly space?: string;
}

let known: Promise<string> | undefined;

/** The boot id of the system and the PID namespace; an empty text on systems without them. */
async function space(): Promise<string> {
  const parts = [readFile('/proc/sys/kernel/random/boot_id', 'utf8'), readlink('/proc/self/ns/pid')];
  return (await Promise.all(parts.map((part) => part.catch(() => '')))).join(' ').replaceAll('\n', '').trim();
}

/** This process as a holder. */
export async function ownHolder(token: string): Promise<Holder> {
  known ??= space();
  return { token, pid: process.pid, host: hostname(), space: await known };
}

/** The holder that a lock file names; `undefined` when the file is empty or was not written by Sealift. */
export function parseHolder(text: string): Holder | undefined {
  try {
    const { token, pid, host, space } = JSON.parse(text);
    const valid = typeof token === 'string' && typeof host === 'string' && Number.isInteger(pid) && pid > 0;
    return valid ? { token, pid, host, ...(typeof space === 'string' ? { space } : {}) } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the holder has certainly ended: it was a process of this host, and there is no such process. */
export async function isDead({ pid, host, space }: Holder): Promise<boolean> {
  const here = await ownHolder('');
  if (host !== here.host || (space !== undefined && space !== here.space)) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return errnoOf(error) === 'ESRCH';
  }
}
