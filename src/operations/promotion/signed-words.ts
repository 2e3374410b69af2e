import type { DestinationResult, OwnSignatureRow } from '../results.ts';

/** When our own signature came to a destination, in words; and in those of a dry run. */
const WORDS: Readonly<Record<OwnSignatureRow['action'], readonly [done: string, planned: string]>> = {
  made: ['by this run', 'would be, by this run'],
  unchanged: ['before this run', 'already'],
  carried: ['at the source', 'at the source'],
};

/**
 * Says of a destination that has our own signature since when it has it: `by this run`, and how many platforms have one as well.
 * `undefined` where none was asked for.
 */
export function signedWords({
  signed,
  status,
}: Pick<DestinationResult, 'signed' | 'status'>): string | undefined {
  const [first, ...more] = signed;
  if (!first) return undefined;
  const words = WORDS[first.action][status === 'planned' ? 1 : 0];
  if (more.length === 0) return words;
  return `${words}, and ${more.length} ${more.length === 1 ? 'platform' : 'platforms'}`;
}
