import { beforeEach, describe, expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import type { CertifyingSigner } from '../../../src/notation/ports.ts';
import { recordTagOf } from '../../../src/notation/record/record-tag.ts';
import { parseManifest } from '../../../src/oci/manifest.ts';
import { listImage } from '../../../src/operations/list.ts';
import { prepareMaker } from '../../../src/operations/signing/prepare-maker.ts';
import { pemSigner } from '../../../src/signers/pem-key.ts';
import { image, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { sharedChain } from '../../support/pki.ts';
import { NOW, never, tools } from '../../support/tools.ts';
import { MAKER, promote, signerOf, strangerChain, trustIn, verify } from '../support.ts';
import { type CraftedRecord, later, POLICY, putRecord, recording, Scene } from './support.ts';

const RECORD_TAG = recordTagOf('1');

describe('promote --record', () => {
  let scene: Scene;
  beforeEach(() => {
    scene = new Scene();
  });

  const statement = () => {
    const manifest = parseManifest(scene.target.manifests.get(scene.target.tags.get(RECORD_TAG)!)!);
    const bytes = scene.target.blobs.get(manifest.layers[0]!.digest)!;
    return { manifest, statement: JSON.parse(new TextDecoder().decode(bytes)) };
  };

  it('puts a verification summary beside the tag, after the tag, and verify finds it', async () => {
    const { digest } = await scene.build('one');
    const result = await scene.promote(NOW, {
      record: await recording({ runUrl: 'https://ci.test/runs/7', actor: 'alice' }),
    });
    expect(result).toMatchObject({ error: null, status: 'promoted' });
    const { manifest, statement: said } = statement();
    expect(manifest).toMatchObject({ artifactType: 'application/vnd.in-toto+json', subject: { digest } });
    expect(said).toMatchObject({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: 'prod.test/team/app', digest: { sha256: digest.slice(7) } }],
      predicateType: 'https://slsa.dev/verification_summary/v1',
      predicate: {
        verifier: { id: 'https://github.com/sealift/sealift', version: { sealift: '1.2.3' } },
        timeVerified: NOW.toISOString(),
        resourceUri: `pkg:oci/app@sha256%3A${digest.slice(7)}?repository_url=prod.test/team/app&tag=1`,
        policy: { digest: { sha256: POLICY.slice(7) } },
        inputAttestations: [{ digest: { sha256: result.signatures[0]!.digest.slice(7) } }],
        verificationResult: 'PASSED',
        verifiedLevels: ['SLSA_BUILD_LEVEL_UNEVALUATED'],
        'https://github.com/sealift/sealift/record/v1': {
          repository: 'prod.test/team/app',
          tag: '1',
          digest,
          source: 'dev.test/team/app',
          statements: ['statement 1'],
          identities: [{ subject: result.signatures[0]!.signer, identity: '*' }],
          runUrl: 'https://ci.test/runs/7',
          actor: 'alice',
        },
      },
    });
    const writes = scene.target.writes.map(({ kind, what }) => `${kind} ${what}`);
    expect(writes.indexOf(`tag ${RECORD_TAG}`)).toBe(writes.length - 1);
    expect(writes.indexOf('tag 1')).toBeLessThan(
      writes.indexOf(`manifest ${result.destinations[0]!.records![0]!.digest}`),
    );
    expect(result.destinations[0]!.records).toMatchObject([
      { tag: '1', recordTag: RECORD_TAG, action: 'made', statedAt: NOW.toISOString() },
    ]);
    expect(await scene.verify()).toMatchObject({
      error: null,
      status: 'verified',
      record: {
        status: 'passed',
        tag: '1',
        image: digest,
        source: 'dev.test/team/app',
        runUrl: 'https://ci.test/runs/7',
        actor: 'alice',
      },
    });
  });

  it('writes nothing the second time, and asks no key', async () => {
    await scene.build('one');
    await scene.promote();
    scene.target.writes.length = 0;
    const again = await scene.promote(later(1));
    expect(again).toMatchObject({ error: null, status: 'unchanged' });
    expect(again.destinations[0]!.records).toMatchObject([{ action: 'unchanged' }]);
    expect(scene.target.writes).toEqual([]);
  });

  it('puts a record where the tag is right and none stands, as after a run that was killed', async () => {
    await scene.build('one');
    await scene.promote();
    scene.target.tags.delete(RECORD_TAG);
    expect(await scene.verify()).toMatchObject({ error: { code: 'record_missing' } });
    expect(await scene.promote(later(1))).toMatchObject({ error: null, status: 'promoted' });
    expect(await scene.verify(later(2))).toMatchObject({ status: 'verified' });
  });

  it('refuses a tag that was set back', async () => {
    const first = await scene.build('one');
    await scene.promote();
    const second = await scene.build('two');
    expect(await scene.promote(later(1))).toMatchObject({ error: null });
    expect(await scene.verify(later(2))).toMatchObject({ status: 'verified' });
    scene.target.tags.set('1', first.digest);
    const refused = await scene.verify(later(2));
    expect(refused).toMatchObject({ status: 'failed', error: { code: 'record_refused' } });
    expect(refused.error!.message).toContain(second.digest);
    expect(refused.record).toMatchObject({ status: 'failed', image: second.digest });
  });

  describe('before anything is written', () => {
    const untouched = () => expect(scene.target.writes).toEqual([]);

    it.each([false, true])('refuses a record tag that somebody else uses, deep %s', async (deep) => {
      await scene.build('one');
      const theirs = await push(scene.target, image({ seed: 'theirs' }), RECORD_TAG);
      scene.target.writes.length = 0;
      const refused = await scene.promote(NOW, { deep });
      expect(refused).toMatchObject({ status: 'failed', error: { code: 'record_tag_taken' } });
      expect(refused.error!.message).toContain(theirs.digest);
      untouched();
      expect(scene.target.tags.get(RECORD_TAG)).toBe(theirs.digest);
    });

    it('refuses with what the key refuses with, which is asked once for all destinations', async () => {
      await scene.build('one');
      let asked = 0;
      const signer = await signerOf(undefined, () => ({
        sign: async () => {
          asked += 1;
          throw new SealiftError('denied', 'no right to sign');
        },
      }));
      const stores = [scene.target, new MemoryStore('eu.test/app'), new MemoryStore('us.test/app')];
      const destinations = stores.map((store) => ({ reference: `${store.name}:1`, store, tags: ['1'] }));
      const refused = await scene.promote(NOW, { record: await recording({ signer }), destinations });
      expect(refused).toMatchObject({ status: 'failed', error: { code: 'denied' } });
      for (const { writes } of stores) expect(writes).toEqual([]);
      expect(asked).toBe(1);
    });

    it('makes no record in a dry run, and says which would be made', async () => {
      await scene.build('one');
      const planned = await scene.promote(NOW, { dryRun: true });
      expect(planned.destinations[0]!.records).toEqual([
        {
          ...{ tag: '1', recordTag: RECORD_TAG, digest: null, signature: null },
          ...{ statedAt: null, action: 'made' },
        },
      ]);
      untouched();
    });

    it('refuses an image that nobody has signed', async () => {
      await push(scene.source, image({ seed: 'unsigned' }), '1');
      expect(await scene.promote(NOW, { allowUnsigned: true })).toMatchObject({
        error: { code: 'artifact_unsigned' },
      });
      untouched();
    });
  });

  it('says that the tags are set where the record could not be put, and a repeat puts it alone', async () => {
    await scene.build('one');
    const tag = scene.target.tag.bind(scene.target);
    scene.target.tag = async (content, name) => {
      if (name === RECORD_TAG) throw new SealiftError('tag_immutable', 'no tag may move');
      return tag(content, name);
    };
    const failed = await scene.promote();
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'tag_immutable' } });
    expect(failed.error!.message).toContain('the image and its tags are set at prod.test/team/app');
    expect(failed.destinations[0]).toMatchObject({ pinned: null, tags: [{ tag: '1', action: 'new' }] });
    expect(failed.destinations[0]!.records).toBeUndefined();
    scene.target.tag = tag;
    scene.target.writes.length = 0;
    expect(await scene.promote(later(1))).toMatchObject({ error: null, status: 'promoted' });
    expect(scene.target.writes.filter(({ kind }) => kind === 'tag')).toEqual([
      { kind: 'tag', what: RECORD_TAG },
    ]);
  });

  it('puts one for each tag, and none for a tag that is kept', async () => {
    const kept = await push(scene.target, image({ seed: 'kept' }), 'stable');
    await scene.build('one');
    const result = await scene.promote(NOW, {
      tags: ['1', 'stable', 'latest'],
      existingTag: [{ pattern: 'stable', rule: 'keep', option: '--existing-tag stable=keep' }],
    });
    expect(result.destinations[0]!.records!.map(({ tag }) => tag)).toEqual(['1', 'latest']);
    expect(scene.target.tags.get('stable')).toBe(kept.digest);
    expect(scene.target.tags.has(recordTagOf('stable'))).toBe(false);
    expect(await scene.verify(NOW, { tag: 'latest' }, { name: { tag: 'latest' } })).toMatchObject({
      status: 'verified',
    });
  });

  it('is attached to an image that is promoted by digest, without a tag, and once', async () => {
    const { digest } = await scene.build('one');
    const destinations = [
      { reference: `${scene.target.name}@${digest}`, store: scene.target, tags: [], digest },
    ];
    const result = await scene.promote(NOW, { destinations });
    expect(result).toMatchObject({ error: null, status: 'promoted' });
    expect(result.destinations[0]!.records).toMatchObject([{ tag: null, recordTag: null, action: 'made' }]);
    expect([...scene.target.tags]).toEqual([]);
    scene.target.writes.length = 0;
    expect(await scene.promote(later(1), { destinations })).toMatchObject({ status: 'unchanged' });
    expect(scene.target.writes).toEqual([]);
  });

  it.each<[string, () => Promise<CraftedRecord>]>([
    ['under another chain', async () => ({ signer: await signerOf(strangerChain()) })],
    ['of nobody', async () => ({ signer: null })],
    ['signed as an image is', async () => ({ metadata: {} })],
    ['of the future', async () => ({ facts: { statedAt: later(60) } })],
    ['that cannot be read', async () => ({ change: () => 'x' })],
    ['of another repository', async () => ({ change: (text) => text.replaceAll('prod.test', 'eu.test') })],
  ])('replaces a record that does not stand: %s', async (_, crafted) => {
    const image = await scene.build('one');
    await promote(scene.source, scene.target);
    await putRecord(scene.target, image, await crafted());
    expect(await scene.promote(later(1))).toMatchObject({ status: 'promoted', error: null });
    expect(await scene.verify(later(2))).toMatchObject({
      status: 'verified',
      record: { statedAt: later(1).toISOString() },
    });
  });

  it('is made anew by a repeat when it is older than it may be', async () => {
    await scene.build('one');
    await scene.promote();
    const record = await recording({ maxAge: 3_600_000 });
    expect(await scene.promote(later(59), { record })).toMatchObject({ status: 'unchanged' });
    expect(await scene.promote(later(61), { record })).toMatchObject({ status: 'promoted' });
    expect(await scene.verify(later(62))).toMatchObject({ record: { statedAt: later(61).toISOString() } });
  });

  it('is found again where a plugin says only by signing under which chain it signs', async () => {
    await scene.build('one');
    const { key, ...chain } = sharedChain();
    const raw = pemSigner(key.pem, undefined, 'test key');
    const certifying: CertifyingSigner = {
      kind: 'certifying',
      describe: async (signal) => ({ algorithm: (await raw.describe(signal)).algorithm, agent: 'p/1' }),
      signWithChain: async (bytes, signal) => ({
        signature: await raw.sign(bytes, signal),
        certificates: await chain.certificates(),
      }),
      close: async () => {},
    };
    const signer = () => prepareMaker(certifying, MAKER, never);
    await scene.promote(NOW, { record: await recording({ signer: await signer() }) });
    scene.target.writes.length = 0;
    const again = await scene.promote(later(1), { record: await recording({ signer: await signer() }) });
    expect(again).toMatchObject({ error: null, status: 'unchanged' });
    expect(scene.target.writes).toEqual([]);
  });

  it('warns of a record that the statement for the destination would not accept', async () => {
    await scene.build('one');
    const session = tools();
    const record = await recording({ signer: await signerOf(strangerChain()) });
    expect(await promote(scene.source, scene.target, { ...session, record })).toMatchObject({ error: null });
    expect(session.warnings.join()).toMatch(/"statement 1" would not accept the record of this run there/);
    const trust = trustIn([{ scopes: [scene.source.name] }]);
    const quiet = tools();
    await promote(scene.source, new MemoryStore('eu.test/app'), { ...quiet, trust, record });
    expect(quiet.warnings).toEqual([]);
  });

  it('goes along to the next repository, which has a record of its own, and is no shortfall anywhere', async () => {
    await scene.build('one');
    const record = await recording();
    await scene.promote(NOW, { record });
    const next = new MemoryStore('eu.test/team/app');
    const result = await promote(scene.target, next, { ...tools(later(1)), record });
    expect(result).toMatchObject({ error: null, status: 'promoted' });
    expect(result.attachments.map(({ artifactType }) => artifactType)).toEqual([
      'application/vnd.cncf.notary.signature',
      'application/vnd.in-toto+json',
      'application/vnd.cncf.notary.signature',
    ]);
    const demand = { tag: '1', repository: next.name };
    expect(await verify(next, { ...tools(later(2)), record: demand })).toMatchObject({
      status: 'verified',
      record: { repository: next.name, source: scene.target.name },
    });
    const warnings: string[] = [];
    const session = tools(later(2));
    await promote(scene.source, next, { ...session, record });
    warnings.push(...session.warnings);
    expect(warnings).toEqual([]);
    const listed = await listImage(
      { ...tools(), reference: `${next.name}:1`, name: { tag: '1' }, store: next },
      never,
    );
    expect(
      listed.attachments.filter(
        ({ predicateType }) => predicateType === 'https://slsa.dev/verification_summary/v1',
      ),
    ).toHaveLength(2);
  });
});
