import { mapGroup } from '../async/map-group.ts';
import { SealiftError } from '../errors.ts';
import type { Digest } from '../oci/digest.ts';
import { formatPlace, parseDestination } from '../oci/reference.ts';
import type { PlanRunResult } from '../operations/plan-result.ts';
import { isReservedTag } from '../planning/selection/reserved-tag.ts';
import { type Snapshot, snapshotFile } from '../planning/snapshot-file.ts';
import { NO_PLAN } from './no-plan.ts';
import { type OpenStore, storesOf } from './open-stores.ts';
import { listedTagsOf } from './promotions/listed-tags-of.ts';
import { refuseOfAPlan } from './refuse-of-a-plan.ts';
import { perform, type Run } from './run.ts';
import type { PlanOptions } from './run-options.ts';
import { hiddenResult } from './secrets/hidden-result.ts';
import { typedLogins } from './typed-logins.ts';

/** Requests for tags that are under way at the same time; the limits of a host hold them back further. */
const AT_ONCE = 16;
/** The most tags of all repositories; a promotions file has 1 MiB. */
const TAGS_LIMIT = 10_000;

const INSTEAD = {
  flag: '--from-registry',
  does: 'prints a promotions file',
  counting: [
    ...['from-registry', 'registry-config', 'from-registry-config', 'password-stdin'],
    ...['ca-file', 'http-host', 'https-host', 'concurrency', 'timeout'],
  ],
} as const;

/** The tags of one repository by the digests that they point at. Tags that registries and signers make of digests are no images. */
async function snapshotOf(
  from: string,
  open: OpenStore,
  { plainHttp, signal }: Pick<Run<'plan'>, 'plainHttp' | 'signal'>,
): Promise<Snapshot> {
  const store = await open(parseDestination(from, plainHttp), 'read');
  const listed = await listedTagsOf(store, signal);
  const tags = listed.filter((tag) => !isReservedTag(tag));
  if (tags.length > TAGS_LIMIT)
    throw new SealiftError('content_too_large', `${from} has over ${TAGS_LIMIT} tags`, {
      hint: 'Write the entry by hand, with rules that select tags.',
    });
  const found = await mapGroup(signal, tags, AT_ONCE, async (tag, joined) => {
    // A tag that is gone since the list was read is no tag of this repository.
    return [tag, (await store.resolve({ tag }, joined))?.digest] as const;
  });
  const digests = new Map<Digest, string[]>();
  for (const [tag, digest] of found) if (digest) digests.set(digest, [...(digests.get(digest) ?? []), tag]);
  return { from, digests };
}

async function work(current: Run<'plan'>, options: Partial<PlanOptions>): Promise<string> {
  const { values, problems, plainHttp } = current;
  await typedLogins(current, []);
  refuseOfAPlan(current, options, INSTEAD);
  const names = new Set<string>();
  for (const text of values.fromRegistry) {
    const place = await problems.try(() => parseDestination(text, plainHttp));
    if (!place) continue;
    if (place.transport !== 'docker' || place.tags.length > 0 || place.digest !== undefined)
      problems.add(
        'usage',
        `--from-registry ${formatPlace(place)} is no repository`,
        'Write REGISTRY/REPOSITORY, without tag and digest.',
      );
    else names.add(formatPlace(place));
  }
  problems.throwIfAny();
  const { fromRegistryConfig } = values;
  const open = await storesOf(current, { read: fromRegistryConfig, write: fromRegistryConfig });
  const snapshots: Snapshot[] = [];
  for (const name of names) snapshots.push(await snapshotOf(name, open, current));
  return snapshotFile(snapshots);
}

/** Prints a promotions file of what repositories have, with the digests of now. Never rejects. */
export async function runSnapshot(
  options: Partial<PlanOptions>,
  signal: AbortSignal,
): Promise<PlanRunResult> {
  let promotions: string | null = null;
  const { file: _, ...rest } = options;
  const { warnings, error, secrets } = await perform('plan', rest, signal, async (current) => {
    promotions = await work(current, options);
  });
  const status = error === null ? 'done' : 'failed';
  const result = { version: 1 as const, command: 'plan', status, error, warnings, images: [] } as const;
  return { ...hiddenResult(result, (text) => secrets.hide(text)), ...NO_PLAN, promotions };
}
