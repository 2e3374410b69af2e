import { access } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { printable } from '../../encoding/printable.ts';
import { damaged, madeFor, type ReadAt, type Refusal, type System } from './system.ts';

export const ELF_MAGIC = Buffer.from('\x7fELF', 'latin1');

/** `e_machine`, bits, byte order (System V ABI, "ELF Header"), and the processor that this means. */
const PROCESSORS: readonly (readonly [machine: number, bits: number, order: 'LE' | 'BE', name: string])[] = [
  [3, 32, 'LE', 'ia32'],
  [8, 32, 'BE', 'mips'],
  [8, 32, 'LE', 'mipsel'],
  [8, 64, 'BE', 'mips64'],
  [8, 64, 'LE', 'mips64el'],
  [20, 32, 'BE', 'ppc'],
  [21, 64, 'BE', 'ppc64'],
  [21, 64, 'LE', 'ppc64le'],
  [22, 64, 'BE', 's390x'],
  [40, 32, 'LE', 'arm'],
  // 32-bit pointers on the 64-bit processor: few kernels are built for it.
  [62, 32, 'LE', 'x32'],
  [62, 64, 'LE', 'x64'],
  [183, 64, 'LE', 'arm64'],
  [243, 64, 'LE', 'riscv64'],
  [258, 64, 'LE', 'loong64'],
];

/** `EI_OSABI` where it names a system; Linux has none of its own and leaves 0. */
const SYSTEMS: Readonly<Record<number, string>> = {
  2: 'netbsd',
  3: 'linux',
  6: 'sunos',
  9: 'freebsd',
  12: 'openbsd',
};

const NO_PROGRAM: Readonly<Record<number, string>> = { 1: 'an object file', 4: 'a memory dump' };

const PT_INTERP = 3;

/** The kernel takes no more than a page of program headers, nor a longer path of a loader (Linux, `binfmt_elf.c`). */
const TABLE_LIMIT = 65_536;
const PATH_LIMIT = 4096;

/** Checks that the loader of a dynamically linked program exists. Another C library has another loader. */
async function checkLoader(path: string): Promise<Refusal | undefined> {
  if (!isAbsolute(path)) return damaged('the path of its loader is not absolute');
  try {
    await access(path);
    return undefined;
  } catch {
    return {
      reason: `needs the loader ${printable(path, 300)}, which is not there`,
      remedy: 'Install the program that is made for the C library of this system (glibc or musl).',
    };
  }
}

/**
 * Why an ELF file is no program of this system and processor, or has a head that the kernel refuses; `undefined` otherwise. A
 * 32-bit program counts as one for another processor, because not every 64-bit kernel runs it.
 */
export async function judgeElf(read: ReadAt, system: System): Promise<Refusal | undefined> {
  const head = await read(0, 64);
  const [bits, order] = [head[4] === 2 ? 64 : 32, head[5] === 2 ? 'BE' : 'LE'] as const;
  const wide = bits === 64;
  if (head.length < (wide ? 64 : 52) || ![1, 2].includes(head[4]!) || ![1, 2].includes(head[5]!))
    return damaged('its ELF header is malformed');
  const u16 = (from: Buffer, at: number): number =>
    order === 'LE' ? from.readUInt16LE(at) : from.readUInt16BE(at);
  const u32 = (from: Buffer, at: number): number =>
    order === 'LE' ? from.readUInt32LE(at) : from.readUInt32BE(at);
  const word = (from: Buffer, at: number): number => {
    if (!wide) return u32(from, at);
    return Number(order === 'LE' ? from.readBigUInt64LE(at) : from.readBigUInt64BE(at));
  };

  const machine = u16(head, 18);
  const known = PROCESSORS.find((row) => row[0] === machine && row[1] === bits && row[2] === order);
  const processor = known?.[3] ?? `processor ${machine} (${bits} bits, ${order})`;
  const own = ['darwin', 'win32'].includes(system.platform) ? 'linux' : system.platform;
  const abi = head[7]!;
  const named = SYSTEMS[abi] === 'linux' && own === 'android' ? own : SYSTEMS[abi];
  const platform = abi === 0 ? own : (named ?? `system ${abi}`);
  if (platform !== system.platform || processor !== system.processor)
    return madeFor([`${platform}/${processor}`], system);

  const type = u16(head, 16);
  if (type !== 2 && type !== 3) {
    return { reason: `is ${NO_PROGRAM[type] ?? 'no program'}`, remedy: 'Install the program itself.' };
  }
  const entry = wide ? 56 : 32;
  const [size, count] = [u16(head, wide ? 54 : 42), u16(head, wide ? 56 : 44)];
  if (size !== entry || count === 0 || size * count > TABLE_LIMIT)
    return damaged('its program headers are malformed');
  const table = await read(word(head, wide ? 32 : 28), size * count);
  if (table.length < size * count) return damaged('its program headers are cut off');
  for (let at = 0; at < table.length; at += entry) {
    if (u32(table, at) !== PT_INTERP) continue;
    const [from, length] = [word(table, at + (wide ? 8 : 4)), word(table, at + (wide ? 32 : 16))];
    const path = length < 2 || length > PATH_LIMIT ? Buffer.alloc(0) : await read(from, length);
    if (path.length < 2 || path.length < length || path.indexOf(0) !== path.length - 1)
      return damaged('the path of its loader is malformed');
    return checkLoader(path.subarray(0, -1).toString('utf8'));
  }
  return undefined;
}
