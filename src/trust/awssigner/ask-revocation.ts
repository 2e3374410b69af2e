/** A question to AWS Signer: what of this is revoked (`GetRevocationStatus`). */
export interface RevocationQuestion {
  /** Where profile and job are. */
  readonly region: string;
  readonly signedAt: Date;
  readonly profileVersionArn: string;
  readonly jobArn: string;
  readonly certificateHashes: readonly string[];
}

/** Resolves to what is revoked of a question: ARNs, and hashes of certificates. @throws SealiftError where no answer is known. */
export type AskRevocation = (question: RevocationQuestion, signal: AbortSignal) => Promise<readonly string[]>;
