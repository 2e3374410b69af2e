import { printable } from '../../encoding/printable.ts';
import type { PlainHttp } from '../../oci/registry-host.ts';
import { checkIdentities } from './check-identities.ts';
import type { Statement } from './document.ts';
import { statementShape, type Verification, verificationShape } from './policy-shapes.ts';
import { readScopes } from './read-scopes.ts';
import { shapeReasons } from './shape-reason.ts';

/** Is told what is wrong with a statement: `has …`, `names …`. */
export type Note = (reason: string) => void;

/** A statement as far as it can be read. */
export interface ReadStatement {
  /** Absent where the document is not of the statement's shape. */
  readonly statement?: Statement;
  /** The scopes that can be read. */
  readonly scopes: readonly string[];
}

const STORE = /^(ca|signingAuthority|tsa):([a-zA-Z0-9_.-]+)$/;

function checkVerification({ level, override }: Verification, note: Note): void {
  const actions = Object.entries(override ?? {});
  if (level === 'skip') {
    if (actions.length > 0) note('overrides checks of the level skip, which has none');
    return;
  }
  if (override?.integrity !== undefined) note('overrides integrity, which is always enforced');
  for (const [check, action] of actions) {
    if (action === 'skip' && check !== 'revocation' && check !== 'integrity')
      note(`skips ${check}; only revocation may be skipped`);
  }
}

function checkStores(trustStores: readonly string[], note: Note): void {
  for (const store of trustStores.filter((one) => !STORE.test(one)))
    note(
      `names the trust store "${printable(store)}", which is not ca:NAME, signingAuthority:NAME or tsa:NAME`,
    );
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** Checks the members that can be read of what has not the shape of a statement. */
function readParts(value: unknown, plainHttp: PlainHttp | undefined, note: Note): ReadStatement {
  const parts: Readonly<Record<string, unknown>> =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  const scopes = readScopes(texts(parts.registryScopes), plainHttp, note);
  const verification = verificationShape().safeParse(parts.signatureVerification);
  if (verification.success) checkVerification(verification.data, note);
  if (!(verification.success && verification.data.level === 'skip')) {
    checkStores(texts(parts.trustStores), note);
    checkIdentities(texts(parts.trustedIdentities), note);
  }
  return { scopes };
}

/** Reads one statement, and notes everything that is wrong with it. */
export function readStatement(value: unknown, plainHttp: PlainHttp | undefined, note: Note): ReadStatement {
  const { success, data, error } = statementShape().safeParse(value);
  if (!success) {
    for (const reason of shapeReasons(error.issues, value)) note(reason);
    return readParts(value, plainHttp, note);
  }
  const { trustStores, trustedIdentities, signatureVerification, ...rest } = data;
  const { level, override, verifyTimestamp } = signatureVerification;
  const statement: Statement = {
    ...rest,
    registryScopes: readScopes(rest.registryScopes, plainHttp, note),
    signatureVerification: {
      level,
      ...(override ? { override } : {}),
      ...(verifyTimestamp ? { verifyTimestamp } : {}),
    },
    trustStores: trustStores ?? [],
    trustedIdentities: trustedIdentities ?? [],
  };
  checkVerification(signatureVerification, note);
  if (level === 'skip') {
    if (statement.trustStores.length > 0 || statement.trustedIdentities.length > 0)
      note('is of the level skip and names trust stores or identities; leave them out');
  } else {
    if (statement.trustStores.length === 0) note('names no trust store');
    if (statement.trustedIdentities.length === 0)
      note('names no trusted identity; "*" accepts every signer of the trust stores');
    checkStores(statement.trustStores, note);
    checkIdentities(statement.trustedIdentities, note);
  }
  return { statement, scopes: statement.registryScopes };
}
