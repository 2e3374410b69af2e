import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { MEDIA_TYPES } from '../../src/oci/media-types.ts';
import { referrersTag } from '../../src/oci/referrers-index.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { attached, content, image, push } from '../support/images.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { registryStore } from '../support/registry-store.ts';
import { never } from '../support/tools.ts';
import { promote, sign, verify } from './support.ts';

const { descriptor: other } = image({ seed: 'other' }).manifest;
const entry = JSON.stringify({ ...other, artifactType: 'application/vnd.example.note' });
const withMember = (member: string): string => `${entry.slice(0, -1)},${member}}`;

/** Entries of somebody else's for which Go refuses, or reads otherwise, the whole list that has one of them. */
const UNREADABLE: [string, string][] = [
  ['a size of 2.0', entry.replace(/"size":\d+/, '"size":2.0')],
  ['data that is no base64', withMember('"data":"%"')],
  ['features in one text', withMember('"platform":{"os":"linux","architecture":"amd64","os.features":"a"}')],
  ['an annotation that is a number', withMember('"annotations":{"a":1}')],
  ['a second digest to a reader that folds case', withMember('"DIGEST":"sha256:0"')],
  [
    'a second variant in its platform',
    withMember('"platform":{"os":"linux","architecture":"a","Variant":"v"}'),
  ],
];

describe.each(['api', 'tag'] as const)(
  'a list of signatures (%s) that other programs cannot read',
  (place) => {
    let registry: FakeRegistry;
    let subject: Descriptor;
    const open = () => registryStore(registry.host);
    const repository = () => registry.repository('team/app');

    beforeEach(async () => {
      registry = await FakeRegistry.start(
        place === 'tag' ? { referrers: '404' } : { filtersReferrers: false },
      );
      subject = await push(open(), image(), '1');
    });
    afterEach(() => registry.stop());

    const list = (text: string): void => {
      if (place === 'api') repository().referrers.set(subject.digest, [JSON.parse(text)]);
      const body = `{"schemaVersion":2,"mediaType":"${MEDIA_TYPES.ociIndex}","manifests":[${text}]}`;
      const index = content(MEDIA_TYPES.ociIndex, Buffer.from(body));
      repository().manifests.set(index.descriptor.digest, index);
      repository().tags.set(referrersTag(subject.digest), index.descriptor.digest);
    };

    it.each(UNREADABLE)('for %s is no place to sign or to promote to', async (_, text) => {
      // What a text of JSON says beyond its values is lost in the answers of the API that the fake gives.
      if (place === 'api' && text.includes('2.0')) text = text.replace('2.0', '2.5');
      list(text);
      const refusal = { status: 'failed', error: { code: 'manifest_invalid' } };
      expect(await sign(open())).toMatchObject(refusal);
      const source = new MemoryStore('dev.test/team/app');
      await push(source, image(), '1');
      await sign(source);
      expect(await promote(source, open())).toMatchObject(refusal);
      expect(await verify(open())).toMatchObject(refusal);
    });

    it('does with entries that hold null where a value may be, since those read it', async () => {
      list(
        withMember('"data":null,"annotations":{"a":null},"urls":[null],"platform":null,"more":{"SIZE":2.0}'),
      );
      expect(await sign(open())).toMatchObject({ status: 'signed' });
      expect(await verify(open())).toMatchObject({ status: 'verified' });
    });
  },
);

describe.each(['api', 'tag'] as const)(
  'a list (%s) of what no specification allows, and all can read',
  (place) => {
    it('is a place to sign, to verify and to promote to', async () => {
      const registry = await FakeRegistry.start(place === 'tag' ? { referrers: '404' } : {});
      onTestFinished(() => registry.stop());
      const [source, destination] = ['dev/app', 'prod/app'].map((name) => registryStore(registry.host, name));
      const subject = await push(source!, image(), '1');
      const sbom = attached(subject, 'sbom');
      await push(source!, sbom);
      await source!.linkReferrers(subject, [sbom.manifest], never);
      expect(await sign(source!)).toMatchObject({ status: 'signed' });
      expect(await verify(source!)).toMatchObject({ status: 'verified' });
      expect(await promote(source!, destination!)).toMatchObject({
        status: 'promoted',
        destinations: [{ attachments: { expected: 2, present: 2 } }],
      });
    });
  },
);
