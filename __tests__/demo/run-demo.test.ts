import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runDemo } from '../../src/demo/run-demo.ts';
import { SealiftError } from '../../src/errors.ts';
import { parseTrustPolicy } from '../../src/notation/policy/parse.ts';
import { copyGraph } from '../../src/oci/copy/copy-graph.ts';
import { planCopy } from '../../src/oci/copy/plan-copy.ts';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { digestOf } from '../../src/oci/digest.ts';
import { readGraph } from '../../src/oci/graph/read-graph.ts';
import { MEDIA_TYPES } from '../../src/oci/media-types.ts';
import type { ManifestContent, TargetStore } from '../../src/oci/ports.ts';
import { manifestName, parseReference } from '../../src/oci/reference.ts';
import { openLayoutStore } from '../../src/stores/layout/open.ts';
import { viewOf } from '../support/tools.ts';

const signal = new AbortController().signal;

/** Does to layouts what the commands do. It judges only whether something is attached. */
class FakeProgram {
  readonly commands: string[][] = [];
  /** Exit codes that replace the real ones, by the number of the command. */
  readonly answers: Record<number, number> = {};
  /** Whether it copies unsigned images. */
  careless = false;

  readonly run = async (argv: string[]): Promise<number> => {
    this.commands.push(argv);
    const given = this.answers[this.commands.length];
    if (given !== undefined) return given;
    const [command, ...words] = argv as [string, ...string[]];
    try {
      if (command === 'sign') await this.#sign(words);
      if (command === 'promote') await this.#promote(words);
      return 0;
    } catch (error) {
      if (error instanceof SealiftError) return error.exitCode;
      throw error;
    }
  };

  async #open(
    text: string,
    create: boolean,
  ): Promise<{ store: TargetStore; tag: string; root: Descriptor | undefined }> {
    const reference = parseReference(text);
    if (reference.transport !== 'oci') throw new Error('not a layout');
    const store = await openLayoutStore({ path: reference.path, create });
    return { store, tag: reference.tag!, root: await store.resolve(manifestName(reference), signal) };
  }

  async #sign([image, ...flags]: string[]): Promise<void> {
    const { store, root } = await this.#open(image!, false);
    const key = flags[flags.indexOf('--key') + 1]!;
    const config = new TextEncoder().encode('{}');
    const descriptor = {
      mediaType: 'application/vnd.cncf.notary.signature',
      digest: digestOf(config),
      size: 2,
    };
    await store.putBlob(descriptor, async () => Readable.from([config]), signal);
    const body = { schemaVersion: 2, config: descriptor, layers: [], subject: root, annotations: { key } };
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    const content: ManifestContent = {
      descriptor: { mediaType: MEDIA_TYPES.ociImage, digest: digestOf(bytes), size: bytes.length },
      bytes,
    };
    await store.putManifest(content, signal);
    await store.linkReferrers(root!, [content], signal);
  }

  async #promote([from, to]: string[]): Promise<void> {
    const source = await this.#open(from!, false);
    const graph = await readGraph(
      viewOf(source.store),
      source.root!,
      { concurrency: 4, keep: () => true },
      signal,
    );
    if (graph.attachments.length === 0 && !this.careless)
      throw new SealiftError('artifact_unsigned', 'nobody signed it');
    const target = await this.#open(to!, true);
    const plan = await planCopy(target.store, graph, {}, signal);
    await copyGraph(source.store, target.store, plan, { concurrency: 4 }, signal);
    await target.store.tag(graph.root.content, target.tag, signal);
  }
}

describe('runDemo', () => {
  let base: string;
  let program: FakeProgram;
  let lines: string[];
  const demo = (directory = join(base, 'demo')): Promise<string> =>
    runDemo({ directory, run: program.run, print: (line) => lines.push(line) }, signal);

  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'sealift-demo-'));
    program = new FakeProgram();
    lines = [];
  });
  afterEach(() => rm(base, { recursive: true, force: true }));

  it('tells the whole story, and leaves its files', async () => {
    const folder = await demo();
    expect(program.commands.map(([command]) => command)).toEqual([
      'sign',
      'verify',
      'promote',
      'sign',
      'list',
      'promote',
      'promote',
      'promote',
    ]);
    expect(lines.filter((line) => line.startsWith('(exit code 1'))).toHaveLength(2);
    expect(lines.join('\n')).toContain(folder);
    expect((await readdir(folder)).toSorted()).toEqual(['acme-rockets', 'changed', 'wabbit-networks']);
  });

  it('prints each command so that it can be typed', async () => {
    await demo();
    const typed = lines
      .join('\n')
      .replaceAll(/ \\\n +/g, ' ')
      .split('\n')
      .filter((line) => /^(\$ )?sealift /.test(line));
    const told = typed.filter((line) => line.startsWith('$ '));
    expect(told.map((line) => line.slice('$ sealift '.length).split(' '))).toEqual(program.commands);
    // The last commands have no prompt, because they are for copying.
    expect(typed.slice(told.length).map((line) => line.split(' ')[1])).toEqual([
      'inspect',
      'verify',
      'promote',
    ]);
  });

  it('writes keys that only their owner may read, certificates for a day, and a policy that notation takes', async () => {
    const folder = await demo();
    for (const party of ['wabbit-networks', 'acme-rockets']) {
      const key = join(folder, party, 'key.pem');
      if (process.platform !== 'win32') expect((await stat(key)).mode & 0o777).toBe(0o600);
      const certificate = new X509Certificate(await readFile(join(folder, party, 'chain.pem')));
      expect(certificate.checkPrivateKey(createPrivateKey(await readFile(key)))).toBe(true);
      const minutes = (Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / 60_000;
      expect(minutes).toBe(24 * 60 + 5);
      const stored = join(folder, 'acme-rockets', 'truststore', 'x509', 'ca', party, `${party}.pem`);
      expect(await readFile(stored)).toEqual(await readFile(join(folder, party, 'chain.pem')));
    }
    const policy = parseTrustPolicy(
      await readFile(join(folder, 'acme-rockets', 'trustpolicy.json')),
      'trust policy',
    );
    expect(policy.trustPolicies).toHaveLength(2);
  });

  it('builds an image of two platforms, the same one each time, that can be read whole', async () => {
    const folders = [await demo(join(base, 'one')), await demo(join(base, 'two'))];
    const roots = await Promise.all(
      folders.map(async (folder) => {
        const store = await openLayoutStore({
          path: join(folder, 'wabbit-networks', 'net-monitor'),
          create: false,
        });
        const root = await store.resolve({ tag: 'v1' }, signal);
        const graph = await readGraph(viewOf(store), root!, { concurrency: 2 }, signal);
        expect(graph.root.manifest.manifests.map(({ platform }) => platform?.architecture)).toEqual([
          'amd64',
          'arm64',
        ]);
        for (const { blobs } of graph.nodes) {
          for (const one of blobs) expect(await store.has(one, signal)).toBe(true);
        }
        return root!.digest;
      }),
    );
    expect(roots[0]).toBe(roots[1]);
  });

  it.each([
    [1, 2, 'step 1'],
    [2, 1, 'step 2'],
    [6, 0, 'step 6'],
    [8, 3, 'step 8'],
  ])('fails loudly when command %i ends with %i', async (number, exitCode, message) => {
    program.answers[number] = exitCode;
    const error = await demo().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'internal', exitCode: 70 });
    expect((error as Error).message).toContain(message);
  });

  it('fails loudly when a command says done and did nothing, or does what it should refuse', async () => {
    program.answers[3] = 0;
    await expect(demo(join(base, 'idle'))).rejects.toThrow(/step 3: the tag v1 names nothing/);
    program = new FakeProgram();
    program.careless = true;
    await expect(demo(join(base, 'careless'))).rejects.toThrow(/step 7/);
  });

  it('does not touch a folder that holds something', async () => {
    await writeFile(join(base, 'letter.txt'), 'dear');
    await expect(demo(base)).rejects.toMatchObject({ code: 'usage' });
    expect(await readdir(base)).toEqual(['letter.txt']);
    await mkdir(join(base, 'empty'));
    expect(await demo(`${join(base, 'empty')}/`)).toBe(join(base, 'empty'));
  });

  it('stops between two steps on an abort', async () => {
    const stop = new AbortController();
    const run = async (argv: string[]): Promise<number> => {
      stop.abort(new SealiftError('interrupted', 'interrupted'));
      return program.run(argv);
    };
    const told = runDemo({ directory: join(base, 'demo'), run, print: () => {} }, stop.signal);
    await expect(told).rejects.toMatchObject({ code: 'interrupted' });
    expect(program.commands).toHaveLength(1);
  });
});
