import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import * as pkijs from 'pkijs';
import { expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import { buildOcspRequest } from '../../../src/pki/ocsp/build-request.ts';
import { parseOcspResponse } from '../../../src/pki/ocsp/parse-response.ts';
import { changedDer, someDerChanges } from '../../support/der-changes.ts';
import { answerOcsp, type ResponderSpec } from '../../support/ocsp/responder.ts';
import { sharedChain, TEST_TIME } from '../../support/pki.ts';

const CONTEXT = { code: 'revocation_unknown', what: 'made answer' } as const;
const { leaf, intermediate } = sharedChain();
const [certificate, issuer] = await Promise.all([leaf.certificate(), intermediate.certificate()]);
const REQUEST = buildOcspRequest(certificate, issuer, new Uint8Array(32).fill(5))!;
const hex = (bytes: ArrayBuffer | Uint8Array) => Buffer.from(bytes as Uint8Array).toString('hex');
const number = (bytes: ArrayBuffer | Uint8Array) => hex(bytes).replace(/^(?:00)+/, '');

/** The tag number of a CertStatus (RFC 6960, 4.2.1). */
const STATUS = ['good', 'revoked', 'unknown'];

/** An answer as pkijs reads it. */
function asPkijs(der: Uint8Array) {
  const { responseBytes } = pkijs.OCSPResponse.fromBER(der);
  const basic = pkijs.BasicOCSPResponse.fromBER(responseBytes!.response.valueBlock.valueHexView);
  const { producedAt, responses } = basic.tbsResponseData;
  return {
    producedAt: producedAt.getTime(),
    certificates: basic.certs?.length ?? 0,
    responses: responses.map(({ certID, certStatus, thisUpdate, nextUpdate }) => ({
      hash: certID.hashAlgorithm.algorithmId,
      issuerNameHash: hex(certID.issuerNameHash.valueBlock.valueHexView),
      issuerKeyHash: hex(certID.issuerKeyHash.valueBlock.valueHexView),
      serialNumber: number(certID.serialNumber.valueBlock.valueHexView),
      status: STATUS[certStatus.idBlock.tagNumber],
      thisUpdate: thisUpdate.getTime(),
      nextUpdate: nextUpdate?.getTime(),
    })),
  };
}

/** `undefined` for what pkijs does not read: it parses certificates that nobody needs as well. */
function pkijsReads(der: Uint8Array): ReturnType<typeof asPkijs> | undefined {
  try {
    return asPkijs(der);
  } catch {
    return undefined;
  }
}

/** The same members as Sealift reads them; `undefined` for an answer that it refuses. */
function asSealift(der: Uint8Array): ReturnType<typeof asPkijs> | undefined {
  try {
    const read = parseOcspResponse(der, CONTEXT);
    if ('failure' in read) return undefined;
    return {
      producedAt: read.producedAt.getTime(),
      certificates: read.certificates.length,
      responses: read.responses.map(({ certId, status, thisUpdate, nextUpdate }) => ({
        hash: certId.hash,
        issuerNameHash: hex(certId.issuerNameHash),
        issuerKeyHash: hex(certId.issuerKeyHash),
        serialNumber: number(certId.serialNumber),
        status,
        thisUpdate: thisUpdate.getTime(),
        nextUpdate: nextUpdate?.getTime(),
      })),
    };
  } catch (error) {
    expect(error).toBeInstanceOf(SealiftError);
    return undefined;
  }
}

const spec: fc.Arbitrary<ResponderSpec> = fc
  .record({
    status: fc.constantFrom('good', 'revoked', 'unknown'),
    reason: fc.constantFrom(0, 1, 6),
    hash: fc.constantFrom('sha1', 'sha256'),
    nonce: fc.constantFrom('equal', 'absent', 'other'),
    responderId: fc.constantFrom('name', 'key'),
    next: fc.boolean(),
    certificates: fc.constantFrom([], [intermediate]),
  })
  .map(({ next, ...said }) => ({
    ...said,
    ...(next ? {} : { nextUpdate: null }),
    issuer: intermediate,
    at: TEST_TIME,
  }));

it('pkijs reads the answer of an OCSP responder as Sealift does', () => {
  fc.assert(
    fc.property(spec, (chosen) => {
      const answer = answerOcsp(chosen, REQUEST);
      const read = asSealift(answer);
      expect(read).toBeDefined();
      expect(asPkijs(answer)).toEqual(read);
    }),
    { numRuns: 80 },
  );
});

it('pkijs reads a changed answer as Sealift does, where both read it', () => {
  const answer = answerOcsp({ issuer: intermediate, at: TEST_TIME, certificates: [intermediate] }, REQUEST);
  let readable = 0;
  fc.assert(
    fc.property(someDerChanges, (changes) => {
      const changed = changedDer(answer, changes);
      const read = asSealift(changed);
      if (!read) return;
      const other = pkijsReads(changed);
      if (!other) return;
      readable += 1;
      expect(other).toEqual(read);
    }),
    { numRuns: 250 },
  );
  expect(readable).toBeGreaterThan(2);
});
