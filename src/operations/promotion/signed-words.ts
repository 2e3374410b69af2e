import type { DestinationResult, OwnSignatureRow, SignatureRepositoryResult } from '../results.ts';

/** How a destination came to our own signature, in words; and in those of a dry run. */
const WORDS: Readonly<Record<OwnSignatureRow['action'], readonly [done: string, planned: string]>> = {
  made: ['made by this run', 'to be made'],
  unchanged: ['there before', 'there already'],
  carried: ['from the source', 'from the source'],
};

/**
 * Says how a destination came to our own signature, `made by this run`, and how many platforms have one as well.
 * `undefined` where none was asked for.
 */
export function signedWords({
  signed,
  status,
}: Pick<DestinationResult | SignatureRepositoryResult, 'signed' | 'status'>): string | undefined {
  const [first, ...more] = signed;
  if (!first) return undefined;
  const words = WORDS[first.action][status === 'planned' ? 1 : 0];
  if (more.length === 0) return words;
  return `${words}, and ${more.length} ${more.length === 1 ? 'platform' : 'platforms'}`;
}
