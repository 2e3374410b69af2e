import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { type Descriptor, sameContent } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import type { IndexDocument, IndexEntry } from './index-document.ts';

/** The descriptor on which `entries` agree. Where they differ, two programs could resolve one name differently. */
function agreed(entries: readonly IndexEntry[], what: string, place: string): Descriptor | undefined {
  const [first, ...others] = entries;
  if (first === undefined) return undefined;
  const { descriptor } = first;
  if (descriptor === undefined) {
    throw new SealiftError(
      'layout_invalid',
      `${place}: ${what} names content under an unknown digest algorithm`,
      {
        hint: 'Sealift checks sha256 and sha512.',
      },
    );
  }
  const disagrees = others.some((other) => !other.descriptor || !sameContent(other.descriptor, descriptor));
  if (disagrees) {
    throw new SealiftError(
      'layout_invalid',
      `${place}: index.json has several entries for ${what} that differ`,
      {
        hint: 'Name the digest, or give the entry that is not meant another name.',
      },
    );
  }
  return descriptor;
}

/**
 * Resolves a tag: the entries whose ref.name is the tag, else those whose ref.name is a full reference that ends in it, as
 * some tools write.
 *
 * @throws SealiftError `layout_invalid` when entries of that name differ.
 */
export function findTag({ entries }: IndexDocument, tag: string, place: string): Descriptor | undefined {
  const exact = entries.filter(({ refName }) => refName === tag);
  const full = entries.filter(({ refName }) => refName?.endsWith(`:${tag}`) && !refName.includes('@'));
  return agreed(exact.length > 0 ? exact : full, `the tag ${printable(tag)}`, place);
}

/** @throws SealiftError `layout_invalid` when entries of that digest differ. */
export function findDigest(
  { entries }: IndexDocument,
  digest: Digest,
  place: string,
): Descriptor | undefined {
  const listed = entries.filter(({ descriptor }) => descriptor?.digest === digest);
  return agreed(listed, digest, place);
}
