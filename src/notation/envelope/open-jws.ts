import { flattenedVerify } from 'jose';
import { decodeBase64, decodeBase64Url } from '../../encoding/base64.ts';
import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';
import { readAs } from '../../encoding/read-as.ts';
import { SealiftError } from '../../errors.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { checkCodeSigningChain } from '../../pki/chain.ts';
import { findAlgorithm, isSignature, type SignatureAlgorithm } from '../algorithms.ts';
import { HEADER } from './headers.ts';
import { readProtectedHeader } from './jws-protected.ts';
import { JWS_MEDIA_TYPE } from './media-types.ts';
import type { OpenedEnvelope } from './opened.ts';
import { parsePayload } from './payload.ts';
import { readChain } from './read-chain.ts';
import { ENVELOPE, type EnvelopeMembers, PROTECTED_HEADER } from './shapes.ts';
import { shown } from './signed-header.ts';

type FlattenedJws = Required<EnvelopeMembers>;

/** Flattened JSON serialization (RFC 7515, 7.2.2); unknown members are ignored. */
function readOuter(bytes: Uint8Array, context: ErrorContext): FlattenedJws {
  const { payload, protected: fields, signature, header } = readAs(ENVELOPE, bytes, context);
  if (payload === undefined || fields === undefined || signature === undefined || header === undefined)
    throw errorIn(context, 'is not a flattened JWS');
  return { payload, protected: fields, signature, header };
}

/** Verifies again with jose, which reads the JOSE rules independently, and allows it the algorithm of the key alone. */
async function joseAgrees(
  jws: FlattenedJws,
  leaf: Certificate,
  algorithm: SignatureAlgorithm,
  critical: readonly string[],
): Promise<boolean> {
  const crit = Object.fromEntries(critical.map((name) => [name, true]));
  const { payload, protected: header, signature } = jws;
  const options = { algorithms: [algorithm.jws], crit };
  return flattenedVerify({ payload, protected: header, signature }, leaf.publicKey, options).then(
    () => true,
    () => false,
  );
}

/** Opens a JWS envelope; see {@link openEnvelope}. */
export async function openJws(bytes: Uint8Array): Promise<OpenedEnvelope> {
  const context: ErrorContext = { code: 'envelope_invalid', what: 'JWS envelope' };
  const jws = readOuter(bytes, context);
  const chain = await readChain(jws.header.x5c ?? [], decodeBase64, context);
  const leaf = chain[0]!;
  const algorithm = findAlgorithm(leaf.publicKey);
  if (!algorithm) throw errorIn(context, 'is signed with a key that the Notary Project does not allow');

  const protectedBytes = decodeBase64Url(jws.protected, { ...context, what: 'JWS protected header' });
  const payload = decodeBase64Url(jws.payload, { ...context, what: 'JWS payload' });
  const signature = decodeBase64Url(jws.signature, { ...context, what: 'JWS signature' });
  // RFC 7515, 5.2: the signature covers the encoded text as received, and not the decoded bytes.
  const signingInput = new TextEncoder().encode(`${jws.protected}.${jws.payload}`);
  if (!isSignature(algorithm, leaf.publicKey, signingInput, signature)) {
    throw new SealiftError(
      'signature_invalid',
      'the signature does not fit the signed bytes or the certificate',
    );
  }

  const fields = readAs(
    PROTECTED_HEADER,
    protectedBytes,
    { ...context, what: 'JWS protected header' },
    'kept',
  );
  if (fields.alg !== algorithm.jws) {
    throw errorIn(context, `says ${shown(fields.alg)}, the key of its certificate demands ${algorithm.jws}`);
  }
  const header = readProtectedHeader(fields, context);
  if (!(await joseAgrees(jws, leaf, algorithm, header.critical))) {
    throw new SealiftError('signature_invalid', 'the envelope breaks a rule of JOSE (RFC 7515)');
  }
  checkCodeSigningChain(chain, { ...context, code: 'certificate_invalid' });

  const token = jws.header[HEADER.timestampSignature];
  const agent = jws.header[HEADER.signingAgent];
  return {
    mediaType: JWS_MEDIA_TYPE,
    algorithm,
    chain,
    scheme: header.scheme,
    signingTime: header.signingTime,
    ...(header.expiry === undefined ? {} : { expiry: header.expiry }),
    ...(agent ? { signingAgent: agent } : {}),
    ...(token ? { timestampToken: decodeBase64(token, context) } : {}),
    target: parsePayload(payload, context),
    signature,
    payload,
    ...(header.verificationPlugin === undefined ? {} : { verificationPlugin: header.verificationPlugin }),
    unknownCritical: header.unknownCritical,
    extendedAttributes: header.extendedAttributes,
  };
}
