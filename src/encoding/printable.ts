/**
 * Control characters, line separators and everything that changes the direction of text: what could forge a line, a
 * workflow command (GitHub's runner finds `##[` anywhere in a line) or the order in which a name is read.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]|(?<=#)#(?=\[)/gu;

/** Text from outside, safe on a terminal and in a log: one line, at most `max` characters, the unsafe ones escaped. */
export function printable(text: string, max = 200): string {
  const short = text.length > max ? `${text.slice(0, max)}…` : text;
  return short.replace(UNSAFE, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}
