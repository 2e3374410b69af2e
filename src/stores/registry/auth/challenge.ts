/** One challenge of a WWW-Authenticate header (RFC 9110, 11.6.1). Scheme and parameter names in lower case. */
export interface Challenge {
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/y;
const TOKEN68 = /[A-Za-z0-9._~+/-]+=*(?=\s*(?:,|$))/y;
const SPACE = /[ \t]*/y;
const COMMAS = /[ \t,]*/y;

/** Reads by the grammar of RFC 9110, 11.6.1: a comma separates challenges as well as the parameters of one. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get done(): boolean {
    return this.#at >= this.#text.length;
  }

  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (!match) return undefined;
    this.#at = pattern.lastIndex;
    return match[1] ?? match[0];
  }

  /** Reads `name = value`. It reads nothing when there is no `=`, since the word then begins the next challenge. */
  parameter(): readonly [string, string] | undefined {
    const start = this.#at;
    const name = this.take(TOKEN);
    this.take(SPACE);
    if (name === undefined || this.#text[this.#at] !== '=') {
      this.#at = start;
      return undefined;
    }
    this.#at += 1;
    this.take(SPACE);
    const quoted = this.take(QUOTED);
    const value = quoted === undefined ? this.take(TOKEN) : quoted.replace(/\\(.)/g, '$1');
    return [name.toLowerCase(), value ?? ''];
  }
}

function parseHeader(text: string): Challenge[] {
  const reader = new Reader(text);
  const challenges: Challenge[] = [];
  reader.take(COMMAS);
  while (!reader.done) {
    const scheme = reader.take(TOKEN);
    if (scheme === undefined) break;
    reader.take(SPACE);
    const parameters: Record<string, string> = {};
    // A token68 is tried before parameters, since its padding looks like one: `Negotiate dG9r==`.
    let pair = reader.take(TOKEN68) === undefined ? reader.parameter() : undefined;
    while (pair !== undefined) {
      parameters[pair[0]] = pair[1];
      reader.take(COMMAS);
      pair = reader.parameter();
    }
    reader.take(COMMAS);
    challenges.push({ scheme: scheme.toLowerCase(), parameters });
  }
  return challenges;
}

/** The challenges of all headers, in order. Unreadable parts are skipped. */
export function parseChallenges(headers: string | readonly string[] | undefined): Challenge[] {
  return [headers ?? []].flat().flatMap(parseHeader);
}
