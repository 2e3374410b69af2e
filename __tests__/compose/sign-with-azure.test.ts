import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exitCodeOf } from '../../src/compose/exit-code.ts';
import type { SignOptions } from '../../src/compose/run-options.ts';
import { runSign } from '../../src/compose/run-sign.ts';
import type { ProgressEvent } from '../../src/operations/ports.ts';
import type { RunResult } from '../../src/operations/results.ts';
import { everything } from '../support/echo.ts';
import { ENCODINGS, expectHidden } from '../support/encodings.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { image, push } from '../support/images.ts';
import { azureError, FakeAzure } from '../support/kms/azure/azure.ts';
import { CLIENT, entraError, TENANT } from '../support/kms/azure/entra.ts';
import { FakeGithub } from '../support/kms/github/github.ts';
import type { Told } from '../support/kms/loopback.ts';
import { mint, namedKey, sharedChain, testChain, testKey, testSelfSigned } from '../support/pki.ts';
import { registryStore } from '../support/registry-store.ts';
import { never } from '../support/tools.ts';

let azure: FakeAzure;
let github: FakeGithub;
let registry: FakeRegistry;
beforeEach(async () => {
  azure = new FakeAzure();
  github = new FakeGithub();
  registry = await FakeRegistry.start({}, { kind: 'none' });
  await Promise.all([azure.server.start(), github.server.start()]);
  azure.addVersion('release');
});
afterEach(() => Promise.all([azure.server.close(), github.server.close(), registry.stop()]));

/** Pushes an image to each repository, and removes the requests for it from the log. */
async function pushed(names: readonly string[], seed?: string): Promise<string[]> {
  const references = await Promise.all(
    names.map(async (name) => {
      const { digest } = await push(
        registryStore(registry.host, name),
        image({ layers: 1, seed: seed ?? name }),
        '1',
      );
      return `${registry.host}/${name}@${digest}`;
    }),
  );
  registry.log.length = 0;
  return references;
}

const sign = (images: readonly string[], options: Partial<SignOptions> = {}): Promise<RunResult> =>
  runSign(
    {
      images,
      key: `azurekms://${azure.server.host}/release`,
      certificateChain: sharedChain().pem,
      caFile: azure.tls.cert,
      env: {
        AZURE_CLIENT_ID: CLIENT,
        AZURE_TENANT_ID: TENANT,
        AZURE_AUTHORITY_HOST: azure.server.url,
        DOCKER_CONFIG: '/nonexistent',
        ...github.env,
      },
      ...options,
    },
    never,
  );

/** Removes the option. */
const WITHOUT_CHAIN = { certificateChain: undefined as never };

describe('signing with a key in a service', () => {
  it('reads the registry while the key is described, and pushes nothing before that is done', async () => {
    const images = await pushed(['team/app']);
    const gate = Promise.withResolvers<void>();
    azure.server.hold = gate.promise;
    const events: ProgressEvent[] = [];
    const reporter = { progress: (event: ProgressEvent) => events.push(event), warning: () => {} };
    const run = sign(images, { reporter });
    await vi.waitFor(
      () => {
        expect(registry.requests.some((request) => request.startsWith('HEAD /v2/team/app/manifests'))).toBe(
          true,
        );
        expect(registry.requests.some((request) => request.includes('/referrers/'))).toBe(true);
        expect(azure.server.most).toBe(1);
      },
      { interval: 2, timeout: 15_000 },
    );
    expect(azure.calls).toEqual([]);
    expect(registry.writes).toEqual([]);
    gate.resolve();
    const result = await run;
    expect(result).toMatchObject({ status: 'done', images: [{ status: 'signed' }] });
    expect(events).toContainEqual({
      type: 'identity',
      who: `the app ${CLIENT} by the token of this GitHub job`,
    });
  });

  it('takes 50 signatures, one token and one description for 50 images', async () => {
    const images = await pushed(Array.from({ length: 50 }, (_, at) => `team/app-${at}`));
    const result = await sign(images);
    expect(result.images.filter(({ status }) => status === 'signed')).toHaveLength(50);
    expect(azure.signatures).toBe(50);
    expect(azure.calls.filter((call) => call.startsWith('GET'))).toEqual(['GET /keys/release']);
    expect([azure.entra.issued, github.issued]).toEqual([1, 1]);
    expect(azure.server.most).toBeLessThanOrEqual(16);
  }, 60_000);

  it('signs one digest once for several repositories, which get the same signature', async () => {
    const images = await pushed(['one/app', 'two/app', 'three/app'], 'same');
    const options = { userMetadata: { build: '7' }, expiry: '30d' };
    const result = await sign(images, options);
    const digests = result.images.map(({ signatures }) => signatures[0]?.digest);
    expect(new Set(digests).size).toBe(1);
    expect(result.images.map(({ status }) => status)).toEqual(['signed', 'signed', 'signed']);
    expect(azure.signatures).toBe(1);
    for (const name of ['one/app', 'two/app', 'three/app'])
      expect(registry.repository(name).manifests.has(digests[0]!)).toBe(true);
  });

  it('makes the signature for one repository although another one refuses', async () => {
    const images = await pushed(['one/app', 'two/app'], 'same');
    registry.failures.push({ match: /POST \/v2\/one\//, times: 9, status: 403 });
    const result = await sign(images);
    expect(result.images.map(({ status }) => status)).toEqual(['failed', 'signed']);
    expect(azure.signatures).toBe(1);
  });

  it('takes a self-signed certificate from the vault', async () => {
    azure.addVersion('release', testKey('ec-384'), testSelfSigned('ec-384').minted[0]!.der);
    const [reference] = await pushed(['team/app']);
    const result = await sign([reference!], WITHOUT_CHAIN);
    expect(result).toMatchObject({ status: 'done', images: [{ status: 'signed' }] });
    expect(azure.calls.filter((call) => call.startsWith('GET'))).toEqual(['GET /certificates/release']);
  });

  it.each<[string, () => Partial<SignOptions> | undefined, string, number]>([
    ['may not be read', () => void azure.rights.delete('keys/get'), 'denied', 4],
    ['is not there', () => azure.keys.clear() as undefined, 'key_not_found', 1],
    [
      'is another one than the chain says',
      () => ({ certificateChain: testChain({ kind: 'ec-384' }).pem }),
      'key_certificate_mismatch',
      2,
    ],
    [
      'was rotated since its certificate was made',
      () => void azure.addVersion('release', namedKey('rotated')),
      'key_certificate_mismatch',
      2,
    ],
    [
      'has no whole chain',
      () => {
        azure.addVersion('release', testKey(), sharedChain().leaf.der);
        return WITHOUT_CHAIN;
      },
      'certificate_chain_invalid',
      2,
    ],
    [
      'has a certificate for something else',
      () => {
        azure.addVersion('release', testKey(), mint({ keyUsage: { bits: ['keyEncipherment'] } }).der);
        return WITHOUT_CHAIN;
      },
      'certificate_chain_invalid',
      2,
    ],
    [
      'is of nobody whom Entra trusts',
      () => {
        azure.entra.trusted = { ...azure.entra.trusted, sub: 'else' };
        return undefined;
      },
      'denied',
      4,
    ],
  ])('a key that %s ends the run, before anything is pushed', async (_, prepare, code, exitCode) => {
    const images = await pushed(['team/app', 'team/else']);
    const result = await sign(images, prepare() ?? {});
    expect(result).toMatchObject({ status: 'failed', images: [], error: { code } });
    expect(exitCodeOf(result)).toBe(exitCode);
    expect(registry.writes).toEqual([]);
  });

  const signature = (told: Told) => azure.server.spoil(({ url }) => url.pathname.endsWith('/sign'), told);
  it.each<[string, () => void, string, number]>([
    ['that the vault refuses', () => azure.rights.delete('keys/sign'), 'denied', 4],
    ['that is not one', () => signature({ status: 200, body: { value: 'AAAA' } }), 'self_check_failed', 1],
    [
      'with a key that was disabled since',
      () => signature(azureError(403, 'Forbidden', 'KeyDisabled')),
      'key_unusable',
      1,
    ],
  ])('a signature %s fails the image, and nothing of it is pushed', async (_, prepare, code, exitCode) => {
    const images = await pushed(['team/app']);
    prepare();
    const result = await sign(images);
    expect(result).toMatchObject({ status: 'failed', images: [{ status: 'failed', error: { code } }] });
    expect(exitCodeOf(result)).toBe(exitCode);
    // The upload that began while the vault signed was ended without content.
    expect(registry.writes.map((write) => write.split(' ')[0])).toEqual(['POST', 'DELETE']);
    expect(registry.openUploads).toBe(0);
  });

  it.each<[string, Partial<SignOptions>, string]>([
    [
      'an expired leaf',
      { certificateChain: testSelfSigned('ec-256', { notAfter: new Date('2021-01-01') }).pem },
      'certificate_not_valid_now',
    ],
    ['a chain without its root', { certificateChain: sharedChain().leaf.pem }, 'certificate_chain_invalid'],
    ['a chain that is no file', { certificateChain: '/nope.pem' }, 'file_not_found'],
    [
      'no chain for a key that knows none',
      { ...WITHOUT_CHAIN, key: 'awskms:///alias/x', env: { AWS_REGION: 'eu-central-1' } },
      'usage',
    ],
    ['a choice that is none', { azureCredential: 'else' as never }, 'usage'],
  ])('refuses %s before any request', async (_, options, code) => {
    const images = await pushed(['team/app']);
    const result = await sign(images, options);
    expect(result).toMatchObject({ images: [], error: { code } });
    expect(exitCodeOf(result)).toBe(2);
    expect([...registry.requests, ...azure.server.asked]).toEqual([]);
  });

  it.each(
    Object.entries({ raw: ENCODINGS.raw, base64: ENCODINGS.base64, percent: ENCODINGS['percent-encoded'] }),
  )('shows nothing that Entra or the vault repeats, %s', async (_, encode) => {
    const [image] = await pushed(['team/app']);
    const secrets: string[] = [];
    const lines: string[] = [];
    const options = {
      onSecret: (secret: string) => secrets.push(secret),
      onRequest: (line: string) => lines.push(line),
    };
    for (const isEntra of [true, false]) {
      azure.server.spoil(
        ({ url, headers }) =>
          isEntra ? url.pathname.endsWith('/token') : headers.authorization !== undefined,
        (asked) => {
          const words = encode(everything(asked));
          return isEntra ? entraError(700016, words) : azureError(403, 'Forbidden', undefined, words);
        },
      );
      const result = await sign([image!], options);
      expect(result.status).toBe('failed');
      const sent = secrets.filter((secret) => /^eyJ|entra-access/.test(secret));
      expect(sent.length).toBeGreaterThan(0);
      for (const secret of sent) expectHidden(JSON.stringify(result) + lines.join('\n'), secret);
      azure.server.faults.length = 0;
    }
  });
});
