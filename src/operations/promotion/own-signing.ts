import type { EnvelopeMaker } from '../signing/envelope-maker.ts';
import type { SignRequest } from '../signing/sign-request.ts';

/** The signature of our own that a promotion attaches to what it promotes, at every destination. */
export interface OwnSigning extends Pick<SignRequest, 'expiresAfter' | 'ifSigned' | 'metadata'> {
  /** In a dry run it was asked nothing, and makes nothing. */
  readonly signer: EnvelopeMaker | Promise<EnvelopeMaker>;
  /** Whether every manifest of an index that is copied gets a signature, each for itself. */
  readonly recursive: boolean;
}
