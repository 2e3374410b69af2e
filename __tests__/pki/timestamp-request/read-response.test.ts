import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import { readTimestampResponse } from '../../../src/pki/timestamp-request/read-response.ts';
import * as der from '../../support/der.ts';

const AUTHORITY = 'the timestamp authority tsa.test';
const TOKEN = der.sequence(
  der.oid('1.2.840.113549.1.7.2'),
  der.explicit(0, der.octetString(Uint8Array.of(1))),
);
const read = (bytes: Uint8Array) => readTimestampResponse(bytes, AUTHORITY);

/** PKIStatusInfo with texts and the bits of PKIFailureInfo that are set. */
function statusInfo(
  status: number,
  texts: readonly string[] = [],
  failures: readonly number[] = [],
): Uint8Array {
  const last = Math.max(...failures, 0);
  const bits = new Uint8Array((last >> 3) + 1);
  for (const bit of failures) bits[bit >> 3]! |= 0x80 >> (bit & 7);
  return der.sequence(
    der.integer(status),
    ...(texts.length === 0 ? [] : [der.sequence(...texts.map(der.utf8String))]),
    ...(failures.length === 0 ? [] : [der.bitString(bits, 7 - (last & 7))]),
  );
}
const granted = (token: Uint8Array = TOKEN, status = 0) => der.sequence(statusInfo(status), token);

describe('the answer of a timestamp authority', () => {
  it.each([
    ['granted', granted()],
    ['granted with modifications', granted(TOKEN, 1)],
    ['granted with a text', der.sequence(statusInfo(0, ['Operation Okay']), TOKEN)],
  ])('gives its token byte by byte: %s', (_, response) => {
    expect(Buffer.from(read(response))).toEqual(Buffer.from(TOKEN));
  });

  it('gives a token whose inside is BER as it was received', () => {
    const inside = Uint8Array.of(0x30, 0x80, 0x04, 0x81, 0x01, 0x07, 0, 0);
    const token = der.sequence(der.oid('1.2.840.113549.1.7.2'), inside);
    expect(Buffer.from(read(granted(token)))).toEqual(Buffer.from(token));
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['a status alone', der.sequence(statusInfo(2)), /gives no timestamp \(rejection\)$/],
    [
      'a text and a failure',
      der.sequence(statusInfo(2, ['no policy for you'], [15])),
      /\(rejection\): no policy for you; unacceptedPolicy$/,
    ],
    [
      'several failures',
      der.sequence(statusInfo(2, [], [0, 14, 25])),
      /badAlg.*; timeNotAvailable.*; systemFailure$/,
    ],
    ['waiting', der.sequence(statusInfo(3)), /\(waiting\)/],
    ['a revocation', der.sequence(statusInfo(5)), /\(revocation notification\)/],
    ['an unknown status', der.sequence(statusInfo(77)), /\(status 77\)/],
    ['a token beside the refusal', der.sequence(statusInfo(2), TOKEN), /\(rejection\)/],
    [
      'a text that would move the cursor',
      der.sequence(statusInfo(2, ['\u001b[2Jgood\n::error::x'])),
      /: \\u\{1b\}\[2Jgood\\u\{a\}::error::x$/,
    ],
  ])('is a refusal in its own words: %s', (_, response, message) => {
    expect(() => read(response)).toThrow(
      expect.objectContaining({ code: 'timestamp_refused', message: expect.stringMatching(message) }),
    );
  });

  it('shows some hundred characters of a refusal and no more', () => {
    const response = der.sequence(
      statusInfo(
        2,
        Array.from({ length: 50 }, () => 'x'.repeat(1000)),
      ),
    );
    expect(() => read(response)).toThrow(
      expect.objectContaining({ message: expect.stringMatching(/^.{100,700}$/) }),
    );
  });

  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['HTML', Buffer.from('<html><body>Sign in</body></html>')],
    ['an empty sequence', der.sequence()],
    ['a status that is no sequence', der.sequence(der.integer(0), TOKEN)],
    ['a negative status', der.sequence(der.sequence(der.element(2, Uint8Array.of(0xff))), TOKEN)],
    ['a status beyond 31 bits', der.sequence(der.sequence(der.integer(new Uint8Array(9).fill(1))), TOKEN)],
    ['a status with a fourth part', der.sequence(der.sequence(der.integer(0), der.nothing()), TOKEN)],
    ['a text that is no text', der.sequence(der.sequence(der.integer(2), der.sequence(der.integer(1))))],
    ['no token', der.sequence(statusInfo(0))],
    ['a token that is no sequence', granted(der.octetString(TOKEN))],
    ['two tokens', der.sequence(statusInfo(0), TOKEN, TOKEN)],
    ['a byte behind its end', Buffer.concat([granted(), Uint8Array.of(0)])],
    ['a byte too few', granted().subarray(0, -1)],
    [
      'an indefinite length',
      Buffer.concat([Uint8Array.of(0x30, 0x80), statusInfo(0), TOKEN, Uint8Array.of(0, 0)]),
    ],
    ['a length that is not minimal', Uint8Array.of(0x30, 0x81, 0x05, ...statusInfo(0))],
    ['a token of indefinite length', der.sequence(statusInfo(0), Uint8Array.of(0x30, 0x80, 0, 0))],
  ])('is malformed: %s', (_, response) => {
    expect(() => read(response)).toThrow(
      expect.objectContaining({ code: 'timestamp_invalid', message: expect.stringContaining(AUTHORITY) }),
    );
  });

  it('fails with an error of its own whatever the bytes are', () => {
    const spoiled = fc
      .tuple(fc.constantFrom(granted(), der.sequence(statusInfo(2, ['no'], [2, 25]))), fc.nat(), fc.nat(255))
      .map(([bytes, at, value]) => Uint8Array.from(bytes).with(at % bytes.length, value));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), spoiled), (bytes) => {
        try {
          const token = read(bytes);
          expect(Buffer.from(bytes).subarray(-token.length)).toEqual(Buffer.from(token));
        } catch (error) {
          expect(error).toBeInstanceOf(SealiftError);
          expect(['timestamp_invalid', 'timestamp_refused']).toContain((error as SealiftError).code);
        }
      }),
      { numRuns: 500 },
    );
  });
});
