import { listImage } from '../operations/list.ts';
import type { RunResult } from '../operations/results.ts';
import { runOnImage } from './run-on-image.ts';
import type { ImageOptions } from './run-options.ts';

/** Shows everything that is attached to an image, and where it was found. Never rejects. */
export function runList(options: Partial<ImageOptions>, signal: AbortSignal): Promise<RunResult> {
  return runOnImage('list', options, signal, listImage);
}
