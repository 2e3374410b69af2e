import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { plan } from '../../../src/index.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { type } from '../../support/command-line.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import { policyOf, type Workplace, workplace } from '../../support/workplace.ts';

const hasGit = spawnSync('git', ['--version']).status === 0;
if (!hasGit) console.warn('git is not installed: what --changed-since reads of it is not tested');

let at: Workplace;
let registry: FakeRegistry;
beforeAll(async () => {
  at = await workplace();
  registry = await FakeRegistry.start();
});
afterAll(async () => {
  await registry.stop();
  await at.remove();
});

/** The environment of a user with git and nothing else. */
const env = () => ({ PATH: process.env.PATH ?? '', HOME: at.folder });

/** Entries that select an image of their own each, which is not there: what is planned of them is refused, by name. */
const entry = (name: string, more = '') =>
  `  - { from: '${registry.host}/${name}', tags: ['1'], to: '${registry.host}/to/{name}'${more} }`;

/** A Git repository in which a folder has a promotions file, a list and two policies, all committed. */
async function repository() {
  const root = await mkdtemp(join(tmpdir(), 'sealift-git-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const folder = join(root, 'deploy');
  for (const name of ['truststore', 'trustpolicy.json'])
    await cp(at.path(name), join(folder, name), { recursive: true });
  await cp(at.policy, join(folder, 'other.json'));
  const git = (...args: string[]): void => {
    const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];
    const done = spawnSync('git', ['-C', root, ...author, ...args], { env: env(), encoding: 'utf8' });
    if (done.status !== 0) throw new Error(done.stderr);
  };
  const write = (entries: readonly string[], lists: readonly string[] = ['listed']) =>
    Promise.all([
      writeFile(
        join(folder, 'promotions.yaml'),
        [
          ...['version: 1', 'trust-policy: trustpolicy.json', 'trust-store: truststore', 'promotions:'],
          ...entries,
          ...[
            'lists:',
            `  - { files: 'list-*.yaml', from: '${registry.host}', to: '${registry.host}/to/{name}' }`,
            '',
          ],
        ].join('\n'),
      ),
      writeFile(
        join(folder, 'list-a.yaml'),
        ['images:', ...lists.map((name) => `  - { from: '${registry.host}/${name}', tags: ['1'] }`), ''].join(
          '\n',
        ),
      ),
    ]);
  const ENTRIES = [entry('a'), entry('b', ', trust-policy: other.json')];
  await write(ENTRIES);
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'first');
  const names = async (changedSince = 'HEAD') => {
    const result = await plan({ file: join(folder, 'promotions.yaml'), changedSince, env: env() });
    if (result.plan === null) throw new Error(result.error?.message);
    return result.plan.promotions.map(({ source }) => source.repository.slice(registry.host.length + 1));
  };
  return { root, folder, git, write, names, ENTRIES };
}

describe.skipIf(!hasGit && process.env.CI !== 'true')('--changed-since', () => {
  it('plans nothing where nothing differs, and asks no registry', async () => {
    const { names } = await repository();
    registry.log.length = 0;
    expect(await names()).toEqual([]);
    expect(registry.requests).toEqual([]);
  });

  it('plans entries and entries of lists that were added or changed, wherever they stand', async () => {
    const { write, names, ENTRIES } = await repository();
    await write([entry('new'), ...ENTRIES.toReversed()], ['listed', 'listed-too']);
    expect(await names()).toEqual(['listed-too', 'new']);
    await write([entry('a', ', backup-tag: "{tag}-old"'), ENTRIES[1]!]);
    expect(await names()).toEqual(['a']);
  });

  it.each([
    ['policy', 'other.json', 'b'],
    ['trust store', 'truststore/x509/ca/acme/more.pem', 'a,b,listed'],
  ])('plans every entry that uses a changed %s', async (_, path, changed) => {
    const { folder, names } = await repository();
    await writeFile(
      join(folder, path),
      path.endsWith('json') ? policyOf('permissive') : await readFile(at.root),
    );
    expect((await names()).join()).toBe(changed);
  });

  it('tells the digests of that commit, by which Markdown says what changed', async () => {
    const { folder } = await repository();
    await writeFile(join(folder, 'other.json'), policyOf('permissive'));
    const file = join(folder, 'promotions.yaml');
    const result = await plan({ file, changedSince: 'HEAD', env: env() });
    const policy = digestOf(await readFile(join(folder, 'other.json')));
    expect(result.filesBefore?.policies).not.toContain(policy);
    expect(result.plan?.files.policies).toContain(policy);
    expect(result.filesBefore?.trustStores).toEqual(result.plan?.files.trustStores);
    const shown = await type(['plan', file, '--changed-since', 'HEAD', '--output', 'markdown'], env());
    expect(shown.stdout).toContain('- ⚠️ **Trust policies changed**: ');
    expect(shown.stdout).toContain('- Trust stores: unchanged, ');
    const whole = await plan({ file, env: env() });
    expect(whole.filesBefore).toBeNull();
  });

  it('plans everything where the file was not there, or was none', async () => {
    const { root, folder, git, names } = await repository();
    const text = await readFile(join(folder, 'promotions.yaml'));
    await writeFile(join(folder, 'promotions.yaml'), 'version: 2\n');
    git('commit', '--all', '--quiet', '--message', 'broken');
    await writeFile(join(folder, 'promotions.yaml'), text);
    expect(await names()).toEqual(['a', 'b', 'listed']);
    git('rm', '--quiet', '--cached', '-r', 'deploy');
    git('commit', '--quiet', '--allow-empty', '--message', 'gone');
    expect(await names()).toEqual(['a', 'b', 'listed']);
    expect(await names('HEAD~2')).toEqual([]);
    expect(root).not.toBe(folder);
  });

  it('refuses what is no commit, and names what a shallow checkout needs', async () => {
    const { names } = await repository();
    for (const ref of ['nothing', '--help', '--output=x', 'HEAD:deploy', 'HEAD^9', '', 'a\nb', 'HEAD --']) {
      const said = await names(ref).catch((error: unknown) => error);
      expect(said, ref).toMatchObject({ code: 'usage' });
      if (ref === 'nothing') expect(said).toMatchObject({ hint: expect.stringContaining('fetch-depth: 0') });
    }
  });

  it('runs nothing that the repository or its configuration names', async () => {
    const { root, folder, git, names } = await repository();
    const mark = join(root, 'mark');
    const program = join(root, 'program.sh');
    await writeFile(program, `#!/bin/sh\ntouch '${mark}'\ncat\n`, { mode: 0o755 });
    for (const [name, value] of [
      ['core.pager', program],
      ['core.fsmonitor', program],
      ['core.hooksPath', root],
      ['diff.x.textconv', program],
      ['diff.external', program],
      ['filter.x.smudge', program],
      ['alias.show', `!${program}`],
    ])
      git('config', name!, value!);
    await writeFile(join(folder, '.gitattributes'), '* diff=x filter=x\n');
    expect(await names()).toEqual([]);
    await expect(readFile(mark)).rejects.toThrow();
  });

  it('follows no link that was committed', async () => {
    const { folder, git, names } = await repository();
    await rm(join(folder, 'list-a.yaml'));
    await symlink('/etc/passwd', join(folder, 'list-a.yaml'));
    git('add', '.');
    git('commit', '--quiet', '--message', 'link');
    await rm(join(folder, 'list-a.yaml'));
    await writeFile(
      join(folder, 'list-a.yaml'),
      `images: [{ from: '${registry.host}/listed', tags: ['1'] }]\n`,
    );
    expect(await names()).toEqual(['a', 'b', 'listed']);
  });

  it('says where there is no Git repository', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sealift-no-git-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'p.yaml');
    await writeFile(file, `version: 1\npromotions:\n${entry('a', ', skip-verification: true')}\n`);
    await expect(plan({ file, changedSince: 'HEAD', env: env() })).rejects.toThrow('is in no Git repository');
  });
});
