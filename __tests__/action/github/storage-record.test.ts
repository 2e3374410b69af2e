import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordOf } from '../../../src/action/github/storage-record.ts';
import { inputVariable } from '../../../src/action/inputs.ts';
import { runAction } from '../../../src/action/run-action.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import { GithubApi } from '../../support/github/api.ts';
import { never } from '../../support/tools.ts';
import { type Workplace, workplace } from '../../support/workplace.ts';

const RECORD = 'POST /orgs/acme/artifacts/metadata/storage-record';

let at: Workplace;
let registry: FakeRegistry;
let api: GithubApi;
beforeAll(async () => {
  at = await workplace();
  registry = await FakeRegistry.start();
});
afterAll(async () => {
  await registry.stop();
  await at.remove();
});
beforeEach(async () => {
  api = new GithubApi();
  await api.host.start();
});
afterEach(() => api.host.close());

async function promote(
  destination: string,
  env: Readonly<Record<string, string>> = {},
): Promise<FakeHost & { code: number }> {
  const host = new FakeHost();
  const inputs = {
    source: `${at.images}:one`,
    destination,
    'skip-verification': 'true',
    'storage-record': 'true',
    'github-token': api.token,
  };
  const given = Object.entries(inputs).map(([name, value]) => [inputVariable(name), value]);
  const code = await runAction('promote', host, { ...Object.fromEntries(given), ...api.env, ...env }, never);
  expect([...host.log, host.markdown].join('\n')).not.toContain(api.token);
  return Object.assign(host, { code });
}

const recordWarning = ({ warnings }: FakeHost): string =>
  warnings.find((text) => text.startsWith('the storage record was not filed')) ?? '';

describe('the storage record', () => {
  it('is filed for each destination that is done, with one request each, and again by a repeat', async () => {
    const destination = `${registry.host}/prod/app:1.4,latest\n${registry.host}/eu/app@${at.digests.one}\noci:${at.path('copy')}:1`;
    const done = await promote(destination);
    expect(done.code).toBe(0);
    expect(recordWarning(done)).toBe('');
    expect(api.asked).toEqual([RECORD, RECORD]);
    const url = `https://${registry.host}`;
    expect(api.records[0]).toEqual({
      name: `${registry.host}/prod/app`,
      digest: at.digests.one,
      version: '1.4',
      registry_url: url,
      artifact_url: `${url}/v2/prod/app/manifests/${at.digests.one}`,
      repository: 'prod/app',
      status: 'active',
      github_repository: 'app',
    });
    expect(api.records[1]).not.toHaveProperty('version');
    expect(done.log.filter((line) => line.includes('1 of 3 destinations have none'))).toHaveLength(1);
    expect((await promote(destination)).code).toBe(0);
    expect(api.records).toHaveLength(4);
  });

  it('is not filed for what failed, or was only planned', async () => {
    const failed = await promote(`127.0.0.1:1/app:1\n${registry.host}/part/app:1`, { INPUT_TIMEOUT: '1s' });
    expect(failed.code).toBe(5);
    expect(api.records.map(({ repository }) => repository)).toEqual(['part/app']);
    await promote(`${registry.host}/plan/app:1`, { 'INPUT_DRY-RUN': 'true' });
    expect(api.asked).toHaveLength(1);
  });

  it.each<[string, (is: GithubApi) => void, RegExp, number]>([
    [
      'a token without the right',
      (is) => Object.assign(is, { filesRecords: false }),
      /must not file.*artifact-metadata: write/,
      2,
    ],
    [
      'a repository of a user',
      (is) => Object.assign(is, { ownerType: 'User' }),
      /acme is a user.*organizations alone/,
      2,
    ],
    [
      'a token that is not known',
      (is) => Object.assign(is, { knowsToken: false }),
      /does not know the token \(401: Bad credentials\)\. Leave the input github-token out/,
      1,
    ],
    [
      'an API that is not there',
      (is) => is.host.faults.push({ status: 404, body: { message: 'Not Found' } }),
      /must not file.*or this GitHub keeps none \(404: Not Found\).*Enterprise Server/,
      2,
    ],
    [
      'an answer without a record',
      (is) => is.host.faults.push({ status: 200, body: { storage_records: [] } }),
      /made no storage record/,
      1,
    ],
    ['an answer of HTML', (is) => is.host.faults.push({ status: 200, body: '<html>' }), /answer of/, 1],
    [
      'a refusal of GitHub',
      (is) => is.host.faults.push({ status: 422, body: { message: 'Invalid [x](y)' } }),
      /422: Invalid/,
      1,
    ],
    ['a failure of GitHub', (is) => is.host.faults.push({ status: 500, body: 'no' }), /\(500\)/, 1],
  ])('is a warning for %s, and the promotion is done', async (_, spoil, expected, requests) => {
    spoil(api);
    const done = await promote(`${registry.host}/w/app:1\n${registry.host}/w/app2:1`);
    expect(done.code).toBe(0);
    expect(done.outputs.status).toBe('done');
    expect(recordWarning(done)).toMatch(expected);
    expect(api.asked).toHaveLength(requests);
    expect(api.records).toEqual([]);
  });

  it('leaves out what the API would refuse', () => {
    const pinned = `docker.io/library/alpine@sha256:${'a'.repeat(64)}`;
    expect(recordOf({ pinned, tag: 'x'.repeat(128) })).not.toHaveProperty('version');
    expect(recordOf({ pinned, tag: undefined })?.artifact_url).toMatch(
      /^https:\/\/registry-1\.docker\.io\/v2\//,
    );
    expect(
      recordOf({ pinned: `r.example.com/app@sha512:${'a'.repeat(128)}`, tag: undefined }),
    ).toBeUndefined();
    expect(recordOf({ pinned: null, tag: undefined })).toBeUndefined();
  });
});
