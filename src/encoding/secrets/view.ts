/** One reading of a text, and where each of its characters stands in the text that it was made from. */
export interface View {
  readonly text: string;
  /** First index in the original of each character (UTF-16 unit) of `text`. */
  readonly from: readonly number[];
  /** Index in the original behind each character of `text`. */
  readonly to: readonly number[];
  /** The original, set where only escapes were decoded, since a stray sign may have been read as the start of an escape. */
  readonly original?: string | undefined;
}

/** Puts a view together, one character after the other. */
export class ViewBuilder {
  #text = '';
  readonly #from: number[] = [];
  readonly #to: number[] = [];

  get length(): number {
    return this.#text.length;
  }

  /** `text` stands for what the original has between the two indexes. */
  add(text: string, from: number, to: number): void {
    this.#text += text;
    for (let i = 0; i < text.length; i += 1) {
      this.#from.push(from);
      this.#to.push(to);
    }
  }

  /** Characters `start` to `end` of a view, as they are. */
  copy(view: View, start: number, end: number): void {
    this.#text += view.text.slice(start, end);
    for (let i = start; i < end; i += 1) {
      this.#from.push(view.from[i]!);
      this.#to.push(view.to[i]!);
    }
  }

  build(original?: string): View {
    return { text: this.#text, from: this.#from, to: this.#to, original };
  }
}

/** The view of a text that nothing was decoded in. */
export function viewOf(text: string): View {
  const from = Array.from({ length: text.length }, (_, i) => i);
  return { text, from, to: from.map((i) => i + 1), original: text };
}
