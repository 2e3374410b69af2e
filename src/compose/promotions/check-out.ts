import { HEAD } from '../../planning/plan-json.ts';
import { checkReplaceable, type FileKind } from '../check-replaceable.ts';
import type { Run } from '../run.ts';

const PLAN: FileKind = {
  isOne: (start) => start === HEAD,
  length: HEAD.length,
  other: 'is no plan',
  hint: 'Name another file: a plan replaces an older plan, and nothing else.',
};

/** Notes what is wrong with `--out` of a plan before anything is contacted. */
export async function checkOut({ values, problems }: Run<'plan'>): Promise<void> {
  const { out } = values;
  if (out === undefined) return;
  if (out === '-')
    problems.add('usage', '--out - is not a file', 'Leave --out out: --output json has the plan in it.');
  else await problems.try(() => checkReplaceable(out, PLAN));
}
