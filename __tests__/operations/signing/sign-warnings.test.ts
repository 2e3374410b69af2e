import { Buffer } from 'node:buffer';
import { beforeEach, describe, expect, it } from 'vitest';
import { MEDIA_TYPES } from '../../../src/oci/media-types.ts';
import { type Built, content, image, index, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { nameOf, sharedChain, type TestChain, testChain } from '../../support/pki.ts';
import { tools } from '../../support/tools.ts';
import { sign, signerOf, strangerChain, trustIn, verify } from '../support.ts';

const DAY = 24 * 60 * 60 * 1000;
const CRL = 'http://crl.acme.example/ca.crl';

let store: MemoryStore;
beforeEach(async () => {
  store = new MemoryStore();
  await push(store, image(), '1');
});

/** What is told when `chain` signs, tag warnings left out. */
async function told(chain: TestChain, change: Parameters<typeof sign>[1] = {}, at?: Date) {
  const request = { ...tools(at), ...change };
  const result = await sign(store, { ...request, signer: await signerOf(chain) });
  expect(result.error).toBeNull();
  return {
    status: result.status,
    warnings: request.warnings.filter((warning) => !warning.includes('is a tag')),
    notices: request.events.flatMap((event) => (event.type === 'notice' ? event.message : [])),
  };
}

describe('sign warns', () => {
  const dn = (...more: (readonly [string, string])[]) =>
    testChain({ leaf: { subject: [...nameOf('release'), ...more] } });

  it.each<[string, TestChain, RegExp]>([
    ['an e-mail address in the name', dn(['1.2.840.113549.1.9.1', 'release@acme.example']), /only \* can/],
    ['a user ID in the name', dn(['0.9.2342.19200300.100.1.1', 'release']), /only \* can/],
    [
      'a name without an organisation',
      testChain({
        leaf: {
          subject: [
            ['C', 'US'],
            ['ST', 'WA'],
            ['CN', 'x'],
          ],
        },
      }),
      /only \* can/,
    ],
    [
      'several attributes in one part of the name',
      testChain({
        leaf: {
          subject: [
            ['C', 'US'],
            ['ST', 'WA'],
            ['O', 'acme'],
            [
              ['OU', 'x'],
              ['OU', 'y'],
            ],
          ],
        },
      }),
      /only \* can/,
    ],
  ])('%s, when it signs and when it skips', async (_, chain, wanted) => {
    const first = await told(chain);
    expect(first).toMatchObject({ status: 'signed', warnings: [expect.stringMatching(wanted)] });
    expect(await told(chain)).toMatchObject({ status: 'skipped', warnings: first.warnings });
    // It depends on the policy: with * it passes.
    const trust = trustIn([{}], chain);
    expect(await verify(store, { trust })).toMatchObject({ status: 'verified' });
  });

  it('once for all manifests, before the key is used', async () => {
    await push(store, index([image({ seed: 'a' }), image({ seed: 'b' })]), 'multi');
    const request = tools();
    const warnedBefore: boolean[] = [];
    const signer = await signerOf(dn(['0.9.2342.19200300.100.1.1', 'release']), (key) => ({
      sign(bytes, signal) {
        warnedBefore.push(request.warnings.some((warning) => warning.includes('only * can')));
        return key.sign(bytes, signal);
      },
    }));
    await sign(store, { ...request, name: { tag: 'multi' }, recursive: true, signer });
    expect(warnedBefore).toEqual([true, true, true]);
    expect(request.warnings.filter((warning) => warning.includes('only * can'))).toHaveLength(1);
  });

  it('of nothing when policies can name the chain', async () => {
    expect((await told(sharedChain())).warnings).toEqual([]);
  });
});

describe('a strict verification that cannot ask for revocation', () => {
  it('is refused with the policy setting that helps', async () => {
    const chain = testChain({ leaf: { crlUrls: [CRL] } });
    await told(chain);
    const refused = await verify(store, { trust: trustIn([{}], chain) });
    expect(refused.error).toMatchObject({
      code: 'verification_failed',
      hint: expect.stringContaining('"override": {"revocation": "log"}'),
    });
    for (const statement of [{ override: { revocation: 'log' } }, { level: 'permissive' }])
      expect(await verify(store, { trust: trustIn([statement], chain) })).toMatchObject({
        status: 'verified',
      });
  });

  it('is refused with the common remedy when signatures fail for several reasons', async () => {
    const chain = testChain({ leaf: { crlUrls: [CRL] } });
    await told(chain);
    await told(strangerChain());
    expect((await verify(store, { trust: trustIn([{}], chain) })).error?.hint).toMatch(
      /^See the reason of each signature/,
    );
  });
});

describe('the end of the first certificate', () => {
  const at = (date: string) => new Date(date);

  it('is a notice while it is far, and a warning within 30 days', async () => {
    const far = await told(sharedChain(), { ifSigned: 'add' }, at('2049-12-01T00:00:00Z'));
    expect(far).toEqual({
      status: 'signed',
      warnings: [],
      notices: [expect.stringMatching(/ends on 2049-12-31$/)],
    });
    const near = await told(sharedChain(), { ifSigned: 'add' }, at('2049-12-02T00:00:00Z'));
    expect(near).toEqual({
      status: 'signed',
      warnings: [expect.stringMatching(/ends on 2049-12-31$/)],
      notices: [],
    });
  });

  it('is not reported when nothing is signed or the signature expires before it', async () => {
    const quiet = { warnings: [], notices: [] };
    expect(await told(sharedChain(), { expiresAfter: DAY }, at('2049-12-30T00:00:00Z'))).toMatchObject(quiet);
    const skipped = await told(sharedChain(), {}, at('2049-12-30T00:00:01Z'));
    expect(skipped).toEqual({ status: 'skipped', ...quiet });
    const late = await told(
      sharedChain(),
      { expiresAfter: 3 * DAY, ifSigned: 'add' },
      at('2049-12-30T00:00:00Z'),
    );
    expect(late.warnings).toHaveLength(1);
  });
});

describe('a manifest that registries refuse', () => {
  const manifest = (mediaType: string, body: object): Built => ({
    manifest: content(mediaType, Buffer.from(JSON.stringify({ mediaType, ...body }))),
    blobs: [],
    children: [],
  });
  /** As an old registry has it: no check at the door. */
  const keep = ({ manifest: { descriptor, bytes } }: Built, tag?: string): void => {
    store.manifests.set(descriptor.digest, { descriptor, bytes });
    if (tag !== undefined) store.tags.set(tag, descriptor.digest);
    store.writes.length = 0;
  };
  const withdrawn = manifest(MEDIA_TYPES.ociArtifact, { artifactType: 'text/x', blobs: [] });
  const schema1 = manifest(MEDIA_TYPES.dockerSchema1Signed, { schemaVersion: 1 });

  it.each([
    ['Docker schema 1', schema1, /Docker schema 1/],
    ['something that is no manifest', manifest('application/octet-stream', {}), /application\/octet-stream/],
  ])('is not signed when no promotion can carry it: %s', async (_, built, reason) => {
    keep(built, 'old');
    expect(await sign(store, { name: { tag: 'old' } })).toMatchObject({
      status: 'failed',
      error: { code: 'manifest_unsupported', message: expect.stringMatching(reason) },
    });
    expect(store.writes).toEqual([]);
  });

  it('is refused as a child of an index, and nothing of that index is signed', async () => {
    const child = image({ seed: 'a' });
    await push(store, child);
    keep(schema1);
    keep(index([child, schema1]), 'old');
    store.writes.length = 0;
    expect(await sign(store, { name: { tag: 'old' }, recursive: true })).toMatchObject({
      error: { code: 'manifest_unsupported' },
    });
    expect(store.writes).toEqual([]);
  });

  it('is signed with a warning when some registries accept it, alone and as a child', async () => {
    await push(store, withdrawn, 'alone');
    await push(store, index([image({ seed: 'a' }), withdrawn]), 'child');
    for (const [tag, recursive] of [
      ['alone', false],
      ['child', true],
    ] as const) {
      const request = tools();
      expect(await sign(store, { ...request, name: { tag }, recursive })).toMatchObject({ error: null });
      const { digest } = withdrawn.manifest.descriptor;
      expect(
        request.warnings.filter((warning) => warning.includes(`${digest}: an OCI artifact manifest`)),
      ).toHaveLength(1);
    }
  });
});
