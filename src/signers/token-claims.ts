import { Buffer } from 'node:buffer';
import { printable } from '../encoding/printable.ts';
import { membersOf } from './ask-json.ts';

/** What an error shows of an OIDC token. The token itself is a secret, and is not verified here; the service does that. */
export interface TokenClaims {
  /** `iss …, sub …, aud …` */
  readonly text: string;
  /** A sentence for whoever edits the trust in the token, with a space before it; empty where there is nothing to say. */
  readonly advice: string;
}

const WITH_IDS = /^repo:([A-Za-z0-9_-]+)@\d+\/([A-Za-z0-9._-]+)@\d+:/;
const WITH_NAMES = /^repo:([A-Za-z0-9_-]+)\/([A-Za-z0-9._-]+):/;

/**
 * GitHub has two forms of subjects, `repo:acme/app:…` and `repo:acme@1/app@2:…`, and a trust in one does not fit the other
 * ("OpenID Connect reference", immutable subject claims).
 */
function aboutForm(sub: string): string {
  const [, owner, name] = WITH_IDS.exec(sub) ?? [];
  if (name !== undefined) {
    return ` This sub has the ids of owner and repository, as in all repositories made, renamed or transferred since 15 July 2026: a trust in repo:${owner}/${printable(name, 40)}:… does not fit it.`;
  }
  const [, named, of] = WITH_NAMES.exec(sub) ?? [];
  return of === undefined
    ? ''
    : ` This sub has names alone: a trust with ids, in repo:${named}@ID/${printable(of, 40)}@ID:…, does not fit it.`;
}

export function tokenClaims(token: string): TokenClaims {
  try {
    const claims = membersOf(
      JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')),
    );
    const shown = ['iss', 'sub', 'aud'].map(
      (name) => `${name} ${printable(String(claims[name] ?? 'none'), 300)}`,
    );
    return { text: shown.join(', '), advice: aboutForm(String(claims.sub)) };
  } catch {
    return { text: 'claims that cannot be read', advice: '' };
  }
}
