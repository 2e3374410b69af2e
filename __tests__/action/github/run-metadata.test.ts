import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inputVariable } from '../../../src/action/inputs.ts';
import { runAction } from '../../../src/action/run-action.ts';
import type { ActionName } from '../../../src/options/commands.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { never } from '../../support/tools.ts';
import { type Workplace, workplace } from '../../support/workplace.ts';

let at: Workplace;
beforeAll(async () => {
  at = await workplace();
});
afterAll(() => at.remove());

const RUN = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'acme/app',
  GITHUB_RUN_ID: '4711',
  GITHUB_RUN_ATTEMPT: '1',
  GITHUB_SHA: 'c'.repeat(40),
  GITHUB_ACTOR: 'dependabot[bot]',
};

async function act(
  action: ActionName,
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string | undefined>> = RUN,
): Promise<FakeHost & { code: number; status: string }> {
  const host = new FakeHost();
  const given = Object.entries(inputs).map(([name, value]) => [inputVariable(name), value]);
  const code = await runAction(action, host, { ...Object.fromEntries(given), ...env }, never);
  const [image] = JSON.parse(host.outputs.results!).images as { status: string }[];
  return Object.assign(host, { code, status: image?.status ?? '' });
}

const signInputs = (tag = 'one') => ({
  images: `${at.images}:${tag}`,
  key: at.key,
  'certificate-chain': at.chain,
  'run-metadata': 'true',
});
const verify = (metadata: string) =>
  act('verify', {
    images: `${at.images}:one`,
    'trust-policy': at.policy,
    'trust-store': at.store,
    'user-metadata': metadata,
  });

describe('the metadata of a run', () => {
  it('is signed beside that of the inputs, and verifying can demand it', async () => {
    const signed = await act('sign', { ...signInputs(), 'user-metadata': 'build=7' });
    expect(signed).toMatchObject({ code: 0, status: 'signed' });
    const all = [
      'build=7',
      'com.github.run-url=https://github.com/acme/app/actions/runs/4711',
      'com.github.repository=acme/app',
      `com.github.commit=${'c'.repeat(40)}`,
      'com.github.actor=dependabot[bot]',
    ];
    expect(await verify(all.join('\n'))).toMatchObject({ code: 0, status: 'verified' });
    for (const pair of all.slice(1)) expect(await verify(`${pair}0`)).toMatchObject({ code: 1 });
  });

  it('adds no second signature in another attempt or run, and does for another commit', async () => {
    const again = { ...RUN, GITHUB_RUN_ATTEMPT: '2' };
    const later = { ...RUN, GITHUB_RUN_ID: '4712' };
    const other = { ...RUN, GITHUB_SHA: 'd'.repeat(40) };
    const statuses: string[] = [];
    for (const env of [RUN, again, later, other, other])
      statuses.push((await act('sign', signInputs('two'), env)).status);
    expect(statuses).toEqual(['signed', 'skipped', 'skipped', 'signed', 'skipped']);
  });

  it('is an error outside of GitHub Actions, which names each variable that is missing, with all other problems', async () => {
    const { GITHUB_SHA: _, ...rest } = RUN;
    const done = await act('sign', { ...signInputs('multi'), expiry: 'x' }, { ...rest, GITHUB_ACTOR: '' });
    expect(done.code).toBe(2);
    expect(done.outputs['error-code']).toBe('usage');
    expect(done.annotations[0]?.message).toContain('GITHUB_SHA, GITHUB_ACTOR are not set');
    const bare = await act('sign', signInputs('multi'), {});
    for (const name of [
      'GITHUB_SERVER_URL',
      'GITHUB_REPOSITORY',
      'GITHUB_RUN_ID',
      'GITHUB_SHA',
      'GITHUB_ACTOR',
    ])
      expect(bare.annotations[0]?.message).toContain(name);
  });

  it.each([
    ['GITHUB_SERVER_URL', 'https://evil.example/x?y='],
    ['GITHUB_REPOSITORY', 'acme'],
    ['GITHUB_RUN_ID', '1/../2'],
    ['GITHUB_SHA', 'main'],
    ['GITHUB_ACTOR', 'a\nb=c'],
  ])('is refused where %s is not what GitHub sets', async (name, value) => {
    const done = await act('sign', signInputs('multi'), { ...RUN, [name]: value });
    expect(done).toMatchObject({ code: 2 });
    expect(done.annotations[0]?.message).toContain(`${name} is not set as GitHub Actions sets it`);
  });

  it('is refused where the inputs have one of its keys', async () => {
    const inputs = { ...signInputs('multi'), 'user-metadata': 'com.github.commit=abc' };
    const done = await act('sign', inputs);
    expect(done).toMatchObject({ code: 2 });
    expect(done.annotations[0]?.message).toContain('names the key "com.github.commit" twice');
  });
});
