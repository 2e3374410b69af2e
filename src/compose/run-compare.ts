import { mapGroup } from '../async/map-group.ts';
import { parseDigest } from '../oci/digest.ts';
import { type Destination, formatDestination, formatPlace } from '../oci/reference.ts';
import { repairImage } from '../operations/comparison/repair.ts';
import { promoteImage } from '../operations/promotion/promote.ts';
import type { ImageResult, RunResult } from '../operations/results.ts';
import { comparedPlacesOf } from './compared-places.ts';
import { COMPARED_AT_ONCE, Comparison } from './comparison.ts';
import { demandsOf, MAX_SIGNATURES, requirementFlags } from './demands.ts';
import { type Image, imagesOf } from './images.ts';
import { type RegistryConfigs, repositoryOf, storesOf } from './open-stores.ts';
import { openedDestination } from './opened-destination.ts';
import { platformsOf } from './platforms.ts';
import { refuseWithoutRepair } from './refuse-without-repair.ts';
import { revocationOf } from './revocation.ts';
import { withRollbacks } from './rollback.ts';
import { type Run, run } from './run.ts';
import type { CompareOptions } from './run-options.ts';
import { sessionOf } from './session.ts';
import { sideOpeners } from './side-openers.ts';
import { scopeOf, trustOf } from './trust.ts';
import { typedLogins } from './typed-logins.ts';

/** Promotes an image to the given repositories, under the tag that it has at its source. */
type Promote = (
  image: Image,
  digest: ImageResult['digest'],
  to: readonly Destination[],
) => Promise<ImageResult>;

/** Reads what `--repair` judges by; `undefined` without it. */
async function repairOf(
  current: Run<'compare'>,
  images: readonly Image[],
  places: readonly Destination[],
  logins: RegistryConfigs,
): Promise<Promote | undefined> {
  const { values, problems, signal } = current;
  if (!values.repair) return undefined;
  const { allowUnsigned, deep } = values;
  const [flag] = requirementFlags(current);
  if (allowUnsigned && flag !== undefined)
    problems.add('usage', `${flag} and --allow-unsigned exclude each other`, 'Leave one of them out.');
  const scope = scopeOf(current);
  const sources = images.map(({ reference }) => repositoryOf(reference));
  const trust = await trustOf(current, sources, scope, places.map(repositoryOf));
  const revocation = await revocationOf(current);
  const demands = await demandsOf(current);
  const { platforms } = await platformsOf(current);
  if (!trust) return undefined;
  const open = await storesOf(current, logins);
  return async (image, digest, to) => {
    const { text, reference, name } = image;
    const { tag } = reference;
    const destinations = to.map((place) => {
      const named = { ...place, ...(tag === undefined ? {} : { tags: [tag] }) };
      const pinned = tag === undefined && 'digest' in name ? { ...named, digest: name.digest } : named;
      return { text: formatDestination(pinned), place: pinned };
    });
    const promoted = await promoteImage(
      {
        ...sessionOf(current),
        ...demands,
        reference: text,
        // What was compared is promoted, also where the tag has moved since.
        name: digest === null ? name : { digest: parseDigest(digest) },
        source: await open(reference, 'read'),
        destinations: await Promise.all(destinations.map((one) => openedDestination(one, image, open))),
        trust,
        revocation,
        ...(scope === undefined ? {} : { scope }),
        include: 'all',
        excludeSignatures: false,
        artifactTypes: [],
        allowUnsigned,
        ...(platforms === undefined ? {} : { platforms }),
        moveTag: 'if-unchanged',
        existingTag: [],
        dryRun: false,
        deep,
        maxSignatures: MAX_SIGNATURES,
      },
      signal,
    );
    return withRollbacks(promoted, destinations, { values, source: reference, trust });
  };
}

/** Compares images with other repositories, and with `--repair` promotes what those lack. Never rejects. */
export function runCompare(options: Partial<CompareOptions>, signal: AbortSignal): Promise<RunResult> {
  return run('compare', options, signal, async (current) => {
    const { values, problems } = current;
    const images = await imagesOf(options.source, values.imagesFile, current);
    const places = await comparedPlacesOf(values.with, images, current);
    refuseWithoutRepair(options, problems);
    const { fromUsername, toUsername, fromRegistryConfig, toRegistryConfig } = values;
    const [typedFrom, typedTo] = await typedLogins(current, [
      { flag: '--from-username', username: fromUsername, places: images.map(({ reference }) => reference) },
      { flag: '--to-username', username: toUsername, places },
    ]);
    const logins = { read: typedFrom ?? fromRegistryConfig, write: typedTo ?? toRegistryConfig };
    const { platforms } = await platformsOf(current);
    const promote = await repairOf(current, images, places, logins);
    problems.throwIfAny();
    const sides = await sideOpeners(current, logins);
    const begin = (count: number) => new Comparison(current, sides, { platforms, images: count });
    const first = begin(images.length);
    const found = await mapGroup(current.signal, images, COMPARED_AT_ONCE, (image) =>
      first.compare(image, places),
    );
    if (!promote) return found;
    // One after the other: images of one repository share what is attached to them, and a tag.
    const results: ImageResult[] = [];
    for (const [at, image] of images.entries()) {
      const placesOf = (names: readonly string[]) =>
        places.filter((place) => names.includes(formatPlace(place)));
      const repaired = await repairImage(found[at]!, {
        promote: (names) => promote(image, found[at]!.digest, placesOf(names)),
        compareAgain: (names) => begin(1).compare(image, placesOf(names)),
      });
      results.push(repaired);
    }
    return results;
  });
}
