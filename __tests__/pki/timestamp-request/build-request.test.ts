import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { buildTimestampRequest } from '../../../src/pki/timestamp-request/build-request.ts';
import * as der from '../../support/der.ts';

it.each([
  ['sha256', '2.16.840.1.101.3.4.2.1', 32],
  ['sha384', '2.16.840.1.101.3.4.2.2', 48],
  ['sha512', '2.16.840.1.101.3.4.2.3', 64],
] as const)(
  'a request with %s has version, imprint, nonce and certReq, and no more',
  async (hash, oid, length) => {
    const imprint = new Uint8Array(length).fill(0x5a);
    const nonce = Uint8Array.of(0x40, ...new Uint8Array(15).fill(0xff));
    const request = await buildTimestampRequest({ hash, imprint, nonce });
    const expected = der.sequence(
      der.integer(1),
      der.sequence(der.sequence(der.oid(oid), der.nothing()), der.octetString(imprint)),
      der.integer(nonce),
      der.boolean(true),
    );
    expect(Buffer.from(request).toString('hex')).toBe(Buffer.from(expected).toString('hex'));
  },
);
