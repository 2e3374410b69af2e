import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { MEDIA_TYPES } from '../../src/oci/media-types.ts';
import { referrerDescriptor, referrersTag } from '../../src/oci/referrers-index.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { content, image, push } from '../support/images.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { registryStore } from '../support/registry-store.ts';
import { signaturesReached } from '../support/strict-reader.ts';
import { never } from '../support/tools.ts';
import { promote, sign, signerOf, strangerChain } from './support.ts';

/** What a list says of a signature. */
const SAID = ['right', 'nothing', 'no type', 'other type', 'other size', 'other media type'] as const;
type Said = (typeof SAID)[number];

function entriesOf(signature: Descriptor, said: Said): Descriptor[] {
  const { artifactType, ...bare } = signature;
  const entries: Record<Said, Descriptor[]> = {
    right: [signature],
    nothing: [],
    'no type': [bare],
    'other type': [{ ...signature, artifactType: 'application/x' }],
    'other size': [{ ...signature, size: signature.size + 1 }],
    'other media type': [{ ...signature, mediaType: MEDIA_TYPES.ociIndex }],
  };
  return entries[said];
}

const anyRegistry = fc.record({
  hasApi: fc.boolean(),
  /** What the referrers tag says where the API answers. */
  behindApi: fc.constantFrom<Said>('nothing', 'right'),
  filters: fc.boolean(),
  checksLists: fc.boolean(),
  /** What is listed of ours, also twice, and around what a stranger signed. */
  before: fc.constantFrom(...SAID),
  stranger: fc.constantFrom<Said>('right', 'right', 'nothing', 'no type', 'other size'),
  behind: fc.constantFrom(...SAID),
  /** What of the stranger's signature is gone. */
  gone: fc.constantFrom('nothing', 'nothing', 'manifest', 'envelope'),
  forgets: fc.constantFrom(0, 0, 0, 1),
  action: fc.constantFrom('promote again', 'promote to a new tag', 'sign', 'add a signature'),
});

describe('a run that says done', () => {
  const source = new MemoryStore('dev.test/team/app');
  const prepared = (async () => {
    const subject = await push(source, image({ layers: 0 }), '1');
    await sign(source);
    return { subject, stranger: await signerOf(strangerChain()) };
  })();

  it('has left a signature that a reader like notation gets to, whatever the registry listed before', async () => {
    const done = { yes: 0, no: 0 };
    await fc.assert(
      fc.asyncProperty(anyRegistry, async (given) => {
        const { subject, stranger } = await prepared;
        const registry = await FakeRegistry.start({ referrers: '404', subjectHeader: false });
        try {
          const store = () => registryStore(registry.host);
          const repository = registry.repository('team/app');
          await promote(source, store());
          const ours = [...repository.manifests.values()].find(({ bytes }) =>
            Buffer.from(bytes).includes('"subject"'),
          )!;
          const theirs = (await sign(store(), { signer: stranger, ifSigned: 'add' })).signatures[0]!.digest;
          const [own, foreign] = [ours, repository.manifests.get(theirs)!].map(referrerDescriptor);

          const entries = [
            ...entriesOf(own!, given.before),
            ...entriesOf(foreign!, given.stranger),
            ...entriesOf(own!, given.behind),
          ];
          const inTag = given.hasApi ? entriesOf(own!, given.behindApi) : entries;
          const body = { schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests: inTag };
          const index = content(MEDIA_TYPES.ociIndex, Buffer.from(JSON.stringify(body)));
          await store().tag(index, referrersTag(subject.digest), never);
          repository.referrers.set(subject.digest, given.hasApi ? entries : []);
          Object.assign(registry.switches, {
            referrers: given.hasApi ? true : '404',
            subjectHeader: given.hasApi,
            filtersReferrers: given.filters,
            checksLists: given.checksLists,
            // Without the API, only a registry that checks its lists shows that it lost a manifest.
            forgetsReferrers: given.hasApi || given.checksLists ? given.forgets : 0,
          });
          const manifest = JSON.parse(Buffer.from(repository.manifests.get(theirs)!.bytes).toString());
          if (given.gone === 'manifest') repository.manifests.delete(theirs);
          if (given.gone === 'envelope') repository.blobs.delete(manifest.layers[0].digest);

          const actions = {
            'promote again': () => promote(source, store()),
            'promote to a new tag': () => promote(source, store(), { tags: ['2'] }),
            sign: () => sign(store()),
            'add a signature': () => sign(store(), { ifSigned: 'add', metadata: { again: 'yes' } }),
          };
          const result = await actions[given.action as keyof typeof actions]();
          done[result.status === 'failed' ? 'no' : 'yes'] += 1;
          if (result.status === 'failed') {
            expect(result.error!.code).not.toBe('internal');
            expect(repository.tags.has('2')).toBe(false);
            return;
          }
          const reached = await signaturesReached(`http://${registry.host}/v2/team/app`, subject.digest);
          const wanted = given.action.startsWith('promote') ? own!.digest : result.signatures[0]!.digest;
          expect(reached).toContain(wanted);
        } finally {
          await registry.stop();
        }
      }),
      { numRuns: 40 },
    );
    // Both ends are met, or the test tells nothing.
    expect(done.yes).toBeGreaterThan(5);
    expect(done.no).toBeGreaterThan(2);
  }, 60_000);
});
