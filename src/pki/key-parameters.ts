import { Buffer } from 'node:buffer';
import { type Complaint, complain } from '../encoding/complaint.ts';
import { type DerElement, derChildren } from '../encoding/der.ts';

const OBJECT_IDENTIFIER = 0x06;
/** DER of 1.2.840.10045.2.1. */
const EC_PUBLIC_KEY = Buffer.from('06072a8648ce3d0201', 'hex');

/** RFC 5480, 2.1.1: a curve is named; Go refuses one that is spelled out, OpenSSL does not. */
export function checkKeyParameters(der: Uint8Array, publicKeyInfo: DerElement, complaint: Complaint): void {
  const [algorithm] = derChildren(der, publicKeyInfo, complaint);
  const [type, parameters] = algorithm ? derChildren(der, algorithm, complaint) : [];
  const isEc = type !== undefined && EC_PUBLIC_KEY.equals(der.subarray(type.start, type.end));
  if (isEc && parameters?.tag !== OBJECT_IDENTIFIER)
    throw complain(complaint, 'has a key without a named curve');
}
