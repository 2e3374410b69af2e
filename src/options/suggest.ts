const cell = (row: readonly number[], column: number): number => row[column] ?? Number.POSITIVE_INFINITY;

/** Edits (insert, delete, replace, swap of neighbours) between two short words. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next[j] = Math.min(cell(row, j) + 1, cell(next, j - 1) + 1, cell(row, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        next[j] = Math.min(cell(next, j), cell(before, j - 2) + 1);
      }
    }
    before = row;
    row = next;
  }
  return cell(row, b.length);
}

/** The word that was probably meant, or `undefined` when none is near (a third of its letters at most differ). */
export function suggest(word: string, among: readonly string[]): string | undefined {
  if (word.length > 60) return undefined;
  const [best] = among
    .map((candidate) => ({ candidate, edits: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => edits <= Math.max(1, Math.floor(candidate.length / 3)))
    .toSorted((a, b) => a.edits - b.edits);
  return best?.candidate;
}
