import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { image, NOTARY, put, referrersOf, signal, signature, temporaryFolder } from '../layout/layouts.ts';
import { buildxTar, commit, fileOf, openArchive } from './tars.ts';

const SOURCES = pathToFileURL(join(import.meta.dirname, '..', '..', '..', 'src')).href;

/** Starts a process that tags the image `subject` `count` times, by one store each. */
function tagger(path: string, subject: object, name: string, count: number) {
  const program = `
    const { openArchiveStore } = await import('${SOURCES}/stores/archive/open.ts');
    const signal = new AbortController().signal;
    for (let turn = 0; turn < ${count}; turn += 1) {
      const store = await openArchiveStore({ path: ${JSON.stringify(path)}, purpose: 'attach' }, signal);
      await store.tag(await store.manifest(${JSON.stringify(subject)}, signal), '${name}-' + turn, signal);
      await store.commit(signal);
      await store.close();
      process.stdout.write('${name}-' + turn + '\\n');
    }`;
  const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', program]);
  let [said, complaints] = ['', ''];
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  const done = new Promise<{ tags: string[]; complaints: string }>((resolve) => {
    child.on('close', () => resolve({ tags: said.split('\n').slice(0, -1), complaints }));
  });
  return { child, done };
}

describe('writers of one archive', () => {
  it('lose nothing when they are many stores of one process', async () => {
    const { bytes, root } = buildxTar('shared');
    const path = await fileOf(bytes);
    const stores = await Promise.all(Array.from({ length: 12 }, () => openArchive(path, 'attach')));
    await Promise.all(
      stores.map(async (store, turn) => {
        const attached = signature(root.descriptor, `${turn}`);
        await store.putManifest(attached, signal);
        await store.linkReferrers(root.descriptor, [attached], signal);
        await commit(store);
      }),
    );
    const store = await openArchive(path);
    expect(await referrersOf(store, root.descriptor, NOTARY)).toHaveLength(12);
    // Every writer has what the others wrote once it has committed.
    expect(await referrersOf(stores.at(-1)!, root.descriptor, NOTARY)).not.toHaveLength(0);
  });

  it('make one archive together where none was', async () => {
    const path = join(await temporaryFolder(), 'new.tar');
    await Promise.all(
      ['one', 'two', 'three'].map(async (text) => {
        const store = await openArchive(path, 'create');
        const made = image(text);
        await put(store, made);
        await store.tag(made.manifest, text, signal);
        await commit(store);
      }),
    );
    const store = await openArchive(path);
    for (const text of ['one', 'two', 'three'])
      expect(await store.resolve({ tag: text }, signal)).toEqual(image(text).manifest.descriptor);
  });

  it('write once for all that wait, when they share a store', async () => {
    const path = join(await temporaryFolder(), 'new.tar');
    const store = await openArchive(path, 'create');
    const texts = Array.from({ length: 20 }, (_, at) => `image-${at}`);
    const names = new Set<string>();
    await Promise.all(
      texts.map(async (text) => {
        const made = image(text);
        await put(store, made);
        await store.tag(made.manifest, text, signal);
        await commit(store);
        for (const name of await readdir(dirname(path))) names.add(name);
      }),
    );
    for (const text of texts)
      expect(await (await openArchive(path)).resolve({ tag: text }, signal)).toBeDefined();
    expect([...names]).toContain('new.tar');
  });

  it('lose nothing when they are several processes, one of which is killed', async () => {
    const { bytes, root } = buildxTar('processes');
    const path = await fileOf(bytes);
    const killed = tagger(path, root.descriptor, 'killed', 200);
    const others = ['a', 'b'].map((name) => tagger(path, root.descriptor, name, 4));
    killed.child.stdout.once('data', () => killed.child.kill('SIGKILL'));
    const [first, ...rest] = await Promise.all([killed.done, ...others.map(({ done }) => done)]);
    const store = await openArchive(path);
    for (const { tags, complaints } of rest) {
      expect(complaints).toBe('');
      expect(tags).toHaveLength(4);
    }
    for (const tag of [first!, ...rest].flatMap(({ tags }) => tags))
      expect(await store.resolve({ tag }, signal), tag).toEqual(root.descriptor);
  });
});
