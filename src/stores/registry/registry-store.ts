import type { Readable } from 'node:stream';
import { ANY } from '../../encoding/go-shape.ts';
import { readAs } from '../../encoding/read-as.ts';
import { SealiftError } from '../../errors.ts';
import { discard, readBody } from '../../io/http/body.ts';
import type { HttpResponse } from '../../io/http/types.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type {
  EmptinessReader,
  ExistenceReader,
  FoundIn,
  ManifestContent,
  ManifestName,
  MergeTag,
  Mounter,
  OpenBlob,
  ReferrerList,
  ReferrerQuery,
  ReferrersTags,
  Subject,
  TagLister,
  TagMerging,
  TargetStore,
  UploadOpener,
} from '../../oci/ports.ts';
import { Blobs } from './blobs.ts';
import { Linker } from './linker.ts';
import { Manifests } from './manifests.ts';
import { Referrers } from './referrers.ts';
import { RegistryList } from './registry-list.ts';
import { Repository, type RepositoryOptions } from './repository.ts';
import { readErrors } from './response-error.ts';
import { TagOwner } from './tag-owner.ts';
import { eachTag, TAG_LIST_LIMIT } from './tags.ts';

export interface RegistryStoreOptions extends RepositoryOptions {
  readonly now: () => Date;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
  readonly singleWriter: boolean;
  /** Milliseconds between the write of a referrers tag and the reading that confirms it; see {@link Linker}. */
  readonly window?: number;
  /** Bytes of a chunk; see {@link Blobs}. */
  readonly chunk?: number;
}

/** One repository of a registry, by the distribution specification and with the deviations of docs/registries.md. */
export class RegistryStore
  implements
    TargetStore,
    EmptinessReader,
    ExistenceReader,
    ReferrersTags,
    Mounter,
    UploadOpener,
    TagMerging,
    TagLister
{
  readonly name: string;
  readonly repository: string;
  readonly #repository: Repository;
  readonly #manifests: Manifests;
  readonly #blobs: Blobs;
  readonly #referrers: Referrers;
  readonly #linker: Linker;

  constructor(options: RegistryStoreOptions) {
    this.#repository = new Repository(options);
    this.name = this.#repository.name;
    this.repository = this.#repository.name;
    this.#manifests = new Manifests(this.#repository, options);
    this.#blobs = new Blobs(this.#repository, options);
    this.#referrers = new Referrers(this.#repository, this.#manifests, options.now);
    const owner = new TagOwner(this.#repository, this.#manifests);
    this.#linker = new Linker(this.#referrers, this.#manifests, this.#blobs, owner, options);
  }

  resolve(name: ManifestName, signal: AbortSignal): Promise<Descriptor | undefined> {
    return this.#manifests.resolve(name, signal);
  }

  manifest(descriptor: Descriptor, signal: AbortSignal): Promise<ManifestContent> {
    return this.#manifests.manifest(descriptor, signal);
  }

  has(descriptor: Descriptor, signal: AbortSignal): Promise<boolean> {
    return this.#blobs.has(descriptor, signal);
  }

  blob(descriptor: Descriptor, { offset = 0 }: { offset?: number }, signal: AbortSignal): Promise<Readable> {
    return this.#blobs.blob(descriptor, offset, signal);
  }

  referrers(subject: Subject, query: ReferrerQuery, signal: AbortSignal): ReferrerList {
    return this.#referrers.list(subject, query, signal);
  }

  putBlob(descriptor: Descriptor, open: OpenBlob, signal: AbortSignal): Promise<void> {
    return this.#blobs.put(descriptor, open, signal);
  }

  mount(
    descriptor: Descriptor,
    fromRepository: string,
    signal: AbortSignal,
    how = { isWritten: false },
  ): Promise<boolean> {
    return this.#blobs.mount(descriptor, fromRepository, how, signal);
  }

  openUpload(signal: AbortSignal): void {
    this.#blobs.begin(signal);
  }

  putManifest(manifest: ManifestContent, signal: AbortSignal): Promise<void> {
    return this.#linker.put(manifest, signal);
  }

  linkReferrers(
    subject: Descriptor,
    referrers: readonly ManifestContent[],
    signal: AbortSignal,
    known?: ReferrerList,
  ): Promise<FoundIn> {
    return this.#linker.link(subject, referrers, asOwn(known), signal);
  }

  refuseUnlistable(
    subject: Descriptor,
    referrers: readonly ManifestContent[],
    signal: AbortSignal,
    known?: ReferrerList,
  ): Promise<void> {
    return this.#linker.refuseUnlistable(subject, referrers, asOwn(known), signal);
  }

  refuseHiding(tag: string, manifest: Descriptor, signal: AbortSignal): Promise<void> {
    return this.#linker.refuseHiding(tag, manifest, signal);
  }

  async tag(manifest: ManifestContent, tag: string, signal: AbortSignal): Promise<void> {
    await this.#manifests.put(manifest, { tag }, signal);
  }

  mergeTag(tag: string, merge: MergeTag, signal: AbortSignal): Promise<ManifestContent> {
    return this.#linker.mergeTag(tag, merge, signal);
  }

  tags(signal: AbortSignal, pages: number): AsyncIterable<string> {
    return eachTag(this.#repository, signal, pages);
  }

  #tagList(signal: AbortSignal): Promise<HttpResponse> {
    const url = this.#repository.url('tags/list', { n: '1' });
    return this.#repository.request({ method: 'GET', url, answer: TAG_LIST_LIMIT, signal });
  }

  /** distribution says NAME_UNKNOWN of a repository without tags as well, which then has no referrers tag either. */
  async exists(signal: AbortSignal): Promise<boolean> {
    const response = await this.#tagList(signal);
    const { status } = response;
    if (status !== 200 && status !== 404)
      throw await this.#repository.error(response, 'GET', 'list the tags of');
    await discard(response);
    return status === 200;
  }

  async isEmpty(signal: AbortSignal): Promise<boolean> {
    const response = await this.#tagList(signal);
    if (response.status === 404)
      return (await readErrors(response)).some(({ code }) => code === 'NAME_UNKNOWN');
    if (response.status !== 200) {
      await discard(response);
      return false;
    }
    // Registries that ignore `n` answer with all tags. A list over the limit is no error, since it is not empty.
    const bytes = await readBody(response, TAG_LIST_LIMIT).catch(ignoreLength);
    if (!bytes) return false;
    const what = `${this.name}, list of tags`;
    const body = readAs(ANY, bytes, { code: 'unexpected_answer', what });
    const tags = typeof body === 'object' && body !== null && 'tags' in body ? body.tags : undefined;
    // Nexus sends null in place of the list, and in the list.
    return tags === null || (Array.isArray(tags) && tags.every((tag) => tag === null));
  }

  close(): Promise<void> {
    return this.#blobs.close();
  }
}

/** The list, if a registry store made it: only such a list has the content of the referrers tag. */
function asOwn(list: ReferrerList | undefined): RegistryList | undefined {
  return list instanceof RegistryList ? list : undefined;
}

function ignoreLength(error: unknown): undefined {
  if (error instanceof SealiftError && error.code === 'content_too_large') return undefined;
  throw error;
}
