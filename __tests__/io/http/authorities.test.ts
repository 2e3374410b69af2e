import { X509Certificate } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { getCACertificates } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openAuthorities } from '../../../src/io/http/authorities/open.ts';
import { ConnectProxy } from '../../support/connect-proxy.ts';
import { httpClient, JumpingClock } from '../../support/registry-store.ts';
import { TlsServer, tlsMaterial } from '../../support/tls-server.ts';
import { never } from '../../support/tools.ts';

const SITE = tlsMaterial('site', ['registry.test']);
const COMPANY = tlsMaterial('company', ['registry.test']);
const OTHER = tlsMaterial('others', ['registry.test']);

const BUNDLE = 'etc/ssl/certs/ca-certificates.crt';
const BAD = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

/** A machine whose root folder holds these files. */
async function machine(files: Record<string, string> = {}) {
  const root = await mkdtemp(join(tmpdir(), 'sealift-authorities-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
  const at = (name: string): string => join(root, name);
  const open = (env: Record<string, string> = {}, platform = 'linux') =>
    openAuthorities({ env, platform, root });
  const read = async (env: Record<string, string> = {}, platform = 'linux') =>
    (await open(env, platform)()).map(named);
  return { root, at, open, read };
}

/** By the name of its authority, whatever stands around the block. */
function named(block: string): string {
  const bare = block.trim();
  const known = { SITE, COMPANY, OTHER, BAD: { ca: BAD } };
  return Object.entries(known).find(([, { ca }]) => ca.trim() === bare)?.[0] ?? 'unknown';
}

describe('authorities of the machine', () => {
  it.each([
    ['etc/ssl/certs/ca-certificates.crt', 'linux'],
    ['etc/pki/tls/certs/ca-bundle.crt', 'linux'],
    ['etc/ssl/ca-bundle.pem', 'linux'],
    ['etc/pki/tls/cacert.pem', 'linux'],
    ['etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem', 'linux'],
    ['etc/ssl/cert.pem', 'linux'],
    ['etc/ssl/certs/company.pem', 'linux'],
    ['etc/pki/tls/certs/company.crt', 'linux'],
    ['usr/local/etc/ssl/cert.pem', 'freebsd'],
    ['usr/local/share/certs/company.pem', 'freebsd'],
    ['etc/certs/CA/company.pem', 'sunos'],
    ['system/etc/security/cacerts/company.0', 'android'],
  ])('are found in %s of %s', async (file, platform) => {
    const { read } = await machine({ [file]: COMPANY.ca });
    expect(await read({}, platform)).toEqual(['COMPANY']);
  });

  it('are those of the first bundle that exists, and of every folder, each once', async () => {
    const { read, at } = await machine({
      'etc/pki/tls/certs/ca-bundle.crt': `# Site\n${SITE.ca}`,
      'etc/ssl/cert.pem': OTHER.ca,
      'etc/ssl/certs/company.pem': COMPANY.ca,
      'etc/ssl/certs/README': 'no certificate',
      'etc/ssl/certs/java/cacerts': OTHER.ca,
      'usr/share/site.crt': SITE.ca,
    });
    await symlink('company.pem', at('etc/ssl/certs/0a1b2c3d.0'));
    await symlink(at('usr/share/site.crt'), at('etc/ssl/certs/site.pem'));
    await symlink(at('gone'), at('etc/ssl/certs/gone.pem'));
    expect(await read()).toEqual(['SITE', 'COMPANY']);
  });

  it("are node's own only where the system has none", async () => {
    const bundled = getCACertificates('bundled');
    const bare = await machine({ 'etc/ssl/certs/README': 'nothing here' });
    expect(await bare.open()()).toEqual(bundled);
    const emptied = await machine({ [BUNDLE]: '' });
    expect(await emptied.open()()).toEqual([]);
  });

  it.each(['darwin', 'win32'])("are node's reading of the system's store on %s", async (platform) => {
    const { open } = await machine({ [BUNDLE]: COMPANY.ca });
    const stored = [...new Set(getCACertificates('system'))];
    expect(await open({}, platform)()).toEqual(stored.length > 0 ? stored : getCACertificates('bundled'));
  });

  it('are read once, when they are asked for', async () => {
    const { open, at } = await machine({ [BUNDLE]: SITE.ca });
    const ask = open();
    await writeFile(at(BUNDLE), COMPANY.ca);
    expect((await ask()).map(named)).toEqual(['COMPANY']);
    await writeFile(at(BUNDLE), OTHER.ca);
    expect((await ask()).map(named)).toEqual(['COMPANY']);
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['SSL_CERT_FILE', { SSL_CERT_FILE: 'own/site.pem' }, ['SITE']],
    ['SSL_CERT_DIR', { SSL_CERT_DIR: 'more' }, ['OTHER']],
    [
      'SSL_CERT_DIR with two folders and one that is gone',
      { SSL_CERT_DIR: 'own:gone:more' },
      ['SITE', 'OTHER'],
    ],
    ['a file and a folder that is gone', { SSL_CERT_FILE: 'own/site.pem', SSL_CERT_DIR: 'gone' }, ['SITE']],
    ['both', { SSL_CERT_FILE: 'own/site.pem', SSL_CERT_DIR: 'more' }, ['SITE', 'OTHER']],
    ['neither, since they are empty', { SSL_CERT_FILE: '', SSL_CERT_DIR: '' }, ['COMPANY']],
    ['NODE_EXTRA_CA_CERTS besides', { NODE_EXTRA_CA_CERTS: 'own/site.pem' }, ['COMPANY', 'SITE']],
    [
      'NODE_EXTRA_CA_CERTS beside SSL_CERT_DIR',
      { SSL_CERT_DIR: 'more', NODE_EXTRA_CA_CERTS: 'own/site.pem' },
      ['OTHER', 'SITE'],
    ],
  ])('are replaced by %s', async (_, env, expected) => {
    const { read, at } = await machine({
      [BUNDLE]: COMPANY.ca,
      'own/site.pem': SITE.ca,
      'more/other.pem': OTHER.ca,
    });
    const absolute = Object.entries(env).map(([name, value]) => [
      name,
      value
        .split(':')
        .map((part) => part && at(part))
        .join(':'),
    ]);
    expect(await read(Object.fromEntries(absolute))).toEqual(expected);
  });

  it.each<[string, string, RegExp]>([
    ['SSL_CERT_FILE', 'gone.pem', /^SSL_CERT_FILE: there is no .* at .*gone\.pem$/],
    ['SSL_CERT_FILE', 'folder', /^SSL_CERT_FILE: .*is a folder/],
    ['SSL_CERT_FILE', 'empty', /^SSL_CERT_FILE: .*empty holds no certificate/],
    ['SSL_CERT_FILE', 'bad.pem', /^SSL_CERT_FILE: .*bad\.pem holds no certificate/],
    ['SSL_CERT_FILE', 'key.pem', /^SSL_CERT_FILE: .*key\.pem holds no certificate/],
    ['SSL_CERT_DIR', 'gone', /^SSL_CERT_DIR: there is no certificate in .*gone$/],
    ['SSL_CERT_DIR', 'folder', /^SSL_CERT_DIR: there is no certificate in .*folder$/],
    ['NODE_EXTRA_CA_CERTS', 'gone.pem', /^NODE_EXTRA_CA_CERTS: there is no .* at .*gone\.pem$/],
    ['NODE_EXTRA_CA_CERTS', 'empty', /^NODE_EXTRA_CA_CERTS: .*empty holds no certificate/],
  ])('are one error where %s names %s', async (variable, name, message) => {
    const { open, at } = await machine({
      [BUNDLE]: COMPANY.ca,
      'folder/README': 'nothing',
      empty: '',
      'bad.pem': BAD,
      'key.pem': SITE.key,
    });
    await expect(open({ [variable]: at(name) })()).rejects.toMatchObject({
      code: 'config_invalid',
      exitCode: 2,
      message: expect.stringMatching(message),
      hint: expect.stringContaining(variable),
    });
  });

  it('are read past an unreadable entry', async () => {
    const { open, at } = await machine({
      'ca.pem': `${BAD}${COMPANY.ca.replaceAll('\n', '\r\n')}${SITE.ca}`,
    });
    const one = await server(COMPANY);
    const get = client({ authorities: open({ SSL_CERT_FILE: at('ca.pem') }) });
    expect((await get(one.url)).status).toBe(200);
  });
});

async function server(material: typeof SITE) {
  const one = await new TlsServer(material, () => ({ status: 200 })).start();
  onTestFinished(() => one.stop());
  return { port: one.port, url: `https://127.0.0.1:${one.port}/v2/` };
}

function client(options: Parameters<typeof httpClient>[1]) {
  const http = httpClient(new JumpingClock(), options);
  onTestFinished(() => http.close());
  return (url: string) => http.request({ method: 'GET', url: new URL(url), signal: never });
}

describe('a connection by TLS', () => {
  it('trusts the authorities of the machine, with --ca-file besides, and no others', async () => {
    const { open } = await machine({ [BUNDLE]: COMPANY.ca });
    const [ours, site, other] = [await server(COMPANY), await server(SITE), await server(OTHER)];
    const get = client({ authorities: open(), ca: SITE.ca });
    expect((await get(ours.url)).status).toBe(200);
    expect((await get(site.url)).status).toBe(200);
    await expect(get(other.url)).rejects.toMatchObject({ code: 'tls_failed' });
  });

  it('trusts no host on a machine without authorities', async () => {
    const { open } = await machine({ [BUNDLE]: '' });
    const { url } = await server(SITE);
    await expect(client({ authorities: open() })(url)).rejects.toMatchObject({ code: 'tls_failed' });
  });

  it('accepts a trusted certificate that is no root', async () => {
    const { open, at } = await machine({ 'leaf.pem': SITE.cert });
    const { url } = await server(SITE);
    const get = client({ authorities: open({ SSL_CERT_FILE: at('leaf.pem') }) });
    expect((await get(url)).status).toBe(200);
  });

  it('keeps the authorities of the machine where its host has a client certificate', async () => {
    const { open } = await machine({ [BUNDLE]: COMPANY.ca });
    const { url } = await server(COMPANY);
    const certificatesOf = async () => ({ authorities: [], client: { cert: SITE.cert, key: SITE.key } });
    expect((await client({ authorities: open(), certificatesOf })(url)).status).toBe(200);
  });

  it('fails with the untrusted issuer and the ways to trust it', async () => {
    const { open } = await machine({ [BUNDLE]: COMPANY.ca });
    const { url, port } = await server(SITE);
    await expect(client({ authorities: open() })(url)).rejects.toMatchObject({
      code: 'tls_failed',
      message: expect.stringMatching(/not trusted here, "CN=site.*" \(UNABLE_TO_GET_ISSUER_CERT_LOCALLY\)$/),
      hint: expect.stringMatching(
        new RegExp(`--ca-file.*SSL_CERT_FILE.*certs\\.d/127\\.0\\.0\\.1:${port}.*system.*intermediate`),
      ),
    });
  });

  it.each([
    ['', {}],
    ['us%40er:p4ss@', { login: { username: 'us@er', password: 'p4ss' } }],
  ])('names the issuer of what comes through a tunnel as well, login %j', async (login, options) => {
    const far = await server(SITE);
    const proxy = await new ConnectProxy({ routes: { 'registry.test:443': far.port }, ...options }).start();
    onTestFinished(() => proxy.stop());
    const { open } = await machine({ [BUNDLE]: COMPANY.ca });
    const get = client({ authorities: open(), env: { HTTPS_PROXY: `http://${login}${proxy.host}` } });
    await expect(get('https://registry.test/v2/')).rejects.toMatchObject({
      code: 'tls_failed',
      message: expect.stringMatching(
        /^https:\/\/registry\.test\/v2\/, through the proxy .*"CN=site.*" \(UNABLE/,
      ),
    });
    expect(proxy.asked).toEqual(['CONNECT registry.test:443', 'CONNECT registry.test:443']);
  });

  it('reads no authorities where nothing is asked by TLS', async () => {
    let asked = 0;
    const authorities = async () => {
      asked += 1;
      return [];
    };
    await expect(client({ authorities })('http://127.0.0.1:9/')).rejects.toMatchObject({
      code: 'connection_failed',
    });
    expect(asked).toBe(0);
    await expect(client({ authorities })('https://127.0.0.1:9/')).rejects.toMatchObject({
      code: 'connection_failed',
    });
    expect(asked).toBe(1);
  });

  describe('to a proxy', () => {
    const through = async (authority: string) => {
      const far = await server(COMPANY);
      const routes = { 'registry.test:443': far.port };
      const proxy = await new ConnectProxy({ tls: SITE, routes }).start();
      onTestFinished(() => proxy.stop());
      const { open } = await machine({ [BUNDLE]: COMPANY.ca + authority });
      const env = { HTTPS_PROXY: `https://${proxy.host}` };
      return { proxy, get: client({ authorities: open(), env }) };
    };

    it('trusts the same authorities', async () => {
      const defaults = () =>
        [
          ...new Set(getCACertificates('default').map((one) => new X509Certificate(one).fingerprint256)),
        ].toSorted();
      const before = defaults().join();
      const { get, proxy } = await through(SITE.ca);
      expect((await get('https://registry.test/v2/')).status).toBe(200);
      expect(proxy.asked).toEqual(['CONNECT registry.test:443']);
      expect(defaults().join() === before).toBe(true);
    });

    it('names the issuer of its certificate', async () => {
      const { get, proxy } = await through('');
      await expect(get('https://registry.test/v2/')).rejects.toMatchObject({
        code: 'tls_failed',
        message: expect.stringMatching(new RegExp(`^the proxy ${proxy.host}: .*"CN=site`)),
        hint: expect.stringContaining("the proxy's authority"),
      });
    });
  });
});
