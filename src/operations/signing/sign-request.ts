import type { ManifestName, TargetStore } from '../../oci/ports.ts';
import type { Session } from '../session.ts';
import type { EnvelopeMaker } from './envelope-maker.ts';

/** The input of `signImage`: the image, its store, the signer and the options. */
export interface SignRequest extends Session {
  /** As the user wrote it. */
  readonly reference: string;
  readonly name: ManifestName;
  /** Where the image is. Without {@link signatures} its signature is put there too. */
  readonly store: TargetStore;
  /** Another repository that signatures are put into, under the digest of the image, which need not be there. */
  readonly signatures?: TargetStore;
  /** The maker of envelopes, or a promise of it: the store is read while a key service is still being asked for its key. */
  readonly signer: EnvelopeMaker | Promise<EnvelopeMaker>;
  /** Milliseconds from the signing time to the expiry of the signature; without it the signature has none. */
  readonly expiresAfter?: number;
  readonly metadata: Readonly<Record<string, string>>;
  /** Whether the index and every child get a signature each. */
  readonly recursive: boolean;
  readonly ifSigned: 'skip' | 'add' | 'fail';
}
