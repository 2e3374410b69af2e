import type { Certificate } from '../../pki/certificate.ts';
import {
  isWithin,
  type NameAttributes,
  parseDistinguishedName,
  subjectAttributes,
} from './distinguished-name.ts';

const PREFIX = 'x509.subject:';

/** The attributes of an `x509.subject:` identity; `undefined` for a malformed one, for `*` and for those of plugins. */
export function attributesOf(identity: string): NameAttributes | undefined {
  if (!identity.startsWith(PREFIX)) return undefined;
  try {
    return parseDistinguishedName(identity.slice(PREFIX.length));
  } catch {
    return undefined;
  }
}

/** Whether the subject of a certificate has all attributes of an identity. */
export function isOf(identity: NameAttributes, { subject }: Certificate): boolean {
  try {
    return isWithin(identity, subjectAttributes(subject));
  } catch {
    return false;
  }
}
