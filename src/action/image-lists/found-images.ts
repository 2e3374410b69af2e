import { printable } from '../../encoding/printable.ts';
import { quotable } from '../../encoding/quotable.ts';
import { SealiftError } from '../../errors.ts';
import { isDigest } from '../../oci/digest.ts';
import { splitReference } from '../../oci/split-reference.ts';
import type { Problems } from '../../options/problems.ts';
import { fullNames } from '../full-names.ts';
import { pin } from './pin.ts';

/** The most images of one list, as for `--images-file`. */
const MOST = 10_000;

/** Gathers the images of a list that another program wrote, with everything that is wrong in it. */
export class FoundImages {
  /** The input, or the variable, that the list came by. */
  readonly #input: string;
  readonly #problems: Problems;
  readonly #images = new Set<string>();
  readonly #notices: string[] = [];
  readonly #leftOut: string[] = [];
  #names = 0;
  #faults = 0;

  constructor(input: string, problems: Problems) {
    this.#input = input;
    this.#problems = problems;
  }

  /** `NAME[:TAG]@DIGEST`, each once, in the order of the list. */
  get images(): readonly string[] {
    return [...this.#images];
  }

  /** Names that were completed, as {@link fullNames} tells them. */
  get notices(): readonly string[] {
    return this.#notices;
  }

  /** Entries that are no image, with the reason. */
  get leftOut(): readonly string[] {
    return this.#leftOut;
  }

  get hasFaults(): boolean {
    return this.#faults > 0;
  }

  /** Notes that the entry at `place` names no image that can be signed or verified. */
  fault(place: string, message: string, hint: string): void {
    this.#faults += 1;
    this.#problems.add('usage', `${this.#input}: ${printable(place, 300)} ${message}`, hint);
  }

  leaveOut(place: string, reason: string): void {
    this.#leftOut.push(`${printable(place, 300)} ${reason}`);
  }

  /** The image of an entry under one of its names. @throws SealiftError `usage` for a list that is too long. */
  add(place: string, name: string, digest: string): void {
    this.#names += 1;
    if (this.#names > MOST)
      throw new SealiftError('usage', `${this.#input}: over ${MOST} images are named`, {
        hint: 'Split the list over several steps.',
      });
    if (!isDigest(digest)) {
      const hint = 'A digest is sha256: and 64 hexadecimal characters in lower case, or one of sha512.';
      return void this.fault(place, `has ${JSON.stringify(quotable(digest, 160))} for a digest`, hint);
    }
    if (splitReference(name).layout !== undefined) {
      const hint = 'Name images in layouts with the input images.';
      return void this.fault(place, 'names a folder or an archive, and no image of a registry', hint);
    }
    const [full = name] = fullNames(this.#input, [name], { notice: (text) => this.#notices.push(text) });
    try {
      this.#images.add(pin(full, digest, 'the digest beside it'));
    } catch (thrown) {
      if (!(thrown instanceof SealiftError) || thrown.exitCode !== 2) throw thrown;
      this.#faults += 1;
      const { code, message, hint } = thrown;
      this.#problems.add(code, `${this.#input}: ${printable(place, 300)}: ${message}`, hint);
    }
  }
}
