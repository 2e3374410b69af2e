import { createHash } from 'node:crypto';
import { TAG } from '../../encoding/der.ts';
import { SealiftError } from '../../errors.ts';
import { DerReader } from '../../pki/der-reader.ts';

const CONTEXT = { code: 'certificate_invalid', what: 'certificate' } as const;

/** SHA-384 of the TBSCertificate (RFC 5280, 4.1), the part that the issuer signed. */
function hashOf(der: Uint8Array): string {
  const { reader, root } = DerReader.of(der, CONTEXT);
  const [tbs] = reader.children(root, TAG.sequence);
  if (!tbs) throw new SealiftError('certificate_invalid', 'a certificate of the chain has no content');
  return createHash('sha384').update(reader.whole(tbs)).digest('hex');
}

/**
 * The names under which AWS Signer knows certificates that it revoked: the hash of each with that of its issuer behind it, the root
 * being its own issuer.
 *
 * @param chain DER, leaf first.
 */
export function certificateHashes(chain: readonly Uint8Array[]): readonly string[] {
  const hashes = chain.map(hashOf);
  return hashes.map((hash, at) => hash + (hashes[at + 1] ?? hash));
}
