import { Buffer } from 'node:buffer';
import { quotable } from '../../encoding/quotable.ts';
import { SealiftError } from '../../errors.ts';
import { checkFolderWritable } from '../../io/files/check-folder-writable.ts';
import { startOf } from '../../io/files/start-of.ts';
import { HEAD } from '../../planning/plan-json.ts';
import type { Run } from '../run.ts';

async function refuseOther(path: string): Promise<void> {
  const start = await startOf(path, HEAD.length);
  if (start === undefined || start.length === 0 || Buffer.from(start).toString('latin1') === HEAD) return;
  throw new SealiftError('file_exists', `${quotable(path, 600)} is there already, and is no plan`, {
    hint: 'Name another file: a plan replaces an older plan, and nothing else.',
  });
}

/** Notes what is wrong with `--out` of a plan before anything is contacted. What is no plan is never overwritten. */
export async function checkOut({ values, problems }: Run<'plan'>): Promise<void> {
  const { out } = values;
  if (out === undefined) return;
  if (out === '-') {
    problems.add('usage', '--out - is not a file', 'Leave --out out: --output json has the plan in it.');
    return;
  }
  await problems.try(() => refuseOther(out));
  await problems.try(() => checkFolderWritable(out));
}
