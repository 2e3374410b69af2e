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
 * Reads the list of tags from its beginning, since registries order it differently (distribution-spec, "Listing Tags").
 *
 * @throws SealiftError `unexpected_answer` where it has more pages than `pages`.
 */
export async function* eachTag(
  repository: Repository,
  signal: AbortSignal,
  pages = PAGE_LIMIT,
): AsyncGenerator<string> {
  let url: URL | undefined = repository.url('tags/list');
  for (let page = 1; url; page += 1) {
    if (page > Math.min(pages, PAGE_LIMIT))
      throw new SealiftError('unexpected_answer', `the list of tags at ${redactUrl(url)} does not end`);
    const response = await repository.request({ method: 'GET', url, answer: TAG_LIST_LIMIT, signal });
    if (response.status !== 200) throw await repository.error(response, 'GET', 'list the tags of');
    const what = `${repository.name}, list of tags`;
    const body = parseJson(await readBody(response, TAG_LIST_LIMIT), { code: 'unexpected_answer', what });
    const tags = typeof body === 'object' && body !== null && 'tags' in body ? body.tags : undefined;
    // Nexus sends null in place of an empty list.
    if (tags !== null && !Array.isArray(tags))
      throw new SealiftError('unexpected_answer', `${what} has no tags`);
    for (const tag of tags ?? []) if (typeof tag === 'string') yield tag;
    url = nextPage(response, repository.origin);
  }
}

/** Whether the registry lists this tag. */
export async function tagIsListed(
  repository: Repository,
  tag: string,
  signal: AbortSignal,
): Promise<boolean> {
  for await (const listed of eachTag(repository, signal)) if (listed === tag) return true;
  return false;
}
