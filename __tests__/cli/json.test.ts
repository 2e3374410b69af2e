import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wantsJson } from '../../src/cli/json.ts';
import { failedRun } from '../../src/compose/run-result.ts';
import { jsonLine } from '../../src/encoding/json-line.ts';
import { anyText } from '../support/any-text.ts';

it('jsonLine gives one line with the same value and nothing that acts on a terminal', () => {
  fc.assert(
    fc.property(anyText(), (message) => {
      const result = failedRun('sign', {
        code: 'internal',
        message,
        hint: '##[error]x\u009b31m\u202e\u{e0001}',
      });
      const line = jsonLine(result);
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\p{Cf}]/u);
      expect(line).not.toContain('##[');
      expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify(result)));
    }),
  );
});

it.each([
  [['sign', '--output', 'json'], true],
  [['--output=json'], true],
  [['sign', '--output', 'text'], false],
  [['sign', '--output'], false],
  [['list', '--', '--output', 'json'], false],
])('wantsJson says whether %j asks for JSON: %s', (argv, wanted) => {
  expect(wantsJson(argv)).toBe(wanted);
});
