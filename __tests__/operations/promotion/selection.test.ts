import { beforeEach, describe, expect, it } from 'vitest';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { attachByTag, cosignImage } from '../../support/cosign-images.ts';
import { attach, attached, image, index, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { expectValid } from '../../support/result-schema.ts';
import { tools } from '../../support/tools.ts';
import { type PromoteChange, promote, sign, signerOf, strangerChain } from '../support.ts';

const BUNDLE = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const SBOM = 'application/spdx+json';
const NOTARY = 'application/vnd.cncf.notary.signature';
const PAYLOAD = 'application/vnd.dev.cosign.simplesigning.v1+json';
const ENVELOPE = 'application/vnd.dsse.envelope.v1+json';
const CALLED: Readonly<Record<string, string>> = {
  [BUNDLE]: 'bundle',
  [SBOM]: 'sbom',
  [NOTARY]: 'notary',
  [PAYLOAD]: '.sig',
  [ENVELOPE]: '.att',
};

describe('what a promotion carries', () => {
  let source: MemoryStore;
  let target: MemoryStore;
  let root: Descriptor;
  beforeEach(async () => {
    source = new MemoryStore('registry.test/from');
    target = new MemoryStore('registry.test/to');
    root = await push(source, image(), '1');
    await sign(source);
    await sign(source, { signer: await signerOf(strangerChain()) });
    for (const [type, text] of [
      [BUNDLE, 'bundle'],
      [SBOM, 'bill'],
      ['application/x', 'other'],
    ] as const)
      await attach(source, root, attached(root, type, text));
    await attachByTag(source, root, 'sig', cosignImage('sig', [{ payload: 'p', signature: 's' }]));
    await attachByTag(source, root, 'att', cosignImage('att', [{ payload: 'p' }]));
  });

  const names = (all: readonly { readonly artifactType: string }[]) =>
    all.map(({ artifactType }) => CALLED[artifactType] ?? 'other').toSorted();

  it.each<[string, PromoteChange, string, string]>([
    ['nothing', {}, '.att .sig bundle notary notary other sbom', ''],
    ['include signatures', { include: 'signatures' }, '.sig bundle notary notary', 'other sbom'],
    ['include verified', { include: 'verified' }, 'notary', 'bundle notary other sbom'],
    ['exclude-signatures', { excludeSignatures: true }, '.att other sbom', '.sig bundle notary notary'],
    ['an artifact type', { artifactTypes: [SBOM] }, '.sig bundle notary notary sbom', '.att other'],
    [
      'the type of what a tag holds',
      { artifactTypes: [ENVELOPE] },
      '.att .sig bundle notary notary',
      'other sbom',
    ],
    [
      'an artifact type and exclude-signatures',
      { artifactTypes: [SBOM], excludeSignatures: true },
      'sbom',
      '.att .sig bundle notary notary other',
    ],
  ])('follows what is said: %s', async (_, change, carried, left) => {
    const result = await promote(source, target, change);
    expect(result).toMatchObject({ status: 'promoted', error: null });
    expect(names(result.attachments).join(' ')).toBe(carried);
    expect(names(result.leftBehind).join(' ')).toBe(left);
    const count = result.attachments.length;
    expect(result.destinations[0]?.attachments).toMatchObject({
      expected: count,
      present: count,
      added: count,
    });
    const there = [...target.manifests.values()].length;
    expect(there).toBe(1 + count);
    expectValid({
      version: 1,
      command: 'promote',
      status: 'done',
      error: null,
      warnings: [],
      images: [result],
    });
    expect(await promote(source, target, change)).toMatchObject({ status: 'unchanged' });
  });

  it('warns with exclude-signatures that a destination has nothing that vouches, and leaves what is there', async () => {
    await promote(source, target);
    const there = target.manifests.size;
    const request = { ...tools(), excludeSignatures: true, tags: ['2'] };
    expect(await promote(source, target, request)).toMatchObject({ status: 'promoted' });
    expect(request.warnings.join()).toContain('no signature is copied');
    expect(target.manifests.size).toBe(there);
  });

  it('judges at the source with exclude-signatures as ever', async () => {
    const unsigned = new MemoryStore();
    await push(unsigned, image({ seed: 'unsigned' }), '1');
    expect(await promote(unsigned, target, { excludeSignatures: true })).toMatchObject({
      error: { code: 'artifact_unsigned' },
    });
    expect(target.writes).toEqual([]);
  });

  it('says of an image that cosign alone has signed by a bundle that this is not judged', async () => {
    const cosigned = new MemoryStore();
    const subject = await push(cosigned, image({ seed: 'cosigned' }), '1');
    const bundle = await attach(cosigned, subject, attached(subject, BUNDLE));
    const { error } = await promote(cosigned, target);
    expect(error?.code).toBe('artifact_unsigned');
    expect(error?.message).toContain(`${bundle.digest} is one of cosign, which is not judged`);
  });
});

describe('a promotion of an image that did not change', () => {
  let source: MemoryStore;
  let target: MemoryStore;
  beforeEach(() => {
    source = new MemoryStore('registry.test/from');
    target = new MemoryStore('registry.test/to');
  });

  it('carries what is new: a late signature, SBOM and tag, of a child too', async () => {
    const child = image({ seed: 'child' });
    const root = await push(source, index([child]), '1');
    await sign(source, { recursive: true });
    await promote(source, target);
    const { descriptor } = child.manifest;
    const bill = await attach(source, descriptor, attached(descriptor));
    const note = await attach(source, bill, attached(bill, 'application/note'));
    const { tag } = await attachByTag(source, root, 'att', cosignImage('att', [{ payload: 'late' }]));
    const result = await promote(source, target);
    expect(result).toMatchObject({ status: 'promoted' });
    expect(result.destinations[0]?.attachments).toMatchObject({ added: 3, missing: [] });
    expect([
      target.manifests.has(bill.digest),
      target.manifests.has(note.digest),
      target.tags.has(tag),
    ]).toEqual([true, true, true]);
    expect(await promote(source, target)).toMatchObject({ status: 'unchanged' });
  });

  it('leaves a signature that was removed at the source, and names it', async () => {
    await push(source, image(), '1');
    await sign(source);
    await sign(source, { ifSigned: 'add', metadata: { second: 'yes' } });
    const first = await promote(source, target);
    expect(first.destinations[0]?.attachments.onlyThere).toEqual([]);
    const [, removed] = first.attachments;
    source.manifests.delete(removed!.digest);
    const request = tools();
    const result = await promote(source, target, request);
    expect(result).toMatchObject({ status: 'unchanged' });
    expect(result.destinations[0]?.attachments.onlyThere).toEqual([removed!.digest]);
    expect(request.warnings.join()).toContain(`signature ${removed!.digest} is there and not at the source`);
    expect(target.manifests.has(removed!.digest)).toBe(true);
  });

  it('does not take for removed what stays at the source by include verified', async () => {
    await push(source, image(), '1');
    await sign(source);
    await sign(source, { signer: await signerOf(strangerChain()) });
    await promote(source, target);
    const result = await promote(source, target, { include: 'verified' });
    expect(result).toMatchObject({ status: 'unchanged' });
    expect(result.destinations[0]?.attachments.onlyThere).toEqual([]);
  });
});
