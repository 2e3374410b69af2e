import { Buffer } from 'node:buffer';
import { goJson } from '../../encoding/go-json.ts';
import { SealiftError } from '../../errors.ts';
import { type Digest, digestAlgorithm, digestHex } from '../../oci/digest.ts';
import { PREDICATE_TYPE } from './predicate-type.ts';
import { type NamedImage, resourceUri } from './resource-uri.ts';

/** in-toto attestation framework, spec/v1/statement.md. */
export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
/** The name of our own members: an extension field is named by a TypeURI (in-toto, spec/v1, "Parsing rules"). */
export const EXTENSION = 'https://github.com/sealift/sealift/record/v1';
const VERIFIER = 'https://github.com/sealift/sealift';

/** The most bytes of a statement. A hundred signers with long names have some tens of kilobytes. */
export const STATEMENT_LIMIT = 256 * 1024;

/** A signer whose signature let the image pass. */
export interface PassedIdentity {
  readonly subject: string;
  /** The trusted identity that matched, as the policy writes it; `null` where a plugin judged it. */
  readonly identity: string | null;
}

/** What a record says. */
export interface RecordFacts {
  /** The image, under the name that it got. */
  readonly image: NamedImage;
  readonly statedAt: Date;
  /** Where it came from: `REGISTRY/REPOSITORY`, or the kind of a layout (`oci`, `oci-archive`), whose path is no name for others. */
  readonly source: string;
  readonly policy: Digest;
  /** Names of the statements that it passed. */
  readonly statements: readonly string[];
  readonly identities: readonly PassedIdentity[];
  /** Digests of the signatures that passed. */
  readonly signatures: readonly Digest[];
  readonly verifierVersion: string;
  readonly runUrl?: string | undefined;
  readonly actor?: string | undefined;
}

const digestSet = (digest: Digest) => ({ [digestAlgorithm(digest)]: digestHex(digest) });

/** The name of a content by its digest (RFC 6920): a policy that is a file has no other name for everybody. */
function contentUri(digest: Digest): string {
  const value = Buffer.from(digestHex(digest), 'hex').toString('base64url');
  return `ni:///${digestAlgorithm(digest) === 'sha256' ? 'sha-256' : 'sha-512'};${value}`;
}

/**
 * The statement of a record: a verification summary in an in-toto statement. Signatures say nothing of a SLSA level, so that none
 * is evaluated.
 *
 * @throws SealiftError `content_too_large`.
 */
export function buildStatement(facts: RecordFacts): Uint8Array {
  const { image, statedAt, source, policy, statements, identities, signatures } = facts;
  const { repository, tag, digest } = image;
  const bytes = goJson({
    _type: STATEMENT_TYPE,
    subject: [{ name: repository, digest: digestSet(digest) }],
    predicateType: PREDICATE_TYPE,
    predicate: {
      verifier: { id: VERIFIER, version: { sealift: facts.verifierVersion } },
      timeVerified: statedAt.toISOString(),
      resourceUri: resourceUri(image),
      policy: { uri: contentUri(policy), digest: digestSet(policy) },
      inputAttestations: signatures.map((one) => ({ digest: digestSet(one) })),
      verificationResult: 'PASSED',
      verifiedLevels: ['SLSA_BUILD_LEVEL_UNEVALUATED'],
      [EXTENSION]: {
        repository,
        ...(tag === undefined ? {} : { tag }),
        digest,
        source,
        statements,
        identities,
        ...(facts.runUrl === undefined ? {} : { runUrl: facts.runUrl }),
        ...(facts.actor === undefined ? {} : { actor: facts.actor }),
      },
    },
  });
  if (bytes.length > STATEMENT_LIMIT)
    throw new SealiftError(
      'content_too_large',
      `the record of ${digest} has ${bytes.length} bytes, the limit is ${STATEMENT_LIMIT}`,
      { hint: 'Fewer signatures have to be named: judge by fewer identities.' },
    );
  return bytes;
}
