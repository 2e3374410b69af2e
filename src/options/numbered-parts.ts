/** The beginning of a text of `numbered`: its numbers. */
const NUMBERS = /\(\d+(?:-\d+)?(?:, \d+(?:-\d+)?)*\) /;

const BETWEEN = new RegExp(` (?=${NUMBERS.source})`);

/** The texts that `numbered` put into one, with their numbers, so that each has a line of its own; any other text whole. */
export function numberedParts(text: string): readonly string[] {
  return text.search(NUMBERS) === 0 ? text.split(BETWEEN) : [text];
}
