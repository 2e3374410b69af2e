import pLimit from 'p-limit';
import { taskGroup } from '../../async/task-group.ts';
import type { Digest } from '../digest.ts';
import type { GraphNode } from '../graph/graph-node.ts';
import type { ManifestWriter } from '../ports.ts';
import { sparseRefusal } from './sparse-refusal.ts';

/** Puts manifests into one target, each once, however many indexes name it. */
export class ManifestPutter {
  readonly #target: ManifestWriter;
  readonly #limit: ReturnType<typeof pLimit>;
  readonly #done = new Map<Digest, Promise<void>>();
  /** For each subject, the last put of a manifest with that subject. */
  readonly #turns = new Map<Digest, Promise<void>>();

  constructor(target: ManifestWriter, concurrency: number) {
    this.#target = target;
    this.#limit = pLimit(concurrency);
  }

  /** Puts children before their index, and siblings at the same time. A child that is not in `nodes` is at the target. */
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

  /** Puts a manifest a second time, its children aside. */
  putAgain(node: GraphNode, signal: AbortSignal): Promise<void> {
    return this.#inTurn(node, signal);
  }

  /** Puts manifests with one subject one after the other: olareg 0.2.2 loses some that are put at the same time. */
  async #inTurn(node: GraphNode, signal: AbortSignal): Promise<void> {
    const {
      content,
      manifest: { subject },
    } = node;
    const put = () =>
      this.#limit(() => {
        signal.throwIfAborted();
        return this.#target.putManifest(content, signal).catch((error: unknown) => {
          throw sparseRefusal(error, node);
        });
      });
    if (subject === undefined) return put();
    const { digest } = subject;
    const turn = (this.#turns.get(digest) ?? Promise.resolve()).then(put);
    this.#turns.set(
      digest,
      turn.catch(() => {}),
    );
    await turn;
  }
}
