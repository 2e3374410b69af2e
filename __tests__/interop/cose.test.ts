import { Buffer } from 'node:buffer';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseCbor } from '../../src/encoding/cbor.ts';
import { COSE } from '../../src/notation/envelope/cose.ts';
import { COSE_MEDIA_TYPE } from '../../src/notation/envelope/media-types.ts';
import { envelopeOf } from '../../src/notation/signature-manifest.ts';
import { parseManifest } from '../../src/oci/manifest.ts';
import { attachSignature } from '../operations/crafted.ts';
import { DEPARTURES, OPENED, REFUSED } from '../support/cose-cases.ts';
import { craftCose } from '../support/cose-envelopes.ts';
import { KEY_KINDS, type KeyKind, sharedChain, testChain } from '../support/pki.ts';
import { registryStore } from '../support/registry-store.ts';
import { never } from '../support/tools.ts';
import { NotationHome } from './support/notation.ts';
import { type RunningRegistry, startRegistry } from './support/registries.ts';
import { sealift } from './support/run.ts';
import { pushSmall } from './support/small-artifact.ts';
import { withPeers } from './support/suite.ts';

const COMPLAINT = { code: 'envelope_invalid', what: 'envelope of notation' } as const;

withPeers()('COSE, between notation and Sealift', () => {
  let registry: RunningRegistry;
  let home: NotationHome;
  let folder: string;

  const keyFile = (kind: KeyKind, extension: 'key' | 'crt') => join(folder, `${kind}.${extension}`);
  const keyFlags = (kind: KeyKind) => [
    '--key',
    keyFile(kind, 'key'),
    '--certificate-chain',
    keyFile(kind, 'crt'),
  ];

  beforeAll(async () => {
    [registry, home, folder] = await Promise.all([
      startRegistry('olareg'),
      NotationHome.create(),
      mkdtemp(join(tmpdir(), 'sealift-cose-')),
    ]);
    for (const kind of KEY_KINDS) {
      const chain = testChain({ kind });
      await writeFile(keyFile(kind, 'key'), chain.key.pem, { mode: 0o600 });
      await writeFile(keyFile(kind, 'crt'), chain.pem);
      await home.addKey(kind, keyFile(kind, 'key'), keyFile(kind, 'crt'));
      await home.trustPem(kind, chain.root.pem);
    }
    await home.trustPem('shared', sharedChain().root.pem);
    await home.policy({ stores: [...KEY_KINDS, 'shared'].map((name) => `ca:${name}`) });
  });
  afterAll(async () => {
    await registry?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const pushed = (repository: string): Promise<string> =>
    pushSmall(`${registry.host}/${repository}:1`, '--plain-http');

  it.each(KEY_KINDS)('notation verifies what Sealift signs with %s', async (kind) => {
    const reference = await pushed(`ours-${kind}`);
    const flags = ['--signature-format', 'cose', '--expiry', '30d', '-m', 'build=<7>&'];
    const signed = await sealift(['sign', reference, ...keyFlags(kind), ...flags, '--output', 'json']);
    expect(signed, signed.stderr).toMatchObject({ code: 0 });
    expect(JSON.parse(signed.stdout).images[0].signatures).toMatchObject([{ mediaType: COSE_MEDIA_TYPE }]);
    const verified = await home.verify(reference, '-m', 'build=<7>&');
    expect(verified, verified.stderr).toMatchObject({ code: 0 });
    expect((await home.verify(reference, '-m', 'build=8')).code).not.toBe(0);
    expect(await sealift(['verify', reference, ...home.trustFlags])).toMatchObject({ code: 0 });
  });

  it.each(KEY_KINDS)(
    'Sealift verifies what notation signs with %s, and writes the same bytes',
    async (kind) => {
      const repository = `theirs-${kind}`;
      const reference = await pushed(repository);
      const flags = ['--signature-format', 'cose', '--key', kind];
      await home.sign(reference, ...flags, '--expiry', '24h', '-m', 'build=<7>&', '-m', 'a=é');
      const verified = await sealift([
        'verify',
        reference,
        ...home.trustFlags,
        '-m',
        'build=<7>&',
        '-m',
        'a=é',
      ]);
      expect(verified, verified.stderr).toMatchObject({ code: 0 });
      const inspected = await sealift(['inspect', reference, '--output', 'json']);
      expect(JSON.parse(inspected.stdout).images[0].signatures).toMatchObject([
        { mediaType: COSE_MEDIA_TYPE, details: { signingAgent: expect.stringMatching(/^notation-go\//) } },
      ]);

      const store = registryStore(registry.host, repository);
      const subject = (await store.resolve({ tag: '1' }, never))!;
      const envelopes: Uint8Array[] = [];
      for await (const { descriptor } of store.referrers(subject, { sources: 'merged' }, never)) {
        const layer = envelopeOf(parseManifest(await store.manifest(descriptor, never)));
        envelopes.push(await buffer(await store.blob(layer, {}, never)));
      }
      expect(envelopes).toHaveLength(1);
      const opened = await COSE.open(envelopes[0]!);
      const [, , , signature] = parseCbor(envelopes[0]!.subarray(1), COMPLAINT) as readonly Uint8Array[];
      const { algorithm, chain, signingTime, expiry, signingAgent, target } = opened;
      const request = {
        target,
        metadata: target.annotations!,
        signingTime,
        expiresAfter: expiry!.getTime() - signingTime.getTime(),
      };
      const ours = COSE.assemble({ request, algorithm }, { chain, signingAgent: signingAgent! }, signature!);
      expect(Buffer.from(ours).toString('hex')).toBe(Buffer.from(envelopes[0]!).toString('hex'));
      await store.close();
    },
  );

  it('a COSE signature of notation is no reason for Sealift not to sign a JWS, and one of the same format is', async () => {
    const reference = await pushed('skipped');
    await home.sign(reference, '--signature-format', 'cose', '--key', 'ec-256');
    const status = async (...flags: string[]): Promise<string> => {
      const done = await sealift(['sign', reference, ...keyFlags('ec-256'), ...flags, '--output', 'json']);
      return JSON.parse(done.stdout).images[0].status;
    };
    expect(await status('--signature-format', 'cose')).toBe('skipped');
    expect(await status()).toBe('signed');
    expect(await status()).toBe('skipped');
  });

  /** What these are refused or passed for is not in the envelope alone: trust, time, and attributes that nobody knows. */
  const others = /self-signed|RSA key|has expired|that nobody knows|verification plugin/;
  const some = [...OPENED, ...REFUSED, ...DEPARTURES].filter(({ what }) => !others.test(what));
  it.each(some)(
    'an envelope with $what gets the verdict of the table from both programs',
    async ({ what, spec }) => {
      const repository = `case-${some.findIndex((one) => one.what === what)}`;
      const reference = await pushed(repository);
      const store = registryStore(registry.host, repository);
      const subject = (await store.resolve({ tag: '1' }, never))!;
      const bytes = craftCose({ target: subject, ...spec });
      await attachSignature(store, subject, { bytes, envelopeType: COSE_MEDIA_TYPE });
      await store.close();
      const passes = (cases: typeof OPENED): boolean => cases.some((one) => one.what === what);
      const ours = await sealift(['verify', reference, ...home.trustFlags]);
      const theirs = await home.verify(reference);
      expect([ours.code === 0, theirs.code === 0], `${ours.stdout}${ours.stderr}${theirs.stderr}`).toEqual([
        passes(OPENED),
        passes(OPENED) || passes(DEPARTURES),
      ]);
    },
  );
});
