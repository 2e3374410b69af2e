import { exitCodeOf, exitCodeWith } from '../compose/exit-code.ts';
import { outputError } from '../compose/process-output.ts';
import { explainer } from '../compose/remedies/explainer.ts';
import { ResultsFile } from '../compose/results-file.ts';
import { failedRun } from '../compose/run-result.ts';
import { loadRunner } from '../compose/runners.ts';
import { addGivenSecrets } from '../compose/secrets/given-secrets.ts';
import { hiddenResult } from '../compose/secrets/hidden-result.ts';
import { printable } from '../encoding/printable.ts';
import { Secrets } from '../encoding/secrets/secrets.ts';
import { asSealiftError, type SealiftError } from '../errors.ts';
import type { ProgressEvent } from '../operations/ports.ts';
import type { RunResult } from '../operations/results.ts';
import type { ActionName } from '../options/commands.ts';
import { Problems } from '../options/problems.ts';
import { every } from '../progress/every.ts';
import { progressLine, silenceText } from '../progress/lines.ts';
import { ProgressTracker } from '../progress/tracker.ts';
import { annotationsOf } from './annotations.ts';
import { declarationOf } from './declare.ts';
import { fullNames } from './full-names.ts';
import { refuseUnsafeEvent } from './github/refuse-unsafe-event.ts';
import type { ActionHost } from './host.ts';
import { namedImages } from './image-lists/named-images.ts';
import { isInlineList } from './image-lists/read-lists.ts';
import { imageLog } from './image-log.ts';
import { inputWords } from './input-words.ts';
import { type Asked, type Operands, readAsked, readInputs } from './inputs.ts';
import { outputValues } from './outputs.ts';
import { resultInInputWords } from './result-in-input-words.ts';
import { statusWords } from './statuses.ts';
import { summaryOf } from './summary.ts';
import { tellIfAsked } from './tell-if-asked.ts';

/** Milliseconds between two log lines about the progress of a copy. */
const PROGRESS_INTERVAL_MS = 10_000;

type Env = Readonly<Record<string, string | undefined>>;

/** The line itself when there is exactly one, else the list: only some options accept a list. */
const oneOrList = (lines: readonly string[]) => (lines.length === 1 ? lines[0] : lines);

/** The operands of an action that takes a source or a file. */
function placesOf(
  { source = [], destination, file }: Operands,
  host: ActionHost,
): Readonly<Record<string, unknown>> {
  if (file) return { file: file[0] };
  return {
    ...(source.length === 0 ? {} : { source: oneOrList(fullNames('source', source, host)) }),
    ...(destination ? { destination } : {}),
  };
}

/** The user metadata of the inputs together with that of the run, where it is asked for. */
async function runMetadataOf(
  action: ActionName,
  { runMetadata: isAsked }: Asked,
  { userMetadata = [], sign }: Readonly<Record<string, unknown>>,
  env: Env,
  problems: Problems,
): Promise<{ readonly userMetadata?: readonly unknown[] }> {
  if (!isAsked) return {};
  if (action === 'promote' && sign !== true) {
    problems.add(
      'usage',
      'the input run-metadata is true, and without sign: true promote makes no signature',
      'Add sign: true, or leave run-metadata out.',
    );
    return {};
  }
  const { runMetadata } = await import('./github/run-metadata.ts');
  const pairs = (await problems.try(() => runMetadata(env))) ?? [];
  return { userMetadata: [userMetadata, pairs].flat() };
}

async function runFromInputs(
  action: ActionName,
  host: ActionHost,
  env: Env,
  secrets: Secrets,
  resultsFile: ResultsFile | undefined,
  signal: AbortSignal,
): Promise<RunResult> {
  await refuseUnsafeEvent(action, env);
  const problems = new Problems();
  const { options, operands } = readInputs(action, env, problems);
  const asked = readAsked(action, env, problems);
  secrets.add(asked.githubToken);
  await problems.try(async () => resultsFile?.check());
  // Read before anything is told: a setting that stands in a name is no secret, since outputs hold names.
  const named = 'images' in operands ? await namedImages(operands, env, problems) : undefined;
  const texts = Object.entries(operands).map(
    ([name, values]) => [name, values.filter((value) => !isInlineList(value))] as const,
  );
  const given = {
    ...options,
    ...Object.fromEntries(texts),
    ...(named?.images ? { images: named.images } : {}),
  };
  addGivenSecrets(secrets, given, env);
  for (const notice of named?.notices ?? []) host.notice(notice);
  if (named?.log && !problems.any) host.group(named.log.title, named.log.lines);
  const what = named ? { images: named.images } : placesOf(operands, host);
  const metadata = await runMetadataOf(action, asked, options, env, problems);
  const tracker = new ProgressTracker();
  const reporter = {
    progress(event: ProgressEvent) {
      tracker.take(event, performance.now());
      if (event.type === 'phase') host.debug(printable(`${event.phase} ${event.subject}`, 1000));
      if (event.type === 'notice') host.info(printable(inputWords(action, event.message), 2000));
      if (event.type === 'silence') host.info(silenceText(event));
      if (event.type === 'identity') host.info(`using the key as ${printable(event.who, 300)}`);
    },
    warning: (message: string) => host.warning(printable(inputWords(action, message), 2000)),
  };
  const run = await loadRunner(action);
  // An action uses only the trust of its inputs, since a self-hosted runner may have files of other jobs.
  const onSecret = (secret: string): void => secrets.add(secret);
  const stopLines = every(PROGRESS_INTERVAL_MS, () => {
    const line = progressLine(tracker.snapshot(performance.now()));
    if (line !== undefined) host.info(line);
  });
  try {
    return await run(
      {
        ...options,
        ...what,
        ...metadata,
        problems,
        reporter,
        onSecret,
        isStep: true,
        env: { ...env, CI: 'true' },
      },
      signal,
    );
  } finally {
    stopLines();
  }
}

/** Declares what was done as artifacts of the job. A failure is a warning, because what was done is done. */
async function declareDone(
  result: RunResult,
  host: ActionHost,
  env: Env,
  hide: (text: string) => string,
): Promise<void> {
  try {
    const { lines, leftOut } = await declarationOf(result, env);
    if (lines.length > 0) await host.declare(lines);
    for (const line of leftOut) host.info(printable(hide(`not declared in GITHUB_ARTIFACTS: ${line}`), 1000));
  } catch (thrown) {
    const { message } = outputError(thrown, 'the artifacts of the job (GITHUB_ARTIFACTS)');
    host.warning(printable(hide(message), 300));
  }
}

/** Writes outputs and summary, and tells GitHub what it is to be told. It resolves to a failure, so that no later step takes a missing output for an empty one. */
async function publish(
  action: ActionName,
  result: RunResult,
  host: ActionHost,
  hide: (text: string) => string,
  resultsFile: ResultsFile | undefined,
  tell: (summary: (bytes: number) => string) => Promise<void>,
): Promise<SealiftError | undefined> {
  let failure: SealiftError | undefined;
  const values = outputValues(action, result);
  try {
    for (const [name, value] of values) host.setOutput(name, value);
  } catch (thrown) {
    failure = outputError(thrown, 'the outputs of the step (GITHUB_OUTPUT)');
  }
  try {
    await resultsFile?.write(new Map(values).get('results')!);
  } catch (thrown) {
    failure ??= outputError(thrown, 'the file of results-file');
  }
  // Markdown writes characters as entities, and the runner's own mask would not know a secret in them.
  const shown = resultInInputWords(action, hiddenResult(result, hide, 'hidden'));
  for (const image of shown.images)
    host.group(
      `${statusWords(image, result.command).join(', ')}: ${printable(image.reference, 600)}`,
      imageLog(image),
    );
  for (const { title, message } of annotationsOf(shown)) host.annotate(title, message);
  try {
    await host.summary(summaryOf(shown));
  } catch (thrown) {
    const error = outputError(thrown, 'the job summary (GITHUB_STEP_SUMMARY)');
    // A failed summary does not fail a run that is done, except for a full disk, which the outputs need too.
    if (error.code === 'disk_full') failure ??= error;
    else host.warning(printable(hide(error.message), 300));
  }
  await tell((bytes) => summaryOf(shown, bytes));
  if (failure) {
    const { code, message, hint } = failure;
    host.annotate(`Sealift: ${code}`, `${printable(hide(message), 1000)}\n${printable(hint, 600)}`);
  }
  return failure;
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
  const { resultsFile: path } = readAsked(action, env, new Problems());
  const resultsFile = path === '' ? undefined : new ResultsFile(path);
  let result: RunResult;
  try {
    result = await runFromInputs(action, host, env, secrets, resultsFile, signal);
  } catch (thrown) {
    const explain = explainer(true, env);
    result = failedRun(action, await explain(secrets.hideIn(asSealiftError(thrown)).toJSON()));
  }
  if (env.GITHUB_ARTIFACTS) await declareDone(result, host, env, hide);
  const failure = await publish(action, result, host, hide, resultsFile, (summary) =>
    tellIfAsked(action, { result, summary, host, env, signal, onSecret: (secret) => secrets.add(secret) }),
  );
  return exitCodeWith(exitCodeOf(result), failure);
}
