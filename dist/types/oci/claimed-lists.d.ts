import type { Descriptor } from './descriptor.ts';
import type { ReferrerEntry, ReferrerReader } from './ports.ts';
export interface ListOptions {
    /** Requests in flight. */
    readonly concurrency: number;
    /**
     * Which of those that are listed will probably be kept: what is attached to them is asked for along with their manifest.
     * Of none when absent.
     */
    readonly likely?: (descriptor: Descriptor) => boolean;
}
/** What is listed as attached, read to the end; it can be asked for before it is known whether anybody will want it. */
export declare class ClaimedLists {
    #private;
    constructor(store: ReferrerReader, { concurrency, likely }: ListOptions);
    /** Asks for a list that will likely be wanted; what fails is told to whoever wants it, and to nobody else. */
    ahead(subject: Descriptor, signal: AbortSignal): void;
    /** The list, asked for now unless it was. */
    list(subject: Descriptor, signal: AbortSignal): Promise<readonly ReferrerEntry[]>;
    /** It was asked for in vain. */
    forget({ digest }: Descriptor): void;
    /** Ends what was asked for in vain and is still under way. */
    end(): void;
}
