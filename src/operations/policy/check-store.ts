import { SealiftError } from '../../errors.ts';
import type { Statement } from '../../notation/policy/document.ts';
import { actionsOf } from '../../notation/policy/level.ts';
import type { StoreFolder } from '../../notation/ports.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { checkAlone, invalidAt } from '../../pki/chain.ts';
import { nameText } from '../../pki/name.ts';
import type { Findings } from './check-statement.ts';
import { storeKey } from './store-key.ts';

/** Whether a signature under an expired certificate may still pass: it is only logged, or a timestamp can stand for it. */
function toleratesExpired(statement: Statement): boolean {
  const { authenticTimestamp } = actionsOf(statement);
  return authenticTimestamp !== 'enforce' || statement.trustStores.some((store) => store.startsWith('tsa:'));
}

function checkCertificate(
  certificate: Certificate,
  { type }: StoreFolder,
  users: readonly Statement[],
  now: Date,
  findings: Findings,
  where: string,
): void {
  const shown = nameText(certificate.subject);
  const state = invalidAt([certificate], now)?.state;
  const text = `${where}: ${shown} is ${state} (valid ${certificate.notBefore.toISOString()} to ${certificate.notAfter.toISOString()})`;
  if (state === 'not yet valid') findings.warning(text);
  if (state === 'expired') {
    if (type === 'tsa' || users.every(toleratesExpired)) findings.warning(text);
    else
      findings.fault(
        new SealiftError('certificate_not_valid_now', text, {
          hint: 'No signature under it passes. Put the new certificate of the CA there, and take this one out.',
        }),
      );
  }
  // The profile of timestamp authorities is another one.
  if (type === 'tsa') return;
  if (certificate.basicConstraints?.ca !== true)
    findings.warning(
      `${where}: ${shown} is no CA, so it stands for itself alone: whoever renews it has to change this trust store`,
    );
  try {
    checkAlone(certificate, {
      code: 'trust_store_invalid',
      what: where,
      hint: 'No signature under it passes. Take it out, or put another certificate of the CA there.',
    });
  } catch (error) {
    if (!(error instanceof SealiftError)) throw error;
    findings.fault(error);
  }
}

/** Finds what is wrong in one trust store. Nothing rests on one that no statement names, so what is wrong there is a warning. */
export function checkStore(
  store: StoreFolder,
  users: readonly Statement[],
  present: readonly string[],
  now: Date,
  findings: Findings,
): void {
  const key = storeKey(store);
  const what = `trust store ${key}`;
  const unused = users.length === 0;
  const told: Findings = unused
    ? {
        ...findings,
        fault: ({ message }) => findings.warning(`${what} is not used, and not usable: ${message}`),
      }
    : findings;
  if (unused) findings.warning(`no statement names the ${what}`);
  for (const fault of store.faults) {
    const others = fault.code === 'trust_store_not_found' && present.length > 0;
    told.fault(
      others
        ? new SealiftError(
            fault.code,
            `${fault.message}, which ${users.map(({ name }) => `"${name}"`).join(', ')} names`,
            {
              hint: `${fault.hint} There are: ${present.join(', ')}.`,
            },
          )
        : fault,
    );
  }
  for (const { file, certificate } of store.certificates)
    checkCertificate(certificate, store, users, now, told, `${what}, ${file}`);
}
