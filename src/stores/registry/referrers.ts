import { prefetch } from '../../async/prefetch.ts';
import { SealiftError } from '../../errors.ts';
import { discard, readBody } from '../../io/http/body.ts';
import { redactUrl } from '../../io/http/redact.ts';
import type { HttpResponse } from '../../io/http/types.ts';
import { artifactTypeMatches } from '../../oci/artifact-type.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { type Digest, digestOf, isDigest } from '../../oci/digest.ts';
import { MANIFEST_LIMIT, REFERRERS_LIMIT } from '../../oci/limits.ts';
import { MEDIA_TYPES } from '../../oci/media-types.ts';
import type { ReferrerEntry, ReferrerQuery, Subject } from '../../oci/ports.ts';
import { parseReferrersIndex, referrersTag } from '../../oci/referrers-index.ts';
import { tagContent, UNREADABLE } from '../../oci/tag-content.ts';
import type { FoundManifest, Manifests } from './manifests.ts';
import { nextPage } from './next-page.ts';
import { type ListEvents, RegistryList, type TagState } from './registry-list.ts';
import type { Repository } from './repository.ts';
import { readErrors } from './response-error.ts';

/** The most pages of one list that are read (GHSA-298f-872v-2rcx). */
const PAGE_LIMIT = 100;

/** Whether a repository has the Referrers API, as docs/architecture.md, "Discovery", finds out. `unknown` is asked again. */
export type Capability = 'unknown' | 'api' | 'tag';

/** Statuses that say that there is no Referrers API. For 400 and 404 the error code in the body decides as well. */
const NO_API = new Set([400, 404, 405, 406, 501]);

/** The tag without what only a writer of its list needs, which may have megabytes. */
function identityOf({ entries, ...tag }: TagState): TagState {
  const own = entries.map(({ mediaType, digest, size, artifactType }) => ({
    mediaType,
    digest,
    size,
    ...(artifactType === undefined ? {} : { artifactType }),
  }));
  return { ...tag, entries: own, annotations: {} };
}

/** Reads lists of referrers, from the API where there is one, from the referrers tag, or from both. */
export class Referrers {
  readonly #repository: Repository;
  readonly #manifests: Manifests;
  readonly #now: () => Date;
  #capability: Capability = 'unknown';

  constructor(repository: Repository, manifests: Manifests, now: () => Date) {
    this.#repository = repository;
    this.#manifests = manifests;
    this.#now = now;
  }

  get capability(): Capability {
    return this.#capability;
  }

  list(subject: Subject, query: ReferrerQuery, signal: AbortSignal): RegistryList {
    return new RegistryList((events) => this.#entries(subject, query, events, signal));
  }

  async *#entries(
    subject: Subject,
    query: ReferrerQuery,
    { onTag, onApi }: ListEvents,
    signal: AbortSignal,
  ): AsyncGenerator<ReferrerEntry> {
    const ofApi = new Set<Digest>();
    const seen = new Set<string>();
    // One digest may be listed with several artifact types, of which each reader sees those that it filters by.
    const wanted = (descriptor: Descriptor): boolean => {
      const { digest, artifactType = '' } = descriptor;
      const key = `${digest} ${artifactType}`;
      if (seen.has(key) || !artifactTypeMatches(descriptor, query.artifactType)) return false;
      seen.add(key);
      return true;
    };
    const wantedOfApi = (descriptor: Descriptor): boolean => {
      const isWanted = wanted(descriptor);
      if (isWanted) {
        ofApi.add(descriptor.digest);
        onApi(descriptor.digest);
      }
      return isWanted;
    };
    // A failure to read the tag is thrown below, after the entries of the API; an error of the API comes first.
    const ofTag = async (): Promise<TagState> => {
      const tag = await this.readTag(subject, signal);
      return query.isForWriting === false ? identityOf(tag) : tag;
    };
    const asked = query.sources === 'merged' ? prefetch(ofTag()) : undefined;
    const isApi = yield* this.#fromApi(subject, query.artifactType, wantedOfApi, signal);
    if (isApi && query.sources === 'preferred') return;
    const tag = await (asked ?? ofTag());
    onTag(tag);
    const place = isApi ? ({ foundIn: 'tag', behindApi: true } as const) : ({ foundIn: 'tag' } as const);
    for (const descriptor of tag.entries) {
      if (!isDigest(descriptor.digest) || ofApi.has(descriptor.digest)) continue;
      if (wanted(descriptor)) yield { descriptor, ...place };
    }
  }

  /**
   * All entries that the API lists; `undefined` when the registry has no API for this subject.
   *
   * @param artifactType is sent as the filter, as readers of that type send it.
   */
  async apiEntries(
    subject: Subject,
    signal: AbortSignal,
    artifactType?: string,
  ): Promise<Descriptor[] | undefined> {
    const found: Descriptor[] = [];
    const pages = this.#fromApi(subject, artifactType, () => true, signal);
    for (;;) {
      const next = await pages.next();
      if (next.done) return next.value ? found : undefined;
      found.push(next.value.descriptor);
    }
  }

  async *#fromApi(
    subject: Subject,
    artifactType: string | undefined,
    wanted: (descriptor: Descriptor) => boolean,
    signal: AbortSignal,
  ): AsyncGenerator<ReferrerEntry, boolean> {
    if (this.#capability === 'tag') return false;
    const query = artifactType === undefined ? {} : { artifactType };
    const visited = new Set<string>();
    let count = 0;
    let url: URL | undefined = this.#repository.url(`referrers/${subject.digest}`, query);
    while (url) {
      if (visited.has(url.href) || visited.size === PAGE_LIMIT) {
        throw new SealiftError(
          'unexpected_answer',
          `the list of referrers at ${redactUrl(url)} does not end`,
        );
      }
      visited.add(url.href);
      const page: { entries: readonly Descriptor[]; next?: URL } | undefined = await this.#page(
        url,
        visited.size > 1,
        signal,
      );
      if (!page) return false;
      count += page.entries.length;
      if (count > REFERRERS_LIMIT) {
        throw new SealiftError(
          'content_too_large',
          `${subject.digest} has over ${REFERRERS_LIMIT} referrers`,
        );
      }
      for (const descriptor of page.entries) {
        if (wanted(descriptor)) yield { descriptor, foundIn: 'api' };
      }
      url = page.next;
    }
    return true;
  }

  /** Reads one page; `undefined` when the answer says that there is no API (docs/architecture.md, "Discovery"). */
  async #page(url: URL, further: boolean, signal: AbortSignal) {
    const response = await this.#repository.request({
      method: 'GET',
      url,
      headers: { accept: MEDIA_TYPES.ociIndex },
      redirects: 'same-origin',
      answer: MANIFEST_LIMIT,
      signal,
    });
    const mediaType = MEDIA_TYPES.ociIndex;
    // Other readers compare the header as a whole, and take a list with a parameter behind its type for none (oras-go, `Referrers`;
    // go-containerregistry, `fetchReferrers`). They read the tag then.
    if (response.status === 200 && response.headers['content-type'] === mediaType) {
      const bytes = await readBody(response, MANIFEST_LIMIT);
      const descriptor = { mediaType, digest: digestOf(bytes), size: bytes.length };
      const entries = parseReferrersIndex({ descriptor, bytes }, `answer of ${redactUrl(url)}`, 'identity');
      this.#capability = 'api';
      const next = nextPage(response, this.#repository.origin);
      return { entries, ...(next ? { next } : {}) };
    }
    if (further) throw await this.#repository.error(response, 'GET', 'list the referrers of');
    await this.#learn(response);
    return undefined;
  }

  /** Learns from a refusal whether there is an API. It throws for an answer that leaves that open. */
  async #learn(response: HttpResponse): Promise<void> {
    const { status } = response;
    const elsewhere = status >= 300 && status < 400;
    if (status !== 200 && !elsewhere && !NO_API.has(status)) {
      throw await this.#repository.error(response, 'GET', 'list the referrers of');
    }
    const errors = status === 404 || status === 400 ? await readErrors(response) : [];
    await discard(response);
    // An answer about a repository or subject that does not exist yet does not tell whether there is an API.
    const unsaid = status === 404 ? 'NAME_UNKNOWN' : status === 400 ? 'MANIFEST_INVALID' : undefined;
    if (unsaid !== undefined && errors.some(({ code }) => code === unsaid)) return;
    // Where the API has answered before, the refusal concerns this subject alone.
    if (this.#capability !== 'api') this.#capability = 'tag';
  }

  /**
   * Finds out whether the registry has the API, unless that is known. One page of the list of `subject` tells, and may leave
   * it unknown.
   */
  async discover(subject: Subject, signal: AbortSignal): Promise<Capability> {
    if (this.#capability !== 'unknown') return this.#capability;
    const pages = this.#fromApi(subject, undefined, () => true, signal);
    await pages.next();
    await pages.return(false);
    return this.#capability;
  }

  /**
   * Reads the content of the referrers tag, or of another tag with the name of one.
   *
   * @throws SealiftError `manifest_invalid` when the tag holds an image index that cannot be read.
   */
  async readTag(
    subject: Subject,
    signal: AbortSignal,
    tag: string = referrersTag(subject.digest),
  ): Promise<TagState> {
    const readAt = this.#now().getTime();
    const read = async (): Promise<FoundManifest | undefined | 'unsupported'> => {
      try {
        return await this.#manifests.get({ tag }, signal);
      } catch (error) {
        if (error instanceof SealiftError && error.code === 'manifest_unsupported') return 'unsupported';
        throw error;
      }
    };
    const content = await read();
    if (content === 'unsupported') return { ...UNREADABLE, exists: true, readAt };
    return {
      ...tagContent(content, subject),
      ...(content?.etag === undefined ? {} : { etag: content.etag }),
      exists: content !== undefined,
      readAt,
    };
  }
}
