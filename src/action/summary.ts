import type { RunResult } from '../operations/results.ts';
import { fitted, rowsOf, type Section } from '../report/fitted.ts';
import { markdownProse } from '../report/markdown.ts';
import { shortDigests } from '../report/short-digest.ts';
import { comparedTable } from './compared-table.ts';
import { destinationTable } from './destination-table.ts';
import { digestList } from './digest-list.ts';
import { headingLines } from './heading.ts';
import { imageTable } from './image-table.ts';
import { picture } from './picture.ts';
import { hasPlan, planPage } from './plan-summary.ts';
import { problemList } from './problem-list.ts';
import { rollbackList } from './rollback-list.ts';

/** The runner refuses a summary over 1 MiB, and several steps share a page; ours ends well before. */
const LIMIT = 256 * 1024;

function warningList(warnings: readonly string[]): readonly Section[] {
  if (warnings.length === 0) return [];
  return [
    {
      head: [''],
      rows: rowsOf(warnings, (one) => `- ⚠️ ${markdownProse(shortDigests(one), 600)}`),
      share: 0.1,
    },
  ];
}

/**
 * The job summary in at most about `limit` bytes: what went wrong and what to do, the images, where they went, a picture, and
 * every digest in full.
 */
export function summaryOf(result: RunResult, limit = LIMIT): string {
  const { images, warnings, command } = result;
  if (hasPlan(result))
    return fitted(
      planPage(result, [...problemList({ ...result, images: [] }), ...warningList(warnings)]),
      limit,
    );
  const drawn = picture(result);
  return fitted(
    [
      { head: headingLines(result), rows: [] },
      ...problemList(result),
      ...warningList(warnings),
      ...imageTable(images, command),
      ...comparedTable(images),
      ...destinationTable(images),
      ...(drawn === '' ? [] : [{ head: ['', drawn], rows: [] }]),
      ...rollbackList(images),
      ...digestList(result),
    ],
    limit,
  );
}
