import { Buffer } from 'node:buffer';
import { readFile } from '../io/files/read-file.ts';
import type { ManifestName } from '../oci/ports.ts';
import { formatPlace, manifestName, parseReference, type Reference } from '../oci/reference.ts';
import type { Problems } from '../options/problems.ts';
import type { Texts } from './run-options.ts';

const FILE_LIMIT = 4 * 1024 * 1024;

/** An image that a run works on. */
export interface Image {
  /** As the user wrote it. */
  readonly text: string;
  readonly reference: Reference;
  readonly name: ManifestName;
}

const textsOf = (texts: Texts | undefined): readonly string[] =>
  typeof texts === 'string' ? [texts] : (texts ?? []);

/** One reference a line; blank lines and those that begin with `#` do not count. */
async function linesOf(path: string): Promise<string[]> {
  const bytes = await readFile(path, FILE_LIMIT, 'list of images');
  const lines = Buffer.from(bytes)
    .toString('utf8')
    .split(/\r\n|[\r\n]/);
  return lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
}

/** Reads one reference that has to name a manifest. */
export function imageOf(text: unknown): Image {
  const reference = parseReference(typeof text === 'string' ? text : String(text));
  return { text: String(text), reference, name: manifestName(reference) };
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
  const all = [...textsOf(texts), ...(fromFile ?? [])];
  if (all.length === 0 && fromFile !== undefined) {
    problems.add(
      'usage',
      'no image is given',
      'Name at least one image: REGISTRY/REPOSITORY@sha256:… or oci:DIR:TAG.',
    );
  }
  const images = new Map<string, Image>();
  for (const text of all) {
    const image = await problems.try(() => imageOf(text));
    if (!image) continue;
    const key = `${formatPlace(image.reference)} ${JSON.stringify(image.name)}`;
    if (!images.has(key)) images.set(key, image);
  }
  return [...images.values()];
}
