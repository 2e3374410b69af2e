import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { loadPromotions } from '../../src/compose/promotions/load-promotions.ts';
import { blocksOf } from '../support/docs/blocks.ts';
import { currentRun, folderWith } from '../support/promotions/folder.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const PAGES = ['docs/promotions.md', 'docs/mirroring.md'];

const schemaOf = (name: string) =>
  z.fromJSONSchema(JSON.parse(readFileSync(join(ROOT, 'schema', `${name}.schema.json`), 'utf8')));
const SCHEMAS = { promotions: schemaOf('promotions'), images: schemaOf('images') };

const blocks = PAGES.flatMap((page) => blocksOf(page, readFileSync(join(ROOT, page), 'utf8')))
  .filter(({ language }) => language === 'yaml')
  .map((block) => ({ ...block, kind: /^version: 1$/m.test(block.text) ? 'promotions' : 'images' }) as const);

/** What the examples name. */
const FILES = {
  '.sealift/trustpolicy.json': '{}',
  '.sealift/truststore/x509/ca/acme/root.pem': 'root',
  '.sealift/mirror.pem': 'chain',
  'mirror.pem': 'chain',
};
const ENV = {
  SEALIFT_VAR_DEV_REGISTRY: 'dev.example.com',
  SEALIFT_VAR_STAGE: 'prod',
  SEALIFT_VAR_VAULT: 'acme',
};

/** The list that goes with an example, or one that goes with any. */
function listFor({ page, line }: { readonly page: string; readonly line: number }): string {
  const next = blocks.find((one) => one.page === page && one.line > line && one.kind === 'images');
  return next?.text ?? 'images: []\n';
}

describe('the pages of the promotions file', () => {
  it('have examples of every kind', () => {
    expect(blocks.filter(({ kind }) => kind === 'promotions').length).toBeGreaterThan(12);
    expect(blocks.filter(({ kind }) => kind === 'images').length).toBeGreaterThan(1);
  });

  it.each(blocks.filter(({ kind }) => kind === 'promotions'))(
    'have an example at $page:$line that is read',
    async (block) => {
      const list = listFor(block);
      const folder = folderWith({
        ...FILES,
        'promotions.yaml': block.text,
        'lists/a.yaml': list,
        'images/a.yaml': list,
      });
      const { entries } = await loadPromotions(join(folder, 'promotions.yaml'), currentRun({ env: ENV }));
      expect(entries.length).toBeGreaterThan(0);
    },
  );

  it.each(blocks)('have an example at $page:$line that fits its schema', ({ text, kind }) => {
    const { success, error } = SCHEMAS[kind].safeParse(parse(text));
    expect(success, error?.message).toBe(true);
  });
});
