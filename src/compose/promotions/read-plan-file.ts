import { quotable } from '../../encoding/quotable.ts';
import { asSealiftError, SealiftError } from '../../errors.ts';
import { checkRegular } from '../../io/files/check-regular.ts';
import { readFile } from '../../io/files/read-file.ts';
import { type Digest, digestOf, isDigest } from '../../oci/digest.ts';
import type { Plan } from '../../planning/plan.ts';
import { PLAN_LIMIT } from '../../planning/plan-json.ts';
import type { FileDigests } from '../../planning/promotions.ts';
import { readPlan } from '../../planning/read-plan.ts';

/** What the digests of a plan are of, in the words of errors. */
const FILES: Readonly<Record<keyof FileDigests, string>> = {
  promotions: 'the promotions file',
  lists: 'its lists',
  policies: 'the trust policies, requirements, roots or revocation lists',
  trustStores: 'the trust stores',
};

export interface PlanFile {
  readonly plan: Plan;
  readonly digest: Digest;
}

function readNamed(bytes: Uint8Array, path: string): Plan {
  try {
    return readPlan(bytes);
  } catch (thrown) {
    const { code, message, hint } = asSealiftError(thrown);
    throw new SealiftError(code, `${quotable(path, 600)}: ${message}`, { hint, cause: thrown });
  }
}

/**
 * Reads a plan.
 *
 * @param expected what `--plan-digest` says that it is.
 * @throws SealiftError `usage` for a digest that is none, `digest_mismatch` for other bytes, or as {@link readPlan}.
 */
export async function readPlanFile(path: string, expected: string | undefined): Promise<PlanFile> {
  if (expected !== undefined && !(isDigest(expected) && expected.startsWith('sha256:'))) {
    throw new SealiftError('usage', `--plan-digest ${quotable(expected, 200)} is no digest`, {
      hint: 'Write sha256:HEX, as `sealift plan` prints it.',
    });
  }
  const what = `plan ${quotable(path, 600)}`;
  await checkRegular(path, 'plan');
  const bytes = await readFile(path, PLAN_LIMIT, 'plan');
  const digest = digestOf(bytes);
  if (expected !== undefined && digest !== expected) {
    throw new SealiftError(
      'digest_mismatch',
      `${what} has the digest ${digest}, and --plan-digest names ${expected}`,
      {
        hint: 'It is not the plan that was approved. Get that one, or plan again and have the new plan approved.',
      },
    );
  }
  return { plan: readNamed(bytes, path), digest };
}

/** @throws SealiftError `plan_outdated` where the files are not those that the plan was made of. */
export function refuseOtherFiles(plan: FileDigests, now: FileDigests): void {
  const others = (['promotions', 'lists', 'policies', 'trustStores'] as const).filter(
    (name) => JSON.stringify(plan[name]) !== JSON.stringify(now[name]),
  );
  if (others.length === 0) return;
  const named = others.map((name) => FILES[name]).join(', ');
  throw new SealiftError('plan_outdated', `since it was planned, other bytes are in ${named}`);
}
