import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadRunner } from '../src/compose/runners.ts';
import {
  isWithin,
  parseAttributes,
  parseDistinguishedName,
} from '../src/notation/policy/distinguished-name.ts';
import { CHECK_NAMES, LEVELS, type Statement } from '../src/notation/policy/document.ts';
import { actionsOf } from '../src/notation/policy/level.ts';
import { parseTrustPolicy } from '../src/notation/policy/parse.ts';
import { statementFor } from '../src/notation/policy/scope.ts';
import { parseReference, type RegistryReference } from '../src/oci/reference.ts';
import type { PolicyRunResult } from '../src/operations/policy/results.ts';
import { openLayoutStore } from '../src/stores/layout/open.ts';
import { attachSignature } from './operations/crafted.ts';
import { buildCrl } from './support/crl/build-crl.ts';
import { craftJws } from './support/envelopes.ts';
import { FakeRegistry } from './support/fake-registry/registry.ts';
import { image, push } from './support/images.ts';
import { Loopback } from './support/kms/loopback.ts';
import { CA, mint, namedKey, nameOf, testChain } from './support/pki.ts';
import { TimestampAuthority } from './support/timestamp-authority.ts';
import { never } from './support/tools.ts';

const ROOT = join(import.meta.dirname, '..');
const page = readFileSync(join(ROOT, 'docs', 'trust.md'), 'utf8');

const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, text]) => text!);

/** The rows of the table under a heading, without its head. */
function rowsUnder(heading: string): string[][] {
  const section = page.split(`\n## ${heading}\n`)[1]!.split('\n## ')[0]!;
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

const policies = blocks('json').filter((text) => text.includes('trustPolicies'));
const parts = blocks('json').filter((text) => !text.includes('trustPolicies'));
const tree = blocks('text')[0]!.trim().split('\n');

let folder: string;
const at = (...names: string[]): string => join(folder, ...names);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealift-page-'));
  for (const [i, file] of tree.entries()) {
    const root = mint({ ...CA, subject: nameOf(`root ${i}`), key: namedKey(`root ${i}`) });
    await mkdir(dirname(at(file)), { recursive: true });
    await writeFile(at(file), root.pem);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function check(text: string): Promise<PolicyRunResult> {
  await writeFile(at('trustpolicy.json'), text);
  const run = await loadRunner('policy check');
  const options = { trustPolicy: at('trustpolicy.json'), trustStore: at('truststore'), env: {} };
  return (await run(options, never)) as PolicyRunResult;
}

describe('docs/trust.md', () => {
  it('shows policies, a part of one, and a trust store', () => {
    expect([policies.length, parts.length, tree.length]).toEqual([3, 1, 3]);
  });

  it.each(policies)(
    'shows a policy in which policy check finds nothing, with the trust store beside it',
    async (text) => {
      const { status, trust, warnings } = await check(text);
      expect({ status, faults: trust.faults }).toEqual({ status: 'done', faults: [] });
      const unused = tree
        .map((file) => file.split('/').slice(2, 4).join(':'))
        .filter((store) => !text.includes(`"${store}"`))
        .map((store) => `no statement names the trust store ${store}`);
      expect(warnings).toEqual(unused);
    },
  );

  it.each(parts)('shows a part that is one of a statement: %s', async (text) => {
    const { trustPolicies } = JSON.parse(policies[0]!) as { trustPolicies: object[] };
    const changed = trustPolicies.map((one) => ({
      ...one,
      signatureVerification: JSON.parse(text) as object,
    }));
    const { trust } = await check(JSON.stringify({ version: '1.0', trustPolicies: changed }));
    expect(trust.faults).toEqual([]);
    expect(trust.statements[0]?.checks.at(-1)).toEqual({
      check: 'revocation',
      action: 'log',
      overridden: true,
    });
  });

  it('tells what each level does with each check', () => {
    const rows = rowsUnder('Levels');
    expect(rows.map(([name]) => name!.split(':')[0])).toEqual([...CHECK_NAMES]);
    for (const [at, level] of LEVELS.entries()) {
      const actions = actionsOf({ signatureVerification: { level } } as Statement);
      expect(rows.map((row) => row[at + 1])).toEqual(CHECK_NAMES.map((name) => actions[name]));
    }
  });

  it('tells what each level does with a chain that is revoked, or about which nobody answers', () => {
    const words = { enforce: 'refused', log: 'warning', skip: 'not asked' } as const;
    const [good, ...others] = rowsUnder('A company CA');
    expect(good).toEqual(['good', 'passes', 'passes', 'passes', 'not asked']);
    const judged = [
      ...(['strict', 'permissive', 'audit'] as const).map((level) => ({ level })),
      { level: 'strict', override: { revocation: 'skip' } } as const,
    ].map((signatureVerification) => words[actionsOf({ signatureVerification } as Statement).revocation]);
    expect(others.map((row) => row.slice(1))).toEqual([judged, judged]);
  });

  it('tells what a tsa store demands, as policy check does', async () => {
    const { trustPolicies } = JSON.parse(policies[2]!) as { trustPolicies: object[] };
    for (const [at, verifyTimestamp] of (['always', 'afterCertExpiry'] as const).entries()) {
      const changed = trustPolicies.map((one) => ({
        ...one,
        signatureVerification: { level: 'strict', verifyTimestamp },
      }));
      const { trust } = await check(JSON.stringify({ version: '1.0', trustPolicies: changed }));
      const said = new Map(trust.statements[0]?.consequences.map(({ image, verify }) => [image, verify]));
      expect(rowsUnder('Timestamps')[at]?.slice(1)).toEqual([
        said.get('no-timestamp'),
        said.get('expired-certificate'),
        said.get('expired-certificate-timestamped'),
      ]);
    }
  });

  it.each(rowsUnder('Scopes'))('tells the statement of %s: %s', (reference, statement) => {
    const parsed = parseReference(reference!, () => false);
    expect(parsed.transport).toBe('docker');
    const { registry, repository } = parsed as RegistryReference;
    const policy = parseTrustPolicy(policies[0]!, 'page');
    expect(statementFor(policy, `${registry}/${repository}`).name).toBe(statement);
  });

  it.each(rowsUnder('Identities'))('tells whether %s is %s: %s', async (identity, subject, answer) => {
    const { trustPolicies } = JSON.parse(policies[1]!) as { trustPolicies: object[] };
    const changed = trustPolicies.map((one) => ({ ...one, trustedIdentities: [identity] }));
    const { trust } = await check(JSON.stringify({ version: '1.0', trustPolicies: changed }));
    const faults = trust.faults.map(({ message }) => message);
    if (!answer!.startsWith('malformed')) {
      expect(faults).toEqual([]);
      const attributes = parseDistinguishedName(identity!.slice('x509.subject:'.length));
      expect(isWithin(attributes, parseAttributes(subject!)) ? 'yes' : 'no').toBe(answer);
      return;
    }
    const reasons: Readonly<Record<string, RegExp>> = {
      'no prefix': /no prefix/,
      'lower case': /types are in upper case/,
      'C and ST are missing': /lacks C, ST/,
    };
    expect(faults).toEqual([expect.stringMatching(reasons[answer!.replace('malformed: ', '')]!)]);
  });

  it('begins with commands that work as they stand', async () => {
    const lines = page
      .split('## To begin with')[1]!
      .split('\n')
      .filter((line) => line.startsWith('    sealift '));
    expect(lines).toHaveLength(3);
    const here = at('here');
    await mkdir(here);
    const names = { root: nameOf('acme CA', 'acme'), leaf: nameOf('release', 'acme') };
    const chain = testChain({ root: { subject: names.root }, leaf: { subject: names.leaf } });
    await writeFile(join(here, 'ca.pem'), chain.root.pem);
    const store = await openLayoutStore({ path: join(here, 'images'), create: true });
    await push(store, image(), '1.4');
    await store.close();
    const sign = await loadRunner('sign');
    const images = [`oci:${join(here, 'images')}:1.4`];
    const signed = await sign({ images, key: chain.key.pem, certificateChain: chain.pem, env: {} }, never);
    expect(signed.status).toBe('done');
    for (const line of lines) {
      // The image of the page is in a registry; this one is in a layout, under the same name.
      const command = line
        .trim()
        .replace(/^sealift /, '')
        .replace('registry.example.com/team/app:1.4', 'oci:images:1.4 --scope registry.example.com/team/app');
      const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!);
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [join(ROOT, 'src', 'cli', 'entry.ts'), ...words],
        { cwd: here, env: { PATH: process.env.PATH } },
      );
      expect(stdout).toMatch(/^(written|passed|verified) /);
    }
  });

  it('tells of a company CA with a CRL, and of a timestamp that outlives the certificate, as verify judges them', async () => {
    const authority = new TimestampAuthority();
    let crl: Uint8Array = new Uint8Array();
    const server = new Loopback(() => ({ status: 200, body: crl }));
    await server.start();
    try {
      const names = { root: nameOf('company CA', 'acme'), leaf: nameOf('release', 'acme') };
      const day = 86_400_000;
      const past = new Date('2021-01-01T00:00:00Z');
      const run = await loadRunner('verify');
      await mkdir(at('company/x509/ca/acme'), { recursive: true });
      await mkdir(at('company/x509/tsa/acme'), { recursive: true });
      await writeFile(at('company/x509/tsa/acme/root.pem'), authority.root.pem);
      const store = await openLayoutStore({ path: at('company-images'), create: true });
      const verdict = async (tag: string, statement: string) => {
        const trust = { trustPolicy: statement, trustStore: at('company'), scope: 'r.io/a', env: {} };
        return (await run({ images: [`oci:${at('company-images')}:${tag}`], ...trust }, never)).images[0];
      };
      const signed = async (tag: string, leaf: object, stampedAt?: number) => {
        const chain = testChain({ root: { subject: names.root }, leaf: { subject: names.leaf, ...leaf } });
        await writeFile(at('company/x509/ca/acme', `${tag}.pem`), chain.root.pem);
        const target = await push(store, image({ seed: tag }), tag);
        const jws = craftJws({ target, chain, signingTime: '2020-06-01T10:00:00Z' });
        const bytes =
          stampedAt === undefined ? jws : await authority.stamp(jws, { clockOff: stampedAt - Date.now() });
        await attachSignature(store, target, { bytes });
        return chain;
      };
      const chain = await signed('crl', { crlUrls: [`${server.url}/good.crl`] });
      const taken = await signed('revoked', { crlUrls: [`${server.url}/revoked.crl`] });
      await signed('expired', { notAfter: past });
      await signed('stamped', { notAfter: past }, past.getTime() - day);
      await store.close();
      const { serialNumber } = await taken.leaf.certificate();
      const list = {
        issuer: chain.intermediate,
        thisUpdate: new Date(Date.now() - day),
        nextUpdate: new Date(Date.now() + day),
      };
      const strict = policies[1]!.replace(/, "override": \{[^}]*\}/, '');
      crl = buildCrl(list);
      expect((await verdict('crl', strict))?.status).toBe('verified');
      crl = buildCrl({
        ...list,
        issuer: taken.intermediate,
        entries: [{ serial: serialNumber, revokedAt: past }],
      });
      const revoked = await verdict('revoked', strict);
      expect(revoked?.signatures[0]?.checks).toContainEqual(
        expect.objectContaining({ check: 'revocation', code: 'certificate_revoked' }),
      );
      expect(revoked?.status).toBe('failed');
      expect((await verdict('expired', policies[2]!))?.status).toBe('failed');
      expect((await verdict('stamped', policies[2]!))?.status).toBe('verified');
    } finally {
      await server.close();
    }
  });

  it('tells how promote judges: acme is promoted, and gets to prod/app by CN=release alone', async () => {
    const registry = await FakeRegistry.start();
    try {
      // The same registry under the name that a test can reach.
      const trustPolicy = policies[0]!.replaceAll('registry.example.com', registry.host);
      const trust = { trustPolicy, trustStore: at('promoting'), env: {} };
      const ca = { subject: nameOf('acme CA', 'acme'), key: namedKey('acme CA') };
      const [sign, promote] = await Promise.all([loadRunner('sign'), loadRunner('promote')]);
      for (const [signer, reached] of [
        ['build', ['promoted', 'failed']],
        ['release', ['promoted', 'promoted']],
        ['stranger', []],
      ] as const) {
        const organization = signer === 'stranger' ? 'other' : 'acme';
        const chain = testChain({ root: ca, leaf: { subject: nameOf(signer, organization) } });
        for (const store of ['acme', 'partner']) {
          await mkdir(at('promoting/x509/ca', store), { recursive: true });
          await writeFile(at('promoting/x509/ca', store, `${signer}.pem`), chain.root.pem);
        }
        const layout = at(`from-${signer}`);
        const opened = await openLayoutStore({ path: layout, create: true });
        await push(opened, image({ seed: signer }), '1');
        await opened.close();
        const source = `oci:${layout}:1`;
        const made = { images: [source], key: chain.key.pem, certificateChain: chain.pem, env: {} };
        expect((await sign(made, never)).status).toBe('done');
        const destination = [`${registry.host}/mirror/app:${signer}`, `${registry.host}/prod/app:${signer}`];
        const scope = `${registry.host}/dev/app`;
        const { images } = await promote({ source, destination, scope, ...trust }, never);
        expect(images[0]?.destinations.map(({ status }) => status)).toEqual(reached);
      }
    } finally {
      await registry.stop();
    }
  });
});
