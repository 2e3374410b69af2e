import fc from 'fast-check';
import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/oci/digest.ts';
import type { Plan, PlannedPromotion } from '../../src/planning/plan.ts';
import { planMarkdown } from '../../src/report/plan-markdown.ts';
import { anyText } from '../support/any-text.ts';
import { NEW, OLD, POLICY, planned, plannedTag, planOf, STORE } from '../support/plans.ts';

const short = (digest: string): string => digest.slice(0, 'sha256:'.length + 12);
/** The Markdown as a reader sees it: without the places where a name may go on in the next line. */
const shown = (markdown: string): string =>
  markdown
    .replaceAll('<wbr>', '')
    .replace(/&#(\d+);/g, (_, point: string) => String.fromCodePoint(Number(point)));
const page = (...promotions: readonly PlannedPromotion[]): string =>
  shown(planMarkdown(planOf(...promotions)));
const rows = (markdown: string): string[] =>
  markdown.split('\n').filter((line) => line.startsWith('| `') || line.startsWith('| <code>'));
const unfolded = (markdown: string): string => markdown.replace(/<details>[\s\S]*?<\/details>/g, '');

describe('the heading of a plan', () => {
  it.each([
    ['✅ Sealift plan: no image', []],
    [
      '✅ Sealift plan: nothing to do, 1 kept, 1 unchanged',
      [planned('unchanged'), planned('keep', 'us.example.com/app')],
    ],
    [
      '📝 Sealift plan: 1 move, 1 new, 1 add what is missing',
      [planned('move'), planned('new'), planned('add')],
    ],
    [
      '⚠️ Sealift plan: 1 refused, 2 unchanged',
      [planned('unchanged'), planned('refused'), planned('unchanged')],
    ],
    ['❌ Sealift plan: 2 refused', [planned('refused'), planned('refused', 'us.example.com/app')]],
  ] as const)('says what would become of the images: %s', (heading, promotions) => {
    expect(page(...promotions).split('\n')[0]).toBe(`### ${heading}`);
  });

  it('says that nothing was written, and names the plan by the digest of its bytes', () => {
    const planDigest = digestOf(Buffer.from('plan'));
    const markdown = shown(planMarkdown(planOf(planned('new')), { planDigest }));
    expect(markdown).toContain('Nothing was written');
    expect(markdown).toContain(`Plan digest: <code>${planDigest}</code>`);
  });

  it('names the files that the plan follows from, and says of each kind whether it changed', () => {
    const { files } = planOf();
    expect(page()).toContain(`- Trust policies: <code>${short(POLICY)}</code>`);
    expect(page()).toContain(`- Trust stores: <code>${short(STORE)}</code>`);
    expect(page()).toContain(`- Promotions file: <code>${short(files.promotions)}</code>`);
    const before = { ...files, policies: [OLD], lists: [NEW] };
    const markdown = shown(planMarkdown(planOf(), { before }));
    expect(markdown).toContain(
      `- ⚠️ **Trust policies changed**: was <code>${short(OLD)}</code>, is <code>${short(POLICY)}</code>`,
    );
    expect(markdown).toContain(`- Trust stores: unchanged, <code>${short(STORE)}</code>`);
    expect(markdown).toContain(`- ⚠️ **Lists changed**: was <code>${short(NEW)}</code>, is gone`);
    expect(markdown.indexOf('Trust policies')).toBeLessThan(markdown.indexOf('Promotions file'));
  });
});

describe('the tables of a plan', () => {
  it('show a tag that moves with both digests, the signer, what is attached, and the bytes', () => {
    const [row] = rows(
      page(planned('move', undefined, { tags: [plannedTag('move', 'latest', 'latest-previous')] })),
    );
    expect(row).toContain(
      `🔁 <code>latest</code> <code>${short(OLD)}</code> → <code>${short(NEW)}</code>, kept as <code>latest-previous</code>`,
    );
    expect(row).toContain(`<code>${short(NEW)}</code> from <code>dev.example.com/team/app:1.4</code>`);
    expect(row).toContain('signed by CN=release,O=acme,ST=WA,C=US');
    expect(row).toContain('attached: 2 application/vnd.cncf.notary.signature');
    expect(row).toContain('1.2 MB at most');
  });

  it('show what is refused first, with the cause', () => {
    const markdown = page(planned('new', 'a.example.com/app'), planned('refused', 'z.example.com/app'));
    const [first, second] = rows(markdown);
    expect(first).toMatch(
      /z\.example\.com.*<a href="https:\S+blocked\.md#artifact_unsigned"><code>artifact_unsigned<\/code><\/a> .*has no signature<br>\*\*Remedy:\*\* Sign it/,
    );
    expect(second).toContain('a.example.com');
  });

  it('lead from a code to its section, in one piece', () => {
    const html = String(marked(planMarkdown(planOf(planned('refused')))));
    expect(html).toContain(
      'href="https://github.com/sealift/sealift/blob/main/docs/blocked.md#artifact_unsigned"',
    );
  });

  it('show the images of one destination together', () => {
    const other = planned('new', undefined, { tags: [plannedTag('new', '1.5')] });
    expect(rows(page(planned('move'), other, planned('new', 'us.example.com/app')))).toEqual([
      expect.stringMatching(/^\| <code>eu\.example\.com\/team\/app<\/code>.*1\.4.*1\.5/),
      expect.stringMatching(/^\| <code>us\.example\.com\/app<\/code>/),
    ]);
  });

  it('say that nobody passed where no signature did, and that there is no tag where none is set', () => {
    const [row] = rows(page(planned('new', undefined, { tags: [], signers: [], attachments: [], bytes: 0 })));
    expect(row).toContain('🆕 by digest, no tag');
    expect(row).toContain('⚠️ no signature of it passed');
    expect(row).toContain('nothing attached<br>no blob to send');
  });

  it('count what stands as it is, folded away, with the place of what is kept', () => {
    const markdown = page(planned('unchanged'), planned('keep'), planned('new', 'us.example.com/app'));
    expect(unfolded(markdown)).not.toContain('eu.example.com');
    expect(markdown).toContain('<details><summary>1 kept, 1 unchanged</summary>');
    expect(markdown).toContain(
      `- <code>eu.example.com/team/app</code>: 1 kept, 1 unchanged<br>📌 <code>1.4</code> is kept, now at <code>${short(OLD)}</code>`,
    );
  });

  it('have every digest of what would be written in full, folded away', () => {
    const markdown = page(planned('move'));
    expect(unfolded(markdown)).not.toContain(NEW);
    expect(markdown).toContain(
      `- <code>eu.example.com/team/app@${NEW}</code> from <code>dev.example.com/team/app:1.4</code>`,
    );
    expect(markdown).toContain(`  - <code>1.4</code> points at <code>${OLD}</code>`);
  });
});

describe('a plan of any size', () => {
  const many = (action: PlannedPromotion['action'], count: number): PlannedPromotion[] =>
    Array.from({ length: count }, (_, i) =>
      planned(action, `eu.example.com/team/app-${String(i).padStart(5, '0')}`),
    );

  it('has at most 60,000 characters, and says how much it left out and where that is', () => {
    const markdown = planMarkdown(
      planOf(...many('refused', 500), ...many('move', 2000), ...many('unchanged', 5000)),
    );
    expect(markdown.length).toBeLessThanOrEqual(60_000);
    expect(markdown.length).toBeGreaterThan(50_000);
    expect(markdown.split('\n')[0]).toBe('### ⚠️ Sealift plan: 500 refused, 2000 move, 5000 unchanged');
    expect(markdown).toMatch(/cut here: \d+ more lines are left out; the plan as JSON has everything/);
    // What is refused does not take the place of all that would be written.
    expect(markdown).toContain('What would be written');
    expect(rows(markdown).some((row) => row.includes('🔁'))).toBe(true);
  });

  it('shows a row of a repository that very many images go to', () => {
    const app = Array.from({ length: 300 }, (_, i) =>
      planned('new', undefined, { tags: [plannedTag('new', `1.${i}`)] }),
    );
    expect(rows(planMarkdown(planOf(...app))).length).toBeGreaterThan(5);
  });

  it('counts tags, signers and types beyond the first', () => {
    const tags = Array.from({ length: 30 }, (_, i) => plannedTag('new', `1.${i}`));
    const signers = Array.from({ length: 30 }, (_, i) => `CN=signer-${i}`);
    const attachments = Array.from({ length: 30 }, (_, i) => ({ artifactType: `a/${i}`, count: 1 }));
    const [row] = rows(page(planned('new', undefined, { tags, signers, attachments })));
    expect(row).toMatch(/22 more.*26 more.*24 more/);
  });
});

describe('names and messages of others in a plan', () => {
  const HOSTILE = [
    '@octocat #1 GH-2 acme/app#4 me@example.com',
    '[link](https://evil.example) ![x](https://evil.example/x.png) <img src=x> www.evil.example',
    '</details></td></table><script>alert(1)</script>',
    '| forged | cell |\n\n# heading\n```mermaid\n',
    '</code>@octocat<code>',
    '`@octocat`',
    '\u001b[31m\u202e##[error]x\n::error::y',
  ];
  const plan = (text: string): Plan =>
    planOf(
      planned('refused', text, {
        tags: [{ ...plannedTag('refused'), tag: text }],
        source: { repository: text, tag: text },
        refusal: { code: 'denied', message: text },
      }),
      planned('move', text, {
        tags: [{ ...plannedTag('move'), tag: text, backup: text }],
        signers: [text],
        attachments: [{ artifactType: text, count: 1 }],
      }),
      planned('keep', text, { tags: [{ ...plannedTag('keep'), tag: text }] }),
    );
  const ours = planMarkdown(plan('x'));
  const elements = (markdown: string): string[] =>
    [...String(marked(markdown)).matchAll(/<\/?([a-z0-9]+)/g)]
      .map(([, name]) => name!)
      .filter((name) => name !== 'wbr');

  function expectHarmless(text: string): void {
    const markdown = planMarkdown(plan(text));
    const html = String(marked(markdown));
    expect(html).not.toMatch(
      /<(?:a (?!href="https:\/\/github\.com\/sealift\/sealift\/blob\/main\/docs\/blocked\.md#denied">)|img|script|pre|h1|h2)/,
    );
    // A code span of a message is markup of ours; nothing else of it may be any.
    expect(elements(markdown).filter((name) => name !== 'code')).toEqual(
      elements(ours).filter((name) => name !== 'code'),
    );
    const prose = shown(markdown.replace(/<code>.*?<\/code>|<a href="[^"]*">/g, ''));
    expect(prose).not.toMatch(/@[A-Za-z0-9]|#\d|\bGH-\d/i);
    expect(markdown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/);
  }

  it.each(HOSTILE)('are no mention, link, picture or markup: %j', expectHarmless);

  it('are none, whatever they are', () => {
    const risky = fc.string({ unit: fc.constantFrom(...'@#1aG-H&;`<>/|![]() \n') });
    fc.assert(fc.property(fc.oneof(risky, anyText({ maxLength: 60 })), expectHarmless));
  });
});
