import { beforeEach, describe, expect, it } from 'vitest';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { listImage } from '../../src/operations/list.ts';
import type { ListFilter } from '../../src/operations/listing/list-filter.ts';
import { craftJws } from '../support/envelopes.ts';
import { attach, attached, image, index, push } from '../support/images.ts';
import { MemoryStore } from '../support/memory-store.ts';
import {
  type CertificateSpec,
  type ChainSpec,
  namedKey,
  nameOf,
  type TestChain,
  testChain,
  testSelfSigned,
} from '../support/pki.ts';
import { TimestampAuthority } from '../support/timestamp-authority.ts';
import { NOW, never, tools } from '../support/tools.ts';
import { attachSignature, type CraftedSignature } from './crafted.ts';
import { TAG } from './support.ts';

const DAY = 86_400_000;
const inDays = (days: number): Date => new Date(Math.floor(NOW.getTime() / 1000) * 1000 + days * DAY);
const rfc3339 = (date: Date): string => date.toISOString().replace('.000Z', 'Z');

const leafOf = (name: string, days: number, more: CertificateSpec = {}): ChainSpec => ({
  leaf: { subject: nameOf(name), notAfter: inDays(days), key: namedKey(`${name} ${days}`), ...more },
});

/** Chains under one root, whose signers' certificates end after some days. */
const authority = testChain();
const issued = (name: string, days: number, more: CertificateSpec = {}): TestChain => {
  const { leaf } = testChain({ ...leafOf(name, days, { issuer: authority.intermediate, ...more }) });
  const minted = [leaf, authority.intermediate, authority.root];
  const certificates = () => Promise.all(minted.map((one) => one.certificate()));
  return { ...authority, leaf, minted, key: leaf.key, certificates };
};
const thumbprintOf = async (chain: Pick<TestChain, 'certificates'>, at = 0): Promise<string> =>
  (await chain.certificates())[at]!.thumbprint;

describe('list with a filter', () => {
  let store: MemoryStore;
  let subject: Descriptor;
  beforeEach(async () => {
    store = new MemoryStore();
    subject = await push(store, image(), '1');
  });

  const list = async (filter: ListFilter, name: { tag: string } = TAG) => {
    const given = tools();
    const result = await listImage({ ...given, reference: 'app:1', name, store, filter }, never);
    expect(result.error).toBeNull();
    return { ...result, warnings: given.warnings, found: result.signatures.map(({ digest }) => digest) };
  };
  const signedBy = async (chain: Pick<TestChain, 'certificates'>, at = 0) =>
    list({ signedBy: await thumbprintOf(chain, at) });
  const ending = (days: number) => list({ endsBy: inDays(days) });
  const put = async (spec: CraftedSignature, of = subject) => (await attachSignature(store, of, spec)).digest;

  it('shows the signatures of a certificate, and none of another one', async () => {
    const [old, fresh] = [issued('old', 100), issued('new', 200)];
    const digest = await put({ chain: old });
    await put({ chain: fresh });
    const { found, signatures, attachments } = await signedBy(old);
    expect(found).toEqual([digest]);
    expect(attachments.map((one) => one.digest)).toEqual([digest]);
    expect(signatures[0]!.matched).toEqual({
      certificate: {
        subject: 'CN=old,O=acme-rockets.io,ST=WA,C=US',
        thumbprint: await thumbprintOf(old),
        position: 1,
        of: 3,
      },
      end: null,
    });
    expect('details' in signatures[0]!).toBe(false);
  });

  it('finds a CA above the signers', async () => {
    await put({ chain: issued('old', 100) });
    await put({ chain: issued('new', 200) });
    await put({ chain: testChain({ root: { subject: nameOf('stranger') } }) });
    const { signatures } = await signedBy(authority, 1);
    expect(signatures.map(({ matched }) => matched?.certificate?.position)).toEqual([2, 2]);
  });

  it('finds signatures of children of an index and of what is attached', async () => {
    const built = index([image({ seed: 'a' }), image({ seed: 'b' })]);
    const root = await push(store, built, 'multi');
    const child = built.children[1]!.manifest.descriptor;
    const sbom = await attach(store, root, attached(root));
    const old = issued('old', 100);
    const digests = [await put({ chain: old }, child), await put({ chain: old }, sbom)];
    const { signatures } = await list({ signedBy: await thumbprintOf(old) }, { tag: 'multi' });
    expect(signatures.map(({ digest }) => digest).toSorted()).toEqual(digests.toSorted());
    expect(signatures.map((one) => one.subject).toSorted()).toEqual([child.digest, sbom.digest].toSorted());
  });

  it('opens more signatures than a list without a filter shows', async () => {
    const other = issued('other', 100);
    const text = new TextDecoder().decode(craftJws({ target: subject, chain: other }));
    // Blanks behind the JSON make each of them another content of one signature.
    for (let at = 0; at < 101; at += 1) await put({ bytes: new TextEncoder().encode(text + ' '.repeat(at)) });
    const { found, warnings } = await signedBy(other);
    expect(found).toHaveLength(100);
    expect(warnings).toEqual(['app:1 has 101 such signatures; the first 100 are shown']);
  });

  it('does not take a signature for that of an image that it was not made for', async () => {
    const old = issued('old', 20);
    const other = await push(store, image({ seed: 'other' }), '2');
    await put({ chain: old, bytes: craftJws({ chain: old, target: other }) });
    const { found, warnings } = await signedBy(old);
    expect(found).toEqual([]);
    expect(warnings).toEqual([
      'app:1: not counted: 1 signature, attached to another image than it was made for',
    ]);
  });

  it('tells how many signatures are broken', async () => {
    await put({ bytes: new TextEncoder().encode('{}') });
    const { found, warnings } = await ending(30);
    expect(found).toEqual([]);
    expect(warnings).toEqual(['app:1: not counted: 1 signature, broken, and who made it is not known']);
  });

  it.each<[string, CraftedSignature, object]>([
    [
      "the end of the signer's certificate",
      { chain: issued('release', 20) },
      { at: inDays(20).toISOString(), by: 'certificate', subject: 'CN=release,O=acme-rockets.io,ST=WA,C=US' },
    ],
    [
      'the end of a CA',
      { chain: testChain({ intermediate: { subject: nameOf('issuer'), notAfter: inDays(3) } }) },
      { at: inDays(3).toISOString(), by: 'certificate', subject: 'CN=issuer,O=acme-rockets.io,ST=WA,C=US' },
    ],
    [
      "the signature's own expiry",
      { chain: issued('release', 20), expiry: rfc3339(inDays(10)) },
      { at: inDays(10).toISOString(), by: 'expiry', subject: null, over: false },
    ],
    [
      'an end that has passed',
      { expiry: rfc3339(inDays(-1)) },
      { at: inDays(-1).toISOString(), by: 'expiry', over: true },
    ],
  ])('names what ends a signature: %s', async (_, spec, end) => {
    await put(spec);
    const { signatures } = await ending(30);
    expect(signatures).toMatchObject([{ matched: { certificate: null, end } }]);
  });

  it('shows no signature that lasts longer', async () => {
    await put({ chain: issued('release', 31) });
    expect((await ending(30)).found).toEqual([]);
    expect((await ending(31)).found).toHaveLength(1);
  });

  it('asks for no end of the chain where a signing authority vouches for the time', async () => {
    const scheme = {
      'io.cncf.notary.signingScheme': 'notary.x509.signingAuthority',
      'io.cncf.notary.authenticSigningTime': rfc3339(inDays(-1)),
      'io.cncf.notary.signingTime': undefined,
      crit: ['io.cncf.notary.signingScheme', 'io.cncf.notary.authenticSigningTime'],
    };
    await put({ chain: issued('release', 3), protected: scheme });
    const { found, warnings } = await ending(30);
    expect(warnings).toEqual([]);
    expect(found).toEqual([]);
  });

  it('counts a signature with a timestamp, which nobody judged, and says so', async () => {
    const chain = issued('release', 20);
    const bytes = await new TimestampAuthority().stamp(craftJws({ target: subject, chain }));
    await put({ chain, bytes });
    const { signatures } = await ending(30);
    expect(signatures).toMatchObject([{ matched: { end: { timestamped: true } } }]);
  });

  describe('takes an ending signature for replaced', () => {
    it.each<[string, TestChain, boolean]>([
      ['by a later certificate of one name under one root', issued('release', 300), true],
      ['by a later certificate of one key', issued('renamed', 300, { key: namedKey('release 20') }), true],
      ['not by one of another name', issued('partner', 300), false],
      [
        'not by one of the same name under a root of a stranger',
        testChain({
          root: { key: namedKey('strange root') },
          ...leafOf('release', 300),
        }),
        false,
      ],
      [
        'not by one of the same key under a root of a stranger, who put another chain behind the signature',
        testChain({
          root: { key: namedKey('strange root') },
          ...leafOf('release', 300, { key: namedKey('release 20') }),
        }),
        false,
      ],
      [
        'not by one whose certificate is not valid yet',
        issued('release', 300, { notBefore: inDays(25) }),
        false,
      ],
    ])('%s', async (_, chain, replaced) => {
      const digest = await put({ chain: issued('release', 20) });
      await put({ chain });
      expect((await ending(30)).found).toEqual(replaced ? [] : [digest]);
    });

    it('by a later self-signed certificate of one key', async () => {
      for (const days of [20, 300])
        await put({ chain: testSelfSigned('ec-384', { notAfter: inDays(days), key: namedKey('own') }) });
      expect((await ending(30)).found).toEqual([]);
    });

    it('not by one that is attached to a platform', async () => {
      const built = index([image({ seed: 'a' })]);
      const root = await push(store, built, '1');
      const digest = await put({ chain: issued('release', 20) }, root);
      await put({ chain: issued('release', 300) }, built.children[0]!.manifest.descriptor);
      expect((await ending(30)).found).toEqual([digest]);
    });

    it('not by one that was made for another image', async () => {
      const other = await push(store, image({ seed: 'other' }), '2');
      const digest = await put({ chain: issued('release', 20) });
      const chain = issued('release', 300);
      await put({ chain, bytes: craftJws({ chain, target: other }) });
      expect((await ending(30)).found).toEqual([digest]);
    });

    it('and shows the last one alone where all of them end', async () => {
      await put({ chain: issued('release', 5) });
      const last = await put({ chain: issued('release', 20) });
      await put({ chain: issued('release', 10) });
      expect((await ending(30)).found).toEqual([last]);
    });
  });

  it('shows with both what meets both', async () => {
    const [old, self] = [issued('old', 20), testSelfSigned('ec-384', { notAfter: inDays(10) })];
    const digest = await put({ chain: old });
    await put({ chain: self });
    const endsBy = inDays(30);
    expect((await list({ endsBy })).found).toHaveLength(2);
    expect((await list({ endsBy, signedBy: await thumbprintOf(old) })).found).toEqual([digest]);
    expect((await list({ endsBy: inDays(15), signedBy: await thumbprintOf(old) })).found).toEqual([]);
  });
});
