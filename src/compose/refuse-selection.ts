import { quotable } from '../encoding/quotable.ts';
import { NOTARY_ARTIFACT_TYPE } from '../notation/signature-manifest.ts';
import { isCosignSignatureType } from '../oci/artifact-type.ts';
import type { Problems } from '../options/problems.ts';
import type { Values } from '../options/read-options.ts';

const LEAVE_OUT = 'Leave one of them out.';

/** Refuses options that together say two different things of what is to be copied. */
export function refuseSelection(
  {
    include,
    excludeSignatures,
    artifactType,
  }: Pick<Values<'promote'>, 'include' | 'excludeSignatures' | 'artifactType'>,
  problems: Problems,
): void {
  const conflicts = [
    [excludeSignatures && include !== 'all', `--include ${include} and --exclude-signatures`, LEAVE_OUT],
    [
      artifactType.length > 0 && include !== 'all',
      `--include ${include} and --artifact-type`,
      'Leave --include out: signatures go along whatever --artifact-type names.',
    ],
    [
      excludeSignatures &&
        artifactType.some((one) => one === NOTARY_ARTIFACT_TYPE || isCosignSignatureType(one)),
      '--exclude-signatures and a type of signatures under --artifact-type',
      LEAVE_OUT,
    ],
  ] as const;
  for (const one of artifactType) {
    // A shortened name would leave behind what was meant, without a word.
    if (!/^[^\s/]+\/[^\s/]+$/.test(one))
      problems.add(
        'usage',
        `--artifact-type "${quotable(one)}" is no media type`,
        'Write the whole type, such as application/spdx+json; `sealift list` shows those of an image.',
      );
  }
  for (const [applies, what, remedy] of conflicts)
    if (applies) problems.add('usage', `${what} exclude each other`, remedy);
}
