import { SealiftError } from '../errors.ts';
import { parseTrustPolicy } from '../notation/policy/parse.ts';
import type { TrustMaterial, TrustStoreType } from '../notation/ports.ts';
import type { Certificate } from '../pki/certificate.ts';
import { parseCertificates } from '../pki/parse-certificates.ts';
import { checkAnchor } from './check-anchor.ts';

export interface TrustedRoots {
  /** PEM or DER, one or more certificates. */
  readonly roots: Uint8Array;
  /** As in a policy: `x509.subject: C=…, ST=…, O=…`, or `*` alone. */
  readonly identities: readonly string[];
  /** Roots of timestamp authorities, PEM or DER; with them the statement demands a timestamp. */
  readonly tsaRoots?: Uint8Array | undefined;
}

const STORE = 'command-line';

/** The names of certificates of each type in errors. */
const WHAT = { ca: 'trusted root', tsa: 'trusted TSA root' } as const;

async function readRoots(bytes: Uint8Array, type: keyof typeof WHAT): Promise<readonly Certificate[]> {
  const certificates = await parseCertificates(bytes, {
    code: 'trust_store_invalid',
    what: WHAT[type],
    hint: 'Give root certificates as PEM or DER, and nothing else.',
  });
  for (const certificate of certificates) checkAnchor(certificate, type, WHAT[type]);
  return certificates;
}

/** Parses the policy of one statement. Only its identities come from the user, so an error of it gets their hint. */
function statementOf(json: string): ReturnType<typeof parseTrustPolicy> {
  try {
    return parseTrustPolicy(json, '(from --trusted-identity)');
  } catch (error) {
    if (!(error instanceof SealiftError)) throw error;
    const hint = "Write --trusted-identity 'x509.subject: C=US, ST=WA, O=acme', or '*' alone.";
    throw new SealiftError(error.code, error.message, { hint });
  }
}

/**
 * Trust for one run, without files: one strict statement for every repository.
 *
 * @throws SealiftError `trust_missing` without an identity, `policy_invalid` for a malformed one.
 */
export function trustFromRoots({ roots, identities, tsaRoots }: TrustedRoots): TrustMaterial {
  if (identities.length === 0) {
    throw new SealiftError('trust_missing', 'trusted roots without a trusted identity', {
      hint: "Add --trusted-identity 'x509.subject: C=…, ST=…, O=…'; '*' accepts every signer under these roots.",
    });
  }
  const given: Partial<Record<TrustStoreType, () => Promise<readonly Certificate[]>>> = {
    ca: () => readRoots(roots, 'ca'),
    ...(tsaRoots === undefined ? {} : { tsa: () => readRoots(tsaRoots, 'tsa') }),
  };
  const text = JSON.stringify({
    version: '1.0',
    trustPolicies: [
      {
        name: STORE,
        registryScopes: ['*'],
        signatureVerification: { level: 'strict' },
        trustStores: Object.keys(given).map((type) => `${type}:${STORE}`),
        trustedIdentities: identities,
      },
    ],
  });
  const document = statementOf(text);
  const known = new Map<TrustStoreType, Promise<readonly Certificate[]>>();
  return {
    policy: () => Promise.resolve(document),
    source: () => Promise.resolve(new TextEncoder().encode(text)),
    certificates(type) {
      const read = given[type];
      if (!read)
        return Promise.reject(
          new SealiftError('trust_store_not_found', `no roots of type ${type} were given`),
        );
      const certificates = known.get(type) ?? read();
      known.set(type, certificates);
      return certificates;
    },
  };
}
