import { inspect } from 'node:util';
import { SealiftError } from '../../errors.ts';
import { folded, skeleton } from './folded.ts';
import { NeedleIndex, type Range } from './index-of-needles.ts';
import { needlesOf } from './needles.ts';
import { readings } from './readings.ts';

/**
 * A `credential` authenticates; a `setting` may be a credential, or an ordinary word. A `name` is a setting that is also a part
 * of what the user names, such as the region in `123.dkr.ecr.eu-central-1.amazonaws.com/app`. It is hidden only in the words
 * of programs, which were given all settings.
 */
export type SecretKind = 'credential' | 'setting' | 'name';

/** The author of a text: this program, the other side of a request (`peer`), or a program that was given all settings. */
export type Author = 'sealift' | 'peer' | 'program';

/**
 * Secrets with fewer characters are not hidden: in our own texts these are ordinary words. In the texts of others a credential
 * of any length is hidden, a very short one as a whole word.
 */
const SHORTEST: Readonly<Record<SecretKind, Readonly<Record<Author, number>>>> = {
  credential: { sealift: 6, peer: 1, program: 1 },
  setting: { sealift: 8, peer: 8, program: 1 },
  name: { sealift: Number.POSITIVE_INFINITY, peer: Number.POSITIVE_INFINITY, program: 1 },
};

const MASK = '***';

const CAUSE = { depth: 6, maxStringLength: 64 * 1024, breakLength: Number.POSITIVE_INFINITY } as const;

/** Longer texts are searched in pieces, because the readings of a text take a hundred times its memory. */
const PIECE = 64 * 1024;
/** The overlap of two pieces. No secret that is written in fewer characters is split between them. */
const SHARED = 16 * 1024;

function pieces(text: string): { readonly piece: string; readonly at: number }[] {
  const count = Math.max(1, Math.ceil((text.length - SHARED) / (PIECE - SHARED)));
  return Array.from({ length: count }, (_, i) => {
    const at = i * (PIECE - SHARED);
    return { piece: text.slice(at, at + PIECE), at };
  });
}

function found(
  piece: string,
  at: number,
  index: NeedleIndex<Mark>,
  counts: (mark: Mark) => boolean,
): Range[] {
  const ranges: Range[] = [];
  for (const view of readings(piece)) {
    ranges.push(...index.find(folded(view), ['text', 'word'], counts));
    ranges.push(...index.find(skeleton(view), ['skeleton'], counts));
  }
  return ranges.map((range) => ({ ...range, from: range.from + at, to: range.to + at }));
}

/** Characters of base64 that are hidden beside a secret found in it, since they hold some of its bits. */
const BASE64 = /[A-Za-z0-9+/_=-]/;

interface Mark {
  readonly kind: SecretKind;
  readonly length: number;
}

function masked(text: string, ranges: readonly Range[]): string {
  let shown = '';
  let done = 0;
  let isOpen = false;
  for (const { from, to } of ranges.toSorted((a, b) => a.from - b.from)) {
    if (to <= done) continue;
    if (!isOpen || from > done) shown += `${text.slice(done, from)}${MASK}`;
    isOpen = true;
    done = to;
  }
  return shown + text.slice(done);
}

/**
 * The secrets of one run. Texts of others go through it before they are shown, because they may repeat what they were sent, as
 * it was or encoded. A secret is found as a part of any text; in any case of letters; with escapes of URLs, JSON or HTML; in
 * base64, also as a part of longer base64, and as the numbers of its bytes; and where its end was cut off.
 */
export class Secrets {
  readonly #onNew: ((secret: string) => void) | undefined;
  readonly #kinds = new Map<string, SecretKind>();
  #index: NeedleIndex<Mark> | undefined;
  readonly #waiting: string[] = [];

  /** @param onNew is called once with each credential, before it is used. */
  constructor(onNew?: (secret: string) => void) {
    this.#onNew = onNew;
  }

  /** Call it before the first use of the secret. */
  add(secret: string, kind: SecretKind = 'credential'): void {
    const known = this.#kinds.get(secret);
    if (secret.trim() === '' || known === 'credential' || known === kind) return;
    this.#kinds.set(secret, kind);
    this.#waiting.push(secret);
    // `onNew` masks the text in the whole log of a workflow, where an ordinary word has to stay readable.
    if (kind === 'credential' || secret.length >= SHORTEST[kind].sealift) this.#onNew?.(secret);
  }

  /** The text without secrets. Call it before the text is cut or escaped. */
  hide(text: string, author: Author = 'sealift'): string {
    if (this.#kinds.size === 0 || text === '') return text;
    const index = this.#indexed();
    const counts = ({ kind, length }: Mark): boolean => length >= SHORTEST[kind][author];
    const ranges = pieces(text).flatMap(({ piece, at }) => found(piece, at, index, counts));
    return ranges.length === 0
      ? text
      : masked(
          text,
          ranges.map((range) => widened(text, range)),
        );
  }

  /** The error itself, or one without the secrets in its message, its hint and its causes. */
  hideIn(error: SealiftError, author: Author = 'sealift'): SealiftError {
    const message = this.hide(error.message, author);
    const hint = this.hide(error.hint, author);
    const cause = this.#isClean(error.cause) ? error.cause : undefined;
    if (message === error.message && hint === error.hint && cause === error.cause) return error;
    return new SealiftError(error.code, message, {
      hint,
      needs: error.needs,
      ...(cause === undefined ? {} : { cause }),
    });
  }

  /** A cause is shown with all its members, and errors of Node hold addresses and bytes that a server sent. */
  #isClean(cause: unknown): boolean {
    if (!(cause instanceof Error)) return cause === undefined;
    const text = inspect(cause, CAUSE);
    return this.hide(text, 'peer') === text;
  }

  #indexed(): NeedleIndex<Mark> {
    this.#index ??= new NeedleIndex();
    for (const secret of this.#waiting.splice(0)) {
      const mark = { kind: this.#kinds.get(secret)!, length: [...secret].length };
      for (const needle of needlesOf(secret)) this.#index.add(needle, mark);
    }
    return this.#index;
  }
}

function widened(text: string, range: Range): Range {
  const { from, to, widens } = range;
  if (!widens) return range;
  const starts = from > 0 && BASE64.test(text[from - 1]!) && BASE64.test(text[from]!);
  const ends = BASE64.test(text[to] ?? ' ') && BASE64.test(text[to - 1]!);
  return { from: starts ? from - 1 : from, to: ends ? to + 1 : to };
}
