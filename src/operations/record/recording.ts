import type { Digest } from '../../oci/digest.ts';
import type { EnvelopeMaker } from '../signing/envelope-maker.ts';

/** The records that a promotion puts at its destinations, one for each tag. */
export interface Recording {
  /** In a dry run it was asked nothing, and makes nothing. */
  readonly signer: EnvelopeMaker | Promise<EnvelopeMaker>;
  /** Digest of the trust policy as it was given. */
  readonly policy: Digest;
  readonly verifierVersion: string;
  /** The page of the CI run, and who started it. */
  readonly runUrl?: string | undefined;
  readonly actor?: string | undefined;
  /** Milliseconds after which a repeat replaces a record that stands; without it none is replaced. */
  readonly maxAge?: number;
}
