import { homedir, userInfo } from 'node:os';
import { isAbsolute, parse } from 'node:path';

/** What the system has for a user that it may not know. */
function known(home: () => string): string {
  try {
    return home();
  } catch {
    return '';
  }
}

/**
 * The user's home folder: `HOME`, or what the system knows. Never relative, so that nothing in the current folder is taken for the
 * user's own; for a user without a home the root folder, where nobody else writes.
 */
export function homeFolder(): string {
  const homes = [known(homedir), known(() => userInfo().homedir)];
  return homes.find((home) => isAbsolute(home)) ?? parse(process.cwd()).root;
}
