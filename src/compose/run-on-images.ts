import { imageSessions } from '../operations/image-sessions.ts';
import type { ListRequest } from '../operations/list.ts';
import type { ImageResult, RunResult } from '../operations/results.ts';
import { eachImage } from './each-image.ts';
import { imagesOf } from './images.ts';
import { storesOf } from './open-stores.ts';
import { type AnyRun, run } from './run.ts';
import type { RunName } from './run-name.ts';
import type { ImageOptions, Texts } from './run-options.ts';
import { sessionOf } from './session.ts';
import { signaturePlacesOf } from './signature-places.ts';
import { typedLogins } from './typed-logins.ts';
import { withSignatures } from './with-signatures.ts';

/** The most images at the same time: each may take the memory of a whole graph (`oci/limits.ts`). */
const AT_ONCE = 8;

/** What a command does with each image. */
export interface ReadImages {
  /** Reads what the command alone is given, before anything is contacted. */
  readonly prepare?: (run: AnyRun) => Partial<ListRequest>;
  readonly read: (request: ListRequest, signal: AbortSignal) => Promise<ImageResult>;
  /** As `run` has it. */
  readonly conclude?: (images: readonly ImageResult[]) => void;
}

const textsOf = ({ image, images }: Partial<ImageOptions>): Texts | undefined =>
  image === undefined ? images : [image, ...(typeof images === 'string' ? [images] : (images ?? []))];

/** Runs a use case that reads images; one that fails loses no other. Never rejects. */
export function runOnImages(
  command: RunName,
  options: Partial<ImageOptions>,
  signal: AbortSignal,
  { prepare = () => ({}), read, conclude }: ReadImages,
): Promise<RunResult> {
  const work = async (current: AnyRun): Promise<readonly ImageResult[]> => {
    const { values, problems } = current;
    const images = await imagesOf(textsOf(options), values.imagesFile, current);
    const signatures = await signaturePlacesOf(values, current);
    const places = [...images.map(({ reference }) => reference), ...signatures.from];
    const [login] = await typedLogins(current, [{ flag: '--username', username: values.username, places }]);
    const open = await storesOf(current, { read: login, write: login });
    const own = prepare(current);
    problems.throwIfAny();
    const session = sessionOf(current);
    const merged = withSignatures(signatures.from, open, session);
    const sessionFor = imageSessions(session, Math.min(images.length, AT_ONCE), current.signal);
    return eachImage(
      images,
      open,
      'read',
      async ({ text, name }, store) => {
        const request = { ...sessionFor(name), ...own, reference: text, name, store: await merged(store) };
        return read(request, current.signal);
      },
      AT_ONCE,
    );
  };
  return run(command, options, signal, work, conclude);
}
