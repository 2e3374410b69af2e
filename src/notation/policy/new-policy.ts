/** A wish for a trust policy of one statement. */
export interface PolicyWish {
  /** Of the statement and of its `ca` store. */
  readonly name: string;
  readonly scopes: readonly string[];
  readonly identities: readonly string[];
}

/** The text of a trust policy with one strict statement, as notation reads it too. What was wished for is not checked. */
export function newPolicy({ name, scopes, identities }: PolicyWish): string {
  const document = {
    version: '1.0',
    trustPolicies: [
      {
        name,
        registryScopes: scopes,
        signatureVerification: { level: 'strict' },
        trustStores: [`ca:${name}`],
        trustedIdentities: identities,
      },
    ],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
