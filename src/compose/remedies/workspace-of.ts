import { isAbsolute } from 'node:path';
import { listFolder } from '../../io/files/list-folder.ts';
import type { Workspace } from './situation.ts';

/** What is in the folder where actions/checkout puts the files of a repository; `undefined` where that cannot be told. */
export async function workspaceOf(path: string | undefined): Promise<Workspace | undefined> {
  if (!path || !isAbsolute(path)) return undefined;
  const names = await listFolder(path).catch(() => undefined);
  if (names === undefined || names === 'file') return undefined;
  if (names === 'absent' || names.length === 0) return { path, state: 'empty' };
  return { path, state: names.includes('.git') ? 'checked out' : 'unversioned' };
}
