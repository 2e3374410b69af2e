import { describe, expect, it } from 'vitest';
import { destinationsOf } from '../../src/compose/destinations.ts';
import { imageOf } from '../../src/compose/images.ts';
import { withRollbacks } from '../../src/compose/rollback.ts';
import type { TrustMaterial } from '../../src/notation/ports.ts';
import type { TagResult } from '../../src/operations/results.ts';
import { Problems } from '../../src/options/problems.ts';
import { readOptions } from '../../src/options/read-options.ts';
import { wordsOf } from '../support/pasted.ts';
import { destination, IMAGE_DIGEST, image } from '../support/summaries.ts';

const OLD = `sha256:${'1'.repeat(64)}`;
const OLDER = `sha256:${'2'.repeat(64)}`;
const moved = (tag: string, previous = OLD): TagResult => ({ tag, action: 'moved', previous, backup: null });
const PLACE = 'prod.example.com/app';

interface Given {
  readonly options?: Readonly<Record<string, unknown>>;
  readonly source?: string;
  readonly scopes?: readonly string[];
  readonly tags?: readonly TagResult[];
  readonly status?: 'promoted' | 'failed' | 'planned';
}

/** The command for a destination whose tags ended so. */
async function rollback({
  options = {},
  source = 'dev.example.com/app:1',
  scopes,
  tags = [moved('1.4')],
  status = 'promoted',
}: Given): Promise<string | null> {
  const problems = new Problems();
  const plainHttp = () => false;
  const names = tags.map(({ tag }) => tag).join(',');
  const from = imageOf(source, plainHttp);
  const places = await destinationsOf(`${PLACE}:${names}`, undefined, from, { problems, plainHttp });
  const values = readOptions('promote', options, problems);
  expect(problems.any).toBe(false);
  const one = destination(status, PLACE, { reference: `${PLACE}:${names}`, tags, digest: IMAGE_DIGEST });
  const statements = scopes?.map((scope) => ({ name: scope, registryScopes: [scope] }));
  const trust = statements && ({ policy: async () => ({ trustPolicies: statements }) } as unknown);
  const context = { values, source: from.reference, trust: trust as TrustMaterial | undefined };
  const { destinations } = await withRollbacks(image('promoted', { destinations: [one] }), places, context);
  return destinations[0]!.rollback;
}

describe('the words of the command that goes back', () => {
  it('name the digest from before, and the tags that were there', async () => {
    expect(await rollback({})).toBe(`sealift promote ${PLACE}@${OLD} ${PLACE}:1.4`);
    expect(await rollback({ tags: [moved('1.4'), moved('1', OLDER), moved('latest')] })).toBe(
      `sealift promote ${PLACE}@${OLD} ${PLACE}:1.4,latest && sealift promote ${PLACE}@${OLDER} ${PLACE}:1`,
    );
  });

  it('are given after a failure too, for the tags that moved', async () => {
    const left: TagResult = { tag: 'latest', action: 'left', previous: OLD, backup: null };
    expect(await rollback({ status: 'failed', tags: [moved('1'), left] })).toMatch(/app:1$/);
  });

  it('are none after a dry run, and where nothing moved', async () => {
    expect(await rollback({ status: 'planned' })).toBeNull();
    for (const action of ['new', 'unchanged', 'kept', 'left'] as const)
      expect(await rollback({ tags: [{ tag: '1', action, previous: OLD, backup: null }] })).toBeNull();
    expect(await rollback({ tags: [moved('1', IMAGE_DIGEST)] })).toBeNull();
  });

  it('carry what says whose signatures count and how the registry is reached, and no more', async () => {
    const options = {
      trustPolicy: "it's here/policy.json",
      trustStore: 'store',
      trustedIdentity: ['*', 'x509.subject: C=US, ST=WA, O=acme'],
      requireCount: 2,
      distrust: [`${'a'.repeat(64)}=2026-11-01`],
      allowUnsigned: true,
      scope: '*',
      caFile: 'ca.pem',
      httpHost: 'prod.example.com',
      registryConfig: 'both.json',
      toRegistryConfig: 'to.json',
      toUsername: 'ann',
      passwordStdin: true,
      backupTag: '{tag}-previous',
      existingTag: 'move',
      deep: true,
      include: 'signatures',
      timeout: '5s',
    };
    const line = await rollback({ options });
    expect(await wordsOf(line!)).toEqual([
      [
        ...['promote', `${PLACE}@${OLD}`, `${PLACE}:1.4`],
        ...['--trust-policy', "it's here/policy.json", '--trust-store', 'store'],
        ...['--trusted-identity', '*', '--trusted-identity', 'x509.subject: C=US, ST=WA, O=acme'],
        ...['--require-count', '2', '--distrust', `${'a'.repeat(64)}=2026-11-01`, '--allow-unsigned'],
        ...['--ca-file', 'ca.pem', '--http-host', 'prod.example.com', '--scope', '*'],
        ...['--registry-config', 'to.json', '--from-username', 'ann', '--to-username', 'ann'],
        '--password-stdin',
      ],
    ]);
  });

  it('name the repository to which the signatures went, since the image from before has its own there', async () => {
    const options = {
      signaturesTo: 'prod.example.com/signatures',
      signaturesFrom: ['dev.example.com/signatures'],
    };
    expect(await rollback({ options })).toBe(
      `sealift promote ${PLACE}@${OLD} ${PLACE}:1.4 --signatures-from prod.example.com/signatures --signatures-to prod.example.com/signatures`,
    );
  });

  it('name the source and what it was read with, where signatures stay behind', async () => {
    const options = { excludeSignatures: true, signaturesFrom: ['dev.example.com/signatures'] };
    expect(await rollback({ options })).toBe(
      `sealift promote ${PLACE}@${OLD} ${PLACE}:1.4 --signatures-from dev.example.com/app --signatures-from dev.example.com/signatures --exclude-signatures`,
    );
  });

  it('carry the platforms of a sparse mirror, which has no others, and whether each is judged for itself', async () => {
    const options = { platform: ['linux/amd64', 'linux/arm64'], recursive: true };
    expect(await rollback({ options })).toMatch(
      / --recursive --platform linux\/amd64 --platform linux\/arm64$/,
    );
  });

  it('say FILE for what was given as content', async () => {
    const options = {
      trustPolicy: '{"version":"1.0"}',
      trustStore: 's',
      caFile: '-----BEGIN CERTIFICATE-----',
    };
    expect(await rollback({ options })).toMatch(/ --trust-policy FILE --trust-store s --ca-file FILE$/);
  });

  it.each<[string, Given, string]>([
    ['the statement for everything', { scopes: ['*'] }, ''],
    ['statements of their own', { scopes: ['dev.example.com/app', PLACE] }, ' --scope dev.example.com/app'],
    ['one for the source alone', { scopes: ['dev.example.com/app'] }, ' --scope dev.example.com/app'],
    ['one for the destination', { scopes: ['*', PLACE] }, ' --scope dev.example.com/app'],
    ['a layout', { scopes: ['*', PLACE], source: 'oci:dir:1' }, " --scope '*'"],
  ])('name the scope where source and destination are judged by others: %s', async (_, given, ends) => {
    expect(await rollback(given)).toBe(`sealift promote ${PLACE}@${OLD} ${PLACE}:1.4${ends}`);
  });
});
