import { createHash } from 'node:crypto';
import { attachSignature } from '../../__tests__/operations/crafted.ts';
import * as der from '../../__tests__/support/der.ts';
import { craftJws, TEST_TARGET } from '../../__tests__/support/envelopes.ts';
import { type KeyKind, testChain } from '../../__tests__/support/pki.ts';
import { registryStore } from '../../__tests__/support/registry-store.ts';
import { TimestampAuthority } from '../../__tests__/support/timestamp-authority.ts';
import { type Statement, verifyEnvelope } from '../../src/index.ts';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import type { Bench } from '../support/bench.ts';
import { pushImage } from '../support/push-image.ts';
import { ratio } from '../support/report.ts';
import { Side } from '../support/side.ts';
import { notationVerify, sealiftVerify, signers } from '../tools/signing.ts';

const AT = new Date();
const authority = new TimestampAuthority();

async function stamped(envelope: Uint8Array): Promise<Uint8Array> {
  const parsed = JSON.parse(Buffer.from(envelope).toString());
  const imprint = createHash('sha256').update(Buffer.from(parsed.signature, 'base64url')).digest();
  const asked = {
    imprint: der.sequence(der.sequence(der.oid('2.16.840.1.101.3.4.2.1')), der.octetString(imprint)),
    nonce: der.integer(7),
  };
  const token = Buffer.from(await authority.token(asked)).toString('base64');
  parsed.header['io.cncf.notary.timestampSignature'] = token;
  return Buffer.from(JSON.stringify(parsed));
}

/** Envelopes that are judged in a second, one after the other in this process; each one is another. */
async function perSecond(kind: KeyKind, timestamps: boolean, count: number): Promise<number> {
  const chain = testChain({ kind });
  const statement: Statement = {
    name: 'all',
    registryScopes: ['*'],
    signatureVerification: { level: 'strict' },
    trustStores: ['ca:acme', ...(timestamps ? ['tsa:acme'] : [])],
    trustedIdentities: ['*'],
  };
  const roots = { ca: await chain.root.certificate(), tsa: await authority.root.certificate() };
  const trustStore = {
    certificates: async (type: string) => [type === 'tsa' ? roots.tsa : roots.ca],
  };
  const judge = async (bytes: Uint8Array): Promise<void> => {
    const verdict = await verifyEnvelope(bytes, {
      ...{ mediaType: 'application/jose+json', target: TEST_TARGET, statement },
      ...{ trustStore, at: new Date(), revocation: 'none' as const },
    });
    if (!verdict.passed) throw new Error(`an envelope that is to pass does not: ${JSON.stringify(verdict)}`);
  };
  const envelopes = await Promise.all(
    Array.from({ length: count }, (_, at) => {
      const made = craftJws({
        chain,
        annotations: { at: String(at) },
        signingTime: AT.toISOString().replace(/\.\d+/, ''),
      });
      return timestamps ? stamped(made) : made;
    }),
  );
  for (const bytes of envelopes.slice(0, count / 5)) await judge(bytes);
  const measured = envelopes.slice(count / 5);
  const began = performance.now();
  for (const bytes of measured) await judge(bytes);
  return measured.length / ((performance.now() - began) / 1000);
}

/** What judging costs: envelopes a second, and an image of which the last of a hundred signatures is the good one. */
export async function verdicts(bench: Bench): Promise<void> {
  const { report, log } = bench;
  for (const [kind, timestamps, goal, count] of [
    ['ec-256', false, 1500, 2000],
    ['rsa-2048', false, 1500, 1000],
    ['ec-256', true, 200, 500],
  ] as const) {
    const rate = await perSecond(kind, timestamps, count);
    const what = `${kind} ${timestamps ? 'with distinct timestamps' : 'without timestamp'}`;
    log(`${what}: ${rate.toFixed(0)} envelopes a second`);
    report.goal(`verdicts a second in one process, ${what}`, goal, rate, { unit: '/s', reach: true });
  }
  await hundred(bench);
}

async function hundred({ contest, report, inputs, delays, meter, warmUps }: Bench): Promise<void> {
  const stranger = testChain({ root: { subject: [['CN', 'stranger']] } });
  for (const delay of delays.filter((one) => one > 0)) {
    const side = await Side.open('olareg');
    const pushed = await pushImage(side.direct, 'app', { count: 1, size: 1000 });
    const store = registryStore(side.direct, 'app');
    const descriptor = (await store.resolve(
      { digest: pushed.digest as Descriptor['digest'] },
      new AbortController().signal,
    ))!;
    for (let at = 0; at < 99; at += 1)
      await attachSignature(store, descriptor, { chain: stranger, annotations: { at: String(at) } });
    const image = `${side.host}/app@${pushed.digest}`;
    await meter.measure(signers(inputs, image)[0]!);
    side.proxy.delay = delay;
    // notation also stops at exactly as many signatures as it may look at.
    const tools = [sealiftVerify(inputs, [image]), ...notationVerify(inputs, image)].map((tool) => ({
      ...tool,
      command: [...tool.command, '--max-signatures', '101'],
    }));
    const rows = await contest(`Verify one image with 100 signatures, the last one good, ${delay} ms`, '', {
      ...{ proxies: [side.proxy], warmUps: warmUps(delay), tools: () => tools },
    });
    const theirs = tools[1]?.name;
    const measured = theirs === undefined ? undefined : ratio(rows, tools[0]!.name, theirs);
    report.goal(`verify 100 signatures, ${delay} ms: wall by notation`, 0.3, measured);
    await side.close();
  }
}
