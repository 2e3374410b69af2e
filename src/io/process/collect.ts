import { Buffer } from 'node:buffer';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Readable } from 'node:stream';
import { endGroup } from './process-group.ts';

interface Output {
  readonly chunks: Buffer[];
  size: number;
  ended: boolean;
}

function listen(stream: Readable, limit: number, onTooMuch: () => void): Output {
  const output: Output = { chunks: [], size: 0, ended: false };
  stream.on('data', (chunk: Buffer) => {
    output.size += chunk.length;
    if (output.size <= limit) output.chunks.push(chunk);
    else onTooMuch();
  });
  for (const event of ['end', 'close', 'error']) {
    stream.on(event, () => {
      output.ended = true;
    });
  }
  return output;
}

/** Waits for two turns of the event loop: in a whole turn Node reads everything that a pipe holds. */
async function turns(): Promise<void> {
  for (let left = 3; left > 0; left -= 1) await new Promise(setImmediate);
}

/**
 * Collects the output of a program until it ends, and its exit code. When it has ended, only the bytes in the pipes are still
 * read: other processes may have inherited its outputs and keep them open.
 */
export function collect(
  child: ChildProcessWithoutNullStreams,
  limit: number,
): Promise<{ code: number | null; stdout: Buffer; stderr: Buffer } | 'too-much'> {
  return new Promise((resolve) => {
    const outputs = [child.stdout, child.stderr].map((stream) =>
      listen(stream, limit, () => resolve('too-much')),
    );
    const size = (): number => outputs.reduce((sum, output) => sum + output.size, 0);
    child.once('exit', async (code) => {
      endGroup(child);
      for (let before = -1; before !== size() && !outputs.every(({ ended }) => ended); ) {
        before = size();
        await turns();
      }
      const [stdout, stderr] = outputs.map(({ chunks }) => Buffer.concat(chunks));
      resolve({ code, stdout: stdout!, stderr: stderr! });
    });
  });
}
