import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import { type CopyEvent, type CopyOptions, copyGraph } from '../../../src/oci/copy/copy-graph.ts';
import { type PlanHints, planCopy } from '../../../src/oci/copy/plan-copy.ts';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { readGraph } from '../../../src/oci/graph/read-graph.ts';
import type { OpenBlob } from '../../../src/oci/ports.ts';
import { attach, attached, type Built, digestsOf, image, index, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { never, viewOf } from '../../support/tools.ts';
import { anyTree, BusyStore, type Tree } from '../artifacts.ts';

async function stored({ root, attachments }: Tree, store = new MemoryStore()): Promise<MemoryStore> {
  await push(store, root);
  for (const one of attachments) await push(store, one);
  store.writes.length = 0;
  store.reads.length = 0;
  return store;
}

async function plan(source: MemoryStore, target: MemoryStore, root: Descriptor, hints: PlanHints = {}) {
  const graph = await readGraph(viewOf(source), root, { concurrency: 3, keep: () => true }, never);
  return planCopy(target, graph, hints, never);
}

async function copy(
  source: MemoryStore,
  target: MemoryStore,
  root: Descriptor,
  options: Partial<CopyOptions & PlanHints & { signal: AbortSignal }> = {},
) {
  const todo = await plan(source, target, root, options);
  return copyGraph(source, target, todo, { concurrency: 3, ...options }, options.signal ?? never);
}

/** Two platforms, a signature on each and on the index, and one on a signature. */
function signedIndex(): Tree {
  const root = index([image({ seed: 'a' }), image({ seed: 'b' })]);
  const signed = [root, ...root.children].map(({ manifest }) => attached(manifest.descriptor, 'a/signature'));
  return { root, attachments: [...signed, attached(signed[0]!.manifest.descriptor, 'a/counter')] };
}

const rootOf = ({ root }: Tree): Descriptor => root.manifest.descriptor;
const kindOf = (kind: string) => (write: { kind: string }) => write.kind === kind;

function expectSame(source: MemoryStore, target: MemoryStore): void {
  expect(new Set(target.blobs.keys())).toEqual(new Set(source.blobs.keys()));
  for (const [digest, bytes] of source.blobs)
    expect(Buffer.compare(target.blobs.get(digest)!, bytes)).toBe(0);
  expect(new Set(target.manifests.keys())).toEqual(new Set(source.manifests.keys()));
  for (const [digest, { bytes }] of source.manifests)
    expect(Buffer.compare(target.manifests.get(digest)!.bytes, bytes)).toBe(0);
}

describe('copyGraph', () => {
  it('copies any artifact byte for byte, each part once, and then finds nothing missing', async () => {
    await fc.assert(
      fc.asyncProperty(anyTree, async (tree) => {
        const source = await stored(tree);
        const target = new MemoryStore();
        const report = await copy(source, target, rootOf(tree));
        expectSame(source, target);
        const puts = target.writes.filter(({ kind }) => kind !== 'link').map(({ what }) => what);
        expect(new Set(puts).size).toBe(puts.length);
        expect(report).toEqual({
          copied: source.blobs.size,
          mounted: 0,
          bytes: [...source.blobs.values()].reduce((sum, { length }) => sum + length, 0),
        });
        expect(target.tags.size).toBe(0);

        target.writes.length = 0;
        const again = await plan(source, target, rootOf(tree));
        expect(again).toMatchObject({ nodes: [], attachments: [] });
        expect(await copy(source, target, rootOf(tree))).toEqual({ copied: 0, mounted: 0, bytes: 0 });
        expect(target.writes).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('completes a copy that was cut off at any write, and puts no manifest twice', async () => {
    const tree = signedIndex();
    const source = await stored(tree);
    const whole = new MemoryStore();
    await copy(source, whole, rootOf(tree));
    for (const after of [false, true]) {
      for (let write = 1; write <= whole.writes.length; write += 1) {
        const target = new MemoryStore();
        target.failAt = { write, after };
        await expect(copy(source, target, rootOf(tree))).rejects.toMatchObject({
          code: 'registry_unavailable',
        });
        const before = new Set(target.manifests.keys());
        target.failAt = undefined;
        target.writes.length = 0;
        await copy(source, target, rootOf(tree));
        expectSame(source, target);
        const nodes = new Set(digestsOf(tree.root) as string[]);
        const repeated = target.writes.filter(
          ({ kind, what }) => kind === 'manifest' && nodes.has(what) && before.has(what),
        );
        expect(repeated).toEqual([]);
      }
    }
  });

  it('writes blobs, children and root in this order, then each subject before its referrers', async () => {
    const tree = signedIndex();
    const target = new MemoryStore();
    await copy(await stored(tree), target, rootOf(tree));
    const at = (kind: string, built: Built) =>
      target.writes.findIndex(
        (write) => write.kind === kind && write.what === built.manifest.descriptor.digest,
      );
    const { root, attachments } = tree;
    const [ofRoot, , , counter] = attachments as [Built, Built, Built, Built];
    const lastBlob = target.writes.findLastIndex(kindOf('blob'));
    const firstManifest = target.writes.findIndex(kindOf('manifest'));
    expect(lastBlob).toBeLessThan(firstManifest);
    for (const child of root.children) expect(at('manifest', child)).toBeLessThan(at('manifest', root));
    for (const one of attachments) expect(at('manifest', root)).toBeLessThan(at('manifest', one));
    expect(at('manifest', ofRoot)).toBeLessThan(at('link', root));
    expect(at('link', root)).toBeLessThan(at('manifest', counter));
    expect(at('manifest', counter)).toBeLessThan(at('link', ofRoot));
    expect(target.writes.filter(kindOf('link'))).toHaveLength(4);
  });

  it('puts manifests with one subject one after the other, also as children of an index', async () => {
    const platform = image();
    const { descriptor } = platform.manifest;
    const provenance = ['1', '2', '3', '4'].map((text) => attached(descriptor, 'a/provenance', text));
    const root = index([platform, ...provenance]);
    const target = new MemoryStore();
    const underWay = new Set<string>();
    let together = 0;
    const put = target.putManifest.bind(target);
    target.putManifest = async (content) => {
      const ofSubject = provenance.some(
        ({ manifest }) => manifest.descriptor.digest === content.descriptor.digest,
      );
      if (ofSubject) underWay.add(content.descriptor.digest);
      together = Math.max(together, underWay.size);
      await new Promise<void>((resolve) => setImmediate(resolve));
      await put(content);
      underWay.delete(content.descriptor.digest);
    };
    await copy(await stored({ root, attachments: [] }), target, root.manifest.descriptor);
    expect(together).toBe(1);
  });

  it('stays within its concurrency', async () => {
    const children = Array.from({ length: 12 }, (_, at) => image({ seed: `${at}` }));
    const tree = { root: index(children), attachments: [] };
    const target = new BusyStore();
    await copy(await stored(tree), target, rootOf(tree));
    expect(target.most).toBe(3);
  });

  it('refuses a blob that was changed at its source, and puts no manifest that names it', async () => {
    const tree = signedIndex();
    const source = await stored(tree);
    const { digest } = tree.root.children[0]!.blobs[1]!.descriptor;
    const bytes = Uint8Array.from(source.blobs.get(digest)!);
    bytes[7]! ^= 1;
    source.blobs.set(digest, bytes);
    const target = new MemoryStore();
    await expect(copy(source, target, rootOf(tree))).rejects.toMatchObject({ code: 'digest_mismatch' });
    expect(target.blobs.has(digest)).toBe(false);
    expect(target.manifests.size).toBe(0);
  });

  it('throws the first failure and stops the writes under way', async () => {
    const tree = { root: image({ layers: 6 }), attachments: [] };
    const source = await stored(tree);
    const target = new MemoryStore();
    const [config] = tree.root.blobs;
    let stopped = 0;
    target.putBlob = async ({ digest }, _open, signal) => {
      if (digest === config!.descriptor.digest) {
        await new Promise<void>((resolve) => setImmediate(resolve));
        throw new SealiftError('denied', 'no right to push');
      }
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      stopped += 1;
      throw new Error('socket hang up');
    };
    await expect(copy(source, target, rootOf(tree))).rejects.toMatchObject({ code: 'denied' });
    // Two were under way beside it; the others never began.
    expect(stopped).toBe(2);
    expect(target.manifests.size).toBe(0);
  });

  it('writes nothing after an abort at any write', async () => {
    const tree = signedIndex();
    const source = await stored(tree);
    const whole = new MemoryStore();
    await copy(source, whole, rootOf(tree), { concurrency: 1 });
    for (let write = 1; write < whole.writes.length; write += 1) {
      const stop = new AbortController();
      const target = new MemoryStore();
      const push = target.writes.push.bind(target.writes);
      target.writes.push = (...writes) => {
        const length = push(...writes);
        if (length === write) stop.abort(new Error('stopped'));
        return length;
      };
      await expect(
        copy(source, target, rootOf(tree), { concurrency: 1, signal: stop.signal }),
      ).rejects.toThrow('stopped');
      expect(target.writes).toHaveLength(write);
    }
  });
});

describe('a copy to a store that can mount', () => {
  const mounting = (mountable: (descriptor: Descriptor) => boolean) => {
    const store = new MemoryStore('registry.test/prod/app');
    const asked: string[] = [];
    const mount = async (descriptor: Descriptor, from: string): Promise<boolean> => {
      asked.push(`${from} ${descriptor.digest}`);
      if (!mountable(descriptor)) return false;
      store.blobs.set(descriptor.digest, new Uint8Array(descriptor.size));
      return true;
    };
    return { asked, target: Object.assign(store, { mount }) };
  };

  it('asks for every blob once, reads none, and writes none', async () => {
    const tree = signedIndex();
    const source = await stored(tree);
    const { target, asked } = mounting(() => true);
    const events: CopyEvent[] = [];
    const report = await copy(source, target, rootOf(tree), { onEvent: (event) => events.push(event) });
    expect(report).toEqual({ copied: 0, mounted: source.blobs.size, bytes: 0 });
    expect(asked.toSorted()).toEqual(
      [...source.blobs.keys()].map((digest) => `registry.test/team/app ${digest}`).toSorted(),
    );
    expect(target.reads.filter((read) => read.startsWith('has'))).toEqual([]);
    expect(source.reads.filter((read) => read.startsWith('blob'))).toEqual([]);
    expect(target.writes.some(kindOf('blob'))).toBe(false);
    expect(events.every((event) => event.type === 'blob' && event.state === 'mounted')).toBe(true);
  });

  it('copies the blobs that it cannot mount', async () => {
    const tree = { root: image({ layers: 3 }), attachments: [] };
    const [config, there, missing] = tree.root.blobs;
    const { target } = mounting(({ digest }) => digest === config!.descriptor.digest);
    target.blobs.set(there!.descriptor.digest, there!.bytes);
    const report = await copy(await stored(tree), target, rootOf(tree));
    expect(report).toEqual({ copied: 2, mounted: 1, bytes: 2 * missing!.descriptor.size });
  });

  it('asks for no mount when the source has no repository', async () => {
    const tree = { root: image(), attachments: [] };
    const { target, asked } = mounting(() => true);
    await copy(await stored(tree, new MemoryStore('oci:layout')), target, rootOf(tree));
    expect(asked).toEqual([]);
  });
});

describe('the events of a copy', () => {
  it('add up to the size of every blob, also when an upload starts over', async () => {
    const root = image({ layerSize: 5_000 });
    const tree = { root, attachments: [] };
    const source = await stored(tree);
    const target = new MemoryStore();
    const put = target.putBlob.bind(target);
    let restarted = 0;
    target.putBlob = async (descriptor, open: OpenBlob, signal) => {
      // A first attempt that is read whole and then refused.
      await buffer(await open(0));
      restarted += 1;
      return put(descriptor, open, signal);
    };
    const bytes = new Map<string, number>();
    const states: string[] = [];
    const onEvent = (event: CopyEvent): void => {
      if (event.type === 'bytes') bytes.set(event.digest, (bytes.get(event.digest) ?? 0) + event.bytes);
      else states.push(event.state);
    };
    await copy(source, target, rootOf(tree), { onEvent });
    expect(restarted).toBe(root.blobs.length);
    for (const { descriptor } of root.blobs) expect(bytes.get(descriptor.digest)).toBe(descriptor.size);
    expect(states.toSorted()).toEqual([
      ...root.blobs.map(() => 'copied'),
      ...root.blobs.map(() => 'started'),
    ]);
  });

  it('add up to the size also when an upload goes on in the middle', async () => {
    const tree = { root: image({ layers: 1, layerSize: 5_000 }), attachments: [] };
    const { descriptor } = tree.root.blobs[1]!;
    const target = new MemoryStore();
    const put = target.putBlob.bind(target);
    target.putBlob = async (own, open: OpenBlob, signal) => {
      if (own.digest !== descriptor.digest) return put(own, open, signal);
      const begun = (await buffer(await open(0))).subarray(0, 3_000);
      const whole = Buffer.concat([begun, await buffer(await open(3_000))]);
      await put(own, async () => Readable.from([whole]), signal);
    };
    let bytes = 0;
    const onEvent = (event: CopyEvent): void => {
      if (event.type === 'bytes' && event.digest === descriptor.digest) bytes += event.bytes;
    };
    await copy(await stored(tree), target, rootOf(tree), { onEvent });
    expect(bytes).toBe(5_000);
  });

  it('name the blobs that were there', async () => {
    const tree = { root: image({ layers: 1 }), attachments: [] };
    const { descriptor, bytes } = tree.root.blobs[1]!;
    const target = new MemoryStore();
    target.blobs.set(descriptor.digest, bytes);
    const events: CopyEvent[] = [];
    await copy(await stored(tree), target, rootOf(tree), { onEvent: (event) => events.push(event) });
    const { digest, size } = descriptor;
    expect(events.filter((event) => event.digest === digest)).toEqual([
      { type: 'blob', digest, size, state: 'present' },
    ]);
  });
});

describe('planCopy', () => {
  it('only reads', async () => {
    const tree = signedIndex();
    const target = new MemoryStore();
    const todo = await plan(await stored(tree), target, rootOf(tree));
    expect(todo.nodes).toHaveLength(3);
    expect(todo.attachments).toHaveLength(4);
    expect(target.writes).toEqual([]);
  });

  it('asks nothing of a target that is known to be empty', async () => {
    const tree = signedIndex();
    const target = new MemoryStore();
    const hints = { targetIsEmpty: true };
    await plan(await stored(tree), target, rootOf(tree), hints);
    expect(target.reads).toEqual([]);
    await copy(await stored(tree), target, rootOf(tree), hints);
    // The manifests that were put are read back.
    expect(target.reads.filter((read) => !read.startsWith('resolve'))).toEqual([]);
  });

  it('asks for one list for each subject, and a failure behind the last wanted entry is none of the whole', async () => {
    const tree = signedIndex();
    const source = await stored(tree);
    const target = await stored(tree);
    let asked = 0;
    const list = target.referrers.bind(target);
    target.referrers = async function* (subject, query) {
      asked += 1;
      yield* list(subject, query);
      throw new SealiftError('registry_unavailable', 'the next page does not come');
    };
    const hints = { present: new Set([rootOf(tree).digest]) };
    expect(await plan(source, target, rootOf(tree), hints)).toMatchObject({ nodes: [], attachments: [] });
    expect(asked).toBe(4);
    expect(target.reads.filter((read) => read.startsWith('resolve'))).toHaveLength(2);
  });

  it('asks about one subject before it asks about the others', async () => {
    const tree = signedIndex();
    const source = await stored(tree);
    const target = await stored(tree);
    let underWay = 0;
    const most: number[] = [];
    const list = target.referrers.bind(target);
    target.referrers = async function* (subject, query) {
      underWay += 1;
      most.push(underWay);
      await new Promise<void>((resolve) => setImmediate(resolve));
      underWay -= 1;
      yield* list(subject, query);
    };
    await plan(source, target, rootOf(tree));
    expect(most[0]).toBe(1);
    expect(most[1]).toBe(1);
  });

  it('finds the one attachment that the target does not list', async () => {
    const tree = signedIndex();
    const source = await stored(tree);
    const target = await stored(tree);
    const added = await attach(source, rootOf(tree), attached(rootOf(tree), 'a/b', 'later'));
    const todo = await plan(source, target, rootOf(tree));
    expect(todo.nodes).toEqual([]);
    expect(todo.attachments.map(({ node }) => node.content.descriptor.digest)).toEqual([added.digest]);
    await copyGraph(source, target, todo, { concurrency: 3 }, never);
    expect(target.writes.map(({ kind }) => kind)).toEqual(['blob', 'manifest', 'link']);
    expect(target.manifests.has(added.digest)).toBe(true);
  });

  it('does not count a manifest as present when the target gives another size', async () => {
    const tree = { root: image(), attachments: [] };
    const source = await stored(tree);
    const target = await stored(tree);
    target.resolve = () => Promise.resolve({ ...rootOf(tree), size: 1 });
    expect((await plan(source, target, rootOf(tree))).nodes).toHaveLength(1);
  });

  it('finds a child that is missing at a target that has the index', async () => {
    const tree = signedIndex();
    const source = await stored(tree);
    const target = await stored(tree);
    const child = tree.root.children[1]!.manifest.descriptor;
    target.manifests.delete(child.digest);
    const todo = await plan(source, target, rootOf(tree), { present: new Set([rootOf(tree).digest]) });
    expect(todo.nodes.map(({ content }) => content.descriptor.digest)).toEqual([child.digest]);
  });

  it.each(['denied', 'connection_failed', 'deadline_exceeded'] as const)(
    'takes no answer (%s) for an absence',
    async (code) => {
      const tree = signedIndex();
      const source = await stored(tree);
      const target = await stored(tree);
      target.referrers = () => {
        throw new SealiftError(code, 'no answer');
      };
      await expect(plan(source, target, rootOf(tree))).rejects.toMatchObject({ code });
    },
  );
});
