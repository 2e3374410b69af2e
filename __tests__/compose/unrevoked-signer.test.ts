import { expect, it } from 'vitest';
import type { StartSigner } from '../../src/compose/signing.ts';
import { besideSigner } from '../../src/compose/signing.ts';
import { unrevokedSigner } from '../../src/compose/unrevoked-signer.ts';
import type { RevocationRow } from '../../src/notation/revocation/row.ts';
import type { EnvelopeMaker } from '../../src/operations/signing/envelope-maker.ts';
import { signerOf } from '../operations/support.ts';
import { testChain } from '../support/pki.ts';
import { never, tools } from '../support/tools.ts';

const chain = testChain({ leaf: { crlUrls: ['http://127.0.0.1:1/ca.crl'] } });

async function rowsOf(status: RevocationRow['status'], message: string | null): Promise<RevocationRow[]> {
  const [leaf] = await chain.certificates();
  const answer = {
    method: null,
    source: null,
    thisUpdate: null,
    nextUpdate: null,
    revokedAt: null,
    reason: null,
  };
  return [{ subject: 'CN=release', thumbprint: leaf!.thumbprint, status, message, ...answer }];
}

/** Signs beside a checker that gives `rows`, and tells how often it was asked and whether the key was used. */
async function run(rows: readonly RevocationRow[], signer: () => Promise<EnvelopeMaker>) {
  const surroundings = tools();
  const seen = { asked: 0, used: false };
  const revocation = {
    check: async () => {
      seen.asked += 1;
      return rows;
    },
  };
  const start: StartSigner = signer;
  const error = await besideSigner(
    unrevokedSigner(start, revocation, surroundings),
    async (ready) => {
      await Promise.all([ready, ready]);
      seen.used = true;
    },
    never,
  ).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return { ...seen, error, warnings: surroundings.warnings };
}

it('a signer whose certificate is revoked is refused before its key is used', async () => {
  const done = await run(await rowsOf('revoked', null), () => signerOf(chain));
  expect(done).toMatchObject({ asked: 1, used: false, error: { code: 'certificate_revoked', exitCode: 1 } });
});

it('a signer about whom nobody answers signs, with one warning and one question', async () => {
  const done = await run(await rowsOf('unknown', 'does not answer'), () => signerOf(chain));
  expect(done).toMatchObject({ asked: 1, used: true, error: null });
  expect(done.warnings).toEqual([expect.stringContaining('CN=release does not answer')]);
});

it('a plugin whose chain is not known before it signs is not asked about', async () => {
  const maker = await signerOf(chain);
  const unknown = Object.create(maker, { chain: { value: undefined } }) as EnvelopeMaker;
  expect(await run([], async () => unknown)).toMatchObject({ asked: 0, used: true, error: null });
});
