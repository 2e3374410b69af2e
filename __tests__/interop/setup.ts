import { buildPeer, hasGo, missingSystemPeers } from './peers/build.ts';
import { INTEROP_PEERS } from './peers/programs.ts';

/** Builds the peers before the suite, one after the other (each build uses every core by itself). */
export default async function setup(): Promise<void> {
  const go = await hasGo();
  const missing = [...(go ? [] : ['go']), ...(await missingSystemPeers())];
  if (missing.length > 0) {
    const what = `the interop suite needs ${missing.join(', ')}`;
    if (process.env.CI === 'true')
      throw new Error(`${what}, and CI may not skip it; see scripts/ci-tools.sh`);
    console.warn(`${what}: ${go ? 'what needs it' : 'every test'} is skipped`);
    process.env.SEALIFT_INTEROP_MISSING = missing.join(' ');
  }
  if (!go) return;
  for (const name of INTEROP_PEERS) await buildPeer(name);
}
