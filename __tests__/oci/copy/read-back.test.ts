import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CopyOptions, copyGraph } from '../../../src/oci/copy/copy-graph.ts';
import { type PlanHints, planCopy } from '../../../src/oci/copy/plan-copy.ts';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { readGraph } from '../../../src/oci/graph/read-graph.ts';
import { attached, image, index, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { never, viewOf } from '../../support/tools.ts';
import { anyTree, type Tree } from '../artifacts.ts';

async function stored({ root, attachments }: Tree, store = new MemoryStore()): Promise<MemoryStore> {
  await push(store, root);
  for (const one of attachments) await push(store, one);
  store.writes.length = 0;
  return store;
}

async function planned(source: MemoryStore, target: MemoryStore, root: Descriptor, hints: PlanHints) {
  const graph = await readGraph(viewOf(source), root, { concurrency: 3, keep: () => true }, never);
  return planCopy(target, graph, hints, never);
}

async function copied(
  source: MemoryStore,
  target: MemoryStore,
  root: Descriptor,
  { hints = {}, ...options }: Partial<CopyOptions> & { readonly hints?: PlanHints } = {},
) {
  const plan = await planned(source, target, root, hints);
  return copyGraph(source, target, plan, { concurrency: 3, ...options }, never);
}

const signedIndex = (): Tree => {
  const root = index([image({ seed: 'a' }), image({ seed: 'b' })]);
  return { root, attachments: [attached(root.manifest.descriptor, 'a/signature')] };
};

describe('a deep plan', () => {
  it('finds whatever part is gone, and the copy puts it and nothing that is there', async () => {
    const damage = fc.array(fc.nat(), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(anyTree, damage, async (tree, picks) => {
        const source = await stored(tree);
        const target = await stored(tree);
        const parts = [...target.blobs.keys(), ...target.manifests.keys()];
        const gone = new Set(picks.map((pick) => parts[pick % parts.length]!));
        for (const digest of gone) {
          target.blobs.delete(digest);
          target.manifests.delete(digest);
        }
        const { descriptor: root } = tree.root.manifest;
        const present = new Set([root.digest]);
        await copied(source, target, root, { hints: { deep: true, present }, deep: true });
        expect(new Set(target.blobs.keys())).toEqual(new Set(source.blobs.keys()));
        expect(new Set(target.manifests.keys())).toEqual(new Set(source.manifests.keys()));
        const blobs = target.writes.filter(({ kind }) => kind === 'blob').map(({ what }) => what);
        // Small blobs of what is not listed are put without a question.
        const small = new Set(
          tree.attachments.flatMap((one) => one.blobs.map(({ descriptor }) => descriptor.digest)),
        );
        for (const digest of blobs) expect(gone.has(digest) || small.has(digest as never)).toBe(true);
        if (gone.size === 0) expect(target.writes).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('keeps the list of a subject whose layer is gone', async () => {
    const tree = signedIndex();
    const [source, target] = [await stored(tree), await stored(tree)];
    const child = tree.root.children[0]!;
    target.blobs.delete(child.blobs[1]!.descriptor.digest);
    const plan = await planned(source, target, tree.root.manifest.descriptor, { deep: true });
    expect(plan.nodes.map(({ content }) => content.descriptor.digest)).toEqual([
      child.manifest.descriptor.digest,
    ]);
    expect(plan.attachments).toEqual([]);
    expect(plan.listed).toHaveLength(1);
  });

  it('asks for each part once, and shallow ones ask for no blob of a manifest that is there', async () => {
    const tree = signedIndex();
    const [source, target] = [await stored(tree), await stored(tree)];
    target.reads.length = 0;
    await planned(source, target, tree.root.manifest.descriptor, { deep: true });
    const asked = target.reads.filter((read) => /^(has|resolve)/.test(read));
    expect(asked).toHaveLength(target.blobs.size + target.manifests.size);
    expect(new Set(asked).size).toBe(asked.length);
    target.reads.length = 0;
    await planned(source, target, tree.root.manifest.descriptor, {});
    expect(target.reads.filter((read) => read.startsWith('has'))).toEqual([]);
  });
});

describe('what a target says that it stored', () => {
  const slept: number[] = [];
  const sleep = async (milliseconds: number): Promise<void> => {
    slept.push(milliseconds);
  };
  const envelopesOf: CopyOptions['envelopesOf'] = ({ node }) => node.manifest.layers;

  /** A target that forgets, so many times, what it is given under `digest`. */
  const forgetful = (digest: string, times: number, store = new MemoryStore()): MemoryStore => {
    const [putBlob, putManifest] = [store.putBlob.bind(store), store.putManifest.bind(store)];
    let left = times;
    const forget = (given: string): void => {
      if (given !== digest || left === 0) return;
      left -= 1;
      forgotten.add(digest);
    };
    const forgotten = new Set<string>();
    store.putBlob = async (descriptor, open, signal) => {
      forgotten.delete(descriptor.digest);
      await putBlob(descriptor, open, signal);
      forget(descriptor.digest);
    };
    store.putManifest = async (content, ...rest) => {
      forgotten.delete(content.descriptor.digest);
      await putManifest(content, ...rest);
      forget(content.descriptor.digest);
    };
    const [has, resolve] = [store.has.bind(store), store.resolve.bind(store)];
    store.has = async (descriptor, ...rest) => !forgotten.has(descriptor.digest) && has(descriptor, ...rest);
    store.resolve = async (name, signal) =>
      'digest' in name && forgotten.has(name.digest) ? undefined : resolve(name, signal);
    return store;
  };

  const { root, attachments } = signedIndex();
  const child = root.children[0]!.manifest.descriptor.digest;
  const layer = root.children[0]!.blobs[1]!.descriptor.digest;
  const envelope = attachments[0]!.blobs[1]!.descriptor.digest;
  const run = async (target: MemoryStore, options: Partial<CopyOptions> = {}) =>
    copied(await stored({ root, attachments }), target, root.manifest.descriptor, {
      sleep,
      envelopesOf,
      ...options,
    });

  it.each([
    ['a child', child, 'child_missing', false],
    ['an envelope', envelope, 'signature_lost', false],
    ['a layer, of a deep copy', layer, 'registry_refused', true],
    ['the root, where no tag will tell', root.manifest.descriptor.digest, 'registry_refused', false],
    [
      'the manifest of a signature, of a deep copy',
      attachments[0]!.manifest.descriptor.digest,
      'signature_lost',
      true,
    ],
  ])('is asked for and put again once: %s', async (_, digest, code, deep) => {
    const mended = forgetful(digest, 1);
    await run(mended, { deep });
    expect(mended.writes.filter(({ what, kind }) => what === digest && kind !== 'link')).toHaveLength(2);
    slept.length = 0;
    const lost = forgetful(digest, 9);
    const failing = run(lost, { deep });
    await expect(failing).rejects.toMatchObject({
      code,
      exitCode: 1,
      message: expect.stringContaining(digest),
    });
    await expect(failing).rejects.toMatchObject({
      hint: expect.not.stringMatching(/[Rr]un (it|the command) again/),
    });
    expect(lost.writes.filter(({ what, kind }) => what === digest && kind !== 'link')).toHaveLength(2);
    expect(slept.slice(0, 4)).toEqual([200, 400, 800, 1600]);
  });

  it('may be shown late without being put again', async () => {
    const target = new MemoryStore();
    const has = target.has.bind(target);
    let asked = 0;
    target.has = async (descriptor) => {
      asked += descriptor.digest === envelope ? 1 : 0;
      return (descriptor.digest !== envelope || asked > 1) && has(descriptor);
    };
    await run(target);
    expect(target.writes.filter(({ what }) => what === envelope)).toHaveLength(1);
  });

  it('is not asked for: layers and the root of what is tagged afterwards', async () => {
    const target = new MemoryStore();
    await run(target, { isTagged: true });
    const times = (read: string) => target.reads.filter((one) => one === read).length;
    expect(times(`has ${envelope}`)).toBe(1);
    // Both were asked for before they were written.
    expect(times(`has ${layer}`)).toBe(1);
    expect(times(`resolve ${root.manifest.descriptor.digest}`)).toBe(1);
  });

  it('is not asked for in a layout', async () => {
    const target = forgetful(child, 9, new MemoryStore('oci:layout'));
    await run(target);
    expect(target.writes.filter(({ what }) => what === child)).toHaveLength(1);
  });
});
