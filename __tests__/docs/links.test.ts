import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';
import { PAGES, pageText, ROOT } from '../support/docs/pages.ts';

/** The anchors of a page: those that GitHub makes of its headings, and those that stand in it. */
function anchorsOf(text: string): string[] {
  const prose = text.replace(/^ {0,3}```[\s\S]*?^ {0,3}```/gm, '');
  const headings = [...prose.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .replace(/<[^>]*>/g, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
  return [...headings, ...[...prose.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id!)];
}

const pages = [...PAGES, 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'];

it.each(pages)('%s links to files and headings that are there', (page) => {
  const links = [...pageText(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!);
  const broken = links.filter((link) => {
    if (/^https?:/.test(link)) return false;
    const [file, anchor] = link.split('#') as [string, string?];
    const path = file === '' ? page : normalize(join(dirname(page), file));
    if (!existsSync(join(ROOT, path))) return true;
    return anchor !== undefined && !anchorsOf(readFileSync(join(ROOT, path), 'utf8')).includes(anchor);
  });
  expect(broken).toEqual([]);
});

it('README leads to every page', () => {
  const readme = pageText('README.md');
  const overview = `${readme}${pageText('docs/signers.md').replaceAll('](keys/', '](docs/keys/')}`;
  expect(PAGES.slice(1).filter((page) => !overview.includes(`](${page}`))).toEqual([]);
});
