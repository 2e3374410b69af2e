import type { ImageResult } from '../operations/results.ts';
import { rowsOf, type Section } from '../report/fitted.ts';
import { markdownCode } from '../report/markdown.ts';

/** Longer than any command that is useful. */
const LONGEST = 4000;

/** The commands that point tags back at what they pointed at before, folded away until somebody needs them. */
export function rollbackList(images: readonly ImageResult[]): readonly Section[] {
  const commands = images.flatMap(({ destinations }) =>
    destinations.flatMap(({ rollback }) => rollback ?? []),
  );
  if (commands.length === 0) return [];
  const head = ['', '<details><summary>To go back</summary>', ''];
  return [
    { head, rows: rowsOf(commands, (one) => `- ${markdownCode(one, LONGEST)}`), tail: ['', '</details>'] },
  ];
}
