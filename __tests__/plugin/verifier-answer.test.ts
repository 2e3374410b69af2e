import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readAs } from '../../src/encoding/read-as.ts';
import { SealiftError } from '../../src/errors.ts';
import { VERIFICATION } from '../../src/plugin/answers.ts';
import type { Plugin } from '../../src/plugin/ask.ts';
import { verifierAnswer } from '../../src/plugin/verifier-answer.ts';
import { anyText } from '../support/any-text.ts';
import { IDENTITY, REVOCATION } from '../support/plugin/judge.ts';

const plugin = { name: 'acme', hide: (words: string) => words } as Plugin;

function answerOf(text: string) {
  try {
    return verifierAnswer(readAs(VERIFICATION, text, { code: 'unexpected_answer', what: 'it' }), plugin);
  } catch (error) {
    return error;
  }
}

const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.boolean(), anyText());
const result = fc.oneof(value, fc.dictionary(fc.constantFrom('success', 'reason', 'Success', 'x'), value));
const results = fc.oneof(
  value,
  fc.dictionary(fc.oneof(fc.constantFrom<string>(IDENTITY, REVOCATION), anyText()), result),
);

it('an answer of any form is refused by name, or says yes or no to what is known', () => {
  const answers = fc.dictionary(
    fc.constantFrom('verificationResults', 'processedAttributes', 'x'),
    fc.oneof(results, fc.array(value)),
  );
  fc.assert(
    fc.property(answers, (given) => {
      const answer = answerOf(JSON.stringify(given));
      if (answer instanceof Error) {
        expect(answer).toBeInstanceOf(SealiftError);
        expect(answer).toMatchObject({ code: 'unexpected_answer' });
        return;
      }
      const said = answer as ReturnType<typeof verifierAnswer>;
      const own = Object.entries((given.verificationResults ?? {}) as Record<string, { success: boolean }>);
      expect(said.results).toEqual(
        new Map(own.map(([name, { success }]) => [name, expect.objectContaining({ success })])),
      );
      for (const [name, { success, reason }] of said.results) {
        expect([IDENTITY, REVOCATION]).toContain(name);
        expect(typeof success).toBe('boolean');
        expect(reason ?? '').not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
      }
      expect(said.processedAttributes).toEqual(given.processedAttributes ?? []);
    }),
    { numRuns: 100 },
  );
});
