import type { Descriptor } from '../descriptor.ts';
import { type BlobSource, canMount, type TargetStore } from '../ports.ts';
import type { CopyOptions } from './copy-graph.ts';
import { openChecked } from './open-checked.ts';

/** A blob that a copy may write. */
export interface MissingBlob {
  readonly descriptor: Descriptor;
  /** Whether the target is asked for it before it is written. */
  readonly ask: boolean;
  /** Whether the target has said that it lacks it. */
  readonly isAbsent: boolean;
}

/** How a blob came to the target. */
export type Arrival = 'present' | 'mounted' | 'copied';

type CarrierOptions = Pick<CopyOptions, 'mounts' | 'onEvent' | 'onWait' | 'standing'>;

/** Brings blobs to the target, each in the cheapest way there is. */
export class BlobCarrier {
  readonly #source: BlobSource;
  readonly #target: TargetStore;
  readonly #options: CarrierOptions;

  constructor(source: BlobSource, target: TargetStore, options: CarrierOptions) {
    this.#source = source;
    this.#target = target;
    this.#options = options;
  }

  async carry(blob: MissingBlob, signal: AbortSignal): Promise<Arrival> {
    const { standing, onWait } = this.#options;
    const { name } = this.#target;
    const { digest } = blob.descriptor;
    if (!standing) return this.#bring(blob, signal);
    if (!blob.isAbsent && standing.has(name, digest)) return 'present';
    let arrival: Arrival = 'present';
    const work = async (): Promise<void> => {
      arrival = await this.#bring(blob, signal);
    };
    await standing.write(name, digest, { work, onWait: () => onWait?.(digest) }, signal);
    return arrival;
  }

  async #bring({ descriptor, ask }: MissingBlob, signal: AbortSignal): Promise<Arrival> {
    const { onEvent } = this.#options;
    const { digest, size } = descriptor;
    if (await this.#mount(descriptor, signal)) return 'mounted';
    signal.throwIfAborted();
    if (ask && (await this.#target.has(descriptor, signal))) return 'present';
    signal.throwIfAborted();
    onEvent?.({ type: 'blob', digest, size, state: 'started' });
    const onBytes = (bytes: number) => onEvent?.({ type: 'bytes', digest, bytes });
    await this.#target.putBlob(descriptor, openChecked(this.#source, descriptor, onBytes, signal), signal);
    return 'copied';
  }

  /** A mount needs no HEAD before it: the same request finds out whether the blob is there and takes it over. */
  async #mount(descriptor: Descriptor, signal: AbortSignal): Promise<boolean> {
    const { repository: from, mayMount } = this.#source;
    const target = this.#target;
    const { mounts = true, standing } = this.#options;
    if (!mounts || !canMount(target)) return false;
    const isAtSource = mayMount?.(descriptor) ?? true;
    if (from !== undefined && isAtSource && (await target.mount(descriptor, from, signal))) return true;
    const sibling = standing?.sibling(target.name, descriptor.digest);
    return sibling !== undefined && target.mount(descriptor, sibling, signal, { isWritten: true });
  }
}
