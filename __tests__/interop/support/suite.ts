import { describe } from 'vitest';

/** `describe` that is skipped, and says so, where the peers could not be built. */
export const withPeers = describe.skipIf(process.env.SEALIFT_INTEROP === 'skip');
