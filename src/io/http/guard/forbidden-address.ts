import { addressBytes } from './address-bytes.ts';
import { embeddedIpv4 } from './embedded-ipv4.ts';

/** Networks as bytes and the length of their prefix in bits. */
type Network = readonly [bytes: readonly number[], prefix: number];

const IPV4: readonly Network[] = [
  // "This network" (RFC 1122, 3.2.1.3), which many systems take for this host.
  [[0, 0, 0, 0], 8],
  // Link-local (RFC 3927): the metadata services of most clouds, with the credentials of the machine.
  [[169, 254, 0, 0], 16],
  // Metadata services of Alibaba, of Azure (its agent) and of Oracle.
  [[100, 100, 100, 200], 32],
  [[168, 63, 129, 16], 32],
  [[192, 0, 0, 192], 32],
  // Multicast (RFC 5771) and broadcast (RFC 919).
  [[224, 0, 0, 0], 4],
  [[255, 255, 255, 255], 32],
];

const IPV6: readonly Network[] = [
  // Link-local and multicast (RFC 4291, 2.5.6 and 2.7).
  [[0xfe, 0x80], 10],
  [[0xff], 8],
  // Metadata and credentials of AWS (fd00:ec2::254, ::23, …), metadata of Google (fd20:ce::254) and Scaleway (fd00:42::42).
  [[0xfd, 0x00, 0x0e, 0xc2], 32],
  [[0xfd, 0x20, 0x00, 0xce], 32],
  [[0xfd, 0x00, 0x00, 0x42], 32],
];

function isIn(bytes: Uint8Array, [network, prefix]: Network): boolean {
  for (let bit = 0; bit < prefix; bit += 8) {
    const mask = prefix - bit >= 8 ? 0xff : (0xff << (8 - (prefix - bit))) & 0xff;
    if (((bytes[bit / 8] ?? 0) & mask) !== ((network[bit / 8] ?? 0) & mask)) return false;
  }
  return true;
}

const isForbiddenIpv4 = (bytes: Uint8Array): boolean => IPV4.some((network) => isIn(bytes, network));

/**
 * Whether an address is one to which nobody outside may send us: it gives credentials to whoever is on the machine, or is no
 * address of a single host. Private addresses and loopback are not among them, since authorities of a company are there.
 *
 * @param address as the resolver gives it. What is no address is forbidden.
 */
export function isForbiddenAddress(address: string): boolean {
  const bytes = addressBytes(address);
  if (bytes === undefined) return true;
  if (bytes.length === 4) return isForbiddenIpv4(bytes);
  const isLoopback = bytes[15] === 1 && bytes.subarray(0, 15).every((byte) => byte === 0);
  if (isLoopback) return false;
  return IPV6.some((network) => isIn(bytes, network)) || embeddedIpv4(bytes).some(isForbiddenIpv4);
}
