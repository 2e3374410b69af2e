import { SealiftError } from '../../errors.ts';
import { behindTlsHint } from '../../io/http/behind-tls.ts';
import { redactUrl } from '../../io/http/redact.ts';
import type { HttpResponse } from '../../io/http/types.ts';

/** One link of a Link header (RFC 8288, 3): its target, and its parameters up to the next comma outside quotes. */
const LINK = /<([^>]*)>((?:[^,"]|"(?:[^"\\]|\\.)*")*)/g;
const REL = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i;

/** Whether a link leads to the next page: it has `rel="next"`, or no relation at all, as some registries send it. */
function isNext(parameters: string): boolean {
  const rel = REL.exec(parameters);
  if (!rel) return true;
  return (rel[1] ?? rel[2] ?? '').toLowerCase().split(/\s+/).includes('next');
}

/**
 * The URL of the next page of a list, from `Link: <…>; rel="next"`; `undefined` on the last page.
 *
 * @throws SealiftError `unexpected_answer` when the URL is not on the registry's own origin (GHSA-h7vf-4x9w-h99v).
 */
export function nextPage({ headers, url }: HttpResponse, registry: URL): URL | undefined {
  const links = [headers.link ?? []].flat().join(', ');
  const target = [...links.matchAll(LINK)].find(([, , parameters]) => isNext(parameters!))?.[1];
  if (target === undefined) return undefined;
  if (!URL.canParse(target, url.href))
    throw new SealiftError('unexpected_answer', `${redactUrl(url)} names a next page that is not a URL`);
  const next = new URL(target, url);
  if (next.origin !== registry.origin) {
    const hint = behindTlsHint(next, registry);
    throw new SealiftError(
      'unexpected_answer',
      `${redactUrl(url)} names a next page ${hint ? 'without TLS' : 'on another host'}, ${redactUrl(next)}`,
      hint === undefined ? {} : { hint },
    );
  }
  return next;
}
