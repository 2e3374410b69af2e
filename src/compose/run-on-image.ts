import type { ListRequest } from '../operations/list.ts';
import type { ImageResult, RunResult } from '../operations/results.ts';
import { eachImage } from './each-image.ts';
import { imageOf } from './images.ts';
import { storesOf } from './open-stores.ts';
import { run } from './run.ts';
import type { RunName } from './run-name.ts';
import type { ImageOptions } from './run-options.ts';
import { sessionOf } from './session.ts';
import { signaturePlacesOf } from './signature-places.ts';
import { typedLogins } from './typed-logins.ts';
import { withSignatures } from './with-signatures.ts';

/** Runs a use case that reads one image. Never rejects. */
export function runOnImage(
  command: RunName,
  options: Partial<ImageOptions>,
  signal: AbortSignal,
  read: (request: ListRequest, signal: AbortSignal) => Promise<ImageResult>,
): Promise<RunResult> {
  return run(command, options, signal, async (current) => {
    const { problems } = current;
    const found = await problems.try(() => imageOf(options.image, current.plainHttp));
    const { username } = current.values;
    const signatures = await signaturePlacesOf(current.values, current);
    const places = [...(found ? [found.reference] : []), ...signatures.from];
    const [login] = await typedLogins(current, [{ flag: '--username', username, places }]);
    const open = await storesOf(current, { read: login, write: login });
    const { image } = problems.all({ image: found });
    const session = sessionOf(current);
    const merged = withSignatures(signatures.from, open, session);
    return eachImage([image], open, 'read', async ({ text, name }, store) =>
      read({ ...session, reference: text, name, store: await merged(store) }, current.signal),
    );
  });
}
