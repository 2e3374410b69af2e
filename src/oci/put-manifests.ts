import pLimit from 'p-limit';
import { taskGroup } from '../async/task-group.ts';
import type { Digest } from './digest.ts';
import type { GraphNode } from './graph.ts';
import type { ManifestWriter } from './ports.ts';

/** Puts manifests into one target, each once, whoever names it. */
export class ManifestPutter {
  readonly #target: ManifestWriter;
  readonly #limit: ReturnType<typeof pLimit>;
  readonly #done = new Map<Digest, Promise<void>>();
  /** The last put of a manifest with this subject. */
  readonly #turns = new Map<Digest, Promise<void>>();

  constructor(target: ManifestWriter, concurrency: number) {
    this.#target = target;
    this.#limit = pLimit(concurrency);
  }

  /** Children before their index, siblings at the same time. A child that is not in `nodes` is there already. */
  async put(nodes: readonly GraphNode[], signal: AbortSignal): Promise<void> {
    const wanted = new Set(nodes);
    const once = (node: GraphNode, joined: AbortSignal): Promise<void> => {
      const { digest } = node.content.descriptor;
      const work = this.#done.get(digest) ?? afterChildren(node, joined);
      this.#done.set(digest, work);
      return work;
    };
    const afterChildren = async (node: GraphNode, joined: AbortSignal): Promise<void> => {
      const children = node.children.filter((child) => wanted.has(child));
      await taskGroup(
        joined,
        children.map((child) => (inner: AbortSignal) => once(child, inner)),
      );
      await this.#inTurn(node, joined);
    };
    await taskGroup(
      signal,
      nodes.map((node) => (joined: AbortSignal) => once(node, joined)),
    );
  }

  /** Manifests with one subject are put one after the other: olareg 0.2.2 loses them otherwise. */
  async #inTurn({ content, manifest }: GraphNode, signal: AbortSignal): Promise<void> {
    const put = () =>
      this.#limit(() => {
        signal.throwIfAborted();
        return this.#target.putManifest(content, signal);
      });
    if (manifest.subject === undefined) return put();
    const { digest } = manifest.subject;
    const turn = (this.#turns.get(digest) ?? Promise.resolve()).then(put);
    this.#turns.set(
      digest,
      turn.catch(() => {}),
    );
    await turn;
  }
}
