import type { Edit } from './trick.ts';

/** Applies an edit. Throws unless `find` occurs exactly once; `tricks.ts` then has to follow the source. */
export function applyEdit(text: string, { file, find, replace }: Edit): string {
  const [before, after, ...more] = text.split(find);
  if (after === undefined || more.length > 0) {
    const count = after === undefined ? 'not' : `${more.length + 1} times`;
    throw new Error(`bench/ablation/tricks.ts: this stands ${count} in ${file}, not once:\n${find}`);
  }
  return before + replace + after;
}
