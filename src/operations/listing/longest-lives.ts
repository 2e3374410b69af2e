import type { SignatureLife } from './signature-life.ts';

/** Until when the subjects of an image are signed by each signer: the signature that lasts longest. */
export class LongestLives {
  readonly #ends = new Map<string, number>();

  /** Counts a signature; one whose certificates are not valid yet takes nobody's place. */
  add({ signers, begun, end }: SignatureLife): void {
    if (!begun) return;
    const at = end?.at.getTime() ?? Number.POSITIVE_INFINITY;
    for (const signer of signers) this.#ends.set(signer, Math.max(at, this.#ends.get(signer) ?? at));
  }

  /** Whether the same signer has a signature of the same subject that lasts longer. */
  outlives({ signers, end }: SignatureLife): boolean {
    const at = end?.at.getTime() ?? Number.POSITIVE_INFINITY;
    return signers.some((signer) => (this.#ends.get(signer) ?? at) > at);
  }
}
