/** The most characters of a pattern or a name; repositories have 255. */
const LONGEST = 512;

/** What a pattern may hold: a host with its port, path components, and the wildcards. */
const PATTERN = /^[A-Za-z0-9._:[\]/*?-]+$/;

/** One character or wildcard of a pattern. */
type Token = string;

const tokensOf = (pattern: string): readonly Token[] => pattern.match(/\*\*+|./g) ?? [];

function fits(token: Token, character: string): boolean {
  if (token.startsWith('**')) return true;
  if (token === '*' || token === '?') return character !== '/';
  return token === character;
}

/** Whether the text is a pattern for repositories: it has no tag, no digest and no braces. */
export function isGlob(pattern: string): boolean {
  return (
    pattern.length <= LONGEST && PATTERN.test(pattern) && !/:[^/]*$/.test(pattern.replace(/^[^/]*\//, ''))
  );
}

/**
 * Whether a pattern names the whole `REGISTRY/REPOSITORY`: `*` stands for anything but a slash, `**` for anything, `?` for one character
 * that is no slash. It takes a step for each pair of a token and a character, whatever the name is.
 */
export function matchesGlob(pattern: string, name: string): boolean {
  if (name.length > LONGEST) return false;
  const tokens = tokensOf(pattern);
  const isStar = (at: number): boolean => tokens[at]?.startsWith('*') ?? false;
  /** The positions in the pattern that the text so far can have led to; a star can be passed over. */
  const closed = (positions: ReadonlySet<number>): Set<number> => {
    const all = new Set(positions);
    for (const at of all) if (isStar(at)) all.add(at + 1);
    return all;
  };
  let reached = closed(new Set([0]));
  for (const character of name) {
    const next = new Set<number>();
    for (const at of reached) {
      const token = tokens[at];
      if (token !== undefined && fits(token, character)) next.add(isStar(at) ? at : at + 1);
    }
    reached = closed(next);
  }
  return reached.has(tokens.length);
}
