import type { TrustMaterial } from '../notation/ports.ts';
import { formatPlace, type Reference } from '../oci/reference.ts';
import type { DestinationResult, ImageResult } from '../operations/results.ts';
import { type CamelCase, camelCase } from '../options/option.ts';
import type { Values } from '../options/read-options.ts';
import { TRUST_OPTIONS } from '../options/trust-options.ts';
import type { PromotionPlace } from './destinations.ts';
import { isContent } from './is-content.ts';
import { repositoryOf } from './open-stores.ts';
import { shellWord } from './shell-word.ts';
import { statementOf } from './statement-of.ts';

/** What the way back needs as well: whose signatures count, which images of an index are there, and how the registry is reached. */
const CARRIED = [
  ...TRUST_OPTIONS.flatMap(({ name, commands }) =>
    name !== 'scope' && commands.some((one) => one === 'promote') ? [name] : [],
  ),
  'recursive',
  'record',
  'record-key',
  'record-certificate-chain',
  'platform',
  'ca-file',
  'http-host',
  'https-host',
] as const;

/** The options of a promotion that the way back needs as well. */
type CarriedValues = Partial<
  Pick<
    Values<'promote'>,
    | CamelCase<(typeof CARRIED)[number]>
    | 'scope'
    | 'signaturesTo'
    | 'signaturesFrom'
    | 'excludeSignatures'
    | 'registryConfig'
    | 'toRegistryConfig'
    | 'toUsername'
  >
>;
type Given = string | number | boolean | readonly string[] | undefined;

/** The words of one option. Content, which may be a key or a policy of many lines, has to be in a file for this. */
function words(name: string, value: Given): readonly string[] {
  if (value === undefined || value === false) return [];
  if (value === true) return [`--${name}`];
  const all = typeof value === 'object' ? value : [String(value)];
  return all.flatMap((one) => [`--${name}`, isContent(one) ? 'FILE' : shellWord(one)]);
}

/** The scope under which an image is judged at its destination as it was at its source; `undefined` where it is without one. */
async function scopeAt(
  { place }: PromotionPlace,
  source: Reference,
  trust: TrustMaterial | undefined,
): Promise<string | undefined> {
  if (!trust) return undefined;
  // A layout has no repository; it is judged under the statement for everything.
  const judged = repositoryOf(source) ?? '*';
  // The promotion is done by now, so that no error counts any more.
  const policy = await trust.policy().catch(() => undefined);
  if (!policy) return judged;
  const isSame = statementOf(policy, judged) === statementOf(policy, repositoryOf(place) ?? '*');
  return isSame ? undefined : judged;
}

/** Where the signatures of the image from before are, when that is not beside it at the destination. */
function signaturePlaces(values: CarriedValues, source: Reference): readonly string[] {
  const { signaturesTo, signaturesFrom = [], excludeSignatures } = values;
  if (excludeSignatures) {
    const places = [formatPlace(source), ...signaturesFrom];
    return [...words('signatures-from', places), ...words('exclude-signatures', true)];
  }
  return [...words('signatures-from', signaturesTo), ...words('signatures-to', signaturesTo)];
}

/** The words that stand behind source and destination. */
function flagsOf(values: CarriedValues, source: Reference, scope: string | undefined): readonly string[] {
  const { toRegistryConfig, registryConfig, toUsername } = values;
  return [
    ...CARRIED.flatMap((name) => words(name, values[camelCase(name)])),
    ...words('scope', values.scope ?? scope),
    ...signaturePlaces(values, source),
    // The registry of the destination is that of the source now.
    ...words('registry-config', toRegistryConfig ?? registryConfig),
    ...words('from-username', toUsername),
    ...words('to-username', toUsername),
    ...words('password-stdin', toUsername !== undefined),
  ];
}

/** One command; where the tags were at several images, one for each of those, joined to a line. */
function commandOf(
  { tags, digest: image }: DestinationResult,
  { place }: PromotionPlace,
  flags: readonly string[],
): string | null {
  // A tag whose bytes only had another media type was at the same digest.
  const moved = tags.filter(
    ({ action, previous }) => action === 'moved' && previous !== null && previous !== image,
  );
  if (moved.length === 0) return null;
  const name = formatPlace(place);
  const back = [...Map.groupBy(moved, ({ previous }) => previous!)].map(([digest, there]) => {
    const at = `${name}:${there.map(({ tag }) => tag).join(',')}`;
    return ['sealift promote', shellWord(`${name}@${digest}`), shellWord(at), ...flags].join(' ');
  });
  return back.join(' && ');
}

/** Adds to each destination where tags moved the command that points them at what they pointed at before. */
export async function withRollbacks(
  image: ImageResult,
  places: readonly PromotionPlace[],
  {
    values,
    source,
    trust,
  }: {
    readonly values: CarriedValues;
    readonly source: Reference;
    readonly trust: TrustMaterial | undefined;
  },
): Promise<ImageResult> {
  const byReference = new Map(places.map((one) => [one.text, one]));
  const destinations = image.destinations.map(async (one): Promise<DestinationResult> => {
    const place = byReference.get(one.reference);
    // A dry run moved nothing.
    if (!place || one.status === 'planned' || one.tags.every(({ action }) => action !== 'moved')) return one;
    const flags = flagsOf(values, source, await scopeAt(place, source, trust));
    return { ...one, rollback: commandOf(one, place, flags) };
  });
  return { ...image, destinations: await Promise.all(destinations) };
}
