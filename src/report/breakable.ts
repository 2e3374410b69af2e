/** Characters behind which a name may go on in the next line; behind a dot or a hyphen only where no number goes on. */
const SEPARATORS = new Set(['/', ':', '@', ',', ';', '+', '&#47;', '&#95;', '&#124;']);
const BEFORE_LETTERS = new Set(['.', '-', '&#46;']);

/** The widest run of characters that stays in one line: three columns of such runs fit the page of a phone. */
const MOST = 10;

function widthOf(token: string): number {
  if (/^[A-Z@%mw]$/.test(token)) return 1.5;
  const entity = /^&#(\d+);$/.exec(token)?.[1];
  return entity !== undefined && Number(entity) > 0x7f ? 2 : 1;
}

function breaksBetween(before: string, token: string, rest: string): boolean {
  // `CN=release`, but not `C=US`, whose halves nobody would read as one.
  if (before === '=') return /^[A-Za-z0-9]{7}/.test(rest);
  if (BEFORE_LETTERS.has(before)) return /^[A-Za-z]$/.test(token);
  return SEPARATORS.has(before) && !SEPARATORS.has(token);
}

/**
 * Lets a long name in a table cell go on in the next line, behind its separators and within long runs. A cell grows with its
 * longest word otherwise, until the table has to be scrolled sideways. `<wbr>` is an element, so that a copied name has no character
 * more; GitHub's sanitizer keeps it.
 */
export function breakable(markdown: string): string {
  let run = 0;
  let before = '';
  const pieces: string[] = [];
  for (const { 0: token, index } of markdown.matchAll(/<[^>]*>|&#\d+;|./gsu)) {
    if (token.startsWith('<') || token === ' ') {
      if (token === ' ' || token === '<br>') run = 0;
      before = '';
    } else {
      const rest = markdown.slice(index, index + MOST);
      if (breaksBetween(before, token, rest) || run + widthOf(token) > MOST) {
        pieces.push('<wbr>');
        run = 0;
      }
      run += widthOf(token);
      before = token;
    }
    pieces.push(token);
  }
  return pieces.join('');
}
