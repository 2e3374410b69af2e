import type { Readable } from 'node:stream';
import type { Descriptor } from './descriptor.ts';
import type { Digest } from './digest.ts';
/** A manifest as received: `bytes` hash to `descriptor.digest` and are `descriptor.size` long. Never re-serialised. */
export interface ManifestContent {
    readonly descriptor: Descriptor;
    readonly bytes: Uint8Array;
}
/** What names a manifest inside one repository. */
export type ManifestName = {
    readonly tag: string;
} | {
    readonly digest: Digest;
};
export interface ManifestReader {
    /** The descriptor (mediaType, digest, size) behind a name; `undefined` only when it is definitely not there. */
    resolve(name: ManifestName, signal: AbortSignal): Promise<Descriptor | undefined>;
    /** Whole manifest, at most 4 MiB, digest, size and media type checked. Throws `artifact_not_found` when absent. */
    manifest(descriptor: Descriptor, signal: AbortSignal): Promise<ManifestContent>;
}
export interface BlobReader {
    has(descriptor: Descriptor, signal: AbortSignal): Promise<boolean>;
    /** The bytes from `offset` (default 0) on, NOT yet checked: see `oci/blob-check`. */
    blob(descriptor: Descriptor, options: {
        offset?: number;
    }, signal: AbortSignal): Promise<Readable>;
}
/** Where a referrer was found: the Referrers API, the referrers tag (tag schema), or a layout's index.json. */
export type FoundIn = 'api' | 'tag' | 'index';
export interface ReferrerEntry {
    readonly descriptor: Descriptor;
    readonly foundIn: FoundIn;
}
export interface ReferrerQuery {
    /** Sent to the server to shorten the answer, and always applied again here. */
    readonly artifactType?: string;
    /**
     * `preferred`: the API alone where it is, else the tag (sign). `api-first`: the API, and behind its entries those that the
     * tag alone has (verify stops reading at the first signature that passes). `merged`: the same list, of which all is
     * wanted, so that both are asked at once (promote, list).
     */
    readonly sources: 'preferred' | 'api-first' | 'merged';
}
/** What claims to refer to a subject. The store that gave the list finds in it what it needs to write it again. */
export type ReferrerList = AsyncIterable<ReferrerEntry>;
/** What is referred to, as far as lists know it. */
export type Subject = Pick<Descriptor, 'digest'>;
export interface ReferrerReader {
    /**
     * What claims to refer to `subject`, lazily in listed order, API first. Claims only: the fetched manifest must name
     * the subject before an entry is believed (`oci/referrers`). An answer that is not known throws, it never ends the
     * list.
     */
    referrers(subject: Subject, query: ReferrerQuery, signal: AbortSignal): ReferrerList;
}
/** Opens the content from `offset` on; called again by every retry, so it must be repeatable. */
export type OpenBlob = (offset: number) => Promise<Readable>;
export interface BlobWriter {
    /** Stores one blob; resolves only when the store has confirmed digest and size. Does not ask first whether it is there. */
    putBlob(descriptor: Descriptor, open: OpenBlob, signal: AbortSignal): Promise<void>;
}
export interface ManifestWriter {
    /** Stores a manifest by digest, untagged, byte for byte. */
    putManifest(manifest: ManifestContent, signal: AbortSignal): Promise<void>;
    /**
     * Makes manifests that were put with this `subject` discoverable, and confirms it by reading: the Referrers API
     * lists them, else the referrers tag is merged and read back; one that the store lost is put again.
     * Throws `referrers_index_contended` or `signature_lost`. Resolves to where they are listed now.
     *
     * @param known the list of `subject` as it was read from this store; without it the store reads it again.
     */
    linkReferrers(subject: Descriptor, referrers: readonly ManifestContent[], signal: AbortSignal, known?: ReferrerList): Promise<FoundIn>;
    /** Points `tag` at a manifest that is already there by digest. The last step of every promotion. */
    tag(manifest: ManifestContent, tag: string, signal: AbortSignal): Promise<void>;
}
/** Optional ability, found at run time by {@link canTellEmpty}: spares a question a blob in a new repository. */
export interface EmptinessReader {
    /** `true` only when the repository is unknown to the store or holds no tag. */
    isEmpty(signal: AbortSignal): Promise<boolean>;
}
export declare function canTellEmpty(store: object): store is EmptinessReader;
/** Optional ability, found at run time by {@link canMount}: spares the bytes of what the same registry holds elsewhere. */
export interface Mounter {
    /**
     * Takes a blob over from another repository of this store's registry; one that is there already counts as taken over.
     * `false` where that cannot be, and nothing is known of the blob then: it is put as usual.
     *
     * @param fromRepository `REGISTRY/REPOSITORY`; one of another registry, or with another login, is not asked for.
     */
    mount(descriptor: Descriptor, fromRepository: string, signal: AbortSignal): Promise<boolean>;
}
export declare function canMount(store: object): store is Mounter;
/** Optional ability, found at run time by {@link hasIndexCapacity}. */
export interface IndexCapacity {
    /**
     * @param known the list of their subject as it was read from this store, to its end.
     * @throws SealiftError `content_too_large` when the referrers index would have no room for these.
     */
    refuseFullIndex(referrers: readonly ManifestContent[], known: ReferrerList): void;
}
export declare function hasIndexCapacity(store: object): store is IndexCapacity;
/** One repository, or one image layout, to read from. */
export interface SourceStore extends ManifestReader, BlobReader, ReferrerReader {
    /** As a user writes it, without tag and digest: `registry.example.com/team/app`, `oci:DIR`. */
    readonly name: string;
    /** `REGISTRY/REPOSITORY` as scopes of a trust policy name it; `undefined` for layouts, which have no repository. */
    readonly repository: string | undefined;
    /** Commits what needs committing and frees sockets and locks. Idempotent. */
    close(): Promise<void>;
}
/** Optional ability, found at run time by {@link canOpenUploads}: the store keeps uploads open for blobs that are still being made. */
export interface UploadOpener {
    /**
     * Begins the upload of the next blob that is put. What fails is met again, and told, by that one; an upload that got no
     * blob is ended when the store is closed.
     */
    openUpload(signal: AbortSignal): void;
}
export declare function canOpenUploads(store: object): store is UploadOpener;
/** Blobs, and the repository that they may be mounted from. */
export type BlobSource = BlobReader & Pick<SourceStore, 'repository'>;
/** One repository, or one image layout, to read from and write to. */
export interface TargetStore extends SourceStore, BlobWriter, ManifestWriter {
}
