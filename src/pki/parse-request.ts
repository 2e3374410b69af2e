import { Buffer } from 'node:buffer';
import type { KeyObject } from 'node:crypto';
import { type Complaint, complain } from '../encoding/complaint.ts';
import { checkDer, type DerElement, derChildren, derElement, looksLikeDer } from '../encoding/der.ts';
import { pemBlocks } from '../encoding/pem.ts';
import { printable } from '../encoding/printable.ts';
import { DerReader } from './der-reader.ts';
import { dottedOid } from './dotted-oid.ts';
import { extensionName } from './extensions/extension-ids.ts';
import type { Name } from './name.ts';
import { parseName } from './parse-name.ts';
import { readPublicKey } from './public-key.ts';
import { checkSignedObject } from './signed-object.ts';

/** What a request for a certificate says (PKCS#10, RFC 2986), once it is proved that its maker has the key. */
export interface CertificateRequest {
  readonly subject: Name;
  readonly publicKey: KeyObject;
  /** What it asks for beside a name and a key: names of extensions, OIDs of other attributes. */
  readonly wishes: readonly string[];
}

const TAG = { integer: 0x02, oid: 0x06, sequence: 0x30, set: 0x31, attributes: 0xa0 } as const;

/** RFC 2985, 5.4.2. */
const EXTENSION_REQUEST = '1.2.840.113549.1.9.14';
/** RFC 2985, 5.4.1: meant for the CA alone, and nothing that a certificate would hold. */
const CHALLENGE_PASSWORD = '1.2.840.113549.1.9.7';

function derOf(bytes: Uint8Array, complaint: Complaint): Uint8Array {
  if (looksLikeDer(bytes)) return bytes;
  const blocks = pemBlocks(Buffer.from(bytes).toString('utf8'), complaint);
  if (blocks.some(({ label }) => label.includes('PRIVATE KEY')))
    throw complain(complaint, 'holds a private key, which nobody but its owner should have');
  const requests = blocks.filter(({ label }) => /^(?:NEW )?CERTIFICATE REQUEST$/.test(label));
  const [request] = requests;
  if (!request || requests.length !== blocks.length) {
    const other = blocks.find((block) => !requests.includes(block))?.label;
    throw complain(
      complaint,
      other === undefined ? 'holds no request' : `holds ${printable(other)}, not a request`,
    );
  }
  if (requests.length > 1) throw complain(complaint, `holds ${requests.length} requests`);
  return request.bytes;
}

/** The names of what an attribute asks for: of an extension request each extension, else the attribute itself. */
function wishesOf(der: Uint8Array, attribute: DerElement, complaint: Complaint): string[] {
  const malformed = () => complain(complaint, 'has a malformed attribute');
  const children = (element: DerElement | undefined, tag: number): DerElement[] => {
    if (element?.tag !== tag) throw malformed();
    return [...derChildren(der, element, complaint)];
  };
  const oidOf = (element: DerElement | undefined): string => {
    const id =
      element?.tag === TAG.oid ? dottedOid(der.subarray(element.contentStart, element.end)) : undefined;
    if (id === undefined) throw malformed();
    return id;
  };
  const [type, values, ...more] = children(attribute, TAG.sequence);
  const id = oidOf(type);
  const list = children(values, TAG.set);
  if (more.length > 0) throw malformed();
  if (id === CHALLENGE_PASSWORD) return [];
  if (id !== EXTENSION_REQUEST) return [id];
  return list.flatMap((extensions) =>
    children(extensions, TAG.sequence).map((one) => extensionName(oidOf(children(one, TAG.sequence)[0]))),
  );
}

/**
 * Reads one request, PEM or DER, and checks the signature that its key made on it: PSS, PKCS#1 v1.5 or ECDSA, with SHA-2.
 *
 * @throws SealiftError with the code of `complaint`, or `key_unsupported`.
 */
export async function parseRequest(bytes: Uint8Array, complaint: Complaint): Promise<CertificateRequest> {
  const der = derOf(bytes, complaint);
  checkDer(der, complaint);
  const malformed = () => complain(complaint, 'is not a PKCS#10 request');
  const root = derElement(der, 0, der.length, complaint);
  if (root.tag !== TAG.sequence) throw malformed();
  const [info, ...proof] = derChildren(der, root, complaint);
  if (info?.tag !== TAG.sequence || proof.length !== 2) throw malformed();
  const [version, subject, publicKeyInfo, attributes, ...more] = derChildren(der, info, complaint);
  if (!version || !subject || publicKeyInfo?.tag !== TAG.sequence || more.length > 0) throw malformed();
  if (version.tag !== TAG.integer || attributes?.tag !== TAG.attributes) throw malformed();
  const VERSION_1 = 0;
  if (version.end - version.contentStart !== 1 || der[version.contentStart] !== VERSION_1)
    throw complain(complaint, 'has a version that is not 1');
  const key = DerReader.of(der.subarray(publicKeyInfo.start, publicKeyInfo.end), complaint);
  const { publicKey } = readPublicKey(key.reader, key.root, 'key_unsupported');
  await checkSignedObject(der, publicKey, complaint);
  return {
    subject: parseName(der.slice(subject.start, subject.end), complaint),
    publicKey,
    wishes: [...derChildren(der, attributes, complaint)].flatMap((one) => wishesOf(der, one, complaint)),
  };
}
