import type { DestinationResult, OwnSignatureRow, SignatureRepositoryResult } from '../results.ts';

/** How a destination came to our own signature, in words; and in those of a dry run. */
const WORDS: Readonly<Record<OwnSignatureRow['action'], readonly [done: string, planned: string]>> = {
  made: ['made by this run', 'to be made'],
  unchanged: ['there before', 'there already'],
  carried: ['from the source', 'from the source'],
};

/**
 * Says how a destination came to our own signature, `made by this run`, and how many platforms have one as well, in words of their own where that differs.
 * `undefined` where none was asked for.
 */
export function signedWords({
  signed,
  status,
}: Pick<DestinationResult | SignatureRepositoryResult, 'signed' | 'status'>): string | undefined {
  const [first, ...more] = signed;
  if (!first) return undefined;
  const words = ({ action }: OwnSignatureRow): string => WORDS[action][status === 'planned' ? 1 : 0];
  const platforms = [...Map.groupBy(more, ({ action }) => action).values()].map((rows) => {
    const count = `${rows.length} ${rows.length === 1 ? 'platform' : 'platforms'}`;
    // What became of the image itself is said already.
    return rows[0]!.action === first.action ? count : `${count} ${words(rows[0]!)}`;
  });
  return [words(first), ...platforms].join(', and ');
}
