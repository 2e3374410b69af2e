import type { Complaint } from './complaint.ts';
import type { GoShape, Read } from './go-shape.ts';
import { parseJson } from './json.ts';

/**
 * Reads one JSON value strictly into what a Go program would read it into, so that what is judged here is what others see.
 * Refused are members that Go takes for another one (`Payload`), and values that Go's decoder refuses; null is no value.
 * Members that the shape does not name are kept.
 *
 * @throws SealiftError with the code of `complaint`.
 */
export function readAs<S extends GoShape>(
  shape: S,
  input: Uint8Array | string,
  complaint: Complaint,
): Read<S> {
  return parseJson(input, complaint, shape) as Read<S>;
}
