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
