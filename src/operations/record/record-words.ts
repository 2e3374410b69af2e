import type { DestinationResult } from '../results.ts';
import type { RecordRow } from './result.ts';

/** How a destination came to its records, in words; and in those of a dry run. */
const WORDS: Readonly<Record<RecordRow['action'], readonly [done: string, planned: string]>> = {
  made: ['made by this run', 'to be made'],
  unchanged: ['there before', 'there already'],
};

/** Says how a destination came to its records, `made by this run`, with their numbers where it has several; `undefined` without any. */
export function recordWords({
  records = [],
  status,
}: Pick<DestinationResult, 'records' | 'status'>): string | undefined {
  if (records.length === 0) return undefined;
  const words = ({ action }: RecordRow): string => WORDS[action][status === 'planned' ? 1 : 0];
  if (records.length === 1) return words(records[0]!);
  return [...Map.groupBy(records, ({ action }) => action).values()]
    .map((rows) => `${rows.length} ${words(rows[0]!)}`)
    .join(', ');
}
