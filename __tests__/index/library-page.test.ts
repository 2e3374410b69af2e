import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import * as library from '../../src/index.ts';
import { run } from '../interop/support/run.ts';
import { libraryPage, ROOT } from '../support/library-page.ts';

const SOURCE = pathToFileURL(join(ROOT, 'src', 'index.ts')).href;

/** What each example of the page prints. */
const PRINTS: Readonly<Record<string, RegExp>> = {
  'sign.ts': /^oci:\S+net-monitor:v1 signed sha256:[0-9a-f]{64}\n$/,
  'verify.ts': /^failed artifact_unsigned\nartifact_unsigned: .*net-monitor has no signature .+\n$/,
  'promote.ts':
    /^oci:production\S* promoted\n[\s\S]*oci:production@sha256:[0-9a-f]{64} \[[\s\S]*action: 'new'[\s\S]*oci:mirror@/m,
  'compare.ts': /^oci:production short null\noci:mirror short null\n$/,
  'judge.ts': /^true CN=.*O=wabbit-networks.*\n[\s\S]*^integrity passed \n[\s\S]*authenticity passed/m,
};

describe('docs/library.md', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sealift-library-'));
    const sink = new Writable({ write: (_, __, done) => done() });
    const demo = ['demo', join(folder, 'sealift-demo')];
    expect(await main(demo, { stdout: sink, stderr: sink, env: {} }, new AbortController().signal)).toBe(0);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('has five examples that do what they say, one after the other in the folder of the demo', async () => {
    const { page, examples } = await libraryPage();
    expect(examples.map(([file]) => file)).toEqual(Object.keys(PRINTS));
    expect(page.match(/^```ts$/gm)).toHaveLength(examples.length);
    for (const [file, text] of examples) await writeFile(join(folder, file), text);
    // What is in node_modules has to be JavaScript.
    const own = join(folder, 'node_modules', 'sealift');
    await mkdir(own, { recursive: true });
    await writeFile(join(own, 'package.json'), JSON.stringify({ name: 'sealift', exports: './index.mjs' }));
    await writeFile(join(own, 'index.mjs'), `export * from ${JSON.stringify(SOURCE)};\n`);
    const all = examples.map(([file]) => `console.log('#'); await import('./${file}');\n`);
    await writeFile(join(folder, 'all.mjs'), all.join(''));
    const done = await run(process.execPath, ['all.mjs'], { cwd: folder });
    expect(done, done.stderr).toMatchObject({ code: 0 });
    const printed = done.stdout.split('#\n').slice(1);
    for (const [at, [file]] of examples.entries()) expect(printed[at]).toMatch(PRINTS[file]!);
  });

  it('names everything that the package exports', async () => {
    const { page } = await libraryPage();
    const named = new Set([...page.matchAll(/`(\w+)[`(]/g)].map(([, name]) => name!));
    for (const name of Object.keys(library)) expect([...named]).toContain(name);
  });
});
