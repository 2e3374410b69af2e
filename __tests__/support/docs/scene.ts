import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { attachSignature } from '../../operations/crafted.ts';
import { ConnectProxy } from '../connect-proxy.ts';
import { FakeRegistry } from '../fake-registry/registry.ts';
import { Front } from '../front.ts';
import { image, index, push } from '../images.ts';
import { CA, mint, namedKey, nameOf, testChain } from '../pki.ts';
import { registryStore } from '../registry-store.ts';
import { tlsMaterial } from '../tls-server.ts';
import { policyOf } from '../workplace.ts';
import { endingSignerFiles, pushEndingSigner } from './ending-signer.ts';

/** Hosts that the pages name; each is a registry of its own behind TLS. `docker.io` is asked at its API's host. */
const HOSTS = [
  'registry-1.docker.io',
  'registry.example.com',
  'prod.example.com',
  'mirror.example.com',
  'eu.example.com',
  'us.example.com',
  'cn.example.com',
] as const;

const TLS = tlsMaterial('docs authority', HOSTS);
const CHAIN = testChain({
  root: { subject: nameOf('acme CA', 'acme') },
  leaf: { subject: nameOf('release', 'acme') },
});
const PARTNER = mint({ ...CA, subject: nameOf('partner CA', 'partner'), key: namedKey('partner') });

const TRUST: Readonly<Record<string, string>> = {
  'trustpolicy.json': policyOf('strict', ['x509.subject: C=US, ST=WA, O=acme']),
  'truststore/x509/ca/acme/root.pem': CHAIN.root.pem,
};

type Files = Readonly<Record<string, string>>;

/** Files that a page takes for granted, by the word behind `given:`. */
const FILES: Readonly<Record<string, Files | (() => Promise<Files>)>> = {
  nothing: {},
  // No file, and the image of the quick start in the registry on this machine.
  'local image': {},
  // No file, and the keys of a CA and of a signer in a key service.
  'vault keys': {},
  // A key, its chain, and the root of the CA, as a signer has them.
  key: {
    'key.pem': CHAIN.key.pem,
    'chain.pem': CHAIN.pem,
    'ca.pem': CHAIN.root.pem,
    'root.pem': CHAIN.root.pem,
    'partner.pem': PARTNER.pem,
  },
  // A signer whose certificate ends soon, and its CA.
  'ending signer': endingSignerFiles,
  // A key and its chain, and a policy that trusts the signer.
  trust: {
    'key.pem': CHAIN.key.pem,
    'chain.pem': CHAIN.pem,
    'ca.pem': CHAIN.root.pem,
    'root.pem': CHAIN.root.pem,
    'partner.pem': PARTNER.pem,
    ...TRUST,
    ...Object.fromEntries(Object.entries(TRUST).map(([file, text]) => [`.sealift/${file}`, text])),
  },
};

/** Registries as the pages name them, and a way to them for a program that knows nothing of it. */
export class Scene {
  readonly #stops: (() => Promise<unknown>)[] = [];
  readonly #proxy: ConnectProxy;
  /** The registry that the pages call `localhost:5000`. */
  readonly local: FakeRegistry;

  private constructor(proxy: ConnectProxy, local: FakeRegistry) {
    this.#proxy = proxy;
    this.local = local;
  }

  static async start(): Promise<Scene> {
    // The mirror takes an index of which it gets some platforms alone, as the page on registries says how.
    const registries = await Promise.all(
      HOSTS.map((host) =>
        FakeRegistry.start(host === 'mirror.example.com' ? { absentChildren: 'taken' } : {}),
      ),
    );
    const fronts = await Promise.all(registries.map(({ host }) => new Front(host, { tls: TLS }).start()));
    const routes = HOSTS.map((host, at) => [`${host}:443`, Number(fronts[at]!.host.split(':')[1])] as const);
    const proxy = await new ConnectProxy({ routes: Object.fromEntries(routes) }).start();
    const scene = new Scene(proxy, await FakeRegistry.start());
    scene.#stops.push(...[proxy, ...fronts, ...registries, scene.local].map((one) => () => one.stop()));
    const hub = registryStore(registries[0]!.host, 'library/busybox');
    await push(hub, index([image({ seed: 'busybox/amd64' }), image({ seed: 'busybox/arm64' })]), '1.37');
    // One signed image and one that nobody signed.
    const app = registryStore(registries[1]!.host, 'team/app');
    const signed = await push(app, image({ seed: 'app 1.4' }), '1.4');
    await attachSignature(app, signed, { chain: CHAIN });
    await push(app, image({ seed: 'app 1.5' }), '1.5');
    // An index that is signed as its images are.
    const web = registryStore(registries[1]!.host, 'team/web');
    const platforms = index([image({ seed: 'web amd64' }), image({ seed: 'web arm64' })]);
    await push(web, platforms, '1.4');
    for (const { manifest } of [platforms, ...platforms.children])
      await attachSignature(web, manifest.descriptor, { chain: CHAIN });
    await pushEndingSigner(registryStore(registries[1]!.host, 'team/shop'));
    return scene;
  }

  /** Proxy and authority for one run; written into `folder`, which is none that the commands run in. */
  async env(folder: string): Promise<Record<string, string>> {
    const authority = join(folder, 'authority.pem');
    await writeFile(authority, TLS.ca);
    return { HTTPS_PROXY: `http://${this.#proxy.host}`, SSL_CERT_FILE: authority };
  }

  async stop(): Promise<void> {
    await Promise.all(this.#stops.map((stop) => stop()));
  }
}

/** Puts `dev/app:1.0` of the quick start into a registry on this machine. */
export async function pushLocalImage(host: string): Promise<void> {
  await push(registryStore(host, 'dev/app'), image({ seed: 'local image' }), '1.0');
}

/** Puts the files of a scene into a folder. */
export async function furnish(folder: string, given = 'nothing'): Promise<void> {
  const found = FILES[given];
  const files = typeof found === 'function' ? await found() : found;
  if (!files) throw new Error(`no scene is called ${given}`);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}
