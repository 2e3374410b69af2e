import { type Descriptor } from '../descriptor.ts';
import type { Digest } from '../digest.ts';
import type { Attachment } from '../graph/artifact-graph.ts';
import type { BlobReader, FoundIn, ManifestReader, ReferrerQuery, ReferrerReader } from '../ports.ts';
/** The part of a target that tells what readers of it find. */
export type ListReader = ManifestReader & ReferrerReader & Pick<BlobReader, 'has'> & {
    readonly name: string;
};
/** An entry of which only this much is kept, since a list may have ten thousand of them. */
export type OtherEntry = Pick<Descriptor, 'digest' | 'artifactType'>;
/** What a target lists as attached to one subject. */
export interface ListedThere {
    /** Where it lists those of the wanted attachments that its readers get to (`discovery/discover.ts`). */
    readonly places: ReadonlyMap<Digest, FoundIn>;
    /** What it lists beside them. */
    readonly others: readonly OtherEntry[];
}
/**
 * Which of the attachments of one subject readers of the target get to, and what else is attached there. What follows the last of
 * them in the list is wanted for a word alone, so that a failure to read it is none of the whole.
 *
 * @param ask says whether the target is asked for the attachments themselves; else its list is believed, and only what
 *   others attached before them is asked for.
 */
export declare function listedThere(target: ListReader, attached: readonly Attachment[], { query, ask }: {
    readonly query: ReferrerQuery;
    readonly ask: boolean;
}, signal: AbortSignal): Promise<ListedThere>;
