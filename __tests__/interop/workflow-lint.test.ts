import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { documentedWorkflows, exampleWorkflows } from '../support/shown-workflows.ts';
import { peerPath, wheelPath } from './peers/build.ts';
import { type Finished, run } from './support/run.ts';
import { withPeers } from './support/suite.ts';

const ROOT = join(import.meta.dirname, '..', '..');

const workflow = (job: string): string =>
  `name: x\non: [push, pull_request]\npermissions: {}\njobs:\n  one:\n${job.replace(/^/gm, '    ')}\n`;

/** actionlint asks for shellcheck and pyflakes where they are; what is found must not depend on the machine. */
const actionlint = (folder: string): Promise<Finished> =>
  run(peerPath('actionlint'), ['-no-color', '-shellcheck=', '-pyflakes='], { cwd: folder });

const zizmor = (...args: string[]): Promise<Finished> =>
  run(wheelPath('zizmor'), [
    ...['--offline', '--no-progress', '--quiet', '--color=never', '--strict-collection', '--collect=all'],
    ...['--config', join(ROOT, '.github', 'zizmor.yml'), ...args],
  ]);

withPeers('zizmor')('actionlint and zizmor', () => {
  const made: string[] = [];

  /** A repository with these workflows, so that one can call another. */
  async function project(files: Readonly<Record<string, string>>): Promise<string> {
    const root = await mkdtemp(join(tmpdir(), 'sealift-lint-'));
    made.push(root);
    await mkdir(join(root, '.git'));
    await mkdir(join(root, '.github', 'workflows'), { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      await writeFile(join(root, '.github', 'workflows', name), text);
    }
    return root;
  }

  /** The parts of a workflow that pages show, by file name. */
  const shown = (): Record<string, string> =>
    Object.fromEntries(
      documentedWorkflows().map(({ where, whole }) => [`${where.replaceAll(/[^\w]+/g, '-')}.yml`, whole]),
    );

  afterAll(() => Promise.all(made.map((one) => rm(one, { recursive: true, force: true }))));

  it('find nothing in our workflows and in the examples', async () => {
    const ours = { 'ci.yml': await readFile(join(ROOT, '.github', 'workflows', 'ci.yml'), 'utf8') };
    const examples = exampleWorkflows().map(({ where, whole }) => [where.replace('examples/', ''), whole]);
    const folder = await project({ ...ours, ...Object.fromEntries(examples) });
    // Our own workflow uses the actions beside it.
    await cp(join(ROOT, '.github', 'dependabot.yml'), join(folder, '.github', 'dependabot.yml'));
    for (const name of ['action.yml', 'verify', 'promote', 'plan', 'compare', 'dist']) {
      await cp(join(ROOT, name), join(folder, name), { recursive: true });
    }
    const [syntax, traps] = await Promise.all([actionlint(folder), zizmor(folder)]);
    expect(syntax, `${syntax.stdout}${syntax.stderr}`).toMatchObject({ code: 0, stdout: '' });
    expect(traps, `${traps.stdout}${traps.stderr}`).toMatchObject({ code: 0 });
  });

  it('find nothing in what README and docs show', async () => {
    expect(Object.keys(shown()).length).toBeGreaterThan(5);
    const folder = await project(shown());
    // A part is short. zizmor is not sure about a checkout without `persist-credentials: false` since checkout v6, which keeps
    // the token outside of the folder of the job; the whole workflows have the line.
    const [syntax, traps] = await Promise.all([
      actionlint(folder),
      zizmor('--min-confidence=medium', folder),
    ]);
    expect(syntax, `${syntax.stdout}${syntax.stderr}`).toMatchObject({ code: 0, stdout: '' });
    expect(traps, `${traps.stdout}${traps.stderr}`).toMatchObject({ code: 0 });
  });

  it('find what is wrong in a bad workflow', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of the workflow language
    const title = '${{ github.event.pull_request.title }}';
    const wrong = await project({ 'wrong.yml': workflow('run-on: ubuntu-latest\nsteps:\n  - run: ls') });
    const trap = await project({
      'trap.yml': workflow(`runs-on: ubuntu-latest\nsteps:\n  - run: echo "${title}"`),
    });
    const [syntax, traps] = await Promise.all([actionlint(wrong), zizmor(trap)]);
    expect(syntax).toMatchObject({ code: 1, stdout: expect.stringContaining('unexpected key "run-on"') });
    expect(traps.stdout).toContain('[template-injection]');
    expect(traps.code).not.toBe(0);
  });

  it('demand a full SHA for every action but our own', async () => {
    const steps = ['acme/other@v1', 'sealift/sealift@v1', 'sealift/sealift/promote@v1'];
    const job = ['runs-on: ubuntu-latest', 'steps:', ...steps.map((uses) => `  - uses: ${uses}`)];
    const found = await zizmor(await project({ 'loose.yml': workflow(job.join('\n')) }));
    expect(found.stdout).toContain('acme/other@v1');
    expect(found.stdout.match(/\[unpinned-uses\]/g)).toHaveLength(1);
  });
});
