import { quotable } from '../encoding/quotable.ts';
import { userText } from '../encoding/user-text.ts';
import { SealiftError } from '../errors.ts';
import { readFile } from '../io/files/read-file.ts';
import type { ManifestName } from '../oci/ports.ts';
import {
  formatPlace,
  formatReference,
  manifestName,
  parseReference,
  type Reference,
} from '../oci/reference.ts';
import type { PlainHttp } from '../oci/registry-host.ts';
import type { AnyRun } from './run.ts';
import type { Texts } from './run-options.ts';

const FILE_LIMIT = 4 * 1024 * 1024;
const IMAGES_LIMIT = 10_000;

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

const textsOf = (texts: Texts | undefined): readonly string[] =>
  typeof texts === 'string' ? [texts] : (texts ?? []);

/** A reference, and where it was written: the word itself, or a line of a file. */
interface Source {
  readonly text: string;
  /** `images.txt, line 3: `; empty for what was typed. */
  readonly place: string;
}

/** Where a comment begins: no reference has a space, and none begins with `#`. */
const COMMENT = /(?:^|\s)#.*$/;

/** One reference a line, whatever ends the lines; comments and blank lines do not count. */
async function linesOf(path: string): Promise<Source[]> {
  const shown = quotable(path, 300);
  const bytes = await readFile(path, FILE_LIMIT, 'list of images');
  const text = userText(bytes, { code: 'config_invalid', what: `the list of images ${shown}` });
  const found = text.split(/\r\n|[\r\n]/).flatMap((line, at) => {
    const reference = line.replace(COMMENT, '').trim();
    return reference === '' ? [] : [{ text: reference, place: `${shown}, line ${at + 1}: ` }];
  });
  if (found.length > IMAGES_LIMIT) {
    throw new SealiftError(
      'usage',
      `the list of images ${shown} names ${found.length} images, the limit is ${IMAGES_LIMIT}`,
      { hint: 'Split the list over several runs.' },
    );
  }
  return found;
}

/** Reads one reference that has to name a manifest. */
export function imageOf(text: unknown, plainHttp: PlainHttp): Image {
  const reference = parseReference(String(text), plainHttp);
  return { text: formatReference(reference), reference, name: manifestName(reference) };
}

/** Adds file and line to an error. */
function located<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (place === '' || !(error instanceof SealiftError)) throw error;
    throw new SealiftError(error.code, `${place}${error.message}`, { hint: error.hint, cause: error });
  }
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
  const fromFile = file === undefined ? [] : await problems.try(() => linesOf(file));
  const typed = textsOf(texts).map((text) => ({ text, place: '' }));
  const all: readonly Source[] = [...typed, ...(fromFile ?? [])];
  const isTold = texts === undefined && problems.any;
  if (all.length === 0 && fromFile !== undefined && !isTold) {
    problems.add(
      'usage',
      'no image is given',
      'Name at least one image: REGISTRY/REPOSITORY@sha256:… or oci:DIR:TAG.',
    );
  }
  const images = new Map<string, Image>();
  for (const { text, place } of all) {
    const image = await problems.try(() => located(place, () => imageOf(text, plainHttp)));
    if (image && !images.has(image.text)) images.set(image.text, image);
  }
  return [...images.values()];
}
