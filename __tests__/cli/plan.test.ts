import { describe, expect, it } from 'vitest';
import { exemplary, planLines } from '../../src/cli/text/plan.ts';
import { PLAIN } from '../../src/cli/text/style.ts';
import { SealiftError } from '../../src/errors.ts';
import { digestOf } from '../../src/oci/digest.ts';
import { failedImage } from '../../src/operations/failed-image.ts';
import type { PlanRunResult } from '../../src/operations/plan-result.ts';
import type { PlannedPromotion } from '../../src/planning/plan.ts';

const [one, two] = [digestOf(new Uint8Array([1])), digestOf(new Uint8Array([2]))];

const PROMOTION: PlannedPromotion = {
  destination: 'registry.eu.example.com/production/team/application',
  tags: [{ tag: '1.4.2', action: 'unchanged', previous: one, backup: null }],
  action: 'unchanged',
  source: { repository: 'dev.example.com/team/application', tag: '1.4.2' },
  digest: one,
  signers: ['CN=release,O=acme,ST=WA,C=US'],
  attachments: [{ artifactType: 'application/spdx+json', count: 2 }],
  bytes: 0,
  refusal: null,
};

const PROMOTIONS: readonly PlannedPromotion[] = [
  {
    ...PROMOTION,
    tags: [
      { tag: '1.4', action: 'move', previous: two, backup: '1.4-previous' },
      { tag: '1.4.2', action: 'new', previous: null, backup: null },
      { tag: 'latest', action: 'move', previous: two, backup: 'latest-previous' },
    ],
    action: 'move',
    bytes: 12_345_678,
  },
  {
    ...PROMOTION,
    tags: [{ tag: '1.5', action: 'refused', previous: null, backup: null }],
    action: 'refused',
    signers: [],
    refusal: { code: 'artifact_unsigned', message: 'dev.example.com/team/application has no signature' },
  },
  { ...PROMOTION, action: 'add' },
  { ...PROMOTION, tags: [{ tag: '1', action: 'keep', previous: two, backup: null }], action: 'keep' },
  PROMOTION,
  { ...PROMOTION, destination: 'us.example.com/a', tags: [], action: 'new' },
  { ...PROMOTION, destination: 'zz.example.com/a' },
];

const resultOf = (promotions: readonly PlannedPromotion[]): PlanRunResult => ({
  ...{ version: 1, command: 'plan', status: 'partial', error: null, warnings: [], images: [] },
  plan: { version: 1, files: { promotions: one, lists: [], policies: [], trustStores: [] }, promotions },
  filesBefore: null,
  planDigest: two,
  changes: true,
  added: { signatures: 0, records: 0 },
  file: null,
  next: 'sealift promote --file promotions.yaml',
  promotions: null,
});

const linesAt = (columns: number, verbose = false, promotions = PROMOTIONS) =>
  planLines(resultOf(promotions), verbose, { style: PLAIN, columns });

describe('the text of a plan', () => {
  it('says where no signature passed, and of what is refused why', () => {
    const unsigned = { ...PROMOTIONS[0]!, signers: [] };
    expect(linesAt(190, false, [unsigned]).join(' ')).toContain('1.4.2, no signature of it passed, with 2');
    expect(linesAt(190, false, [PROMOTIONS[1]!]).join(' ')).not.toContain('no signature of it passed');
  });

  it('has a line for what becomes of tags, and what a person decides by', () => {
    const [from, to] = [two.slice(0, 19), one.slice(0, 19)];
    expect(linesAt(80)).toEqual([
      'registry.eu.example.com/production/team/application',
      `  move       1.4, latest  ${from} -> ${to}`,
      `  new        1.4.2  ${to}`,
      '    from dev.example.com/team/application:1.4.2, signed by',
      '    CN=release,O=acme,ST=WA,C=US, with 2 application/spdx+json, kept as',
      '    1.4-previous, latest-previous, 12.3 MB at most',
      `  refused    1.5  ${to}`,
      '    dev.example.com/team/application has no signature [artifact_unsigned]',
      '    from dev.example.com/team/application:1.4.2, with 2 application/spdx+json',
      `  add        1.4.2  ${to}`,
      '    from dev.example.com/team/application:1.4.2, signed by',
      '    CN=release,O=acme,ST=WA,C=US, with 2 application/spdx+json',
      `  keep       1  stays at ${from}`,
      '    from dev.example.com/team/application:1.4.2, signed by',
      '    CN=release,O=acme,ST=WA,C=US, with 2 application/spdx+json',
      '  and 1 unchanged',
      'us.example.com/a',
      `  new        by digest  ${to}`,
      '    from dev.example.com/team/application:1.4.2, signed by',
      '    CN=release,O=acme,ST=WA,C=US, with 2 application/spdx+json',
      '1 new, 1 move, 1 add, 2 unchanged, 1 keep, 1 refused; 12.3 MB to copy at most',
      `plan  ${two}`,
      'to promote it:',
      '  sealift promote --file promotions.yaml',
    ]);
  });

  it.each([40, 80])('breaks no word, and no line without one too long, at %i columns', (columns) => {
    for (const line of linesAt(columns, true)) {
      const words = line.trim().split(' ');
      const isCommand = line.startsWith('  sealift promote');
      if (words.length > 1 && !isCommand) expect(line.length, line).toBeLessThanOrEqual(columns);
    }
    const words = (lines: readonly string[]) => lines.join(' ').split(/\s+/);
    expect(words(linesAt(columns, true))).toEqual(words(linesAt(120, true)));
  });

  it('has whole digests and unbroken lines in a pipe', () => {
    const lines = linesAt(Number.POSITIVE_INFINITY);
    expect(lines).toContain(`  move       1.4, latest  ${two} -> ${one}`);
    expect(lines).toContain(`plan  ${two}`);
  });

  it('shows what is unchanged with --verbose alone', () => {
    expect(linesAt(80).join('\n')).not.toContain('zz.example.com');
    expect(linesAt(80, true)).toContain(`  unchanged  1.4.2  ${one.slice(0, 19)}`);
  });

  it('says of a plan without a change that there is nothing to promote', () => {
    const lines = planLines({ ...resultOf([PROMOTION]), changes: false }, false, {
      style: PLAIN,
      columns: 80,
    });
    expect(lines).toEqual(['1 unchanged', `plan  ${two}`, 'nothing is to be promoted']);
  });

  it('lets no text of others write lines, colours or commands', () => {
    const evil = '\u001b[31mx\n::error::y\u202e##[error]';
    const lines = linesAt(80, true, [
      {
        ...PROMOTION,
        action: 'refused',
        signers: [evil],
        attachments: [{ artifactType: evil, count: 1 }],
        refusal: { code: 'denied', message: evil },
      },
    ]);
    expect(lines.join('')).not.toMatch(/[\u001b\u202e\n]|##\[|^::/m);
  });
});

it('of many errors with one code one is shown on stderr, with the number of the others', () => {
  const images = ['a', 'b', 'a', 'c'].map((text) =>
    failedImage(`r.test/${text}:1`, new SealiftError('artifact_unsigned', `${text} is unsigned`).toJSON()),
  );
  const denied = failedImage('r.test/d:1', new SealiftError('denied', 'd is denied').toJSON());
  const shown = exemplary({ ...resultOf([]), images: [...images, denied] }).images;
  expect(shown.map(({ error }) => error?.message)).toEqual([
    'a is unsigned (and 2 more with this code)',
    'd is denied',
  ]);
});
