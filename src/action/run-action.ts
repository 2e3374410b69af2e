import { exitCodeOf } from '../compose/exit-code.ts';
import { every } from '../compose/progress/every.ts';
import { progressLine } from '../compose/progress/lines.ts';
import { ProgressTracker } from '../compose/progress/tracker.ts';
import { failedRun } from '../compose/run-result.ts';
import { loadRunner } from '../compose/runners.ts';
import { addGivenSecrets } from '../compose/secrets/given-secrets.ts';
import { hiddenResult } from '../compose/secrets/hidden-result.ts';
import { printable } from '../encoding/printable.ts';
import { Secrets } from '../encoding/secrets/secrets.ts';
import { asSealiftError } from '../errors.ts';
import type { ProgressEvent } from '../operations/ports.ts';
import type { RunResult } from '../operations/results.ts';
import type { ActionName } from '../options/commands.ts';
import { Problems } from '../options/problems.ts';
import { annotationsOf } from './annotations.ts';
import type { ActionHost } from './host.ts';
import { imageLog } from './image-log.ts';
import { pinnedImages } from './images.ts';
import { readInputs } from './inputs.ts';
import { outputValues } from './outputs.ts';
import { summaryOf } from './summary.ts';

/** Milliseconds between the lines that say how far a copy is. */
const TELL = 10_000;

type Env = Readonly<Record<string, string | undefined>>;

async function runFromInputs(
  action: ActionName,
  host: ActionHost,
  env: Env,
  secrets: Secrets,
  signal: AbortSignal,
): Promise<RunResult> {
  const problems = new Problems();
  const { options, operands } = readInputs(action, env, problems);
  addGivenSecrets(secrets, options, env);
  const { images, digest, source, destination } = operands;
  const what =
    action === 'promote'
      ? { source: source.length === 1 ? source[0] : source, destination }
      : { images: await pinnedImages(images, digest, problems) };
  problems.throwIfAny();
  const tracker = new ProgressTracker();
  const reporter = {
    progress(event: ProgressEvent) {
      tracker.take(event, performance.now());
      if (event.type === 'phase') host.debug(printable(`${event.phase} ${event.subject}`, 1000));
      if (event.type === 'identity') host.info(`using the key as ${printable(event.who, 300)}`);
    },
    warning: (message: string) => host.warning(printable(message, 2000)),
  };
  const run = await loadRunner(action);
  // In an action, trust must be given: what lies about on a self-hosted runner decides nothing.
  const onSecret = (secret: string): void => secrets.add(secret);
  const stopLines = every(TELL, () => {
    const line = progressLine(tracker.snapshot(performance.now()));
    if (line !== undefined) host.info(line);
  });
  try {
    return await run({ ...options, ...what, reporter, onSecret, env: { ...env, CI: 'true' } }, signal);
  } finally {
    stopLines();
  }
}

async function tell(
  action: ActionName,
  result: RunResult,
  host: ActionHost,
  hide: (text: string) => string,
): Promise<void> {
  for (const [name, value] of outputValues(action, result)) host.setOutput(name, value);
  // Markdown writes characters as entities, and the runner's own mask would not know a secret in them.
  const shown = hiddenResult(result, hide, 'hidden');
  for (const image of shown.images)
    host.group(`${image.status}: ${printable(image.reference, 600)}`, imageLog(image));
  for (const { title, message } of annotationsOf(shown)) host.annotate(title, message);
  // A summary that cannot be written is no reason to fail what is done.
  await host.summary(summaryOf(shown)).catch((thrown: unknown) => {
    host.warning(
      `the job summary could not be written: ${printable(hide(asSealiftError(thrown).message), 300)}`,
    );
  });
}

/** An action from inputs to outputs, summary and annotations. Resolves to the exit code, as on the command line. */
export async function runAction(
  action: ActionName,
  host: ActionHost,
  env: Env,
  signal: AbortSignal,
): Promise<number> {
  const secrets = new Secrets((secret) => host.setSecret(secret));
  const hide = (text: string): string => secrets.hide(text);
  let result: RunResult;
  try {
    result = await runFromInputs(action, host, env, secrets, signal);
  } catch (thrown) {
    result = failedRun(action, secrets.hideIn(asSealiftError(thrown)).toJSON());
  }
  await tell(action, result, host, hide);
  return exitCodeOf(result);
}
