import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plan } from '../../../src/index.ts';
import { type } from '../../support/command-line.ts';
import { image, push } from '../../support/images.ts';
import { promotionsScene } from '../../support/promotions-scene.ts';
import { registryStore } from '../../support/registry-store.ts';
import { type Workplace, workplace } from '../../support/workplace.ts';

let at: Workplace;
beforeAll(async () => {
  at = await workplace();
});
afterAll(() => at.remove());

describe('--from-registry', () => {
  it('prints a promotions file of what repositories have, by HEAD alone, and that file can be planned', async () => {
    const scene = await promotionsScene(at);
    const one = await scene.add('1.0');
    await push(registryStore(scene.from.host), image({ seed: '1.0' }), 'latest');
    await push(registryStore(scene.from.host), image({ seed: 'x' }), `sha256-${'a'.repeat(64)}`);
    const two = await push(registryStore(scene.from.host, 'team/web'), image({ seed: 'web' }), '007');
    scene.from.log.length = 0;
    const web = `${scene.from.host}/team/web`;
    const flags = ['--from-registry', scene.source, '--from-registry', web];
    const { code, stdout } = await type(['plan', ...flags]);
    expect(code).toBe(0);
    expect(stdout.split('\n').filter((line) => !line.startsWith('#'))).toEqual([
      'version: 1',
      'promotions:',
      `  - from: '${scene.source}'`,
      '    digests:',
      `      ${one.digest}: ['1.0', 'latest']`,
      "    to: 'mirror.example.com/{repository}' # write your own here",
      `  - from: '${web}'`,
      '    digests:',
      `      ${two.digest}: ['007']`,
      "    to: 'mirror.example.com/{repository}' # write your own here",
      '',
    ]);
    expect(scene.from.requests.filter((request) => !/^HEAD |tags\/list/.test(request))).toEqual([]);
    const file = at.path('first.yaml');
    await writeFile(file, stdout.replaceAll('mirror.example.com', scene.to.host));
    const { plan: made } = await plan({ file, skipVerification: true, env: {} });
    expect(made!.promotions.map(({ action, digest }) => `${action} ${digest}`)).toEqual([
      `new ${one.digest}`,
      `new ${two.digest}`,
    ]);
  });

  it.each([
    [['plan'], 'plan takes one promotions file'],
    [['plan', 'p.yaml', '--from-registry', 'r.test/a'], 'takes no promotions file'],
    [['plan', '--from-registry', 'r.test/a:1'], 'is no repository'],
    [['plan', '--from-registry', 'oci:here'], 'is no repository'],
    [['plan', '--from-registry', 'r.test/a', '--out', 'x'], '--out is about a plan'],
    [['plan', 'p.yaml', '--out', '-'], '--out - is not a file'],
    [['plan', 'p.yaml', '--password-stdin'], '--password-stdin is given without a user'],
    [['plan', 'none.yaml'], 'there is no promotions file at none.yaml'],
  ])('%j is exit 2', async (argv, message) => {
    const { code, stderr, stdout } = await type(argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('a plan replaces a plan, and no other file', async () => {
    const scene = await promotionsScene(at);
    await scene.add('1.0');
    const file = await scene.write([
      'promotions:',
      `  - { from: '${scene.source}', tags: ['1.0'], to: '${scene.to.host}/a' }`,
    ]);
    for (const taken of [file, at.policy, at.folder]) {
      const { code, stderr } = await type(['plan', file, '--out', taken]);
      expect(code, taken).toBe(2);
      expect(stderr).toContain('[file_exists]');
    }
    const out = at.path('again.json');
    for (const _ of [1, 2]) expect((await type(['plan', file, '--out', out])).code).toBe(0);
    expect((await type(['plan', file, '--out', at.path('none/of/it.json')])).code).toBe(0);
  });

  it('fails where a repository is not there, and prints no file', async () => {
    const scene = await promotionsScene(at);
    const { code, stdout, stderr } = await type(['plan', '--from-registry', `${scene.from.host}/none`]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('[artifact_not_found]');
  });
});
