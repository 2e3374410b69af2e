import type { Digest } from '../digest.ts';
import type { Attachment } from '../graph/read-graph.ts';
import type { BlobReader, FoundIn, ManifestReader, ReferrerQuery, ReferrerReader } from '../ports.ts';
/** The part of a target that tells what readers of it find. */
export type ListReader = ManifestReader & ReferrerReader & Pick<BlobReader, 'has'>;
/**
 * Which of the attachments of one subject readers of the target get to (`discovery/discover.ts`), and where they are listed. The
 * list is read no further than the last of them.
 *
 * @param ask says whether the target is asked for the attachments themselves; else its list is believed, and only what
 *   others attached before them is asked for.
 */
export declare function listedThere(target: ListReader, attached: readonly Attachment[], { query, ask }: {
    readonly query: ReferrerQuery;
    readonly ask: boolean;
}, signal: AbortSignal): Promise<Map<Digest, FoundIn>>;
