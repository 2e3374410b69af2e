import { CHAIN_COMPLAINT } from '../../notation/chain-rules.ts';
import { chainWarnings } from '../../notation/chain-warnings.ts';
import { checkSigningChain } from '../../notation/signing-chain.ts';
import type { CertificateRunResult } from '../../operations/results.ts';
import { validUntil } from '../../pki/chain.ts';
import { chainOf } from '../chain-of.ts';
import type { CheckOptions } from '../run-options.ts';
import { certificateRun } from './certificate-run.ts';
import { openKey } from './inputs.ts';

/** Checks a chain against Notary's rules and, where a key is given, against that. Never rejects. */
export function runCheck(options: Partial<CheckOptions>, signal: AbortSignal): Promise<CertificateRunResult> {
  return certificateRun('certificate check', options, signal, async (current, outcome) => {
    const { values, problems, clock, reporter } = current;
    const { key, certificateChain } = values;
    const read = certificateChain
      ? await problems.try(() => chainOf(certificateChain, CHAIN_COMPLAINT))
      : undefined;
    const signer = await openKey(current, key);
    const { chain } = problems.all({ chain: read });
    outcome.certificates = chain;
    const described = await signer?.describe(current.signal);
    checkSigningChain(described, chain, clock.now());
    for (const warning of chainWarnings(chain)) reporter.warning(warning);
    outcome.validUntil = validUntil(chain);
  });
}
