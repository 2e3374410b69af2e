import type { PromotionEntry } from '../promotions.ts';
import { IMAGE_LIST } from './document.ts';
import { entryOf } from './entry.ts';
import { parseYaml } from './parse-yaml.ts';
import type { ListEntry } from './read-document.ts';
import type { Reading } from './reading.ts';
import { isUnder } from './repositories.ts';

/** Reads a file of images under what the promotions file says of it. What is wrong is noted in `reading`. */
export function readImageList(
  { prefixes, to, allowEmpty, settings }: ListEntry,
  reading: Reading,
): readonly PromotionEntry[] {
  const root = parseYaml(reading);
  const images = root && IMAGE_LIST.read(root, reading)?.images;
  if (!images) return [];
  if (images.value.length === 0 && !allowEmpty)
    reading.fault(
      images.offset,
      'no image is named',
      'Name one, or write allow-empty: true beside the files.',
    );
  return images.value.flatMap(({ value: { from, tags, digests }, offset }) => {
    if (!from) return [];
    if (!prefixes.some((prefix) => isUnder(from.value, prefix))) {
      reading.fault(
        from.offset,
        `${from.value} is not under ${prefixes.join(' or ')}`,
        'Name a repository that this list may name, or have its prefix added to `from` in the promotions file.',
      );
      return [];
    }
    const choice = { ...(tags && { tags }), ...(digests && { digests }) };
    return entryOf({ offset, from: from.value, to, allowEmpty, settings, ...choice }, reading) ?? [];
  });
}
