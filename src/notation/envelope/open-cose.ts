import type { CborMap, CborValue } from '../../encoding/cbor-values.ts';
import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';
import { SealiftError } from '../../errors.ts';
import { checkCodeSigningChain } from '../../pki/chain.ts';
import { findAlgorithm, isSignature } from '../algorithms.ts';
import { readProtectedMap } from './cose-map.ts';
import { checkParameters, LABEL } from './cose-parameters.ts';
import { plain, readCoseHeader } from './cose-protected.ts';
import { HEADER } from './headers.ts';
import { COSE_MEDIA_TYPE } from './media-types.ts';
import type { OpenedEnvelope } from './opened.ts';
import { parsePayload } from './payload.ts';
import { readChain } from './read-chain.ts';
import { readSign1, sigStructure } from './sign1.ts';
import { shown } from './signed-header.ts';

/** An array also for one certificate (signature-envelope-cose.md, "Unprotected Headers"), where RFC 9360 has a byte string. */
function certificatesOf(unprotected: CborMap, context: ErrorContext): readonly CborValue[] {
  const chain = unprotected.get(LABEL.x5chain);
  if (!Array.isArray(chain)) throw errorIn(context, 'has no certificate chain');
  return chain;
}

function derOf(part: CborValue, context: ErrorContext): Uint8Array {
  if (!(part instanceof Uint8Array)) throw errorIn(context, 'is not a byte string');
  return part;
}

interface Unsigned {
  readonly signingAgent?: string;
  readonly timestampToken?: Uint8Array;
}

function readUnsigned(unprotected: CborMap, context: ErrorContext): Unsigned {
  const agent = unprotected.get(HEADER.signingAgent) ?? '';
  const token = unprotected.get(HEADER.timestampSignature) ?? new Uint8Array();
  if (typeof agent !== 'string') throw errorIn(context, 'has a signing agent that is not text');
  if (!(token instanceof Uint8Array)) throw errorIn(context, 'has a timestamp that is not a byte string');
  return {
    ...(agent === '' ? {} : { signingAgent: agent }),
    ...(token.length === 0 ? {} : { timestampToken: token }),
  };
}

/** Opens a COSE envelope; see {@link openEnvelope}. */
export async function openCose(bytes: Uint8Array): Promise<OpenedEnvelope> {
  const context: ErrorContext = { code: 'envelope_invalid', what: 'COSE envelope' };
  const { protectedBytes, unprotected, payload, signature } = readSign1(bytes, context);
  const chain = await readChain(certificatesOf(unprotected, context), derOf, context);
  const leaf = chain[0]!;
  const algorithm = findAlgorithm(leaf.publicKey);
  if (!algorithm) throw errorIn(context, 'is signed with a key that the Notary Project does not allow');
  if (!isSignature(algorithm, leaf.publicKey, sigStructure(protectedBytes, payload), signature)) {
    throw new SealiftError(
      'signature_invalid',
      'the signature does not fit the signed bytes or the certificate',
    );
  }

  const inHeader = { ...context, what: 'COSE protected header' };
  const fields = readProtectedMap(protectedBytes, inHeader);
  checkParameters({ protected: fields, unprotected }, context);
  if (fields.get(LABEL.alg) !== algorithm.cose) {
    const said = shown(plain(fields.get(LABEL.alg)));
    const { cose, jws } = algorithm;
    throw errorIn(context, `says ${said} for alg, the key of its certificate demands ${cose} (${jws})`);
  }
  const header = readCoseHeader(fields, context);
  checkCodeSigningChain(chain, { ...context, code: 'certificate_invalid' });

  return {
    mediaType: COSE_MEDIA_TYPE,
    algorithm,
    chain,
    scheme: header.scheme,
    signingTime: header.signingTime,
    ...(header.expiry === undefined ? {} : { expiry: header.expiry }),
    ...readUnsigned(unprotected, context),
    target: parsePayload(payload, context),
    signature,
    payload,
    ...(header.verificationPlugin === undefined ? {} : { verificationPlugin: header.verificationPlugin }),
    unknownCritical: header.unknownCritical,
    extendedAttributes: header.extendedAttributes,
  };
}
