import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCrl } from '../support/crl/build-crl.ts';
import { manyEntries } from '../support/crl/many-entries.ts';
import { CA, LEAF, type Minted, mint, namedKey, nameOf, testKey } from '../support/pki.ts';
import { CLI, run } from './support/run.ts';

const ADDRESS = 'http://crl.example.com/large.crl';
const ENTRIES = 1_000_000;
/** KiB of memory that a verification may take at its peak. */
const MOST = 160 * 1024;

const root = mint({ ...CA, subject: nameOf('large root'), key: namedKey('large root') });
const leaf = mint({ ...LEAF, subject: nameOf('signer'), key: testKey(), issuer: root, crlUrls: [ADDRESS] });
/** Says the peak of memory in KiB behind everything else that the program says. */
const PEAK =
  'data:text/javascript,process.on("exit",()=>console.error("peak",process.resourceUsage().maxRSS))';

describe('a CRL of a million entries', () => {
  let folder: string;
  const at = (...names: string[]): string => join(folder, ...names);
  const env = () => ({ XDG_CACHE_HOME: at('cache'), XDG_CONFIG_HOME: at('config') });

  async function sealift(args: readonly string[], more: Readonly<Record<string, string>> = {}) {
    const begun = performance.now();
    const options = { env: { ...env(), ...more } };
    const done = await run(process.execPath, ['--import', PEAK, CLI, ...args], options);
    const peak = Number(/^peak (\d+)$/m.exec(done.stderr)?.[1]);
    return { ...done, peak, elapsed: performance.now() - begun };
  }

  async function store(issuer: Minted, crl: Uint8Array): Promise<void> {
    const name = `complete ${(await issuer.certificate()).thumbprint} ${ADDRESS}`;
    const file = createHash('sha256').update(name).digest('hex');
    await writeFile(at('cache', 'sealift', 'crl', file), crl, { mode: 0o600 });
  }

  async function blob(bytes: string): Promise<{ digest: string; size: number }> {
    const hex = createHash('sha256').update(bytes).digest('hex');
    await writeFile(at('layout', 'blobs', 'sha256', hex), bytes);
    return { digest: `sha256:${hex}`, size: bytes.length };
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sealift-large-crl-'));
    await mkdir(at('layout', 'blobs', 'sha256'), { recursive: true });
    await mkdir(at('cache', 'sealift', 'crl'), { recursive: true, mode: 0o700 });
    await mkdir(at('store', 'x509', 'ca', 'acme'), { recursive: true });
    await writeFile(at('store', 'x509', 'ca', 'acme', 'root.pem'), root.pem);
    await writeFile(at('key.pem'), leaf.key.pem, { mode: 0o600 });
    await writeFile(at('chain.pem'), leaf.pem + root.pem);
    const config = { mediaType: 'application/vnd.oci.empty.v1+json', ...(await blob('{}')) };
    const mediaType = 'application/vnd.oci.image.manifest.v1+json';
    const manifest = JSON.stringify({ schemaVersion: 2, mediaType, config, layers: [config] });
    const image = await blob(manifest);
    const annotations = { 'org.opencontainers.image.ref.name': 'v1' };
    const index = { schemaVersion: 2, manifests: [{ mediaType, ...image, annotations }] };
    await writeFile(at('layout', 'index.json'), JSON.stringify(index));
    await writeFile(at('layout', 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
    const statement = {
      name: 'all',
      registryScopes: ['*'],
      signatureVerification: { level: 'strict' },
      trustStores: ['ca:acme'],
      trustedIdentities: ['*'],
    };
    await writeFile(at('policy.json'), JSON.stringify({ version: '1.0', trustPolicies: [statement] }));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is judged in bounded memory, and both its verdicts count', async () => {
    const times = {
      thisUpdate: new Date(Date.now() - 3_600_000),
      nextUpdate: new Date(Date.now() + 3_600_000),
    };
    const encodedEntries = manyEntries(ENTRIES);
    const good = buildCrl({ issuer: root, encodedEntries, ...times });
    expect(good.length).toBeGreaterThan(36_000_000);
    await store(root, good);
    const image = `oci:${at('layout')}:v1`;
    const signed = await sealift([
      ...['sign', image, '--key', at('key.pem')],
      '--certificate-chain',
      at('chain.pem'),
    ]);
    expect(signed, signed.stderr).toMatchObject({ code: 0 });
    const verify = [
      ...['verify', image, '--scope', 'registry.example.com/team/app'],
      ...['--trust-policy', at('policy.json'), '--trust-store', at('store')],
    ];
    const passed = await sealift(verify);
    expect(passed, passed.stderr).toMatchObject({ code: 0 });
    expect(passed.peak).toBeLessThan(MOST);
    console.log(`verify: ${Math.round(passed.elapsed)} ms, peak ${Math.round(passed.peak / 1024)} MiB`);
    let asked = 0;
    // It stands as a proxy, since no address of this machine is asked for what a certificate names.
    const proxy = createServer((_, response) => {
      asked += 1;
      response.writeHead(200, { 'content-length': good.length }).end(good);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    const fetched = await sealift(verify, {
      XDG_CACHE_HOME: at('empty'),
      http_proxy: `http://127.0.0.1:${port}`,
      no_proxy: '',
    });
    proxy.close();
    expect(fetched, fetched.stderr).toMatchObject({ code: 0 });
    expect(asked).toBe(1);
    expect(fetched.peak).toBeLessThan(MOST);
    console.log(`fetched: ${Math.round(fetched.elapsed)} ms, peak ${Math.round(fetched.peak / 1024)} MiB`);
    const own = { serial: (await leaf.certificate()).serialNumber };
    await store(root, buildCrl({ issuer: root, entries: [own], encodedEntries, ...times }));
    const refused = await sealift(verify);
    expect(refused.code, refused.stderr).toBe(1);
    expect(refused.stderr + refused.stdout).toContain('certificate_revoked');
    expect(refused.peak).toBeLessThan(MOST);
  });
});
