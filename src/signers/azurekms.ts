import { lazyRetried } from '../async/lazy.ts';
import { encodeBase64Url } from '../encoding/base64.ts';
import { printable } from '../encoding/printable.ts';
import { quotable } from '../encoding/quotable.ts';
import { SealiftError } from '../errors.ts';
import type { Signer } from '../notation/ports.ts';
import { membersOf } from './ask-json.ts';
import type { AzureRight } from './azure/errors.ts';
import { azureLocation, versionIn } from './azure/location.ts';
import { type ResolvedKey, resolveCertificate, resolveKey } from './azure/resolved-key.ts';
import { azureSession } from './azure/session.ts';
import { digestOf } from './digest-of.ts';
import type { SignerOptions } from './provider.ts';
import { checkedSignature } from './raw-signature.ts';

export const GET_KEY: AzureRight = { name: 'keys/get', role: 'Key Vault Crypto User' };
const SIGN: AzureRight = { name: 'keys/sign', role: 'Key Vault Crypto User' };
const GET_CERTIFICATE: AzureRight = {
  name: 'certificates/get',
  role: 'Key Vault Certificate User',
  instead: 'Or give --certificate-chain: then the key alone is read.',
};

/** A key in Azure Key Vault or Managed HSM: `azurekms://VAULT-HOST/KEY[/VERSION]`, or its identifier. */
export async function azurekmsSigner(uri: string, options: SignerOptions): Promise<Signer> {
  const { withCertificates = false } = options;
  const location = azureLocation(uri);
  const { vault, key, version, isHsm } = location;
  if (withCertificates && isHsm) {
    throw new SealiftError('usage', `${vault.host} is a Managed HSM, which has keys and no certificates`, {
      hint: 'Give --certificate-chain FILE, leaf first.',
    });
  }
  const where = `key ${quotable(key)}${version === undefined ? '' : ` version ${version}`} in ${vault.host}`;
  const { remote, tokens, settings, call } = await azureSession(location, options, where);

  async function readKey(abortSignal: AbortSignal): Promise<ResolvedKey> {
    const { KeyClient } = await import('@azure/keyvault-keys');
    const client = new KeyClient(vault.origin, tokens, settings());
    const asked = client.getKey(key, { abortSignal, ...(version === undefined ? {} : { version }) });
    tokens.prepare();
    return resolveKey(await asked, location, where, remote.now());
  }

  async function readCertificate(abortSignal: AbortSignal): Promise<ResolvedKey> {
    const { CertificateClient } = await import('@azure/keyvault-certificates');
    const client = new CertificateClient(vault.origin, tokens, settings());
    const asked =
      version === undefined
        ? client.getCertificate(key, { abortSignal })
        : client.getCertificateVersion(key, version, { abortSignal });
    tokens.prepare();
    return resolveCertificate(await asked, location, where, remote.now());
  }

  const resolved = lazyRetried((signal) =>
    withCertificates
      ? call(GET_CERTIFICATE, () => readCertificate(signal), signal)
      : call(GET_KEY, () => readKey(signal), signal),
  );

  const opened = lazyRetried(async (signal) => {
    const [known, { CryptographyClient }] = await Promise.all([
      resolved(signal),
      import('@azure/keyvault-keys'),
    ]);
    // With an identifier alone, the client would read the key once more.
    const named = { id: known.id, name: key, properties: { vaultUrl: vault.origin, name: key } };
    return { known, client: new CryptographyClient(named, tokens, settings()) };
  });

  return {
    kind: 'key',
    describe: resolved,
    async sign(toBeSigned, signal) {
      const { known, client } = await opened(signal);
      const { algorithm } = known;
      let text: string | null | undefined;
      const sent = {
        abortSignal: signal,
        // The identifier that the SDK returns is the one that it asked with.
        onResponse: ({ bodyAsText }: { bodyAsText?: string | null }) => {
          text = bodyAsText;
        },
      };
      const digest = digestOf(toBeSigned, algorithm);
      const { result } = await call(SIGN, () => client.sign(algorithm.jws, digest, sent), signal);
      const said = membersOf(JSON.parse(text ?? '{}'));
      if (versionIn(said.kid, location) !== known.version) {
        throw new SealiftError(
          'self_check_failed',
          `${where}: version ${known.version} was asked to sign, ${printable(String(said.kid), 300)} answered`,
          { hint: 'Nothing was pushed. Check what stands between here and Azure.' },
        );
      }
      // The SDK skips letters that are not of base64url.
      if (!result || said.value !== encodeBase64Url(result))
        throw new SealiftError('self_check_failed', `the signature of ${where} is not in base64url`);
      return checkedSignature(result, known, toBeSigned, where);
    },
    close: () => Promise.resolve(),
  };
}
