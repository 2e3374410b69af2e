import type { Digest } from './digest.ts';
/** OCI image index, property `platform` (image-spec, image-index.md). */
export interface Platform {
    readonly architecture: string;
    readonly os: string;
    readonly 'os.version'?: string;
    readonly variant?: string;
}
/** OCI content descriptor (image-spec, descriptor.md). `size` is in bytes, a safe non-negative integer. */
export interface Descriptor {
    readonly mediaType: string;
    readonly digest: Digest;
    readonly size: number;
    readonly urls?: readonly string[];
    readonly annotations?: Readonly<Record<string, string>>;
    readonly data?: string;
    readonly platform?: Platform;
    readonly artifactType?: string;
}
/** Same content: what a signature and a subject are compared on. */
export declare function sameContent(a: Descriptor, b: Descriptor): boolean;
/** Only mediaType, digest and size: the form in which a descriptor becomes a subject. */
export declare function plainDescriptor({ mediaType, digest, size }: Descriptor): Descriptor;
/** `os/architecture[/variant]`, as users write platforms. */
export declare function platformName(descriptor: Descriptor): string;
