import { expect, it } from 'vitest';
import { signedWords } from '../../../src/operations/promotion/signed-words.ts';
import type { OwnSignatureRow } from '../../../src/operations/results.ts';

type Action = OwnSignatureRow['action'];

it.each<[readonly Action[], string | undefined]>([
  [[], undefined],
  [['made'], 'made by this run'],
  [['unchanged', 'unchanged', 'unchanged'], 'there before, and 2 platforms'],
  [['unchanged', 'made'], 'there before, and 1 platform made by this run'],
  [['made', 'made', 'carried', 'made'], 'made by this run, and 2 platforms, and 1 platform from the source'],
])('the words of our own signatures say of each what became of it: %j', (actions, words) => {
  const signed = actions.map((action) => ({ action, subject: 'sha256:a', digest: 'sha256:b' }));
  expect(signedWords({ signed, status: 'promoted' })).toBe(words);
});
