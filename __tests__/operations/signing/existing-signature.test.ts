import { Buffer } from 'node:buffer';
import { beforeEach, describe, expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { image, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { CA, mint, namedKey, nameOf, sharedChain, testChain } from '../../support/pki.ts';
import { NOW, tools } from '../../support/tools.ts';
import { attachSignature, type CraftedSignature } from '../crafted.ts';
import { sign, verify } from '../support.ts';

const { leaf, intermediate, root } = sharedChain();
/** What is not signed: anybody may put another chain there. */
const x5c = (...chain: readonly { readonly der: Uint8Array }[]) => ({
  x5c: chain.map(({ der }) => Buffer.from(der).toString('base64')),
});

const DAY = 24 * 60 * 60 * 1000;
const at = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

describe('an existing signature', () => {
  let store: MemoryStore;
  let subject: Descriptor;

  beforeEach(async () => {
    store = new MemoryStore();
    subject = await push(store, image(), '1');
  });

  it('makes a new one needless when it is sound, also one of another program', async () => {
    const { digest } = await attachSignature(store, subject);
    const result = await sign(store);
    expect(result).toMatchObject({ status: 'skipped', signatures: [{ digest, foundIn: 'api' }] });
  });

  it.each<[string, (subject: Descriptor) => CraftedSignature]>([
    [
      'is for another artifact',
      ({ digest, ...rest }) => ({
        target: { ...rest, digest: digest.replace(/.$/, (c) => (c === '0' ? '1' : '0')) as never },
      }),
    ],
    [
      'is for the same digest with another media type',
      (own) => ({ target: { ...own, mediaType: 'application/vnd.oci.image.index.v1+json' } }),
    ],
    [
      'asks for a verification plugin',
      () => ({
        protected: {
          crit: ['io.cncf.notary.signingScheme', 'io.cncf.notary.verificationPlugin'],
          'io.cncf.notary.verificationPlugin': 'com.example',
        },
      }),
    ],
    [
      'has a critical attribute that nobody knows',
      () => ({ protected: { crit: ['io.cncf.notary.signingScheme', 'com.example.x'], 'com.example.x': 1 } }),
    ],
    ['has expired', () => ({ signingTime: at(NOW.getTime() - 2 * DAY), expiry: at(NOW.getTime() - DAY) })],
    [
      'has a twentieth of its life left',
      () => ({ signingTime: at(NOW.getTime() - 19 * DAY), expiry: at(NOW.getTime() + DAY) }),
    ],
    ['is by another leaf with the same key and name', () => ({ chain: testChain() })],
    [
      'is put back under an older certificate of the same root key',
      () => ({
        header: x5c(leaf, intermediate, mint({ ...CA, subject: nameOf('root'), key: namedKey('root') })),
      }),
    ],
    [
      'is put back under another certificate of the same intermediate key',
      () => ({
        header: x5c(
          leaf,
          mint({ ...CA, subject: nameOf('intermediate'), key: namedKey('intermediate'), issuer: root }),
          root,
        ),
      }),
    ],
    ['is put back without its root', () => ({ header: x5c(leaf, intermediate) })],
    ['is COSE', () => ({ envelopeType: 'application/cose' })],
    ['is no envelope', () => ({ bytes: new TextEncoder().encode('{}') })],
    ['is of an unknown format', () => ({ envelopeType: 'text/plain' })],
    ['claims an envelope over 4 MiB', () => ({ claim: { size: 5 * 1024 * 1024 } })],
    ['claims another size of its envelope', () => ({ claim: { size: 12 } })],
  ])('does not when it %s', async (_, spec) => {
    await attachSignature(store, subject, spec(subject));
    expect(await sign(store)).toMatchObject({ status: 'signed', error: null });
    expect(await sign(store, { ifSigned: 'fail' })).toMatchObject({ error: { code: 'signature_exists' } });
  });

  it('makes no new one needless while its certificates are not valid yet', async () => {
    await sign(store);
    expect(await sign(store, tools(new Date('2019-12-31T00:00:00Z')))).toMatchObject({ status: 'signed' });
  });

  it('makes no new one needless when it was changed', async () => {
    await sign(store);
    const [envelope] = [...store.blobs].filter(([, bytes]) => bytes.length > 1000);
    store.blobs.set(envelope![0], envelope![1].with(700, envelope![1][700]! ^ 1));
    expect(await sign(store)).toMatchObject({ status: 'signed' });
  });

  it('makes no new one needless when its envelope is gone', async () => {
    await sign(store);
    for (const [digest, bytes] of store.blobs) if (bytes.length > 1000) store.blobs.delete(digest);
    expect(await sign(store, { metadata: { again: '1' } })).toMatchObject({ status: 'signed' });
  });

  it('is not taken for absent when it cannot be read', async () => {
    await sign(store);
    const before = store.writes.length;
    store.blob = () => Promise.reject(new SealiftError('registry_unavailable', 'down'));
    expect(await sign(store)).toMatchObject({ error: { code: 'registry_unavailable' } });
    expect(store.writes).toHaveLength(before);
  });

  it('is searched in API and tag with fail, and in the preferred list with skip', async () => {
    const asked: string[] = [];
    const list = store.referrers.bind(store);
    store.referrers = (of, query) => {
      asked.push(query.sources);
      return list(of, query);
    };
    await sign(store);
    await sign(store, { ifSigned: 'fail' });
    expect(asked).toEqual(['preferred', 'api-first']);
  });

  it('ends with its expiry or with its first certificate', async () => {
    const soon = await sign(store, { expiresAfter: 1500 });
    const whole = Math.floor(NOW.getTime() / 1000) * 1000;
    // Envelopes hold whole seconds.
    expect(soon.signatures[0]!.validUntil).toBe(new Date(whole + 1000).toISOString());
    const other = new MemoryStore('other.test/app');
    await push(other, image(), '1');
    expect((await sign(other)).signatures[0]!.validUntil).toBe('2049-12-31T23:59:59.000Z');
    expect((await verify(other)).signatures[0]!.validUntil).toBe('2049-12-31T23:59:59.000Z');
  });
});
