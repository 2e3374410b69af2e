import { lstat } from 'node:fs/promises';

/** Whether the folder, which is no link, belongs to this user, and nobody else may write in it. Windows has no such rights. */
export async function isPrivateFolder(path: string): Promise<boolean> {
  const found = await lstat(path);
  const user = process.geteuid?.();
  if (!found.isDirectory()) return false;
  return user === undefined || (found.uid === user && (found.mode & 0o022) === 0);
}
