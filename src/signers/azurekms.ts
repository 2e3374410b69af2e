import { lazyRetried } from '../async/lazy.ts';
import { decodeBase64Url, encodeBase64Url } from '../encoding/base64.ts';
import { printable } from '../encoding/printable.ts';
import { quotable } from '../encoding/quotable.ts';
import { SealiftError } from '../errors.ts';
import type { Signer } from '../notation/ports.ts';
import { type Members, textOf } from './ask-json.ts';
import { azureAuthority } from './azure/authority.ts';
import { azureCredentials } from './azure/credentials.ts';
import { type AzureRight, azureError } from './azure/errors.ts';
import { azureLocation, versionIn } from './azure/location.ts';
import { type ResolvedKey, resolveCertificate, resolveKey } from './azure/resolved-key.ts';
import { AzureSession } from './azure/session.ts';
import { azureTokens } from './azure/tokens.ts';
import { digestOf } from './digest-of.ts';
import type { SignerOptions } from './provider.ts';
import { checkedSignature } from './raw-signature.ts';
import { remoteOf } from './remote.ts';

const GET_KEY: AzureRight = { name: 'keys/get', role: 'Key Vault Crypto User' };
const SIGN: AzureRight = { name: 'keys/sign', role: 'Key Vault Crypto User' };
const GET_CERTIFICATE: AzureRight = {
  name: 'certificates/get',
  role: 'Key Vault Certificate User',
  instead: 'Or give --certificate-chain: then the key alone is read.',
};

/** A key in Azure Key Vault or Managed HSM: `azurekms://VAULT-HOST/KEY[/VERSION]`, or its identifier. */
export async function azurekmsSigner(uri: string, options: SignerOptions): Promise<Signer> {
  const { env, azureCredential, withCertificates = false } = options;
  const location = azureLocation(uri);
  const { vault, key, version, isHsm } = location;
  if (withCertificates && isHsm) {
    throw new SealiftError('usage', `${vault.host} is a Managed HSM, which has keys and no certificates`, {
      hint: 'Give --certificate-chain FILE, leaf first.',
    });
  }
  const authority = azureAuthority(vault, env);
  const credentials = await azureCredentials(env, azureCredential);
  const remote = await remoteOf(options);
  const session = new AzureSession(
    location,
    credentials,
    azureTokens(credentials, authority, env, remote),
    remote,
  );
  const where = `key ${quotable(key)}${version === undefined ? '' : ` version ${version}`} in ${vault.host}`;
  const { who } = credentials;

  async function ask(
    method: 'GET' | 'POST',
    path: string,
    right: AzureRight,
    body: unknown,
    signal: AbortSignal,
  ): Promise<Members> {
    const answer = await session.ask(method, path, body, signal);
    if (answer.status !== 200) throw azureError(answer, right, location, { where, who });
    return answer.members;
  }

  const resolved = lazyRetried(async (signal): Promise<ResolvedKey> => {
    const path = `${key}${version === undefined ? '' : `/${version}`}`;
    if (!withCertificates) {
      return resolveKey(
        await ask('GET', `/keys/${path}`, GET_KEY, undefined, signal),
        location,
        where,
        remote.now(),
      );
    }
    const answer = await ask('GET', `/certificates/${path}`, GET_CERTIFICATE, undefined, signal);
    return resolveCertificate(answer, location, where, remote.now());
  });

  return {
    kind: 'key',
    describe: resolved,
    async sign(toBeSigned, signal) {
      const known = await resolved(signal);
      const { algorithm } = known;
      const order = { alg: algorithm.jws, value: encodeBase64Url(digestOf(toBeSigned, algorithm)) };
      const answer = await ask('POST', `/keys/${key}/${known.version}/sign`, SIGN, order, signal);
      if (versionIn(answer.kid, location, 'keys') !== known.version) {
        throw new SealiftError(
          'self_check_failed',
          `${where}: version ${known.version} was asked to sign, ${printable(String(answer.kid), 300)} answered`,
          { hint: 'Nothing was pushed. Check what stands between here and Azure.' },
        );
      }
      const context = { code: 'self_check_failed', what: `the signature of ${where}` } as const;
      const raw = decodeBase64Url(textOf(answer, 'value') ?? '', context);
      return checkedSignature(raw, known, toBeSigned, where);
    },
    close: () => Promise.resolve(),
  };
}
