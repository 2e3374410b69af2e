import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openHostCertificates } from '../../../src/stores/registry/tls/host-certificates.ts';
import { httpClient, JumpingClock } from '../../support/registry-store.ts';
import { type TlsAnswer, TlsServer, tlsMaterial } from '../../support/tls-server.ts';
import { never } from '../../support/tools.ts';

const SITE = tlsMaterial('site', ['registry.test']);
const CLIENT = tlsMaterial('clients');
const OTHER = tlsMaterial('others');

/** A home and an `/etc` with these files. */
async function machine(files: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'sealift-certs-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const system = join(folder, 'etc');
  const open = (env: Record<string, string> = {}, platform = 'linux') =>
    openHostCertificates({ env, home: join(folder, 'home'), platform, system });
  return { folder, open };
}

describe('certificates of a host', () => {
  it.each([
    ['etc/docker/certs.d', {}],
    ['etc/containers/certs.d', {}],
    ['home/.docker/certs.d', {}],
    ['home/.config/containers/certs.d', {}],
  ])('are in %s', async (root) => {
    const { open } = await machine({
      [`${root}/reg.test:5000/ca.crt`]: SITE.ca,
      [`${root}/reg.test:5000/me.cert`]: CLIENT.cert,
      [`${root}/reg.test:5000/me.key`]: CLIENT.key,
    });
    expect(await open()('reg.test:5000')).toEqual({
      authorities: [SITE.ca],
      client: { cert: CLIENT.cert, key: CLIENT.key },
    });
    expect(await open()('reg.test')).toBeUndefined();
    expect(await open()('evil-reg.test:5000')).toBeUndefined();
  });

  it('are in the XDG folder, where there is one, and under the usual name of Docker Hub', async () => {
    const { folder, open } = await machine({ 'xdg/containers/certs.d/docker.io/ca.crt': SITE.ca });
    const env = { XDG_CONFIG_HOME: join(folder, 'xdg') };
    expect(await open(env)('registry-1.docker.io')).toEqual({ authorities: [SITE.ca] });
    expect(await open()('registry-1.docker.io')).toBeUndefined();
  });

  it('are merged, with the client certificate of the user before that of the system', async () => {
    const { open } = await machine({
      'etc/docker/certs.d/reg.test:443/ca.crt': SITE.ca,
      'etc/docker/certs.d/reg.test/x.cert': OTHER.cert,
      'etc/docker/certs.d/reg.test/x.key': OTHER.key,
      'home/.docker/certs.d/reg.test/more.crt': OTHER.ca,
      'home/.docker/certs.d/reg.test/a.cert': CLIENT.cert,
      'home/.docker/certs.d/reg.test/a.key': CLIENT.key,
      'home/.docker/certs.d/reg.test/z.cert': OTHER.cert,
      'home/.docker/certs.d/reg.test/z.key': OTHER.key,
      'home/.docker/certs.d/reg.test/README': 'no certificate',
    });
    expect(await open()('reg.test')).toEqual({
      authorities: [OTHER.ca, SITE.ca],
      client: { cert: CLIENT.cert, key: CLIENT.key },
    });
  });

  it('are none for a host name that would lead out of the folder', async () => {
    const { open } = await machine({ 'etc/docker/ca.crt': 'broken', 'etc/docker/certs.d/x/ca.crt': SITE.ca });
    for (const host of ['..', '.', '../docker', 'x/../..', '', 'x\\y'])
      expect(await open()(host)).toBeUndefined();
  });

  it.each([
    ['a certificate without key', { 'me.cert': CLIENT.cert }, /has me\.cert without me\.key$/],
    ['a key without certificate', { 'me.key': CLIENT.key }, /has me\.key without me\.cert$/],
    ['neither pair', { 'a.cert': CLIENT.cert, 'b.key': CLIENT.key }, /a\.cert without a\.key and b\.key/],
    ['a pair that is none', { 'a.cert': CLIENT.cert, 'a.key': OTHER.key }, /not a certificate and its key$/],
    ['no certificate', { 'ca.crt': 'hello' }, /ca\.crt holds no certificate$/],
    ['half a certificate', { 'ca.crt': SITE.ca.replace(/\nM.*\n/, '\n') }, /ca\.crt holds no certificate$/],
    ['a key for an authority', { 'ca.crt': CLIENT.key }, /ca\.crt holds no certificate$/],
  ])('%s is one error that names the folder', async (_, files, message) => {
    const { open } = await machine(
      Object.fromEntries(
        Object.entries(files).map(([name, text]) => [`etc/docker/certs.d/reg.test/${name}`, text]),
      ),
    );
    const asked = open();
    await expect(asked('reg.test')).rejects.toMatchObject({
      code: 'config_invalid',
      message: expect.stringMatching(message),
    });
    await expect(asked('reg.test')).rejects.toThrow('etc/docker/certs.d/reg.test');
    expect(await asked('other.test')).toBeUndefined();
  });

  // Root may look anywhere, and Windows knows no such rights.
  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'are none in a folder that this user may not look into',
    async () => {
      const { folder, open } = await machine({ 'etc/docker/certs.d/reg.test/ca.crt': SITE.ca });
      await chmod(join(folder, 'etc/docker'), 0o000);
      onTestFinished(() => chmod(join(folder, 'etc/docker'), 0o755));
      expect(await open()('reg.test')).toBeUndefined();
    },
  );

  it('lose the colon on Windows', async () => {
    const { open } = await machine({ 'home/.docker/certs.d/reg.test5000/ca.crt': SITE.ca });
    expect(await open({}, 'win32')('reg.test:5000')).toEqual({ authorities: [SITE.ca] });
  });
});

describe('a connection', () => {
  async function server(answer: TlsAnswer, demand = false) {
    const one = await new TlsServer(SITE, () => answer, { clients: CLIENT.ca, demand }).start();
    onTestFinished(() => one.stop());
    return { host: `127.0.0.1:${one.port}`, seen: one.seen };
  }
  const clientFor = async (files: Record<string, string>) => {
    const { open } = await machine(files);
    const http = httpClient(new JumpingClock(), { certificatesOf: open() });
    onTestFinished(() => http.close());
    return (host: string, clientCertificate?: boolean) =>
      http.request({
        method: 'GET',
        url: new URL(`https://${host}/v2/`),
        ...(clientCertificate === undefined ? {} : { clientCertificate }),
        signal: never,
      });
  };
  const whole = (host: string) => ({
    [`etc/docker/certs.d/${host}/ca.crt`]: SITE.ca,
    [`etc/docker/certs.d/${host}/me.cert`]: CLIENT.cert,
    [`etc/docker/certs.d/${host}/me.key`]: CLIENT.key,
  });

  it('trusts an authority only for its own host and port', async () => {
    const [one, two] = [await server({ status: 200 }), await server({ status: 200 })];
    const get = await clientFor({ [`etc/docker/certs.d/${one.host}/ca.crt`]: SITE.ca });
    expect((await get(one.host)).status).toBe(200);
    await expect(get(two.host)).rejects.toMatchObject({ code: 'tls_failed' });
  });

  it('shows the client certificate to the own origin of the registry alone', async () => {
    const one = await server({ status: 200 });
    const get = await clientFor(whole(one.host));
    await get(one.host, true);
    await get(one.host, false);
    await get(one.host);
    expect(one.seen.map(({ client }) => client)).toEqual(['client', undefined, undefined]);
  });

  it('shows it to no other origin that it is redirected to, even one that has its own', async () => {
    const far = await server({ status: 200 });
    const near = await server({ status: 307, headers: { location: `https://${far.host}/blob` } });
    const get = await clientFor({ ...whole(near.host), ...whole(far.host) });
    expect((await get(near.host, true)).status).toBe(200);
    expect(near.seen.map(({ client }) => client)).toEqual(['client']);
    expect(far.seen.map(({ client }) => client)).toEqual([undefined]);
  });

  it('fails with the place for a client certificate when the host demands one', async () => {
    const one = await server({ status: 200 }, true);
    const get = await clientFor({ [`etc/docker/certs.d/${one.host}/ca.crt`]: SITE.ca });
    await expect(get(one.host, true)).rejects.toMatchObject({
      code: 'tls_failed',
      message: expect.stringContaining('it demands a client certificate'),
      hint: expect.stringContaining(`certs.d/${one.host}`),
    });
    const known = await clientFor(whole(one.host));
    expect((await known(one.host, true)).status).toBe(200);
  });
});
