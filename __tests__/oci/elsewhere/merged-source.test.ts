import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import { NOTARY_ARTIFACT_TYPE } from '../../../src/oci/artifact-type.ts';
import { readBlob } from '../../../src/oci/blob/read-blob.ts';
import { MergedSource } from '../../../src/oci/elsewhere/merged-source.ts';
import { parseManifest } from '../../../src/oci/manifest.ts';
import type { ReferrerEntry, SourceStore, Subject } from '../../../src/oci/ports.ts';
import { believedReferrers } from '../../support/believed-referrers.ts';
import { attach, attached, type Built, image, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { never, viewOf } from '../../support/tools.ts';

const built = image();
const subject = built.manifest.descriptor;
const QUERY = { sources: 'merged' } as const;

const signature = (text: string, of = subject): Built => attached(of, NOTARY_ARTIFACT_TYPE, text);
const digestOf = ({ manifest }: Built) => manifest.descriptor.digest;

function places() {
  const own = new MemoryStore('registry.test/team/app');
  const others = ['sigs.test/one', 'sigs.test/two'].map((name) => new MemoryStore(name));
  return { own, one: others[0]!, two: others[1]!, others };
}

const merge = (own: SourceStore, others: readonly SourceStore[]) =>
  new MergedSource(own, others, NOTARY_ARTIFACT_TYPE);

const listed = async (store: SourceStore, of: Subject = subject) =>
  (await Array.fromAsync(store.referrers(of, QUERY, never))).map(({ descriptor, elsewhere }) => [
    descriptor.digest,
    elsewhere,
  ]);

describe('a source whose signatures are in several places', () => {
  it('lists its own first, then those of the others in their order, each once', async () => {
    const { own, one, two, others } = places();
    const [a, b, c] = ['a', 'b', 'c'].map((text) => signature(text)) as [Built, Built, Built];
    await attach(own, subject, a);
    await attach(one, subject, b);
    await attach(one, subject, a);
    await attach(two, subject, c);
    await attach(two, subject, b);
    expect(await listed(merge(own, others))).toEqual([
      [digestOf(a), undefined],
      [digestOf(b), one.name],
      [digestOf(c), two.name],
    ]);
  });

  it('takes nothing but signatures from the others', async () => {
    const { own, one, others } = places();
    const sbom = attached(subject, 'application/vnd.example.sbom');
    await attach(own, subject, sbom);
    await attach(one, subject, attached(subject, 'application/vnd.example.sbom', 'theirs'));
    expect(await listed(merge(own, others))).toEqual([[digestOf(sbom), undefined]]);
  });

  it('takes nothing from the others of which their list alone says that it is a signature', async () => {
    const { own, one, others } = places();
    const theirs = attached(subject, 'application/vnd.example.sbom', 'theirs');
    await push(one, theirs);
    one.claims.set(subject.digest, [{ ...theirs.manifest.descriptor, artifactType: NOTARY_ARTIFACT_TYPE }]);
    const merged = viewOf(merge(own, others));
    expect(await Array.fromAsync(believedReferrers(merged, subject, QUERY, never))).toEqual([]);
  });

  it('has the image from its own repository alone', async () => {
    const { own, one, others } = places();
    await push(one, built, '1');
    const merged = merge(own, others);
    expect(await merged.resolve({ tag: '1' }, never)).toBeUndefined();
    await expect(merged.manifest(subject, never)).rejects.toMatchObject({ code: 'artifact_not_found' });
  });

  it('asks for the manifest and the envelope of a signature where that is', async () => {
    const { own, one, two, others } = places();
    const { digest } = await attach(two, subject, signature('a'));
    const merged = viewOf(merge(own, others));
    for await (const { manifest } of believedReferrers(merged, subject, QUERY, never))
      await readBlob(merged, manifest.layers[0]!, 100, never);
    const asked = (store: MemoryStore) => store.reads.map((read) => read.split(' ', 1)[0]);
    expect(asked(own)).toEqual(['referrers']);
    expect(asked(one)).toEqual(['referrers']);
    expect(asked(two)).toEqual(['referrers', 'manifest', 'blob']);
    expect(two.reads).toContain(`manifest ${digest}`);
  });

  it('takes from another place what one of them lists and lost', async () => {
    const { own, one, others } = places();
    const a = signature('a');
    await attach(one, subject, a);
    own.claims.set(subject.digest, [{ ...a.manifest.descriptor, artifactType: NOTARY_ARTIFACT_TYPE }]);
    const believed = await Array.fromAsync(
      believedReferrers(viewOf(merge(own, others)), subject, QUERY, never),
    );
    expect(believed.map(({ content }) => content.descriptor.digest)).toEqual([digestOf(a)]);
  });

  it('asks all lists at the same time', async () => {
    const { own, one, others } = places();
    const order: string[] = [];
    const gate = Promise.withResolvers<void>();
    own.referrers = async function* () {
      yield* [];
      order.push('own begins');
      await gate.promise;
      order.push('own ends');
    };
    one.referrers = async function* () {
      yield* [];
      order.push('other begins');
      gate.resolve();
    };
    await listed(merge(own, others));
    expect(order).toEqual(['own begins', 'other begins', 'own ends']);
  });

  it('keeps its own attachments in sight, whatever another repository claims of them', async () => {
    const { own, one, others } = places();
    const sbom = attached(subject, 'application/vnd.example.sbom');
    const { manifest } = sbom;
    await attach(own, subject, sbom);
    const signed = signature('of the sbom', manifest.descriptor);
    await attach(own, manifest.descriptor, signed);
    await push(one, sbom);
    one.claims.set(subject.digest, [{ ...manifest.descriptor, artifactType: NOTARY_ARTIFACT_TYPE }]);
    const merged = viewOf(merge(own, others));
    await Array.fromAsync(believedReferrers(merged, subject, QUERY, never));
    expect(await listed(merged, manifest.descriptor)).toEqual([[digestOf(signed), undefined]]);
  });
});

describe('a repository for signatures that fails', () => {
  const failing = (error: SealiftError) => {
    const { own, one, others } = places();
    one.referrers = async function* (): AsyncGenerator<ReferrerEntry> {
      yield* [];
      throw error;
    };
    return { own, merged: merge(own, others) };
  };

  it.each(['connection_failed', 'denied', 'registry_unavailable', 'artifact_not_found'] as const)(
    'is never taken for one without signatures, and is named (%s)',
    async (code) => {
      const { merged } = failing(new SealiftError(code, 'no', { hint: 'a remedy' }));
      await expect(listed(merged)).rejects.toMatchObject({
        code,
        message: 'signature repository sigs.test/one: no',
        hint: 'a remedy',
      });
    },
  );

  it('does not matter to whoever had enough before its turn', async () => {
    const { own, merged } = failing(new SealiftError('denied', 'no'));
    await attach(own, subject, signature('a'));
    for await (const _ of merged.referrers(subject, QUERY, never)) break;
  });

  it('is an error where the registry knows no such repository, asked once', async () => {
    const { own, one, others } = places();
    let asked = 0;
    const absent = Object.assign(one, {
      exists: async () => {
        asked += 1;
        return false;
      },
    });
    const merged = merge(own, [absent, ...others.slice(1)]);
    for (const _ of [1, 2])
      await expect(listed(merged)).rejects.toMatchObject({
        code: 'artifact_not_found',
        message: expect.stringContaining('sigs.test/one'),
      });
    expect(asked).toBe(1);
  });
});

it('a merged source believes what is fetched anywhere, once, and forgets nothing (property)', async () => {
  const texts = ['a', 'b', 'c', 'd'];
  const where = fc.array(fc.constantFrom('absent', 'listed', 'gone', 'untyped'), {
    minLength: 3,
    maxLength: 3,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(where, { minLength: 4, maxLength: 4 }), async (spread) => {
      const { own, others } = places();
      const stores = [own, ...others];
      for (const [at, states] of spread.entries()) {
        const one = signature(texts[at]!);
        for (const [place, state] of states.entries()) {
          const store = stores[place]!;
          if (state === 'listed') await push(store, one);
          if (state === 'gone' || state === 'untyped') {
            const type = state === 'gone' ? { artifactType: NOTARY_ARTIFACT_TYPE } : {};
            const claims = store.claims.get(subject.digest) ?? [];
            store.claims.set(subject.digest, [...claims, { ...one.manifest.descriptor, ...type }]);
          }
        }
      }
      const merged = viewOf(merge(own, others));
      const found: string[] = [];
      for await (const { content, manifest } of believedReferrers(merged, subject, QUERY, never)) {
        found.push(content.descriptor.digest);
        const bytes = await readBlob(merged, manifest.layers[0]!, 100, never);
        expect(texts).toContain(Buffer.from(bytes).toString());
        expect(parseManifest(content).subject?.digest).toBe(subject.digest);
      }
      const expected = texts.filter((_, at) => spread[at]!.includes('listed'));
      expect(found.toSorted()).toEqual(expected.map((text) => digestOf(signature(text))).toSorted());
    }),
    { numRuns: 30 },
  );
});
