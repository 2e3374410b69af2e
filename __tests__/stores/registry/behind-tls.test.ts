import { describe, expect, it, onTestFinished } from 'vitest';
import { behindTlsHint } from '../../../src/io/http/behind-tls.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import { Front } from '../../support/front.ts';
import { attach, attached, image, push } from '../../support/images.ts';
import { ALICE, registryStore } from '../../support/registry-store.ts';
import { tlsMaterial } from '../../support/tls-server.ts';
import { never } from '../../support/tools.ts';

const SITE = tlsMaterial('site', ['registry.test']);
const accounts = [{ username: 'alice', password: 'wonderland' }];
const HINT = /X-Forwarded-Proto.*http\.host/;

/** A registry behind a front that ends TLS and does not say so: what it names of itself is in plain http. */
async function behind() {
  const registry = await FakeRegistry.start({ absoluteLinks: true }, { kind: 'basic', accounts });
  const front: Front = await new Front(registry.host, {
    tls: SITE,
    headers: ({ link, ...rest }) =>
      link === undefined ? rest : { ...rest, link: String(link).replace(registry.host, front.host) },
  }).start();
  onTestFinished(async () => {
    await Promise.all([front.stop(), registry.stop()]);
  });
  const options = { plainHttp: false, credential: ALICE, http: { ca: SITE.ca } };
  return { registry, front, store: registryStore(front.host, 'team/app', options) };
}

describe('a registry behind a front that ends TLS and does not say so', () => {
  it('is named with the setting where it names an upload in plain http, and nothing is sent there', async () => {
    const { registry, front, store } = await behind();
    registry.switches.uploadLocation = { origin: `http://${front.host}` };
    await expect(push(store, image())).rejects.toMatchObject({
      code: 'unexpected_answer',
      exitCode: 1,
      message: expect.stringContaining(`without TLS, at http://${front.host}/v2/team/app/blobs/uploads/`),
      hint: expect.stringMatching(HINT),
    });
    expect(registry.requests.filter((request) => /^(PUT|PATCH)/.test(request))).toEqual([]);
  });

  it('is named with the setting where it names the next page or its storage in plain http', async () => {
    const { registry, front, store } = await behind();
    const built = image();
    const subject = await push(store, built, '1');
    for (const text of ['a', 'b']) await attach(store, subject, attached(subject, undefined, text));
    registry.switches.pageSize = 1;
    const reading = Array.fromAsync(store.referrers(subject, { sources: 'merged' }, never));
    await expect(reading).rejects.toMatchObject({
      code: 'unexpected_answer',
      message: expect.stringContaining('names a next page without TLS'),
      hint: expect.stringMatching(HINT),
    });
    registry.switches.blobRedirect = `http://${front.host}/storage/team/app`;
    await expect(store.blob(built.blobs[0]!.descriptor, {}, never)).rejects.toMatchObject({
      code: 'unexpected_answer',
      message: expect.stringContaining('from https to http'),
      hint: expect.stringMatching(HINT),
    });
  });

  it.each([
    ['http://registry.test/x', 'https://registry.test/', true],
    ['http://registry.test:8080/x', 'https://registry.test:8443/', true],
    ['http://REGISTRY.test./x', 'https://registry.test/', true],
    ['http://storage.test/x', 'https://registry.test/', false],
    ['https://registry.test:8443/x', 'https://registry.test/', false],
    ['http://registry.test:8080/x', 'http://registry.test/', false],
  ])('is what %s says of %s: %s', (target, asked, expected) => {
    expect(behindTlsHint(new URL(target), new URL(asked)) !== undefined).toBe(expected);
  });
});
