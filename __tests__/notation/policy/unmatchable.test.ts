import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isWithin,
  parseAttributes,
  subjectAttributes,
} from '../../../src/notation/policy/distinguished-name.ts';
import { unmatchable } from '../../../src/notation/policy/unmatchable.ts';
import { CA, LEAF, mint, nameOf } from '../../support/pki.ts';

const ca = await mint({ ...CA, subject: nameOf('root') }).certificate();
const trial = await mint({ ...LEAF, subject: nameOf('trial') }).certificate();
const BASE = 'C=US, ST=WA, O=acme-rockets.io';

describe('an identity', () => {
  it.each([
    [`x509.subject: ${BASE}`, [ca], undefined],
    ['x509.subject: C=DE, ST=BE, O=other', [ca], undefined],
    ['x509.subject: C=DE, ST=BE, O=other', [trial, ca], undefined],
    ['x509.subject: C=DE, ST=BE, O=other', [], undefined],
    ['x509.subject: C=DE, ST=BE, O=other', [trial], /no CA/],
    [`x509.subject: ${BASE}, CN=trial`, [trial], undefined],
    [`x509.subject: ${BASE}, CN=Trial`, [trial], /no CA/],
    [`x509.subject: ${BASE}, DC=io`, [ca], /names DC/],
    [`x509.subject: ${BASE}, 2.5.4.3=trial`, [ca], /names 2\.5\.4\.3/],
    [`x509.subject: ${BASE}, cn=trial`, [ca], /names cn/],
    [`x509.subject: ${BASE}, DC=`, [ca], undefined],
    ['*', [trial], undefined],
    ['aws.arn: x', [trial], undefined],
    ['x509.subject: O=malformed', [trial], undefined],
  ])('%s is judged only where it is certain', (identity, anchors, reason) => {
    const said = unmatchable(identity, anchors);
    if (reason === undefined) expect(said).toBeUndefined();
    else expect(said).toMatch(reason);
  });

  it('that is called unmatchable matches no leaf that the anchors can have', async () => {
    const value = fc.constantFrom('a', 'b', '');
    const attribute = fc.tuple(fc.constantFrom('CN', 'OU', 'L', 'DC', 'cn', 'SERIALNUMBER'), value);
    await fc.assert(
      fc.asyncProperty(
        fc.array(attribute, { maxLength: 3 }),
        fc.array(attribute, { maxLength: 3 }),
        async (wanted, had) => {
          const known = had.filter(([type]) => !['DC', 'cn'].includes(type));
          const subject = [...nameOf('x').slice(0, 3), ...new Map(known)] as ReturnType<typeof nameOf>;
          const leaf = await mint({ ...LEAF, subject }).certificate();
          const text = [BASE, ...[...new Map(wanted)].map(([type, one]) => `${type}=${one}`)].join(', ');
          const matches = isWithin(parseAttributes(text), subjectAttributes(leaf.subject));
          // A self-signed leaf anchors itself alone, so that the answer is certain either way.
          expect(unmatchable(`x509.subject: ${text}`, [leaf]) === undefined).toBe(matches);
          if (matches) expect(unmatchable(`x509.subject: ${text}`, [ca])).toBeUndefined();
        },
      ),
      { numRuns: 60 },
    );
  });
});
