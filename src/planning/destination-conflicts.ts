import type { Fault } from './document/reading.ts';
import type { PromotionEntry } from './promotions.ts';
import { splitTemplate } from './selection/template.ts';

const fault = (at: string, message: string, hint: string): Fault => ({
  code: 'destination_conflict',
  at,
  message,
  hint,
});

/** The repositories that an entry writes to. */
const destinationsOf = ({ to }: PromotionEntry): readonly string[] =>
  to.map((template) => splitTemplate(template).repository);

/** The way from `repository` back to its sources, at most `most` steps, and until it comes round. */
function backwards(
  repository: string,
  writers: ReadonlyMap<string, PromotionEntry>,
  most = 20,
): readonly string[] {
  const way = [repository];
  while (way.length <= most) {
    const before = writers.get(way.at(-1)!)?.from;
    if (before === undefined) return way;
    way.push(before);
    if (before === repository) return way;
  }
  return way;
}

/**
 * Repositories that would be written from two sources, and those that are read and written, so that what is promoted depends on which
 * comes first. The file alone tells: templates have no `{tag}` in a repository.
 */
export function destinationConflicts(entries: readonly PromotionEntry[]): readonly Fault[] {
  const faults: Fault[] = [];
  const writers = new Map<string, PromotionEntry>();
  for (const entry of entries) {
    for (const repository of destinationsOf(entry)) {
      const other = writers.get(repository);
      if (!other) writers.set(repository, entry);
      else if (other.from !== entry.from) {
        faults.push(
          fault(
            entry.at,
            `${repository} would be written from ${entry.from}, and from ${other.from} (${other.at})`,
            'Give each source a destination of its own, such as one with {repository} in place of {name}.',
          ),
        );
      }
    }
  }
  const readers = new Map(entries.map((entry) => [entry.from, entry]));
  for (const [repository, entry] of writers) {
    const reader = readers.get(repository);
    if (!reader) continue;
    const way = backwards(repository, writers);
    const isCycle = way.length > 1 && way.at(-1) === repository;
    faults.push(
      fault(
        entry.at,
        isCycle
          ? `${repository} is promoted to itself: ${way.toReversed().join(' to ')}`
          : `${repository} is written to, and is the source of another entry (${reader.at})`,
        'Promote step by step, with a file for each step; one run reads no repository that it writes to.',
      ),
    );
  }
  return faults;
}
