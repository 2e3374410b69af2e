/** How a repository without the Referrers API answers; each is what some real registry does. */
export type NoApi =
  | '404'
  | '404-text'
  | '404-name-unknown'
  | '400'
  | '400-manifest-invalid'
  | '405'
  | '406'
  | '501'
  | '303-elsewhere'
  | '200-html'
  | '200-json';

/** How the body of an upload breaks off. */
export interface UploadBreak {
  /** Only of longer bodies, once so many bytes have come. */
  readonly after: number;
  times: number;
  readonly answer: 'cut' | number;
  /** What the session has afterwards. */
  readonly keeps: 'all' | 'nothing' | 'no session';
}

/** What makes this registry odd. All off: a registry with the API that follows the specification. */
export interface Switches {
  /** `true`: the Referrers API; else how its absence is answered. */
  referrers: true | NoApi;
  /** The OCI-Subject header, whatever there is behind it. */
  subjectHeader: boolean;
  /** Entries a page of referrers. */
  pageSize: number;
  /** Names of referrers digests that the API forgets once: the first PUT is not listed. */
  losesFirstReferrer: boolean;
  /** Reads of the API that still show the state before the last PUT. */
  lateReads: number;
  /** GitLab: the tag `sha256-<hex>` resolves to the subject itself. */
  referrersTagIsSubject: boolean;
  /** No tag can be set a second time. */
  immutableTags: boolean;
  /** Blobs are answered with a redirect to this origin. */
  blobRedirect: string | undefined;
  /** Where an upload goes on: a path, the whole URL, a URL with a query, or another origin. */
  uploadLocation: 'path' | 'url' | 'query' | { readonly origin: string };
  /** `link` of a page of referrers leads here instead. */
  nextPage: string | undefined;
  /** Leaves Docker-Content-Digest out of manifest answers. */
  noDigestHeader: boolean;
  /** Answers a range with everything. */
  ignoresRange: boolean;
  /** Manifests are answered with a page of HTML. */
  htmlManifests: boolean;
  /** Manifests are answered with other bytes than were pushed. */
  corruptManifests: boolean;
  corruptBlobs: boolean;
  /** HEAD says that a manifest has no bytes; gateways do. */
  emptyHead: boolean;
  /** Whether manifests come with an ETag, and what a PUT with If-Match or If-None-Match does with it. */
  etags: 'none' | 'ignored' | 'honoured';
  /** Whether a mount from another repository is done (201), begins an upload (202), or is refused. */
  mounts: boolean | 400 | 403 | 404 | 405;
  /** Whether the token service knows OAuth 2 by POST. */
  oauth: boolean;
  /** `OCI-Chunk-Min-Length`: a shorter chunk has to be the last one. */
  shortestChunk: number;
  /** The longest body of an upload, and what a longer one is answered with. */
  bodyLimit: number;
  bodyLimitAnswer: 400 | 413;
  breaks: UploadBreak | undefined;
  /** What a chunk is answered with. ECR: 201, the blob is stored with the last one and a PUT is refused. */
  patchAnswer: 201 | 202 | 204;
  /** Bytes that are kept of a chunk, whatever it is answered with. */
  patchKeeps: number;
  /** Chunks are put together wrongly. */
  corruptChunks: boolean;
  /** Whether the answer to a chunk has a Range. */
  saysRange: boolean;
  /** Whether an upload session tells what it has. */
  tellsProgress: boolean;
  /** distribution: every answer of a session names a new location, and the one before is worth nothing. */
  freshState: boolean;
  /** The connection breaks when so many bytes of a blob were sent. */
  blobCuts: { readonly after: number; times: number } | undefined;
}

export const PLAIN: Switches = {
  referrers: true,
  subjectHeader: true,
  pageSize: 1000,
  losesFirstReferrer: false,
  lateReads: 0,
  referrersTagIsSubject: false,
  immutableTags: false,
  blobRedirect: undefined,
  uploadLocation: 'path',
  nextPage: undefined,
  noDigestHeader: false,
  ignoresRange: false,
  htmlManifests: false,
  corruptManifests: false,
  corruptBlobs: false,
  emptyHead: false,
  etags: 'none',
  mounts: true,
  oauth: true,
  shortestChunk: 0,
  bodyLimit: Number.POSITIVE_INFINITY,
  bodyLimitAnswer: 413,
  breaks: undefined,
  patchAnswer: 202,
  patchKeeps: Number.POSITIVE_INFINITY,
  corruptChunks: false,
  saysRange: true,
  tellsProgress: true,
  freshState: false,
  blobCuts: undefined,
};
