import { withGithubApi } from '../../compose/github/with-api.ts';
import { printable } from '../../encoding/printable.ts';
import { asSealiftError } from '../../errors.ts';
import type { ProgressEvent } from '../../operations/ports.ts';
import type { ResultError, RunResult } from '../../operations/results.ts';
import { silenceText } from '../../progress/lines.ts';
import { doneDestinations } from '../done-destinations.ts';
import type { ActionHost } from '../host.ts';
import type { Asked } from '../inputs.ts';
import { currentPullRequest, postVerdict } from './post-verdict.ts';
import { fileRecords, recordOf } from './storage-record.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** A run that has ended, and its surroundings. */
export interface Told {
  readonly asked: Asked;
  readonly result: RunResult;
  /** What people see of it in Markdown, without secrets, in at most so many bytes. */
  readonly summary: (bytes: number) => string;
  readonly host: ActionHost;
  readonly env: Env;
  /** As the inputs had them. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly onSecret: (secret: string) => void;
  readonly signal: AbortSignal;
}

/** The options of the run that hold for GitHub too. */
const TRANSPORT = ['caFile', 'timeout'];

type Work = Parameters<typeof withGithubApi>[2];

/** Nothing that fails here changes the result of the run, so it is a warning. */
function warn(host: ActionHost, what: string, { message, hint }: ResultError): void {
  host.warning(`${what}: ${printable(message, 1000)}. ${printable(hint, 600)}`);
}

async function withApi(
  { host, env, options, onSecret, signal }: Told,
  what: string,
  work: Work,
): Promise<void> {
  const reporter = {
    progress(event: ProgressEvent) {
      if (event.type === 'silence') host.info(silenceText(event));
    },
    warning: (message: string) => host.warning(printable(message, 2000)),
  };
  const onRequest = (line: string): void => host.debug(line);
  const own = Object.fromEntries(TRANSPORT.map((name) => [name, options[name]]));
  const error = await withGithubApi({ ...own, env, reporter, onRequest, onSecret }, signal, work);
  if (error) warn(host, what, error);
}

async function comment(told: Told): Promise<void> {
  const { asked, result, summary, host, env } = told;
  const what = 'the comment on the pull request was not written';
  try {
    const pullRequest = await currentPullRequest(env);
    if (!pullRequest) {
      host.info(
        `comment: ${printable(env.GITHUB_EVENT_NAME ?? 'no event', 60)} is not about a pull request, so there is no comment`,
      );
      return;
    }
    const said = { command: result.command, summary };
    await withApi(told, what, (api) => postVerdict(api, asked.githubToken, pullRequest, said, env));
  } catch (thrown) {
    warn(host, what, asSealiftError(thrown));
  }
}

async function fileStorageRecords(told: Told): Promise<void> {
  const { asked, result, host, env } = told;
  const done = result.images.flatMap(doneDestinations);
  const records = done.flatMap((destination) => recordOf(destination) ?? []);
  if (records.length < done.length) {
    host.info(
      `storage-record: ${done.length - records.length} of ${done.length} destinations have none, since GitHub keeps records of sha256 digests in registries alone`,
    );
  }
  if (records.length === 0) return;
  await withApi(told, 'the storage record was not filed', (api) =>
    fileRecords(api, asked.githubToken, records, env),
  );
}

/** Tells GitHub about a run that has ended, as far as its inputs ask for it. Never rejects. */
export async function tellGithub(told: Told): Promise<void> {
  if (told.signal.aborted) return;
  if (told.asked.comment) await comment(told);
  if (told.asked.storageRecord) await fileStorageRecords(told);
}
