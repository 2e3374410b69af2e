import type { ServerResponse } from 'node:http';
import { MEDIA_TYPES } from '../../../src/oci/media-types.ts';
import type { FakeRepository } from './state.ts';
import type { NoApi, Switches } from './switches.ts';

type Answer = readonly [status: number, headers: Record<string, string>, body: string];

const error = (status: number, code: string): Answer => [
  status,
  { 'content-type': 'application/json' },
  JSON.stringify({ errors: [{ code, message: code.toLowerCase() }] }),
];

const ABSENT: Readonly<Record<NoApi, Answer>> = {
  '404': error(404, 'NOT_FOUND'),
  '404-text': [404, { 'content-type': 'text/plain' }, '404 page not found\n'],
  '404-name-unknown': error(404, 'NAME_UNKNOWN'),
  '400': error(400, 'UNSUPPORTED'),
  '400-manifest-invalid': error(400, 'MANIFEST_INVALID'),
  '405': error(405, 'UNSUPPORTED'),
  '406': [406, {}, ''],
  '501': [501, {}, ''],
  '303-elsewhere': [303, { location: 'http://127.0.0.1:9/packages' }, ''],
  '200-html': [200, { 'content-type': 'text/html' }, '<html>log in</html>'],
  '200-json': [200, { 'content-type': 'application/json' }, '{"manifests":[]}'],
};

function nextQuery(url: URL, from: number): string {
  const query = new URLSearchParams(url.search);
  query.set('from', String(from));
  return `?${query}`;
}

/** Serves `/referrers/<digest>`. */
export function serveReferrers(
  repository: FakeRepository,
  switches: Switches,
  url: URL,
  digest: string,
  outgoing: ServerResponse,
): void {
  const { referrers, pageSize, nextPage, filtersReferrers, absoluteLinks, typeParameter } = switches;
  // Quay says MANIFEST_INVALID, others NAME_UNKNOWN, for what is not there yet; the API itself is there.
  const early = referrers === '400-manifest-invalid' || referrers === '404-name-unknown';
  if (referrers !== true && !(early && repository.manifests.has(digest))) {
    const [status, headers, body] = ABSENT[referrers];
    outgoing.writeHead(status, headers).end(body);
    return;
  }
  const all = repository.list(digest, switches);
  const wanted = filtersReferrers ? url.searchParams.get('artifactType') : null;
  const matching = wanted === null ? all : all.filter(({ artifactType }) => artifactType === wanted);
  const from = Number(url.searchParams.get('from') ?? 0);
  const page = matching.slice(from, from + pageSize);
  const headers: Record<string, string> = { 'content-type': `${MEDIA_TYPES.ociIndex}${typeParameter}` };
  if (wanted !== null) headers['oci-filters-applied'] = 'artifactType';
  if (from + pageSize < matching.length || nextPage !== undefined) {
    const next = new URL(nextQuery(url, from + pageSize), url);
    const link = absoluteLinks ? next.href : `${next.pathname}${next.search}`;
    headers.link = `<${nextPage ?? link}>; rel="next"`;
  }
  const body = { schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests: page };
  outgoing.writeHead(200, headers).end(JSON.stringify(body));
}
