import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Block, blocksOf } from './blocks.ts';

export const ROOT = join(import.meta.dirname, '..', '..', '..');

/** README and every page under docs/, in folders too. */
export const PAGES: readonly string[] = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.replaceAll('\\', '/')}`)
    .sort(),
];

export const pageText = (page: string): string =>
  readFileSync(join(ROOT, page), 'utf8').replaceAll('\r\n', '\n');

export const allBlocks = (): Block[] => PAGES.flatMap((page) => blocksOf(page, pageText(page)));
