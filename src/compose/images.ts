import { quotable } from '../encoding/quotable.ts';
import { decodeUtf8 } from '../encoding/utf8.ts';
import { SealiftError } from '../errors.ts';
import { readFile } from '../io/files/read-file.ts';
import type { ManifestName } from '../oci/ports.ts';
import { formatPlace, manifestName, parseReference, type Reference } from '../oci/reference.ts';
import type { Problems } from '../options/problems.ts';
import type { Texts } from './run-options.ts';

const FILE_LIMIT = 4 * 1024 * 1024;
const IMAGES_LIMIT = 10_000;

/** An image that a run works on. */
export interface Image {
  /** As the user wrote it. */
  readonly text: string;
  readonly reference: Reference;
  readonly name: ManifestName;
}

const textsOf = (texts: Texts | undefined): readonly string[] =>
  typeof texts === 'string' ? [texts] : (texts ?? []);

/** A reference, and where it was written: the word itself, or a line of a file. */
interface Source {
  readonly text: string;
  /** `images.txt, line 3: `; empty for what was typed. */
  readonly place: string;
}

/** One reference a line; blank lines and those that begin with `#` do not count. */
async function linesOf(path: string): Promise<Source[]> {
  const shown = quotable(path, 300);
  const bytes = await readFile(path, FILE_LIMIT, 'list of images');
  const text = decodeUtf8(bytes, { code: 'config_invalid', what: `the list of images ${shown}` });
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|[\r\n]/);
  const found = lines.flatMap((line, at) => {
    const reference = line.trim();
    const isNone = reference === '' || reference.startsWith('#');
    return isNone ? [] : [{ text: reference, place: `${shown}, line ${at + 1}: ` }];
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
export function imageOf(text: unknown): Image {
  const reference = parseReference(typeof text === 'string' ? text : String(text));
  return { text: String(text), reference, name: manifestName(reference) };
}

/** Says where in a file the words of an error stand. */
function located<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (place === '' || !(error instanceof SealiftError)) throw error;
    throw new SealiftError(error.code, `${place}${error.message}`, { hint: error.hint, cause: error });
  }
}

/**
 * The images of a run, each once: tags of one repository that carry the same digest are one image. None at all is a
 * problem, never a success.
 */
export async function imagesOf(
  texts: Texts | undefined,
  file: string | undefined,
  problems: Problems,
): Promise<readonly Image[]> {
  const fromFile = file === undefined ? [] : await problems.try(() => linesOf(file));
  const typed = textsOf(texts).map((text) => ({ text, place: '' }));
  const all: readonly Source[] = [...typed, ...(fromFile ?? [])];
  if (all.length === 0 && fromFile !== undefined) {
    problems.add(
      'usage',
      'no image is given',
      'Name at least one image: REGISTRY/REPOSITORY@sha256:… or oci:DIR:TAG.',
    );
  }
  const images = new Map<string, Image>();
  for (const { text, place } of all) {
    const image = await problems.try(() => located(place, () => imageOf(text)));
    if (!image) continue;
    const key = `${formatPlace(image.reference)} ${JSON.stringify(image.name)}`;
    if (!images.has(key)) images.set(key, image);
  }
  return [...images.values()];
}
