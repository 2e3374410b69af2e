import type { Digest } from '../digest.ts';
/**
 * What a run knows of the repositories that it writes many images to: the blobs that it wrote or found there, and those that are being
 * written. Images that share a layer then read and write it once, and another repository of the registry can mount it.
 */
export declare class StandingBlobs {
    #private;
    constructor(kept?: number);
    has(repository: string, digest: Digest): boolean;
    note(repository: string, digest: Digest): void;
    /** Forgets a repository of which a registry says that something is not there after all. */
    forget(repository: string): void;
    /** Another repository of the same registry that has the blob. */
    sibling(repository: string, digest: Digest): string | undefined;
    /**
     * Waits while somebody else writes the blob to a repository of this registry, then runs `work` as the one who writes it.
     *
     * @param onWait is called before each wait.
     * @returns `false` where the blob stands meanwhile, and `work` was not run.
     */
    write(repository: string, digest: Digest, { work, onWait }: {
        readonly work: () => Promise<void>;
        readonly onWait: () => void;
    }, signal: AbortSignal): Promise<boolean>;
    /**
     * Whether a repository was empty when the run came to it, so that it has what the run itself wrote. It is asked once.
     *
     * @param ask may be asked again where it fails.
     */
    wasEmpty(repository: string, ask: () => Promise<boolean>): Promise<boolean>;
    /** Whether no image with this digest was looked for there before; `false` too once there were too many to know. */
    isFirst(repository: string, digest: Digest): boolean;
}
