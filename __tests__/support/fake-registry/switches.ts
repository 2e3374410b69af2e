import type { Descriptor } from '../../../src/oci/descriptor.ts';

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
  /** GitLab: the tag `sha256-<hex>` resolves to the subject itself, always or until such a tag has been set. */
  referrersTagIsSubject: boolean | 'until-set';
  /** A user's pipeline gives each image that is pushed the tag `sha256-<hex>` of its own digest. */
  tagsByDigest: boolean;
  /** No tag can be set a second time. */
  immutableTags: boolean;
  /** Blobs are answered with a redirect to this origin; GAR names a path of its own. */
  blobRedirect: string | 'relative' | undefined;
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
  /** Whether a mount from another repository is done (201), is answered so and `forgotten`, begins an upload (202), or is refused. */
  mounts: boolean | 'forgotten' | 400 | 403 | 404 | 405;
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
  /** Google's registries of old: 401 without WWW-Authenticate, which only `/v2/` sends. */
  challengesOnPingOnly: boolean;
  /** distribution-spec: any request may be sent on (307), here to the same registry under another path. */
  movesEverything: boolean;
  /** Every first request of a path is too much (429): Docker Hub without Retry-After, GHCR in seconds, others with a date. */
  throttles: false | 'bare' | 'seconds' | 'date';
  /**
   * Docker Hub: pulls that are left, told by every answer, as `ratelimit-remaining: 76;w=21600`; a GET of a manifest takes one.
   * Others say when there are more.
   */
  allowance: { remaining: number; readonly window?: number; readonly reset?: () => number } | undefined;
  /** distribution-spec: the text of `Warning: 299`, sent with every answer. */
  warning: string | undefined;
  /** ECR, Harbor, Google: a repository that nobody has made is not made by a push. */
  demandsRepository: boolean;
  /** Harbor: whatever is asked in a project that nobody has made is answered with 401, which says so in words. */
  demandsProject: boolean;
  /** Manifests that are not taken: ECR (405) with `subject` or with `artifactType`, Quay (400) with a config type off its list. */
  refusesManifests: 'none' | 'subject' | 'artifactType' | 'config';
  /** ECR: 405 for a manifest without `mediaType` of its own. */
  demandsMediaType: boolean;
  /** Harbor with cosign's tags, an option of olareg: 404 for a manifest whose subject is not there yet. */
  demandsSubject: boolean;
  /** ACR, and distribution for indexes: MANIFEST_UNKNOWN for a manifest whose type is not in Accept. */
  demandsAccept: boolean;
  /** Bytes of the largest manifest: 4 MiB nearly everywhere. */
  manifestLimit: number;
  /** zot, Harbor, Gitea: 413; distribution: 400, and the connection is closed before the body is read. */
  tooLarge: '413' | '400-close';
  /** Nexus of format docker: 400 for a blob that is neither JSON nor a layer. */
  sniffsBlobs: boolean;
  /**
   * An index without all that it names: `named` in the refusal (distribution, olareg), refused `silently` (zot: MANIFEST_INVALID),
   * or `taken` (distribution with `validation.manifests.indexes.platforms: none`).
   */
  absentChildren: 'named' | 'silently' | 'taken';
  /**
   * Layers that are not distributed: `wanted` like any other (olareg, zot), `taken` without their bytes, or `refused` for their
   * URLs (distribution: 500 UNKNOWN, and then the missing blob; the reason is a detail of 3.x, 2.x
   * keeps it to itself).
   */
  foreignLayers: 'wanted' | 'taken' | 'refused' | 'refused-silently';
  /** distribution: a sha512 blob is stored by its sha256 alone, or refused; a sha512 manifest is refused (400 DIGEST_INVALID). */
  sha256Only: false | 'stores' | 'refuses';
  /** Some front ends: 411 for a body without Content-Length. */
  demandsLength: boolean;
  /** Old Docker registries answer a stored blob with 204. */
  blobStored: 201 | 204;
  /** What immutable tags are answered with: GAR and ECR 400, Docker Hub 403, Harbor 412. */
  immutableAnswer: 400 | 403 | 409 | 412;
  /** ECR: tags that its exclusion filter leaves movable. */
  movableTags: RegExp | undefined;
  /** ECR: referrers that were archived, which the API does not list. */
  archived: ReadonlySet<string>;
  /** olareg after `notation sign` by its default: the API answers and lists nothing, whatever was put. */
  listsNothing: boolean;
  /** What every entry of the API says instead of the truth, such as another artifact type or size. */
  relabels: Partial<Descriptor>;
  /** distribution after a DELETE or a collection: digests of manifests and blobs that are gone, and stay listed. */
  collected: ReadonlySet<string>;
  /** Digests that are served and listed under another media type, until they are put again. */
  retyped: Map<string, string>;
  /** What is in `retyped` stays so, however often it is put. */
  keepsTypes: boolean;
  /** So many manifests with a subject are answered with 201 and not kept. */
  forgetsReferrers: number;
  /** ECR: referrers that one subject can have. */
  referrersCap: number;
  /** Harbor: whether an index with a subject is listed. */
  listsIndexes: boolean;
  /** olareg 0.2.2: PUTs of one subject at the same time lose each other's entries. */
  racyReferrers: boolean;
  /** Whether `artifactType` is applied to the list (zot, ACR), or left to the client. */
  filtersReferrers: boolean;
  /** Whether the next page is named with the whole URL (Harbor, Quay) or relative to this one. */
  absoluteLinks: boolean;
  /** GHCR, Harbor's cache, replicas: reads of a tag that still show the state before its last PUT. */
  lateTags: number;
  /** Replicas of ECR and GAR: PUTs of a manifest that do not see its blobs and children yet. */
  lateContent: number;
  /** distribution: an index under the referrers tag is refused, too, while something that it lists is missing. */
  checksLists: boolean;
  /** Harbor says UNKNOWN with the text "not found" where others have a code. */
  notFoundInWords: boolean;
  /** Nexus lists `null`, alone or among tags; Artifactory lists digests. */
  tagList: 'tags' | 'null' | 'with-null' | 'with-digests';
  /** ECR: the largest `n` of a list of tags; more is 400. */
  largestPage: number;
  /** Content-Type of manifests and lists with a parameter behind it. */
  typeParameter: string;
  /** Gateways: HEAD of a manifest without Content-Length. */
  noHeadLength: boolean;
  /** Tags are answered with 201 and not set; what they were to name is stored. */
  forgetsTags: RegExp | undefined;
  /** Writes of `manifests/NAME` and `blobs/DIGEST` that are answered with 201 and not kept, mounts too. */
  swallows: { readonly what: RegExp; times: number } | undefined;
  /** Whether a manifest is taken only when the blobs and children are there that it names. */
  checksParts: boolean;
  /** What a manifest is refused with whose blob is not there; some registries have no word for that. */
  blobUnknown: 'MANIFEST_BLOB_UNKNOWN' | 'MANIFEST_INVALID';
  /**
   * The tag of a sha512 digest (`?tag=` of a PUT by digest): `kept` (olareg), `ignored` (whoever does not know the query), or
   * pointed at the sha256 digest of the same bytes.
   */
  sha512Tags: 'kept' | 'ignored' | 'as-sha256';
  /** S3 and Azure's storage: 400 for a signed URL that comes with Authorization. */
  storageRefusesLogins: boolean;
}

export const PLAIN: Switches = {
  referrers: true,
  subjectHeader: true,
  pageSize: 1000,
  losesFirstReferrer: false,
  lateReads: 0,
  referrersTagIsSubject: false,
  tagsByDigest: false,
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
  challengesOnPingOnly: false,
  movesEverything: false,
  throttles: false,
  allowance: undefined,
  warning: undefined,
  demandsRepository: false,
  demandsProject: false,
  refusesManifests: 'none',
  demandsMediaType: false,
  demandsSubject: false,
  demandsAccept: false,
  manifestLimit: 4 * 1024 * 1024,
  tooLarge: '413',
  sniffsBlobs: false,
  absentChildren: 'named',
  foreignLayers: 'wanted',
  sha256Only: false,
  demandsLength: false,
  blobStored: 201,
  immutableAnswer: 409,
  movableTags: undefined,
  archived: new Set(),
  listsNothing: false,
  relabels: {},
  collected: new Set(),
  retyped: new Map(),
  keepsTypes: false,
  forgetsReferrers: 0,
  referrersCap: Number.POSITIVE_INFINITY,
  listsIndexes: true,
  racyReferrers: false,
  filtersReferrers: true,
  absoluteLinks: false,
  lateTags: 0,
  lateContent: 0,
  checksLists: false,
  notFoundInWords: false,
  tagList: 'tags',
  largestPage: Number.POSITIVE_INFINITY,
  typeParameter: '',
  noHeadLength: false,
  forgetsTags: undefined,
  swallows: undefined,
  checksParts: true,
  blobUnknown: 'MANIFEST_BLOB_UNKNOWN',
  sha512Tags: 'ignored',
  storageRefusesLogins: false,
};

/** Whether this write is answered and not kept. */
export function swallowed({ swallows }: Switches, what: string): boolean {
  if (!swallows || swallows.times === 0 || !swallows.what.test(what)) return false;
  swallows.times -= 1;
  return true;
}
