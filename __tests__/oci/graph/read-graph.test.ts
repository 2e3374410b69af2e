import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { DIGEST_TAG_SUFFIXES, digestTagOf } from '../../../src/oci/digest-tags/digest-tag.ts';
import type { DigestTagOptions } from '../../../src/oci/graph/digest-tag-reader.ts';
import { readGraph } from '../../../src/oci/graph/read-graph.ts';
import { GRAPH_DEPTH, GRAPH_MANIFESTS, MANIFEST_LIMIT, REFERRERS_LIMIT } from '../../../src/oci/limits.ts';
import { MEDIA_TYPES } from '../../../src/oci/media-types.ts';
import { attachByTag, cosignImage } from '../../support/cosign-images.ts';
import { attach, attached, type Built, content, image, index, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { never, viewOf } from '../../support/tools.ts';
import { anyTree, BusyStore, raw, withChildren } from '../artifacts.ts';

const options = { concurrency: 3 };
const everything = { ...options, keep: () => true, likely: () => true };
const digests = (nodes: Iterable<{ content: { descriptor: Descriptor } }>) =>
  [...nodes].map(({ content }) => content.descriptor.digest);
const manifestReads = (store: MemoryStore) => store.reads.filter((read) => read.startsWith('manifest'));

/** A tower of indexes over one image: `levels` of them. */
function tower(levels: number): Built[] {
  const floors = [image()];
  for (let at = 0; at < levels; at += 1) floors.push(index([floors.at(-1)!]));
  return floors;
}

const claim = (at: number, size = 100): Descriptor => ({
  mediaType: MEDIA_TYPES.ociImage,
  digest: `sha256:${String(at).padStart(64, '0')}`,
  size,
});

describe('readGraph', () => {
  it('finds every manifest once, children before parents, and every attachment behind its subject', async () => {
    await fc.assert(
      fc.asyncProperty(anyTree, async ({ root, attachments }) => {
        const store = new MemoryStore();
        await push(store, root, '1');
        for (const one of attachments) await push(store, one);
        store.reads.length = 0;
        const graph = await readGraph(viewOf(store), root.manifest.descriptor, everything, never);

        const order = digests(graph.nodes);
        expect(order.toSorted()).toEqual(
          withChildren(root)
            .map(({ manifest }) => manifest.descriptor.digest)
            .toSorted(),
        );
        expect(order.at(-1)).toBe(root.manifest.descriptor.digest);
        for (const node of graph.nodes) {
          const own = order.indexOf(node.content.descriptor.digest);
          for (const child of digests(node.children)) expect(order.indexOf(child)).toBeLessThan(own);
        }
        const found = digests(graph.attachments.map(({ node }) => node));
        expect(found.toSorted()).toEqual(
          attachments.map(({ manifest }) => manifest.descriptor.digest).toSorted(),
        );
        for (const [at, { subject }] of graph.attachments.entries())
          expect([...order, ...found.slice(0, at)]).toContain(subject.digest);
        const reads = manifestReads(store);
        expect(new Set(reads).size).toBe(reads.length);
      }),
      { numRuns: 60 },
    );
  });

  const TAGS: DigestTagOptions = { suffixes: DIGEST_TAG_SUFFIXES, keep: () => true };

  it('finds the digest tags of every manifest of an image, and of their SBOMs, and asks for each once', async () => {
    const suffixes = fc.subarray([...DIGEST_TAG_SUFFIXES]);
    await fc.assert(
      fc.asyncProperty(
        anyTree,
        fc.array(suffixes, { minLength: 1, maxLength: 4 }),
        async ({ root }, choices) => {
          const store = new MemoryStore();
          await push(store, root, '1');
          const wanted: string[] = [];
          for (const [at, { manifest }] of withChildren(root).entries()) {
            for (const suffix of choices[at % choices.length]!) {
              const built = cosignImage(suffix, [{ payload: `${manifest.descriptor.digest} ${suffix}` }]);
              wanted.push((await attachByTag(store, manifest.descriptor, suffix, built)).tag);
              if (suffix !== 'sbom') continue;
              const signed = cosignImage('sig', [{ payload: built.manifest.descriptor.digest }]);
              wanted.push((await attachByTag(store, built.manifest.descriptor, 'sig', signed)).tag);
            }
          }
          store.reads.length = 0;
          const graph = await readGraph(
            viewOf(store),
            root.manifest.descriptor,
            { ...everything, digestTags: TAGS },
            never,
          );
          expect(new Set(graph.digestTags.map(({ tag }) => tag))).toEqual(new Set(wanted));
          const asked = store.reads.filter((read) => read.startsWith('resolve'));
          expect(new Set(asked).size).toBe(asked.length);
          expect(asked).toHaveLength(
            withChildren(root).length * 3 + graph.digestTags.filter(({ suffix }) => suffix === 'sbom').length,
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  it('takes no digest tag for one that is answered with the image itself, and ends where tags name each other', async () => {
    const store = new MemoryStore();
    const root = await push(store, image());
    store.tags.set(digestTagOf(root.digest, 'sig')!, root.digest);
    const bill = cosignImage('sbom', [{ payload: 'bill' }]);
    const { digest } = bill.manifest.descriptor;
    await attachByTag(store, root, 'sbom', bill);
    store.tags.set(digestTagOf(digest, 'sig')!, root.digest);
    const { digestTags } = await readGraph(viewOf(store), root, { ...everything, digestTags: TAGS }, never);
    expect(digestTags.map(({ suffix, subject }) => [suffix, subject.digest])).toEqual([
      ['sbom', root.digest],
      ['sig', digest],
    ]);
  });

  it('ends where referrers refer to each other in a circle, as a hostile list says', async () => {
    const store = new MemoryStore();
    const root = await push(store, image());
    const first = await attach(store, root, attached(root, 'a/a'));
    const second = await attach(store, first, attached(first, 'a/b'));
    store.claims.set(second.digest, [first]);
    store.claims.set(first.digest, [second, first]);
    const { attachments } = await readGraph(viewOf(store), root, everything, never);
    expect(digests(attachments.map(({ node }) => node))).toEqual([first.digest, second.digest]);
  });

  it.each([
    ['what is no manifest that is read', { mediaType: 'application/x', bytes: '{}' }, 'manifest_unsupported'],
    ['what no specification allows', { mediaType: MEDIA_TYPES.ociImage, bytes: '{}' }, 'manifest_invalid'],
  ])('refuses %s under a digest tag, and names the tag', async (_, { mediaType, bytes }, code) => {
    const store = new MemoryStore();
    const root = await push(store, image());
    const held = content(mediaType, new TextEncoder().encode(bytes));
    const tag = digestTagOf(root.digest, 'att')!;
    store.manifests.set(held.descriptor.digest, held);
    store.tags.set(tag, held.descriptor.digest);
    const reading = readGraph(viewOf(store), root, { ...options, digestTags: TAGS }, never);
    await expect(reading).rejects.toMatchObject({
      code,
      message: expect.stringContaining(`the tag ${tag}: `),
    });
  });

  it('does not ask for attachments when none are wanted', async () => {
    const store = new MemoryStore();
    const root = await push(store, image());
    await attach(store, root, attached(root));
    store.reads.length = 0;
    expect((await readGraph(viewOf(store), root, options, never)).attachments).toEqual([]);
    expect(store.reads).toEqual([`manifest ${root.digest}`]);
  });

  it('follows only kept attachments and their referrers', async () => {
    const store = new MemoryStore();
    const root = await push(store, image());
    const sbom = await attach(store, root, attached(root, 'a/sbom'));
    const other = await attach(store, root, attached(root, 'a/other'));
    await attach(store, other, attached(other, 'a/sbom', 'of other'));
    const deeper = await attach(store, sbom, attached(sbom, 'a/sbom', 'of sbom'));
    const keep = async ({ manifest }: { manifest: { artifactType?: string } }) =>
      manifest.artifactType === 'a/sbom';
    const graph = await readGraph(viewOf(store), root, { ...options, keep }, never);
    expect(digests(graph.attachments.map(({ node }) => node))).toEqual([sbom.digest, deeper.digest]);
  });

  it('takes a child that is attached to its sibling for both, and reads its list once', async () => {
    const store = new MemoryStore();
    const platform = image();
    const provenance = attached(platform.manifest.descriptor, 'a/provenance');
    const root = await push(store, index([platform, provenance]));
    const signature = await attach(
      store,
      provenance.manifest.descriptor,
      attached(provenance.manifest.descriptor, 'a/signature'),
    );
    store.reads.length = 0;
    const graph = await readGraph(viewOf(store), root, everything, never);
    expect(digests(graph.nodes)).toHaveLength(3);
    expect(new Set(digests(graph.attachments.map(({ node }) => node)))).toEqual(
      new Set([provenance.manifest.descriptor.digest, signature.digest]),
    );
    const lists = store.reads.filter((read) => read.startsWith('referrers'));
    expect(new Set(lists).size).toBe(lists.length);
  });

  it('names each dangling referrer once and goes on', async () => {
    const store = new MemoryStore();
    const root = await push(store, image());
    const gone = attached(root, 'a/b', 'gone').manifest.descriptor;
    const there = await attach(store, root, attached(root));
    store.claims.set(root.digest, [gone]);
    const graph = await readGraph(viewOf(store), root, everything, never);
    expect(graph.dangling).toEqual([{ subject: root, descriptor: gone }]);
    expect(digests(graph.attachments.map(({ node }) => node))).toEqual([there.digest]);
  });

  it('leaves non-distributable layers out of the blobs, and names each once', async () => {
    const config = image().blobs[0]!;
    const foreign: Descriptor = {
      mediaType: 'application/vnd.oci.image.layer.nondistributable.v1.tar+gzip',
      digest: claim(1).digest,
      size: 5,
      urls: ['https://example.com/layer'],
    };
    const body = (note: string) => ({ config: config.descriptor, layers: [foreign], annotations: { note } });
    const children = ['a', 'b'].map((note) => ({
      ...raw(body(note), MEDIA_TYPES.ociImage),
      blobs: [config],
    }));
    const store = new MemoryStore();
    // The registry that checks layers does not check these.
    for (const { manifest } of children) store.manifests.set(manifest.descriptor.digest, manifest);
    const parent = index(children);
    store.manifests.set(parent.manifest.descriptor.digest, parent.manifest);
    const graph = await readGraph(viewOf(store), parent.manifest.descriptor, options, never);
    expect(graph.foreignLayers).toEqual([foreign]);
    expect(graph.nodes.flatMap(({ blobs }) => blobs)).toEqual([config.descriptor, config.descriptor]);
  });

  it('keeps its requests within the concurrency', async () => {
    const store = new BusyStore();
    const children = Array.from({ length: 20 }, (_, at) => image({ seed: String(at), layers: 0 }));
    const root = await push(store, index(children));
    for (const { manifest } of children)
      for (const text of ['1', '2']) await push(store, attached(manifest.descriptor, 'a/b', text));
    store.most = 0;
    const graph = await readGraph(viewOf(store), root, everything, never);
    expect(graph.attachments).toHaveLength(40);
    // Lists and manifests have their own limits, so that neither waits for the other.
    // At most 16 lists are read ahead.
    expect(store.most).toBeLessThanOrEqual(2 * options.concurrency + 16);
    expect(store.most).toBeGreaterThan(1);
  });

  it('ends when its signal aborts', async () => {
    const store = new BusyStore();
    const root = await push(store, index([image({ seed: 'a' }), image({ seed: 'b' })]));
    const stop = new AbortController();
    const run = readGraph(viewOf(store), root, everything, stop.signal);
    const reason = new Error('enough');
    stop.abort(reason);
    await expect(run).rejects.toBe(reason);
  });
});

describe('the list of a referrer', () => {
  /** A store whose lists do what `before` does instead, where that throws or waits. */
  const prepared = async (
    before: (subject: Descriptor, signal: AbortSignal) => Promise<void> | undefined,
  ) => {
    const store = new MemoryStore();
    const root = await push(store, image());
    const list = store.referrers.bind(store);
    const asked: string[] = [];
    store.referrers = async function* (subject, query, ...rest: unknown[]) {
      asked.push(subject.digest);
      await before(subject, rest[0] as AbortSignal);
      yield* list(subject, query);
    };
    return { store, root, asked };
  };
  const denied = () => Promise.reject(new SealiftError('denied', 'no'));

  it('is asked for at the same time as the manifest of a likely referrer', async () => {
    const listed = new Map<string, PromiseWithResolvers<void>>();
    const { store, root } = await prepared(async ({ digest }) => listed.get(digest)?.resolve());
    const read = store.manifest.bind(store);
    // A manifest comes when its list has been asked for.
    store.manifest = async (descriptor, signal) => {
      await listed.get(descriptor.digest)?.promise;
      return read(descriptor, signal);
    };
    for (const text of ['1', '2']) {
      const { digest } = await attach(store, root, attached(root, 'a/b', text));
      listed.set(digest, Promise.withResolvers());
    }
    expect((await readGraph(viewOf(store), root, everything, never)).attachments).toHaveLength(2);
  });

  it('is not asked for when the referrer is not likely and not kept', async () => {
    const { store, root, asked } = await prepared(async () => {});
    const sbom = await attach(store, root, attached(root, 'a/sbom'));
    const other = await attach(store, root, attached(root, 'a/other'));
    const keep = ({ manifest }: { manifest: { artifactType?: string } }) =>
      manifest.artifactType === 'a/sbom';
    const likely = ({ digest }: Descriptor) => digest === sbom.digest;
    await readGraph(viewOf(store), root, { ...options, keep, likely }, never);
    expect(asked).toEqual([root.digest, sbom.digest]);
    expect(asked).not.toContain(other.digest);
  });

  it.each(['foreign', 'gone', 'not kept'] as const)('may fail where the referrer is %s', async (what) => {
    let bad: Descriptor | undefined;
    const { store, root } = await prepared(({ digest }) =>
      digest === bad?.digest ? denied() : Promise.resolve(),
    );
    const kept = await attach(store, root, attached(root));
    if (what === 'foreign') bad = await push(store, image({ seed: 'other' }));
    if (what === 'gone') bad = attached(root, 'a/b', 'gone').manifest.descriptor;
    if (what !== 'not kept') store.claims.set(root.digest, [bad!]);
    else bad = await attach(store, root, attached(root, 'a/b', 'not kept'));
    const keep = ({ content: { descriptor } }: { content: { descriptor: Descriptor } }) =>
      descriptor.digest !== bad!.digest;
    const graph = await readGraph(viewOf(store), root, { ...everything, keep }, never);
    expect(digests(graph.attachments.map(({ node }) => node))).toEqual([kept.digest]);
  });

  it('fails the reading when the referrer is kept', async () => {
    let bad: Descriptor | undefined;
    const { store, root } = await prepared(({ digest }) =>
      digest === bad?.digest ? denied() : Promise.resolve(),
    );
    bad = await attach(store, root, attached(root));
    await expect(readGraph(viewOf(store), root, everything, never)).rejects.toMatchObject({
      code: 'denied',
    });
  });

  it('is not waited for when the referrer turns out foreign', async () => {
    let bad: Descriptor | undefined;
    const { store, root } = await prepared(async ({ digest }, signal) => {
      if (digest !== bad?.digest) return;
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    });
    bad = await push(store, image({ seed: 'other' }));
    store.claims.set(root.digest, [bad]);
    expect((await readGraph(viewOf(store), root, everything, never)).attachments).toEqual([]);
  });

  it('is not waited for when the list of another referrer fails', async () => {
    let slow: Descriptor | undefined;
    let bad: Descriptor | undefined;
    const { store, root } = await prepared(async ({ digest }, signal) => {
      if (digest === bad?.digest) await denied();
      if (digest !== slow?.digest) return;
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    });
    slow = await attach(store, root, attached(root, 'a/b', 'slow'));
    bad = await attach(store, root, attached(root, 'a/b', 'bad'));
    await expect(readGraph(viewOf(store), root, everything, never)).rejects.toMatchObject({
      code: 'denied',
    });
  });

  it('is read when the foreign referrer is a child of the image', async () => {
    const { store } = await prepared(async () => {});
    const child = image({ seed: 'child' });
    const root = await push(store, index([child]));
    store.claims.set(root.digest, [child.manifest.descriptor]);
    const { descriptor } = child.manifest;
    const signature = await attach(store, descriptor, attached(descriptor));
    const graph = await readGraph(viewOf(store), root, everything, never);
    expect(digests(graph.attachments.map(({ node }) => node))).toEqual([signature.digest]);
  });
});

describe('a hostile artifact', () => {
  const read = async (built: Built, others: readonly Built[] = [], keep?: () => boolean) => {
    const store = new MemoryStore();
    for (const { manifest } of [...others, built]) store.manifests.set(manifest.descriptor.digest, manifest);
    const graph = readGraph(
      viewOf(store),
      built.manifest.descriptor,
      { ...options, ...(keep ? { keep } : {}) },
      never,
    );
    return { store, outcome: await graph.catch((error: unknown) => error) };
  };

  it('is refused when it nests deeper than the limit', async () => {
    const floors = tower(GRAPH_DEPTH + 1);
    const high = floors[GRAPH_DEPTH]!;
    expect((await read(high, floors)).outcome).toHaveProperty('nodes');
    expect((await read(floors.at(-1)!, floors)).outcome).toMatchObject({ code: 'content_too_large' });
  });

  it.each([false, true])(
    'cannot hide its depth by naming every floor at the top (upside down: %s)',
    async (turned) => {
      const floors = tower(GRAPH_DEPTH + 3);
      const { outcome } = await read(index(turned ? floors.toReversed() : floors), floors);
      expect(outcome).toMatchObject({ code: 'content_too_large' });
    },
  );

  it('is refused when its attachments nest deeper than the limit', async () => {
    const store = new MemoryStore();
    const root = await push(store, image());
    let subject = root;
    for (let at = 0; at <= GRAPH_DEPTH; at += 1)
      subject = await attach(store, subject, attached(subject, 'a/b', `${at}`));
    await expect(readGraph(viewOf(store), root, everything, never)).rejects.toMatchObject({
      code: 'content_too_large',
    });
  });

  it('is refused when it has too many manifests', async () => {
    const manifests = Array.from({ length: GRAPH_MANIFESTS + 1 }, (_, at) => claim(at));
    const { store, outcome } = await read(raw({ manifests }));
    expect(outcome).toMatchObject({ code: 'content_too_large' });
    expect(store.reads.length).toBeLessThanOrEqual(1 + options.concurrency);
  });

  it('is refused when its manifests have too many bytes', async () => {
    const manifests = Array.from({ length: 17 }, (_, at) => claim(at, MANIFEST_LIMIT));
    const { store, outcome } = await read(raw({ manifests }));
    expect(outcome).toMatchObject({ code: 'content_too_large' });
    expect(store.reads.length).toBeLessThanOrEqual(1 + options.concurrency);
  });

  it('is refused when its lists have too many entries', async () => {
    const store = new MemoryStore();
    const root = await push(store, image());
    store.claims.set(
      root.digest,
      Array.from({ length: 17 }, (_, at) => claim(at, MANIFEST_LIMIT)),
    );
    store.reads.length = 0;
    await expect(readGraph(viewOf(store), root, everything, never)).rejects.toMatchObject({
      code: 'content_too_large',
    });
    expect(manifestReads(store)).toEqual([`manifest ${root.digest}`]);
  });

  it('keeps a bounded number of prefetched list entries in memory', async () => {
    const each = REFERRERS_LIMIT / 2;
    const store = new MemoryStore();
    const root = await push(store, image());
    const referrers: Descriptor[] = [];
    for (let at = 0; at < 30; at += 1)
      referrers.push(await attach(store, root, attached(root, 'a/b', `${at}`)));
    let held = 0;
    store.referrers = async function* ({ digest }) {
      for (const descriptor of digest === root.digest ? referrers : []) yield { descriptor, foundIn: 'api' };
      if (digest === root.digest) return;
      for (let at = 0; at < each; at += 1) {
        held += 1;
        yield { descriptor: root, foundIn: 'api' };
      }
    };
    const read = store.manifest.bind(store);
    let most = 0;
    store.manifest = async (descriptor, signal) => {
      if (descriptor.digest !== referrers.at(-1)!.digest) return read(descriptor, signal);
      // Whatever needs no more than turns of the event loop has come by then.
      for (let turn = 0; turn < 50; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
      most = held;
      throw new SealiftError('denied', 'no');
    };
    await expect(readGraph(viewOf(store), root, everything, never)).rejects.toMatchObject({ code: 'denied' });
    expect(most).toBeLessThanOrEqual(REFERRERS_LIMIT + options.concurrency * each);
  });

  it.each<[string, Partial<Descriptor>]>([
    ['size', { size: 1 }],
    ['media type', { mediaType: MEDIA_TYPES.dockerImage }],
  ])('cannot name one manifest with another %s', async (_, lie) => {
    const child = image();
    const { descriptor } = child.manifest;
    const { outcome } = await read(raw({ manifests: [descriptor, { ...descriptor, ...lie }] }), [child]);
    expect(outcome).toMatchObject({ code: 'manifest_invalid' });
  });

  it('is refused when it names one blob with two sizes', async () => {
    const { descriptor } = image().blobs[0]!;
    const layers = [{ ...descriptor, size: descriptor.size + 1 }];
    const { outcome } = await read(raw({ config: descriptor, layers }, MEDIA_TYPES.ociImage));
    expect(outcome).toMatchObject({ code: 'manifest_invalid' });
  });

  it('is refused, without a fetch, when a child has no manifest type', async () => {
    const layer = { ...claim(1), mediaType: 'application/vnd.oci.image.layer.v1.tar' };
    const { store, outcome } = await read(raw({ manifests: [layer] }));
    expect(outcome).toMatchObject({
      code: 'manifest_unsupported',
      message: expect.stringContaining('layer.v1.tar'),
    });
    expect(manifestReads(store)).toHaveLength(1);
  });

  it('is refused with the digest of a child that is gone', async () => {
    const { outcome } = await read(raw({ manifests: [claim(1)] }));
    expect(outcome).toMatchObject({ code: 'child_missing' });
  });

  it('is refused when it has Docker schema 1', async () => {
    const child = raw({}, MEDIA_TYPES.dockerSchema1Signed);
    const { outcome } = await read(raw({ manifests: [child.manifest.descriptor] }), [child]);
    expect(outcome).toMatchObject({
      code: 'manifest_unsupported',
      message: expect.stringContaining('schema 1'),
    });
  });

  it('is refused when an attachment cannot be read', async () => {
    const store = new MemoryStore();
    const root = await push(store, image());
    const broken = raw({ config: 1 }, MEDIA_TYPES.ociImage).manifest;
    const list = store.referrers.bind(store);
    store.referrers = async function* (...args) {
      yield* list(...args);
      yield { descriptor: broken.descriptor, foundIn: 'tag' };
    };
    store.manifest = (descriptor) =>
      Promise.resolve(
        descriptor.digest === broken.descriptor.digest ? broken : store.manifests.get(descriptor.digest)!,
      );
    await expect(readGraph(viewOf(store), root, everything, never)).rejects.toMatchObject({
      code: 'manifest_invalid',
    });
  });
});
