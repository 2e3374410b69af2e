import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commentBody, commentMarker } from '../../../src/action/github/comment-body.ts';
import { summaryOf } from '../../../src/action/summary.ts';
import { failedRun } from '../../../src/compose/run-result.ts';
import { failedImage } from '../../../src/operations/failed-image.ts';
import { markdownCode, markdownText } from '../../../src/report/markdown.ts';
import { withoutMentions } from '../../../src/report/without-mentions.ts';
import { anyText } from '../../support/any-text.ts';

const decoded = (text: string): string =>
  text.replace(/&#(\d+);/g, (_, point: string) => String.fromCodePoint(Number(point)));
/** What GitHub makes a mention, an e-mail address, or the link of an issue of. */
const LIVE = /@[A-Za-z0-9]|#\d|\bGH-\d/i;
const HOSTILE = [
  '@octocat #1 GH-2 gh-3 acme/app#4 me@example.com',
  'é@team _@team &#64;team &#35;5 ##6 @@a',
  '</code>@octocat<code>',
  '```\n@octocat\n```',
];

describe('text of others in a comment', () => {
  it.each(HOSTILE)('notifies nobody and links nothing: %j', (text) => {
    const shown = decoded(withoutMentions(markdownText(text)));
    expect(shown).not.toMatch(LIVE);
    expect(shown.replaceAll('\u200b', '')).toBe(decoded(markdownText(text)));
    expect(
      decoded(withoutMentions(`a ${markdownCode(text)} b ${markdownText(text)}`)).split('</code> b ')[1],
    ).not.toMatch(LIVE);
  });

  it('notifies nobody, whatever it is', () => {
    const risky = fc.string({ unit: fc.constantFrom(...'@#1aG-H&;`<>/ \n') });
    fc.assert(
      fc.property(fc.oneof(risky, anyText({ maxLength: 60 })), (text) => {
        const run = failedRun('verify', { code: 'denied', message: text, hint: text });
        const comment = withoutMentions(summaryOf({ ...run, images: [failedImage(text, run.error!)] }));
        const prose = comment.replace(/^```[\s\S]*?^```$|<code>.*?<\/code>/gm, '');
        expect(decoded(prose)).not.toMatch(LIVE);
      }),
    );
  });

  it('leaves references in code as they are, to be copied', () => {
    expect(withoutMentions(markdownCode('r.example.com/app@sha256:0'))).toBe(
      '<code>r.example.com/app@sha256:0</code>',
    );
  });
});

describe('the body of a comment', () => {
  it.each(['x', '@', 'x\n', '😀'])(
    'has at most 60,000 characters, whatever the summary holds: %j',
    (unit) => {
      const summary = (bytes: number): string => unit.repeat(Math.floor(bytes / Buffer.byteLength(unit)));
      const body = commentBody(commentMarker('verify', {}), summary, 'c'.repeat(40), {});
      expect(body.length).toBeLessThanOrEqual(60_000);
      expect(body.length).toBeGreaterThan(20_000);
    },
  );

  it('says so where the summary is too long at any size', () => {
    expect(commentBody('<!-- m -->', () => 'x'.repeat(70_000), undefined, {})).toContain(
      'too long for a comment',
    );
  });

  it('begins with a marker that no other workflow, job or command has, and that names cannot leave', () => {
    const env = {
      GITHUB_WORKFLOW: 'CI',
      GITHUB_JOB: 'a',
      GITHUB_WORKFLOW_REF: 'o/r/.github/workflows/c.yml@refs/heads/x',
    };
    const marker = commentMarker('verify', env);
    expect(marker).toMatch(/^<!-- sealift verify [0-9a-f]{32} -->$/);
    expect(
      commentMarker('verify', {
        ...env,
        GITHUB_WORKFLOW_REF: 'o/r/.github/workflows/c.yml@refs/pull/9/merge',
      }),
    ).toBe(marker);
    const others = [
      commentMarker('plan', env),
      commentMarker('verify', { ...env, GITHUB_JOB: 'b' }),
      commentMarker('verify', { ...env, GITHUB_WORKFLOW: 'CD' }),
      commentMarker('verify', { ...env, GITHUB_WORKFLOW_REF: 'o/r/.github/workflows/d.yml@refs/heads/x' }),
    ];
    expect(new Set([marker, ...others]).size).toBe(5);
    expect(commentMarker('verify', { GITHUB_JOB: '--> @octocat' })).toMatch(
      /^<!-- sealift verify [0-9a-f]{32} -->$/,
    );
  });

  it('links to the run of the runner alone', () => {
    const env = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'a/b', GITHUB_RUN_ID: '1' };
    expect(commentBody('m', () => '', undefined, env)).toContain('(https://github.com/a/b/actions/runs/1)');
    expect(commentBody('m', () => '', undefined, { ...env, GITHUB_RUN_ID: '1) [x](y' })).toBe('m\n');
  });
});
