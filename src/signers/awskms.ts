import type { KMSClient } from '@aws-sdk/client-kms';
import { lazyRetried } from '../async/lazy.ts';
import { printable } from '../encoding/printable.ts';
import { quotable } from '../encoding/quotable.ts';
import { SealiftError } from '../errors.ts';
import { withRetries } from '../io/http/with-retries.ts';
import { algorithmOf, type SignatureAlgorithm } from '../notation/algorithms.ts';
import type { KeyDescription, Signer } from '../notation/ports.ts';
import { isAskedFor, otherAnswer } from './aws/asked-for.ts';
import { withCredentialProcess } from './aws/credential-process.ts';
import { awsError } from './aws/errors.ts';
import { KEY_SPECS, unsupportedSpec } from './aws/key-specs.ts';
import { awsLocation } from './aws/location.ts';
import { awsRequestHandler } from './aws/request-handler.ts';
import { webIdentityClaims } from './aws/web-identity.ts';
import { digestOf } from './digest-of.ts';
import type { Remote, SignerOptions } from './provider.ts';
import { publicKeyFromDer } from './public-key.ts';
import { checkedSignature, rawFromDer } from './raw-signature.ts';
import { remoteOf } from './remote.ts';

/** The name of an algorithm in KMS. */
function nameOf({ keyType, hash }: SignatureAlgorithm) {
  const bits = hash.slice('sha'.length) as '256' | '384' | '512';
  return keyType === 'rsa' ? (`RSASSA_PSS_SHA_${bits}` as const) : (`ECDSA_SHA_${bits}` as const);
}

function identityOf(env: SignerOptions['env']): string {
  if (env.AWS_PROFILE) return `the AWS profile ${printable(env.AWS_PROFILE)}`;
  if (env.AWS_ACCESS_KEY_ID) return 'the access key in AWS_ACCESS_KEY_ID';
  return env.AWS_ROLE_ARN ? `the role ${printable(env.AWS_ROLE_ARN)}` : 'the AWS identity of this machine';
}

/** The access key in the environment of the run. Without one, or with a profile, the SDK's own chain of credentials is used. */
function credentialsOf(env: SignerOptions['env']) {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_PROFILE } = env;
  if (AWS_PROFILE || !AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return {};
  return {
    credentials: {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
    },
  };
}

/** Reports the credentials that the SDK found before they are used. The SDK keeps them itself. */
async function reportSecrets(kms: KMSClient, { onSecret }: Remote): Promise<void> {
  const { secretAccessKey, sessionToken } = await kms.config.credentials();
  for (const secret of [secretAccessKey, sessionToken]) if (secret) onSecret?.(secret);
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
  const who = identityOf(options.env);
  const programs = lazyRetried(() => withCredentialProcess(options.env));
  let client: Promise<KMSClient> | undefined;
  let asked: URL | undefined;
  let current = new AbortController().signal;
  const opened = (): Promise<KMSClient> => {
    client ??= import('@aws-sdk/client-kms').then(
      ({ KMSClient }) =>
        new KMSClient({
          region: location.region,
          ...(location.endpoint ? { endpoint: location.endpoint.href } : {}),
          ...credentialsOf(options.env),
          maxAttempts: 1,
          requestHandler: awsRequestHandler(
            remote.http,
            (url) => {
              asked = url;
            },
            () => current,
          ) as never,
        }),
    );
    return client;
  };

  /** Sends one call, with retries, until the caller's signal aborts. */
  const call = <T>(right: string, send: (client: KMSClient) => Promise<T>, signal: AbortSignal): Promise<T> =>
    withRetries(
      async () => {
        signal.throwIfAborted();
        current = signal;
        const process = await programs(signal);
        process.use(signal);
        return opened()
          .then(async (kms) => {
            await reportSecrets(kms, remote);
            return send(kms);
          })
          .catch(async (error: unknown) => {
            signal.throwIfAborted();
            const claims = await webIdentityClaims(options.env);
            throw awsError(error, { right, where, who, claims, program: process.failure });
          });
      },
      remote,
      signal,
      (delay) => {
        // This holds back every request to that host.
        if (asked) remote.http.slowDown?.(asked, delay);
      },
    );

  const resolved = lazyRetried(async (signal): Promise<ResolvedKey> => {
    remote.onIdentity?.(who);
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
    async close() {
      (await client)?.destroy();
    },
  };
}
