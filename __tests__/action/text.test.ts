import fc from 'fast-check';
import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { annotationsOf } from '../../src/action/annotations.ts';
import { evidenceCell } from '../../src/action/evidence-cell.ts';
import { imageLog } from '../../src/action/image-log.ts';
import { inputLines } from '../../src/action/inputs.ts';
import { logSafe } from '../../src/action/log-safe.ts';
import { mermaidLabel } from '../../src/action/mermaid-label.ts';
import { summaryOf } from '../../src/action/summary.ts';
import { runResult } from '../../src/compose/run-result.ts';
import { SealiftError } from '../../src/errors.ts';
import { failedImage } from '../../src/operations/failed-image.ts';
import { failedDestination } from '../../src/operations/promotion/failed-destination.ts';
import type { ImageResult, ResultError, RevocationResult } from '../../src/operations/results.ts';
import { markdownCode, markdownProse, markdownText } from '../../src/report/markdown.ts';
import { anyText } from '../support/any-text.ts';
import { DENIED, SUMMARIES } from '../support/summaries.ts';

const error = { code: 'denied', message: 'no', hint: 'log in' } as const;

describe('text from outside in a summary', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '[click](https://evil.example)',
    '![x](https://evil.example/x.png)',
    '| cell | forged |',
    'line\nbreak\r\n# heading',
    '`code` **bold** __x__ ~~y~~',
    'https://evil.example www.evil.example',
    '@octocat #1 &lt; &#60;',
    '</code><img src=x>',
    '```\nmermaid',
  ];

  it.each(hostile)('stays text: %j', (text) => {
    for (const shown of [markdownText(text), markdownCode(text).slice('<code>'.length, -'</code>'.length)]) {
      expect(shown).not.toMatch(/[<>|[\]`*_#!~\n\r\\](?!\d+;)/);
      expect(shown).not.toMatch(/:\/\/|www\./);
      expect(shown).not.toMatch(/&(?!#\d+;)/);
    }
  });

  it('has no character left that Markdown, HTML or Mermaid reads as markup', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 60 }), (text) => {
        expect(markdownText(text).replace(/&#\d+;|(?<=@)<wbr>/g, '')).toMatch(/^[A-Za-z0-9 /.,:;=+@()%-]*$/);
        expect(mermaidLabel([text]).replaceAll('<br/>', '')).toMatch(/^"[A-Za-z0-9 /.,:=+@_-]*"$/);
        // What is in backticks is code, and all else stays text.
        const prose = markdownProse(text).replace(/<code>(.*?)<\/code>/g, '$1');
        expect(prose.replace(/&#\d+;|(?<=@)<wbr>/g, '')).toMatch(/^[A-Za-z0-9 /.,:;=+@()%-]*$/);
      }),
    );
  });

  it.each(['me@example.com', 'a me@ex_ample.com', 'x.y+z@a-b.c.de.'])('is no e-mail address: %j', (text) => {
    for (const shown of [markdownText(text), markdownCode(text), `<details>${markdownCode(text)}</details>`])
      expect(marked(shown)).not.toContain('mailto');
  });

  it('keeps a digest readable', () => {
    expect(markdownText('sha256:abc')).toBe('sha256:abc');
  });
});

it.each([
  ['::error::x', ': :error::x'],
  ['  ::set-output name=a::b', '  : :set-output name=a::b'],
  ['a ##[add-mask]b', 'a # #[add-mask]b'],
  ['first\r\n::debug::x', 'first\n: :debug::x'],
  ['plain :: text', 'plain :: text'],
  ['a\u001b[2Jb\u202ec\u0000\u2028d', 'a\\u{1b}[2Jb\\u{202e}c\\u{0}\\u{2028}d'],
  ['\u200b::error::x', '\\u{200b}::error::x'],
])('logSafe makes %j harmless for the runner', (text, safe) => {
  expect(logSafe(text)).toBe(safe);
});

it('inputLines reads one entry a line, without comments and blank lines', () => {
  expect(inputLines(' a \r\n\r\n# b\nc # d\n')).toEqual(['a', 'c # d']);
});

const HOSTILE = '\u001b[31m\n::error::x ##[error]y <b>|';
const failed: ImageResult = failedImage(HOSTILE, { ...error, message: HOSTILE, hint: HOSTILE });

it('annotationsOf gives a failed image one annotation, and a run ten at most', () => {
  const many = runResult(
    'sign',
    Array.from({ length: 25 }, (_, i) => failedImage(`r/${i}:1`, error)),
    [],
    null,
  );
  const annotations = annotationsOf(many);
  expect(annotations).toHaveLength(10);
  expect(annotations[9]?.message).toContain('16 more images');
  const [one] = annotationsOf(runResult('sign', [failed], [], null));
  expect(one?.message.split('\n')).toHaveLength(2);
  expect(one?.message).not.toContain('\u001b');
});

it('annotation and summary give each of several problems a line, and the summary counts those behind the twentieth', () => {
  const faults = Array.from({ length: 30 }, (_, i) => `(${i + 1}) promotions.yaml:${i + 2}:5: no <b>`);
  const several = { code: 'promotions_invalid', message: faults.join(' '), hint: '(1-29) Mend it. (30) Go.' };
  const result = runResult('plan', [], [], several as ResultError);
  const [one] = annotationsOf(result);
  expect(one?.message.split('\n')).toEqual([...faults, '(1-29) Mend it.', '(30) Go.']);
  const row = summaryOf(result)
    .split('\n')
    .find((line) => line.startsWith('- ❌'))!;
  expect(row.match(/<br>/g)).toHaveLength(20 + 2);
  expect(row).toContain('(20) promotions.yaml:21:5: no &#60;b&#62;<br>and 10 more');
  expect(row).toContain('**Remedy:** (1-29) Mend it.<br>(30) Go.');
});

it('an annotation is never longer than what the runner shows of one', () => {
  const text = Array.from({ length: 50 }, (_, i) => `(${i + 1}) ${'x'.repeat(200)}`).join(' ');
  const [one] = annotationsOf(runResult('plan', [], [], { code: 'usage', message: text, hint: text }));
  expect(one!.message.length).toBeLessThan(4096);
});

it('imageLog writes one line a fact, and none is a command to the runner', () => {
  for (const line of imageLog(failed)) {
    expect(line).not.toMatch(/\n|\u001b/);
    expect(logSafe(line)).not.toMatch(/^\s*::|##\[/);
  }
});

it('annotations, log and summary show the error of a destination once, under the name of the destination', () => {
  const result = SUMMARIES['promoted to two of three']![1];
  const name = 'eu.example.com/team/net-monitor:1.4,latest';
  expect(summaryOf(result).match(/\*\*Remedy:/g)).toHaveLength(1);
  expect(summaryOf(result)).toContain(`- ❌ <code>${name}</code><br>PUT https:&#47;/eu`);
  expect(annotationsOf(result)).toEqual([
    { title: 'Sealift: denied', message: `${name}: ${DENIED.message}\n${DENIED.hint}` },
  ]);
  const log = imageLog(result.images[0]!);
  expect(log.filter((line) => line.startsWith('  '))).toEqual([
    `  ${DENIED.message} [denied]`,
    `  ${DENIED.hint}`,
  ]);
});

it('the log of a step says what became of the repository for signatures', () => {
  const repository = {
    repository: 'a.test/signatures',
    status: 'failed',
    attachments: { expected: 2, present: 1, added: 0, missing: [] },
    signed: [],
    error: { code: 'denied', message: 'no', hint: 'log in' },
  } as const;
  const log = imageLog({ ...failedImage('a.test/b:1', null), signaturesTo: repository });
  expect(log).toContain('signatures failed: a.test/signatures, 1 of 2 there');
  expect(log).toContain('  no [denied]');
  const made = { ...repository, status: 'promoted', error: null } as const;
  expect(imageLog({ ...failedImage('a.test/b:1', null), signaturesTo: made })).toContain(
    'signatures promoted: a.test/signatures, 1 of 2 there',
  );
});

it('a log has the remedy of an image below its error', () => {
  const lines = imageLog(failedImage('a.test/b:1', { code: 'denied', message: 'no', hint: 'log in' }));
  expect(lines.slice(-2)).toEqual(['error: no [denied]', 'remedy: log in']);
});

it('summary and annotations name what failed at the source beside destinations that could not be opened', () => {
  const source = { code: 'artifact_unsigned', message: 'nobody signed it', hint: 'sign it' } as const;
  const all = ['b.test/app:1', 'c.test/app:1'].map((reference) =>
    failedDestination(reference, new SealiftError('denied', 'no'), { digest: null, attachments: 0 }),
  );
  for (const destinations of [all.slice(0, 1), all]) {
    const result = runResult('promote', [{ ...failedImage('a.test/app:1', source), destinations }], [], null);
    const found = [source.message, ...destinations.map(({ reference }) => reference)];
    const annotations = annotationsOf(result).map(({ message }) => message);
    expect(annotations).toHaveLength(found.length);
    for (const [at, text] of found.entries()) {
      expect(annotations[at]).toContain(text);
      expect(summaryOf(result)).toContain(text);
    }
  }
});

describe('the evidence of a signature', () => {
  const row: RevocationResult = {
    subject: 'CN=a',
    thumbprint: '',
    status: 'good',
    method: 'ocsp',
    source: null,
    thisUpdate: null,
    nextUpdate: null,
    revokedAt: null,
    reason: null,
    message: null,
  };
  it.each<[string, readonly Partial<RevocationResult>[], string]>([
    ['good by each that answered', [{}, { method: 'crl' }], 'not revoked (OCSP, CRL)'],
    ['good where the others cannot be revoked', [{}, { status: 'not-revocable' }], 'not revoked (OCSP)'],
    ['unknown if one is', [{}, { status: 'unknown' }], 'revocation unknown'],
    ['revoked if one is', [{ status: 'unknown' }, { status: 'revoked' }], 'revoked'],
    ['nothing that can be revoked', [{ status: 'not-revocable', method: null }], 'cannot be revoked'],
  ])('tells a chain as %s', (_, rows, words) => {
    const revocation = rows.map((change) => ({ ...row, ...change }));
    expect(evidenceCell({ timestamp: null, judgedBy: null, revocation })).toBe(words);
  });

  it('names the plugin that judged', () => {
    const judgedBy = { name: 'acme', version: '1.2.3', builtIn: false, judged: ['identity'] } as const;
    expect(evidenceCell({ timestamp: null, revocation: [], judgedBy })).toBe(
      'identity judged by the plugin acme 1.2.3',
    );
  });
});
