import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { behindTls } from '../../../src/io/http/behind-tls.ts';
import { redirected } from '../../../src/io/http/redirect.ts';
import { readBlob } from '../../../src/oci/read-blob.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import { Front } from '../../support/front.ts';
import { attach, attached, image, push } from '../../support/images.ts';
import { ALICE, registryStore } from '../../support/registry-store.ts';
import { tlsMaterial } from '../../support/tls-server.ts';
import { never } from '../../support/tools.ts';
import { trap } from '../../support/trap.ts';

const SITE = tlsMaterial('site', ['registry.test']);
const accounts = [{ username: 'alice', password: 'wonderland' }];

/** A registry behind a front that ends TLS and does not say so. */
async function behind() {
  const registry = await FakeRegistry.start({ absoluteLinks: true }, { kind: 'basic', accounts });
  // The registry goes by the Host that it is given.
  const front: Front = await new Front(registry.host, {
    tls: SITE,
    headers: ({ link, ...rest }) =>
      link === undefined ? rest : { ...rest, link: String(link).replace(registry.host, front.host) },
  }).start();
  onTestFinished(async () => {
    await Promise.all([front.stop(), registry.stop()]);
  });
  const store = registryStore(front.host, 'team/app', {
    plainHttp: false,
    credential: ALICE,
    http: { ca: SITE.ca },
  });
  return { registry, front, store };
}

describe('a registry behind a front that ends TLS', () => {
  it.each([
    ['with the port', (host: string) => `http://${host}`],
    ['without a port', () => 'http://127.0.0.1'],
    ['with the port of http', () => 'http://127.0.0.1:80'],
  ])('that names its uploads in plain http, %s, is sent them by TLS', async (_, origin) => {
    const { registry, front, store } = await behind();
    registry.switches.uploadLocation = { origin: origin(front.host) };
    const built = image({ layerSize: 100_000 });
    await push(store, built, '1');
    expect(await store.resolve({ tag: '1' }, never)).toEqual(built.manifest.descriptor);
    expect(front.seen).toHaveLength(registry.log.length);
  });

  it('that names its lists and its storage in plain http is read by TLS', async () => {
    const { registry, front, store } = await behind();
    const subject = await push(store, image(), '1');
    for (const text of ['a', 'b', 'c']) await attach(store, subject, attached(subject, undefined, text));
    registry.switches.pageSize = 1;
    const found = await Array.fromAsync(store.referrers(subject, { sources: 'all' }, never));
    expect(found).toHaveLength(3);
    registry.switches.blobRedirect = `http://${front.host}/storage/team/app`;
    const built = image();
    const { descriptor, bytes } = built.blobs[0]!;
    expect(Buffer.from(await readBlob(store, descriptor, 1_000, never))).toEqual(Buffer.from(bytes));
    expect(front.seen).toHaveLength(registry.log.length);
  });

  it('is named where the address is not its own, and is sent nothing there', async () => {
    const { registry, store } = await behind();
    const far = await trap();
    onTestFinished(() => far.stop());
    registry.switches.uploadLocation = { origin: far.origin };
    await expect(push(store, image())).rejects.toMatchObject({
      code: 'unexpected_answer',
      message: expect.stringContaining(`without TLS, at ${far.origin}/v2/team/app/blobs/uploads/`),
      hint: expect.stringContaining('X-Forwarded-Proto'),
    });
    expect(far.seen).toEqual([]);
  });

  it('that sends a read to plain http and back is not followed in a circle', () => {
    const url = new URL('https://registry.test/v2/team/app/blobs/sha256:x');
    const answer = { status: 301, headers: { location: 'http://registry.test/v2/team/app/blobs/sha256:x' } };
    const request = { method: 'GET', url, signal: never } as const;
    expect(() => redirected(request, { ...answer, url, body: null as never })).toThrow(/https to http/);
    const elsewhere = { status: 307, headers: { location: 'http://registry.test/storage/x' } };
    const next = redirected(
      { ...request, headers: { authorization: 'Basic x' } },
      { ...elsewhere, url, body: null as never },
    );
    expect(next).toMatchObject({ headers: { authorization: 'Basic x' } });
    expect(next?.url.href).toBe('https://registry.test/storage/x');
  });
});

describe('an address in plain http', () => {
  const asked = new URL('https://registry.test:8443/v2/');

  it.each([
    ['http://registry.test/x?a=b', 'https://registry.test:8443/x?a=b'],
    ['http://registry.test:8443/x', 'https://registry.test:8443/x'],
    ['http://REGISTRY.test./x', 'https://registry.test:8443/x'],
    ['http://registry.test:8080/x', 'http://registry.test:8080/x'],
    ['http://registry.test:443/x', 'http://registry.test:443/x'],
    ['http://storage.registry.test/x', 'http://storage.registry.test/x'],
    ['https://registry.test/x', 'https://registry.test/x'],
    ['ftp://registry.test/x', 'ftp://registry.test/x'],
  ])('%s is taken for %s', (target, expected) => {
    expect(behindTls(new URL(target), asked).href).toBe(expected);
  });

  it('with 443 written out is that of a registry without a port', () => {
    const url = behindTls(new URL('http://registry.test:443/x'), new URL('https://registry.test/'));
    expect(url.href).toBe('https://registry.test/x');
  });

  it('becomes the origin that was asked, or stays what it was', () => {
    const hosts = fc.constantFrom('a.test', 'b.test', '127.0.0.1', '[::1]', 'a.test.');
    const port = fc.option(fc.integer({ min: 1, max: 65_535 }), { nil: undefined });
    const url = (scheme: string, host: string, at: number | undefined) =>
      new URL(`${scheme}://${host}${at === undefined ? '' : `:${at}`}/p`);
    fc.assert(
      fc.property(
        fc.constantFrom('http', 'https'),
        fc.constantFrom('http', 'https'),
        fc.tuple(hosts, hosts),
        fc.tuple(port, port),
        (one, two, [from, to], [here, there]) => {
          const target = url(one, from, here);
          const registry = url(two, to, there);
          const found = behindTls(target, registry);
          const moved = found.href !== target.href;
          if (moved) expect(found.origin).toBe(registry.origin);
          if (moved) expect(found.protocol).toBe('https:');
        },
      ),
    );
  });
});
