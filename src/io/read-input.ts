import { Buffer } from 'node:buffer';

/** The standard input of a process, or what stands in for it. */
export type Input = NodeJS.ReadableStream & { readonly isTTY?: boolean; destroy?(error?: Error): unknown };

/**
 * Reads `input` to its end, and no more than `limit` bytes and one: whoever gets more knows that there is more. The input is
 * not used afterwards.
 *
 * @throws the reason of `signal` when it aborts, since an input may never end.
 */
export async function readInput(input: Input, limit: number, signal: AbortSignal): Promise<Uint8Array> {
  signal.throwIfAborted();
  const stop = (): void => {
    input.destroy?.();
  };
  signal.addEventListener('abort', stop, { once: true });
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of input) {
      const bytes = Buffer.from(chunk);
      chunks.push(bytes);
      length += bytes.length;
      if (length > limit) break;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
  signal.throwIfAborted();
  return Buffer.concat(chunks).subarray(0, limit + 1);
}
