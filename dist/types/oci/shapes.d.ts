import { type Read } from '../encoding/go-shape.ts';
/** image-spec, descriptor.md. */
export declare const DESCRIPTOR: import("../encoding/go-shape.ts").StructShape<{
    readonly mediaType: "text";
    readonly digest: "text";
    readonly size: "integer";
    readonly urls: import("../encoding/go-shape.ts").ListShape<"text">;
    readonly annotations: import("../encoding/go-shape.ts").MapShape<"text">;
    readonly data: "bytes";
    readonly platform: import("../encoding/go-shape.ts").StructShape<{
        readonly architecture: "text";
        readonly os: "text";
        readonly 'os.version': "text";
        readonly 'os.features': import("../encoding/go-shape.ts").ListShape<"text">;
        readonly variant: "text";
        readonly features: import("../encoding/go-shape.ts").ListShape<"text">;
    }>;
    readonly artifactType: "text";
}>;
/**
 * Manifests of every kind (image-spec manifest.md and image-index.md, Docker's manifest-v2-2, the withdrawn artifact
 * manifest): readers guess the kind by the members that are there, so those of one kind have their meaning in the others.
 */
export declare const MANIFEST: import("../encoding/go-shape.ts").StructShape<{
    readonly schemaVersion: "integer";
    readonly mediaType: "text";
    readonly artifactType: "text";
    readonly config: import("../encoding/go-shape.ts").StructShape<{
        readonly mediaType: "text";
        readonly digest: "text";
        readonly size: "integer";
        readonly urls: import("../encoding/go-shape.ts").ListShape<"text">;
        readonly annotations: import("../encoding/go-shape.ts").MapShape<"text">;
        readonly data: "bytes";
        readonly platform: import("../encoding/go-shape.ts").StructShape<{
            readonly architecture: "text";
            readonly os: "text";
            readonly 'os.version': "text";
            readonly 'os.features': import("../encoding/go-shape.ts").ListShape<"text">;
            readonly variant: "text";
            readonly features: import("../encoding/go-shape.ts").ListShape<"text">;
        }>;
        readonly artifactType: "text";
    }>;
    readonly layers: import("../encoding/go-shape.ts").ListShape<import("../encoding/go-shape.ts").StructShape<{
        readonly mediaType: "text";
        readonly digest: "text";
        readonly size: "integer";
        readonly urls: import("../encoding/go-shape.ts").ListShape<"text">;
        readonly annotations: import("../encoding/go-shape.ts").MapShape<"text">;
        readonly data: "bytes";
        readonly platform: import("../encoding/go-shape.ts").StructShape<{
            readonly architecture: "text";
            readonly os: "text";
            readonly 'os.version': "text";
            readonly 'os.features': import("../encoding/go-shape.ts").ListShape<"text">;
            readonly variant: "text";
            readonly features: import("../encoding/go-shape.ts").ListShape<"text">;
        }>;
        readonly artifactType: "text";
    }>>;
    readonly blobs: import("../encoding/go-shape.ts").ListShape<import("../encoding/go-shape.ts").StructShape<{
        readonly mediaType: "text";
        readonly digest: "text";
        readonly size: "integer";
        readonly urls: import("../encoding/go-shape.ts").ListShape<"text">;
        readonly annotations: import("../encoding/go-shape.ts").MapShape<"text">;
        readonly data: "bytes";
        readonly platform: import("../encoding/go-shape.ts").StructShape<{
            readonly architecture: "text";
            readonly os: "text";
            readonly 'os.version': "text";
            readonly 'os.features': import("../encoding/go-shape.ts").ListShape<"text">;
            readonly variant: "text";
            readonly features: import("../encoding/go-shape.ts").ListShape<"text">;
        }>;
        readonly artifactType: "text";
    }>>;
    readonly manifests: import("../encoding/go-shape.ts").ListShape<import("../encoding/go-shape.ts").StructShape<{
        readonly mediaType: "text";
        readonly digest: "text";
        readonly size: "integer";
        readonly urls: import("../encoding/go-shape.ts").ListShape<"text">;
        readonly annotations: import("../encoding/go-shape.ts").MapShape<"text">;
        readonly data: "bytes";
        readonly platform: import("../encoding/go-shape.ts").StructShape<{
            readonly architecture: "text";
            readonly os: "text";
            readonly 'os.version': "text";
            readonly 'os.features': import("../encoding/go-shape.ts").ListShape<"text">;
            readonly variant: "text";
            readonly features: import("../encoding/go-shape.ts").ListShape<"text">;
        }>;
        readonly artifactType: "text";
    }>>;
    readonly subject: import("../encoding/go-shape.ts").StructShape<{
        readonly mediaType: "text";
        readonly digest: "text";
        readonly size: "integer";
        readonly urls: import("../encoding/go-shape.ts").ListShape<"text">;
        readonly annotations: import("../encoding/go-shape.ts").MapShape<"text">;
        readonly data: "bytes";
        readonly platform: import("../encoding/go-shape.ts").StructShape<{
            readonly architecture: "text";
            readonly os: "text";
            readonly 'os.version': "text";
            readonly 'os.features': import("../encoding/go-shape.ts").ListShape<"text">;
            readonly variant: "text";
            readonly features: import("../encoding/go-shape.ts").ListShape<"text">;
        }>;
        readonly artifactType: "text";
    }>;
    readonly annotations: import("../encoding/go-shape.ts").MapShape<"text">;
}>;
/** image-layout.md, "oci-layout file". */
export declare const LAYOUT: import("../encoding/go-shape.ts").StructShape<{
    readonly imageLayoutVersion: "text";
}>;
export type DescriptorMembers = Read<typeof DESCRIPTOR>;
export type ManifestMembers = Read<typeof MANIFEST>;
