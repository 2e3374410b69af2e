import { quotable } from '../encoding/quotable.ts';
import { readThumbprint, THUMBPRINT_HINT } from '../notation/distrust/read-thumbprint.ts';
import type { ListFilter } from '../operations/listing/list-filter.ts';
import type { AnyRun } from './run.ts';

/** Reads `--signed-by` and `--expiring`; `undefined` where neither is given. What is wrong with them becomes a problem of the run. */
export function listFilterOf({ values, problems, clock }: AnyRun): ListFilter | undefined {
  const { signedBy: written, expiring } = values;
  if (written === undefined && expiring === undefined) return undefined;
  const signedBy = written === undefined ? undefined : readThumbprint(written);
  if (written !== undefined && signedBy === undefined)
    problems.add('usage', `--signed-by ${quotable(written)} is no thumbprint`, THUMBPRINT_HINT);
  return {
    ...(signedBy === undefined ? {} : { signedBy }),
    ...(expiring === undefined ? {} : { endsBy: new Date(clock.now().getTime() + expiring) }),
  };
}
