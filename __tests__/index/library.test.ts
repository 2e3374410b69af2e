import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as library from '../../src/index.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

const {
  inspect,
  list,
  openSigner,
  openStore,
  openTrustStore,
  promote,
  SealiftError,
  sign,
  verify,
  verifyEnvelope,
} = library;

let at: Workplace;
beforeAll(async () => {
  at = await workplace();
});
afterAll(() => at.remove());

const keyOptions = () => ({ key: at.key, certificateChain: at.chain });
const trustOptions = () => ({ trustPolicy: at.policy, trustStore: at.store });

it('exports what the README names, and nothing else', () => {
  expect(Object.keys(library).toSorted()).toEqual(
    [
      'SealiftError',
      'assertDone',
      'compare',
      'inspect',
      'list',
      'openSigner',
      'openStore',
      'openTrustStore',
      'plan',
      'promote',
      'sign',
      'verify',
      'verifyEnvelope',
    ].toSorted(),
  );
});

describe('the commands as functions', () => {
  it('sign, verify, promote, list and inspect', async () => {
    const signed = await sign({
      images: [`${at.images}@${at.digests.one}`],
      ...keyOptions(),
      userMetadata: { build: '7' },
      expiry: '30d',
    });
    expect(signed).toMatchObject({
      command: 'sign',
      status: 'done',
      images: [{ status: 'signed', digest: at.digests.one }],
    });
    const verified = await verify({
      images: `${at.images}:one`,
      ...trustOptions(),
      userMetadata: { build: '7' },
    });
    expect(verified.images[0]).toMatchObject({
      status: 'verified',
      policy: { statement: 'all', level: 'strict' },
    });
    const target = `oci:${at.path('prod')}`;
    const promoted = await promote({
      source: `${at.images}:one`,
      destination: `${target}:1`,
      ...trustOptions(),
    });
    expect(promoted.images[0]?.destinations[0]).toMatchObject({
      status: 'promoted',
      attachments: { present: 1 },
    });
    expect((await list({ image: `${target}:1` })).images[0]?.attachments).toHaveLength(1);
    expect((await inspect({ image: `${target}:1` })).images[0]?.signatures[0]?.details?.userMetadata).toEqual(
      { build: '7' },
    );
  });

  it('resolve also when an image is refused', async () => {
    const result = await verify({ images: `${at.images}:two`, ...trustOptions() });
    expect(result).toMatchObject({
      status: 'failed',
      error: null,
      images: [{ error: { code: 'artifact_unsigned' } }],
    });
  });

  it('reject with a SealiftError when nothing could be begun', async () => {
    const misspelt = verify({ images: `${at.images}:two`, ...trustOptions(), maxSignature: 3 } as never);
    await expect(misspelt).rejects.toBeInstanceOf(SealiftError);
    await expect(misspelt).rejects.toMatchObject({
      code: 'usage',
      exitCode: 2,
      hint: 'Did you mean maxSignatures?',
    });
    await expect(sign({ images: [], ...keyOptions() })).rejects.toMatchObject({ code: 'usage' });
    await expect(sign(undefined as never)).rejects.toMatchObject({ code: 'usage' });
    for (const wrong of [
      { trustedIdentity: '' },
      { userMetadata: 3 },
      { httpHost: [1] },
      { concurrency: 0 },
      { timeout: 5 },
    ]) {
      const bad = verify({ images: `${at.images}:one`, ...trustOptions(), ...wrong } as never);
      await expect(bad).rejects.toMatchObject({ code: 'usage', exitCode: 2 });
    }
    await expect(list({ image: 3 } as never)).rejects.toMatchObject({ code: 'reference_invalid' });
    const aborted = verify({ images: `${at.images}:one`, ...trustOptions() }, AbortSignal.abort());
    await expect(aborted).rejects.toMatchObject({ code: 'interrupted' });
  });

  it('tell a reporter', async () => {
    const phases: string[] = [];
    const warnings: string[] = [];
    const reporter = {
      progress: (event: library.ProgressEvent) => event.type === 'phase' && phases.push(event.phase),
      warning: (message: string) => warnings.push(message),
    };
    const result = await sign({ images: `${at.images}:two`, ...keyOptions(), reporter });
    expect(phases).toEqual(['resolve', 'sign', 'attach', 'confirm']);
    expect(result.warnings).toEqual(warnings);
    expect(warnings.join()).toContain('is a tag');
  });
});

describe('the parts', () => {
  const statement = () => ({
    name: 'x',
    registryScopes: ['*'],
    signatureVerification: { level: 'strict' as const },
    trustStores: ['ca:acme'],
    trustedIdentities: ['*'],
  });

  it.each([
    ['jws', 'application/jose+json'],
    ['cose', 'application/cose'],
  ] as const)('open a store, and judge an envelope of the format %s from it', async (format, mediaType) => {
    await sign({ images: `${at.images}:multi`, ...keyOptions(), signatureFormat: format });
    const store = await openStore({ place: at.images });
    const signal = new AbortController().signal;
    const target = await store.resolve({ tag: 'multi' }, signal);
    const entries = await Array.fromAsync(store.referrers(target!, { sources: 'merged' }, signal));
    const manifests = await Promise.all(entries.map(({ descriptor }) => store.manifest(descriptor, signal)));
    const layers = manifests.flatMap(({ bytes }) => JSON.parse(Buffer.from(bytes).toString()).layers);
    const layer = layers.find((one) => one.mediaType === mediaType);
    const envelope = Buffer.concat(await (await store.blob(layer, {}, signal)).toArray());
    await store.close();

    const options = {
      mediaType,
      target: { mediaType: target!.mediaType, digest: target!.digest, size: target!.size },
      statement: statement(),
      trustStore: openTrustStore(at.store),
      at: new Date(),
      revocation: 'none' as const,
    };
    const verdict = await verifyEnvelope(envelope, options);
    expect(verdict).toMatchObject({
      passed: true,
      payload: { targetArtifact: { digest: at.digests.multi } },
    });
    expect(verdict.signer?.subject).toMatch(/^CN=release/);
    expect(verdict.outcomes.map(({ check }) => check)).toContain('authenticity');

    const later = await verifyEnvelope(envelope, { ...options, at: new Date('2050-06-01T00:00:00Z') });
    expect(later.passed).toBe(false);
    const other = await verifyEnvelope(envelope, { ...options, target: { ...options.target, size: 1 } });
    expect(other.passed).toBe(false);
    const garbage = await verifyEnvelope(new Uint8Array([1, 2, 3]), options);
    expect(garbage).toMatchObject({ passed: false, signer: null, payload: null });

    for (const bad of [
      { statement: { ...statement(), extra: 1 } },
      { statement: { ...statement(), trustedIdentities: [] } },
      { target: { ...options.target, digest: 'latest' } },
      { target: { ...options.target, size: -1 } },
      { at: new Date(Number.NaN) },
      { revocation: 'maybe' },
      { trustStore: {} },
    ]) {
      await expect(verifyEnvelope(envelope, { ...options, ...bad } as never)).rejects.toBeInstanceOf(
        SealiftError,
      );
    }
    await expect(verifyEnvelope('text' as never, options)).rejects.toMatchObject({ code: 'usage' });
  });

  it('open a key from a file, a variable and content', async () => {
    const pem = await readFile(at.key, 'utf8');
    for (const options of [{ key: at.key }, { key: 'env://K', env: { K: pem } }, { key: pem }]) {
      const signer = await openSigner(options);
      const { algorithm } = await signer.describe(new AbortController().signal);
      expect(algorithm.jws).toBe('ES256');
      await signer.close();
    }
    await expect(openSigner({ key: at.path('nope') })).rejects.toMatchObject({ code: 'file_not_found' });
  });

  it('refuse a place with a tag, and one that is none', async () => {
    await expect(openStore({ place: `${at.images}:one` })).rejects.toMatchObject({
      code: 'reference_invalid',
    });
    await expect(openStore({ place: 'nope' })).rejects.toMatchObject({ code: 'reference_invalid' });
    await writeFile(at.path('file'), '');
    await expect(openStore({ place: `oci:${at.path('nothing')}` })).rejects.toMatchObject({
      code: 'file_not_found',
    });
  });
});
