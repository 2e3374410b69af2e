import { compactVerify } from 'jose';
import { decodeBase64, decodeBase64Url } from '../../encoding/base64.ts';
import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';
import { listOf, type Read, struct } from '../../encoding/go-shape.ts';
import { readAs } from '../../encoding/read-as.ts';
import { isDigest } from '../../oci/digest.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { readChain } from '../envelope/read-chain.ts';

/** notaryproject/nv2, "docs/signature": the header names the key by its certificates, or else by its fingerprint. */
const HEADER = struct({ typ: 'text', alg: 'text', x5c: listOf('bytes'), kid: 'text' });

const CLAIMS = struct({
  mediaType: 'text',
  digest: 'text',
  size: 'integer',
  references: listOf('text'),
  exp: 'integer',
  iat: 'integer',
  nbf: 'integer',
});

/** RS256 for RSA, and the hash of the curve for EC, as libtrust has it. */
const ALGORITHMS: readonly string[] = ['RS256', 'ES256', 'ES384', 'ES512'];

/** The last second of the year 9999, after which a date has no RFC 3339 form. */
const LATEST = 253_402_300_799;

/** A signature of the prototype of 2020. Nobody judged its signer. */
export interface PrototypeSignature {
  readonly algorithm: string;
  /** Leaf first; empty where the header has the fingerprint of the key alone. */
  readonly chain: readonly Certificate[];
  /** The fingerprint of the key, as libtrust makes it. */
  readonly keyId?: string;
  readonly target: { readonly mediaType: string; readonly digest: string; readonly size: number };
  /** The names for which the image was signed. */
  readonly references: readonly string[];
  readonly signingTime?: Date;
  readonly notBefore?: Date;
  readonly expiry?: Date;
  /** Whether the signature fits the leaf of the chain; `undefined` without a chain, since then the key is unknown. */
  readonly isIntact?: boolean;
}

function timeOf(
  claims: Read<typeof CLAIMS>,
  name: 'exp' | 'iat' | 'nbf',
  context: ErrorContext,
): Date | undefined {
  const seconds = claims[name];
  if (seconds === undefined) return undefined;
  if (seconds < 0 || seconds > LATEST)
    throw errorIn(context, `has ${name} outside of the years 1970 to 9999`);
  return new Date(seconds * 1000);
}

/** The signing input is checked by jose, which allows the algorithm of the header alone, and that only where it fits the key. */
function isSignedBy(jwt: string, leaf: Certificate, algorithm: string): Promise<boolean> {
  return compactVerify(jwt, leaf.publicKey, { algorithms: [algorithm] }).then(
    () => true,
    () => false,
  );
}

/**
 * Reads a signature of the prototype: a JWT of three parts (RFC 7519, 7.2). It is decoded, and never judged: the rules by which
 * the prototype trusted a key are not those of a trust policy.
 *
 * @throws SealiftError `envelope_invalid`.
 */
export async function readPrototypeJwt(bytes: Uint8Array): Promise<PrototypeSignature> {
  const context: ErrorContext = { code: 'envelope_invalid', what: 'JWT' };
  const jwt = new TextDecoder('latin1').decode(bytes);
  const [header, claims, signature, ...more] = jwt.split('.', 4);
  if (!header || !claims || !signature || more.length > 0) throw errorIn(context, 'is not of three parts');
  const part = (text: string, what: string) => {
    const own = { ...context, what: `JWT ${what}` };
    return { bytes: decodeBase64Url(text, own), own };
  };
  part(signature, 'signature');
  const { bytes: headerBytes, own: headerContext } = part(header, 'header');
  const { typ, alg, x5c, kid } = readAs(HEADER, headerBytes, headerContext);
  if (typ !== 'x509') throw errorIn(headerContext, 'is not of the type x509');
  if (alg === undefined || !ALGORITHMS.includes(alg))
    throw errorIn(headerContext, `has none of the algorithms ${ALGORITHMS.join(', ')}`);
  const { bytes: claimBytes, own: claimContext } = part(claims, 'claims');
  const read = readAs(CLAIMS, claimBytes, claimContext);
  const { mediaType, digest, size, references = [] } = read;
  if (mediaType === undefined || digest === undefined || size === undefined || size < 0)
    throw errorIn(claimContext, 'lacks mediaType, digest or size of what is signed');
  if (!isDigest(digest)) throw errorIn(claimContext, 'has a digest that is none');
  const chain = x5c === undefined ? [] : await readChain(x5c, decodeBase64, headerContext);
  const times = {
    signingTime: timeOf(read, 'iat', claimContext),
    notBefore: timeOf(read, 'nbf', claimContext),
    expiry: timeOf(read, 'exp', claimContext),
  };
  const leaf = chain[0];
  return {
    algorithm: alg,
    chain,
    ...(leaf || kid === undefined ? {} : { keyId: kid }),
    target: { mediaType, digest, size },
    references,
    ...(times.signingTime === undefined ? {} : { signingTime: times.signingTime }),
    ...(times.notBefore === undefined ? {} : { notBefore: times.notBefore }),
    ...(times.expiry === undefined ? {} : { expiry: times.expiry }),
    ...(leaf ? { isIntact: await isSignedBy(jwt, leaf, alg) } : {}),
  };
}
