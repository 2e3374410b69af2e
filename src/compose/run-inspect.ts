import { inspectImage } from '../operations/judging/inspect.ts';
import type { RunResult } from '../operations/results.ts';
import { runOnImages } from './run-on-images.ts';
import type { ImageOptions } from './run-options.ts';

/** The most signatures that are shown of one image. */
const MAX_SIGNATURES = 100;

/** Shows each signature of images without judging it. Never rejects. */
export function runInspect(options: Partial<ImageOptions>, signal: AbortSignal): Promise<RunResult> {
  return runOnImages('inspect', options, signal, {
    read: (request, during) => inspectImage({ ...request, maxSignatures: MAX_SIGNATURES }, during),
  });
}
