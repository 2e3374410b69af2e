import { type Complaint, complain } from '../../encoding/complaint.ts';
import { parseJson } from '../../encoding/json.ts';

const PAYLOAD: readonly string[] = ['targetArtifact'];
const TARGET: readonly string[] = ['mediaType', 'digest', 'size', 'annotations'];

/** The members of a payload and of its descriptor that nobody asked to sign. @throws SealiftError with the code of `complaint`. */
export function extraMembers(payload: Uint8Array, complaint: Complaint): string[] {
  const body = parseJson(payload, complaint) as { readonly targetArtifact?: unknown } | null;
  const target = body?.targetArtifact;
  if (typeof target !== 'object' || target === null) {
    throw complain(complaint, 'has a payload without targetArtifact');
  }
  const own = Object.keys(body!).filter((name) => !PAYLOAD.includes(name));
  const inner = Object.keys(target).filter((name) => !TARGET.includes(name));
  return [...own, ...inner.map((name) => `targetArtifact.${name}`)];
}
