import { damaged, madeFor, type ReadAt, type Refusal, type System } from './system.ts';

/** `cputype` (mach/machine.h), and the processor that this means. */
const PROCESSORS: Readonly<Record<number, string>> = {
  7: 'ia32',
  12: 'arm',
  18: 'ppc',
  16777223: 'x64',
  16777228: 'arm64',
  16777234: 'ppc64',
};

const nameOf = (type: number): string => `darwin/${PROCESSORS[type] ?? `processor ${type}`}`;

const EXECUTE = 2;
const THIN = [0xfeedface, 0xfeedfacf];
const UNIVERSAL: Readonly<Record<number, number>> = { 3405691582: 20, 3405691583: 32 };

/** A class file of Java begins like a universal file, and its version stands where that has its number of parts. */
const MOST_PARTS = 20;

/** Whether the bytes begin a Mach-O file, for one processor or for several (mach-o/loader.h, mach-o/fat.h). */
export function isMachO(head: Buffer): boolean {
  if (head.length < 8) return false;
  const magic = head.readUInt32BE(0);
  if (Object.hasOwn(UNIVERSAL, magic)) return head.readUInt32BE(4) <= MOST_PARTS;
  return THIN.includes(magic) || THIN.includes(head.readUInt32LE(0));
}

async function judgePart(read: ReadAt, offset: number, system: System): Promise<Refusal | undefined> {
  const head = await read(offset, 16);
  if (head.length < 16) return damaged('its Mach-O header is cut off');
  const little = THIN.includes(head.readUInt32LE(0));
  if (!little && !THIN.includes(head.readUInt32BE(0))) return damaged('its Mach-O header is malformed');
  const u32 = (at: number): number => (little ? head.readUInt32LE(at) : head.readUInt32BE(at));
  const name = nameOf(u32(4));
  if (name !== `${system.platform}/${system.processor}`) return madeFor([name], system);
  return u32(12) === EXECUTE
    ? undefined
    : { reason: 'is a library, not a program', remedy: 'Install the program itself.' };
}

/** Why a Mach-O file holds no program of this system and processor; `undefined` when it does. */
export async function judgeMachO(read: ReadAt, system: System): Promise<Refusal | undefined> {
  const head = await read(0, 8);
  const entry = UNIVERSAL[head.readUInt32BE(0)];
  if (entry === undefined) return judgePart(read, 0, system);
  const count = head.readUInt32BE(4);
  const table = await read(8, entry * count);
  if (count === 0 || table.length < entry * count) return damaged('its list of processors is cut off');
  const parts = Array.from({ length: count }, (_, i) => table.subarray(i * entry, (i + 1) * entry));
  const names = parts.map((part) => nameOf(part.readUInt32BE(0)));
  const at = names.indexOf(`${system.platform}/${system.processor}`);
  if (at < 0) return madeFor(names, system);
  const part = parts[at]!;
  const offset = entry === 20 ? part.readUInt32BE(8) : Number(part.readBigUInt64BE(8));
  return judgePart(read, offset, system);
}
