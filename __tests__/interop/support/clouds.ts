import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConnectProxy } from '../../support/connect-proxy.ts';
import { Front } from '../../support/front.ts';
import { FakeKms, LOGIN, REGION } from '../../support/kms/aws/kms.ts';
import { FakeSts, ROLE, SESSION } from '../../support/kms/aws/sts.ts';
import { FakeAzure } from '../../support/kms/azure/azure.ts';
import { CLIENT, TENANT } from '../../support/kms/azure/entra.ts';
import { FakeGithub } from '../../support/kms/github/github.ts';
import { ACCOUNT, FakeGoogle, POOL, RING } from '../../support/kms/google/google.ts';
import { FakeVault } from '../../support/kms/vault/vault.ts';
import { type KeyKind, testKey } from '../../support/pki.ts';
import { tlsMaterial } from '../../support/tls-server.ts';

const VAULT = 'acme.vault.azure.net';
const ENTRA = 'login.microsoftonline.com';
const GOOGLE = ['cloudkms', 'sts', 'iamcredentials'].map((name) => `${name}.googleapis.com`);

const portOf = (host: string): number => Number(host.split(':')[1]);

/**
 * GitHub's token service and all key services, each with a key `release` and with the one job that they trust. The public names
 * of Azure and Google lead here by a proxy, under an authority of the test.
 */
export class Clouds {
  readonly github = new FakeGithub();
  readonly vault = new FakeVault();
  readonly kms = new FakeKms();
  readonly sts = new FakeSts();
  readonly google = new FakeGoogle();
  readonly azure: FakeAzure;
  readonly #tls = tlsMaterial('clouds', [VAULT, ENTRA, ...GOOGLE]);
  #proxy: ConnectProxy | undefined;
  #front: Front | undefined;
  #folder = '';

  constructor(kind: KeyKind, googleAlgorithm: string, azureCertificate: Uint8Array) {
    this.azure = new FakeAzure(this.#tls);
    this.azure.addVersion('release', testKey(kind), azureCertificate);
    this.vault.addKey('release', kind);
    this.vault.roles.set('release', {
      audience: 'https://github.com/acme',
      policy: { 'transit/keys/release': ['read'], 'transit/sign/release/*': ['update'] },
      lease: 600,
    });
    // The credentials are those of the role, which only the token of the job gives.
    this.kms.login = { ...LOGIN, sessionToken: SESSION };
    this.kms.addKey('1234', kind);
    this.kms.aliases.set('alias/release', '1234');
    this.google.addKey('release', googleAlgorithm, testKey(kind));
  }

  async start(): Promise<void> {
    const { github, vault, kms, sts, google, azure } = this;
    await Promise.all([github, vault, kms, sts, google, azure].map(({ server }) => server.start()));
    azure.routes(VAULT, ENTRA);
    this.#front = await new Front(google.server.host, { tls: this.#tls }).start();
    const routes = (names: readonly string[], host: string): [string, number][] =>
      names.map((name) => [`${name}:443`, portOf(host)]);
    this.#proxy = await new ConnectProxy({
      routes: Object.fromEntries([
        ...routes([VAULT, ENTRA], azure.server.host),
        ...routes(GOOGLE, this.#front.host),
      ]),
    }).start();
    this.#folder = await mkdtemp(join(tmpdir(), 'sealift-clouds-'));
    await writeFile(join(this.#folder, 'ca.pem'), this.#tls.ca);
  }

  /** The variables of a job that may ask for its identity, and by which it gets to these services. */
  get env(): Record<string, string> {
    return {
      ...this.github.env,
      HTTPS_PROXY: `http://${this.#proxy!.host}`,
      SSL_CERT_FILE: join(this.#folder, 'ca.pem'),
      AWS_ENDPOINT_URL_KMS: this.kms.server.url,
      STAND_IN_STS: this.sts.server.url,
    };
  }

  /** Variables of the repository for each key service. */
  get variables(): Record<'vault' | 'aws' | 'azure' | 'google', Record<string, string>> {
    return {
      vault: {
        SIGNING_KEY: 'hashivault://release',
        VAULT_ADDR: this.vault.server.url,
        VAULT_ROLE: 'release',
      },
      aws: { SIGNING_KEY: 'awskms:///alias/release', AWS_ROLE: ROLE, AWS_REGION: REGION },
      azure: {
        SIGNING_KEY: `azurekms://${VAULT}/release`,
        AZURE_TENANT_ID: TENANT,
        AZURE_CLIENT_ID: CLIENT,
      },
      google: {
        SIGNING_KEY: `gcpkms://${RING}/release/cryptoKeyVersions/1`,
        GOOGLE_WORKLOAD_IDENTITY_PROVIDER: POOL,
        GOOGLE_SERVICE_ACCOUNT: ACCOUNT,
      },
    };
  }

  async stop(): Promise<void> {
    const { github, vault, kms, sts, google, azure } = this;
    await this.#proxy?.stop();
    await this.#front?.stop();
    await Promise.all([github, vault, kms, sts, google, azure].map(({ server }) => server.close()));
    if (this.#folder) await rm(this.#folder, { recursive: true, force: true });
  }
}
