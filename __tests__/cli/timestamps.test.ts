import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type } from '../support/command-line.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { image, index, push } from '../support/images.ts';
import { FakeKms, LOGIN, REGION } from '../support/kms/aws/kms.ts';
import { CA, mint, namedKey, nameOf, testChain } from '../support/pki.ts';
import { registryStore } from '../support/registry-store.ts';
import { TimestampAuthority } from '../support/timestamp-authority.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

const KMS_KEY = 'awskms:///alias/release';

describe('sealift sign with a timestamp, in a registry', () => {
  const kms = new FakeKms();
  const authority = new TimestampAuthority();
  let at: Workplace;
  let home: string;
  let registry: FakeRegistry;
  let reference: string;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'sealift-aws-'));
    // Otherwise the SDK would read the AWS configuration of the user who runs the tests.
    vi.stubEnv('AWS_CONFIG_FILE', join(home, 'config'));
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(home, 'credentials'));
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    [at] = await Promise.all([workplace(), kms.server.start(), authority.server.start()]);
    kms.addKey('release', 'ec-384');
    kms.aliases.set('alias/release', 'release');
    await writeFile(at.path('kms.pem'), testChain({ kind: 'ec-384' }).pem);
    await writeFile(at.path('tsa.pem'), authority.root.pem);
    const other = mint({ ...CA, subject: nameOf('timestamp root'), key: namedKey('other timestamp root') });
    await writeFile(at.path('other.pem'), other.pem);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await Promise.all([at.remove(), kms.server.close(), authority.server.close()]);
    await rm(home, { recursive: true, force: true });
  });

  beforeEach(async () => {
    registry = await FakeRegistry.start();
    const store = registryStore(registry.host);
    const descriptor = await push(store, index([image({ seed: 'a' }), image({ seed: 'b' })]), '1');
    reference = `${registry.host}/team/app@${descriptor.digest}`;
    registry.log.length = 0;
    authority.server.asked.length = 0;
  });
  afterEach(async () => {
    authority.server.hold = undefined;
    authority.server.faults.length = 0;
    authority.quirks = {};
    await registry.stop();
  });

  const KEYS = {
    'a local key': () => at.keyFlags,
    'a key in a KMS': () => ['--key', KMS_KEY, '--certificate-chain', at.path('kms.pem')],
  };
  type Kind = keyof typeof KEYS;
  const KINDS = Object.keys(KEYS) as Kind[];

  const sign = (kind: Kind, ...flags: string[]) =>
    type(['sign', reference, ...KEYS[kind](), ...flags, '--output', 'json'], {
      AWS_ACCESS_KEY_ID: LOGIN.accessKeyId,
      AWS_SECRET_ACCESS_KEY: LOGIN.secretAccessKey,
      AWS_REGION: REGION,
      AWS_ENDPOINT_URL_KMS: kms.server.url,
    });
  const tsaFlags = (root = 'tsa.pem') => [
    ...['--timestamp-url', authority.url, '--timestamp-root-cert', at.path(root), '--require-timestamp'],
  ];

  /** Everything that the repository holds. */
  const state = () => {
    const { blobs, manifests, tags, referrers } = registry.repository('team/app');
    const listed = [...referrers].filter(([, entries]) => entries.length > 0);
    return structuredClone([[...blobs.keys()], [...manifests.keys()], [...tags], listed]);
  };

  it.each(KINDS.flatMap((kind) => ['jws', 'cose'].map((format) => [kind, format] as const)))(
    'signs an index and its images with %s in %s, and the upload is opened while the authority is asked',
    async (kind, format) => {
      const isOpen = () => registry.requests.some((request) => /^POST .*\/blobs\/uploads\//.test(request));
      authority.server.hold = vi.waitUntil(isOpen, { timeout: 20_000 }).then(() => {});
      const run = await sign(kind, ...tsaFlags(), '--recursive', '--signature-format', format);
      expect(run, run.stdout).toMatchObject({ code: 0 });
      const [result] = run.json().images;
      expect(result!.signatures.map(({ validUntil }) => validUntil)).toEqual([null, null, null]);
      expect(authority.server.asked).toHaveLength(3);
      expect(registry.openUploads).toBe(0);
      const again = await sign(kind, ...tsaFlags(), '--recursive', '--signature-format', format);
      expect(again.json().images).toMatchObject([{ status: 'skipped' }]);
      expect(authority.server.asked).toHaveLength(3);
    },
  );

  it.each<[string, number, string, string, () => unknown]>([
    ['is down', 3, 'timestamp_authority_unavailable', 'tsa.pem', () => spoil({ status: 503 })],
    ['says no', 1, 'timestamp_refused', 'tsa.pem', () => spoil(authority.refused('not you'))],
    ['has another root', 1, 'timestamp_untrusted', 'other.pem', () => {}],
    [
      'tells a time of yesterday',
      1,
      'timestamp_invalid',
      'tsa.pem',
      () => {
        authority.quirks = { clockOff: -86_400_000 };
      },
    ],
  ])('leaves the repository as it was when the authority %s', async (_, exit, code, root, prepare) => {
    prepare();
    const before = state();
    const run = await sign('a key in a KMS', ...tsaFlags(root), '--recursive', '--timeout', '5s');
    expect(run, run.stdout).toMatchObject({ code: exit });
    expect(run.json().images).toMatchObject([{ status: 'failed', signatures: [], error: { code } }]);
    expect(state()).toEqual(before);
    expect(registry.openUploads).toBe(0);
  });

  const spoil = (told: (typeof authority.server.faults)[number]): void => {
    authority.server.faults.push(...Array.from({ length: 30 }, () => told));
  };
});
