/** Which signatures `list` shows; with both members those that meet both. */
export interface ListFilter {
  /** Thumbprint of a certificate that is in the chain: the signer's, or a CA's above it. */
  readonly signedBy?: string;
  /** The signature stops verifying by then. */
  readonly endsBy?: Date;
}
