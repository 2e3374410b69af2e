import { SealiftError } from '../errors.ts';
import type { Digest } from './digest.ts';

/**
 * The store refuses a manifest because it does not know a blob or a child that the manifest names (distribution-spec, "Error
 * Codes": MANIFEST_BLOB_UNKNOWN and its kin). Whoever has the part can put it, and then the manifest again.
 */
export class UnknownPart extends SealiftError {
  /** The refused manifest. */
  readonly manifest: Digest;

  constructor(manifest: Digest, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super('upload_unconfirmed', message, options);
    this.manifest = manifest;
  }
}
