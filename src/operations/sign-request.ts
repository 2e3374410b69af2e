import type { ManifestName, TargetStore } from '../oci/ports.ts';
import type { EnvelopeMaker } from './envelope-maker.ts';
import type { Session } from './session.ts';

/** What is to be signed, where, by whom and how. */
export interface SignRequest extends Session {
  /** As the user wrote it. */
  readonly reference: string;
  readonly name: ManifestName;
  readonly store: TargetStore;
  /** A key that is still being asked what it is does not keep the store from being read. */
  readonly signer: EnvelopeMaker | Promise<EnvelopeMaker>;
  /** Milliseconds from the signing time; no expiry when absent. */
  readonly expiresAfter?: number;
  readonly metadata: Readonly<Record<string, string>>;
  /** Sign the index and every child, each for itself. */
  readonly recursive: boolean;
  readonly ifSigned: 'skip' | 'add' | 'fail';
}
