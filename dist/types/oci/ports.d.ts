import type { Readable } from 'node:stream';
import type { Descriptor } from './descriptor.ts';
import type { Digest } from './digest.ts';
/**
 * A manifest as it was received, never serialised anew (docs/architecture.md, "Received bytes"): `bytes` hash to
 * `descriptor.digest` and are `descriptor.size` long.
 */
export interface ManifestContent {
    readonly descriptor: Descriptor;
    readonly bytes: Uint8Array;
}
/** A tag or a digest: the name of a manifest inside one repository (distribution-spec, "Pulling manifests"). */
export type ManifestName = {
    readonly tag: string;
} | {
    readonly digest: Digest;
};
export interface ManifestReader {
    /**
     * Resolves to the descriptor (mediaType, digest, size) of the manifest with this name, or to `undefined` when the store
     * definitely has none.
     */
    resolve(name: ManifestName, signal: AbortSignal): Promise<Descriptor | undefined>;
    /**
     * Reads a whole manifest, of at most 4 MiB, and checks its digest, size and media type.
     *
     * @throws SealiftError `artifact_not_found` when the store has no such manifest.
     */
    manifest(descriptor: Descriptor, signal: AbortSignal): Promise<ManifestContent>;
}
export interface BlobReader {
    has(descriptor: Descriptor, signal: AbortSignal): Promise<boolean>;
    /** Opens the bytes from `offset` (default 0) on. The reader has to check them (`oci/blob-check.ts`): the store does NOT. */
    blob(descriptor: Descriptor, options: {
        offset?: number;
    }, signal: AbortSignal): Promise<Readable>;
}
/** Where a referrer was found: the Referrers API, the referrers tag (tag schema), or a layout's index.json. */
export type FoundIn = 'api' | 'tag' | 'index';
export interface ReferrerEntry {
    readonly descriptor: Descriptor;
    readonly foundIn: FoundIn;
    /**
     * Whether the referrers tag alone lists the entry although the Referrers API answers. Other readers believe the API and do
     * not see such an entry (distribution-spec, "Listing Referrers").
     */
    readonly behindApi?: true;
    /** The name of the store that lists it, where that is not the image's own ({@link SourceStore.signatureSources}). */
    readonly elsewhere?: string;
}
export interface ReferrerQuery {
    /** The store sends this filter to shorten the answer, and applies it again: a registry may ignore it (distribution-spec). */
    readonly artifactType?: string;
    /**
     * Which lists are read. `preferred` (sign): the Referrers API where the registry has it, else the referrers tag.
     * `api-first` (verify, which stops at the first signature that passes): the entries of the API, then those that only the
     * tag lists. `merged` (promote, list): the same entries; both lists are asked for at once, since all of them are wanted.
     */
    readonly sources: 'preferred' | 'api-first' | 'merged';
    /**
     * Whether the list is given back to the store when that has to write it. `false`: the store keeps nothing of it but what identifies
     * its entries.
     */
    readonly isForWriting?: boolean;
}
/**
 * The entries that claim to refer to a subject. The store that returned the list can be given it again when it has to write
 * the list, and then need not read it a second time (see `linkReferrers`).
 */
export type ReferrerList = AsyncIterable<ReferrerEntry>;
/** The manifest that referrers name; a list knows its digest alone. */
export type Subject = Pick<Descriptor, 'digest'>;
export interface ReferrerReader {
    /**
     * Lists the entries that claim to refer to `subject`, lazily and in listed order, those of the API first. The caller must
     * fetch a manifest and see that it names the subject before it believes the entry (`oci/referrers.ts`). An answer that
     * leaves open whether there are more entries is thrown and never ends the list ("An unknown is an error").
     */
    referrers(subject: Subject, query: ReferrerQuery, signal: AbortSignal): ReferrerList;
}
/** Opens a content from `offset` on. Every retry calls it again, so it must be repeatable. */
export type OpenBlob = (offset: number) => Promise<Readable>;
export interface BlobWriter {
    /** Stores one blob without asking whether it is there, and resolves when the store has confirmed its digest and size. */
    putBlob(descriptor: Descriptor, open: OpenBlob, signal: AbortSignal): Promise<void>;
}
export interface ManifestWriter {
    /**
     * Stores a manifest byte for byte, by its digest and without a tag.
     *
     * @throws UnknownPart (`oci/unknown-part.ts`) when the store does not know a blob or child that the manifest names.
     */
    putManifest(manifest: ManifestContent, signal: AbortSignal): Promise<void>;
    /**
     * Makes manifests that were put with this `subject` discoverable (`oci/discovery/discover.ts`), and confirms that by
     * reading: the Referrers API lists them, or, where there is none, the store merges them into the referrers tag and reads
     * that back. A manifest that the store lost is put again. Resolves to the place where they are listed now
     * (docs/architecture.md, "Discovery", "The referrers tag").
     *
     * @param known the list of `subject` as it was read from this store; without it the store reads the list again.
     * @throws SealiftError `referrers_index_contended` or `signature_lost`.
     */
    linkReferrers(subject: Descriptor, referrers: readonly ManifestContent[], signal: AbortSignal, known?: ReferrerList): Promise<FoundIn>;
    /**
     * Points `tag` at a manifest that the store already has. Every promotion does this last ("Order of a promotion"). Whether the
     * store keeps the tag, only a reading tells.
     *
     * @throws UnknownPart as `putManifest` does.
     */
    tag(manifest: ManifestContent, tag: string, signal: AbortSignal): Promise<void>;
}
/** Optional ability, found at run time by {@link canTellEmpty}: in a new repository no blob has to be asked for. */
export interface EmptinessReader {
    /** Resolves to `true` only when the store does not know the repository or the repository has no tag. */
    isEmpty(signal: AbortSignal): Promise<boolean>;
}
export declare function canTellEmpty(store: object): store is EmptinessReader;
/**
 * Optional ability, found at run time by {@link canMount}: blobs that another repository of the same registry has are not
 * sent (distribution-spec, "Mounting a blob from another repository").
 */
export interface Mounter {
    /**
     * Mounts a blob from another repository of this store's registry. Resolves to `true` when this repository has the blob
     * now, or had it before; to `false` when the registry did not mount it, so that the caller puts the blob as usual.
     *
     * @param fromRepository `REGISTRY/REPOSITORY`. Of another registry, or of one with another login, no mount is tried.
     * @param how `isWritten`: this run has written the blob there itself, so that it may ask for the right to read it.
     */
    mount(descriptor: Descriptor, fromRepository: string, signal: AbortSignal, how?: {
        readonly isWritten: boolean;
    }): Promise<boolean>;
}
export declare function canMount(store: object): store is Mounter;
/**
 * Optional ability, found at run time by {@link hasReferrersTags}: the store lists referrers under tags of the referrers tag
 * schema (distribution-spec), or others look for them there.
 */
export interface ReferrersTags {
    /**
     * Refuses referrers of `subject`, before they are put, that the store could not list: the index has no room for them, or its
     * tag holds what is no list of referrers and belongs to somebody.
     *
     * @param known the list of `subject`, if it was read from this store.
     * @throws SealiftError `content_too_large` or `referrers_tag_taken`.
     */
    refuseUnlistable(subject: Descriptor, referrers: readonly ManifestContent[], signal: AbortSignal, known?: ReferrerList): Promise<void>;
    /**
     * Refuses to let `tag` name `manifest`, which may not be there yet, where that would hide a list of referrers.
     *
     * @throws SealiftError `referrers_tag_taken`.
     */
    refuseHiding(tag: string, manifest: Descriptor, signal: AbortSignal): Promise<void>;
}
export declare function hasReferrersTags(store: object): store is ReferrersTags;
/**
 * Optional ability, found at run time by {@link listsContent}: others find the content of this store only where it is listed
 * (image-layout.md, "index.json file").
 */
export interface ContentLister {
    isListed(manifest: Descriptor, signal: AbortSignal): Promise<boolean>;
    /** Lists a manifest that the store already has, without a tag. */
    list(manifest: ManifestContent, signal: AbortSignal): Promise<void>;
}
export declare function listsContent(store: object): store is ContentLister;
/** Optional ability, found at run time by {@link canTellExistence}: a list without entries may be that of nothing at all. */
export interface ExistenceReader {
    /** Resolves to `false` when the registry answers that it has no such repository, or none with a tag. */
    exists(signal: AbortSignal): Promise<boolean>;
}
export declare function canTellExistence(store: object): store is ExistenceReader;
/** Optional ability, found at run time by {@link canListTags}: one reading tells of many tags whether they are there. */
export interface TagLister {
    /** The tags of the repository; the list ends with an error where it has more pages than `pages`, or cannot be read. */
    tags(signal: AbortSignal, pages: number): AsyncIterable<string>;
}
export declare function canListTags(store: object): store is TagLister;
/**
 * Makes of what a tag holds what it is to hold. It returns what it was given where nothing is to be written, and throws where the
 * tag must not be written.
 */
export type MergeTag = (there: ManifestContent | undefined) => ManifestContent;
/** Optional ability, found at run time by {@link canMergeTags}: a tag to which others may add at the same time. */
export interface TagMerging {
    /**
     * Reads a tag, merges, writes, and reads it back until it holds what `merge` makes of it, so that no writer loses what another
     * one has put there (docs/architecture.md, "The referrers tag"). The parts of the manifest are there before.
     *
     * @returns what the tag holds in the end.
     * @throws UnknownPart as `putManifest` does; `upload_unconfirmed` where the tag does not keep it.
     */
    mergeTag(tag: string, merge: MergeTag, signal: AbortSignal): Promise<ManifestContent>;
}
export declare function canMergeTags(store: object): store is TagMerging;
/**
 * Optional ability, found at run time by {@link holdsBack}: writes are seen by nobody else before they are committed, as those
 * into an archive, which is one file.
 */
export interface Committer {
    /** Resolves once all that was listed or tagged is there for everybody. What fails leaves all as it was. */
    commit(signal: AbortSignal): Promise<void>;
}
export declare function holdsBack(store: object): store is Committer;
/** One repository, or one image layout, to read from. */
export interface SourceStore extends ManifestReader, BlobReader, ReferrerReader {
    /** The store as a user writes it, without tag and digest: `registry.example.com/team/app`, `oci:DIR`. */
    readonly name: string;
    /** `REGISTRY/REPOSITORY`, as the scopes of a trust policy name it; `undefined` for layouts, which have no repository. */
    readonly repository: string | undefined;
    /** The names of other stores in which signatures of these images are looked for as well. */
    readonly signatureSources?: readonly string[];
    /** Frees sockets, files and locks, and forgets writes that were not committed. A second call does nothing. */
    close(): Promise<void>;
}
/** Optional ability, found at run time by {@link canOpenUploads}: the store begins an upload before its blob is made. */
export interface UploadOpener {
    /**
     * Begins the upload of the next blob that is put. A failure is not reported here: the `putBlob` of that blob tries again
     * and reports it. `close` ends an upload that no blob was put into.
     */
    openUpload(signal: AbortSignal): void;
}
export declare function canOpenUploads(store: object): store is UploadOpener;
/** A store to read blobs from, with the repository that a registry may mount them from. */
export interface BlobSource extends BlobReader, Pick<SourceStore, 'repository'> {
    /** Whether that repository has the blob; without this function it has all of them. */
    readonly mayMount?: (descriptor: Descriptor) => boolean;
}
/** One repository, or one image layout, to read from and write to. */
export interface TargetStore extends SourceStore, BlobWriter, ManifestWriter {
}
