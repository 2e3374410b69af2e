import { parseJson } from '../../encoding/json.ts';
import { SealiftError } from '../../errors.ts';
import { readBody } from '../../io/http/body.ts';
import { redactUrl } from '../../io/http/redact.ts';
import { nextPage } from './next-page.ts';
import type { Repository } from './repository.ts';

export const TAG_LIST_LIMIT = 4 * 1024 * 1024;
/** The most pages of a list of tags that are read (GHSA-298f-872v-2rcx). */
const PAGE_LIMIT = 100;

/**
 * Whether the registry lists this tag (distribution-spec, "Listing Tags"). The list is read from its beginning, since registries
 * order it differently.
 */
export async function tagIsListed(
  repository: Repository,
  tag: string,
  signal: AbortSignal,
): Promise<boolean> {
  let url: URL | undefined = repository.url('tags/list');
  for (let page = 1; url; page += 1) {
    if (page > PAGE_LIMIT)
      throw new SealiftError('unexpected_answer', `the list of tags at ${redactUrl(url)} does not end`);
    const response = await repository.request({ method: 'GET', url, answer: TAG_LIST_LIMIT, signal });
    if (response.status !== 200) throw await repository.error(response, 'GET', 'list the tags of');
    const what = `${repository.name}, list of tags`;
    const body = parseJson(await readBody(response, TAG_LIST_LIMIT), { code: 'unexpected_answer', what });
    const tags = typeof body === 'object' && body !== null && 'tags' in body ? body.tags : undefined;
    // Nexus sends null in place of an empty list.
    if (tags !== null && !Array.isArray(tags))
      throw new SealiftError('unexpected_answer', `${what} has no tags`);
    if (tags?.includes(tag)) return true;
    url = nextPage(response, repository.origin);
  }
  return false;
}
