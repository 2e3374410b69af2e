import { CHAIN_COMPLAINT, checkChainRules } from '../notation/chain-rules.ts';
import type { RevocationChecker } from '../notation/revocation/checker.ts';
import { EnvelopeMaker } from '../operations/signing/envelope-maker.ts';
import { providerOf } from '../signers/open.ts';
import { chainOf } from './chain-of.ts';
import { isContent } from './is-content.ts';
import type { Run } from './run.ts';
import { ENVELOPE_TYPES, refuseWithoutChain, type Signing, signingOf } from './signing.ts';
import { timestampingOf } from './timestamping.ts';

/**
 * What is known of the signatures of `promote --sign`, or of its records, without the key: neither a file nor a plugin that it names is opened, since who
 * may edit a promotions file for a plan is not who may use the key. A service that makes whole envelopes is told apart by its
 * address, for which nobody is contacted.
 */
export async function unopenedSigning(
  run: Run<'promote'>,
  revocation: RevocationChecker,
  use: 'promote' | 'record',
): Promise<Signing | undefined> {
  const { values, problems, clock } = run;
  const { key, certificateChain, signatureFormat } = values;
  const provider = key && !isContent(key) ? providerOf(key) : undefined;
  if (provider?.makesEnvelopes !== undefined) return signingOf(run, revocation, use);
  refuseWithoutChain(run, provider, use);
  const timestamper = await timestampingOf(run, revocation);
  const chain = certificateChain && (await problems.try(() => chainOf(certificateChain, CHAIN_COMPLAINT)));
  if (chain) await problems.try(() => checkChainRules(chain, clock.now()));
  const unasked = new EnvelopeMaker({
    kind: 'key',
    mediaType: ENVELOPE_TYPES[signatureFormat],
    isRemote: provider?.remote === 'service',
    chain: chain || undefined,
    ...(timestamper ? { timestamper } : {}),
    make: () => Promise.reject(new Error('this run makes no signature')),
  });
  return { start: () => Promise.resolve(unasked), unasked };
}
