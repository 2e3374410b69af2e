import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { mergeDigestTag } from '../../../src/oci/digest-tags/merge.ts';
import { canMergeTags } from '../../../src/oci/ports.ts';
import { image, NOTARY, put, referrersOf, signal, signature, temporaryFolder } from '../layout/layouts.ts';
import { buildxTar, commit, fileOf, namesIn, openArchive, refusal } from './tars.ts';

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

  it('are told when a tag was moved since they began, and move it with a second commit', async () => {
    const path = await fileOf(buildxTar('before').bytes);
    const [first, second] = [await openArchive(path, 'create'), await openArchive(path, 'create')];
    const images = ['first', 'second'].map((text) => image(text));
    for (const [at, store] of [first, second].entries()) {
      await put(store, images[at]!);
      await store.tag(images[at]!.manifest, '1', signal);
    }
    await commit(first);
    const error = await refusal(commit(second));
    expect(error).toMatchObject({ code: 'tag_moved', exitCode: 1 });
    expect(error.message).toContain(`to ${images[0]!.manifest.descriptor.digest}; nothing was written`);
    const reader = await openArchive(path);
    expect(await reader.resolve({ tag: '1' }, signal)).toEqual(images[0]!.manifest.descriptor);
    await commit(second);
    const after = await openArchive(path);
    expect(await after.resolve({ tag: '1' }, signal)).toEqual(images[1]!.manifest.descriptor);
    expect(await after.resolve({ digest: images[0]!.manifest.descriptor.digest }, signal)).toBeDefined();
  });

  it('unite what they add to one digest tag, and are not told that it moved', async () => {
    const path = await fileOf(buildxTar('subject').bytes);
    const tag = `sha256-${'0'.repeat(64)}.sig`;
    const stores = [await openArchive(path, 'create'), await openArchive(path, 'create')];
    const images = ['first', 'second'].map((text) => image(text));
    for (const [at, store] of stores.entries()) {
      const { manifest } = images[at]!;
      await put(store, images[at]!);
      if (!canMergeTags(store)) throw new Error('an archive merges tags');
      const place = { name: store.name, tag, suffix: 'sig' } as const;
      await store.mergeTag(tag, (there) => mergeDigestTag(place, manifest, there), signal);
    }
    for (const store of stores) await commit(store);
    const reader = await openArchive(path);
    const { bytes } = await reader.manifest((await reader.resolve({ tag }, signal))!, signal);
    const layersOf = (content: Uint8Array) => JSON.parse(Buffer.from(content).toString()).layers;
    expect(layersOf(bytes)).toEqual(images.flatMap(({ manifest }) => layersOf(manifest.bytes)));
  });

  it('are not told of a tag that was moved to the same image', async () => {
    const path = await fileOf(buildxTar('same').bytes);
    const stores = [await openArchive(path, 'create'), await openArchive(path, 'create')];
    for (const store of stores) {
      const made = image('wanted');
      await put(store, made);
      await store.tag(made.manifest, '1', signal);
    }
    for (const store of stores) await commit(store);
    const names = await namesIn(path);
    expect(new Set(names).size).toBe(names.length);
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
    const others = ['a', 'b'].map((name) => tagger(path, root.descriptor, name, 2));
    killed.child.stdout.once('data', () => killed.child.kill('SIGKILL'));
    const [first, ...rest] = await Promise.all([killed.done, ...others.map(({ done }) => done)]);
    const store = await openArchive(path);
    for (const { tags, complaints } of rest) {
      expect(complaints).toBe('');
      expect(tags).toHaveLength(2);
    }
    for (const tag of [first!, ...rest].flatMap(({ tags }) => tags))
      expect(await store.resolve({ tag }, signal), tag).toEqual(root.descriptor);
  });
});
