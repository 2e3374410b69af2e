import { expect, it } from 'vitest';
import { fitted } from '../../src/report/fitted.ts';

const rows = (count: number) => Array.from({ length: count }, (_, i) => `- row ${i}`);

it('sections that fit stand one after the other, with head and tail', () => {
  expect(
    fitted(
      [
        { head: ['# a'], rows: ['- 1'] },
        { head: ['<details>'], rows: ['- 2'], tail: ['</details>'] },
      ],
      4096,
    ),
  ).toBe('# a\n- 1\n<details>\n- 2\n</details>\n');
});

it.each([700, 1000, 5000])(
  'rows that do not fit into %i bytes are counted, and what was opened is closed',
  (limit) => {
    const text = fitted(
      [
        { head: ['# a'], rows: rows(1000), share: 0.5 },
        { head: ['<details>'], rows: rows(1000), tail: ['</details>'] },
      ],
      limit,
    );
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limit);
    const [first, second] = text.split('<details>');
    expect(second).toMatch(/<\/details>\n$/);
    for (const part of [first!, second!]) {
      const shown = part.match(/^- row/gm)?.length ?? 0;
      expect(shown).toBeGreaterThan(0);
      expect(part).toContain(`The summary is cut here: ${1000 - shown} more lines are left out`);
    }
  },
);

it('a section takes no more than its share', () => {
  const text = fitted([{ head: [], rows: rows(1000), share: 0.1 }], 10_000);
  expect(Buffer.byteLength(text)).toBeLessThan(1200);
});
