import { asSealiftError, SealiftError } from '../errors.ts';
import { writeAtomic } from '../io/files/write-atomic.ts';
import { failedImage } from '../operations/failed-image.ts';
import type { ImageResult, RunResult } from '../operations/results.ts';
import type { ShardFacts } from '../operations/shard-facts.ts';
import { entryDestinations } from '../planning/entry-destinations.ts';
import { type PlannedImage, plannedImages } from '../planning/planned-images.ts';
import type { Promotions } from '../planning/promotions.ts';
import type { SelectedImage } from '../planning/selected-image.ts';
import { checkRelocations } from './promotions/check-relocations.ts';
import { inSettingWords } from './promotions/in-setting-words.ts';
import { loadPromotions } from './promotions/load-promotions.ts';
import { placeName, placeOf } from './promotions/place-of.ts';
import { plannedRefusal } from './promotions/planned-refusal.ts';
import { type PreparedEntries, preparedEntries } from './promotions/prepared-entries.ts';
import { promoteEach } from './promotions/promote-each.ts';
import { type PlanFile, readPlanFile, refuseOtherFiles } from './promotions/read-plan-file.ts';
import { refuseBackupTags } from './promotions/refuse-backup-tags.ts';
import { refuseBesidePlan } from './promotions/refuse-beside-plan.ts';
import { refuseSaidTwice, settingFlags } from './promotions/refuse-said-twice.ts';
import { relocationBytes } from './promotions/relocations.ts';
import { selectedImages } from './promotions/selected-images.ts';
import { shardOfRun } from './promotions/shard-of-run.ts';
import { partOf } from './promotions/sharding.ts';
import { type Run, run } from './run.ts';
import type { PromoteOptions } from './run-options.ts';
import { typedLogins } from './typed-logins.ts';

/** What a run is to promote, and what it cannot. */
interface Work {
  readonly images: readonly SelectedImage[];
  readonly plannedTags?: (image: SelectedImage) => PlannedImage['tags'];
  readonly failed: readonly ImageResult[];
}

/** Notes operands and options that say what the file says. */
function refuseOperands(
  { source, destination, destinationsFile }: Partial<PromoteOptions>,
  { problems }: Run<'promote'>,
): void {
  const isGiven = destination !== undefined && destination.length > 0;
  const given = [
    ...(source === undefined && !isGiven ? [] : ['a source or destination']),
    ...(destinationsFile === undefined ? [] : ['--destinations-file']),
  ];
  if (given.length === 0) return;
  problems.add(
    'usage',
    `--file names sources and destinations, and ${given.join(' and ')} is given as well`,
    'Leave it out, or promote that image in a run of its own.',
  );
}

/** A shard has images of its own, for some of the destinations. */
const keyOf = ({ entry, tag, digest }: SelectedImage): string =>
  JSON.stringify([entry.at, entry.from, tag, digest]);

async function workOf(
  current: Run<'promote'>,
  promotions: Promotions,
  prepared: PreparedEntries,
  plan: PlanFile | undefined,
): Promise<Work> {
  if (!plan) {
    const { images, unread } = await selectedImages(current, promotions, prepared);
    return { images, failed: unread.map(({ entry, error }) => failedImage(entry.from, error.toJSON())) };
  }
  const spell = (repository: string) => placeName(repository, current);
  const { images, refused } = plannedImages(promotions.entries, plan.plan, spell);
  const tags = new Map(images.map((one) => [keyOf(one.selected), one.tags]));
  const plannedTags = (image: SelectedImage): PlannedImage['tags'] => {
    const found = tags.get(keyOf(image));
    if (!found) throw new SealiftError('internal', 'an image is promoted that is not in the plan');
    return found;
  };
  return {
    images: images.map(({ selected }) => selected),
    plannedTags,
    failed: refused.map(plannedRefusal),
  };
}

/** Promotes all images of a promotions file, or what a plan of it says. Never rejects. */
export async function runPromoteFile(
  options: Partial<PromoteOptions>,
  signal: AbortSignal,
): Promise<RunResult> {
  let facts: ShardFacts | undefined;
  let unwritten: SealiftError | undefined;
  const work = async (ofCommand: Run<'promote'>): Promise<readonly ImageResult[]> => {
    const words = inSettingWords(ofCommand.reporter, settingFlags(options));
    const current = { ...ofCommand, reporter: words.reporter };
    const { values, problems, reporter } = current;
    const { file, plan: planPath, planDigest, relocations, dryRun, shard: shardText } = values;
    refuseOperands(options, current);
    if (planPath === undefined && planDigest !== undefined)
      problems.add('usage', '--plan-digest is given without --plan', 'Add --plan PLAN.json.');
    if (planPath !== undefined) refuseBesidePlan(options, problems);
    if (relocations !== undefined) await problems.try(() => checkRelocations(relocations));
    const shard =
      shardText === undefined ? undefined : await problems.try(() => shardOfRun(shardText, current));
    problems.throwIfAny();
    const whole = planPath === undefined ? undefined : await readPlanFile(planPath, planDigest);
    const all = await loadPromotions(file!, current);
    if (whole) refuseOtherFiles(whole.plan.files, all.digests);
    const part = await partOf(current, all, whole, shard);
    facts = part.facts;
    const { promotions, plan } = part;
    const { entries } = promotions;
    refuseSaidTwice({ ...options }, entries, problems);
    const { fromUsername, toUsername } = values;
    const place = (name: string) => placeOf(name, current);
    const [read, write] = await typedLogins(current, [
      { flag: '--from-username', username: fromUsername, places: entries.map(({ from }) => place(from)) },
      { flag: '--to-username', username: toUsername, places: entries.flatMap(entryDestinations).map(place) },
    ]);
    const logins = { ...(read ? { read } : {}), ...(write ? { write } : {}) };
    const prepared = await preparedEntries(current, promotions, { opensKeys: !dryRun, logins });
    const found = await workOf(current, promotions, prepared, plan);
    const selected = part.own(found.images);
    await refuseBackupTags(selected, prepared, current);
    problems.throwIfAny();
    const total = selected.length;
    let done = 0;
    reporter.progress({ type: 'images', done, total });
    // Of a shard it was said already.
    if (total === 0 && found.failed.length === 0 && !shard)
      reporter.progress({
        type: 'notice',
        message: `nothing is to be promoted: ${plan ? 'the plan' : 'the rules of the file'} selected no image`,
      });
    const results = await promoteEach(current, prepared, selected, {
      dryRun,
      ...(found.plannedTags ? { plannedTags: found.plannedTags } : {}),
      onDone: () => {
        done += 1;
        reporter.progress({ type: 'images', done, total });
      },
    });
    const images = [...found.failed, ...results].map(words.image);
    // Also of a run that was ended: what is there is there.
    if (relocations !== undefined && !dryRun)
      await writeAtomic(relocations, relocationBytes(images)).catch((thrown: unknown) => {
        unwritten = asSealiftError(thrown);
      });
    return images;
  };
  // A file that cannot be written takes no result along: what is promoted is promoted.
  const result = await run('promote', options, signal, work, () => {
    if (unwritten) throw unwritten;
  });
  // Rules that may select nothing have selected nothing, or the images are those of other shards.
  const isIdle = result.error === null && result.images.length === 0;
  return { ...result, ...(isIdle ? { status: 'done' } : {}), ...(facts ? { shard: facts } : {}) };
}
