import { Buffer } from 'node:buffer';
import { thisSystem } from '../../src/io/process/system.ts';

/* Binary programs of nothing but a head: enough to be told from each other, and to be started where they fit. */

export interface ElfParts {
  readonly machine?: number;
  readonly bits?: 32 | 64;
  readonly order?: 'LE' | 'BE';
  readonly abi?: number;
  /** 2 a program, 3 one that may stand anywhere. */
  readonly type?: number;
  /** Size of a program header, as the head claims. */
  readonly entrySize?: number;
  readonly count?: number;
  /** Path of the loader, with the NUL that ends it. */
  readonly loader?: string;
  /** Of the one segment; 3 names the loader. */
  readonly segment?: number;
}

/** `e_machine`, bits and byte order of processors, as the ELF supplements have them. */
export const ELF: Readonly<Record<string, Pick<Required<ElfParts>, 'machine' | 'bits' | 'order'>>> = {
  ia32: { machine: 3, bits: 32, order: 'LE' },
  mips: { machine: 8, bits: 32, order: 'BE' },
  mips64el: { machine: 8, bits: 64, order: 'LE' },
  ppc64: { machine: 21, bits: 64, order: 'BE' },
  ppc64le: { machine: 21, bits: 64, order: 'LE' },
  s390x: { machine: 22, bits: 64, order: 'BE' },
  arm: { machine: 40, bits: 32, order: 'LE' },
  x32: { machine: 62, bits: 32, order: 'LE' },
  x64: { machine: 62, bits: 64, order: 'LE' },
  arm64: { machine: 183, bits: 64, order: 'LE' },
  riscv64: { machine: 243, bits: 64, order: 'LE' },
  loong64: { machine: 258, bits: 64, order: 'LE' },
};

export function elf(parts: ElfParts = {}): Buffer {
  const own = ELF[thisSystem().processor] ?? ELF.x64!;
  const { machine = own.machine, bits = own.bits, order = own.order } = parts;
  const { abi = 0, type = 2, loader, segment = loader === undefined ? 1 : 3, count = 1 } = parts;
  const wide = bits === 64;
  const [head, entry] = wide ? [64, 56] : [52, 32];
  const { entrySize = entry } = parts;
  const text = Buffer.from(loader ?? '', 'latin1');
  const bytes = Buffer.alloc(head + entry + text.length);
  const u16 = (value: number, at: number) =>
    order === 'LE' ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at);
  const u32 = (value: number, at: number) =>
    order === 'LE' ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at);
  const word = (value: number, at: number) => {
    if (!wide) u32(value, at);
    else if (order === 'LE') bytes.writeBigUInt64LE(BigInt(value), at);
    else bytes.writeBigUInt64BE(BigInt(value), at);
  };
  bytes.write('\x7fELF', 'latin1');
  bytes.set([wide ? 2 : 1, order === 'LE' ? 1 : 2, 1, abi], 4);
  u16(type, 16);
  u16(machine, 18);
  u32(1, 20);
  word(head, wide ? 32 : 28);
  u16(entrySize, wide ? 54 : 42);
  u16(count, wide ? 56 : 44);
  u32(segment, head);
  word(head + entry, head + (wide ? 8 : 4));
  word(text.length, head + (wide ? 32 : 16));
  bytes.set(text, head + entry);
  return bytes;
}

export const MACH_O = { x64: 0x01000007, arm64: 0x0100000c, ppc: 18 } as const;

export function machO(processor: keyof typeof MACH_O, { type = 2, order = 'LE' } = {}): Buffer {
  const bytes = Buffer.alloc(32);
  const words = [0xfeedfacf, MACH_O[processor], 0, type];
  for (const [i, value] of words.entries()) {
    if (order === 'LE') bytes.writeUInt32LE(value, i * 4);
    else bytes.writeUInt32BE(value, i * 4);
  }
  return bytes;
}

/** A universal file of these processors. */
export function universal(...processors: readonly (keyof typeof MACH_O)[]): Buffer {
  const head = Buffer.alloc(8 + 20 * processors.length);
  head.writeUInt32BE(0xcafebabe, 0);
  head.writeUInt32BE(processors.length, 4);
  const parts = processors.map((name) => machO(name));
  for (const [i, name] of processors.entries()) {
    head.writeUInt32BE(MACH_O[name], 8 + 20 * i);
    head.writeUInt32BE(head.length + 32 * i, 16 + 20 * i);
  }
  return Buffer.concat([head, ...parts]);
}

export const PE = { ia32: 0x14c, x64: 0x8664, arm64: 0xaa64 } as const;

export function pe(processor: keyof typeof PE, { flags = 0x0022 } = {}): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.write('MZ', 'latin1');
  bytes.writeUInt32LE(64, 0x3c);
  bytes.write('PE\0\0', 64, 'latin1');
  bytes.writeUInt16LE(PE[processor], 68);
  bytes.writeUInt16LE(flags, 86);
  return bytes;
}
