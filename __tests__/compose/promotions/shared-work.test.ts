import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { preparedEntries } from '../../../src/compose/promotions/prepared-entries.ts';
import { promoteEach } from '../../../src/compose/promotions/promote-each.ts';
import { run } from '../../../src/compose/run.ts';
import { sign } from '../../../src/index.ts';
import { referrersTag } from '../../../src/oci/referrers-index.ts';
import type { SelectedImage } from '../../../src/planning/selected-image.ts';
import { attached, image, push } from '../../support/images.ts';
import { mirror } from '../../support/mirror.ts';
import { registryStore } from '../../support/registry-store.ts';
import { never } from '../../support/tools.ts';
import { type Workplace, workplace } from '../../support/workplace.ts';

let at: Workplace;

beforeAll(async () => {
  at = await workplace();
});
afterAll(() => at.remove());

/** The images with other settings. */
const withSettings = (
  images: readonly SelectedImage[],
  settings: Readonly<Record<string, unknown>>,
): readonly SelectedImage[] =>
  images.map((one) => ({
    ...one,
    entry: { ...one.entry, settings: { ...one.entry.settings, ...settings } },
  }));

it('an image that was signed once more since gets that signature, and the others are unchanged', async () => {
  const { promote, names, to } = await mirror(at, { repositories: ['a'] });
  await promote();
  await sign({
    ...{ images: names[0]!, key: at.key, certificateChain: at.chain, ifSigned: 'add', env: {} },
    userMetadata: { again: 'yes' },
  });
  const { result } = await promote();
  expect(result.images.map(({ status }) => status)).toEqual(['promoted', 'unchanged']);
  const digest = names[0]!.replace(/^.*@/, '');
  for (const one of to) expect(one.repository('mirror/a').referrers.get(digest)).toHaveLength(2);
});

it('an image whose tag is kept elsewhere is judged, and its manifest is not read', async () => {
  const { promote, selected, to } = await mirror(at, { repositories: ['a'] });
  await promote();
  // Each tag takes the other one's image.
  const swapped = selected.map((one, number) => ({
    ...one,
    destinations: one.destinations.map((there) => ({ ...there, tags: [`v${1 - number}`] })),
  }));
  const { result, requests } = await promote(withSettings(swapped, { existingTag: ['*=keep'] }));
  expect(result.images.map(({ status }) => status)).toEqual(['kept', 'kept']);
  expect(result.images[0]?.signatures[0]?.status).toBe('passed');
  expect(result.images[0]?.attachments).toHaveLength(1);
  const digests = new Set(result.images.map(({ digest }) => digest));
  const read = requests[0]!.filter((one) => /^GET .*manifests\/sha256:/.test(one));
  expect(read.filter((one) => digests.has(one.replace(/^.*manifests\//, '')))).toEqual([]);
  for (const one of to) expect(one.writes).toEqual([]);
});

it('a destination that has an image already is refused all the same once its own statement refuses', async () => {
  const { promote, selected, to } = await mirror(at, { repositories: ['a'], images: 1 });
  await promote();
  const statement = (name: string, scope: string, identity: string) => ({
    ...{ name, registryScopes: [scope], signatureVerification: { level: 'strict' } },
    ...{ trustStores: ['ca:acme'], trustedIdentities: [identity] },
  });
  const stranger = 'x509.subject: C=DE, ST=BE, O=other';
  const trustPolicy = at.path('for-itself.json');
  const write = (named: readonly { readonly host: string }[]) => {
    const own = named.map(({ host }, number) => statement(`own ${number}`, `${host}/mirror/a`, stranger));
    const trustPolicies = [statement('all', '*', '*'), ...own];
    return writeFile(trustPolicy, JSON.stringify({ version: '1.0', trustPolicies }));
  };
  await write(to.slice(0, 1));
  const { result } = await promote(withSettings(selected, { trustPolicy }));
  expect(result.images.map(({ status, error }) => [status, error?.code])).toEqual([
    ['partial', 'verification_failed'],
  ]);
  const [refused, unchanged] = result.images[0]!.destinations;
  expect(refused).toMatchObject({ status: 'failed', pinned: null, error: { code: 'verification_failed' } });
  expect(unchanged).toMatchObject({ status: 'unchanged', error: null });
  await write(to);
  const all = await promote(withSettings(selected, { trustPolicy }));
  expect(all.result).toMatchObject({ status: 'failed', images: [{ status: 'failed' }] });
  for (const one of to) expect(one.writes).toEqual([]);
});

it('an image that its own settings make deep is asked for whole, and what a registry lost is put back', async () => {
  const { promote, selected, to } = await mirror(at, { repositories: ['a'], images: 1 });
  await promote();
  const there = to[0]!.repository('mirror/a');
  const [lost] = [...there.blobs.keys()];
  there.blobs.delete(lost!);
  expect((await promote()).result.images[0]?.status).toBe('unchanged');
  const { result } = await promote(withSettings(selected, { deep: true }));
  expect(result.images[0]?.destinations.map(({ status }) => status)).toEqual(['promoted', 'unchanged']);
  expect(there.blobs.has(lost!)).toBe(true);
});

it('a layer that a registry took and did not keep is put again, though another image of the run has put it', async () => {
  const { promote, to } = await mirror(at, { images: 3 });
  const first = await promote();
  expect(first.result.status).toBe('done');
  for (const one of to) {
    const there = one.repository('mirror/a');
    const base = [...there.blobs.keys()].find((digest) => one.repository('mirror/b').blobs.has(digest))!;
    for (const name of ['a', 'b']) {
      const repository = one.repository(`mirror/${name}`);
      for (const part of [repository.blobs, repository.manifests, repository.tags, repository.referrers])
        part.clear();
    }
    one.switches.swallows = { what: new RegExp(`blobs/${base}`), times: 1 };
  }
  const { result } = await promote();
  expect(result.images.flatMap(({ destinations }) => destinations.map(({ error }) => error))).toEqual(
    Array.from({ length: 12 }, () => null),
  );
});

it('a layer that a registry says it mounted, and does not have, is sent (mounts)', async () => {
  const { from, selected, promote } = await mirror(at, { images: 1 });
  from.switches.mounts = 'forgotten';
  // From one repository of the registry to others.
  const moved = selected.map((one) => ({
    ...one,
    destinations: [{ repository: `${from.host}/mirror/${one.entry.from.slice(-1)}`, tags: ['v0'] }],
  }));
  const { result } = await promote(moved);
  expect(result.images.map(({ error }) => error)).toEqual([null, null]);
});

it.each([{}, { referrers: '404' as const }])(
  'two tags of one image are one copy with its signature listed once: %j',
  async (switches) => {
    const { promote, selected, to, names } = await mirror(at, { repositories: ['a'], images: 1, switches });
    const twice = ['stable', 'v0'].map((tag) => ({
      ...selected[0]!,
      destinations: selected[0]!.destinations.map((one) => ({ ...one, tags: [tag] })),
    }));
    const own = { sign: true, key: at.key, certificateChain: at.chain, ifSigned: 'add', singleWriter: true };
    const { result } = await promote(withSettings(twice, own));
    expect(result.images.map(({ status }) => status)).toEqual(['promoted', 'promoted']);
    const digest = names[0]!.replace(/^.*@/, '');
    for (const one of to) {
      const there = one.repository('mirror/a');
      expect([there.tags.get('stable'), there.tags.get('v0')]).toEqual([digest, digest]);
      // The one that was carried, and ours.
      const signatures = [...there.manifests.values()].filter(({ bytes }) =>
        Buffer.from(bytes).includes('cncf.notary.signature'),
      );
      const lists = switches.referrers === '404' ? 1 : 0;
      expect(signatures.length - lists).toBeLessThanOrEqual(2 + lists);
      expect(one.writes.filter((write) => write.includes(`manifests/${digest}`))).toHaveLength(1);
    }
  },
);

it('signatures of one digest from two repositories are all listed where they are stored together', async () => {
  const { from, to, selected, promote } = await mirror(at, {
    ...{ repositories: ['a'], images: 1, signatures: 0, switches: { referrers: '404' as const } },
  });
  const root = await registryStore(from.host, 'a').resolve({ tag: 'v0' }, never);
  const store = registryStore(from.host, 'b');
  const built = image({ seed: 'a 0', base: 'base', layers: 4 });
  expect((await push(store, built, 'v0')).digest).toBe(root!.digest);
  for (const name of ['a', 'b'])
    await sign({
      ...{ images: `${from.host}/${name}@${root!.digest}`, key: at.key, certificateChain: at.chain, env: {} },
      userMetadata: { of: name },
    });
  const [one] = selected;
  const both = ['a', 'b'].map((name) => ({
    ...one!,
    entry: { ...one!.entry, from: `${from.host}/${name}` },
    destinations: [{ repository: `${to[0]!.host}/mirror/${name}`, tags: ['v0'] }],
  }));
  const signaturesTo = `${to[1]!.host}/signatures`;
  const { result } = await promote(withSettings(both, { signaturesTo, singleWriter: true }));
  expect(result.images.map(({ status }) => status)).toEqual(['promoted', 'promoted']);
  const there = to[1]!.repository('signatures');
  const list = there.manifests.get(there.tags.get(referrersTag(root!.digest))!)!;
  expect(JSON.parse(Buffer.from(list.bytes).toString()).manifests).toHaveLength(2);
});

it('repositories of one registry with a login share layers by mounts, with few tokens', async () => {
  const accounts = [{ username: 'alice', password: 'wonderland' }];
  const { promote, to } = await mirror(at, {
    repositories: ['a', 'b', 'c', 'd'],
    images: 1,
    auth: { kind: 'bearer', accounts },
  });
  const auth = Buffer.from('alice:wonderland').toString('base64');
  const registryConfig = JSON.stringify({
    auths: Object.fromEntries(to.map(({ host }) => [host, { auth }])),
  });
  const { result, requests } = await promote(undefined, { registryConfig });
  expect(result.status).toBe('done');
  for (const own of requests.slice(1)) {
    expect(own.filter((one) => /mount=.*from=mirror/.test(one))).toHaveLength(3 * 4);
    expect(own.filter((one) => one.includes('/token')).length).toBeLessThanOrEqual(4 * 3);
    expect(own.filter((one) => /^PUT .*blobs\/uploads/.test(one))).toHaveLength(4 * 3 + 4);
  }
});

it('what is attached to an image that is refused is not read on while the run goes on', async () => {
  const { from, selected } = await mirror(at, { repositories: ['a'], images: 1, signatures: 0 });
  const store = registryStore(from.host, 'a');
  const root = await store.resolve({ tag: 'v0' }, never);
  await push(store, attached(root!));
  for (let number = 0; number < 200; number += 1)
    await store.putManifest(attached(root!, `application/vnd.example.${number}`).manifest, never);
  from.log.length = 0;
  const { images } = await run('promote', { env: {} }, never, async (current) => {
    const prepared = await preparedEntries(current, { entries: selected.map(({ entry }) => entry) });
    const results = await promoteEach(current, prepared, selected, { dryRun: false });
    await new Promise((resolve) => setTimeout(resolve, 300));
    return results;
  });
  expect(images[0]?.error?.code).toBe('artifact_unsigned');
  expect(from.requests.filter((one) => /^GET .*manifests\/sha256:/.test(one)).length).toBeLessThan(100);
});
