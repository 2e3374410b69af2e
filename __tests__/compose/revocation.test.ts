import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { inputVariable } from '../../src/action/inputs.ts';
import { runAction } from '../../src/action/run-action.ts';
import { type Typed, type } from '../support/command-line.ts';
import { buildCrl, type CrlSpec } from '../support/crl/build-crl.ts';
import { FakeHost } from '../support/fake-host.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { answerOcsp, type ResponderSpec } from '../support/ocsp/responder.ts';
import { nameOf, type TestChain, testChain, toPem } from '../support/pki.ts';
import { never } from '../support/tools.ts';
import { policyOf, type Workplace, workplace } from '../support/workplace.ts';

const HOUR = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR);

/** What the company's CA says now; `null` is a 404. */
let ocsp: Partial<ResponderSpec> | null = {};
let list: Partial<CrlSpec> | null = {};
const asked: string[] = [];
const server = createServer(async (incoming, out) => {
  asked.push(incoming.url!);
  const body = answerTo(incoming, await buffer(incoming));
  if (!body) out.statusCode = 404;
  out.end(body);
});

function answerTo({ url }: IncomingMessage, request: Uint8Array): Uint8Array | undefined {
  const issuer = ca.intermediate;
  if (url === '/ocsp' && ocsp && request.length > 0)
    return answerOcsp({ issuer, at: new Date(), ...ocsp }, request);
  if (url === '/ca.crl' && list) return crlOf(list);
  return undefined;
}

const crlOf = (spec: Partial<CrlSpec>) =>
  buildCrl({ issuer: ca.intermediate, thisUpdate: ago(1), nextUpdate: ago(-1), ...spec });

let at: Workplace;
let ca: TestChain;
let serial: Uint8Array;
let registry: FakeRegistry;
/** Chains whose roots are in the trust store. */
const trusted: TestChain[] = [];
let env: Record<string, string>;
const image = (repository: string) => `${registry.host}/${repository}:1`;

/** Signs under a chain whose leaf names these addresses, `times` signatures, and puts image and signatures into a repository. */
async function signed(repository: string, chain: TestChain, times = 1): Promise<void> {
  const layout = at.path(repository);
  if (repository !== 'strangers') trusted.push(chain);
  expect(await type(['promote', `${at.images}:two`, `oci:${layout}:1`, '--skip-verification'])).toMatchObject(
    { code: 0 },
  );
  await writeFile(at.path('ca-chain.pem'), chain.pem);
  const flags = ['--key', at.key, '--certificate-chain', at.path('ca-chain.pem'), '--if-signed', 'add'];
  for (let count = 0; count < times; count += 1) {
    const run = await type(['sign', `oci:${layout}:1`, ...flags]);
    expect(run, run.stderr).toMatchObject({ code: 0 });
  }
  const run = await type(['promote', `oci:${layout}:1`, image(repository), '--skip-verification']);
  expect(run, run.stderr).toMatchObject({ code: 0 });
}

beforeAll(async () => {
  at = await workplace();
  registry = await FakeRegistry.start();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [ocspUrls, crlUrls] = [[`${origin}/ocsp`], [`${origin}/ca.crl`]];
  const byOcsp = testChain({ leaf: { ocspUrls } });
  ca = byOcsp;
  await signed('by-ocsp', byOcsp, 1);
  const byCrl = testChain({ leaf: { crlUrls } });
  serial = (await byCrl.certificates())[0]!.serialNumber;
  await signed('by-crl', byCrl);
  await signed('by-both', testChain({ leaf: { ocspUrls, crlUrls } }));
  await signed('silent', testChain({ leaf: { ocspUrls: ['http://127.0.0.1:1/ocsp'] } }));
  await signed('five', byOcsp, 5);
  await signed('plain', testChain());
  const strangers = testChain({ root: { subject: nameOf('stranger') }, leaf: { ocspUrls, crlUrls } });
  await signed('strangers', strangers);
  const folder = at.path('truststore/x509/ca/acme');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'roots.pem'), trusted.map(({ root }) => root.pem).join(''));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await Promise.all([registry.stop(), at.remove()]);
});

beforeEach(async () => {
  [ocsp, list] = [{}, {}];
  asked.length = 0;
  registry.log.length = 0;
  const cache = await mkdtemp(join(tmpdir(), 'sealift-cache-'));
  onTestFinished(() => rm(cache, { recursive: true, force: true }));
  env = { XDG_CACHE_HOME: cache };
});

async function verify(repository: string, flags: readonly string[] = [], policy = policyOf('strict')) {
  const trust = ['--trust-policy', policy, '--trust-store', at.store];
  return type(['verify', image(repository), ...trust, ...flags, '--output', 'json'], env);
}

const checkOf = (run: Typed) =>
  run.json().images[0]?.signatures[0]?.checks.find(({ check }) => check === 'revocation');
const file = async (bytes: Uint8Array | string) => {
  await writeFile(at.path('given.crl'), bytes);
  return ['--crl', at.path('given.crl')];
};

describe('the verdict on a signature under a company CA', () => {
  it('is good by OCSP', async () => {
    const run = await verify('by-ocsp');
    expect(run, run.stdout).toMatchObject({ code: 0 });
    expect(asked).toEqual(['/ocsp']);
  });

  it('is good by a CRL, which the second run reads from the cache', async () => {
    expect(await verify('by-crl')).toMatchObject({ code: 0 });
    expect(asked).toEqual(['/ca.crl']);
    expect(await verify('by-crl')).toMatchObject({ code: 0 });
    expect(asked).toEqual(['/ca.crl']);
  });

  it.each(['by-ocsp', 'by-crl'])('is a refusal where the certificate is revoked: %s', async (repository) => {
    [ocsp, list] = [{ status: 'revoked' }, { entries: [{ serial }] }];
    const run = await verify(repository);
    expect(run).toMatchObject({ code: 1 });
    expect(checkOf(run)).toMatchObject({ outcome: 'failed', code: 'certificate_revoked' });
    expect(run.json().images[0]?.error?.message).toMatch(/was revoked on .*, as .*127\.0\.0\.1/);
  });

  it('falls back to the CRL where OCSP does not answer', async () => {
    ocsp = null;
    expect(await verify('by-both')).toMatchObject({ code: 0 });
    expect(asked).toContain('/ca.crl');
  });

  it('is a refusal that names address and remedy where nobody can be reached, and a warning under laxer statements', async () => {
    const strict = await verify('silent');
    expect(strict).toMatchObject({ code: 1 });
    const error = strict.json().images[0]!.error!;
    expect(error.message).toContain('http://127.0.0.1:1/ocsp');
    expect(error.hint).toContain('--crl FILE');
    const { trustPolicies } = JSON.parse(policyOf('strict'));
    trustPolicies[0].signatureVerification.override = { revocation: 'log' };
    for (const policy of [policyOf('permissive'), JSON.stringify({ version: '1.0', trustPolicies })]) {
      const run = await verify('silent', [], policy);
      expect(run, run.stdout).toMatchObject({ code: 0 });
      expect(run.json().warnings.join()).toMatch(/revocation: .*127\.0\.0\.1:1/);
    }
  });

  it('asks nobody about a chain that no trust store anchors', async () => {
    const run = await verify('strangers');
    expect(run).toMatchObject({ code: 1 });
    expect((await verify('strangers', [], policyOf('audit'))).code).toBe(0);
    expect(asked).toEqual([]);
  });

  it('asks once about the certificate of five signatures', async () => {
    ocsp = { status: 'revoked' };
    const run = await verify('five');
    expect(run).toMatchObject({ code: 1 });
    expect(run.json().images[0]?.signatures).toHaveLength(5);
    expect(asked).toEqual(['/ocsp']);
  });

  it('needs as many requests of the registry as one without revocation', async () => {
    await verify('plain');
    const plain = registry.requests.length;
    registry.log.length = 0;
    await verify('by-ocsp');
    expect(registry.requests).toHaveLength(plain);
    expect(asked).toEqual(['/ocsp']);
  });

  it('decides a promotion before anything is written', async () => {
    const trust = ['--trust-policy', policyOf('strict'), '--trust-store', at.store];
    const promote = (to: string) => type(['promote', image('by-ocsp'), image(to), ...trust], env);
    ocsp = { status: 'revoked' };
    expect(await promote('refused')).toMatchObject({ code: 1, stderr: expect.stringMatching(/was revoked/) });
    expect(registry.writes).toEqual([]);
    ocsp = {};
    const done = await promote('promoted');
    expect(done, done.stderr).toMatchObject({ code: 0 });
  });
});

describe('--crl', () => {
  it.each(['DER', 'PEM', 'content'])('answers without a request, as %s', async (form) => {
    const der = crlOf({});
    const pem = toPem('X509 CRL', der);
    const flags = form === 'content' ? ['--crl', pem] : await file(form === 'DER' ? der : pem);
    for (const repository of ['by-ocsp', 'by-crl', 'silent']) {
      const run = await verify(repository, flags);
      expect(run, run.stdout).toMatchObject({ code: 0 });
    }
    expect(asked).toEqual([]);
  });

  it('refuses a serial number of an expired list, and asks about others', async () => {
    const past = { thisUpdate: ago(9), nextUpdate: ago(8), entries: [{ serial }] };
    const run = await verify('by-crl', await file(crlOf(past)));
    expect(run).toMatchObject({ code: 1 });
    expect(checkOf(run)).toMatchObject({ code: 'certificate_revoked' });
    expect(asked).toEqual([]);
    expect(await verify('by-ocsp', await file(crlOf(past)))).toMatchObject({ code: 0 });
    expect(asked).toEqual(['/ocsp']);
  });

  it.each([
    ['garbage', 'no list'],
    ['a certificate', () => ca.leaf.pem],
    ['a cut list', () => crlOf({}).subarray(0, 90)],
  ] as const)('ends every command with exit code 2 before anything is asked: %s', async (_, content) => {
    const flags = await file(typeof content === 'string' ? content : content());
    const key = ['--key', at.key, '--certificate-chain', at.path('ca-chain.pem')];
    const trust = ['--trust-policy', policyOf('strict'), '--trust-store', at.store];
    for (const words of [
      ['verify', image('by-ocsp'), ...trust],
      ['promote', image('by-ocsp'), image('new'), ...trust],
      ['sign', image('by-ocsp'), ...key],
      ['certificate', 'check', ...key],
    ]) {
      const run = await type([...words, ...flags, '--output', 'json'], env);
      expect(run, run.stdout).toMatchObject({ code: 2 });
      expect(run.json().error).toMatchObject({ code: 'crl_invalid' });
    }
    expect([...asked, ...registry.requests]).toEqual([]);
  });

  it('keeps a revoked key from signing', async () => {
    await writeFile(at.path('revoked.pem'), trusted[1]!.pem);
    const key = ['--key', at.key, '--certificate-chain', at.path('revoked.pem')];
    const flags = await file(crlOf({ entries: [{ serial }] }));
    const run = await type(['sign', image('plain'), ...key, ...flags], env);
    expect(run).toMatchObject({ code: 1, stderr: expect.stringMatching(/was revoked/) });
    expect([...asked, ...registry.writes]).toEqual([]);
  });

  it('is an input of the action, which takes several, as paths and as PEM', async () => {
    const path = (await file(crlOf({ thisUpdate: ago(9), nextUpdate: ago(8) })))[1]!;
    const inputs = {
      images: image('silent'),
      'trust-policy': policyOf('strict'),
      'trust-store': at.store,
      crl: `# lists\n${path}\n${toPem('X509 CRL', crlOf({}))}`,
    };
    const given = Object.entries(inputs).map(([name, value]) => [inputVariable(name), value]);
    const host = new FakeHost();
    expect(await runAction('verify', host, Object.fromEntries(given), never), host.log.join('\n')).toBe(0);
    expect(asked).toEqual([]);
  });
});
