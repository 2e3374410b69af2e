import { writeAtomic } from '../io/files/write-atomic.ts';
import { digestOf } from '../oci/digest.ts';
import type { PlanRunResult } from '../operations/plan-result.ts';
import type { ImageResult } from '../operations/results.ts';
import { matrixOf } from '../planning/matrix.ts';
import type { Plan } from '../planning/plan.ts';
import { hasChanges } from '../planning/plan-actions.ts';
import type { PlannedAdditions } from '../planning/planned-additions.ts';
import type { FileDigests } from '../planning/promotions.ts';
import { MOST_SHARDS } from '../planning/shard.ts';
import { planBytes } from '../planning/write-plan.ts';
import { OpenedStores } from './opened-stores.ts';
import { changedEntries } from './promotions/changed-entries.ts';
import { checkOut } from './promotions/check-out.ts';
import { inSettingWords } from './promotions/in-setting-words.ts';
import { limitRegistries } from './promotions/limit-registries.ts';
import { loadPromotions } from './promotions/load-promotions.ts';
import { nextCommand } from './promotions/next-command.ts';
import { planImages } from './promotions/plan-images.ts';
import { planReporter } from './promotions/plan-reporter.ts';
import { planStatus } from './promotions/plan-status.ts';
import { type PreparedEntries, preparedEntries } from './promotions/prepared-entries.ts';
import { refuseBackupTags } from './promotions/refuse-backup-tags.ts';
import { refuseSaidTwice, settingFlags } from './promotions/refuse-said-twice.ts';
import { selectedImages } from './promotions/selected-images.ts';
import { explainedImage } from './remedies/explained-image.ts';
import { perform, type Run } from './run.ts';
import type { PlanOptions } from './run-options.ts';
import { runSnapshot } from './run-snapshot.ts';
import { hiddenResult } from './secrets/hidden-result.ts';
import { sideOpeners } from './side-openers.ts';
import { typedLogins } from './typed-logins.ts';

const NO_FILE =
  'Name it: `sealift plan promotions.yaml`, in a workflow `file: promotions.yaml`. `sealift plan --from-registry REPOSITORY` prints a first one.';

function checkShards({ values: { shards = 1 }, problems }: Run<'plan'>): void {
  if (shards > MOST_SHARDS)
    problems.add(
      'usage',
      `--shards: ${shards} are too many`,
      `Write a number up to ${MOST_SHARDS}; a matrix of GitHub has up to 256 jobs.`,
    );
}

/** The entries, whose destinations are opened with the right to read: a plan needs no other one, and asks for no other one. */
async function readingEntries(current: Run<'plan'>, prepared: PreparedEntries): Promise<PreparedEntries> {
  const { fromRegistryConfig: read, toRegistryConfig: write } = current.values;
  const { from, to } = await sideOpeners(current, { read, write });
  const stores = new OpenedStores(current, (place, purpose) =>
    purpose === 'create' ? to(place, 'read') : from(place, purpose),
  );
  return { ...prepared, stores, open: stores.open };
}

/** What a run has come to. */
interface Outcome {
  plan: Plan | null;
  bytes: Uint8Array;
  added: PlannedAdditions | null;
  failed: readonly ImageResult[];
  before: FileDigests | null;
  file: string | null;
  shards: number | undefined;
}

async function work(
  current: Run<'plan'>,
  { file, ...given }: Partial<PlanOptions>,
  outcome: Outcome,
): Promise<void> {
  const { values, problems } = current;
  await checkOut(current);
  checkShards(current);
  await typedLogins(current, []);
  if (typeof file !== 'string' || file === '')
    problems.add('usage', 'plan takes one promotions file', NO_FILE);
  problems.throwIfAny();
  const whole = await loadPromotions(String(file), current);
  refuseSaidTwice({ ...given }, whole.entries, problems);
  problems.throwIfAny();
  const { changedSince } = values;
  const promotions =
    changedSince === undefined
      ? { ...whole, before: null }
      : await changedEntries(current, whole, String(file), changedSince);
  limitRegistries(await current.http(), whole.registries);
  const words = inSettingWords(current.reporter, settingFlags(given));
  const reporter = planReporter(words.reporter);
  const quiet = { ...current, reporter };
  const prepared = await readingEntries(current, await preparedEntries(quiet, promotions));
  const selected = await selectedImages(current, promotions, prepared);
  await refuseBackupTags(selected.images, prepared, current);
  problems.throwIfAny();
  const { promotions: planned, added, failed } = await planImages(quiet, prepared, selected, words.image);
  reporter.end();
  const plan: Plan = { version: 1, files: whole.digests, promotions: planned };
  const bytes = planBytes(plan);
  Object.assign(outcome, { plan, bytes, added, failed, before: promotions.before, shards: values.shards });
  if (values.out === undefined) return;
  await writeAtomic(values.out, bytes);
  outcome.file = values.out;
}

/** Says what a promotion of a promotions file would do, or prints such a file of what is there. Never rejects. */
export async function runPlan(options: Partial<PlanOptions>, signal: AbortSignal): Promise<PlanRunResult> {
  const { fromRegistry } = options;
  if (fromRegistry !== undefined && fromRegistry.length > 0) return runSnapshot(options, signal);
  const { file: _, ...rest } = options;
  const outcome: Outcome = {
    plan: null,
    bytes: new Uint8Array(),
    added: null,
    failed: [],
    before: null,
    file: null,
    shards: undefined,
  };
  const { warnings, error, secrets, explain } = await perform('plan', rest, signal, (current) =>
    work(current, options, outcome),
  );
  const { plan, bytes, failed } = outcome;
  const images = await Promise.all(failed.map((image) => explainedImage(image, explain)));
  const status = planStatus(plan, error);
  const hidden = hiddenResult({ version: 1, command: 'plan', status, error, warnings, images }, (text) =>
    secrets.hide(text),
  );
  return {
    ...hidden,
    // What of it others wrote was searched for secrets when it was made, so that its digest is that of what is shown.
    plan,
    filesBefore: outcome.before,
    planDigest: plan && digestOf(bytes),
    changes: plan && hasChanges(plan),
    added: outcome.added,
    file: outcome.file,
    next: plan && nextCommand(options, outcome.file === null ? undefined : digestOf(bytes)),
    promotions: null,
    ...(plan && outcome.shards !== undefined ? { matrix: matrixOf(plan, outcome.shards) } : {}),
  };
}
