import { spawn } from 'node:child_process';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openLayoutStore } from '../../../src/stores/layout/open.ts';
import {
  image,
  layoutWith,
  NOTARY,
  put,
  readIndex,
  referrersOf,
  signal,
  signature,
  temporaryFolder,
} from './layouts.ts';

const SOURCES = pathToFileURL(join(import.meta.dirname, '..', '..', '..', 'src')).href;

/** Starts a process that signs `subject` and moves tags in the layout `count` times, and prints each signature when it is done. */
function writer(folder: string, subject: object, name: string, count: number) {
  const program = `
    const { openLayoutStore } = await import('${SOURCES}/stores/layout/open.ts');
    const { digestOf } = await import('${SOURCES}/oci/digest.ts');
    const [folder, subject, name, count] = [${JSON.stringify(folder)}, ${JSON.stringify(subject)}, '${name}', ${count}];
    const signal = new AbortController().signal;
    for (let turn = 0; turn < count; turn += 1) {
      const store = await openLayoutStore({ path: folder, create: false });
      const config = { mediaType: '${NOTARY}', digest: digestOf(new TextEncoder().encode('{}')), size: 2 };
      const mediaType = 'application/vnd.oci.image.manifest.v1+json';
      const body = { schemaVersion: 2, mediaType, config, layers: [], subject, annotations: { name, turn: String(turn) } };
      const bytes = new TextEncoder().encode(JSON.stringify(body));
      const content = { descriptor: { mediaType, digest: digestOf(bytes), size: bytes.length }, bytes };
      await store.putManifest(content, signal);
      await store.linkReferrers(subject, [content], signal);
      await store.tag(await store.manifest(subject, signal), name + '-' + turn, signal);
      process.stdout.write(content.descriptor.digest + '\\n');
    }`;
  const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', program]);
  let [said, complaints] = ['', ''];
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  const done = new Promise<{ code: number | null; digests: string[]; complaints: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, digests: said.split('\n').slice(0, -1), complaints }));
  });
  return { child, done };
}

describe('writers of one layout', () => {
  it('lose nothing when they are many stores of one process', async () => {
    const { folder, root } = await layoutWith('one');
    const signatures = Array.from({ length: 24 }, (_, turn) => signature(root.descriptor, String(turn)));
    await Promise.all(
      signatures.map(async (signed, turn) => {
        const store = await openLayoutStore({ path: folder, create: false });
        await store.putManifest(signed, signal);
        await store.linkReferrers(root.descriptor, [signed], signal);
        await store.tag(root, `tag-${turn}`, signal);
      }),
    );
    const store = await openLayoutStore({ path: folder, create: false });
    const found = await referrersOf(store, root.descriptor, NOTARY);
    expect(new Set(found.map(({ descriptor }) => descriptor.digest))).toEqual(
      new Set(signatures.map(({ descriptor }) => descriptor.digest)),
    );
    for (let turn = 0; turn < 24; turn += 1)
      expect(await store.resolve({ tag: `tag-${turn}` }, signal)).toBeDefined();
    expect(await readdir(folder)).not.toContain('index.json.lock');
  });

  it('lose nothing when they are several processes', async () => {
    const { folder, store, root } = await layoutWith('one');
    const others = ['a', 'b', 'c', 'd'].map((name) => writer(folder, root.descriptor, name, 8));
    const ended = await Promise.all(others.map(({ done }) => done));
    expect(ended.map(({ code, complaints }) => [code, complaints])).toEqual(ended.map(() => [0, '']));
    const found = new Set(
      (await referrersOf(store, root.descriptor, NOTARY)).map(({ descriptor }) => descriptor.digest),
    );
    expect(found).toEqual(new Set(ended.flatMap(({ digests }) => digests)));
    expect(found.size).toBe(32);
    for (const name of ['a-0', 'd-7'])
      expect(await store.resolve({ tag: name }, signal)).toEqual(root.descriptor);
  });

  it('make one layout together', async () => {
    const path = join(await temporaryFolder(), 'layout');
    await Promise.all(
      ['one', 'two', 'three', 'four'].map(async (text) => {
        const store = await openLayoutStore({ path, create: true });
        const made = image(text);
        await put(store, made);
        await store.tag(made.manifest, text, signal);
      }),
    );
    const store = await openLayoutStore({ path, create: false });
    for (const tag of ['one', 'two', 'three', 'four'])
      expect(await store.resolve({ tag }, signal)).toBeDefined();
  });

  it('may be killed at any moment without losing a finished signature or breaking the layout', async () => {
    const { folder, store, root } = await layoutWith('one');
    const said: string[] = [];
    for (const delay of [250, 330, 410]) {
      const { child, done } = writer(folder, root.descriptor, `kill-${delay}`, 10_000);
      child.stdout.once('data', () => {
        setTimeout(() => child.kill('SIGKILL'), delay - 240);
      });
      const { digests } = await done;
      said.push(...digests);
      const found = (await referrersOf(store, root.descriptor, NOTARY)).map(
        ({ descriptor }) => descriptor.digest,
      );
      for (const digest of said) expect(found).toContain(digest);
      await store.tag(root, `after-${delay}`, signal);
      expect(await store.resolve({ tag: `after-${delay}` }, signal)).toEqual(root.descriptor);
    }
    expect(said.length).toBeGreaterThan(2);
    expect((await readIndex(folder)).manifests.length).toBeGreaterThan(5);
  });

  it('take over the lock of a process that is dead', async () => {
    const { folder, store, root } = await layoutWith('one');
    const dead = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => dead.on('close', resolve));
    const { hostname } = await import('node:os');
    const lock = join(folder, 'index.json.lock');
    await writeFile(lock, JSON.stringify({ token: 'theirs', pid: dead.pid, host: hostname() }));
    const before = new Date(Date.now() - 3_000);
    await utimes(lock, before, before);
    await store.tag(root, 'mine', signal);
    expect(await store.resolve({ tag: 'mine' }, signal)).toBeDefined();
  });

  it('stop waiting for a lock on an abort', async () => {
    const { folder, store, root } = await layoutWith('one');
    await writeFile(
      join(folder, 'index.json.lock'),
      JSON.stringify({ token: 'theirs', pid: 1, host: 'elsewhere' }),
    );
    const stop = AbortSignal.timeout(60);
    await expect(store.tag(root, 'mine', stop)).rejects.toThrow();
    expect(await readdir(folder)).toContain('index.json.lock');
    expect(await store.resolve({ tag: 'v1' }, signal)).toBeDefined();
  });
});
