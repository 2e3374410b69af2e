import type { Certificate } from '../certificate.ts';
import { sameName } from '../name.ts';

/** More CAs than any authority has above it. */
const MOST_CAS = 8;
/** Signatures that are verified in all. Certificates of one name and key could be put into any order, and each would hold. */
const MOST_CHECKS = 100;

/**
 * The chains from `leaf` to one of `roots` over `others`, leaf first, root last. Each link has the name of the issuer, and its
 * signature holds; nothing else is checked.
 */
export function* chainsTo(
  leaf: Certificate,
  roots: readonly Certificate[],
  others: readonly Certificate[],
): Generator<readonly Certificate[]> {
  let checks = 0;
  const issues = (issuer: Certificate, issued: Certificate): boolean => {
    if (!sameName(issuer.subject, issued.issuer)) return false;
    checks += 1;
    return checks <= MOST_CHECKS && issued.isSignedBy(issuer.publicKey);
  };
  function* from(chain: readonly Certificate[]): Generator<readonly Certificate[]> {
    const last = chain.at(-1)!;
    for (const root of roots) if (issues(root, last)) yield [...chain, root];
    if (chain.length > MOST_CAS || checks > MOST_CHECKS) return;
    for (const next of others) {
      const isNew = !chain.some(({ thumbprint }) => thumbprint === next.thumbprint);
      if (isNew && issues(next, last)) yield* from([...chain, next]);
    }
  }
  yield* from([leaf]);
}
