import { homedir } from 'node:os';

/** The user's home folder; never relative, so that nothing in the current folder is taken for the user's own. */
export function homeFolder(): string {
  return homedir();
}
