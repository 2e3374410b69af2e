import type { ImageResult } from '../operations/results.ts';
import type { Image } from './images.ts';
import { repositoryOf } from './open-stores.ts';
import type { Run } from './run.ts';

/** Says once of what passed by a tag alone that nobody has signed where the tag points. */
export function tellOfTags(
  { values, reporter }: Pick<Run<'verify'>, 'values' | 'reporter'>,
  images: readonly Image[],
  results: readonly ImageResult[],
): void {
  if (values.record) return;
  const byTag = images.find(
    ({ name, reference }, at) =>
      'tag' in name && repositoryOf(reference) !== undefined && results[at]?.status === 'verified',
  );
  if (!byTag) return;
  const message = `signatures name digests, and nobody has signed that ${byTag.text} means this one (--record asks for that)`;
  reporter.progress({ type: 'notice', message });
}
