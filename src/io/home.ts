import { homedir, userInfo } from 'node:os';
import { isAbsolute, parse } from 'node:path';

/** The home folder by the system, or an empty text for a user without an entry there. */
function known(home: () => string): string {
  try {
    return home();
  } catch {
    return '';
  }
}

/**
 * The home folder of the user: `HOME`, or the one that the system has. A relative path is not taken, so that no file of the
 * current folder counts as the user's own. A user without a home gets the root folder, where nobody else can write.
 */
export function homeFolder(): string {
  const homes = [known(homedir), known(() => userInfo().homedir)];
  return homes.find((home) => isAbsolute(home)) ?? parse(process.cwd()).root;
}
