import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStatement } from '../../../src/notation/policy/parse.ts';
import { verifyEnvelope } from '../../../src/notation/verification/verify-envelope.ts';
import * as cbor from '../../support/cbor.ts';
import { type CoseSpec, cosePartsOf, craftCose, type Parts, sign1 } from '../../support/cose-envelopes.ts';
import { TEST_TARGET } from '../../support/envelopes.ts';
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

const judge = (bytes: Uint8Array) =>
  verifyEnvelope(bytes, {
    mediaType: 'application/cose',
    target: TEST_TARGET,
    statement: STATEMENT,
    trustStore: { certificates: async () => [await sharedChain().root.certificate()] },
    at: TEST_TIME,
    revocation: nobodyAsked(),
    signal: never,
  });

const NOTARY = 'io.cncf.notary.';

/** A refusal: never an exception, never a pass, and integrity says why. */
async function expectRefused(bytes: Uint8Array): Promise<void> {
  const { passed, outcomes, signer, payload } = await judge(bytes);
  expect(passed).toBe(false);
  expect(outcomes).toMatchObject([{ check: 'integrity', action: 'enforce', outcome: 'failed' }]);
  expect(outcomes[0]?.code).not.toBeNull();
  expect([signer, payload]).toEqual([null, null]);
}

/** A data item of any kind, mostly well-formed. */
const junk: fc.Arbitrary<Uint8Array> = fc.letrec<{ item: Uint8Array; leaf: Uint8Array }>((tie) => ({
  item: fc.oneof(
    { depthSize: 'small' },
    tie('leaf'),
    fc.array(tie('item'), { maxLength: 4 }).map((items) => cbor.array(items)),
    fc.array(fc.tuple(tie('leaf'), tie('item')), { maxLength: 3 }).map((pairs) => cbor.map(pairs)),
    fc.tuple(fc.constantFrom(0, 1, 18, 24, 99), tie('item')).map(([number, item]) => cbor.tag(number, item)),
  ),
  leaf: fc.oneof(
    fc.maxSafeInteger().map((value) => cbor.int(value)),
    fc.string().map((value) => cbor.text(value)),
    fc.uint8Array({ maxLength: 40 }).map((value) => cbor.bytes(value)),
    fc.double().map(cbor.float),
    fc.constantFrom(cbor.NULL, cbor.UNDEFINED, cbor.TRUE),
    fc.uint8Array({ maxLength: 4 }),
  ),
})).item;

describe('a COSE envelope of any kind', () => {
  it('passes when nothing is wrong with it', async () => {
    expect(await judge(craftCose())).toMatchObject({ passed: true });
  });

  it('is refused with a reason when it is random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, begins) =>
        expectRefused(begins ? Buffer.concat([Buffer.from([0xd2, 0x84]), bytes]) : bytes),
      ),
    );
  });

  it('never passes with a bit of its signed parts changed', async () => {
    const parts = cosePartsOf({ annotations: { a: 'b' }, expiry: 1_790_000_000 });
    const item = fc.constantFrom('protected', 'payload', 'signature');
    await fc.assert(
      fc.asyncProperty(item, fc.nat(), fc.nat(7), async (name, position, bit) => {
        const changed = Uint8Array.from(parts[name]);
        changed[position % changed.length]! ^= 1 << bit;
        expect((await judge(sign1({ ...parts, [name]: changed }))).passed).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('is refused with anything in the place of an item', async () => {
    const item = fc.constantFrom<keyof Parts>('protected', 'unprotected', 'payload', 'signature');
    await fc.assert(
      fc.asyncProperty(item, junk, (name, value) =>
        expectRefused(sign1({ ...cosePartsOf(), [name]: value })),
      ),
    );
  });

  it('is refused with anything in the place of the certificates', async () => {
    const chain = fc.oneof(
      junk,
      fc.array(junk, { minLength: 1, maxLength: 3 }).map((list) => cbor.array(list)),
    );
    await fc.assert(
      fc.asyncProperty(chain, (value) => expectRefused(craftCose({ unprotected: [[33, value]] }))),
    );
  });

  it('leaves no unhandled rejection when two certificates are wrong', async () => {
    // vitest fails the run on a rejection that nobody handles; the program would end.
    const wrong = cbor.array([cbor.bytes(Buffer.from('x')), cbor.int(5), cbor.bytes(Buffer.from('y'))]);
    await expectRefused(craftCose({ unprotected: [[33, wrong]] }));
    await new Promise((resolve) => setImmediate(resolve));
  });

  it('is refused with anything that was signed in the place of a parameter that has to be there', async () => {
    const label = fc.constantFrom<number | string>(1, 2, 3, `${NOTARY}signingScheme`);
    await fc.assert(
      fc.asyncProperty(label, junk, (name, value) =>
        expectRefused(craftCose({ protected: [[name, value]] })),
      ),
    );
  });

  it('does not pass with anything that was signed in the place of a critical attribute', async () => {
    const critical = cbor.array([`${NOTARY}signingScheme`, 'x'].map(cbor.label));
    await fc.assert(
      fc.asyncProperty(junk, async (value) => {
        const spec: CoseSpec = {
          protected: [
            [2, critical],
            ['x', value],
          ],
        };
        expect((await judge(craftCose(spec))).passed).toBe(false);
      }),
    );
  });

  it('passes or is refused, and means the same, with anything beside what is signed', async () => {
    const pair = fc.tuple(
      fc.oneof(
        junk,
        fc.integer({ min: -40, max: 40 }).map((label) => cbor.int(label)),
      ),
      junk,
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pair, { minLength: 1, maxLength: 3 }), async (unprotectedPairs) => {
        const { passed, payload } = await judge(craftCose({ unprotectedPairs }));
        if (passed) expect(payload?.targetArtifact).toEqual(TEST_TARGET);
      }),
    );
  });
});
