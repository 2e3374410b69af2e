import { listImage } from '../operations/list.ts';
import type { RunResult } from '../operations/results.ts';
import { eachImage } from './each-image.ts';
import { imageOf } from './images.ts';
import { storesOf } from './open-stores.ts';
import { run } from './run.ts';
import type { ImageOptions } from './run-options.ts';
import { sessionOf } from './session.ts';

/** Shows everything that is attached to an image, and where it was found. Never rejects. */
export function runList(options: Partial<ImageOptions>, signal: AbortSignal): Promise<RunResult> {
  return run('list', options, signal, async (current) => {
    const { problems } = current;
    const { image, open } = problems.all({
      image: await problems.try(() => imageOf(options.image, current.plainHttp)),
      open: await storesOf(current),
    });
    const session = sessionOf(current);
    return eachImage([image], open, 'read', ({ text, name }, store) =>
      listImage({ ...session, reference: text, name, store }, current.signal),
    );
  });
}
