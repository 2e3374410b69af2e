import type { ImageResult, RunResult } from '../../operations/results.ts';
import type { Page } from './page.ts';

/** The worst first; the others follow in the order of the images. */
const FIRST: readonly ImageResult['status'][] = ['failed', 'partial'];

/** The last line of a promotion of several images: `300 images: 2 failed, 298 unchanged`. */
export function imageCountLines({ images, command }: RunResult, { style }: Page): string[] {
  if (command !== 'promote' || images.length < 2) return [];
  const statuses = new Set([...FIRST, ...images.map(({ status }) => status)]);
  const counts = [...statuses].flatMap((status) => {
    const count = images.filter((image) => image.status === status).length;
    return count > 0 ? `${count} ${status}` : [];
  });
  return [style('bold', `${images.length} images: ${counts.join(', ')}`)];
}
