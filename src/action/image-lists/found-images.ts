import { printable } from '../../encoding/printable.ts';
import { quotable } from '../../encoding/quotable.ts';
import { type ErrorCode, SealiftError } from '../../errors.ts';
import { isDigest } from '../../oci/digest.ts';
import { splitReference } from '../../oci/split-reference.ts';
import type { Problems } from '../../options/problems.ts';
import { fullNames } from '../full-names.ts';
import { pin } from './pin.ts';

/** The most entries of one list that are looked at, as for `--images-file`. */
const MOST = 10_000;
/** No reference is longer: 255 characters of a name, 128 of a tag, and a digest. */
const LONGEST = 600;
/** As many entries that are no image are shown. */
const SHOWN = 50;

const TAGS = 'Correct its tags, REGISTRY/REPOSITORY:TAG, and build again.';

/** Gathers the images of a list that another program wrote, with everything that is wrong in it. */
export class FoundImages {
  /** The input, or the variable, that the list came by. */
  readonly #input: string;
  readonly #problems: Problems;
  readonly #images = new Set<string>();
  readonly #notices: string[] = [];
  readonly #leftOut: string[] = [];
  #entries = 0;
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
    const more = this.#leftOut.length - SHOWN;
    return [...this.#leftOut.slice(0, SHOWN), ...(more > 0 ? [`${more} more`] : [])];
  }

  get hasFaults(): boolean {
    return this.#faults > 0;
  }

  /** @throws SealiftError `usage` for a list that is too long. */
  #count(): void {
    this.#entries += 1;
    if (this.#entries > MOST) {
      const hint = 'Split the list over several steps.';
      throw new SealiftError('usage', `${this.#input}: the list has over ${MOST} images`, { hint });
    }
  }

  #fault(code: ErrorCode, text: string, hint: string): void {
    this.#faults += 1;
    this.#problems.add(code, `${this.#input}: ${text}`, hint);
  }

  /** Notes that the entry at `place` names no image that can be signed or verified. */
  fault(place: string, message: string, hint: string): void {
    this.#count();
    this.#fault('usage', `${printable(place, 300)} ${message}`, hint);
  }

  leaveOut(place: string, reason: string): void {
    this.#count();
    this.#leftOut.push(`${printable(place, 300)} ${reason}`);
  }

  /** Adds the image of an entry under one of its names. */
  add(place: string, name: string, digest: string): void {
    this.#count();
    const shown = printable(place, 300);
    if (!isDigest(digest)) {
      const hint = 'A digest is sha256: and 64 hexadecimal characters in lower case, or one of sha512.';
      const text = JSON.stringify(quotable(digest, 160));
      return void this.#fault('usage', `${shown} has ${text} for a digest`, hint);
    }
    if (name.length > LONGEST)
      return void this.#fault('reference_invalid', `${shown} has a name of ${name.length} characters`, TAGS);
    if (splitReference(name).layout !== undefined) {
      const hint = 'Name images in layouts with the input images.';
      return void this.#fault(
        'usage',
        `${shown} names a folder or an archive, and no image of a registry`,
        hint,
      );
    }
    const [full = name] = fullNames(this.#input, [name], { notice: (text) => this.#notices.push(text) });
    try {
      this.#images.add(pin(full, digest, 'the digest beside it'));
    } catch (thrown) {
      if (!(thrown instanceof SealiftError) || thrown.exitCode !== 2) throw thrown;
      this.#fault(thrown.code, `${shown}: ${thrown.message}`, thrown.hint);
    }
  }
}
