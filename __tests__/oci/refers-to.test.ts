import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SealiftError } from '../../src/errors.ts';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import type { ManifestContent } from '../../src/oci/ports.ts';
import { findReferrer } from '../../src/oci/refers-to.ts';
import { attached, image } from '../support/images.ts';
import { never } from '../support/tools.ts';

const subject = image().manifest.descriptor;
const other = image({ seed: 'other' }).manifest.descriptor;

/** What an entry of an index may be. */
const KINDS = {
  referrer: (at: number) => attached(subject, undefined, `${at}`).manifest,
  foreign: (at: number) => attached(other, undefined, `${at}`).manifest,
  image: (at: number) => image({ seed: `${at}` }).manifest,
  docker: (at: number) => image({ seed: `${at}`, docker: true }).manifest,
  gone: (at: number) => attached(subject, undefined, `gone ${at}`).manifest,
} as const;

const kinds = Object.keys(KINDS) as (keyof typeof KINDS)[];
const entry = fc.record({
  kind: fc.constantFrom(...kinds),
  hasPlatform: fc.boolean(),
  artifactType: fc.option(fc.constantFrom('application/vnd.cncf.notary.signature', 'a/b'), {
    nil: undefined,
  }),
});

it('takes an index for a list when an entry without a platform refers to the subject, whatever types it has', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { maxLength: 6 }), async (specs) => {
      const there = new Map<string, ManifestContent>();
      const entries = specs.map(({ kind, hasPlatform, artifactType }, at): Descriptor => {
        const made = KINDS[kind](at);
        if (kind !== 'gone') there.set(made.descriptor.digest, made);
        return {
          ...made.descriptor,
          ...(hasPlatform ? { platform: { os: 'linux', architecture: 'amd64' } } : {}),
          ...(artifactType === undefined ? {} : { artifactType }),
        };
      });
      const reader = {
        async manifest({ digest }: Descriptor) {
          const found = there.get(digest);
          if (!found) throw new SealiftError('artifact_not_found', digest);
          return found;
        },
      };
      const { found } = await findReferrer(reader, entries, (digest) => digest === subject.digest, never);
      const bare = specs.filter(({ hasPlatform }) => !hasPlatform).map(({ kind }) => kind);
      const without = bare.some((kind) => kind !== 'gone') ? 'mixed' : 'unknown';
      const expected = bare.includes('referrer') ? 'referrer' : bare.includes('gone') ? without : 'none';
      expect(found).toBe(expected);
    }),
  );
});

it('leaves open what the store leaves open', async () => {
  const reader = {
    manifest: () => Promise.reject(new SealiftError('registry_unavailable', 'no answer')),
  };
  await expect(findReferrer(reader, [subject], () => true, never)).rejects.toMatchObject({
    code: 'registry_unavailable',
  });
});
