import { describe } from 'vitest';

/** Programs that are not there, as `setup.ts` found. */
const missing = new Set((process.env.SEALIFT_INTEROP_MISSING ?? '').split(' '));

/** `describe` that is skipped, and says so, where the peers could not be built or one of `needed` is missing. */
export function withPeers(...needed: string[]) {
  return describe.skipIf(missing.has('go') || needed.some((name) => missing.has(name)));
}
