import { buildPeer, hasGo, hasWheels, installWheel, missingSystemPeers } from './peers/build.ts';
import { INTEROP_PEERS, WHEEL_PEERS, type WheelName } from './peers/programs.ts';

/** Builds the peers before the suite, one after the other (each build uses every core by itself). */
export default async function setup(): Promise<void> {
  const [go, wheels] = await Promise.all([hasGo(), hasWheels()]);
  const names = Object.keys(WHEEL_PEERS) as WheelName[];
  const missing = [...(go ? [] : ['go']), ...(await missingSystemPeers()), ...(wheels ? [] : names)];
  if (missing.length > 0) {
    const what = `the interop suite needs ${missing.join(', ')}${wheels ? '' : ' (by python3 -m pip)'}`;
    if (process.env.CI === 'true')
      throw new Error(`${what}, and CI may not skip it; see scripts/ci-tools.sh`);
    console.warn(`${what}: ${go ? 'what needs it' : 'every test'} is skipped`);
    process.env.SEALIFT_INTEROP_MISSING = missing.join(' ');
  }
  if (!go) return;
  if (wheels) for (const name of names) await installWheel(name);
  for (const name of INTEROP_PEERS) await buildPeer(name);
}
