import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotationsOf } from '../../src/action/annotations.ts';
import { evidenceCell } from '../../src/action/evidence-cell.ts';
import { imageLog } from '../../src/action/image-log.ts';
import { inputLines } from '../../src/action/inputs.ts';
import { logSafe } from '../../src/action/log-safe.ts';
import { markdownCode, markdownText, mermaidLabel } from '../../src/action/markdown.ts';
import { summaryOf } from '../../src/action/summary.ts';
import { runResult } from '../../src/compose/run-result.ts';
import { SealiftError } from '../../src/errors.ts';
import { failedImage } from '../../src/operations/failed-image.ts';
import { failedDestination } from '../../src/operations/promotion/failed-destination.ts';
import type {
  DestinationResult,
  ImageResult,
  ResultError,
  RevocationResult,
  SignatureResult,
  TimestampResult,
} from '../../src/operations/results.ts';
import { anyText } from '../support/any-text.ts';

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
        expect(markdownText(text).replace(/&#\d+;/g, '')).toMatch(/^[A-Za-z0-9 /.,:;=+@()%-]*$/);
        expect(mermaidLabel([text])).toMatch(/^"[A-Za-z0-9 /.,:=+@_-]*"$/);
      }),
    );
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

it('imageLog writes one line a fact, and none is a command to the runner', () => {
  for (const line of imageLog(failed)) {
    expect(line).not.toMatch(/\n|\u001b/);
    expect(logSafe(line)).not.toMatch(/^\s*::|##\[/);
  }
});

it('a summary is cut at its limit and says so', () => {
  const images = Array.from({ length: 3000 }, (_, i) => failedImage(`registry.example.com/app:${i}`, error));
  const summary = summaryOf(runResult('verify', images, [], null));
  expect(Buffer.byteLength(summary)).toBeLessThan(300 * 1024);
  expect(summary).toContain('The summary is cut here');
});

it('the heading of a summary names failures first, then every status that is no full pass', () => {
  const [verified, audited, unchecked, unverified, planned] = (
    ['verified', 'audited', 'not-checked', 'unverified', 'planned'] as const
  ).map((status) => ({ ...failed, status, error: null }));
  const heading = (...images: ImageResult[]) =>
    summaryOf(runResult('verify', images, [], null)).split('\n')[0];
  expect(heading(verified!, audited!)).toBe('### ⚠️ Sealift verify: audited (1 of 2 images)');
  expect(heading(verified!)).toBe('### ✅ Sealift verify: done');
  expect(heading(audited!, failed)).toBe('### ⚠️ Sealift verify: partial');
  expect(heading(unchecked!)).toBe('### ⚠️ Sealift verify: not-checked');
  expect(heading(verified!, unchecked!, audited!)).toBe(
    '### ⚠️ Sealift verify: not-checked, audited (2 of 3 images)',
  );
  expect(heading(unverified!)).toBe('### ⚠️ Sealift verify: unverified');
  expect(heading(planned!)).toBe('### 📝 Sealift verify: planned');
});

it('a summary shows the error of a destination once, under the name of the destination', () => {
  const destination = (reference: string, error: ResultError | null): DestinationResult => ({
    reference,
    digest: null,
    pinned: null,
    tags: [{ tag: '1', action: error ? 'left' : 'new', previous: null }],
    toCopy: null,
    previousDigest: null,
    status: error ? 'failed' : 'promoted',
    attachments: { expected: 1, present: error ? 0 : 1, added: 0, missing: [] },
    copied: 0,
    mounted: 0,
    bytes: 0,
    deep: false,
    error,
  });
  const image = failedImage('dev.test/app:1', {
    ...error,
    message: '1 of 2 destinations failed, first b.test/app:1: no',
  });
  const destinations = [destination('a.test/app:1', null), destination('b.test/app:1', error)];
  const summary = summaryOf(runResult('promote', [{ ...image, destinations }], [], null));
  expect(summary.match(/\*\*Remedy:/g)).toHaveLength(1);
  expect(summary).toContain('- <code>b.test/app:1</code>: no (`denied`)');
  const annotations = annotationsOf(runResult('promote', [{ ...image, destinations }], [], null));
  expect(annotations).toEqual([{ title: 'Sealift: denied', message: 'b.test/app:1: no\nlog in' }]);
  const log = imageLog({ ...image, destinations });
  expect(log.filter((line) => line.startsWith('  '))).toEqual(['  no [denied]', '  log in']);
  // Nobody knows whether a destination that failed is new.
  expect(summary).toContain('<code>a.test/app:1</code> | new |');
  expect(summary).toContain('<code>b.test/app:1</code> |  |');
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

it('a summary keeps hostile texts inside their table cells', () => {
  const summary = summaryOf(runResult('verify', [failed], [HOSTILE], null));
  for (const line of summary.split('\n')) {
    if (line.startsWith('| ❌')) expect(line.match(/\|/g)).toHaveLength(7);
    expect(line).not.toMatch(/<b>|\u001b/);
  }
});

describe('the evidence column of a summary', () => {
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
  const stamp: TimestampResult = {
    authority: 'CN=TSA | <b>',
    thumbprint: '',
    store: 'tsa:acme',
    time: '2026-11-30T05:12:44.000Z',
    earliest: '2026-11-30T05:12:44.000Z',
    latest: '2026-11-30T05:12:44.000Z',
    policy: '1.2.3',
    revocation: [],
  };

  it.each<[string, readonly Partial<RevocationResult>[], string]>([
    ['good by each that answered', [{}, { method: 'crl' }], 'not revoked (OCSP, CRL)'],
    ['good where the others cannot be revoked', [{}, { status: 'not-revocable' }], 'not revoked (OCSP)'],
    ['unknown if one is', [{}, { status: 'unknown' }], 'revocation unknown'],
    ['revoked if one is', [{ status: 'unknown' }, { status: 'revoked' }], 'revoked'],
    ['nothing that can be revoked', [{ status: 'not-revocable', method: null }], 'cannot be revoked'],
  ])('tells a chain as %s', (_, rows, words) => {
    const revocation = rows.map((change) => ({ ...row, ...change }));
    expect(evidenceCell({ timestamp: null, revocation })).toBe(words);
  });

  it('names authority and time, stays in its cell, and is absent where there is nothing to tell', () => {
    const plain: SignatureResult = {
      digest: `sha256:${'a'.repeat(64)}`,
      subject: `sha256:${'b'.repeat(64)}`,
      made: false,
      mediaType: null,
      signer: 'CN=release',
      foundIn: 'api',
      validUntil: null,
      status: 'passed',
      checks: [],
      trust: null,
      timestamp: null,
      revocation: [],
    };
    const tell = (signature: SignatureResult): string[] =>
      summaryOf(
        runResult(
          'verify',
          [{ ...failed, status: 'verified', error: null, signatures: [signature] }],
          [],
          null,
        ),
      )
        .split('\n')
        .filter((line) => line.startsWith('|'));
    const [head, , cells] = tell({ ...plain, timestamp: stamp, revocation: [row] });
    expect(head).toContain('| Valid until | Evidence | Policy |');
    expect(cells).toContain('| no end | timestamp 2026-11-30 05:12:44 UTC by CN=TSA &#124; &#60;b&#62;; not');
    expect(cells?.split('|')).toHaveLength(head!.split('|').length);
    expect(tell(plain)[0]).not.toContain('Evidence');
  });
});
