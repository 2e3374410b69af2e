import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import type { RunResult } from '../src/operations/results.ts';
import { shardOf } from '../src/planning/shard.ts';
import { promotionsScene } from './support/promotions-scene.ts';
import { type Workplace, workplace } from './support/workplace.ts';

const ROOT = join(import.meta.dirname, '..');
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

let at: Workplace;

beforeAll(async () => {
  at = await workplace();
  // The name by which the examples start the program.
  await mkdir(at.path('bin'));
  const start = `#!/bin/sh\nexec '${process.execPath}' '${join(ROOT, 'src', 'cli', 'entry.ts')}' "$@"\n`;
  await writeFile(at.path('bin/sealift'), start);
  await chmod(at.path('bin/sealift'), 0o755);
});
afterAll(() => at.remove());

const example = (name: string): Promise<string> => readFile(join(ROOT, 'examples', name), 'utf8');

type Env = Readonly<Record<string, string>>;

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A promotions file for eight repositories, in an empty folder with the files that the examples have. */
async function scene() {
  const made = await promotionsScene(at);
  await made.add('1.0');
  const to = NAMES.map((name) => `${made.to.host}/${name}/app`);
  const file = await made.write([
    'promotions:',
    `  - { from: '${made.source}', tags: { semver: '>=1' }, to: ${JSON.stringify(to)} }`,
  ]);
  const folder = at.path(`run-${made.to.host.replace(/.*:/, '')}`);
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(folder);
  const path = (name: string) => join(folder, name);
  await copyFile(file, path('promotions.yaml'));
  await copyFile(at.policy, path('trustpolicy.json'));
  await mkdir(path('truststore/x509/ca/acme'), { recursive: true });
  await copyFile(at.root, path('truststore/x509/ca/acme/root.pem'));
  /** A program with the variables that an engine sets and no others. */
  const run = (program: string, args: readonly string[], env: Env): Promise<Ended> =>
    new Promise((resolve) => {
      const PATH = `${at.path('bin')}:/usr/bin:/bin`;
      execFile(program, args, { cwd: folder, env: { PATH, HOME: folder, ...env } }, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
      );
    });
  const start = (script: string, env: Env = {}) => run('/bin/sh', ['-ec', script], env);
  /** An action as the runner starts it: some shells pass on no variable with a dash in its name. */
  const startAction = (entry: string, env: Env) =>
    run(process.execPath, [join(ROOT, 'src', 'action', entry)], env);
  /** Every repository has the image, and was written by one shard alone. */
  const checkWhole = async (results: string, total: number, ran = total): Promise<void> => {
    for (const name of NAMES) expect([...made.to.repository(`${name}/app`).tags.keys()]).toContain('1.0');
    const files = await readdir(results);
    expect(files).toHaveLength(ran);
    for (const one of files) {
      const { shard, images } = JSON.parse(await readFile(join(results, one), 'utf8')) as RunResult;
      for (const { destinations } of images)
        for (const { reference } of destinations)
          expect(shardOf(reference.replace(/:[^:/]*$/, ''), total)).toBe(shard!.index);
    }
  };
  return { ...made, folder, path, start, startAction, checkWhole };
}

interface GitlabJob {
  readonly script: readonly string[];
  readonly parallel?: number;
}

it('the jobs of GitLab promote all, by the variables of `parallel`', async () => {
  const jobs = parse(await example('shards/gitlab-ci.yml')) as Readonly<Record<string, GitlabJob>>;
  const { path, start, checkWhole } = await scene();
  const run = (name: string, env: Env = {}) =>
    start(jobs[name]!.script.join('\n'), { CI: 'true', GITLAB_CI: 'true', ...env });
  expect(await run('plan', { CI_NODE_TOTAL: '1' })).toMatchObject({ code: 0 });
  const total = jobs.promote!.parallel!;
  // GitLab counts from 1.
  const indexes = Array.from({ length: total }, (_, index) => String(index + 1));
  const ended = await Promise.all(
    indexes.map((index) => run('promote', { CI_NODE_INDEX: index, CI_NODE_TOTAL: String(total) })),
  );
  expect(ended.map(({ code, stderr }) => [code, code === 0 ? '' : stderr])).toEqual(
    indexes.map(() => [0, '']),
  );
  await checkWhole(path('results'), total);
  expect(await run('whole', { CI_NODE_TOTAL: '1' })).toMatchObject({ code: 0 });
  await rm(path('results/2.json'));
  const missing = await run('whole', { CI_NODE_TOTAL: '1' });
  expect(missing.code).not.toBe(0);
  expect(missing.stderr).toContain('no result of shard 2/4');
});

interface KubernetesJob {
  readonly spec: {
    readonly completions: number;
    readonly template: {
      readonly spec: {
        readonly containers: readonly [
          {
            readonly args: readonly [string];
            readonly env: readonly { readonly name: string; readonly value: string }[];
          },
        ];
      };
    };
  };
}

it('the pods of an indexed Job promote all, by JOB_COMPLETION_INDEX and SEALIFT_SHARDS', async () => {
  const { spec } = parse(await example('shards/kubernetes-job.yaml')) as KubernetesJob;
  const [{ args, env }] = spec.template.spec.containers;
  const shards = env.find(({ name }) => name === 'SEALIFT_SHARDS')!.value;
  expect(shards).toBe(String(spec.completions));
  const { path, start, checkWhole } = await scene();
  // What `kubectl create configmap` makes of the files, with the trust store where the example makes it.
  const file = (await readFile(path('promotions.yaml'), 'utf8')).replace(
    'trust-store: truststore',
    'trust-store: trust',
  );
  const policy = (await readFile(path('trustpolicy.json'), 'utf8')).replaceAll('ca:acme', 'ca:mirror');
  for (const name of ['mounted', 'results']) await mkdir(path(name));
  await writeFile(path('mounted/promotions.yaml'), file);
  await writeFile(path('mounted/trustpolicy.json'), policy);
  await copyFile(at.root, path('mounted/root.pem'));
  const pod = async (index: number) => {
    const own = path(`pod-${index}`);
    await mkdir(own);
    const script = args[0]
      .replaceAll('/promotions work', `${path('mounted')} work`)
      .replaceAll('"/results/', `"${path('results')}/`);
    return start(`cd '${own}'\n${script}`, { JOB_COMPLETION_INDEX: String(index), SEALIFT_SHARDS: shards });
  };
  const ended = await Promise.all(Array.from({ length: spec.completions }, (_, index) => pod(index)));
  expect(ended.map(({ code, stderr }) => [code, code === 0 ? '' : stderr])).toEqual(ended.map(() => [0, '']));
  await checkWhole(path('results'), spec.completions);
  expect(await start('sealift plan --results results')).toMatchObject({ code: 0 });
});

it('the children of an array job of AWS Batch promote all, by the variables of the array', async () => {
  const { containerProperties } = JSON.parse(await example('shards/aws-batch.json')) as {
    readonly containerProperties: { readonly command: readonly ['sh', '-c', string] };
  };
  const { path, start, checkWhole } = await scene();
  await mkdir(path('results'));
  const [, , command] = containerProperties.command;
  const script = command
    .replaceAll('/promotions/promotions.yaml', path('promotions.yaml'))
    .replaceAll('"/results/', `"${path('results')}/`);
  const total = 3;
  const ended = await Promise.all(
    Array.from({ length: total }, (_, index) =>
      start(script, {
        AWS_BATCH_JOB_ARRAY_INDEX: String(index),
        AWS_BATCH_JOB_ARRAY_SIZE: String(total),
        AWS_BATCH_JOB_ID: `id:${index}`,
      }),
    ),
  );
  expect(ended.map(({ code, stderr }) => [code, code === 0 ? '' : stderr])).toEqual(ended.map(() => [0, '']));
  await checkWhole(path('results'), total);
  expect(await start('sealift plan --results results')).toMatchObject({ code: 0 });
});

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string | number>>;
}

it('the jobs of a matrix of GitHub promote all, by the matrix of the plan', async () => {
  const { jobs } = parse(await example('mirror-shards.yml')) as {
    readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
  };
  const withOf = (job: string) =>
    jobs[job]!.steps.find(({ uses }) => uses?.startsWith(`sealift/sealift/${job}@`))!.with!;
  const { path, start, startAction, checkWhole } = await scene();
  const { file, shards, out } = withOf('plan');
  const planned = await start(`sealift plan ${file} --shards ${shards} --out ${out} --output json`);
  expect(planned).toMatchObject({ code: 0 });
  const { matrix, planDigest, changes } = JSON.parse(planned.stdout) as {
    readonly matrix: { readonly shard: readonly string[] };
    readonly planDigest: string;
    readonly changes: boolean;
  };
  expect(changes).toBe(true);
  await mkdir(path('results'));
  const promote = withOf('promote');
  const job = (shard: string, index: number) => {
    const values: Env = {
      '${{ matrix.shard }}': shard,
      '${{ needs.plan.outputs.plan-digest }}': planDigest,
      '${{ strategy.job-index }}.json': `results/${index}.json`,
    };
    const inputs = Object.entries(promote).map(
      ([name, value]) => [`INPUT_${name.toUpperCase()}`, values[String(value)] ?? String(value)] as const,
    );
    return startAction('promote-entry.ts', Object.fromEntries(inputs));
  };
  const ended = await Promise.all(matrix.shard.map(job));
  expect(ended.map(({ code, stdout }) => [code, code === 0 ? '' : stdout])).toEqual(ended.map(() => [0, '']));
  await checkWhole(path('results'), Number(shards), matrix.shard.length);
  const merge = jobs.whole!.steps.at(-1)!.run!;
  expect(await start(merge)).toMatchObject({ code: 0 });
});
