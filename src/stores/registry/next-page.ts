import { SealiftError } from '../../errors.ts';
import { behindTlsHint } from '../../io/http/behind-tls.ts';
import { redactUrl } from '../../io/http/redact.ts';
import type { HttpResponse } from '../../io/http/types.ts';

/** One link of the header: its target, and parameters up to the next comma outside quotes (RFC 8288, 3). */
const LINK = /<([^>]*)>((?:[^,"]|"(?:[^"\\]|\\.)*")*)/g;
const REL = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i;

/** Registries name the relation, or send one link without it. */
function isNext(parameters: string): boolean {
  const rel = REL.exec(parameters);
  if (!rel) return true;
  return (rel[1] ?? rel[2] ?? '').toLowerCase().split(/\s+/).includes('next');
}

/**
 * The next page of a list, from `Link: <…>; rel="next"`; `undefined` on the last one.
 *
 * @throws SealiftError `unexpected_answer` when it is not on the registry's own origin (GHSA-h7vf-4x9w-h99v).
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
