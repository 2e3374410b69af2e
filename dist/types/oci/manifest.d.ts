import type { Descriptor } from './descriptor.ts';
import type { ManifestContent } from './ports.ts';
/** What Sealift reads from a manifest of any supported kind; the bytes stay what they were. */
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
 * @param unnamed what becomes of members that no specification names; see `readAs`.
 * @throws SealiftError `manifest_invalid` or `manifest_unsupported`.
 */
export declare function parseManifest({ descriptor, bytes }: ManifestContent, unnamed?: 'kept' | 'dropped'): Manifest;
/** As registries derive it for the Referrers API: the manifest's own, else the config's media type. */
export declare function artifactTypeOf(manifest: Manifest): string;
/** The entries of an OCI index as a list of what is attached: what each of them is, and nothing more. */
export declare function parseList({ descriptor, bytes }: ManifestContent): readonly Descriptor[];
