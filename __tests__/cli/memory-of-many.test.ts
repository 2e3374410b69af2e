import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { digestOf } from '../../src/oci/digest.ts';
import { planBytes } from '../../src/planning/write-plan.ts';
import { crowdedSource } from '../support/crowded-source.ts';
import { measured } from '../support/peak-memory.ts';
import { OLD, POLICY, planned, STORE } from '../support/plans.ts';

const PROGRAM = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');
/** MiB that the program has in every command. */
const LIMIT = 160;
/** MiB that it has where a source attaches as much to each of its images as one image may have. */
const CROWDED = 200;

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'sealift-memory-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

async function promotionsFile(host: string): Promise<string> {
  const path = await folder();
  const lines = [
    'version: 1',
    'skip-verification: true',
    'promotions:',
    `  - { from: ${host}/source, tags: { allow: ['.'] }, to: ['${host}/to'] }`,
  ];
  await writeFile(join(path, 'promotions.yaml'), `${lines.join('\n')}\n`);
  return path;
}

describe.runIf(process.platform === 'linux')('a run of many images has a limit on its memory', () => {
  it.each([
    [2, '9,000 attachments', 9000, 0],
    [12, '100 attachments of 160 kB', 100, 160_000],
  ])('where each of %i images has %s', async (count, _, attachments, padding) => {
    const source = await crowdedSource(count, attachments, padding);
    onTestFinished(source.close);
    const path = await promotionsFile(source.host);
    const args = ['promote', '--file', 'promotions.yaml', '--dry-run', '--output', 'json'];
    const { code, stdout, peak } = await measured(PROGRAM, args, path);
    const { images, warnings } = JSON.parse(stdout);
    expect(images.flatMap((image: { error: unknown }) => image.error ?? [])).toEqual([]);
    expect(code).toBe(0);
    expect(images).toHaveLength(count);
    for (const { status, destinations } of images) {
      expect(status).toBe('unverified');
      expect(destinations[0].attachments.expected).toBe(attachments);
    }
    expect(warnings.join('\n').includes('more attachments than')).toBe(attachments > 1000);
    expect(peak).toBeLessThan(CROWDED);
  });

  it('where its plan has 46,000 promotions', async () => {
    const path = await promotionsFile('127.0.0.1:1');
    const promotions = Array.from({ length: 46_000 }, (_, at) => {
      const number = `${at}`.padStart(5, '0');
      const source = { repository: `dev.example.com/team/app-${number.slice(0, 3)}`, tag: `1.${at}` };
      const tags = [{ tag: source.tag, action: 'new', previous: null, backup: null }] as const;
      const digest = digestOf(Buffer.from(number));
      return planned('new', `mirror.example.com/team/app-${number}`, { source, tags, digest });
    });
    const files = { promotions: OLD, lists: [], policies: [POLICY], trustStores: [STORE] };
    const bytes = planBytes({ version: 1, files, promotions });
    await writeFile(join(path, 'plan.json'), bytes);
    const args = ['promote', '--file', 'promotions.yaml', '--plan', 'plan.json', '--shard', '2/20'];
    const { code, stderr, peak } = await measured(PROGRAM, args, path);
    // It has read all of the plan when it finds that the file is another one.
    expect(stderr).toContain('plan_outdated');
    expect(code).toBe(1);
    expect(peak).toBeLessThan(LIMIT);
  });
});
