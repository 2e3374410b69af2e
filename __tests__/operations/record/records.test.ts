import { beforeEach, describe, expect, it } from 'vitest';
import { recordTagOf } from '../../../src/notation/record/record-tag.ts';
import { parseManifest } from '../../../src/oci/manifest.ts';
import { NOW } from '../../support/tools.ts';
import { later, POLICY, recording, Scene } from './support.ts';

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
});
