import { buildPeer, hasGo } from './peers/build.ts';
import { INTEROP_PEERS } from './peers/programs.ts';

/** Builds the peers before the suite, one after the other (each build uses every core by itself). */
export default async function setup(): Promise<void> {
  if (!(await hasGo())) {
    if (process.env.CI === 'true') throw new Error('the interop suite needs Go, and CI may not skip it');
    console.warn('interop: no Go toolchain found, every interop test is skipped');
    process.env.SEALIFT_INTEROP = 'skip';
    return;
  }
  for (const name of INTEROP_PEERS) await buildPeer(name);
}
