import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { peer, tryPeer } from './run.ts';

/** A notation home of its own with a test key, a trust store that holds its certificate, and a policy. */
export class NotationHome {
  readonly folder: string;
  readonly #env: Record<string, string>;

  private constructor(folder: string) {
    this.folder = folder;
    this.#env = { XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: join(folder, 'cache') };
  }

  static async create(keyName = 'release'): Promise<NotationHome> {
    const home = new NotationHome(await mkdtemp(join(tmpdir(), 'sealift-notation-')));
    await peer('notation', ['cert', 'generate-test', '--default', keyName], { env: home.#env });
    await home.policy({ stores: [`ca:${keyName}`] });
    return home;
  }

  get key(): string {
    return join(this.folder, 'notation', 'localkeys', 'release.key');
  }

  get certificate(): string {
    return join(this.folder, 'notation', 'localkeys', 'release.crt');
  }

  get policyFile(): string {
    return join(this.folder, 'notation', 'trustpolicy.json');
  }

  get trustStore(): string {
    return join(this.folder, 'notation', 'truststore');
  }

  /** Flags that give Sealift the same trust. */
  get trustFlags(): string[] {
    return ['--trust-policy', this.policyFile, '--trust-store', this.trustStore];
  }

  get keyFlags(): string[] {
    return ['--key', this.key, '--certificate-chain', this.certificate];
  }

  /** Writes one statement for every repository. */
  async policy(statement: {
    stores?: string[];
    identities?: string[];
    level?: string;
    override?: object;
  }): Promise<void> {
    const document = {
      version: '1.0',
      trustPolicies: [
        {
          name: 'all',
          registryScopes: ['*'],
          signatureVerification: {
            level: statement.level ?? 'strict',
            ...(statement.override && { override: statement.override }),
          },
          trustStores: statement.stores ?? ['ca:release'],
          trustedIdentities: statement.identities ?? ['*'],
        },
      ],
    };
    await writeFile(this.policyFile, JSON.stringify(document, null, 2));
  }

  /** Adds a key to those of `notation sign --key`. The folder of the configuration has to be there. */
  async addKey(name: string, keyPath: string, certPath: string): Promise<void> {
    const file = join(this.folder, 'notation', 'signingkeys.json');
    const known = JSON.parse(await readFile(file, 'utf8')) as { keys: object[] };
    const keys = [...known.keys, { name, keyPath, certPath }];
    await writeFile(file, JSON.stringify({ ...known, keys }, null, 2));
  }

  /** Adds a certificate file to a named store. */
  async trust(name: string, file: string): Promise<void> {
    const folder = join(this.trustStore, 'x509', 'ca', name);
    await mkdir(folder, { recursive: true });
    await cp(file, join(folder, 'root.pem'));
  }

  /** Adds a certificate as PEM to a named store. */
  async trustPem(name: string, pem: string): Promise<void> {
    const file = join(this.folder, `${name}.pem`);
    await writeFile(file, pem);
    await this.trust(name, file);
  }

  sign(reference: string, ...flags: string[]): Promise<string> {
    const args = ['sign', '--insecure-registry', '--force-referrers-tag=false', ...flags, reference];
    return peer('notation', args, { env: this.#env });
  }

  verify(reference: string, ...flags: string[]) {
    return tryPeer('notation', ['verify', '--insecure-registry', ...flags, reference], { env: this.#env });
  }

  /** `DIR@DIGEST` of an image layout. */
  verifyLayout(layout: string, scope: string) {
    const args = ['verify', '--oci-layout', layout, '--scope', scope];
    return tryPeer('notation', args, { env: { ...this.#env, NOTATION_EXPERIMENTAL: '1' } });
  }
}
