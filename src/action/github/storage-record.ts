import { memberOf, textIn } from '../../compose/github/event.ts';
import { runnerVariable } from '../../compose/github/runner-variables.ts';
import type { ApiAccess } from '../../compose/github/with-api.ts';
import { SealiftError } from '../../errors.ts';
import { parseReference } from '../../oci/reference.ts';
import type { DoneDestination } from '../done-destinations.ts';
import { type Refusal, refusalOf } from './api-error.ts';
import { type GithubClient, openGithubClient } from './client.ts';
import { refused } from './refused.ts';

type Env = Readonly<Record<string, string | undefined>>;

const ROUTE = 'POST /orgs/{org}/artifacts/metadata/storage-record';

/** The parameters of a record (REST API of GitHub, "Create artifact metadata storage record"). */
export interface StorageRecord {
  readonly name: string;
  readonly digest: string;
  /** The first tag. The API takes a hundred characters. */
  readonly version?: string;
  readonly registry_url: string;
  readonly artifact_url: string;
  readonly repository: string;
  readonly status: 'active';
}

/** The record of a destination; `undefined` for one that is no registry, or a digest that the API does not take. */
export function recordOf({
  pinned,
  tag: version,
}: Pick<DoneDestination, 'pinned' | 'tag'>): StorageRecord | undefined {
  const place = pinned === null ? undefined : parseReference(pinned);
  if (place?.transport !== 'docker' || !place.digest?.startsWith('sha256:')) return undefined;
  const { registry, repository, digest } = place;
  // The API takes https alone, also where the registry is reached in another way.
  const url = `https://${registry}`;
  const api = registry === 'docker.io' ? 'https://registry-1.docker.io' : url;
  return {
    name: `${registry}/${repository}`,
    digest,
    ...(version === undefined || version.length > 100 ? {} : { version }),
    registry_url: url,
    artifact_url: `${api}/v2/${repository}/manifests/${digest}`,
    repository,
    status: 'active',
  };
}

const PERMISSION = 'Give the job `permissions: artifact-metadata: write` (and what else it needs).';

/** Whether a person owns the repository, for whom there is no such API. Not known is `false`. */
async function isOwnedByUser(client: GithubClient, owner: string, repo: string): Promise<boolean> {
  try {
    const { data } = await client.rest.repos.get({ owner, repo });
    return textIn(data, 'owner', 'type') === 'User';
  } catch {
    return false;
  }
}

async function errorOf(
  refusal: Refusal,
  client: GithubClient,
  owner: string,
  repo: string,
): Promise<SealiftError> {
  const { status } = refusal;
  if ((status === 404 || status === 403) && (await isOwnedByUser(client, owner, repo))) {
    return new SealiftError(
      'denied',
      `${owner} is a user, and GitHub keeps storage records for organizations alone`,
      {
        hint: 'Leave the input storage-record out.',
      },
    );
  }
  if (status === 403)
    return refused('denied', `the token must not file storage records of ${owner}`, refusal, PERMISSION);
  if (status === 404) {
    const reason = `the token must not file storage records of ${owner}, or this GitHub keeps none`;
    return refused('denied', reason, refusal, `${PERMISSION} An Enterprise Server may not have this API.`);
  }
  const code = status === 429 ? 'too_many_requests' : 'unexpected_answer';
  const hint = 'Run the job again: a repeat copies nothing and files the record.';
  return refused(code, 'GitHub refuses the storage record', refusal, hint);
}

/**
 * Files the records one after the other. The first one that is refused ends it, because the others would be refused likewise.
 *
 * @throws SealiftError that says why.
 */
export async function fileRecords(
  api: ApiAccess,
  token: string,
  records: readonly StorageRecord[],
  env: Env,
): Promise<void> {
  const [org = '', repository = ''] = (runnerVariable(env, 'GITHUB_REPOSITORY') ?? '').split('/');
  if (org === '')
    throw new SealiftError('config_invalid', 'GITHUB_REPOSITORY is not set as GitHub Actions sets it');
  const client = await openGithubClient(token, api);
  for (const record of records) {
    let answer: unknown;
    try {
      // The repository is told, since there may be no attestation from which GitHub would know it.
      answer = (await client.request(ROUTE, { org, ...record, github_repository: repository })).data;
    } catch (thrown) {
      throw await errorOf(refusalOf(thrown), client, org, repository);
    }
    const made = memberOf(answer, 'storage_records');
    if (!Array.isArray(made) || made.length === 0) {
      throw new SealiftError('unexpected_answer', `GitHub made no storage record of ${record.name}`, {
        hint: 'Look at the linked artifacts of the organization.',
      });
    }
  }
}
