import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summaryOf } from '../../src/action/summary.ts';
import { runResult } from '../../src/compose/run-result.ts';
import { failedImage } from '../../src/operations/failed-image.ts';
import type { ImageResult, RunResult } from '../../src/operations/results.ts';
import { anyText } from '../support/any-text.ts';
import {
  destination,
  IMAGE_DIGEST,
  image,
  OLD_DIGEST,
  promoted,
  SIGNATURE_DIGEST,
  SIGNER,
  SUMMARIES,
  signature,
  UNSIGNED,
} from '../support/summaries.ts';

const LIMIT = 256 * 1024;
const SHORT = IMAGE_DIGEST.slice(0, 'sha256:'.length + 12);

const shown = (markdown: string): string => markdown.replaceAll('<wbr>', '').replaceAll('&#95;', '_');
const page = (command: string, ...images: ImageResult[]): string =>
  shown(summaryOf(runResult(command, images, [], null)));
const rows = (markdown: string): string[] => markdown.split('\n').filter((line) => line.startsWith('| '));
const headingOf = (...images: ImageResult[]): string | undefined => page('verify', ...images).split('\n')[0];
/** The page without what is folded away. */
const unfolded = (markdown: string): string => markdown.replace(/<details>[\s\S]*?<\/details>/g, '');

const failed = (reference: string): ImageResult => failedImage(reference, UNSIGNED);

describe('the heading of a summary', () => {
  it.each(Object.entries(SUMMARIES))('says what became of a run: %s', (_, [heading, result]) => {
    expect(summaryOf(result).split('\n')[0]).toBe(`### ${heading}`);
  });

  it('names every status that is no full pass, and of how many images', () => {
    const [verified, audited, unchecked] = [image('verified'), image('audited'), image('not-checked')];
    expect(headingOf(verified, audited)).toBe('### ⚠️ Sealift verify: audited (1 of 2 images)');
    expect(headingOf(verified, unchecked, audited)).toBe(
      '### ⚠️ Sealift verify: not-checked, audited (2 of 3 images)',
    );
    expect(headingOf(audited, failed('a.test/b:1'))).toBe(
      '### ⚠️ Sealift verify: partial, audited (1 of 2 images failed)',
    );
  });

  it.each([
    ['planned', 'Nothing was written'],
    ['unverified', 'no signature was judged'],
    ['audited', 'may be by anybody'],
    ['not-checked', 'no signature of these images was judged'],
  ] as const)('says what %s means', (status, meaning) => {
    expect(page('verify', image(status))).toContain(meaning);
  });

  it('counts the images of each status, the worst first', () => {
    const [, result] = SUMMARIES['fifty images']!;
    expect(summaryOf(result)).toContain('50 images: 3 failed, 47 verified.');
  });
});

it('docs/action.md says what each word of a heading means', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/action.md'), 'utf8');
  for (const [heading] of Object.values(SUMMARIES)) {
    const [, words] = /: (?=[a-z])([a-z, -]+)/.exec(heading) ?? ['', ''];
    // A plan is headed by the words of its tables, with a number before each.
    const counted = [...heading.matchAll(/\d+ ([a-z]+)(?=,|$)/g)].map(([, word]) => word!);
    for (const word of counted.length > 0 ? counted : words!.trim().split(', '))
      expect(page).toMatch(new RegExp(`^\\| \\S+ ${word} \\|`, 'm'));
  }
});

describe('the table of images', () => {
  it.each([
    ['signed', '✅&nbsp;signed'],
    ['skipped', '✅&nbsp;skipped'],
    ['verified', '✅ verified'],
    ['audited', '⚠️&nbsp;audited'],
    ['not-checked', '⚠️ not-checked'],
    ['unverified', '⚠️ unverified'],
    ['promoted', '✅ promoted'],
    ['unchanged', '✅ unchanged'],
    ['planned', '📝&nbsp;planned'],
    ['partial', '⚠️&nbsp;partial'],
    ['failed', '❌&nbsp;failed'],
  ] as const)('shows %s with its mark', (status, cell) => {
    expect(rows(page('verify', image(status)))[1]).toMatch(new RegExp(`^\\| ${cell} \\|`));
  });

  it('shows signer and policy before a short digest, and none where the reference has it', () => {
    const [, tagged] = rows(page('verify', image('verified')));
    const cell = tagged!.split(' | ')[2]!;
    expect(cell).toBe(
      `${SIGNER}<br>policy net-monitor (strict) · valid until 2027-11-29 · <code>${SHORT}</code> |`,
    );
    const reference = `registry.example.com/team/net-monitor@${IMAGE_DIGEST}`;
    const [, pinned] = rows(page('verify', image('verified', { reference })));
    expect(pinned!.match(new RegExp(SHORT, 'g'))).toHaveLength(1);
    expect(pinned).toContain(`| <code>registry.example.com/team/net-monitor@${SHORT}</code> |`);
  });

  it('says of a signer that was refused, or is not trusted, that it is so', () => {
    const refused = image('failed', { signatures: [signature({ status: 'failed' })], error: UNSIGNED });
    expect(rows(page('verify', refused))[1]).toContain(
      `<code>artifact_unsigned</code><br>${SIGNER} (❌ refused)`,
    );
    const checks = [{ check: 'authenticity', action: 'log', outcome: 'failed', code: null }] as const;
    expect(page('verify', image('audited', { signatures: [signature({ checks })] }))).toContain(
      '(⚠️ not trusted)',
    );
  });

  it('tells timestamp and revocation, and that a timestamped signature has no end', () => {
    const timestamp = {
      authority: 'CN=TSA | <b>',
      thumbprint: '',
      store: 'tsa:acme',
      time: '2026-11-30T05:12:44.000Z',
      earliest: '2026-11-30T05:12:44.000Z',
      latest: '2026-11-30T05:12:44.000Z',
      policy: '1.2.3',
      revocation: [],
    };
    const line = rows(
      page('verify', image('verified', { signatures: [signature({ timestamp, validUntil: null })] })),
    )[1];
    expect(line).toContain('timestamp 2026-11-30 05:12:44 UTC by CN=TSA &#124; &#60;b&#62;<br>');
    expect(line).toContain('valid without end');
    expect(line!.split(' | ')).toHaveLength(3);
  });

  it('shows failed images first, and folds many others away', () => {
    const text = summaryOf(SUMMARIES['fifty images']![1]);
    const open = rows(unfolded(text));
    expect(open.slice(1).map((line) => /lost-\d/.exec(shown(line))?.[0])).toEqual([
      'lost-1',
      'lost-2',
      'lost-3',
    ]);
    expect(text).toContain('<details><summary>47 images: verified</summary>');
    expect(rows(text).filter((line) => line.includes('✅ verified'))).toHaveLength(47);
  });
});

describe('the table of destinations', () => {
  it('says what became of each tag, with the beginning of the digest it pointed at', () => {
    const table = rows(page('promote', promoted('promoted', 'promoted')));
    expect(table.at(-1)).toContain(
      `<code>1.4</code> new<br><code>latest</code> moved from <code>${OLD_DIGEST.slice(0, 19)}</code><br>2 of 2 attached |`,
    );
  });

  it('does not say of a dry run that anything was done', () => {
    const text = page('promote', promoted('planned', 'planned'));
    expect(rows(text).at(-1)).toContain(
      '<code>1.4</code> would be new<br><code>latest</code> would move from',
    );
    expect(text).not.toContain('✅');
  });

  it('shows an image that got to two of three destinations as partial, and what failed first', () => {
    const text = page('promote', promoted('partial', 'promoted', 'failed', 'promoted'));
    expect(rows(text).map((line) => line.split(' | ')[0])).toEqual([
      '| Result',
      '| ⚠️&nbsp;partial',
      '| Result',
      '| ❌&nbsp;failed',
      '| ✅ promoted',
      '| ✅ promoted',
    ]);
  });

  it('claims nothing of the tags of a destination that failed before it was asked', () => {
    const early = destination('failed', 'b.test/app', { tags: [], digest: null });
    const text = page('promote', image('failed', { destinations: [early], error: early.error }));
    expect(text).not.toContain('no tag set');
  });

  it('folds many destinations away that did not fail', () => {
    const destinations = Array.from({ length: 30 }, (_, i) =>
      destination(i === 20 ? 'failed' : 'promoted', `d${i}.test/app`),
    );
    const text = page('promote', image('partial', { destinations }));
    expect(text).toContain('<details><summary>29 destinations: promoted</summary>');
    expect(rows(unfolded(text)).at(-1)).toContain('d20.test/app');
  });

  it('counts the tags that it does not list', () => {
    const tags = Array.from(
      { length: 30 },
      (_, i) => ({ tag: `t${i}`, action: 'new', previous: null, backup: null }) as const,
    );
    const text = page(
      'promote',
      image('promoted', { destinations: [destination('promoted', 'b.test/app', { tags })] }),
    );
    expect(text).toContain('<code>t7</code> new<br>22 more tags<br>');
  });
});

describe('the tags of a summary', () => {
  it('say what was kept, with nothing said about attachments that nobody looked for', () => {
    const tags = [{ tag: '1.4', action: 'kept', previous: OLD_DIGEST, backup: null }] as const;
    const kept = destination('kept', 'b.test/app', { tags, pinned: null });
    const text = shown(page('promote', image('kept', { destinations: [kept] })));
    expect(text).toMatch(
      /Sealift promote: kept\n\nThe tags there are at other images and stay there: nothing was written\./,
    );
    expect(text).toMatch(/<code>1\.4<\/code> kept at <code>sha256:/);
    expect(text).not.toMatch(/\d of \d attached/);
  });

  it('name the backup tag, and how to go back, as it is pasted', () => {
    const tags = [{ tag: '1.4', action: 'moved', previous: OLD_DIGEST, backup: '1.4-previous' }] as const;
    const rollback = `sealift promote b.test/app@${OLD_DIGEST} b.test/app:1.4 --trusted-identity '*'`;
    const moved = destination('promoted', 'b.test/app', { tags, rollback });
    const text = shown(page('promote', image('promoted', { destinations: [moved] })));
    expect(text).toContain('kept as <code>1.4-previous</code>');
    expect(text).toContain('<details><summary>To go back</summary>');
    const decoded = text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
    expect(decoded).toContain(`- <code>${rollback}</code>`);
    expect(
      shown(page('promote', image('promoted', { destinations: [destination('promoted', 'b.test/app')] }))),
    ).not.toContain('To go back');
  });
});

describe('the problems of a summary', () => {
  it('stand before the tables, each with cause and remedy, and commands as code', () => {
    const text = page('verify', failed('registry.example.com/lost:1'), image('verified'));
    expect(text.indexOf('What went wrong')).toBeLessThan(text.indexOf('| Result'));
    expect(text).toContain(
      '(<code>artifact_unsigned</code>)<br>**Remedy:** Sign it first with <code>sealift sign</code>, or',
    );
  });

  it('link the code of a problem to the page that says what to do', () => {
    const docs = 'https://docs.test/blocked.md#artifact_unsigned';
    const text = shown(page('verify', failedImage('r.test/app:1', { ...UNSIGNED, docs })));
    expect(text).toContain(`([<code>artifact_unsigned</code>](${docs}))<br>**Remedy:**`);
  });

  it('name the reason of each signature and platform that failed', () => {
    const checks = [
      {
        check: 'authenticity',
        action: 'enforce',
        outcome: 'failed',
        code: 'identity_mismatch',
        message: 'who',
      },
      { check: 'expiry', action: 'log', outcome: 'failed', code: 'signature_expired', message: 'late' },
    ] as const;
    const text = page(
      'verify',
      image('failed', {
        signatures: [signature({ status: 'failed', checks })],
        platforms: [{ platform: 'linux/arm64', digest: IMAGE_DIGEST, status: 'failed', error: UNSIGNED }],
        error: UNSIGNED,
      }),
    );
    expect(text).toMatch(/\n {2}- signature <code>sha256:fedcba098765<\/code>: authenticity: who\n/);
    expect(text).toContain(
      `\n  - platform <code>linux/arm64</code>: registry.example.com/team/net-monitor@${SHORT} has`,
    );
  });

  it('do not name a signature that failed beside one that passed, nor say a reason twice', () => {
    const checks = [
      { check: 'authenticity', action: 'enforce', outcome: 'failed', code: null, message: 'who is this' },
    ] as const;
    const other = signature({ signer: 'CN=other', status: 'failed', checks });
    const ends = promoted('partial', 'failed', 'promoted');
    expect(page('promote', { ...ends, signatures: [other, signature()] })).not.toContain('who is this');
    const said = { ...UNSIGNED, message: 'the signature does not pass: who is this' };
    const text = page('verify', image('failed', { signatures: [other], error: said }));
    expect(text.match(/who is this/g)).toHaveLength(1);
  });

  it('fold away what is more than twenty', () => {
    const images = Array.from({ length: 25 }, (_, i) => failed(`registry.example.com/app:${i}`));
    const text = page('verify', ...images);
    expect(text).toContain('<details><summary>5 more</summary>');
    expect(unfolded(text).match(/\*\*Remedy:/g)).toHaveLength(20);
    expect(rows(unfolded(text))).toHaveLength(26);
  });
});

it('a summary has every digest in full, where a reader can unfold it, and nowhere else', () => {
  const result = runResult(
    'promote',
    [
      promoted('partial', 'promoted', 'failed'),
      {
        ...failed(`registry.example.com/b@${OLD_DIGEST}`),
        error: { ...UNSIGNED, message: `sha512:${'e'.repeat(128)} is gone` },
      },
    ],
    [`layer sha256:${'d'.repeat(64)} stays`],
    null,
  );
  const text = shown(summaryOf(result));
  const folded = text.slice(text.indexOf('<details><summary>Digests in full'));
  for (const digest of [
    IMAGE_DIGEST,
    SIGNATURE_DIGEST,
    OLD_DIGEST,
    `sha256:${'d'.repeat(64)}`,
    `sha512:${'e'.repeat(128)}`,
  ])
    expect(folded).toContain(digest);
  expect(folded).toContain(`<code>registry.example.com/team/net-monitor@${IMAGE_DIGEST}</code>`);
  expect(folded).toContain(`<code>latest</code> pointed at <code>${OLD_DIGEST}</code>`);
  expect(unfolded(text)).not.toMatch(/sha\d+:[0-9a-f]{13}/);
});

it('the digests in full name the place of a tag that moved before its destination failed, and no image there', () => {
  const { destinations, ...image } = promoted('partial', 'promoted', 'failed');
  const tags = [{ tag: 'latest', action: 'moved', previous: OLD_DIGEST, backup: null }] as const;
  const failedThere = { ...destinations[1]!, pinned: null, tags };
  const result = runResult(
    'promote',
    [{ ...image, destinations: [destinations[0]!, failedThere] }],
    [],
    null,
  );
  const folded = shown(summaryOf(result)).split('<details><summary>Digests in full')[1];
  expect(folded).toContain(
    `  - <code>${failedThere.reference}</code>\n    - <code>latest</code> pointed at <code>${OLD_DIGEST}</code>`,
  );
});

it('the table of images tells by type what was carried without a judgement and what stays, as text', () => {
  const one = { digest: OLD_DIGEST, size: 1, foundIn: 'api', subject: IMAGE_DIGEST } as const;
  const carried = { ...one, artifactType: 'a/b|<img>', judged: 'carried' } as const;
  const leftBehind = [{ ...one, artifactType: 'application/x', judged: null }];
  const [, row] = rows(page('promote', image('promoted', { attachments: [carried, carried], leftBehind })));
  expect(row).toContain('carried, not judged: 2 a/b');
  expect(row).toContain('left behind: 1 application/x');
  expect(row).not.toContain('<img>');
  expect(row?.split(' | ')).toHaveLength(3);
});

it('a very long name keeps both ends in a table', () => {
  const reference = `registry.example.com/${'x'.repeat(300)}:1.4`;
  expect(rows(page('verify', image('verified', { reference })))[1]).toMatch(
    /<code>registry\.example\.com\/x+&#8230;x+:1\.4<\/code>/,
  );
});

describe('the limit of a summary', () => {
  const wholeTags = (markdown: string): void => {
    expect(markdown.match(/<details>/g)?.length ?? 0).toBe(markdown.match(/<\/details>/g)?.length ?? 0);
    expect((markdown.match(/^```/gm) ?? []).length % 2).toBe(0);
    for (const line of rows(markdown)) expect(line.split(' | ')).toHaveLength(3);
    for (const line of markdown.split('\n')) {
      expect(line.match(/<code>/g)?.length ?? 0).toBe(line.match(/<\/code>/g)?.length ?? 0);
    }
  };

  it.each([
    ['failed ones', (i: number) => failed(`registry.example.com/app:${i}`)],
    ['verified ones', (i: number) => image('verified', { reference: `registry.example.com/app:${i}` })],
    ['promoted ones', () => promoted('partial', 'failed', 'promoted', 'planned')],
  ])('is held for 1500 images with no markup cut: %s', (_, make) => {
    const text = summaryOf(
      runResult(
        'verify',
        Array.from({ length: 1500 }, (_, i) => make(i)),
        [],
        null,
      ),
    );
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(LIMIT);
    expect(text).toContain('The summary is cut here: ');
    wholeTags(text);
  });

  it('leaves room for the tables beside problems of any length', () => {
    const long = { ...UNSIGNED, message: '<'.repeat(4000), hint: '|'.repeat(4000) };
    const images = Array.from({ length: 200 }, (_, i) => failedImage(`${'<'.repeat(400)}${i}`, long));
    const warnings = Array.from({ length: 2000 }, () => '*'.repeat(900));
    const text = summaryOf(runResult('verify', images, warnings, null));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(LIMIT);
    expect(rows(unfolded(text)).length).toBeGreaterThan(10);
    wholeTags(text);
  });

  it('and the markup hold whatever the texts of a run are', () => {
    const run = fc.record({
      text: anyText({ maxLength: 400 }),
      status: fc.constantFrom<ImageResult['status']>('failed', 'verified', 'partial', 'planned'),
      count: fc.integer({ min: 0, max: 30 }),
    });
    fc.assert(
      fc.property(run, ({ text, status, count }) => {
        const error = { ...UNSIGNED, message: text, hint: text };
        const one = image(status, {
          reference: text,
          digest: text,
          signatures: [signature({ signer: text, digest: text, status: 'failed', validUntil: text })],
          destinations: [
            destination('failed', text, {
              tags: [{ tag: text, action: 'moved', previous: text, backup: text }],
              rollback: text,
              error,
            }),
          ],
          error,
        });
        const result: RunResult = runResult(
          'promote',
          Array.from({ length: count }, () => one),
          [text],
          error,
        );
        const markdown = summaryOf(result);
        wholeTags(markdown);
        const own = /<\/?(?:details|summary|code|wbr|br)\/?>/g;
        const outside = markdown.replace(/```mermaid[\s\S]*?```/g, '').replace(own, '');
        expect(outside).not.toMatch(/[<>]/);
      }),
      { numRuns: 15 },
    );
  });
});
