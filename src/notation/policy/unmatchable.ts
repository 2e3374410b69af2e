import type { Certificate } from '../../pki/certificate.ts';
import { ATTRIBUTE_NAMES, nameText } from '../../pki/name.ts';
import { attributesOf, isOf } from './identity-attributes.ts';

const TYPES = Object.values(ATTRIBUTE_NAMES);

/**
 * Why no signature under `anchors` can be by this identity; `undefined` where one can, and for an identity that is malformed or
 * of a plugin. A CA may issue any name, so only two things are certain: an attribute that notation never finds in a subject, and
 * anchors that are no CA, each of which anchors itself alone.
 *
 * @param anchors all that a statement trusts; empty where they are not known.
 */
export function unmatchable(identity: string, anchors: readonly Certificate[]): string | undefined {
  const attributes = attributesOf(identity);
  if (!attributes) return undefined;
  const strange = [...attributes].find(([type, value]) => value !== '' && !TYPES.includes(type));
  if (strange)
    return `names ${strange[0]}, which is compared with no signer; possible are ${TYPES.join(', ')}`;
  const issues = anchors.some(({ basicConstraints }) => basicConstraints?.ca);
  if (anchors.length === 0 || issues || anchors.some((anchor) => isOf(attributes, anchor))) return undefined;
  const [first] = anchors;
  const shown = first ? nameText(first.subject) : '';
  const more = anchors.length > 1 ? ` and ${anchors.length - 1} more` : '';
  return `no signer can have: the trust stores hold no CA, and their certificates are of other subjects (${shown}${more})`;
}
