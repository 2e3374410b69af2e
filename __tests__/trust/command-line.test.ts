import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sign, verify, verifyEnvelope } from '../../src/index.ts';
import { CA, mint, nameOf } from '../support/pki.ts';
import { policyOf, type Workplace, workplace } from '../support/workplace.ts';

let at: Workplace;
beforeAll(async () => {
  at = await workplace();
  const images = `${at.images}@${at.digests.one}`;
  await sign({ images, key: at.key, certificateChain: at.chain });
  await writeFile(at.path('tsa.pem'), mint({ ...CA, subject: nameOf('tsa') }).pem);
});
afterAll(() => at.remove());

const judge = (trust: object) => verify({ images: `${at.images}:one`, ...trust });

it('verify trusts the root and the identity of the command line', async () => {
  const result = await judge({ trustedRoot: at.root, trustedIdentity: '*' });
  expect(result.images[0]).toMatchObject({
    status: 'verified',
    policy: { statement: 'command-line', level: 'strict' },
  });
});

it('verify demands a timestamp when TSA roots are given', async () => {
  const result = await judge({
    trustedRoot: at.root,
    trustedIdentity: '*',
    trustedTsaRoot: at.path('tsa.pem'),
  });
  expect(result.images[0]).toMatchObject({
    status: 'failed',
    signatures: [
      {
        checks: expect.arrayContaining([
          expect.objectContaining({ outcome: 'failed', code: 'timestamp_missing' }),
        ]),
      },
    ],
  });
});

it('verifyEnvelope refuses an unknown option', async () => {
  const options = { mediaType: 'x', target: {}, metadata: { build: '7' } };
  await expect(verifyEnvelope(new Uint8Array(), options as never)).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringContaining('metadata'),
  });
  await expect(verifyEnvelope(new Uint8Array(), undefined as never)).rejects.toMatchObject({ code: 'usage' });
});

it("warns of two policies in notation's folder that differ, and reads the newer name", async () => {
  const folder = at.path('notation');
  await cp(at.store, join(folder, 'truststore'), { recursive: true });
  await writeFile(join(folder, 'trustpolicy.oci.json'), policyOf('strict'));
  await writeFile(join(folder, 'trustpolicy.json'), policyOf('skip'));
  const env = { NOTATION_CONFIG: folder };
  const differ = await judge({ env });
  expect(differ).toMatchObject({ status: 'done', images: [{ policy: { level: 'strict' } }] });
  const [oci, old] = ['trustpolicy.oci.json', 'trustpolicy.json'].map((name) => join(folder, name));
  expect(differ.warnings).toEqual([
    expect.stringMatching(
      new RegExp(
        `^two trust policies that differ: ${oci}, which counts here, and ${old}, which notation 1\\.3\\.2 reads`,
      ),
    ),
  ]);
  await writeFile(old!, JSON.stringify(JSON.parse(policyOf('strict')), null, 2));
  expect((await judge({ env })).warnings).toEqual([]);
});

it('the hint for a malformed identity shows how to write one', async () => {
  await expect(judge({ trustedRoot: at.root, trustedIdentity: 'CN=x' })).rejects.toMatchObject({
    code: 'policy_invalid',
    hint: expect.stringMatching(/^Write --trusted-identity 'x509\.subject: /),
  });
});
