import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inputVariable } from '../../src/action/inputs.ts';
import { runAction } from '../../src/action/run-action.ts';
import { outputsOf } from '../../src/options/outputs.ts';
import { type } from '../support/command-line.ts';
import { FakeHost } from '../support/fake-host.ts';
import { expectValid } from '../support/result-schema.ts';
import { never } from '../support/tools.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

let at: Workplace;
beforeAll(async () => {
  at = await workplace();
  const flags = [...at.keyFlags, '--output', 'json'];
  for (const tag of ['one', 'two'])
    expect((await type(['sign', `${at.images}:${tag}`, ...flags])).code).toBe(0);
  for (const [tag, name] of [
    ['one', 'whole'],
    ['two', 'whole'],
    ['one', 'half'],
    ['one', 'mended'],
  ])
    expect((await type(['promote', `${at.images}:${tag}`, place(name!), ...at.trustFlags])).code).toBe(0);
});
afterAll(() => at.remove());

const place = (name: string): string => `oci:${at.path(name)}`;
const trust = () => ({ 'trust-policy': at.policy, 'trust-store': at.store });

async function compare(
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Promise<FakeHost & { code: number }> {
  const host = new FakeHost();
  const given = Object.entries(inputs).map(([name, value]) => [inputVariable(name), value]);
  const code = await runAction('compare', host, { ...Object.fromEntries(given), ...env }, never);
  expect(Object.keys(host.outputs)).toEqual(outputsOf('compare').map(({ name }) => name));
  expectValid(JSON.parse(host.outputs.results!));
  return Object.assign(host, { code });
}

const sources = () => `${at.images}:one\n# the other one\n${at.images}:two\n`;

describe('the compare action', () => {
  it('says of all sources that a repository has them', async () => {
    const done = await compare({ source: sources(), with: place('whole') });
    expect(done).toMatchObject({ code: 0, annotations: [] });
    expect(done.outputs).toMatchObject({ status: 'done', 'error-code': '', digest: at.digests.one });
    expect(done.markdown).toContain('### ✅ Sealift compare: done');
    expect(done.markdown).toMatch(/✅&nbsp;equal \|.*1 of 1 manifests/s);
    expect(done.markdown).toContain('"equal"');
  });

  it('says which repository lacks which image, with one annotation for each', async () => {
    const done = await compare({ source: sources(), with: `${place('whole')}\n${place('half')}` });
    expect(done.code).toBe(1);
    expect(done.outputs).toMatchObject({ status: 'partial', 'error-code': 'parity_missing' });
    expect(done.annotations.map(({ title }) => title)).toEqual(['Sealift: parity_missing']);
    expect(done.annotations[0]!.message).toContain(`half lacks something of ${at.images}:two`);
    expect(done.annotations[0]!.message).toContain('with `repair: true`');
    const rows = done.markdown
      .replaceAll('<wbr>', '')
      .split('\n')
      .filter((line) => line.startsWith('| '));
    expect(rows.filter((row) => row.includes('short'))).toEqual([
      expect.stringMatching(/half.*<code>.*:two<\/code>.*the tag two is not there/),
    ]);
  });

  it('repairs where it is told to, and says what the gate refuses', async () => {
    const given = { source: `${at.images}:two`, with: place('mended'), repair: 'true' };
    const refused = await compare(given);
    expect(refused).toMatchObject({ code: 2, outputs: { 'error-code': 'trust_missing' } });
    const done = await compare({ ...given, ...trust() });
    expect(done, JSON.stringify(done.annotations)).toMatchObject({ code: 0, annotations: [] });
    expect(done.markdown).toContain('repaired');
    expect((await compare({ source: given.source, with: given.with })).code).toBe(0);
  });

  it.each([
    ['no source', { source: ' \n# nothing\n' }, /no image is given/],
    ['no repository', { with: '' }, /compare needs `with`/],
    [
      'a trust policy that nothing is judged by',
      { 'trust-policy': '{}' },
      /`trust-policy` says what is judged/,
    ],
    ['a boolean that is none', { repair: 'yes' }, /repair must be true or false/],
  ])('ends with 2 for %s', async (_, inputs, message) => {
    const done = await compare({ source: `${at.images}:one`, with: place('whole'), ...inputs });
    expect(done).toMatchObject({ code: 2, outputs: { status: 'failed', 'error-code': 'usage' } });
    expect(done.annotations[0]!.message).toMatch(message);
  });

  it('masks a login in the address of a repository', async () => {
    const password = 'hunter2-Pa55w0rd-x';
    const done = await compare({
      source: `${at.images}:one`,
      with: `https://user:${password}@example.com/app`,
    });
    expect(done.code).toBe(2);
    expect(done.secrets).toContain(password);
    expect([...done.log, done.markdown, ...Object.values(done.outputs)].join('\n')).not.toContain(password);
  });

  it.each(['true', 'TRUE', 'yes'])('is refused on pull_request_target with repair: %s', async (repair) => {
    const env = { GITHUB_EVENT_NAME: 'pull_request_target' };
    const given = { source: `${at.images}:two`, with: place('half'), ...trust() };
    expect(await compare({ ...given, repair }, env)).toMatchObject({
      code: 2,
      outputs: { 'error-code': 'unsafe_event' },
    });
    const { source, with: repositories } = given;
    expect((await compare({ source, with: repositories, repair: 'false' }, env)).code).toBe(1);
  });
});
