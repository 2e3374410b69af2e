import fc from 'fast-check';
import { MEDIA_TYPES } from '../../src/oci/media-types.ts';
import { attached, type Built, content, image, index } from '../support/images.ts';
import { MemoryStore } from '../support/memory-store.ts';

/** An artifact and everything attached to any part of it, subjects first. */
export interface Tree {
  readonly root: Built;
  readonly attachments: readonly Built[];
}

/** Indexes in indexes over images that may share blobs and children, with attachments on anything. */
export const anyTree: fc.Arbitrary<Tree> = fc
  .record({
    images: fc.array(
      fc.record({ seed: fc.constantFrom('a', 'b', 'c'), layers: fc.integer({ min: 0, max: 3 }) }),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
    indexes: fc.array(fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), { maxLength: 4 }),
    attachments: fc.array(fc.tuple(fc.nat(), fc.constantFrom('1', '2')), { maxLength: 5 }),
  })
  .map(({ images, indexes, attachments }) => {
    const parts: Built[] = images.map((options) => image(options));
    for (const picks of indexes) parts.push(index(picks.map((pick) => parts[pick % parts.length]!)));
    const root = parts.at(-1)!;
    const subjects = withChildren(root);
    const added: Built[] = [];
    for (const [pick, text] of attachments) {
      const subject = subjects[pick % subjects.length]!.manifest.descriptor;
      const one = attached(subject, 'a/b', text);
      if (subjects.some(({ manifest }) => manifest.descriptor.digest === one.manifest.descriptor.digest))
        continue;
      subjects.push(one);
      added.push(one);
    }
    return { root, attachments: added };
  });

/** A manifest and every one below it, children first, each once. */
export function withChildren(built: Built): Built[] {
  const all = [...built.children.flatMap(withChildren), built];
  return [...new Map(all.map((one) => [one.manifest.descriptor.digest, one])).values()];
}

/** An image or index of exactly this body. */
export function raw(body: object, mediaType: string = MEDIA_TYPES.ociIndex): Built {
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, ...body }));
  return { manifest: content(mediaType, bytes), blobs: [], children: [] };
}

/** A store that counts what goes on in it at the same time. */
export class BusyStore extends MemoryStore {
  inFlight = 0;
  most = 0;

  async #busy<T>(work: () => Promise<T>): Promise<T> {
    this.inFlight += 1;
    this.most = Math.max(this.most, this.inFlight);
    try {
      await new Promise<void>((resolve) => setImmediate(resolve));
      return await work();
    } finally {
      this.inFlight -= 1;
    }
  }

  override manifest(...args: Parameters<MemoryStore['manifest']>): ReturnType<MemoryStore['manifest']> {
    return this.#busy(() => super.manifest(...args));
  }

  override putBlob(...args: Parameters<MemoryStore['putBlob']>): ReturnType<MemoryStore['putBlob']> {
    return this.#busy(() => super.putBlob(...args));
  }

  override putManifest(
    ...args: Parameters<MemoryStore['putManifest']>
  ): ReturnType<MemoryStore['putManifest']> {
    return this.#busy(() => super.putManifest(...args));
  }

  override async *referrers(
    ...args: Parameters<MemoryStore['referrers']>
  ): ReturnType<MemoryStore['referrers']> {
    this.inFlight += 1;
    this.most = Math.max(this.most, this.inFlight);
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.inFlight -= 1;
    yield* super.referrers(...args);
  }
}
