import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';
import { readAs } from '../../encoding/read-as.ts';
import { PAYLOAD } from './shapes.ts';

const ASKED: readonly string[] = ['targetArtifact'];
const TARGET: readonly string[] = ['mediaType', 'digest', 'size', 'annotations'];

/** Lists members of a payload and its descriptor that the request did not have. @throws SealiftError with the code of `context`. */
export function extraMembers(payload: Uint8Array, context: ErrorContext): string[] {
  const body = readAs(PAYLOAD, payload, context, 'kept');
  if (body.targetArtifact === undefined) throw errorIn(context, 'has a payload without targetArtifact');
  const own = Object.keys(body).filter((name) => !ASKED.includes(name));
  const inner = Object.keys(body.targetArtifact).filter((name) => !TARGET.includes(name));
  return [...own, ...inner.map((name) => `targetArtifact.${name}`)];
}
