import { execFile, execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { namedImages } from '../../src/action/image-lists/named-images.ts';
import { isGlob, matchesGlob } from '../../src/action/image-lists/repository-globs.ts';
import { inputVariable } from '../../src/action/inputs.ts';
import { runAction } from '../../src/action/run-action.ts';
import { toolkitHost } from '../../src/action/toolkit-host.ts';
import { parseReference } from '../../src/oci/reference.ts';
import type { ActionName } from '../../src/options/commands.ts';
import { Problems } from '../../src/options/problems.ts';
import { FakeHost } from '../support/fake-host.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { image } from '../support/images.ts';
import { expectValid } from '../support/result-schema.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

let at: Workplace;
let registry: FakeRegistry;
/** Digests of images that each repository of the registry has. */
const digests: string[] = [];
const REPOSITORIES = ['acme/app', 'acme/worker', 'other/tool'];
const GONE = `sha256:${'0'.repeat(64)}`;

beforeAll(async () => {
  at = await workplace();
});
beforeEach(async () => {
  registry = await FakeRegistry.start();
  digests.length = 0;
  for (const seed of ['first', 'second']) {
    const { manifest } = image({ seed, layers: 1 });
    digests.push(manifest.descriptor.digest);
    for (const name of REPOSITORIES) await registry.repository(name).put(manifest, registry.switches);
  }
  return () => registry.stop();
});
afterAll(() => at.remove());

type Inputs = Readonly<Record<string, string>>;

async function act(action: ActionName, inputs: Inputs, env: Inputs = {}) {
  const host = new FakeHost();
  const given = Object.entries(inputs).map(([name, value]) => [inputVariable(name), value]);
  const never = new AbortController().signal;
  const code = await runAction(action, host, { ...Object.fromEntries(given), ...env }, never);
  const results = JSON.parse(host.outputs.results!) as {
    error: { code: string; message: string; hint: string } | null;
    images: { reference: string; status: string; digest: string; signatures: { digest: string }[] }[];
  };
  expectValid(results);
  return Object.assign(host, { code, results });
}

const sign = (inputs: Inputs, env: Inputs = {}) =>
  act('sign', { key: at.key, 'certificate-chain': at.chain, ...inputs }, env);
const name = (repository: string): string => `${registry.host}/${repository}`;
const signatures = (repository: string): number =>
  [...registry.repository(repository).referrers.values()].flat().length;
const build = (names: readonly string[], digest = digests[0]!) => ({
  'containerimage.digest': digest,
  'image.name': names.join(','),
  'buildx.build.provenance': { materials: [{ big: 1e300 }] },
});

/** Writes `text` to a file and resolves to its path. */
async function fileOf(text: string | Uint8Array): Promise<string> {
  const path = at.path('list.json');
  await writeFile(path, text);
  return path;
}

/** A step that must end with 2, having signed nothing and asked for nothing. */
async function refused(inputs: Inputs, env: Inputs = {}): Promise<string> {
  const done = await sign(inputs, env);
  expect(done.code).toBe(2);
  expect(done.annotations).toHaveLength(1);
  expect(done.outputs).toMatchObject({ status: 'failed', digest: '' });
  expect(registry.requests).toEqual([]);
  return done.annotations[0]!.message;
}

describe('the input bake-metadata', () => {
  it('signs the image of each target once a repository, and gives a result for each name', async () => {
    const names = [`${name('acme/app')}:1.4`, `${name('acme/app')}:latest`, `${name('other/tool')}:1.4`];
    const metadata = {
      'buildx.build.warnings': [{ vertex: 'x' }],
      app: build(names),
      worker: build([`${name('acme/worker')}:1.4`], digests[1]),
      lint: { 'buildx.build.ref': 'builder/builder0/abc' },
    };
    const done = await sign({ 'bake-metadata': JSON.stringify(metadata, null, 2) });
    expect(done).toMatchObject({ code: 0, annotations: [] });
    expect(done.results.images.map(({ reference }) => reference)).toEqual([
      ...names.map((one) => `${one}@${digests[0]}`),
      `${name('acme/worker')}:1.4@${digests[1]}`,
    ]);
    const [first, second] = done.results.images;
    expect(second?.signatures).toEqual(first?.signatures);
    expect(REPOSITORIES.map(signatures)).toEqual([1, 1, 1]);
    expect(done.log).toContain('bake-metadata names 4 images');
    expect(done.log).toContain('left out: target lint made no image that was pushed');
  });

  it('is also the path of a file, or the metadata of a single build', async () => {
    const names = [`${name('acme/app')}:1.4`];
    const path = await fileOf(`\ufeff${JSON.stringify({ app: build(names) })}`);
    expect(await sign({ 'bake-metadata': path })).toMatchObject({ code: 0 });
    expect(await sign({ 'bake-metadata': JSON.stringify(build(names)) })).toMatchObject({ code: 0 });
    expect(signatures('acme/app')).toBe(1);
  });

  it('is taken by verify too', async () => {
    const metadata = JSON.stringify({ app: build([`${name('acme/app')}:1.4`]) });
    await sign({ 'bake-metadata': metadata });
    const trust = { 'trust-policy': at.policy, 'trust-store': at.store };
    const done = await act('verify', { 'bake-metadata': metadata, ...trust });
    expect(done).toMatchObject({ code: 0, outputs: { verified: 'true' } });
  });

  it('gives the results of the other images when one fails', async () => {
    const [good, bad] = [`${name('acme/app')}:1`, `${name('acme/worker')}:1`];
    const metadata = { bad: build([bad, `${bad}.2`], GONE), good: build([good]) };
    const done = await sign({ 'bake-metadata': JSON.stringify(metadata) });
    expect(done.code).toBe(5);
    expect(done.results.images.map(({ status }) => status)).toEqual(['failed', 'failed', 'signed']);
    expect(done.outputs).toMatchObject({ status: 'partial', 'error-code': 'artifact_not_found' });
  });

  it('shows everything that is wrong in it at once, and signs nothing', async () => {
    const metadata = {
      good: build([`${name('acme/app')}:1`]),
      unpushed: { 'image.name': 'acme/app:1' },
      nameless: { 'containerimage.digest': digests[0] },
      short: build(['acme/app:1'], 'sha256:abc'),
      layout: build([`oci:${at.path('images')}:one`]),
      other: build([`${name('acme/app')}@${GONE}`]),
      list: { 'containerimage.digest': [digests[0]], 'image.name': 'acme/app:1' },
      'bad\u001b[31m': build(['acme app']),
    };
    const message = await refused({ 'bake-metadata': JSON.stringify(metadata) });
    expect(message).toMatch(/\(1\) bake-metadata: target unpushed \(acme\/app:1\) has no digest/);
    expect(message).toMatch(/\(2\) .*target nameless has a digest and no name/);
    expect(message).toMatch(/\(3\) .*target short has "sha256:abc" for a digest/);
    expect(message).toMatch(/\(4\) .*target layout names a folder/);
    expect(message).toMatch(/\(5\) .*target other: .* has another digest than the digest beside it/);
    expect(message).toMatch(/\(6\) .*target list has no text for/);
    expect(message).toMatch(/\(7\) .*target bad\\u\{1b\}\[31m: .*is not a reference/);
    expect(message).toMatch(/push: true/);
  });

  it.each<[string, string, RegExp]>([
    ['no target', '{}', /no target has a digest, so no image was pushed/],
    ['targets without an image', '{"a":{"buildx.build.ref":"x"}}', /no target has a digest/],
    ['a target that is no object', '{"a":7}', /no target has a digest/],
    ['a member twice', '{"a":{},"a":{}}', /bake-metadata: has the member "a" twice/],
    ['no JSON', '{"a":', /the input bake-metadata: is not JSON: line 1, column 6/],
    ['a PEM block', '-----BEGIN CERTIFICATE-----', /the input bake-metadata: is not JSON/],
    ['a list', '[]', /is no object/],
    ['a path to nothing', 'nothing.json', /there is no bake-metadata at nothing\.json/],
    ['levels without end', `{"a":${'['.repeat(40)}${']'.repeat(40)}}`, /deeper than 32/],
    [
      'too many names',
      JSON.stringify(build(Array(10_001).fill('a.io/b:1'), GONE)),
      /the list has over 10000 images/,
    ],
    [
      'too many faults',
      JSON.stringify(
        Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [i, { 'image.name': 'a' }])),
      ),
      /and 9993 more/,
    ],
    [
      'a name without end',
      JSON.stringify(build(['a'.repeat(100_000)], GONE)),
      /the build has a name of 100000 characters/,
    ],
  ])('ends with 2 for %s', async (_, given, message) => {
    expect(await refused({ 'bake-metadata': given })).toMatch(message);
  });

  it('reads no file over 4 MiB', async () => {
    const done = await sign({ 'bake-metadata': await fileOf(' '.repeat(4 * 1024 * 1024 + 1)), key: '' });
    expect(done.code).toBe(1);
    expect(done.annotations[0]?.message).toMatch(/\(1\) .*has over 4194304 bytes.*\(2\) sign needs `key`/s);
  });
});

it.runIf(process.platform !== 'win32')(
  'a named pipe in place of a list is refused, and not waited for',
  async () => {
    const pipe = at.path('pipe');
    execFileSync('mkfifo', [pipe]);
    expect(await refused({ 'bake-metadata': pipe })).toMatch(/the bake-metadata .*pipe is no regular file/);
    expect(await refused({ 'artifacts-file': at.folder })).toMatch(/is no regular file/);
    const message = await refused({ images: 'from-job' }, { GITHUB_ARTIFACTS_LIST: pipe });
    expect(message).toMatch(/\(GITHUB_ARTIFACTS_LIST\) .*pipe is no regular file/);
    const { declare } = await toolkitHost({ GITHUB_ARTIFACTS: pipe });
    await expect(declare(['a'])).rejects.toMatchObject({ code: 'file_unreadable' });
  },
);

describe('the input artifacts-file', () => {
  const artifact = (type: string, named: string, digest?: string) => ({
    name: named,
    path: named,
    internal_type: 10,
    type,
    extra: { ID: 'app', ...(digest === undefined ? {} : { Digest: digest }) },
  });

  it('signs the images and manifests that GoReleaser pushed, and says what was not pushed', async () => {
    const app = `${name('acme/app')}:1.4`;
    const list = [
      artifact('Archive', 'app.tar.gz'),
      artifact('Docker Image', `${app}-amd64`),
      artifact('Published Docker Image', `${app}-amd64`, digests[0]),
      artifact('Docker Manifest', app, digests[1]),
      artifact('Docker Image', `${name('acme/worker')}:1.4`, digests[0]),
      artifact('Docker Image', `${app}-debug`),
      artifact('Docker Image V9', `${app}-next`, digests[0]),
    ];
    const done = await sign({ 'artifacts-file': await fileOf(JSON.stringify(list)) });
    expect(done).toMatchObject({ code: 0 });
    expect(done.results.images.map(({ reference }) => reference)).toEqual([
      `${app}-amd64@${digests[0]}`,
      `${app}@${digests[1]}`,
      `${name('acme/worker')}:1.4@${digests[0]}`,
    ]);
    expect(done.log.join('\n')).toMatch(/left out: Docker Image .*-debug was built and not pushed/);
    expect(done.log.join('\n')).toMatch(
      /left out: Docker Image V9 .*-next is of a type that is not known here/,
    );
    expect(await sign({ 'artifacts-file': JSON.stringify(list) })).toMatchObject({ code: 0 });
  });

  it.each<[string, unknown, RegExp]>([
    ['no entry', [], /no image is listed among its 0 artifacts/],
    [
      'artifacts of another kind',
      [artifact('Archive', 'a.tar.gz'), artifact('Checksum', 'sums.txt')],
      /no image is listed among its 2 artifacts \(Archive, Checksum\).*dist\/artifacts\.json/s,
    ],
    ['images that were not pushed', [artifact('Docker Image', 'acme/app:1')], /no image was pushed/],
    ['no digest', [artifact('Docker Manifest', 'acme/app:1')], /Docker Manifest acme\/app:1 has no digest/],
    ['no name', [artifact('Docker Manifest', '', GONE)], /is not a reference/],
    ['an object', { artifacts: [] }, /the artifacts-file .*list\.json: is not a list/],
    [
      'a digest that is no text',
      [{ type: 'Docker Image', extra: { Digest: 7 } }],
      /malformed at 0\.extra\.Digest/,
    ],
  ])('ends with 2 for %s', async (_, list, message) => {
    expect(await refused({ 'artifacts-file': await fileOf(JSON.stringify(list)) })).toMatch(message);
  });
});

describe('images: from-job', () => {
  const listed = async (...subjects: readonly (readonly [kind: string, name: string, digest: string])[]) => {
    const list = subjects.map(([kind, named, digest]) => ({ name: named, digest, kind }));
    return { GITHUB_ARTIFACTS_LIST: await fileOf(JSON.stringify({ version: 1, subjects: list })) };
  };

  it('signs the images that the job declared, and logs their names before', async () => {
    const env = await listed(
      ['oci', `${name('acme/app')}:1.4`, digests[0]!],
      ['file', 'app.tar.gz', digests[0]!],
      ['oci', name('acme/worker'), digests[1]!],
    );
    const done = await sign({ images: 'from-job' }, env);
    expect(done).toMatchObject({ code: 0 });
    expect(done.results.images.map(({ status }) => status)).toEqual(['signed', 'signed']);
    const [told, signed] = ['images: from-job names 2 images', 'signed: '].map((text) =>
      done.log.findIndex((line) => line.startsWith(text)),
    );
    expect(told).toBeGreaterThanOrEqual(0);
    expect(told).toBeLessThan(signed!);
    expect(done.log[told! + 1]).toBe(`${name('acme/app')}:1.4@${digests[0]}`);
  });

  it('takes the repositories that a pattern names', async () => {
    const env = await listed(
      ['oci', `${name('acme/app')}:1.4`, digests[0]!],
      ['oci', `${name('other/tool')}:1`, digests[0]!],
    );
    const done = await sign({ images: 'from-job', repositories: `${registry.host}/acme/*` }, env);
    expect(done.results.images).toHaveLength(1);
    expect(REPOSITORIES.map(signatures)).toEqual([1, 0, 0]);
    expect(done.log.join('\n')).toMatch(/left out: .*other\/tool:1 is in none of the input repositories/);
  });

  it('refuses a pattern that fits nothing, and shows the names', async () => {
    const env = await listed(['oci', `${name('acme/app')}:1.4`, digests[0]!]);
    const globs = `${registry.host}/acme/*\nghcr.io/acme/*\nghcr.io/{a,b}\nghcr.io/acme/app:1`;
    const message = await refused({ images: 'from-job', repositories: globs }, env);
    expect(message).toMatch(/"ghcr\.io\/\{a,b\}" is no pattern.*"ghcr\.io\/acme\/app:1" is no pattern/s);
    expect(message).toMatch(
      /ghcr\.io\/acme\/\* fits no image that this job declared \(127\.0\.0\.1:\d+\/acme\/app\)/,
    );
  });

  it.each<[string, string | undefined, RegExp]>([
    ['no list', undefined, /GITHUB_ARTIFACTS_LIST is not set/],
    ['an empty file', '', /no image was declared by a step of this job/],
    ['an empty list', '{"version":1,"subjects":[]}', /no image was declared.*>> "\$GITHUB_ARTIFACTS"/s],
    [
      'files alone',
      `{"version":1,"subjects":[{"name":"a","digest":"${GONE}","kind":"file"}]}`,
      /no image was declared by a step of this job, only 1 of the kind file/,
    ],
    ['another version', '{"version":2,"subjects":[]}', /has the version 2, and 1 is known here/],
    ['no subjects', '{"version":1}', /has no list of subjects/],
    ['no JSON', 'oci://a.io/b@sha256:0', /is not JSON/],
    [
      'a digest that is not checked',
      `{"version":1,"subjects":[{"name":"a.io/b","digest":"sha384:${'0'.repeat(96)}","kind":"oci"}]}`,
      /a\.io\/b has "sha384:0+" for a digest/,
    ],
  ])('ends with 2 for %s', async (_, text, message) => {
    const env = text === undefined ? {} : { GITHUB_ARTIFACTS_LIST: await fileOf(text) };
    expect(await refused({ images: 'from-job' }, env as Inputs)).toMatch(message);
  });

  it('is not asked for by an empty input', async () => {
    const env = await listed(['oci', `${name('acme/app')}:1.4`, digests[0]!]);
    expect(await refused({ images: '' }, env)).toMatch(/images names no image/);
  });
});

describe('the ways to name images', () => {
  it('exclude each other, and everything that is wrong with the inputs is one error', async () => {
    const message = await refused({
      images: 'from-job\nACME',
      digest: digests[0]!,
      'bake-metadata': '{}',
      'artifacts-file': 'nothing.json',
      recursive: 'perhaps',
      expiry: '30',
      key: '',
    });
    expect(message).toMatch(
      /images and images: from-job and bake-metadata and artifacts-file all name images/,
    );
    expect(message).toMatch(/recursive must be true or false/);
    expect(message).toMatch(/the input digest is for the lines of images/);
    expect(message).toMatch(/no target has a digest/);
    expect(message).toMatch(/there is no artifacts-file at nothing\.json/);
    expect(message).toMatch(/GITHUB_ARTIFACTS_LIST is not set/);
    expect(message).toMatch(/sign needs `key`/);
    expect(message).not.toContain('no image is given');
  });

  it('leave repositories to images: from-job', async () => {
    const message = await refused({ images: 'ghcr.io/acme/app:1', repositories: 'ghcr.io/acme/*' });
    expect(message).toMatch(/repositories is for images: from-job alone/);
  });
});

describe('the lists that others write', () => {
  const digest = fc.constantFrom(GONE, `sha512:${'0'.repeat(128)}`, 'sha256:0', '', 'latest');
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('acme/app:1', 'oci:/etc:1', 'a.io/b,a.io/c:2', 'A@b', 'oci', 'file'),
    digest,
  );
  const key = fc.constantFrom(
    ...['containerimage.digest', 'image.name', 'app', 'a.b', '__proto__', 'name', 'type', 'extra', 'Digest'],
    ...['version', 'subjects', 'kind', 'digest'],
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(text, fc.constantFrom('Docker Image', 'Docker Manifest', 1, null, true, 1e300)),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 5 }),
    ),
  }));

  it('name images of registries by digest, or are refused with a reason, whatever is in them', async () => {
    const list = at.path('any.json');
    await fc.assert(
      fc.asyncProperty(value, async (any) => {
        await writeFile(list, JSON.stringify(any));
        const env = { GITHUB_ARTIFACTS_LIST: list };
        for (const input of [
          { images: ['from-job'] },
          { 'bake-metadata': [list] },
          { 'artifacts-file': [list] },
        ]) {
          const problems = new Problems();
          const { images = [] } = await namedImages(input, env, problems);
          expect(problems.any || images.length > 0).toBe(true);
          for (const one of images)
            expect(parseReference(one)).toMatchObject({ transport: 'docker', digest: expect.any(String) });
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('a pattern for repositories', () => {
  it.each([
    ['ghcr.io/acme/*', 'ghcr.io/acme/app', true],
    ['ghcr.io/acme/*', 'ghcr.io/acme/team/app', false],
    ['ghcr.io/acme/**', 'ghcr.io/acme/team/app', true],
    ['**', 'ghcr.io/acme/app', true],
    ['*', 'ghcr.io/acme/app', false],
    ['ghcr.io/acme/app-?', 'ghcr.io/acme/app-1', true],
    ['ghcr.io/acme/app-?', 'ghcr.io/acme/app-', false],
    ['ghcr.io/acme/app', 'ghcr.io/acme/app2', false],
    ['localhost:5000/*', 'localhost:5000/app', true],
    ['ghcr?io/acme/app', 'ghcr.io/acme/app', true],
    ['gh*io/acme/app', 'ghcr.evil/io/acme/app', false],
  ])('%s on %s says %s', (glob, repository, fits) => {
    expect(isGlob(glob)).toBe(true);
    expect(matchesGlob(glob, repository)).toBe(fits);
  });

  it('fits as its regular expression does', () => {
    const text = (letters: string) => fc.string({ unit: fc.constantFrom(...letters), maxLength: 8 });
    fc.assert(
      fc.property(text('ab/*?'), text('ab/'), (glob, repository) => {
        const source = glob.replace(/\*\*+|[*?]/g, (one) =>
          one === '*' ? '[^/]*' : one === '?' ? '[^/]' : '.*',
        );
        expect(matchesGlob(glob, repository)).toBe(new RegExp(`^${source}$`).test(repository));
      }),
      { numRuns: 300 },
    );
  });
});

describe('the artifacts that a job declares', () => {
  const runner = { GITHUB_ARTIFACTS: 'set' };
  const lines = (images: readonly string[]): Inputs => ({ images: images.join('\n') });

  it('are the images that were signed, one line each, and none that failed', async () => {
    const app = name('acme/app');
    const images = [
      `${app}:1@${digests[0]}`,
      `${app}:2@${digests[0]}`,
      `${app}@${GONE}`,
      `${app}@${digests[1]}`,
    ];
    const done = await sign(lines(images), runner);
    expect(done.code).toBe(5);
    const declared = [`oci://${app}:1@${digests[0]}`, `oci://${app}@${digests[1]}`];
    expect(done.declared).toEqual(declared);
    // A repeat signs nothing, and the images are signed all the same.
    expect((await sign(lines(images), runner)).declared).toEqual(declared);
    expect((await sign(lines(images))).declared).toEqual([]);
  });

  it('are no images of a layout, and none that verify judged', async () => {
    expect((await sign({ images: `${at.images}:one` }, runner)).declared).toEqual([]);
    const trust = { 'trust-policy': at.policy, 'trust-store': at.store };
    const images = `${name('acme/app')}@${digests[0]}`;
    await sign({ images });
    const done = await act('verify', { images, ...trust }, runner);
    expect(done).toMatchObject({ code: 0, declared: [] });
  });

  it('give no name a second digest, since the runner fails such a step, and repeat no image', async () => {
    const app = name('acme/app');
    const subjects = [
      { name: `${app}:1`, digest: GONE, kind: 'oci' },
      { name: `${name('acme/worker')}:1`, digest: digests[0], kind: 'oci' },
    ];
    const env = { ...runner, GITHUB_ARTIFACTS_LIST: await fileOf(JSON.stringify({ version: 1, subjects })) };
    const images = [
      `${app}:1@${digests[0]}`,
      `${name('acme/worker')}:2@${digests[0]}`,
      `${app}@${digests[1]}`,
    ];
    const done = await sign(
      lines([...images, `${name('other/tool')}@${digests[0]}`, `${name('other/tool')}@${digests[1]}`]),
      env,
    );
    expect(done.code).toBe(0);
    expect(done.declared).toEqual([
      `oci://${app}@${digests[1]}`,
      `oci://${name('other/tool')}@${digests[0]}`,
    ]);
    expect(done.log.filter((line) => line.startsWith('not declared in GITHUB_ARTIFACTS'))).toHaveLength(2);
  });

  it('are at most as many as the runner takes of a job', async () => {
    const subjects = Array.from({ length: 500 }, (_, i) => ({ name: `f${i}`, digest: GONE, kind: 'file' }));
    const env = { ...runner, GITHUB_ARTIFACTS_LIST: await fileOf(JSON.stringify({ version: 1, subjects })) };
    const done = await sign(lines([`${name('acme/app')}@${digests[0]}`]), env);
    expect(done).toMatchObject({ code: 0, declared: [] });
    expect(done.log.join('\n')).toContain('a job declares 500 artifacts at most');
  });

  it('are where an image was promoted to, unless nobody judged it, or nothing was written', async () => {
    await sign({ images: `${at.images}:one` });
    const inputs = { source: `${at.images}:one`, destination: `${name('prod/app')}:1,latest` };
    const trust = { 'trust-policy': at.policy, 'trust-store': at.store };
    const promoted = async (more: Inputs) => (await act('promote', { ...inputs, ...more }, runner)).declared;
    expect(await promoted({ ...trust, 'dry-run': 'true' })).toEqual([]);
    expect(await promoted({ 'skip-verification': 'true' })).toEqual([]);
    const declared = [`oci://${name('prod/app')}:1@${at.digests.one}`];
    expect(await promoted(trust)).toEqual(declared);
    const half = `${inputs.destination}\noci:${at.key}:1\n${name('prod/two')}@${at.digests.one}`;
    expect(await promoted({ ...trust, destination: half })).toEqual([
      ...declared,
      `oci://${name('prod/two')}@${at.digests.one}`,
    ]);
  });

  it('that cannot be written are a warning', async () => {
    const host = Object.assign(new FakeHost(), {
      declare: () => Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' })),
    });
    const inputs = {
      images: `${name('acme/app')}@${digests[0]}`,
      key: at.key,
      'certificate-chain': at.chain,
    };
    const given = Object.entries(inputs).map(([input, value]) => [inputVariable(input), value]);
    const env = { ...Object.fromEntries(given), ...runner };
    expect(await runAction('sign', host, env, new AbortController().signal)).toBe(0);
    expect(host.warnings.at(-1)).toMatch(
      /cannot write the artifacts of the job \(GITHUB_ARTIFACTS\): .*denies/,
    );
  });
});

describe('the entry of the sign action', () => {
  const entry = join(import.meta.dirname, '..', '..', 'src', 'action', 'sign-entry.ts');
  const run = (env: Inputs): Promise<{ code: number; stdout: string }> =>
    new Promise((resolve) => {
      const keys = { INPUT_KEY: at.key, 'INPUT_CERTIFICATE-CHAIN': at.chain, PATH: process.env.PATH ?? '' };
      const child = execFile(process.execPath, [entry], { env: { ...keys, ...env } }, (_, stdout) =>
        resolve({ code: child.exitCode ?? -1, stdout }),
      );
    });

  it('signs what bake built, and declares what it signed', async () => {
    await writeFile(at.path('artifacts'), 'earlier\n');
    const metadata = JSON.stringify({ app: build([`${name('acme/app')}:1`, `${name('acme/app')}:2`]) });
    const done = await run({ 'INPUT_BAKE-METADATA': metadata, GITHUB_ARTIFACTS: at.path('artifacts') });
    expect(done.code, done.stdout).toBe(0);
    expect(signatures('acme/app')).toBe(1);
    const declared = `oci://${name('acme/app')}:1@${digests[0]}`;
    expect(await readFile(at.path('artifacts'), 'utf8')).toBe(`earlier\n${declared}\n`);
  });
});
