import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRequirements } from '../../../src/notation/requirement/read-requirement.ts';

const A = 'x509.subject: C=US, ST=WA, O=a';
const B = 'x509.subject: C=US, ST=WA, O=b';

const read = (text: string) =>
  readRequirements({ identities: [], count: undefined, document: { text, what: 'file' } });

describe('a requirement', () => {
  it.each([
    [JSON.stringify(A), [{ identity: A }]],
    [`{"all": [${JSON.stringify(A)}]}`, [{ atLeast: 1, of: [{ identity: A }] }]],
    [`{"any": ${JSON.stringify([A, B])}}`, [{ atLeast: 1, of: [{ identity: A }, { identity: B }] }]],
    [`{"all": ${JSON.stringify([A, B])}}`, [{ atLeast: 2 }]],
    [
      JSON.stringify({ atLeast: 1, of: [A, { all: [B] }] }),
      [{ atLeast: 1, of: [{ identity: A }, { atLeast: 1 }] }],
    ],
  ])('is read from %s', (text, expected) => {
    expect(read(text).all).toMatchObject(expected);
  });

  it.each([
    ['{', 'expected'],
    ['3', 'file is neither an identity nor an object'],
    ['[]', 'file is neither an identity nor an object'],
    ['{}', 'file has no member all, any or atLeast'],
    ['{"all": []}', 'file has no list'],
    ['{"all": 3}', 'file has no list'],
    [`{"all": ["${A}"], "any": ["${B}"]}`, 'file has the member any'],
    [`{"all": ["${A}"], "atLeast": 1}`, 'file has the member atLeast'],
    [`{"atLeast": 2, "of": ["${A}"]}`, 'file.atLeast is not a whole number from 1 to 1'],
    [`{"atLeast": 0, "of": ["${A}"]}`, 'file.atLeast is not'],
    [`{"atLeast": 1.5, "of": ["${A}", "${B}"]}`, 'file.atLeast is not'],
    [`{"atLeast": "1", "of": ["${A}"]}`, 'file.atLeast is not'],
    [
      `{"any": ["${A}", {"all": ["C=US"]}]}`,
      'file.any[1].all[0] has the identity "C=US", which has no prefix',
    ],
    ['"*"', 'has the identity *, which names nobody'],
    ['"aws.signer: x"', 'only x509.subject: can be required'],
    ['"x509.subject: C=US, O=a"', 'lacks ST'],
    [`{"all": ["${A}", "${A}"]}`, 'of which one contains the other'],
    [`{"all": ["${A}", "${A}, CN=x"]}`, 'of which one contains the other'],
    [`{"all": ["${A}", "${A}"], "all": ["${B}"]}`, 'twice'],
    [`${'{"all":['.repeat(100)}"${A}"${']}'.repeat(100)}`, 'levels'],
  ])('is refused for %s, with a reason', (text, reason) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({
        code: 'policy_invalid',
        exitCode: 2,
        message: expect.stringContaining(reason),
        hint: expect.stringContaining('A requirement is an identity'),
      }),
    );
  });

  it('of flags and file may name nobody twice', () => {
    const document = { text: JSON.stringify(A), what: 'file' };
    expect(() => readRequirements({ identities: [`${A}, CN=x`], count: undefined, document })).toThrow(
      expect.objectContaining({ code: 'policy_invalid' }),
    );
    expect(readRequirements({ identities: [B], count: 2, document })).toMatchObject({
      all: [{ identity: B }, { identity: A }],
      count: 2,
    });
  });

  it('that is any JSON is read or refused by its error, never by another one', () => {
    const member = fc.constantFrom('all', 'any', 'atLeast', 'of', '__proto__', 'constructor');
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<unknown>(A, B, '*', '', 1, 2, -1, null, true),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(member, tie('value'), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(value, (document) => {
        try {
          read(JSON.stringify(document));
        } catch (error) {
          expect(error).toMatchObject({ code: 'policy_invalid' });
        }
      }),
      { numRuns: 300 },
    );
  });
});
