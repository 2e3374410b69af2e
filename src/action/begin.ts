import { nodeTooOld } from '../compose/node-version.ts';
import type { ActionName } from '../options/commands.ts';
import { errorCommand } from './error-command.ts';

/** Starts an action, or reports that this Node is too old. Everything that is loaded before the check runs on any Node. */
export function begin(action: ActionName): void {
  const old = nodeTooOld(process.version);
  if (old) {
    process.stdout.write(errorCommand(old.code, `${old.message}. ${old.hint}`));
    process.exitCode = 2;
    return;
  }
  import('./start.ts')
    .then((module) => module.start(action))
    .catch((error) => {
      process.stdout.write(errorCommand('internal', String(error)));
      process.exitCode = 70;
    });
}
