import { isIP } from 'node:net';

/** Sixteen-bit groups of one side of `::`; a dotted IPv4 address at the end stands for two. */
function groups(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((part) => {
    if (!part.includes('.')) return [Number.parseInt(part, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = part.split('.').map(Number);
    return [a * 256 + b, c * 256 + d];
  });
}

/** The 4 or 16 bytes of an address as `isIP` accepts it, the zone of IPv6 left out; `undefined` for anything else. */
export function addressBytes(address: string): Uint8Array | undefined {
  const [bare = ''] = address.split('%', 1);
  const family = isIP(bare);
  if (family === 0) return undefined;
  if (family === 4) return Uint8Array.from(bare.split('.').map(Number));
  const [head = '', tail] = bare.split('::');
  const [first, last] = [groups(head), groups(tail ?? '')];
  const zeros = new Array<number>(8 - first.length - last.length).fill(0);
  return Uint8Array.from([...first, ...zeros, ...last].flatMap((group) => [group >> 8, group & 0xff]));
}
