import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partsOf } from '../../src/action/parts.ts';
import { resultInInputWords } from '../../src/action/result-in-input-words.ts';
import { hasFailed } from '../../src/action/statuses.ts';
import { summaryOf } from '../../src/action/summary.ts';
import { printable } from '../../src/encoding/printable.ts';
import type { RunResult } from '../../src/operations/results.ts';
import type { ActionName } from '../../src/options/commands.ts';
import { shortName } from '../../src/report/short-digest.ts';
import { SUMMARIES } from '../support/summaries.ts';
import { openBrowser, openSummary } from './support/browser.ts';
import { KEPT_ATTRIBUTES, KEPT_ELEMENTS } from './support/github-page.ts';
import { measurePage } from './support/measure-page.ts';
import { withPeers } from './support/suite.ts';

/** The column of GitHub's page, and a phone. */
const WIDTHS = [980, 390];

/** Images and destinations that failed, by the name that a reader looks for. */
function failedNames({ images }: RunResult): string[] {
  const failed = images.flatMap((image) => {
    const { reference, status } = image;
    const parts = partsOf(image);
    return (parts.length > 0 ? parts : [{ reference, status }]).filter(
      (one) => one.status !== 'partial' && hasFailed(one),
    );
  });
  return failed.map(({ reference }) => printable(shortName(reference), 300));
}

withPeers('chromium')('a job summary in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  describe.each(WIDTHS)('at %i px', (width) => {
    it.each(Object.entries(SUMMARIES))(
      'is wider nowhere than the page, and shows what failed without unfolding: %s',
      async (_, [heading, result]) => {
        const markdown = summaryOf(resultInInputWords(result.command as ActionName, result));
        const page = await openSummary(browser, markdown, width);
        try {
          const first = await measurePage(page);
          expect(first.heading).toBe(heading);
          const failed = failedNames(result);
          expect(first.visibleCode).toEqual(expect.arrayContaining(failed));
          // A label has the text of a name with its markup left out, so that nodes are counted, and found by host.
          expect(first.redNodes.length).toBeGreaterThanOrEqual(failed.length);
          for (const name of failed.filter(
            (one) => /^[a-z0-9.]+\/\S+:[\w.,]+$/.test(one) && one.length < 100,
          ))
            expect(first.redNodes.map((text) => text.replaceAll(' ', '')).join(' ')).toContain(name);
          if (failed.length === 0) expect(first.redNodes).toEqual([]);

          await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true; })');
          for (const measured of [first, await measurePage(page)]) {
            expect(measured.sideways.page).toBeLessThanOrEqual(0);
            for (const table of measured.sideways.tables) expect(table).toBeLessThanOrEqual(0);
            expect(measured.outside).toEqual([]);
            for (const element of measured.elements) expect(KEPT_ELEMENTS).toContain(element);
            for (const attribute of measured.attributes) expect(KEPT_ATTRIBUTES).toContain(attribute);
          }
        } finally {
          await page.close();
        }
      },
    );
  });

  it('would be found too wide if a long name could not go on in the next line', async () => {
    const markdown = summaryOf(SUMMARIES['very long names']![1]).replaceAll('<wbr>', '');
    const page = await openSummary(browser, markdown, 390);
    const { sideways, visibleCode } = await measurePage(page);
    await page.close();
    expect(Math.max(...sideways.tables)).toBeGreaterThan(100);
    expect(visibleCode.length).toBeGreaterThan(0);
  });
});
