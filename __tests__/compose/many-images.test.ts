import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../src/compose/exit-code.ts';
import { sign, verify } from '../../src/index.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { image } from '../support/images.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

const REPOSITORIES = ['a', 'b', 'c', 'd'];
const IMAGES = 80;

describe('many images of a file', () => {
  let at: Workplace;
  let registry: FakeRegistry;
  let lines: string[];
  let registryConfig: string;

  beforeAll(async () => {
    at = await workplace();
    const accounts = [{ username: 'alice', password: 'wonderland' }];
    registry = await FakeRegistry.start({}, { kind: 'bearer', accounts });
    const auth = Buffer.from('alice:wonderland').toString('base64');
    registryConfig = JSON.stringify({ auths: { [registry.host]: { auth } } });
    const put = async (_: unknown, number: number): Promise<string> => {
      const name = `team/${REPOSITORIES[number % REPOSITORIES.length]}`;
      const { manifest } = image({ seed: `image ${number}`, layers: 1 });
      await registry.repository(name).put(manifest, registry.switches);
      return `${registry.host}/${name}@${manifest.descriptor.digest}`;
    };
    lines = await Promise.all(Array.from({ length: IMAGES }, put));
  });
  afterAll(async () => {
    await registry.stop();
    await at.remove();
  });

  const fileOf = async (name: string, text: string): Promise<string> => {
    await writeFile(at.path(name), text);
    return at.path(name);
  };

  it('are signed once each, with a result for each name in their order, and with one token a repository', async () => {
    const [first, second, ...rest] = lines as [string, string, ...string[]];
    const text = [
      '# the release',
      '',
      first,
      `  ${second}  `,
      '#',
      first.replace('@', ':1.2@'),
      ...rest,
      second,
    ].join('\r\n');
    registry.log.length = 0;
    const result = await sign({
      imagesFile: await fileOf('all.txt', text),
      key: at.key,
      certificateChain: at.chain,
      registryConfig,
      concurrency: 8,
      env: {},
    });
    expect(result).toMatchObject({ status: 'done', error: null });
    const names = [first, second, first.replace('@', ':1.2@'), ...rest];
    expect(result.images.map(({ reference }) => reference)).toEqual(names);
    expect(result.images[2]?.signatures).toEqual(result.images[0]?.signatures);
    expect(result.images.every(({ signatures }) => signatures.length === 1)).toBe(true);
    const tokens = registry.requests.filter((request) => request.includes('/token'));
    expect(tokens).toHaveLength(REPOSITORIES.length);
    for (const line of lines) {
      const [, name, digest] = /^[^/]+\/(.+)@(.+)$/.exec(line)!;
      expect(registry.repository(name!).referrers.get(digest!)).toHaveLength(1);
    }
  });

  it('end in a partial result when one is missing, in their order', async () => {
    const missing = `${registry.host}/team/a@sha256:${'0'.repeat(64)}`;
    const some = [lines[3]!, missing, lines[0]!];
    const trust = { trustPolicy: at.policy, trustStore: at.store };
    const imagesFile = await fileOf('some.txt', some.join('\n'));
    const result = await verify({ imagesFile, registryConfig, ...trust, env: {} });
    expect(result.status).toBe('partial');
    expect(exitCodeOf(result)).toBe(5);
    expect(result.images.map(({ reference }) => reference)).toEqual(some);
    expect(result.images.map(({ status }) => status)).toEqual(['verified', 'failed', 'verified']);
  });

  it('are all verified although the registry limits requests', async () => {
    const url = /HEAD \/v2\/team/;
    registry.failures.push({ match: url, times: 12, status: 429, headers: { 'retry-after': '0' } });
    const trust = { trustPolicy: at.policy, trustStore: at.store };
    const images = lines.slice(0, 40);
    const result = await verify({ images, registryConfig, ...trust, env: {} });
    expect(result).toMatchObject({ status: 'done', error: null });
  });
});
