import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import { verifyTimestamp } from '../../../src/notation/timestamp/verify-timestamp.ts';
import { readTstInfo } from '../../../src/pki/timestamp/read-tst-info.ts';
import { readTimestampResponse } from '../../../src/pki/timestamp-request/read-response.ts';
import * as der from '../../support/der.ts';
import { changedDer, someDerChanges } from '../../support/der-changes.ts';
import { derTree, writeDerTree } from '../../support/der-tree.ts';
import { TimestampAuthority } from '../../support/timestamp-authority.ts';

const SIGNATURE = new Uint8Array(64).fill(3);
const authority = new TimestampAuthority();
const imprint = der.sequence(
  der.sequence(der.oid('2.16.840.1.101.3.4.2.1'), der.nothing()),
  der.octetString(createHash('sha256').update(SIGNATURE).digest()),
);
const token = Buffer.from(await authority.token({ imprint, nonce: der.integer(4711) }));
const roots = [{ store: 'tsa:acme', certificate: await authority.root.certificate() }];
const at = new Date();
const verify = (bytes: Uint8Array) => verifyTimestamp(bytes, { signature: SIGNATURE, roots, at });
/** What a token says; certificates by their thumbprints. */
const saidBy = async (bytes: Uint8Array) => {
  const { chain, ...said } = await verify(bytes);
  return { chain: chain.map(({ thumbprint }) => thumbprint), ...said };
};
const good = await saidBy(token);

/** What the token says that nobody signs and nothing relies on, from where to where. */
const UNSIGNED: Readonly<Record<string, readonly [start: number, end: number]>> = (() => {
  const algorithms = der.set(der.sequence(der.oid('2.16.840.1.101.3.4.2.1')));
  const ranges = {
    'digestAlgorithms, a hint for readers in one pass (RFC 5652, 5.1)': algorithms,
    'the certificate of the root, which counts as it is in the trust store': authority.root.der,
  };
  return Object.fromEntries(
    Object.entries(ranges).map(([name, bytes]) => [
      name,
      [token.indexOf(bytes), token.indexOf(bytes) + bytes.length] as const,
    ]),
  );
})();
const isUnsigned = (byte: number): boolean =>
  Object.values(UNSIGNED).some(([start, end]) => byte >= start && byte < end);

/** Whether these bytes pass; they are refused with an error of timestamps, or say what the good token says. */
async function passes(bytes: Uint8Array): Promise<boolean> {
  const found = await saidBy(bytes).catch((error: unknown) => error);
  if (!(found instanceof Error)) {
    expect(found).toEqual(good);
    return true;
  }
  expect(found).toBeInstanceOf(SealiftError);
  expect((found as SealiftError).code).toMatch(/^timestamp_(?:invalid|untrusted)$/);
  return false;
}

function flipped(bit: number): Buffer {
  const changed = Buffer.from(token);
  changed[bit >> 3]! ^= 0x80 >> (bit & 7);
  return changed;
}

describe('a token with a bit that is another', () => {
  it('has what is not signed where it is looked for', () => {
    for (const [start, end] of Object.values(UNSIGNED))
      expect([start > 0, end > start]).toEqual([true, true]);
  });

  it('is refused, whichever byte it is of, but for those that nothing relies on', async () => {
    const passed: number[] = [];
    for (let byte = 0; byte < token.length; byte += 1)
      if (await passes(flipped(byte * 8 + (byte % 8)))) passed.push(byte);
    expect(passed.filter((byte) => !isUnsigned(byte))).toEqual([]);
    // The ranges are what they are said to be.
    expect(passed.length).toBeGreaterThan(0);
  });

  it('is refused, whichever bit it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length * 8 - 1), async (bit) => {
        if (await passes(flipped(bit))) expect(isUnsigned(bit >> 3)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('is refused with any end cut off, and with anything behind it', async () => {
    for (let length = 0; length < token.length; length += 13)
      expect(await passes(token.subarray(0, length))).toBe(false);
    expect(await passes(Buffer.concat([token, Uint8Array.of(0)]))).toBe(false);
    expect(await passes(Buffer.concat([token, token]))).toBe(false);
  });
});

/** What reading throws; nothing but an error of the project may come. */
function thrown(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(SealiftError);
  }
}

describe('DER with parts that are others', () => {
  it('is no token that says something else', async () => {
    await fc.assert(
      fc.asyncProperty(someDerChanges, async (changes) => void (await passes(changedDer(token, changes)))),
      { numRuns: 800 },
    );
  });

  it('is read as TSTInfo, or refused', () => {
    const info =
      derTree(token).children![1]!.children![0]!.children![2]!.children![1]!.children![0]!.children![0]!;
    fc.assert(
      fc.property(someDerChanges, (changes) =>
        thrown(() =>
          readTstInfo(changedDer(writeDerTree(info), changes), { code: 'timestamp_invalid', what: 't' }),
        ),
      ),
      { numRuns: 800 },
    );
  });

  it('is read as an answer of an authority, or refused', () => {
    const texts = der.sequence(der.utf8String('no'), der.utf8String('really'));
    const answer = der.sequence(
      der.sequence(der.integer(0), texts, der.bitString(Uint8Array.of(0x80))),
      der.sequence(),
    );
    fc.assert(
      fc.property(someDerChanges, (changes) =>
        thrown(() => readTimestampResponse(changedDer(answer, changes), 'x')),
      ),
      { numRuns: 800 },
    );
    fc.assert(fc.property(fc.uint8Array(), (bytes) => thrown(() => readTimestampResponse(bytes, 'x'))));
  });
});

describe('a token of a mebibyte', () => {
  const nested = (unit: readonly number[], depth: number): Uint8Array => {
    let bytes: Uint8Array = Buffer.alloc(1024 * 1024 - 4 * depth - 100).fill(Uint8Array.from(unit));
    for (let level = 0; level < depth; level += 1) bytes = der.sequence(bytes);
    return bytes;
  };

  it.each<[string, Uint8Array]>([
    ['of empty elements', nested([0x30, 0], 1)],
    ['of empty elements, 20 levels deep', nested([5, 0], 20)],
    ['that nests as deep as it is long', Buffer.alloc(1024 * 1024, Uint8Array.of(0x30, 0x84))],
  ])('is refused soon: %s', async (_, bytes) => {
    const started = process.cpuUsage();
    expect(await passes(bytes)).toBe(false);
    const { user } = process.cpuUsage(started);
    expect(user / 1e6).toBeLessThan(2);
  });

  it('is refused soon with thousands of certificates', async () => {
    const many = Array.from({ length: 1500 }, () => authority.leaf);
    const started = process.cpuUsage();
    expect(
      await passes(await authority.token({ imprint, nonce: der.integer(1) }, { certificates: many })),
    ).toBe(false);
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(2);
  });
});
