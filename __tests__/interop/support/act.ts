import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { exampleWorkflows } from '../../support/shown-workflows.ts';
import { peerPath } from '../peers/build.ts';
import { type Finished, run, tryPeer } from './run.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Actions and programs of others, OWNER/NAME, as far as our workflows use them: this machine has no Docker and no cloud. */
const STAND_INS = join(import.meta.dirname, '..', 'stand-ins');

export interface WorkflowRun {
  /** The name of a workflow of examples/. */
  readonly file: string;
  /** What starts it; `push` unless given. */
  readonly event?: 'push' | 'workflow_dispatch' | 'pull_request' | 'schedule';
  /** What GitHub says of the event. */
  readonly payload?: object;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** In place of addresses that stand in the workflows. */
  readonly addresses?: Readonly<Record<string, string>>;
  /** Files of the repository besides the workflows of examples/: path to content. */
  readonly files?: Readonly<Record<string, string>>;
}

export interface WorkflowDone extends Finished {
  /** How `aws` and `kubectl` were called, a line each. */
  readonly calls: readonly string[];
}

/** A repository with all workflows of examples/, since one calls another. */
async function repository(
  project: string,
  { files = {}, addresses = {} }: Pick<WorkflowRun, 'files' | 'addresses'>,
): Promise<void> {
  const workflows = join(project, '.github', 'workflows');
  await mkdir(workflows, { recursive: true });
  for (const { where, text } of exampleWorkflows()) {
    const led = Object.entries(addresses).reduce((all, [from, to]) => all.replaceAll(from, to), text);
    await writeFile(join(workflows, basename(where)), led);
  }
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(project, path)), { recursive: true });
    await writeFile(join(project, path), content);
  }
  const git = ['-c', 'user.name=test', '-c', 'user.email=test@example.com'];
  for (const args of [
    ['init', '-q', '-b', 'main', '.'],
    ['add', '-A'],
    [...git, 'commit', '-qm', 'first'],
  ]) {
    const done = await run('git', args, { cwd: project });
    if (done.code !== 0) throw new Error(`git ${args.join(' ')}: ${done.stderr}`);
  }
}

/** `--local-repository` for each action that a workflow uses: ours as it is shipped, a stand-in for each other one. */
async function localActions(workflows: string, own: string): Promise<string[]> {
  const texts = await Promise.all(
    (await readdir(workflows)).map((name) => readFile(join(workflows, name), 'utf8')),
  );
  const used = [...texts.join('\n').matchAll(/uses: (([\w-]+\/[\w.-]+)(?:\/[\w./-]+)?)@(\S+)/g)];
  return used.flatMap(([, , name = '', ref]) => {
    // act itself does what actions/checkout does: without the step the folder of the job is empty.
    if (name === 'actions/checkout') return [];
    const place = name === 'sealift/sealift' ? own : join(STAND_INS, name);
    return ['--local-repository', `${name}@${ref}=${place}`];
  });
}

/** Runs a workflow of examples/ as a runner would. */
export async function runWorkflow({
  file,
  event = 'push',
  payload,
  inputs = {},
  variables,
  secrets = {},
  env = {},
  files = {},
  addresses = {},
}: WorkflowRun): Promise<WorkflowDone> {
  const folder = await mkdtemp(join(tmpdir(), 'sealift-workflow-'));
  try {
    const project = join(folder, 'project');
    await repository(project, { files, addresses });
    const own = join(folder, 'sealift');
    for (const part of ['action.yml', 'dist', 'verify', 'promote', 'plan', 'compare']) {
      await cp(join(ROOT, part), join(own, part), { recursive: true });
    }
    const layer = join(folder, 'layer.tar');
    await run('tar', ['-cf', layer, '-C', ROOT, 'LICENSE']);
    const calls = join(folder, 'calls');
    await writeFile(calls, '');

    const told = join(folder, 'event.json');
    if (payload) await writeFile(told, JSON.stringify(payload));
    const workflows = join(project, '.github', 'workflows');
    const given = (flag: string, values: Readonly<Record<string, string>>): string[] =>
      Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`]);
    const standIns = { CRANE: peerPath('crane'), LAYER: layer, STAND_IN_CALLS: calls };
    const done = await tryPeer(
      'act',
      [
        ...[event, '-W', join(workflows, file), '-P', 'ubuntu-latest=-self-hosted', '--pull=false'],
        ...(await localActions(workflows, own)),
        ...(payload ? ['--eventpath', told] : []),
        ...given('--input', inputs),
        ...given('--var', variables),
        ...given('--env', { ...standIns, DOCKER_CONFIG: join(folder, 'docker'), ...env }),
        ...given('-s', { GITHUB_TOKEN: 'token-of-the-test', ...secrets }),
      ],
      { cwd: project, env: { HOME: folder, XDG_CACHE_HOME: join(folder, 'cache'), PATH: path() } },
    );
    const called = (await readFile(calls, 'utf8')).split('\n').filter((line) => line !== '');
    return { ...done, calls: called };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Actions run on the `node` of the PATH, which has to be the one that runs the tests; `aws` and `kubectl` are stand-ins. */
function path(): string {
  return `${join(STAND_INS, 'bin')}:${dirname(process.execPath)}:${process.env.PATH}`;
}
