import { lazyRetried } from '../async/lazy.ts';
import { printable } from '../encoding/printable.ts';
import { quotable } from '../encoding/quotable.ts';
import { SealiftError } from '../errors.ts';
import { algorithmOf, type SignatureAlgorithm } from '../notation/algorithms.ts';
import type { KeyDescription, Signer } from '../notation/ports.ts';
import { isAskedFor, otherAnswer } from './aws/asked-for.ts';
import { KEY_SPECS, unsupportedSpec } from './aws/key-specs.ts';
import { AWS_KMS } from './aws/kms.ts';
import { awsLocation } from './aws/location.ts';
import { awsSession } from './aws/session.ts';
import { digestOf } from './digest-of.ts';
import type { SignerOptions } from './provider.ts';
import { publicKeyFromDer } from './public-key.ts';
import { checkedSignature, rawFromDer } from './raw-signature.ts';
import { remoteOf } from './remote.ts';

/** The name of an algorithm in KMS. */
function nameOf({ keyType, hash }: SignatureAlgorithm) {
  const bits = hash.slice('sha'.length) as '256' | '384' | '512';
  return keyType === 'rsa' ? (`RSASSA_PSS_SHA_${bits}` as const) : (`ECDSA_SHA_${bits}` as const);
}

interface ResolvedKey extends KeyDescription {
  /** ARN of the key, also where an alias was given. */
  readonly keyId: string;
}

/** A key in AWS KMS: an ARN, `awskms:///KEY-ID`, `awskms:///alias/NAME` or `awskms://HOST[:PORT]/…`. */
export async function awskmsSigner(uri: string, options: SignerOptions): Promise<Signer> {
  const location = awsLocation(uri, options.env);
  const remote = await remoteOf(options);
  const where = `key ${quotable(location.key)} in ${location.region}`;
  const session = awsSession(AWS_KMS, location, options.env, remote, where);
  const { call } = session;

  const resolved = lazyRetried(async (signal): Promise<ResolvedKey> => {
    remote.onIdentity?.(session.who);
    const { GetPublicKeyCommand } = await import('@aws-sdk/client-kms');
    const answer = await call(
      'kms:GetPublicKey',
      (kms) => kms.send(new GetPublicKeyCommand({ KeyId: location.key }), { abortSignal: signal }),
      signal,
    );
    const { KeyId: keyId = '', PublicKey, KeySpec, KeyUsage, SigningAlgorithms = [] } = answer;
    if (!PublicKey || !isAskedFor(keyId, location)) throw otherAnswer(keyId, where);
    if (KeyUsage !== 'SIGN_VERIFY') {
      throw new SealiftError('key_unusable', `${where} has the usage ${printable(String(KeyUsage))}`, {
        hint: 'Use a key with the usage SIGN_VERIFY.',
      });
    }
    if (KeySpec !== undefined && !KEY_SPECS.includes(KeySpec)) throw unsupportedSpec(KeySpec, where);
    const publicKey = publicKeyFromDer(PublicKey, where);
    const algorithm = algorithmOf(publicKey);
    if (!SigningAlgorithms.includes(nameOf(algorithm))) {
      throw new SealiftError('key_unusable', `${where} does not offer ${nameOf(algorithm)}`);
    }
    const explainOther = location.key.includes('alias/')
      ? () => ({
          hint: `${location.key} leads to ${keyId}. If it was moved, write the ARN of the key that the chain was issued for until the new chain is there.`,
        })
      : undefined;
    return { publicKey, algorithm, keyId, ...(explainOther ? { explainOther } : {}) };
  });

  return {
    kind: 'key',
    describe: resolved,
    async sign(toBeSigned, signal) {
      const known = await resolved(signal);
      const { algorithm, keyId } = known;
      const { SignCommand } = await import('@aws-sdk/client-kms');
      const order = {
        KeyId: keyId,
        Message: digestOf(toBeSigned, algorithm),
        MessageType: 'DIGEST',
        SigningAlgorithm: nameOf(algorithm),
      } as const;
      const answer = await call(
        'kms:Sign',
        (kms) => kms.send(new SignCommand(order), { abortSignal: signal }),
        signal,
      );
      if (answer.KeyId !== keyId || answer.SigningAlgorithm !== order.SigningAlgorithm || !answer.Signature) {
        throw new SealiftError(
          'self_check_failed',
          `${where}: ${printable(String(answer.KeyId))} answered with ${printable(String(answer.SigningAlgorithm))}, asked were ${keyId} and ${order.SigningAlgorithm}`,
          { hint: 'Nothing was pushed. Check what stands between here and AWS.' },
        );
      }
      const raw =
        algorithm.keyType === 'ec' ? rawFromDer(answer.Signature, algorithm, where) : answer.Signature;
      return checkedSignature(raw, known, toBeSigned, where);
    },
    close: session.close,
  };
}
