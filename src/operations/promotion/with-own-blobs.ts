import { SealiftError } from '../../errors.ts';
import { EMPTY_CONFIG, EMPTY_CONFIG_BYTES } from '../../notation/signature-manifest.ts';
import type { Digest } from '../../oci/digest.ts';
import type { BlobSource } from '../../oci/ports.ts';
import { bytesStream } from '../signing/bytes-stream.ts';

/**
 * A source that also has the blobs of signatures that this run made: their envelopes, and the config that all signatures have.
 *
 * @param hasConfig says whether the repository of the source has that config, so that a registry may mount it from there.
 */
export function withOwnBlobs<S extends BlobSource>(
  source: S,
  envelopes: ReadonlyMap<Digest, Uint8Array>,
  hasConfig: boolean,
): S {
  const { digest: config } = EMPTY_CONFIG;
  const bytesOf = (digest: Digest): Uint8Array | undefined =>
    digest === config ? EMPTY_CONFIG_BYTES : envelopes.get(digest);
  return {
    ...source,
    mayMount: ({ digest }) => (digest === config ? hasConfig : !envelopes.has(digest)),
    has: async (descriptor, signal) =>
      bytesOf(descriptor.digest) !== undefined || source.has(descriptor, signal),
    blob: (descriptor, given, signal) => {
      const bytes = bytesOf(descriptor.digest);
      if (!bytes) return source.blob(descriptor, given, signal);
      // A hostile manifest may give the digest of one of them another size.
      if (bytes.length !== descriptor.size)
        throw new SealiftError(
          'digest_mismatch',
          `${descriptor.digest} has ${bytes.length} bytes, and a manifest says ${descriptor.size}`,
        );
      return bytesStream(bytes, given.offset ?? 0);
    },
  };
}
