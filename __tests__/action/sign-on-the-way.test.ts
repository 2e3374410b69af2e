import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { inputVariable } from '../../src/action/inputs.ts';
import { runAction } from '../../src/action/run-action.ts';
import type { ImageResult } from '../../src/operations/results.ts';
import type { ActionName } from '../../src/options/commands.ts';
import { FakeHost } from '../support/fake-host.ts';
import { never } from '../support/tools.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

const ROOT = join(import.meta.dirname, '..', '..');

const RUN = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'acme/app',
  GITHUB_RUN_ID: '4711',
  GITHUB_SHA: 'c'.repeat(40),
  GITHUB_ACTOR: 'octocat',
};

describe('the promote action with sign', () => {
  let at: Workplace;
  beforeAll(async () => {
    at = await workplace();
  });
  afterAll(() => at.remove());

  const act = async (action: ActionName, inputs: Readonly<Record<string, string>>) => {
    const host = new FakeHost();
    const given = Object.entries(inputs).map(([name, value]) => [inputVariable(name), value]);
    const code = await runAction(action, host, { ...Object.fromEntries(given), ...RUN }, never);
    const images = JSON.parse(host.outputs.results!).images as ImageResult[];
    return Object.assign(host, { code, image: images[0] });
  };
  const inputs = (folder: string, more: Readonly<Record<string, string>> = {}) => ({
    source: `${at.images}:two`,
    destination: `oci:${at.path(folder)}:1`,
    'trust-policy': at.policy,
    'trust-store': at.store,
    'allow-unsigned': 'true',
    key: at.key,
    'certificate-chain': at.chain,
    ...more,
  });

  it('has its own signature as output, in table, log and picture, also when it was there before', async () => {
    const done = await act('promote', inputs('prod', { sign: 'true' }));
    expect(done, done.outputs.results).toMatchObject({ code: 0 });
    const digest = done.image!.destinations[0]!.signed[0]!.digest!;
    expect(done.outputs['signature-digest']).toBe(digest);
    expect(done.markdown).toContain('own signature made by this run');
    expect(done.markdown).toContain('signed');
    expect(done.markdown).toContain(digest);
    expect(done.log.join('\n')).toContain('own signature made by this run');
    const again = await act('promote', inputs('prod', { sign: 'true' }));
    expect(again.outputs).toMatchObject({ status: 'done', 'signature-digest': digest });
    expect(again.markdown).toContain('own signature there before');
  });

  it('is told apart from the signature that was judged', async () => {
    const first = await act('promote', inputs('judged', { sign: 'true' }));
    const metadata = { sign: 'true', 'user-metadata': 'mirror=eu', source: `oci:${at.path('judged')}:1` };
    const second = await act('promote', inputs('own', metadata));
    const digest = second.image!.destinations[0]!.signed[0]!.digest!;
    expect(digest).not.toBe(first.outputs['signature-digest']);
    expect(second.outputs['signature-digest']).toBe(digest);
    expect(second.image!.signatures.map(({ made }) => made)).toEqual([false, true]);
    const planned = await act('promote', { ...inputs('plan', metadata), 'dry-run': 'true' });
    // None of its own is there, so the output has the one that passed.
    expect(planned.outputs['signature-digest']).toBe(first.outputs['signature-digest']);
    expect(planned.markdown).toContain('own signature to be made');
  });

  it('signs the run along where that is asked for', async () => {
    const done = await act('promote', inputs('run', { sign: 'true', 'run-metadata': 'true' }));
    expect(done).toMatchObject({ code: 0 });
    const verified = await act('verify', {
      images: `oci:${at.path('run')}:1`,
      'trust-policy': at.policy,
      'trust-store': at.store,
      'user-metadata': 'com.github.repository=acme/app',
    });
    expect(verified).toMatchObject({ code: 0, image: { status: 'verified' } });
  });

  it('is not asked to sign by the inputs that the runner fills in', async () => {
    const { inputs: all } = parse(readFileSync(join(ROOT, 'promote', 'action.yml'), 'utf8'));
    const filled = Object.entries<{ default?: string }>(all).flatMap(([name, { default: value = '' }]) =>
      value.includes('${{') ? [] : [[name, value] as const],
    );
    const { key: _, 'certificate-chain': __, ...plain } = inputs('filled');
    const done = await act('promote', { ...Object.fromEntries(filled), ...plain });
    expect(done, done.outputs.results).toMatchObject({ code: 0, outputs: { status: 'done' } });
  });

  it('refuses what belongs to a signature when none is made, in the words of the inputs', async () => {
    const { key, 'certificate-chain': chain, ...plain } = inputs('none');
    for (const [more, words] of [
      [
        { key, 'certificate-chain': chain },
        /`key`, `certificate-chain`: without `sign: true` promote makes no signature/,
      ],
      [{ 'run-metadata': 'true' }, /run-metadata is true, and without sign: true promote makes no signature/],
    ] as const) {
      const done = await act('promote', { ...plain, ...more });
      expect(done).toMatchObject({ code: 2, outputs: { 'error-code': 'usage' } });
      expect(done.annotations.map(({ message }) => message).join('\n')).toMatch(words);
      expect(done.annotations.map(({ message }) => message).join('\n')).not.toContain('--');
    }
  });
});
