import fc from 'fast-check';
import { expect, it } from 'vitest';
import { breakable } from '../../src/report/breakable.ts';
import { markdownCode, markdownText } from '../../src/report/markdown.ts';
import { anyText } from '../support/any-text.ts';

const lines = (text: string): string[] => breakable(markdownText(text)).split('<wbr>');

it.each([
  ['registry.example.com/team/app:1.4', ['registry.', 'example.', 'com/', 'team/', 'app:', '1.4']],
  ['net-monitor:2026-11-30', ['net-', 'monitor:', '2026-11-30']],
  ['CN=release,O=acme,C=US', ['CN=', 'release,', 'O=acme,', 'C=US']],
  ['sha256:0123456789ab', ['sha256:', '0123456789', 'ab']],
  ['two words, short', ['two words, short']],
  ['https://eu.example.com', ['https:&#47;/', 'eu.', 'example.', 'com']],
])('a long name may go on in the next line behind its separators: %s', (text, pieces) => {
  expect(lines(text)).toEqual(pieces);
});

it('the breaks are elements, so that a copied name has no character more, and no entity or element is torn', () => {
  fc.assert(
    fc.property(anyText({ maxLength: 80 }), (text) => {
      const markdown = `${markdownCode(text)}<br>${markdownText(text)}`;
      expect(breakable(markdown).replaceAll('<wbr>', '')).toBe(markdown);
      for (const piece of breakable(markdown).split('<wbr>')) {
        expect(piece.replace(/&#\d+;|<\/?(?:code|br)>/g, '')).not.toMatch(/[&<>#]/);
      }
    }),
  );
});

it('no run without a break is wider than ten narrow characters, also of wide ones', () => {
  for (const text of ['W'.repeat(60), 'x'.repeat(60), '字'.repeat(60), `a${'.'.repeat(60)}`]) {
    for (const piece of lines(text)) {
      const shown = piece.replace(/&#\d+;/g, 'XX');
      expect(shown.length).toBeLessThanOrEqual(text.startsWith('W') ? 6 : 10);
    }
  }
});
