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
type Content = Pick<Descriptor, 'mediaType' | 'size'> & {
    readonly digest: string;
};
/** Whether two descriptors have the same media type, digest and size: so signatures and subjects are compared. */
export declare function sameContent(a: Content, b: Content): boolean;
/** The descriptor with mediaType, digest and size alone, as the `subject` of a manifest has it. */
export declare function plainDescriptor({ mediaType, digest, size }: Descriptor): Descriptor;
/** `os/architecture[/variant]`, as users write platforms. */
export declare function platformName(descriptor: Descriptor): string;
export {};
