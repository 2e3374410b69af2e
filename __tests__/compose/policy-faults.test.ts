import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runPolicyCheck } from '../../src/compose/policy/run-check.ts';
import { loadRunner } from '../../src/compose/runners.ts';
import { openLayoutStore } from '../../src/stores/layout/open.ts';
import { image, push } from '../support/images.ts';
import { CA, mint, namedKey, nameOf, sharedChain, testSelfSigned } from '../support/pki.ts';
import { expectValid } from '../support/result-schema.ts';
import { never } from '../support/tools.ts';

let folder: string;
let round = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealift-faults-'));
  const store = await openLayoutStore({ path: join(folder, 'images'), create: true });
  await push(store, image(), '1');
  await store.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const { root, leaf } = sharedChain();
const ACME = 'x509.subject: C=US, ST=WA, O=acme-rockets.io';

/** What may stand in a trust store, right and wrong. */
const ENTRIES: Readonly<Record<string, (path: string) => Promise<unknown>>> = {
  root: (path) => writeFile(path, root.pem),
  der: (path) => writeFile(path, root.der),
  other: (path) => writeFile(path, mint({ ...CA, subject: nameOf('o'), key: namedKey('o') }).pem),
  trial: (path) => writeFile(path, testSelfSigned().pem),
  leaf: (path) => writeFile(path, leaf.pem),
  key: (path) => writeFile(path, root.key.pem),
  text: (path) => writeFile(path, 'hello'),
  empty: (path) => writeFile(path, ''),
  folder: (path) => mkdir(path),
  link: (path) => symlink(join(folder, 'images'), path),
  large: (path) => writeFile(path, ' '.repeat(1024 * 1024 + 1)),
};

const often = <T>(good: T, ...bad: T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(good) }, { weight: 1, arbitrary: fc.constantFrom(...bad) });

const statements = fc.array(
  fc.record({
    name: often('a', 'b', ''),
    registryScopes: often<unknown>(
      ['*'],
      ['r.io/app'],
      ['r.io/app', '*'],
      [],
      ['r.io/app:1'],
      'r.io/app',
      [1],
    ),
    signatureVerification: often<unknown>(
      { level: 'strict' },
      { level: 'audit' },
      { level: 'skip' },
      { level: 'strict', override: { expiry: 'skip' } },
      { level: 'none' },
      null,
    ),
    trustStores: often<unknown>(['ca:one'], ['ca:one', 'ca:two'], ['ca:gone'], ['ca:..'], ['one'], [], null),
    trustedIdentities: often<unknown>(
      [ACME],
      ['*'],
      [ACME, '*'],
      ['x509.subject: O=a'],
      ['aws: x'],
      [],
      null,
    ),
  }),
  { minLength: 1, maxLength: 2 },
);
const entries = fc.uniqueArray(
  fc.oneof({ weight: 4, arbitrary: fc.constant('root') }, fc.constantFrom(...Object.keys(ENTRIES))),
  { maxLength: 3 },
);

it('whatever verify cannot begin with, policy check calls a fault, in the same words', async () => {
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(statements, entries, entries, async (trustPolicies, one, two) => {
      round += 1;
      const trustStore = join(folder, `${round}`);
      for (const [name, list] of Object.entries({ one, two })) {
        await mkdir(join(trustStore, 'x509/ca', name), { recursive: true });
        for (const entry of list) await ENTRIES[entry]!(join(trustStore, 'x509/ca', name, entry));
      }
      const trustPolicy = join(trustStore, 'policy', 'trustpolicy.json');
      await mkdir(dirname(trustPolicy));
      await writeFile(trustPolicy, JSON.stringify({ version: '1.0', trustPolicies }));
      const checked = await runPolicyCheck({ trustPolicy, trustStore, env: {} }, never);
      expectValid(checked);
      expect(checked.status).toBe(checked.trust.faults.length === 0 ? 'done' : 'failed');
      const verify = await loadRunner('verify');
      const images = [`oci:${join(folder, 'images')}:1`];
      const { error } = await verify({ images, scope: 'r.io/app', trustPolicy, trustStore, env: {} }, never);
      if (error === null) return;
      refused += 1;
      // Several problems of verify are one error, numbered.
      const messages = error.message.split(/ ?\(\d\) /).filter((text) => text !== '');
      const known = checked.trust.faults.map(({ message }) => message);
      for (const message of messages)
        expect(
          known.some((one) => one.startsWith(message.trim())),
          `${message}\n${known.join('\n')}`,
        ).toBe(true);
    }),
    { numRuns: 150 },
  );
  expect(refused).toBeGreaterThan(20);
});

it('a check that finds nothing is of files under which verify ends with a verdict', async () => {
  const trustStore = join(folder, 'right');
  await mkdir(join(trustStore, 'x509/ca/one'), { recursive: true });
  await writeFile(join(trustStore, 'x509/ca/one/root'), root.pem);
  await fc.assert(
    fc.asyncProperty(statements, async (trustPolicies) => {
      const trustPolicy = JSON.stringify({ version: '1.0', trustPolicies });
      const checked = await runPolicyCheck({ trustPolicy, trustStore, env: {} }, never);
      if (checked.status === 'failed') return;
      const verify = await loadRunner('verify');
      const images = [`oci:${join(folder, 'images')}:1`];
      const result = await verify({ images, scope: 'r.io/app', trustPolicy, trustStore, env: {} }, never);
      expect(result.error).toBeNull();
      expect(['failed', 'not-checked']).toContain(result.images[0]?.status);
      expect([undefined, 'artifact_unsigned', 'no_applicable_statement']).toContain(
        result.images[0]?.error?.code,
      );
    }),
    { numRuns: 100 },
  );
});
