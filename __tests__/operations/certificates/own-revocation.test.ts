import { describe, expect, it } from 'vitest';
import { answerNotices, refuseRevoked, unknownWarnings } from '../../../src/notation/revocation/own-chain.ts';
import type { RevocationRow } from '../../../src/notation/revocation/row.ts';
import { askOfOwnChain } from '../../../src/operations/certificates/own-revocation.ts';
import type { Clock } from '../../../src/operations/ports.ts';
import { testChain } from '../../support/pki.ts';
import { never } from '../../support/tools.ts';

const CRL = 'http://127.0.0.1:1/ca.crl';
const chain = await testChain({ leaf: { crlUrls: [CRL] } }).certificates();

const row: RevocationRow = {
  subject: 'CN=release\u001b[31m',
  thumbprint: '',
  status: 'good',
  method: 'crl',
  source: `${CRL}\n::error::x`,
  thisUpdate: new Date('2026-01-01T00:00:00Z'),
  nextUpdate: new Date('2026-01-08T00:00:00Z'),
  revokedAt: null,
  reason: null,
  message: null,
};

/** A clock whose sleeps end at once, or never. */
function clockOf(ends: boolean): Clock {
  return {
    now: () => new Date(),
    sleep: (_, signal) =>
      ends
        ? Promise.resolve()
        : new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(signal.reason));
          }),
  };
}

describe('a question about the own chain', () => {
  it('is answered by the rows of the checker', async () => {
    const revocation = { check: async () => [row] };
    expect(await askOfOwnChain(chain, { revocation, clock: clockOf(false) }, never)).toEqual([row]);
  });

  it('ends without an answer when nobody answers, also where the signal is not heard', async () => {
    const revocation = { check: () => new Promise<never>(() => {}) };
    const rows = await askOfOwnChain(chain, { revocation, clock: clockOf(true) }, never);
    expect(rows).toMatchObject([
      { status: 'unknown', source: CRL, message: `names ${CRL}, and no answer came within 5 s` },
      ...chain.slice(1, -1).map(() => ({ status: 'not-revocable', message: null })),
    ]);
  });

  it('ends with the run, and with a fault of the checker', async () => {
    const run = new AbortController();
    const waits = { check: () => new Promise<never>(() => {}) };
    const asked = askOfOwnChain(chain, { revocation: waits, clock: clockOf(false) }, run.signal);
    run.abort(new Error('over'));
    await expect(asked).rejects.toThrow('over');
    const faulty = { check: () => Promise.reject(new Error('fault')) };
    await expect(askOfOwnChain(chain, { revocation: faulty, clock: clockOf(false) }, never)).rejects.toThrow(
      'fault',
    );
  });
});

describe('what is told of the own chain', () => {
  it('refuses a revoked certificate, whatever the others are', () => {
    const revokedAt = new Date('2026-02-03T04:05:06Z');
    const rows = [
      { ...row, status: 'unknown' as const },
      { ...row, status: 'revoked' as const, revokedAt, reason: 'keyCompromise' },
    ];
    expect(() => refuseRevoked(rows)).toThrow(
      expect.objectContaining({
        code: 'certificate_revoked',
        exitCode: 1,
        message: expect.stringMatching(
          /was revoked on 2026-02-03T04:05:06\.000Z \(keyCompromise\), as the CRL http\S+ says/,
        ),
      }),
    );
    expect(() =>
      refuseRevoked([row, { ...row, status: 'unknown' }, { ...row, status: 'not-revocable' }]),
    ).not.toThrow();
  });

  it('warns of what is unknown, tells of what is good, and says nothing of what cannot be revoked', () => {
    const rows: RevocationRow[] = [
      row,
      { ...row, status: 'unknown', message: 'does\u202e not answer' },
      { ...row, status: 'not-revocable' },
    ];
    expect(unknownWarnings(rows)).toEqual([
      expect.stringMatching(/does\\u\{202e\} not answer; .*strict refuses/),
    ]);
    expect(answerNotices(rows)).toEqual([
      expect.stringMatching(/now it is not, by the CRL http.*until 2026-01-08T00:00:00\.000Z$/),
    ]);
    for (const text of [...unknownWarnings(rows), ...answerNotices(rows)])
      expect(text).not.toMatch(/[\u0000-\u001f\u202e]/);
  });
});
