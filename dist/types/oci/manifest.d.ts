import type { Descriptor } from './descriptor.ts';
import type { ManifestContent } from './ports.ts';
/** The members that Sealift reads from a manifest of any supported kind. The manifest itself is passed on as bytes. */
export interface Manifest {
    readonly kind: 'image' | 'index';
    readonly mediaType: string;
    readonly artifactType?: string;
    /** `image` only; the withdrawn artifact manifest has none. */
    readonly config?: Descriptor;
    /** Layers, or the blobs of the withdrawn artifact manifest. */
    readonly layers: readonly Descriptor[];
    /** `index` only. */
    readonly manifests: readonly Descriptor[];
    readonly subject?: Descriptor;
    readonly annotations: Readonly<Record<string, string>>;
}
/**
 * Reads a manifest whose digest and size were checked. Docker schema 1 is refused by name.
 *
 * @param unnamed `kept`: the manifest is a list of referrers that is written again, so that members stay which no specification
 *   names, and entries under another digest algorithm (`isDigest` tells them).
 * @throws SealiftError `manifest_invalid` or `manifest_unsupported`.
 */
export declare function parseManifest({ descriptor, bytes }: ManifestContent, unnamed?: 'kept' | 'dropped'): Manifest;
/** The artifact type of a manifest, else the media type of its config, as distribution-spec, "Listing Referrers", has it. */
export declare function artifactTypeOf(manifest: Manifest): string;
/**
 * The entries of an OCI index that is a list of referrers, those that can be fetched. Members beyond those of a descriptor are
 * not read.
 */
export declare function parseList({ descriptor, bytes }: ManifestContent): readonly Descriptor[];
