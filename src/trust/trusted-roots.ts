import { SealiftError } from '../errors.ts';
import type { TrustPolicyDocument } from '../notation/policy/document.ts';
import { parseTrustPolicy } from '../notation/policy/parse.ts';
import type { TrustMaterial } from '../notation/ports.ts';
import { parseCertificates } from '../pki/parse-certificates.ts';
import { checkAnchor } from './trust-store.ts';

export interface TrustedRoots {
  /** PEM or DER, one or more certificates. */
  readonly roots: Uint8Array;
  /** As in a policy: `x509.subject: C=…, ST=…, O=…`, or `*` alone. */
  readonly identities: readonly string[];
}

const STORE = 'command-line';

/**
 * Trust for one run, without files: one strict statement for every repository.
 *
 * @throws SealiftError `trust_missing` without an identity, `policy_invalid` for a malformed one.
 */
export function trustFromRoots({ roots, identities }: TrustedRoots): TrustMaterial {
  if (identities.length === 0) {
    throw new SealiftError('trust_missing', 'trusted roots without a trusted identity', {
      hint: "Add --trusted-identity 'x509.subject: C=…, ST=…, O=…'; '*' accepts every signer under these roots.",
    });
  }
  const document: TrustPolicyDocument = parseTrustPolicy(
    JSON.stringify({
      version: '1.0',
      trustPolicies: [
        {
          name: STORE,
          registryScopes: ['*'],
          signatureVerification: { level: 'strict' },
          trustStores: [`ca:${STORE}`],
          trustedIdentities: identities,
        },
      ],
    }),
    '(from --trusted-identity)',
  );
  let anchors: ReturnType<typeof parseCertificates> | undefined;
  return {
    policy: () => Promise.resolve(document),
    certificates() {
      anchors ??= parseCertificates(roots, { code: 'trust_store_invalid', what: 'trusted root' }).then(
        (certificates) => {
          for (const certificate of certificates) checkAnchor(certificate, 'ca', 'trusted root');
          return certificates;
        },
      );
      return anchors;
    },
  };
}
