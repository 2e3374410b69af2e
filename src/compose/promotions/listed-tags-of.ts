import { SealiftError } from '../../errors.ts';
import { canListTags, type SourceStore } from '../../oci/ports.ts';
import { isTag } from '../../oci/reference.ts';

/** Pages of one list. */
const PAGES = 100;
/** Characters of the names of one list: some 200,000 tags. */
const NAMES_LIMIT = 4 * 1024 * 1024;

/**
 * The tags that a repository lists, each once. Some registries list digests among them; what is no tag cannot be asked for under its
 * name, and is left out.
 *
 * @throws SealiftError `content_too_large`, or what the list cannot be read for.
 */
export async function listedTagsOf(store: SourceStore, signal: AbortSignal): Promise<readonly string[]> {
  const { name } = store;
  if (!canListTags(store)) throw new SealiftError('feature_unsupported', `${name} cannot list its tags`);
  const tags = new Set<string>();
  let length = 0;
  for await (const tag of store.tags(signal, PAGES)) {
    length += tag.length;
    if (length > NAMES_LIMIT)
      throw new SealiftError('content_too_large', `the names of the tags of ${name} have over 4 MiB`, {
        hint: 'Name the tags in the file, in place of rules that select them.',
      });
    if (isTag(tag)) tags.add(tag);
  }
  return [...tags];
}
