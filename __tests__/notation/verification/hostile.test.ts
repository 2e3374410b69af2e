import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStatement } from '../../../src/notation/policy/parse.ts';
import { verifyEnvelope } from '../../../src/notation/verification/verify-envelope.ts';
import { craftJws, TEST_TARGET } from '../../support/envelopes.ts';
import { sharedChain, TEST_TIME } from '../../support/pki.ts';
import { nobodyAsked } from '../../support/revocation.ts';
import { never } from '../../support/tools.ts';

const STATEMENT = parseStatement(
  {
    name: 'test',
    registryScopes: ['*'],
    signatureVerification: { level: 'strict' },
    trustStores: ['ca:acme'],
    trustedIdentities: ['*'],
  },
  { code: 'policy_invalid', what: 'test' },
);

const judge = (bytes: Uint8Array, mediaType = 'application/jose+json') =>
  verifyEnvelope(bytes, {
    mediaType,
    target: TEST_TARGET,
    statement: STATEMENT,
    trustStore: { certificates: async () => [await sharedChain().root.certificate()] },
    at: TEST_TIME,
    revocation: nobodyAsked(),
    signal: never,
  });

const GOOD = craftJws();
const NOTARY = 'io.cncf.notary.';

/** Expects a verdict that refuses, with integrity failed, and no exception. */
async function expectRefused(bytes: Uint8Array): Promise<void> {
  const { passed, outcomes, signer, payload } = await judge(bytes);
  expect(passed).toBe(false);
  expect(outcomes).toMatchObject([{ check: 'integrity', action: 'enforce', outcome: 'failed' }]);
  expect(outcomes[0]?.code).not.toBeNull();
  expect([signer, payload]).toEqual([null, null]);
}

const junk = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>('', 'AAAA', '!', [], {}, 0, null, true, { toString: 1 }, ['AAAA'], 'é'),
);

describe('an envelope of any kind', () => {
  it('is refused with a reason when it is random bytes', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), (bytes) => expectRefused(bytes)));
  });

  it('never passes with a byte of its signed parts changed', async () => {
    const text = Buffer.from(GOOD).toString('utf8');
    const signed = text.indexOf('"header"');
    await fc.assert(
      fc.asyncProperty(fc.nat(signed - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bytes = Uint8Array.from(GOOD);
        bytes[at]! ^= change;
        expect((await judge(bytes)).passed).toBe(false);
      }),
    );
  });

  it('never passes when it is cut off', async () => {
    for (let length = 0; length < GOOD.length; length += 97) await expectRefused(GOOD.subarray(0, length));
  });

  it('is refused with anything in the place of a member', async () => {
    const member = fc.constantFrom('payload', 'protected', 'header', 'signature');
    await fc.assert(
      fc.asyncProperty(member, junk, (name, value) => expectRefused(craftJws({ outer: { [name]: value } }))),
    );
  });

  it('is refused with anything in the place of the certificates', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(junk, fc.array(junk, { minLength: 1, maxLength: 3 })), (x5c) =>
        expectRefused(craftJws({ header: { x5c } })),
      ),
    );
  });

  it('leaves no unhandled rejection when two certificates are wrong', async () => {
    // vitest fails the run on an unhandled rejection, which would end the program.
    await expectRefused(craftJws({ header: { x5c: ['AAAA', 5] } }));
    await expectRefused(craftJws({ header: { x5c: ['AAAA', '!', 'AAAA'] } }));
    await new Promise((resolve) => setImmediate(resolve));
  });

  it('is refused with anything that was signed in the place of a header that has to be there', async () => {
    const names = ['alg', 'crit', 'cty', `${NOTARY}signingScheme`, `${NOTARY}signingTime`];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), junk, (name, value) =>
        expectRefused(craftJws({ protected: { [name]: value } })),
      ),
    );
  });

  it('is refused with anything that was signed in the place of the payload', async () => {
    const payload = fc.oneof(
      junk,
      junk.map((targetArtifact) => ({ targetArtifact })),
      fc.tuple(fc.constantFrom('mediaType', 'digest', 'size', 'annotations'), junk).map(([name, value]) => ({
        targetArtifact: { ...TEST_TARGET, [name]: value },
      })),
    );
    await fc.assert(
      fc.asyncProperty(payload, async (value) => {
        const bytes = craftJws({ payload: Buffer.from(JSON.stringify(value)) });
        const { passed, payload: read } = await judge(bytes);
        // An added annotation does not change the artifact.
        const { mediaType, digest, size } = read?.targetArtifact ?? {};
        const same =
          mediaType === TEST_TARGET.mediaType && digest === TEST_TARGET.digest && size === TEST_TARGET.size;
        expect(passed).toBe(same);
      }),
    );
  });

  it('is not opened under a media type such as `toString`', async () => {
    for (const mediaType of ['toString', '__proto__', 'constructor', '', 'Application/jose+json']) {
      expect(await judge(GOOD, mediaType)).toMatchObject({
        passed: false,
        outcomes: [{ code: 'envelope_invalid' }],
      });
    }
  });
});
