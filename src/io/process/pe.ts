import { damaged, madeFor, type ReadAt, type Refusal, type System } from './system.ts';

/** `Machine` (PE Format, "COFF File Header"), and the processor that this means. */
const PROCESSORS: Readonly<Record<number, string>> = {
  332: 'ia32',
  452: 'arm',
  34404: 'x64',
  43620: 'arm64',
};

const EXECUTABLE = 0x0002;
const LIBRARY = 0x2000;

/** Why a file that begins with `MZ` is no program for Windows and the processor of `system`; `undefined` when it is one. */
export async function judgePe(read: ReadAt, system: System): Promise<Refusal | undefined> {
  const dos = await read(0, 64);
  if (dos.length < 64) return damaged('its header is cut off');
  const head = await read(dos.readUInt32LE(0x3c), 24);
  if (head.length < 24 || head.toString('latin1', 0, 4) !== 'PE\0\0') return madeFor(['dos'], system);
  const machine = head.readUInt16LE(4);
  const name = `win32/${PROCESSORS[machine] ?? `processor ${machine}`}`;
  if (name !== `${system.platform}/${system.processor}`) return madeFor([name], system);
  const flags = head.readUInt16LE(22);
  return (flags & EXECUTABLE) !== 0 && (flags & LIBRARY) === 0
    ? undefined
    : { reason: 'is a library, not a program', remedy: 'Install the program itself.' };
}
