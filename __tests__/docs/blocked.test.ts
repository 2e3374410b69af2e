import { describe, expect, it } from 'vitest';
import { ERRORS, type ErrorCode, SealiftError } from '../../src/errors.ts';
import { pageText } from '../support/docs/pages.ts';

const page = pageText('docs/blocked.md');
/** Each section with the codes that it is for. */
const sections = page
  .split(/^### /m)
  .slice(1)
  .map((text) => {
    const [heading, ...body] = text.split('\n');
    return {
      anchors: [...heading!.matchAll(/<a id="(\w+)"><\/a>/g)].map(([, code]) => code!),
      shown: [...heading!.matchAll(/`(\w+)`/g)].map(([, code]) => code!),
      body: body.join('\n').split('\n## ')[0]!.trim(),
    };
  });

describe('docs/blocked.md', () => {
  it('has one section for each error code', () => {
    const codes = sections.flatMap(({ anchors }) => anchors);
    expect(Object.keys(ERRORS).filter((code) => !codes.includes(code))).toEqual([]);
    expect(codes).toHaveLength(new Set(codes).size);
  });

  it.each(sections.map((section) => [section.shown.join(', '), section] as const))(
    'says of %s what it means or what to do, under each name of the heading',
    (_, { anchors, shown, body }) => {
      expect(shown).toEqual(anchors);
      expect(body).toMatch(/^- \*\*/);
      expect(body.length).toBeGreaterThan(80);
    },
  );

  it('has the section to which every error leads in every output', () => {
    for (const code of Object.keys(ERRORS) as ErrorCode[]) {
      const { docs } = new SealiftError(code, 'x').toJSON();
      expect(docs).toBe(`https://github.com/sealift/sealift/blob/main/docs/blocked.md#${code}`);
    }
  });

  it('is what each row of docs/errors.md leads to', () => {
    const errors = pageText('docs/errors.md');
    for (const code of Object.keys(ERRORS)) expect(errors).toContain(`(blocked.md#${code})`);
  });
});
