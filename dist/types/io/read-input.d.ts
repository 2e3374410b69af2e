/** The standard input of a process, or what stands in for it. */
export type Input = NodeJS.ReadableStream & {
    readonly isTTY?: boolean;
    destroy?(error?: Error): unknown;
};
/**
 * Reads `input` to its end, and no more than `limit` bytes and one: whoever gets more knows that there is more. The input is
 * not used afterwards.
 *
 * @throws the reason of `signal` when it aborts, since an input may never end.
 */
export declare function readInput(input: Input, limit: number, signal: AbortSignal): Promise<Uint8Array>;
