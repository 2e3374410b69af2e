import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/io/clock.ts';
import { COSE_MEDIA_TYPE, JWS_MEDIA_TYPE } from '../../src/notation/envelope/media-types.ts';
import type { Digest } from '../../src/oci/digest.ts';
import { prepareMaker } from '../../src/operations/signing/prepare-maker.ts';
import { signImage } from '../../src/operations/signing/sign.ts';
import { openSigner } from '../../src/signers/open.ts';
import type { SignerOptions } from '../../src/signers/provider.ts';
import type { PROVIDERS } from '../../src/signers/providers.ts';
import { FakeKms, LOGIN, REGION } from '../support/kms/aws/kms.ts';
import { FakeAzure } from '../support/kms/azure/azure.ts';
import { CLIENT, TENANT } from '../support/kms/azure/entra.ts';
import { FakeGithub } from '../support/kms/github/github.ts';
import { FakeGoogle, POOL, RING } from '../support/kms/google/google.ts';
import { type Surroundings, surroundings } from '../support/kms/surroundings.ts';
import { FakeVault } from '../support/kms/vault/vault.ts';
import { KEY_KINDS, type KeyKind, testChain, testKey } from '../support/pki.ts';
import { registryStore } from '../support/registry-store.ts';
import { never, tools } from '../support/tools.ts';
import { pinned } from './support/images.ts';
import { NotationHome } from './support/notation.ts';
import { type RunningRegistry, startRegistry } from './support/registries.ts';
import { peer } from './support/run.ts';
import { withPeers } from './support/suite.ts';

/** Google has four of the six kinds of keys. */
const GOOGLE: Partial<Record<KeyKind, string>> = {
  'rsa-2048': 'RSA_SIGN_PSS_2048_SHA256',
  'rsa-4096': 'RSA_SIGN_PSS_4096_SHA512',
  'ec-256': 'EC_SIGN_P256_SHA256',
  'ec-384': 'EC_SIGN_P384_SHA384',
};

withPeers()('notation verifies what each signer signs', () => {
  const github = new FakeGithub();
  const vault = new FakeVault();
  const kms = new FakeKms();
  const google = new FakeGoogle();
  const azure = new FakeAzure();
  let around: Surroundings;
  let registry: RunningRegistry;
  let home: NotationHome;
  const chains = new Map(KEY_KINDS.map((kind) => [kind, testChain({ kind })]));

  beforeAll(async () => {
    [registry, home] = await Promise.all([startRegistry('olareg'), NotationHome.create()]);
    for (const { server } of [github, vault, kms, google, azure]) await server.start();
    around = surroundings({ routes: { ...google.routes, ...azure.routes() }, ca: azure.tls.cert });
    for (const [kind, { root }] of chains) await home.trustPem(kind, root.pem);
    await home.policy({ stores: KEY_KINDS.map((kind) => `ca:${kind}`) });
  });
  afterAll(async () => {
    for (const { server } of [github, vault, kms, google, azure]) await server.close();
    await around?.close();
    await registry?.stop();
  });

  type Key = (kind: KeyKind) => { uri: string; env: SignerOptions['env'] };
  /** Every provider; plugins, keys of notation and AWS Signer, which makes whole envelopes, have suites of their own. */
  const keys: Readonly<
    Record<Exclude<keyof typeof PROVIDERS, 'file' | 'notation' | 'notation-plugin' | 'awssigner'>, Key>
  > = {
    env: (kind) => ({ uri: 'env://KEY', env: { KEY: testKey(kind).pem } }),
    awskms(kind) {
      const { arn } = kms.addKey(kind, kind);
      const { accessKeyId, secretAccessKey } = LOGIN;
      return {
        uri: arn,
        env: {
          AWS_ENDPOINT_URL_KMS: kms.server.url,
          AWS_REGION: REGION,
          AWS_ACCESS_KEY_ID: accessKeyId,
          AWS_SECRET_ACCESS_KEY: secretAccessKey,
        },
      };
    },
    hashivault(kind) {
      vault.addKey(kind, kind);
      vault.tokens.set('hvs.token', {
        [`transit/keys/${kind}`]: ['read'],
        [`transit/sign/${kind}/*`]: ['update'],
      });
      return {
        uri: `hashivault://${kind}`,
        env: { VAULT_ADDR: vault.server.url, VAULT_TOKEN: 'hvs.token' },
      };
    },
    azurekms(kind) {
      azure.addVersion(kind, testKey(kind));
      return {
        uri: `azurekms://acme.vault.azure.net/${kind}`,
        env: { AZURE_CLIENT_ID: CLIENT, AZURE_TENANT_ID: TENANT, ...github.env },
      };
    },
    gcpkms(kind) {
      google.addKey(kind, GOOGLE[kind]!, testKey(kind));
      return {
        uri: `gcpkms://${RING}/${kind}/cryptoKeyVersions/1`,
        env: { GOOGLE_WORKLOAD_IDENTITY_PROVIDER: POOL, ...github.env },
      };
    },
  };

  const cases = Object.entries(keys).flatMap(([provider, key]) =>
    KEY_KINDS.filter((kind) => provider !== 'gcpkms' || GOOGLE[kind]).flatMap((kind) =>
      [JWS_MEDIA_TYPE, COSE_MEDIA_TYPE].map((mediaType) => [provider, kind, mediaType, key] as const),
    ),
  );

  it.each(cases)('with a key of %s, %s, as %s', async (provider, kind, mediaType, key) => {
    const { uri, env } = key(kind);
    const signer = await openSigner(uri, { env, remote: around.remote });
    const chain = await chains.get(kind)!.certificates();
    const prepared = await prepareMaker(
      signer,
      { now: new Date(), agent: 'sealift/test', isRemote: true, mediaType, chain },
      never,
    );
    // Each case has its own artifact, so that notation finds only this signature.
    const format = mediaType === COSE_MEDIA_TYPE ? 'cose' : 'jws';
    const tagged = `${registry.host}/signed:${provider}-${kind}-${format}`;
    await peer('oras', ['push', '--plain-http', '--annotation', `case=${tagged}`, tagged]);
    const reference = await pinned(tagged);
    const digest = reference.split('@')[1] as Digest;
    const store = registryStore(registry.host, 'signed', { clock: systemClock });
    const signed = await signImage(
      {
        ...tools(new Date()),
        reference,
        name: { digest },
        store,
        signer: prepared,
        metadata: {},
        recursive: false,
        ifSigned: 'fail',
      },
      never,
    );
    expect(signed).toMatchObject({ status: 'signed', error: null });
    const verified = await home.verify(reference);
    expect(verified, verified.stderr).toMatchObject({ code: 0 });
    await Promise.all([signer.close(), store.close()]);
  });
});
