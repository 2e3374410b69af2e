import { SealiftError } from '../../errors.ts';
import type { Statement } from '../../notation/policy/document.ts';
import { actionsOf, enforcesSigner } from '../../notation/policy/level.ts';
import { namedAuthority } from '../../notation/policy/named-authority.ts';
import { unmatchable } from '../../notation/policy/unmatchable.ts';
import type { StoreFolder } from '../../notation/ports.ts';
import { storeKey } from './store-key.ts';

/** Is told what has to be mended, and what a user should know. */
export interface Findings {
  fault(fault: SealiftError): void;
  warning(text: string): void;
}

const SUBJECT = 'x509.subject:';

/** The certificates of the stores that judge signers; none where one of the stores cannot be read, as little is certain then. */
function anchorsOf({ trustStores }: Statement, stores: readonly StoreFolder[]) {
  const named = stores.filter((store) => store.type !== 'tsa' && trustStores.includes(storeKey(store)));
  const isKnown = named.every(({ faults }) => faults.length === 0);
  return isKnown
    ? named.flatMap(({ certificates }) => certificates.map(({ certificate }) => certificate))
    : [];
}

function checkIdentities(
  statement: Statement,
  stores: readonly StoreFolder[],
  findings: Findings,
  what: string,
) {
  const { trustedIdentities } = statement;
  const anchors = anchorsOf(statement, stores);
  for (const identity of trustedIdentities) {
    const authority = namedAuthority(identity, anchors);
    if (authority)
      findings.warning(
        `${what}: the identity "${identity}" is the name of the CA itself, and compared is that of the signer, as \`sealift certificate check\` shows it for the first certificate of the chain`,
      );
    const reason = unmatchable(identity, anchors);
    if (reason === undefined) continue;
    findings.fault(
      new SealiftError('policy_invalid', `${what}: the identity "${identity}" ${reason}`, {
        hint: 'Write the subject of the signing certificate, as `sealift certificate check` or `sealift inspect` shows it.',
      }),
    );
  }
  const isOfPlugins = (one: string): boolean => one !== '*' && !one.startsWith(SUBJECT);
  if (trustedIdentities.length > 0 && trustedIdentities.every(isOfPlugins))
    findings.warning(
      `${what}: its identities are for verification plugins; only signatures that demand such a plugin can pass`,
    );
  if (trustedIdentities.includes('*'))
    findings.warning(`${what}: the identity * trusts every signer that a CA of its trust stores ever names`);
}

function checkStores(statement: Statement, findings: Findings, what: string): void {
  const has = (type: string): boolean => statement.trustStores.some((store) => store.startsWith(`${type}:`));
  if (has('tsa') && !has('ca') && !has('signingAuthority')) {
    findings.fault(
      new SealiftError('policy_invalid', `${what}: names tsa stores alone, so that no signer is trusted`, {
        hint: 'Add a ca store that holds the root certificate of the signers.',
      }),
    );
  }
  if (has('signingAuthority') && !has('ca'))
    findings.warning(`${what}: names no ca store: signatures of signing authorities alone can pass`);
  if (statement.signatureVerification.verifyTimestamp !== undefined && !has('tsa'))
    findings.warning(
      `${what}: verifyTimestamp counts only with a tsa store, and none is named: no timestamp is demanded`,
    );
}

/** Finds what is wrong or surprising in one statement beside the grammar of policies. */
export function checkStatement(
  statement: Statement,
  stores: readonly StoreFolder[],
  findings: Findings,
): void {
  const { name, registryScopes, signatureVerification } = statement;
  const what = `statement "${name}"`;
  const { level } = signatureVerification;
  if (level === 'skip') {
    const where = registryScopes.includes('*')
      ? 'every repository without a statement of its own'
      : 'its repositories';
    findings.warning(
      `${what} is of the level skip: in ${where} nothing is checked, unsigned images pass, and promote refuses`,
    );
    return;
  }
  if (!enforcesSigner(statement)) {
    const why = level === 'audit' ? 'is of the level audit' : 'only logs authenticity';
    findings.warning(
      `${what} ${why}: a signature by anybody passes, the image is audited and never verified, and promote refuses`,
    );
  }
  if (level !== 'audit' && actionsOf(statement).revocation === 'skip')
    findings.warning(`${what} skips revocation: a revoked certificate passes without a word`);
  checkStores(statement, findings, what);
  checkIdentities(statement, stores, findings, what);
}
