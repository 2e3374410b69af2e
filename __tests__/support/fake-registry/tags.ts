import { digestAlgorithm, digestOf } from '../../../src/oci/digest.ts';
import type { ManifestContent } from '../../../src/oci/ports.ts';
import type { FakeRepository } from './state.ts';
import type { Switches } from './switches.ts';

/** The `tags` of a list of tags, as registries write them. */
export function tagsOf(repository: FakeRepository, { tagList }: Switches): (string | null)[] | null {
  const tags = [...repository.tags.keys()];
  if (tagList === 'null' && tags.length === 0) return null;
  if (tagList === 'with-null') return [null, ...tags];
  if (tagList === 'with-digests') return [...repository.manifests.keys(), ...tags];
  return tags;
}

/** Points tags at a manifest; those that are at its digest then. */
export async function setTags(
  repository: FakeRepository,
  tags: readonly string[],
  { bytes, descriptor }: ManifestContent,
  switches: Switches,
): Promise<string[]> {
  const { sha512Tags, forgetsTags } = switches;
  const isOther = digestAlgorithm(descriptor.digest) !== 'sha256';
  if (isOther && sha512Tags === 'ignored') return [];
  const changes = isOther && sha512Tags === 'as-sha256';
  const named = changes ? { ...descriptor, digest: digestOf(bytes) } : descriptor;
  if (changes && tags.length > 0) await repository.put({ bytes, descriptor: named }, switches);
  const kept = tags.filter((tag) => !forgetsTags?.test(tag));
  for (const tag of kept) repository.setTag(tag, named.digest, switches);
  return changes ? [] : [...tags];
}
