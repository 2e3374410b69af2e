import { CHAIN_COMPLAINT } from '../../notation/chain-rules.ts';
import { chainWarnings } from '../../notation/chain-warnings.ts';
import { refuseRevoked, unknownWarnings } from '../../notation/revocation/own-chain.ts';
import { checkSigningChain } from '../../notation/signing-chain.ts';
import { askOfOwnChain } from '../../operations/certificates/own-revocation.ts';
import type { CertificateRunResult } from '../../operations/results.ts';
import { validUntil } from '../../pki/chain.ts';
import { chainOf } from '../chain-of.ts';
import { revocationOf } from '../revocation.ts';
import type { CheckOptions } from '../run-options.ts';
import { certificateRun } from './certificate-run.ts';
import { openKey } from './inputs.ts';

/** Checks a chain against Notary's rules, against the key where one is given, and asks whether it is revoked. Never rejects. */
export function runCheck(options: Partial<CheckOptions>, signal: AbortSignal): Promise<CertificateRunResult> {
  return certificateRun('certificate check', options, signal, async (current, outcome) => {
    const { values, problems, clock, reporter } = current;
    const { key, certificateChain } = values;
    const read = certificateChain
      ? await problems.try(() => chainOf(certificateChain, CHAIN_COMPLAINT))
      : undefined;
    const signer = await openKey(current, key);
    const revocation = await revocationOf(current);
    const { chain } = problems.all({ chain: read });
    outcome.certificates = chain;
    const described = await signer?.describe(current.signal);
    checkSigningChain(described, chain, clock.now());
    for (const warning of chainWarnings(chain)) reporter.warning(warning);
    outcome.revocation = await askOfOwnChain(chain, { revocation, clock }, current.signal);
    refuseRevoked(outcome.revocation);
    for (const warning of unknownWarnings(outcome.revocation)) reporter.warning(warning);
    outcome.validUntil = validUntil(chain);
  });
}
