import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import * as pkijs from 'pkijs';
import { expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import { readTimestampToken } from '../../../src/pki/timestamp/read-token.ts';
import { encodeName } from '../../support/certificate-parts.ts';
import * as der from '../../support/der.ts';
import { changedDer, someDerChanges } from '../../support/der-changes.ts';
import { nameOf } from '../../support/pki.ts';
import { attribute, TimestampAuthority } from '../../support/timestamp-authority.ts';

const CONTEXT = { code: 'timestamp_invalid', what: 'made token' } as const;
const authority = new TimestampAuthority();
const imprint = der.sequence(
  der.sequence(der.oid('2.16.840.1.101.3.4.2.1'), der.nothing()),
  der.octetString(createHash('sha256').update('a').digest()),
);
const hex = (bytes: ArrayBuffer | Uint8Array) => Buffer.from(bytes as Uint8Array).toString('hex');
/** A number as its octets in hexadecimal, without zeros in front. */
const number = (bytes: ArrayBuffer | Uint8Array) => hex(bytes).replace(/^(?:00)+/, '');

/** The number of an INTEGER. */
const signedOf = (content: Uint8Array) => BigInt.asIntN(content.length * 8, BigInt(`0x${hex(content)}`));

const small = fc.option(fc.integer({ min: 1, max: 127 }), { nil: undefined });
const quirks = fc
  .record({
    policy: fc.constantFrom('1.2.3.4', '0.4.0.2023.1.1', '1.3.6.1.4.1.99999.7'),
    seconds: small,
    millis: small,
    micros: small,
    nonce: fc.option(fc.uint8Array({ minLength: 1, maxLength: 20 })),
    fraction: fc.constantFrom('', '.5', '.25', '.123'),
    tsa: fc.boolean(),
    signingTime: fc.boolean(),
    withRoot: fc.boolean(),
  })
  .map(({ policy, seconds, millis, micros, nonce, fraction, tsa, signingTime, withRoot }) => ({
    policy,
    nonce: nonce && der.integer(nonce),
    time: `20260102030405${fraction}Z`,
    accuracy: der.sequence(
      ...(seconds ? [der.integer(seconds)] : []),
      ...(millis ? [der.implicit(0, Uint8Array.of(millis))] : []),
      ...(micros ? [der.implicit(1, Uint8Array.of(micros))] : []),
    ),
    more: tsa ? [der.explicit(0, der.explicit(4, encodeName(nameOf('clock'))))] : [],
    certificates: withRoot ? [authority.leaf, authority.root] : [authority.leaf],
    attributes: (usual: readonly Uint8Array[]) =>
      signingTime ? [...usual, attribute('1.2.840.113549.1.9.5', der.time(new Date('2026-01-02')))] : usual,
  }));

/** A token as pkijs reads it. */
function asPkijs(token: Uint8Array) {
  const signed = new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(token).content });
  const content = signed.encapContentInfo.eContent!.getValue();
  const info = pkijs.TSTInfo.fromBER(content);
  const [signer] = signed.signerInfos as [pkijs.SignerInfo];
  const sid = signer.sid as pkijs.IssuerAndSerialNumber;
  const find = (id: string) => signer.signedAttrs!.attributes.find(({ type }) => type === id)?.values[0];
  const { seconds = 0, millis = 0, micros = 0 } = info.accuracy ?? {};
  return {
    policy: info.policy,
    hash: info.messageImprint.hashAlgorithm.algorithmId,
    imprint: hex(info.messageImprint.hashedMessage.valueBlock.valueHexView),
    time: info.genTime.getTime(),
    accuracy: seconds * 1_000_000 + millis * 1000 + micros,
    nonce: info.nonce && signedOf(info.nonce.valueBlock.valueHexView),
    content: hex(content),
    certificates: signed.certificates!.length,
    serialNumber: number(sid.serialNumber.valueBlock.valueHexView),
    digest: signer.digestAlgorithm.algorithmId,
    messageDigest: hex(find('1.2.840.113549.1.9.4').valueBlock.valueHexView),
    signingTime: find('1.2.840.113549.1.9.5')?.toDate().getTime(),
    toBeSigned: hex(signer.signedAttrs!.encodedValue),
    signature: hex(signer.signature.valueBlock.valueHexView),
  };
}

/** `undefined` for what pkijs does not read, such as an empty list of hash algorithms. */
function pkijsReads(token: Uint8Array): ReturnType<typeof asPkijs> | undefined {
  try {
    return asPkijs(token);
  } catch {
    return undefined;
  }
}

const HASH_IDS = {
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
};

/** The same members as Sealift reads them; `undefined` for a token that it refuses. */
async function asSealift(token: Uint8Array): Promise<ReturnType<typeof asPkijs> | undefined> {
  const read = await readTimestampToken(token, CONTEXT).catch((error: unknown) => {
    expect(error).toBeInstanceOf(SealiftError);
    return undefined;
  });
  if (!read) return undefined;
  const { info, signer } = read;
  return {
    policy: info.policy,
    hash: HASH_IDS[info.hash],
    imprint: hex(info.imprint),
    time: Number(info.time / 1_000_000n),
    accuracy: Number(info.accuracy / 1000n),
    nonce: info.nonce,
    content: hex(read.content),
    certificates: read.certificates.length,
    serialNumber: number(signer.sid.serialNumber),
    digest: HASH_IDS[signer.digest],
    messageDigest: hex(signer.messageDigest),
    signingTime: signer.signingTime?.getTime(),
    toBeSigned: hex(signer.toBeSigned),
    signature: hex(signer.signature),
  };
}

it('pkijs reads a timestamp as Sealift does', async () => {
  await fc.assert(
    fc.asyncProperty(quirks, async (chosen) => {
      const token = await authority.token({ imprint, nonce: der.integer(1) }, chosen);
      const read = await asSealift(token);
      expect(read).toBeDefined();
      expect(asPkijs(token)).toEqual(read);
    }),
    { numRuns: 80 },
  );
});

it('pkijs reads a changed timestamp as Sealift does, where both read it', async () => {
  const token = await authority.token({ imprint, nonce: der.integer(4711) });
  let readable = 0;
  await fc.assert(
    fc.asyncProperty(someDerChanges, async (changes) => {
      const changed = changedDer(token, changes);
      const read = await asSealift(changed);
      if (!read) return;
      const other = pkijsReads(changed);
      if (!other) return;
      readable += 1;
      // A SET in another order is signed in the one of DER.
      const { toBeSigned: _, ...members } = read;
      expect(other).toMatchObject(members);
    }),
    { numRuns: 250 },
  );
  expect(readable).toBeGreaterThan(2);
});
