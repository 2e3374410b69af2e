import type { RevocationChecker } from '../notation/revocation/checker.ts';
import { answerNotices, refuseRevoked, unknownWarnings } from '../notation/revocation/own-chain.ts';
import { askOfOwnChain } from '../operations/certificates/own-revocation.ts';
import type { Run } from './run.ts';
import type { StartSigner } from './signing.ts';

/**
 * Asks about the chain of the key once a run, before the key is used, while the registry is asked for the image. A revoked
 * certificate refuses the run; nobody's silence does. The chain of a plugin may be unknown until it signs, and is not asked about.
 */
export function unrevokedSigner(
  start: StartSigner,
  revocation: Pick<RevocationChecker, 'check'>,
  { clock, reporter }: Pick<Run<'sign'>, 'clock' | 'reporter'>,
): StartSigner {
  return async (signal) => {
    const maker = await start(signal);
    if (maker.chain) {
      const rows = await askOfOwnChain(maker.chain, { revocation, clock }, signal);
      refuseRevoked(rows);
      for (const warning of unknownWarnings(rows)) reporter.warning(warning);
      for (const message of answerNotices(rows)) reporter.progress({ type: 'notice', message });
    }
    return maker;
  };
}
