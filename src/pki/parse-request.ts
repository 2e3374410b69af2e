import { Buffer } from 'node:buffer';
import type { KeyObject } from 'node:crypto';
import { type DerElement, looksLikeDer, TAG } from '../encoding/der.ts';
import { type ErrorContext, errorIn } from '../encoding/error-context.ts';
import { pemBlocks } from '../encoding/pem.ts';
import { printable } from '../encoding/printable.ts';
import { contextTag, DerReader } from './der-reader.ts';
import { extensionName } from './extensions/extension-ids.ts';
import type { Name } from './name.ts';
import { parseName } from './parse-name.ts';
import { readPublicKey } from './public-key.ts';
import { checkSignedObject } from './signed-object.ts';

/** The content of a certificate request (PKCS#10, RFC 2986), whose maker has proved to have the key. */
export interface CertificateRequest {
  readonly subject: Name;
  readonly publicKey: KeyObject;
  /** The extensions that it asks for, by name, and its other attributes, by OID. */
  readonly wishes: readonly string[];
}

const ATTRIBUTES = contextTag(0);

/** RFC 2985, 5.4.2. */
const EXTENSION_REQUEST = '1.2.840.113549.1.9.14';
/** RFC 2985, 5.4.1: a password for the CA, which asks for nothing in the certificate. */
const CHALLENGE_PASSWORD = '1.2.840.113549.1.9.7';

function derOf(bytes: Uint8Array, context: ErrorContext): Uint8Array {
  if (looksLikeDer(bytes)) return bytes;
  const blocks = pemBlocks(Buffer.from(bytes).toString('utf8'), context);
  if (blocks.some(({ label }) => label.includes('PRIVATE KEY')))
    throw errorIn(context, 'holds a private key, which nobody but its owner should have');
  const requests = blocks.filter(({ label }) => /^(?:NEW )?CERTIFICATE REQUEST$/.test(label));
  const [request] = requests;
  if (!request || requests.length !== blocks.length) {
    const other = blocks.find((block) => !requests.includes(block))?.label;
    throw errorIn(
      context,
      other === undefined ? 'holds no request' : `holds ${printable(other)}, not a request`,
    );
  }
  if (requests.length > 1) throw errorIn(context, `holds ${requests.length} requests`);
  return request.bytes;
}

/** The names of what an attribute asks for: of an extension request each extension, else the attribute itself. */
function wishesOf(reader: DerReader, attribute: DerElement): string[] {
  const parts = reader.parts(attribute);
  const id = reader.oid(parts.required('type'));
  const values = reader.children(parts.required('values'), TAG.set);
  parts.end();
  if (id === CHALLENGE_PASSWORD) return [];
  if (id !== EXTENSION_REQUEST) return [id];
  return values
    .flatMap((extensions) => reader.children(extensions, TAG.sequence))
    .map((one) => extensionName(reader.oid(reader.children(one, TAG.sequence)[0])));
}

/**
 * Reads one request, PEM or DER, and checks the signature that its key made on it: PSS, PKCS#1 v1.5 or ECDSA, with SHA-2.
 *
 * @throws SealiftError with the code of `context`, or `key_unsupported`.
 */
export async function parseRequest(bytes: Uint8Array, context: ErrorContext): Promise<CertificateRequest> {
  const { reader, root } = DerReader.of(derOf(bytes, context), context);
  const malformed = () => reader.refuse('is not a PKCS#10 request');
  if (root.tag !== TAG.sequence) throw malformed();
  const parts = reader.children(root, TAG.sequence);
  const [info] = parts;
  if (info?.tag !== TAG.sequence || parts.length !== 3) throw malformed();
  const [version, subject, publicKeyInfo, attributes, ...more] = reader.children(info, TAG.sequence);
  if (!version || !subject || publicKeyInfo?.tag !== TAG.sequence || more.length > 0) throw malformed();
  if (version.tag !== TAG.integer || attributes?.tag !== ATTRIBUTES) throw malformed();
  const VERSION_1 = 0;
  const [number, ...larger] = reader.content(version);
  if (number !== VERSION_1 || larger.length > 0) throw reader.refuse('has a version that is not 1');
  const { publicKey } = readPublicKey(reader, publicKeyInfo, 'key_unsupported');
  checkSignedObject(reader, parts, publicKey);
  const named = reader.at('attribute');
  return {
    subject: parseName(reader.whole(subject).slice(), context),
    publicKey,
    wishes: reader.children(attributes, ATTRIBUTES).flatMap((one) => wishesOf(named, one)),
  };
}
