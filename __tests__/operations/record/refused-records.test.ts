import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import { recordTagOf } from '../../../src/notation/record/record-tag.ts';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { image, push } from '../../support/images.ts';
import { NOW, never } from '../../support/tools.ts';
import { attachSignature } from '../crafted.ts';
import { sign, signerOf, strangerChain, trustIn } from '../support.ts';
import { type CraftedRecord, later, putRecord, Scene } from './support.ts';

const RECORD_TAG = recordTagOf('1');

describe('a record that does not stand', () => {
  let scene: Scene;
  let promoted: Descriptor;
  beforeEach(async () => {
    scene = new Scene();
    promoted = await push(scene.target, image(), '1');
    await sign(scene.target);
  });

  const refusedWith = async (...[at, demand, change]: Parameters<Scene['verify']>) => {
    const { status, error, record } = await scene.verify(at, demand, change);
    expect(status).toBe('failed');
    return { code: error!.code, message: error!.message, hint: error!.hint, record };
  };
  const repository = 'prod.test/team/other';
  const of = (facts: object) => ({
    facts: { image: { repository: scene.target.name, tag: '1', digest: promoted.digest, ...facts } },
  });

  it('passes where nothing is changed', async () => {
    await putRecord(scene.target, promoted);
    expect(await scene.verify()).toMatchObject({ status: 'verified', record: { status: 'passed' } });
  });

  it.each<[string, () => Promise<CraftedRecord>, RegExp]>([
    ['of nobody', async () => ({ signer: null }), /has no signature/],
    ['signed as an image is', async () => ({ metadata: {} }), /com\.github\.sealift\.record/],
    ['of a stranger', async () => ({ signer: await signerOf(strangerChain()) }), /does not pass/],
    ['of another repository', async () => of({ repository }), /names the repository prod.test\/team\/other$/],
    ['of another tag', async () => of({ tag: '2' }), /names the tag 2$/],
    ['of no tag', async () => of({ tag: undefined }), /names no tag$/],
    ['of the future', async () => ({ facts: { statedAt: later(6) } }), /is in the future here/],
    [
      'of no time',
      async () => ({ change: (text) => text.replace(/"timeVerified":"[^"]*"/, '"timeVerified":"soon"') }),
      /malformed time/,
    ],
    [
      'that failed',
      async () => ({ change: (text) => text.replace('PASSED', 'FAILED') }),
      /verificationResult/,
    ],
    [
      'of another predicate',
      async () => ({ change: (text) => text.replace('verification_summary/v1', 'provenance/v1') }),
      /predicateType/,
    ],
    [
      'that names two images',
      async () => ({ change: (text) => text.replace('tag=1', 'tag=2') }),
      /names two images/,
    ],
    [
      'whose subject has another name',
      async () => ({ change: (text) => text.replace('"name":"prod.', '"name":"dev.') }),
      /names two images/,
    ],
    [
      'with a subject of two',
      async () => ({ change: (text) => text.replace(/"subject":\[(.*?\})\]/, '"subject":[$1,$1]') }),
      /subject/,
    ],
    [
      'with a member twice',
      async () => ({ change: (text) => text.replace('"_type"', '"_type":"x","_type"') }),
      /_type/,
    ],
    ['that is no JSON', async () => ({ change: () => 'nothing' }), /record sha256/],
    ['that is too long', async () => ({ change: () => new Uint8Array(256 * 1024 + 1) }), /limit/],
    ['that is empty', async () => ({ change: () => '{}' }), /no verification summary/],
    [
      'without our own members',
      async () => ({ change: (text) => text.replace('/record/v1', '/record/v0') }),
      /no verification summary/,
    ],
    [
      'of a stranger who asks for another scope',
      async () => ({ ...of({ repository }), signer: null }),
      /has no signature/,
    ],
  ])('is refused in one error: %s', async (_, crafted, message) => {
    await putRecord(scene.target, promoted, await crafted());
    const refused = await refusedWith();
    expect(refused).toMatchObject({ code: 'record_refused' });
    expect(refused.message).toMatch(message);
    expect(refused.message).not.toContain('\n');
  });

  it('shows a scope to nobody whom the statement does not trust', async () => {
    await putRecord(scene.target, promoted, { ...of({ repository }), signer: null });
    expect((await refusedWith()).hint).not.toContain('--scope');
    await putRecord(scene.target, promoted, of({ repository }));
    expect((await refusedWith()).hint).toContain(`--scope ${repository}`);
    expect(await scene.verify(NOW, { repository })).toMatchObject({ status: 'verified' });
  });

  it('is refused where it is attached to another image than it states', async () => {
    const other = await push(scene.target, image({ seed: 'other' }));
    await putRecord(scene.target, promoted, { subject: other });
    expect(await refusedWith()).toMatchObject({ code: 'record_refused' });
  });

  it('is missing where the record tag is not there', async () => {
    await putRecord(scene.target, promoted, { tag: '2' });
    const refused = await refusedWith();
    expect(refused).toMatchObject({ code: 'record_missing', record: undefined });
    expect(refused.message).toContain(RECORD_TAG);
  });

  it.each<[string, () => Promise<Descriptor>]>([
    ['an image', () => push(scene.target, image({ seed: 'x' }))],
    ['a signature', () => attachSignature(scene.target, promoted)],
  ])('is refused where %s stands under the record tag', async (_, put) => {
    scene.target.tags.set(RECORD_TAG, (await put()).digest);
    expect((await refusedWith()).message).toContain('is no record');
  });

  it('is missing where the record tag is at what is gone, and a promotion puts another one', async () => {
    await putRecord(scene.target, promoted);
    const gone = scene.target.manifests.get(scene.target.tags.get(RECORD_TAG)!)!;
    const { resolve, manifest } = scene.target;
    scene.target.resolve = async (name, signal) =>
      'tag' in name && name.tag === RECORD_TAG && !scene.target.writes.some(({ what }) => what === RECORD_TAG)
        ? gone.descriptor
        : resolve.call(scene.target, name, signal);
    scene.target.manifest = async (descriptor, signal) => {
      if (descriptor.digest === gone.descriptor.digest) throw new SealiftError('artifact_not_found', 'gone');
      return manifest.call(scene.target, descriptor, signal);
    };
    scene.target.writes.length = 0;
    const refused = await refusedWith();
    expect(refused).toMatchObject({ code: 'record_missing' });
    expect(refused.message).toContain('which is gone');
    await push(scene.source, image(), '1');
    await sign(scene.source);
    expect(await scene.promote(later(1))).toMatchObject({ error: null, status: 'promoted' });
    expect(await scene.verify(later(2))).toMatchObject({ status: 'verified' });
  });

  it('is refused when it is too old, and only then', async () => {
    await putRecord(scene.target, promoted);
    const maxAge = 24 * 3_600_000;
    expect(await scene.verify(later(24 * 60), { maxAge })).toMatchObject({ status: 'verified' });
    const refused = await refusedWith(later(24 * 60 + 1), { maxAge });
    expect(refused.message).toMatch(/24 hours ago, and --record-max-age allows 24 hours/);
  });

  it('is refused under a statement that does not enforce who signs', async () => {
    await putRecord(scene.target, promoted);
    for (const level of ['audit', 'skip'])
      expect(await refusedWith(NOW, {}, { trust: trustIn([{ level }]) })).toMatchObject({
        code: 'policy_does_not_enforce',
      });
  });

  it('asks nothing of its signer but what the statement asks', async () => {
    await putRecord(scene.target, promoted);
    await attachSignature(scene.target, promoted, {});
    expect(await scene.verify(NOW, {}, { metadata: { build: '7' } })).toMatchObject({
      error: { code: 'verification_failed' },
    });
    await sign(scene.target, { metadata: { build: '7' }, ifSigned: 'add' });
    expect(await scene.verify(NOW, {}, { metadata: { build: '7' } })).toMatchObject({ status: 'verified' });
  });

  describe('where another one is under the record tag', () => {
    let before: Descriptor;
    beforeEach(async () => {
      before = await push(scene.target, image({ seed: 'before' }));
      await putRecord(scene.target, before, {
        facts: { image: { repository: scene.target.name, tag: '1', digest: before.digest } },
      });
    });
    const own = (change: CraftedRecord = {}) =>
      putRecord(scene.target, promoted, {
        tag: null,
        ...change,
        facts: { statedAt: later(1), ...change.facts },
      });

    it('passes by a record of the image that is stated later, as after a run that was killed', async () => {
      await own();
      expect(await scene.verify(later(2))).toMatchObject({
        status: 'verified',
        record: { status: 'passed', image: promoted.digest, statedAt: later(1).toISOString() },
      });
    });

    it.each<[string, () => Promise<CraftedRecord>]>([
      ['stated at the same moment', async () => ({ facts: { statedAt: NOW } })],
      ['stated before', async () => ({ facts: { statedAt: later(-1) } })],
      ['from the future', async () => ({ facts: { statedAt: later(10) } })],
      ['of a stranger', async () => ({ signer: await signerOf(strangerChain()) })],
      ['of nobody', async () => ({ signer: null })],
      ['of another tag', async () => of({ tag: '2' })],
      ['of another repository', async () => of({ repository })],
      ['that is no JSON', async () => ({ change: () => '' })],
    ])('is refused with a record of its own: %s', async (_, crafted) => {
      const { facts, ...change } = await crafted();
      await own({ ...change, ...(facts ? { facts } : {}) });
      const refused = await refusedWith(later(2));
      expect(refused).toMatchObject({
        code: 'record_refused',
        record: { status: 'failed', image: before.digest },
      });
      expect(refused.message).toContain(`the newest record says that ${before.digest} was promoted`);
    });

    it('is not hidden by records of strangers, up to as many as signatures are read', async () => {
      for (let at = 0; at < 3; at += 1)
        await own({ signer: null, facts: { statedAt: later(1), actor: `stranger ${at}` } });
      await own();
      expect(await scene.verify(later(2))).toMatchObject({ status: 'verified' });
      expect(await scene.verify(later(2), {}, { maxSignatures: 2 })).toMatchObject({
        error: { code: 'signature_count_exceeded' },
      });
    });
  });

  it('never passes with a byte of its statement changed, whatever byte that is', async () => {
    await putRecord(scene.target, promoted);
    const digest = scene.target.tags.get(RECORD_TAG)!;
    const manifest = JSON.parse(new TextDecoder().decode(scene.target.manifests.get(digest)!.bytes));
    const blob = manifest.layers[0].digest as string;
    const bytes = scene.target.blobs.get(blob)!;
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = Uint8Array.from(bytes);
        changed[at] = changed[at]! ^ by;
        scene.target.blobs.set(blob, changed);
        expect(await refusedWith()).toMatchObject({ code: 'record_refused' });
      }),
      { numRuns: 20 },
    );
  });

  it('is not judged where the registry does not answer', async () => {
    await putRecord(scene.target, promoted);
    const resolve = scene.target.resolve.bind(scene.target);
    scene.target.resolve = async (name, signal) => {
      if ('tag' in name && name.tag === RECORD_TAG) throw new Error('down');
      return resolve(name, signal);
    };
    expect(await refusedWith()).toMatchObject({ code: 'internal' });
    expect(never.aborted).toBe(false);
  });
});
