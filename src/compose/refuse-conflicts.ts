import { quotable } from '../encoding/quotable.ts';
import { isCosignSignatureType, NOTARY_ARTIFACT_TYPE } from '../oci/artifact-type.ts';
import { requirementFlags } from './demands.ts';
import type { Run } from './run.ts';

const LEAVE_OUT = 'Leave one of them out.';

const isSignatureType = (type: string): boolean =>
  type === NOTARY_ARTIFACT_TYPE || isCosignSignatureType(type);

/** Refuses options of a promotion that together say two different things, and types that are none. */
export function refuseConflicts({ values, problems }: Pick<Run<'promote'>, 'values' | 'problems'>): void {
  const { include, excludeSignatures, artifactType, allowUnsigned, skipVerification, recursive } = values;
  const [requirement] = requirementFlags({ values });
  for (const one of artifactType) {
    // A shortened name would leave behind what was meant, without a word.
    if (!/^[^\s/]+\/[^\s/]+$/.test(one))
      problems.add(
        'usage',
        `--artifact-type "${quotable(one)}" is no media type`,
        'Write the whole type, such as application/spdx+json; `sealift list` shows those of an image.',
      );
  }
  const conflicts = [
    [skipVerification && include === 'verified', '--include verified and --skip-verification', LEAVE_OUT],
    [excludeSignatures && include !== 'all', `--include ${include} and --exclude-signatures`, LEAVE_OUT],
    [
      artifactType.length > 0 && include !== 'all',
      `--include ${include} and --artifact-type`,
      'Leave --include out: signatures go along whatever --artifact-type names.',
    ],
    [
      excludeSignatures && artifactType.some(isSignatureType),
      '--exclude-signatures and a type of signatures under --artifact-type',
      LEAVE_OUT,
    ],
    [
      skipVerification && recursive,
      '--recursive and --skip-verification',
      'Leave one of them out: promote copies all images of an index, and with --recursive each must pass for itself.',
    ],
    [allowUnsigned && requirement !== undefined, `${requirement} and --allow-unsigned`, LEAVE_OUT],
    [skipVerification && requirement !== undefined, `${requirement} and --skip-verification`, LEAVE_OUT],
    [skipVerification && values.distrust.length > 0, '--distrust and --skip-verification', LEAVE_OUT],
  ] as const;
  for (const [applies, what, remedy] of conflicts)
    if (applies) problems.add('usage', `${what} exclude each other`, remedy);
}
