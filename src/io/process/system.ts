import { endianness } from 'node:os';

/** The system, named as in `process.platform`, and the processor, named as in Go and Node, that a program has to be for. */
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

/** The refusal of a program for another system. An emulator might run it, but that cannot be known beforehand. */
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
