import type { ManifestName } from '../oci/ports.ts';
import {
  formatPlace,
  formatReference,
  manifestName,
  parseReference,
  type Reference,
} from '../oci/reference.ts';
import type { PlainHttp } from '../oci/registry-host.ts';
import { type ListKind, located, typedAndListed } from './listed-lines.ts';
import type { AnyRun } from './run.ts';
import type { Texts } from './run-options.ts';

const LIST: ListKind = { of: 'images', limit: 10_000, hint: 'Split the list over several runs.' };

const NONE = [
  'no image is given',
  'Name at least one image: REGISTRY/REPOSITORY@sha256:… or oci:DIR:TAG.',
] as const;

export interface Image {
  /** The normalised reference. */
  readonly text: string;
  readonly reference: Reference;
  readonly name: ManifestName;
}

/** Equal for images that are one manifest of one repository for certain: tags beside the same digest only name it. */
export function sameImageKey({ reference, name }: Image): string {
  return `${formatPlace(reference)} ${JSON.stringify(name)}`;
}

/** Reads one reference that has to name a manifest. */
export function imageOf(text: unknown, plainHttp: PlainHttp): Image {
  const reference = parseReference(String(text), plainHttp);
  return { text: formatReference(reference), reference, name: manifestName(reference) };
}

/**
 * The images of a run, each reference once. None at all is a problem, never a success; where `texts` is `undefined` beside
 * other problems, one of these says why there is none.
 */
export async function imagesOf(
  texts: Texts | undefined,
  file: string | undefined,
  { problems, plainHttp }: Pick<AnyRun, 'problems' | 'plainHttp'>,
): Promise<readonly Image[]> {
  const isTold = texts === undefined && problems.any;
  const list = { ...LIST, none: isTold ? undefined : NONE };
  const images = new Map<string, Image>();
  for (const { text, place } of await typedAndListed(texts, file, list, problems)) {
    const image = await problems.try(() => located(place, () => imageOf(text, plainHttp)));
    if (image && !images.has(image.text)) images.set(image.text, image);
  }
  return [...images.values()];
}
