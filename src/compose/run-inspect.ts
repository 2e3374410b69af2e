import { inspectImage } from '../operations/inspect.ts';
import type { RunResult } from '../operations/results.ts';
import { eachImage } from './each-image.ts';
import { imageOf } from './images.ts';
import { storesOf } from './open-stores.ts';
import { run } from './run.ts';
import type { ImageOptions } from './run-options.ts';
import { sessionOf } from './session.ts';

/** More signatures of one image are not shown. */
const MAX_SIGNATURES = 100;

/** Shows each signature of an image, judged by nobody. Never rejects. */
export function runInspect(options: Partial<ImageOptions>, signal: AbortSignal): Promise<RunResult> {
  return run('inspect', options, signal, async (current) => {
    const { problems } = current;
    const { image, open } = problems.all({
      image: await problems.try(() => imageOf(options.image, current.plainHttp)),
      open: await storesOf(current),
    });
    const session = sessionOf(current);
    return eachImage([image], open, 'read', ({ text, name }, store) =>
      inspectImage(
        { ...session, reference: text, name, store, maxSignatures: MAX_SIGNATURES },
        current.signal,
      ),
    );
  });
}
