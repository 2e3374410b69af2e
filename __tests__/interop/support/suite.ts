import { describe } from 'vitest';
import { SYSTEM_PEERS } from '../peers/programs.ts';

type SystemPeer = keyof typeof SYSTEM_PEERS;

/** Programs that are not there, as `setup.ts` found. */
const missing = new Set((process.env.SEALIFT_INTEROP_MISSING ?? '').split(' '));

/** `describe` that is skipped, and says so, where the peers could not be built or a program of the system is missing. */
export function withPeers(...needed: string[]) {
  const isSystem = (name: string): name is SystemPeer => Object.hasOwn(SYSTEM_PEERS, name);
  return describe.skipIf(missing.has('go') || needed.some((name) => isSystem(name) && missing.has(name)));
}
