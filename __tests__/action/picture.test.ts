import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mermaidLabel } from '../../src/action/mermaid-label.ts';
import { picture } from '../../src/action/picture.ts';
import { runResult } from '../../src/compose/run-result.ts';
import { failedImage } from '../../src/operations/failed-image.ts';
import type { ImageResult } from '../../src/operations/results.ts';
import { anyText } from '../support/any-text.ts';
import { destination, IMAGE_DIGEST, image, promoted, signature, UNSIGNED } from '../support/summaries.ts';

const drawn = (command: string, ...images: ImageResult[]): string[] =>
  picture(runResult(command, images, [], null))
    .replaceAll('<br/>', ' ')
    .split('\n');
const nodes = (lines: readonly string[], style: string): string[] =>
  lines.filter((line) => line.endsWith(`:::${style}`)).map((line) => /"(.*)"/.exec(line)![1]!);
const failed = (name: string): ImageResult => failedImage(name, UNSIGNED);
const many = (count: number): ImageResult[] =>
  Array.from({ length: count }, (_, i) => image('verified', { reference: `good.test/${i}:1` }));

describe('the picture of a run', () => {
  it.each([
    ['signed', 'good'],
    ['verified', 'good'],
    ['promoted', 'good'],
    ['unchanged', 'good'],
    ['skipped', 'good'],
    ['audited', 'open'],
    ['not-checked', 'open'],
    ['unverified', 'open'],
    ['planned', 'open'],
    ['partial', 'part'],
    ['failed', 'bad'],
  ] as const)('shows an image that is %s as %s', (status, style) => {
    const [node] = nodes(drawn('verify', image(status, { reference: 'a.test/b:1' })), style);
    expect(node).toBe(`a.test/b:1 sha256:1234567890ab ${status}`);
  });

  it('has an image that failed before it was resolved, in red, with its code', () => {
    const lines = drawn('verify', image('verified'), failed('lost.test/b:1'));
    expect(nodes(lines, 'bad')).toEqual(['lost.test/b:1 failed: artifact_unsigned']);
    expect(drawn('verify', failed('lost.test/b:1'))).toContain('flowchart LR');
    expect(lines.join('\n')).toMatch(/classDef bad stroke:#cf222e/);
  });

  it('draws failed images first, however many others there are, and counts the others', () => {
    const lines = drawn('verify', ...many(20), failed('lost.test/b:1'), ...many(9));
    expect(nodes(lines, 'bad')).toEqual(['lost.test/b:1 failed: artifact_unsigned']);
    expect(lines.findIndex((line) => line.includes('lost.test'))).toBeLessThan(
      lines.findIndex((line) => line.includes('good.test')),
    );
    expect(nodes(lines, 'open')).toEqual(['22 more images']);
  });

  it('draws more failed images than others, and counts the rest in red', () => {
    const lines = drawn('verify', ...Array.from({ length: 100 }, (_, i) => failed(`lost.test/${i}:1`)));
    expect(nodes(lines, 'bad')).toHaveLength(29);
    expect(nodes(lines, 'bad').at(-1)).toBe('72 more failed');
  });

  it('shows of an image that got to two of three destinations the third in red', () => {
    const lines = drawn('promote', promoted('partial', 'promoted', 'failed', 'promoted'));
    expect(nodes(lines, 'bad')).toEqual(['us.example.com/team/ net-monitor:1.4,latest denied']);
    expect(nodes(lines, 'part')).toHaveLength(1);
  });

  it('counts destinations that it does not draw, never one that failed', () => {
    const destinations = Array.from({ length: 20 }, (_, i) =>
      destination(i === 19 ? 'failed' : 'promoted', `d${i}.test/a`),
    );
    const lines = drawn('promote', image('partial', { destinations }));
    expect(nodes(lines, 'bad')).toEqual(['d19.test/a:1.4,latest denied']);
    expect(nodes(lines, 'open')).toEqual(['12 more destinations']);
  });

  it('has one node for what one signer signed, and another where a signature was refused', () => {
    const refused = image('failed', { signatures: [signature({ status: 'failed' })], error: UNSIGNED });
    const lines = drawn(
      'verify',
      ...many(3),
      image('verified', { signatures: [signature(), signature()] }),
      refused,
    );
    expect(nodes(lines, 'good').filter((node) => node.startsWith('CN='))).toHaveLength(1);
    expect(nodes(lines, 'bad').filter((node) => node.startsWith('CN='))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('"passed"'))).toHaveLength(3);
    expect(lines.filter((line) => line.includes('"2 passed"'))).toHaveLength(1);
  });

  it('does not draw in red who signed beside a signature that passed', () => {
    const other = signature({ signer: 'CN=other', status: 'failed' });
    const lines = drawn(
      'verify',
      image('verified', { signatures: [...Array.from({ length: 9 }, () => other), signature()] }),
    );
    expect(nodes(lines, 'bad')).toEqual([]);
    expect(nodes(lines, 'open')).toEqual(['CN=other']);
    expect(lines.join('\n')).toContain('-- "4 not counted" -->');
  });

  it('is left out where there is nothing to draw', () => {
    expect(picture(runResult('sign', [], [], null))).toBe('');
    expect(picture(runResult('verify', [image('not-checked', { signatures: [] })], [], null))).toBe('');
  });

  it('stays under the 50,000 characters that Mermaid reads, whatever the names are', () => {
    const wide = Array.from({ length: 60 }, (_, i) =>
      image(i % 2 ? 'failed' : 'verified', {
        reference: `${'n'.repeat(500)}${i}`,
        signatures: Array.from({ length: 20 }, (_, s) => signature({ signer: `${s}${'s'.repeat(500)}${i}` })),
        destinations: Array.from({ length: 20 }, (_, d) => destination('failed', `${d}${'d'.repeat(500)}`)),
      }),
    );
    expect(picture(runResult('promote', wide, [], null)).length).toBeLessThan(50_000);
  });
});

it('a label keeps the beginning and the end of a long name, in lines that fit a node', () => {
  const label = mermaidLabel([
    `registry.example.com/${'nested/'.repeat(30)}app:1.4@${IMAGE_DIGEST.slice(0, 19)}`,
  ]);
  const lines = label.slice(1, -1).split('<br/>');
  expect(lines).toHaveLength(4);
  expect(lines[0]).toBe('registry.example.com/nested/');
  expect(lines.at(-1)).toMatch(/sha256:1234567890ab$/);
});

it('a label has lines of at most thirty characters, whatever the text is', () => {
  fc.assert(
    fc.property(anyText({ maxLength: 300 }), (text) => {
      for (const line of mermaidLabel([text]).slice(1, -1).split('<br/>'))
        expect(line.length).toBeLessThanOrEqual(30);
    }),
  );
});
