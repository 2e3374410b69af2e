import { asSealiftError } from '../errors.ts';
import { type Destination, formatPlace } from '../oci/reference.ts';
import { compareImage } from '../operations/comparison/compare.ts';
import { failedImage } from '../operations/failed-image.ts';
import { imageSessions } from '../operations/image-sessions.ts';
import type { ImageResult } from '../operations/results.ts';
import { BelievedSources } from './believed-sources.ts';
import type { Image } from './images.ts';
import type { OpenStore } from './open-stores.ts';
import { OpenedStores } from './opened-stores.ts';
import type { Run } from './run.ts';
import { sessionOf } from './session.ts';
import type { SideOpeners } from './side-openers.ts';

/** Questions about an image that a list of tags can save. */
const SAVED = 4;

/** The most images at the same time. */
export const COMPARED_AT_ONCE = 64;

/** One reading of both sides. What was written in between, only another one sees. */
export class Comparison {
  readonly #run: Run<'compare'>;
  readonly #sessionFor: ReturnType<typeof imageSessions>;
  readonly #openFrom: OpenStore;
  readonly #openTo: OpenStore;
  readonly #platforms: ReadonlySet<string> | undefined;
  readonly #sources: BelievedSources;

  /** @param images how many there are, so that a list of tags is not read that is longer than what it saves. */
  constructor(
    run: Run<'compare'>,
    { from, to }: SideOpeners,
    { platforms, images }: { readonly platforms: ReadonlySet<string> | undefined; readonly images: number },
  ) {
    this.#run = run;
    const views = Math.min(images, COMPARED_AT_ONCE) * (1 + run.values.with.length);
    this.#sessionFor = imageSessions(sessionOf(run), views, run.signal);
    this.#openFrom = new OpenedStores(run, from).open;
    this.#openTo = from === to ? this.#openFrom : new OpenedStores(run, to).open;
    this.#platforms = platforms;
    this.#sources = new BelievedSources(images * SAVED, run.signal);
  }

  /** Compares one image. Never rejects. */
  async compare({ text, name, reference }: Image, places: readonly Destination[]): Promise<ImageResult> {
    const { values, signal } = this.#run;
    try {
      const store = await this.#openFrom(reference, 'read');
      const source = values.deep ? { store } : this.#sources.of(store);
      const targets = await Promise.all(
        places.map(async (place) => {
          // What a repair may begin need not be there yet; registries are asked with the right to read.
          const purpose = values.repair && place.transport !== 'docker' ? 'create' : 'read';
          try {
            return await this.#openTo(place, purpose);
          } catch (thrown) {
            return { repository: formatPlace(place), error: asSealiftError(thrown) };
          }
        }),
      );
      const { tag } = reference;
      const asked = { reference: text, name, tag, source, targets, platforms: this.#platforms };
      return await compareImage({ ...this.#sessionFor(name), ...asked, deep: values.deep }, signal);
    } catch (thrown) {
      return failedImage(text, asSealiftError(signal.aborted ? signal.reason : thrown).toJSON());
    }
  }
}
