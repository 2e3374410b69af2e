import { lazy } from '../async/lazy.ts';
import { type SecretKind, Secrets } from '../encoding/secrets/secrets.ts';
import { asSealiftError } from '../errors.ts';
import { systemClock } from '../io/clock.ts';
import type { HttpClient } from '../io/http/types.ts';
import type { PlainHttp } from '../oci/registry-host.ts';
import type { Clock, Reporter } from '../operations/ports.ts';
import type { ImageResult, RunResult } from '../operations/results.ts';
import { Problems } from '../options/problems.ts';
import { type AnyValues, readOptions, type Values } from '../options/read-options.ts';
import { collectingReporter } from './collecting-reporter.ts';
import { withDeadline } from './deadline.ts';
import { openHttp } from './http.ts';
import { inTime } from './in-time.ts';
import { explainedImage } from './remedies/explained-image.ts';
import { type Explain, explainer } from './remedies/explainer.ts';
import type { RunName } from './run-name.ts';
import type { FaceOptions, RunOptions } from './run-options.ts';
import { hasFailed, runResult } from './run-result.ts';
import { addGivenSecrets, settingKind } from './secrets/given-secrets.ts';
import { hiddenResult } from './secrets/hidden-result.ts';
import { plainHttpRule } from './transport.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** The run of any command: its options as read, the problems so far, and its surroundings. */
export interface AnyRun {
  readonly values: AnyValues;
  readonly problems: Problems;
  readonly plainHttp: PlainHttp;
  readonly env: Env;
  readonly clock: Clock;
  readonly reporter: Reporter;
  readonly onRequest: RunOptions['onRequest'];
  /** Resolves to the one HTTP client of the run, which the run closes. */
  readonly http: () => Promise<HttpClient>;
  /** The secrets of this run. Each is added before its first use, and hidden in everything that leaves the run. */
  readonly secrets: Secrets;
  /** What a value that may be a secret counts as, by whether it is a part of what the user names. */
  readonly settingKind: (value: string) => SecretKind;
  /** The standard input, for a command line. */
  readonly stdin: FaceOptions['stdin'];
  /** Aborts with a SealiftError: interrupted, terminated, or over the deadline. */
  readonly signal: AbortSignal;
  /** Closed when the run ends, in reverse order; an error of it is an error of the run. */
  onEnd(close: () => Promise<void>): void;
}

/** The run of one command. */
export interface Run<C extends RunName> extends Omit<AnyRun, 'values'> {
  readonly values: Values<C>;
}

/** Members of the options object that are no options of the table. */
const SURROUNDINGS = [
  ...['reporter', 'env', 'onRequest', 'onSecret', 'stdin', 'isStep'],
  ...['images', 'image', 'source', 'destination'],
];

/** The options of the table among what a function was given. */
export function optionsFrom(given: object): Readonly<Record<string, unknown>> {
  const own = Object.entries(given).filter(
    ([name, value]) => !SURROUNDINGS.includes(name) && value !== undefined && !(value instanceof Problems),
  );
  return Object.fromEntries(own);
}

/** The outcome of a run, beside the results of its work. */
export interface Ended {
  readonly warnings: readonly string[];
  readonly error: RunResult['error'];
  readonly secrets: Secrets;
  /** For the errors that are not `error`. */
  readonly explain: Explain;
}

/**
 * Runs the work of one command: reads its options, sets the deadline, gathers warnings, and closes what was opened. Never
 * rejects: whatever stops the run, such as bad options, becomes `error`.
 */
export async function perform<C extends RunName>(
  command: C,
  options: FaceOptions,
  signal: AbortSignal,
  work: (run: Run<C>) => Promise<void>,
): Promise<Ended> {
  const { env = process.env } = options;
  const problems = options.problems instanceof Problems ? options.problems : new Problems();
  const secrets = new Secrets(options.onSecret);
  addGivenSecrets(secrets, { ...options }, env);
  const values = readOptions(command, optionsFrom(options), problems);
  const plainHttp = plainHttpRule(values, problems);
  const reporter = collectingReporter(options.reporter, (text) => secrets.hide(text));
  const closers: (() => Promise<void>)[] = [];
  const deadline = withDeadline(signal, values.deadline, systemClock);
  let error: RunResult['error'] = null;
  const current: Run<C> = {
    values,
    problems,
    plainHttp,
    env,
    clock: systemClock,
    reporter,
    onRequest: options.onRequest,
    http: lazy(() => openHttp({ ...current, values })),
    secrets,
    stdin: options.stdin,
    settingKind: (value) => settingKind(value, { ...options }),
    signal: deadline.signal,
    onEnd: (close) => closers.push(close),
  };
  try {
    deadline.signal.throwIfAborted();
    await inTime(work(current), deadline.signal, systemClock);
  } catch (thrown) {
    error = asSealiftError(thrown).toJSON();
  }
  const closeAll = async (): Promise<void> => {
    for (const close of closers.toReversed()) {
      await close().catch((thrown: unknown) => {
        error ??= asSealiftError(thrown).toJSON();
      });
    }
  };
  await inTime(closeAll(), deadline.signal, systemClock).catch((thrown: unknown) => {
    error ??= asSealiftError(thrown).toJSON();
  });
  deadline.stop();
  const explain = explainer(options.isStep ?? false, env);
  return { warnings: reporter.warnings, error: error && (await explain(error)), secrets, explain };
}

/**
 * One command on images, from options to result. Never rejects.
 *
 * @param conclude looks at the results of all images; what it throws is the error of the run, beside them.
 */
export async function run<C extends RunName>(
  command: C,
  options: FaceOptions,
  signal: AbortSignal,
  work: (run: Run<C>) => Promise<readonly ImageResult[]>,
  conclude: (images: readonly ImageResult[]) => void = () => {},
): Promise<RunResult> {
  let images: readonly ImageResult[] = [];
  const { warnings, error, secrets, explain } = await perform(command, options, signal, async (current) => {
    images = await work(current);
    if (images.some(hasFailed)) current.signal.throwIfAborted();
    conclude(images);
  });
  const explained = await Promise.all(images.map((image) => explainedImage(image, explain)));
  return hiddenResult(runResult(command, explained, warnings, error), (text) => secrets.hide(text));
}
