import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import { readPrototypeJwt } from '../../../src/notation/prototype/read-jwt.ts';
import { image } from '../../support/images.ts';
import { prototypeClaims, prototypeJwt } from '../../support/prototype.ts';

const target = image().manifest.descriptor;
const claims = prototypeClaims(target);
const read = (jwt: string) => readPrototypeJwt(new TextEncoder().encode(jwt));

describe('a JWT of the prototype of 2020', () => {
  it('is read with its claims and its certificates', async () => {
    expect(await read(await prototypeJwt({ claims }))).toMatchObject({
      algorithm: 'ES256',
      isIntact: true,
      target,
      references: claims.references,
      signingTime: new Date(claims.iat * 1000),
    });
  });

  it('may have neither times nor names', async () => {
    const { mediaType, digest, size } = claims;
    const signature = await read(await prototypeJwt({ claims: { mediaType, digest, size } }));
    expect(signature).toMatchObject({ references: [], isIntact: true });
    expect(signature.expiry).toBeUndefined();
  });

  it('does not fit when its claims were changed', async () => {
    const [header, , signature] = (await prototypeJwt({ claims })).split('.');
    const [, other] = (await prototypeJwt({ claims: { ...claims, size: 1 } })).split('.');
    expect(await read(`${header}.${other}.${signature}`)).toMatchObject({ isIntact: false });
  });

  it.each<[string, Parameters<typeof prototypeJwt>[0]]>([
    ['another type', { claims, header: { typ: 'JWT' } }],
    ['no algorithm', { claims, header: { alg: 'none' } }],
    ['a symmetric algorithm', { claims, header: { alg: 'HS256' } }],
    ['certificates that are none', { claims, header: { x5c: ['AAAA'] } }],
    ['an empty chain', { claims, header: { x5c: [] } }],
    ['too many certificates', { claims, header: { x5c: Array(17).fill('AAAA') } }],
    ['a digest that is none', { claims: { ...claims, digest: 'sha256:1' } }],
    ['a negative size', { claims: { ...claims, size: -1 } }],
    ['a time after the year 9999', { claims: { ...claims, exp: 253_402_300_800 } }],
    ['a time that is no number', { claims: { ...claims, iat: 'now' } }],
    ['no descriptor', { claims: { iat: 1 } }],
  ])('with %s is refused', async (_, spec) => {
    await expect(read(await prototypeJwt(spec))).rejects.toMatchObject({ code: 'envelope_invalid' });
  });

  it.each(['', 'a.b', 'a.b.c.d', '..', '{}'])('of other parts is refused: %j', async (text) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'envelope_invalid' });
  });

  it('is read, or refused by one error, whatever its bytes are', async () => {
    const whole = await prototypeJwt({ claims });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          fc
            .tuple(fc.nat(whole.length - 1), fc.string({ unit: 'binary', maxLength: 3 }))
            .map(([at, text]) => new TextEncoder().encode(whole.slice(0, at) + text + whole.slice(at + 1))),
        ),
        async (bytes) => {
          const result = await readPrototypeJwt(bytes).catch((error: unknown) => error);
          if (result instanceof Error) expect(result).toBeInstanceOf(SealiftError);
          else expect(result).toMatchObject({ algorithm: expect.any(String) });
        },
      ),
      { numRuns: 100 },
    );
  });
});
