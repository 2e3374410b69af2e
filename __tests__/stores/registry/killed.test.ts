import { describe, expect, it, onTestFinished } from 'vitest';
import { copyGraph } from '../../../src/oci/copy/copy-graph.ts';
import { planCopy } from '../../../src/oci/copy/plan-copy.ts';
import type { ArtifactGraph } from '../../../src/oci/graph/artifact-graph.ts';
import { readGraph } from '../../../src/oci/graph/read-graph.ts';
import type { TargetStore } from '../../../src/oci/ports.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import type { Switches } from '../../support/fake-registry/switches.ts';
import { attach, attached, image, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { registryStore } from '../../support/registry-store.ts';
import { never, viewOf } from '../../support/tools.ts';

async function graphOf(source: MemoryStore): Promise<ArtifactGraph> {
  const root = await push(source, image({ layers: 0 }), '1');
  for (const text of ['a', 'b']) await attach(source, root, attached(root, undefined, text));
  return readGraph(viewOf(source), root, { concurrency: 4, keep: () => true }, never);
}

/** The order of a promotion, tag last. */
async function bring(source: MemoryStore, target: TargetStore, graph: ArtifactGraph): Promise<void> {
  const plan = await planCopy(target, graph, {}, never);
  await copyGraph(source, target, plan, { concurrency: 4 }, never);
  await target.tag(graph.root.content, '1', never);
}

/** What a fresh reader finds attached. */
async function listed(store: TargetStore, graph: ArtifactGraph): Promise<string[]> {
  const query = { sources: 'merged' as const };
  const entries = await Array.fromAsync(store.referrers(graph.root.content.descriptor, query, never));
  return entries.map(({ descriptor }) => descriptor.digest).toSorted();
}

describe('a copy that is killed at any request', () => {
  it.each<[string, Partial<Switches>, boolean]>([
    ['API, before its work', {}, false],
    ['API, after its work', {}, true],
    ['no API, before its work', { referrers: '404' }, false],
    ['no API, after its work', { referrers: '404' }, true],
  ])('has no tag or all of it, and a repetition completes it: %s', async (_, switches, isDone) => {
    const registry = await FakeRegistry.start(switches);
    onTestFinished(() => registry.stop());
    const source = new MemoryStore();
    const graph = await graphOf(source);
    const expected = graph.attachments.map(({ node }) => node.content.descriptor.digest).toSorted();
    registry.cutIsDone = isDone;
    let at = 1;
    for (let killed = true; killed; at += 1) {
      const repository = `team/app-${at}`;
      const open = () => registryStore(registry.host, repository, { singleWriter: true });
      registry.log.length = 0;
      registry.cutFrom = at;
      killed = await bring(source, open(), graph).then(
        () => false,
        () => true,
      );
      registry.cutFrom = Number.POSITIVE_INFINITY;
      if (registry.repository(repository).tags.has('1')) {
        expect(await listed(open(), graph), `killed at ${at}`).toEqual(expected);
      }
      await bring(source, open(), graph);
      expect(await listed(open(), graph), `repeated after ${at}`).toEqual(expected);
    }
    expect(at).toBeGreaterThan(12);
  });
});
