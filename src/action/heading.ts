import type { ImageResult, RunResult } from '../operations/results.ts';
import { markdownProse } from '../report/markdown.ts';
import { hasFailed, type Status, statusFacts, statusWords } from './statuses.ts';

const RUN_MARKS = { done: '✅', partial: '⚠️', failed: '❌' } as const;

const isNoPass = (status: Status): boolean => statusFacts(status).meaning !== undefined;

/** How many failed: of the destinations where there is one image, else of the images. */
function failedCount(images: readonly ImageResult[]): string {
  const [image] = images;
  const [all, what] =
    images.length === 1 && image!.destinations.length > 0
      ? [image!.destinations, 'destinations']
      : [images, 'images'];
  const failed = all.filter(hasFailed).length;
  return ` (${failed} of ${all.length} ${what} failed)`;
}

function headline({ command, status, images }: RunResult, words: readonly Status[], weak: number): string {
  if (status === 'failed') return `${RUN_MARKS.failed} Sealift ${command}: failed`;
  if (status === 'partial')
    return `${RUN_MARKS.partial} Sealift ${command}: ${['partial', ...words].join(', ')}${failedCount(images)}`;
  if (words.length === 0) return `${RUN_MARKS.done} Sealift ${command}: done`;
  const count = weak === images.length ? '' : ` (${weak} of ${images.length} images)`;
  const marks = words.map((word) => statusFacts(word).mark);
  const mark = marks.find((one) => one !== statusFacts('planned').mark) ?? marks[0];
  return `${mark} Sealift ${command}: ${words.join(', ')}${count}`;
}

/** `3 failed, 47 verified`, the worst first. */
function countLine({ images, command }: RunResult): string {
  const counts = new Map<Status, number>();
  for (const image of images)
    for (const word of statusWords(image, command)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .toSorted(([a], [b]) => statusFacts(a).rank - statusFacts(b).rank)
    .map(([word, count]) => `${count} ${word}`)
    .join(', ');
}

/**
 * The heading: the status of the run, in the words of its images where they are no full pass. Below it what these words mean, and
 * how many images there are of each.
 */
export function headingLines(result: RunResult): readonly string[] {
  const { images, command, status } = result;
  const each = images.map((image) => statusWords(image, command).filter(isNoPass));
  // After a failure nothing more is claimed of the images than what their rows say.
  const words = status === 'failed' ? [] : [...new Set(each.flat())];
  return [
    `### ${headline(result, words, each.filter((one) => one.length > 0).length)}`,
    ...words.flatMap((word) => ['', markdownProse(statusFacts(word).meaning ?? '')]),
    ...(images.length > 1 ? ['', `${images.length} images: ${countLine(result)}.`] : []),
  ];
}
