import { boundYoungMemory } from '../compose/young-memory.ts';
import { SealiftError } from '../errors.ts';
import type { ActionName } from '../options/commands.ts';
import { logSafe } from './log-safe.ts';
import { runAction } from './run-action.ts';
import { toolkitHost } from './toolkit-host.ts';

/** Runs the action of this process and leaves its exit code; an uncaught error is a bug of ours, 70. */
export async function start(action: ActionName): Promise<void> {
  if (action === 'promote') boundYoungMemory();
  const controller = new AbortController();
  // The runner sends SIGINT when a job is cancelled, then SIGTERM, then ends the process.
  process.once('SIGINT', () => controller.abort(new SealiftError('interrupted', 'the job was cancelled')));
  process.once('SIGTERM', () => controller.abort(new SealiftError('terminated', 'the job was terminated')));
  process.on('uncaughtException', (error) => {
    process.stdout.write(
      `::error title=Sealift%3A internal::${error.name}, a bug of Sealift; please report it\n`,
    );
    process.stderr.write(`${logSafe(error.stack ?? error.message)}\n`);
    process.exit(70);
  });
  // Until the action answers, an end of the event loop is a bug, not a green step.
  process.exitCode = 70;
  process.exitCode = await runAction(action, await toolkitHost(process.env), process.env, controller.signal);
}
