import type { ErrorContext } from './error-context.ts';
import type { GoShape, Read } from './go-shape.ts';
import { parseJson } from './json.ts';

/**
 * Reads one JSON value strictly into what a Go program would read it into, so that what is judged here is what others see.
 * Refused are members that Go takes for another one (`Payload`), and values that Go's decoder refuses; null is no value.
 *
 * @param unnamed what becomes of members that the shape does not name: they are checked like all others, and kept only
 *   where they are written again.
 *
 * @throws SealiftError with the code of `context`.
 */
export function readAs<S extends GoShape>(
  shape: S,
  input: Uint8Array | string,
  context: ErrorContext,
  unnamed: 'kept' | 'dropped' = 'dropped',
): Read<S> {
  return parseJson(input, context, shape, unnamed) as Read<S>;
}
