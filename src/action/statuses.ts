import type { ComparedResult } from '../operations/comparison/result.ts';
import type { DestinationResult, ImageResult, SignatureResult } from '../operations/results.ts';

export type Status =
  | ImageResult['status']
  | DestinationResult['status']
  | SignatureResult['status']
  | ComparedResult['status'];

/** How a status is shown. */
interface StatusFacts {
  readonly mark: string;
  /** The class of its node in the picture. */
  readonly style: 'good' | 'open' | 'part' | 'bad';
  /** The place of its row: what failed comes first, and what is no full pass before what is. */
  readonly rank: number;
  /** What a reader has to know of a status that is no error and no pass either. */
  readonly meaning?: string;
}

const good = { mark: '✅', style: 'good', rank: 4 } as const;

const STATUSES: Readonly<Record<Status, StatusFacts>> = {
  failed: { mark: '❌', style: 'bad', rank: 0 },
  short: { mark: '❌', style: 'bad', rank: 0 },
  partial: { mark: '⚠️', style: 'part', rank: 1 },
  audited: {
    mark: '⚠️',
    style: 'open',
    rank: 2,
    meaning: 'The policy does not enforce who signed: an image that is audited may be by anybody.',
  },
  'not-checked': {
    mark: '⚠️',
    style: 'open',
    rank: 2,
    meaning: 'The policy skips verification: no signature of these images was judged.',
  },
  unverified: {
    mark: '⚠️',
    style: 'open',
    rank: 2,
    meaning: 'Verification was skipped: no signature was judged.',
  },
  planned: {
    mark: '📝',
    style: 'open',
    rank: 3,
    meaning: 'Nothing was written: this is what a run without `dry-run` would do.',
  },
  kept: {
    mark: '📌',
    style: 'open',
    rank: 3,
    meaning: 'The tags there are at other images and stay there: nothing was written.',
  },
  signed: good,
  skipped: good,
  verified: good,
  promoted: good,
  unchanged: good,
  listed: good,
  equal: good,
  left: { ...good, style: 'open' },
  absent: { ...good, style: 'open' },
  passed: good,
  ignored: { ...good, style: 'open' },
};

export function statusFacts(status: Status): StatusFacts {
  return STATUSES[status];
}

/** Whether something failed, wholly or in part. */
export function hasFailed({ status }: { readonly status: Status }): boolean {
  return STATUSES[status].rank < STATUSES.audited.rank;
}

/** The longest word that stays beside its mark on the page of a phone. */
const SHORT = 7;

/** `✅ signed`, for the cell of a table. */
export function markedStatus(status: Status): string {
  return `${STATUSES[status].mark}${status.length > SHORT ? ' ' : '&nbsp;'}${status}`;
}

/**
 * The words for an image in table and heading. A dry run without verification is `planned` as well as `unverified`, and so may
 * be what was promoted to some destinations alone.
 */
export function statusWords(
  { status, destinations, policy }: Pick<ImageResult, 'status' | 'destinations' | 'policy'>,
  command: string,
): readonly ImageResult['status'][] {
  const isPlan = status !== 'planned' && destinations.some((one) => one.status === 'planned');
  const isUnjudged = command === 'promote' && status === 'partial' && policy === null;
  const plan = isPlan ? (['planned'] as const) : [];
  return status === 'partial'
    ? [status, ...plan, ...(isUnjudged ? ['unverified' as const] : [])]
    : [...plan, status];
}
