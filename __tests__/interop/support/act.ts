import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { peerPath } from '../peers/build.ts';
import { type Finished, run, tryPeer } from './run.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

const step = (text: string): string => `runs: { using: composite, steps: [${text}] }\n`;

/** Replacements for actions of others in our workflows, because this machine has neither Docker nor a cloud. */
const STAND_INS: Readonly<Record<string, string>> = {
  'docker/login-action': `inputs: { registry: {}, username: {}, password: {} }\n${step('{ shell: bash, run: "true" }')}`,
  'docker/build-push-action': [
    'inputs: { push: {}, tags: {} }',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of the workflow language
    'outputs: { digest: { value: "${{ steps.push.outputs.digest }}" } }',
    'runs:',
    '  using: composite',
    '  steps:',
    '    - id: push',
    '      shell: bash',
    '      run: |',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of the workflow language
    '        "$CRANE" append -f "$LAYER" -t "${{ inputs.tags }}" --insecure',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of the workflow language
    '        echo "digest=$("$CRANE" digest "${{ inputs.tags }}" --insecure)" >> "$GITHUB_OUTPUT"',
    '',
  ].join('\n'),
  'aws-actions/configure-aws-credentials': [
    'inputs: { role-to-assume: {}, aws-region: {} }',
    'runs:',
    '  using: composite',
    '  steps:',
    '    - shell: bash',
    '      run: |',
    '        echo "::add-mask::$STAND_IN_SECRET"',
    '        echo "AWS_ACCESS_KEY_ID=$STAND_IN_ID" >> "$GITHUB_ENV"',
    '        echo "AWS_SECRET_ACCESS_KEY=$STAND_IN_SECRET" >> "$GITHUB_ENV"',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of the workflow language
    '        echo "AWS_REGION=${{ inputs.aws-region }}" >> "$GITHUB_ENV"',
    '',
  ].join('\n'),
};

export interface WorkflowRun {
  /** The name of a workflow of examples/. */
  readonly file: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  /** Files of the repository besides the workflow: path to content. */
  readonly files: Readonly<Record<string, string>>;
}

/** Runs a workflow of examples/ as a runner would, with our own action as it is shipped. */
export async function runWorkflow({ file, variables, env, files }: WorkflowRun): Promise<Finished> {
  const folder = await mkdtemp(join(tmpdir(), 'sealift-workflow-'));
  const project = join(folder, 'project');
  const workflow = `.github/workflows/${file}`;
  await mkdir(join(project, dirname(workflow)), { recursive: true });
  await cp(join(ROOT, 'examples', file), join(project, workflow));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(project, path)), { recursive: true });
    await writeFile(join(project, path), content);
  }
  const git = ['-c', 'user.name=test', '-c', 'user.email=test@example.com'];
  for (const args of [
    ['init', '-q', '.'],
    ['add', '-A'],
    [...git, 'commit', '-qm', 'first'],
  ]) {
    const done = await run('git', args, { cwd: project });
    if (done.code !== 0) throw new Error(`git ${args.join(' ')}: ${done.stderr}`);
  }

  const own = join(folder, 'sealift');
  for (const part of ['action.yml', 'dist', 'verify', 'promote']) {
    await cp(join(ROOT, part), join(own, part), { recursive: true });
  }
  const places = new Map([['sealift/sealift', own]]);
  for (const [name, content] of Object.entries(STAND_INS)) {
    const place = join(folder, name);
    await mkdir(place, { recursive: true });
    await writeFile(join(place, 'action.yml'), `name: stand-in\ndescription: for tests\n${content}`);
    places.set(name, place);
  }
  const layer = join(folder, 'layer.tar');
  await run('tar', ['-cf', layer, '-C', project, '.sealift']);

  const text = await readFile(join(project, workflow), 'utf8');
  const used = [...text.matchAll(/uses: (([\w.-]+\/[\w.-]+)@\S+)/g)];
  const repositories = used.flatMap(([, uses, name]) =>
    places.has(name!) ? ['--local-repository', `${uses}=${places.get(name!)}`] : [],
  );
  const given = (flag: string, values: Readonly<Record<string, string>>): string[] =>
    Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`]);
  return tryPeer(
    'act',
    [
      ...['push', '-W', workflow, '-P', 'ubuntu-latest=-self-hosted', '--pull=false', ...repositories],
      ...given('--var', variables),
      ...given('--env', { CRANE: peerPath('crane'), LAYER: layer, ...env }),
      ...['-s', 'GITHUB_TOKEN=token-of-the-test'],
    ],
    { cwd: project, env: { HOME: folder, XDG_CACHE_HOME: join(folder, 'cache'), PATH: pathWithNode() } },
  );
}

/** The action runs on the `node` of the PATH, which has to be the one that runs the tests. */
function pathWithNode(): string {
  return `${dirname(process.execPath)}:${process.env.PATH}`;
}
