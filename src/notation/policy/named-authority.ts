import type { Certificate } from '../../pki/certificate.ts';
import { attributesOf, isOf } from './identity-attributes.ts';

/**
 * The CA whose own common name an identity asks for; `undefined` when it asks for none. The subject of the signer is compared, so
 * that this is mostly a mistake, though a CA may issue its own name.
 */
export function namedAuthority(identity: string, anchors: readonly Certificate[]): Certificate | undefined {
  const attributes = attributesOf(identity);
  if (!attributes?.get('CN')) return undefined;
  return anchors.find((anchor) => anchor.basicConstraints?.ca === true && isOf(attributes, anchor));
}
