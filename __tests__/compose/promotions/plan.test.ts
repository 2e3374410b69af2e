import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { plan, promote } from '../../../src/index.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import type { PlanRunResult } from '../../../src/operations/plan-result.ts';
import { readPlan } from '../../../src/planning/read-plan.ts';
import { type } from '../../support/command-line.ts';
import { attach, attached } from '../../support/images.ts';
import { copied, promotionsScene } from '../../support/promotions-scene.ts';
import { registryStore } from '../../support/registry-store.ts';
import { expectValid } from '../../support/result-schema.ts';
import { type Workplace, workplace } from '../../support/workplace.ts';

let at: Workplace;

beforeAll(async () => {
  at = await workplace();
});
afterAll(() => at.remove());

const entryFor = (source: string, to: string, more: readonly string[] = []): string[] => [
  'promotions:',
  `  - from: '${source}'`,
  `    to: '${to}/mirror/{name}'`,
  ...more.map((line) => `    ${line}`),
];

const planned = (file: string, more: object = {}): Promise<PlanRunResult> => plan({ file, env: {}, ...more });

const rows = ({ plan: made }: PlanRunResult) =>
  made!.promotions.map(({ action, tags }) => `${action} ${tags.map(({ tag }) => tag).join(',')}`);

describe('plan', () => {
  it('says for each tag of a destination what a promotion would do, and writes nothing', async () => {
    const scene = await promotionsScene(at);
    const trust = { trustPolicy: at.policy, trustStore: at.store, env: {} };
    const there = `${scene.to.host}/mirror/app`;
    const old = await scene.add('old');
    for (const tag of ['1.0', '1.1']) await scene.add(tag);
    await promote({ ...trust, source: `${scene.source}:1.0`, destination: `${there}:1.0` });
    for (const tag of ['1.2', '9.9'])
      await promote({ ...trust, source: `${scene.source}:old`, destination: `${there}:${tag}` });
    const [moved, added] = [await scene.add('1.2'), await scene.add('1.3')];
    await scene.add('1.4', { isSigned: false });
    await scene.add('9.9');
    await promote({ ...trust, source: `${scene.source}:1.3`, destination: `${there}:1.3` });
    await attach(registryStore(scene.from.host), added, attached(added, 'text/late', 'late'));
    scene.to.log.length = 0;
    const rules = [
      'existing-tag: { "9.*": keep }',
      'backup-tag: "{tag}-previous"',
      'tags: { semver: ">=1" }',
    ];
    const file = await scene.write(entryFor(scene.source, scene.to.host, rules));
    const out = at.path('plan.json');
    const result = await planned(file, { out });
    expect(rows(result)).toEqual([
      'unchanged 1.0',
      'new 1.1',
      'move 1.2',
      'add 1.3',
      'refused 1.4',
      'keep 9.9',
    ]);
    expect(result).toMatchObject({ status: 'partial', changes: true, file: out });
    const byTag = new Map(result.plan!.promotions.map((one) => [one.tags[0]!.tag, one]));
    expect(byTag.get('1.2')).toMatchObject({
      destination: there,
      source: { repository: scene.source, tag: '1.2' },
      digest: moved.digest,
      tags: [{ tag: '1.2', action: 'move', previous: old.digest, backup: '1.2-previous' }],
      signers: ['CN=release,O=acme-rockets.io,ST=WA,C=US'],
      refusal: null,
    });
    expect(byTag.get('1.2')!.bytes).toBeGreaterThan(0);
    expect(byTag.get('1.4')!.refusal).toMatchObject({ code: 'artifact_unsigned' });
    expect(result.images.map(({ reference }) => reference)).toEqual([`${scene.source}:1.4`]);
    expect(scene.to.writes).toEqual([]);
    expectValid(result);
    const bytes = await readFile(out);
    expect(readPlan(bytes)).toEqual(result.plan);
    expect(result.planDigest).toBe(digestOf(bytes));
    expect(result.next).toBe(
      `sealift promote --file ${file} --plan ${out} --plan-digest ${result.planDigest}`,
    );
  });
});

describe('a plan', () => {
  it('of the same state has the same bytes, whatever the order of answers, the concurrency and the folder', async () => {
    const scene = await promotionsScene(at);
    for (const tag of ['1.0', '1.1', '1.2', '1.3']) await scene.add(tag, { isSigned: tag !== '1.2' });
    const file = await scene.write(entryFor(scene.source, scene.to.host, ['tags: { allow: ["^1"] }']));
    const first = await planned(file);
    const folder = await mkdtemp(join(tmpdir(), 'sealift-plan-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await copied(at, folder);
    // The first image is the last of which anything is known.
    scene.from.holds.push({ match: /HEAD .*manifests\/1\.0$/, until: /GET .*referrers/, times: 3 });
    const again = await planned(join(folder, 'promotions.yaml'), { concurrency: 3 });
    expect(again.planDigest).toBe(first.planDigest);
    expect(rows(again)).toEqual(['new 1.0', 'new 1.1', 'refused 1.2', 'new 1.3']);
  });

  it('needs no right to write, and asks for none', async () => {
    const account = {
      username: 'reader',
      password: 'reader-password',
      may: (_: string, action: string) => action === 'pull',
    };
    const scene = await promotionsScene(at, { to: { kind: 'bearer', accounts: [account] } });
    await scene.add('1.0');
    scene.to.repository('mirror/app');
    const auths = { [scene.to.host]: { auth: Buffer.from('reader:reader-password').toString('base64') } };
    const file = await scene.write(entryFor(scene.source, scene.to.host, ['tags: ["1.0"]']));
    const result = await planned(file, { registryConfig: JSON.stringify({ auths }) });
    expect(rows(result)).toEqual(['new 1.0']);
    const asked = scene.to.log.filter(({ path }) => path.startsWith('/token')).map(({ path }) => path);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((path) => path.includes('push'))).toEqual([]);
  });

  it('of what a promotion has done is empty', async () => {
    const scene = await promotionsScene(at);
    for (const tag of ['1.0', '1.1']) await scene.add(tag);
    const file = await scene.write(entryFor(scene.source, scene.to.host, ['tags: { semver: ">=1" }']));
    for (const tag of ['1.0', '1.1'])
      await promote({
        ...{ trustPolicy: at.policy, trustStore: at.store, env: {} },
        ...{ source: `${scene.source}:${tag}`, destination: `${scene.to.host}/mirror/app:${tag}` },
      });
    const result = await planned(file);
    expect(result).toMatchObject({ status: 'done', changes: false });
    expect(rows(result)).toEqual(['unchanged 1.0', 'unchanged 1.1']);
  });

  it('has a destination that cannot be reached and a list of tags that cannot be read as refused, and all else', async () => {
    const scene = await promotionsScene(at);
    const { digest } = await scene.add('1.0');
    const file = await scene.write([
      'promotions:',
      `  - { from: '${scene.source}', tags: ['1.0'], to: ['${scene.to.host}/a', '127.0.0.1:1/a'] }`,
      `  - { from: '${scene.from.host}/none', tags: { latest: 1 }, to: '${scene.to.host}/b' }`,
      `  - { from: '${scene.source}', digests: { '${digest}': [] }, to: '${scene.to.host}/c' }`,
    ]);
    const result = await planned(file);
    expect(result).toMatchObject({ status: 'partial', changes: true });
    const found = result.plan!.promotions.map(({ destination, action, refusal, digest: of }) => [
      destination.replace(scene.to.host, 'to'),
      action,
      refusal?.code ?? null,
      of,
    ]);
    expect(found).toEqual([
      ['127.0.0.1:1/a', 'refused', 'connection_failed', digest],
      ['to/a', 'new', null, digest],
      ['to/b', 'refused', 'artifact_not_found', null],
      ['to/c', 'new', null, digest],
    ]);
  });

  it('is the exit code of a command line, and its text says what changes and how to go on', async () => {
    const scene = await promotionsScene(at);
    await scene.add('1.0');
    const file = await scene.write(entryFor(scene.source, scene.to.host, ['tags: ["1.0"]']));
    const typed = await type(['plan', file]);
    expect(typed).toMatchObject({ code: 0 });
    expect(typed.stdout).toContain(`${scene.to.host}/mirror/app\n  new        1.0  sha256:`);
    expect(typed.stdout).toContain('\n1 new; ');
    expect(typed.stdout).toContain(`to promote it:\n  sealift promote --file ${file}\n`);
    await scene.add('1.1', { isSigned: false });
    const both = await scene.write(entryFor(scene.source, scene.to.host, ['tags: ["1.0", "1.1"]']));
    const partial = await type(['plan', both]);
    expect(partial.code).toBe(5);
    expect(partial.stdout).toContain('1 new, 1 refused');
    expect(partial.stderr).toContain('[artifact_unsigned]');
    const none = await scene.write(entryFor(scene.source, scene.to.host, ['tags: ["1.1"]']));
    expect((await type(['plan', none])).code).toBe(1);
  });

  it('holds no secret that others wrote, and its digest is that of what is shown', async () => {
    const scene = await promotionsScene(at);
    const root = await scene.add('1.0');
    const [username, password] = ['release-robot', 'xK9-secret-of-the-mirror'];
    await attach(registryStore(scene.from.host), root, attached(root, `text/${password}`, 'late'));
    const auths = { 'mirror.test': { auth: Buffer.from(`${username}:${password}`).toString('base64') } };
    const file = await scene.write(entryFor(scene.source, scene.to.host, ['tags: ["1.0"]']));
    const out = at.path('secret.json');
    const result = await planned(file, { out, registryConfig: JSON.stringify({ auths }) });
    expect(result).toMatchObject({ status: 'done' });
    const bytes = await readFile(out);
    for (const shown of [bytes.toString(), JSON.stringify(result)]) expect(shown).not.toContain(password);
    expect(readPlan(bytes)).toEqual(result.plan);
    expect(result.planDigest).toBe(digestOf(bytes));
  });

  it('of many images by digest says nothing of each on its way', async () => {
    const scene = await promotionsScene(at);
    const { digest } = await scene.add('1.0', { isSigned: false });
    const file = await scene.write([
      'skip-verification: true',
      ...entryFor(scene.source, scene.to.host, [`digests: { '${digest}': [] }`]),
    ]);
    const said: string[] = [];
    const reporter = {
      progress: (event: { type: string }) => said.push(event.type),
      warning: (message: string) => said.push(message),
    };
    const result = await planned(file, { reporter });
    expect(result.plan!.promotions[0]).toMatchObject({ action: 'new', tags: [], signers: [] });
    expect(said).not.toContain('notice');
    expect(result.warnings.join()).toContain('would be promoted without verification');
  });

  it('has what is to be written beside tags that stand: a record, and signatures in a repository of their own', async () => {
    const scene = await promotionsScene(at);
    await scene.add('1.0');
    const entry = ['tags: ["1.0"]'];
    const promoted = await scene.write(entryFor(scene.source, scene.to.host, entry));
    await promote({ file: promoted, env: {} });
    for (const more of [
      'record: { key: key.pem, certificate-chain: chain.pem }',
      `signatures-to: '${scene.to.host}/signatures'`,
    ]) {
      const file = await scene.write(entryFor(scene.source, scene.to.host, [...entry, more]));
      const before = await planned(file);
      expect(rows(before), more).toEqual(['add 1.0']);
      expect(before.changes).toBe(true);
      expect((await promote({ file, env: {} })).status).toBe('done');
      expect(rows(await planned(file)), more).toEqual(['unchanged 1.0']);
    }
  });

  it('counts the signatures of your own and the records that no source has, also of an image that is new', async () => {
    const scene = await promotionsScene(at);
    await scene.add('1.0');
    const own = 'key: key.pem, certificate-chain: chain.pem';
    const file = await scene.write(
      entryFor(scene.source, scene.to.host, [
        ...['tags: ["1.0"]', `sign: { ${own}, user-metadata: { by: mirror } }`, `record: { ${own} }`],
      ]),
    );
    const said = '1 signature of your own and 1 record would be put beside the images';
    expect((await planned(file)).added).toEqual({ signatures: 1, records: 1 });
    expect((await type(['plan', file])).stdout).toContain(`\n${said}\n`);
    expect((await type(['plan', file, '--output', 'markdown'])).stdout).toContain(
      ` to 1 repository would do. ${said}.`,
    );
    expect((await promote({ file, env: {} })).status).toBe('done');
    const again = await planned(file);
    expect(again).toMatchObject({ changes: false, added: { signatures: 0, records: 0 } });
    expectValid(again);
    expect((await type(['plan', file])).stdout).not.toContain('of your own');
  });
});
