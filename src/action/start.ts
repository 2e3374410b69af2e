import { endProcess } from '../compose/end-process.ts';
import { exitCodeWith } from '../compose/exit-code.ts';
import { limitHeapGrowth } from '../compose/heap-limits.ts';
import { ProcessOutput } from '../compose/process-output.ts';
import { SealiftError } from '../errors.ts';
import type { ActionName } from '../options/commands.ts';
import { errorCommand } from './error-command.ts';
import { logSafe } from './log-safe.ts';
import { runAction } from './run-action.ts';
import { toolkitHost } from './toolkit-host.ts';

/** Runs the action of this process and sets its exit code. An uncaught error is a bug of Sealift, 70. */
export async function start(action: ActionName): Promise<void> {
  limitHeapGrowth();
  const controller = new AbortController();
  // The runner sends SIGINT when a job is cancelled, then SIGTERM, then ends the process.
  process.once('SIGINT', () => controller.abort(new SealiftError('interrupted', 'the job was cancelled')));
  process.once('SIGTERM', () => controller.abort(new SealiftError('terminated', 'the job was terminated')));
  process.on('uncaughtException', (error) => {
    process.stdout.write(errorCommand('internal', `${error.name}, a bug of Sealift; please report it`));
    process.stderr.write(`${logSafe(error.stack ?? error.message)}\n`);
    process.exit(70);
  });
  // Until the action has ended, an empty event loop is a bug, and must not leave a green step.
  process.exitCode = 70;
  const output = new ProcessOutput(process);
  const code = await runAction(action, await toolkitHost(process.env), process.env, controller.signal);
  process.exitCode = code;
  // The toolkit writes to the streams of the process, which report a failure only in a later turn of the event loop.
  process.once('exit', () => {
    process.exitCode = exitCodeWith(code, output.failure);
    if (output.failure) process.stderr.write(`error: ${output.failure.message} [${output.failure.code}]\n`);
  });
  endProcess(process);
}
