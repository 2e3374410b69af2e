import type { RecordDemand } from '../operations/record/verify-record.ts';
import type { Image } from './images.ts';
import { repositoryOf } from './open-stores.ts';
import type { Run } from './run.ts';

/**
 * What a signed record has to say of each image, and what stands against asking for one.
 *
 * @returns `undefined` for each image where no record is asked for.
 */
export function recordDemandsOf(
  { values, problems }: Pick<Run<'verify'>, 'values' | 'problems'>,
  images: readonly Image[],
  scope: string | undefined,
): (image: Image) => RecordDemand | undefined {
  const { record, recordMaxAge: maxAge } = values;
  if (!record) {
    if (maxAge !== undefined)
      problems.add(
        'usage',
        '--record-max-age is given without --record',
        'Add --record, or leave --record-max-age out.',
      );
    return () => undefined;
  }
  for (const { text, reference } of images) {
    if (repositoryOf(reference) === undefined)
      problems.add(
        'usage',
        `--record: a record names registry and repository, and ${text} has neither`,
        'Verify it without --record.',
      );
    else if (reference.tag === undefined)
      problems.add(
        'usage',
        `--record: a record says which digest a tag means, and ${text} names no tag`,
        'Write REGISTRY/REPOSITORY:TAG, or verify the digest without --record.',
      );
  }
  return ({ reference }) => {
    const repository = scope !== undefined && scope !== '*' ? scope : repositoryOf(reference);
    const { tag } = reference;
    if (repository === undefined || tag === undefined) return undefined;
    return { tag, repository, ...(maxAge === undefined ? {} : { maxAge }) };
  };
}
