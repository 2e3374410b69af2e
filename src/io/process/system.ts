import { endianness } from 'node:os';

/** Of what a program has to be made: the system in the words of `process.platform`, the processor in those of Go and Node. */
export interface System {
  readonly platform: string;
  readonly processor: string;
}

/** Why a file is not started, as the end of a sentence about it (`is empty`), and what helps. */
export interface Refusal {
  readonly reason: string;
  readonly remedy: string;
}

/** The system that this process runs on. Node has one name for both byte orders of ppc64. */
export function thisSystem(): System {
  const { platform, arch } = process;
  return { platform, processor: arch === 'ppc64' && endianness() === 'LE' ? 'ppc64le' : arch };
}

export const nameOf = ({ platform, processor }: System): string => `${platform}/${processor}`;

/** Made for something else. That an emulator might run it all the same does not count: it cannot be known beforehand. */
export function madeFor(others: readonly string[], system: System): Refusal {
  const here = nameOf(system);
  return {
    reason: `is made for ${others.join(', ')}, and this is ${here}`,
    remedy: `Install the program that is made for ${here}.`,
  };
}

export const damaged = (what: string): Refusal => ({
  reason: `is damaged: ${what}`,
  remedy: 'Install it anew.',
});

/** Bytes of the file from `offset` on, fewer than `length` at its end. */
export type ReadAt = (offset: number, length: number) => Promise<Buffer>;
