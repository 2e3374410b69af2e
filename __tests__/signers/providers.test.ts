import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSigner } from '../../src/signers/open.ts';
import { PROVIDER_OF } from '../../src/signers/providers.ts';

const rows = [...PROVIDER_OF];
const addressesOf = (text: string): string[] => text.match(/[a-z][a-z0-9-]+:\/\/[^\s,]+/g) ?? [];
const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'signers.md'), 'utf8');

describe('the table of key providers', () => {
  it.each(rows)('has for %s the addresses that its remedy shows', async (scheme, row) => {
    const wrongs: Record<string, string> = { file: 'file:///a%2Fb.pem', notation: 'notation://a\nb' };
    const wrong = wrongs[scheme] ?? `${scheme}://`;
    const error = await openSigner(wrong, { env: {} }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'usage' });
    const { message, hint } = error as { message: string; hint: string };
    for (const address of addressesOf(row.example)) expect(`${message} ${hint}`).toContain(address);
  });

  it.each(rows.filter(([, { remote }]) => remote))(
    'has for %s the addresses of docs/signers.md',
    (_, row) => {
      expect(addressesOf(row.example)).not.toEqual([]);
      for (const address of addressesOf(row.example)) expect(page).toContain(`\`${address}\``);
    },
  );

  it('has every scheme of docs/signers.md', () => {
    const schemes = [...page.matchAll(/`([a-z][a-z0-9-]+):\/\//g)].map(([, scheme]) => scheme!);
    expect([...new Set(schemes)].filter((one) => !PROVIDER_OF.has(one) && !/^https?$/.test(one))).toEqual([]);
  });
});
