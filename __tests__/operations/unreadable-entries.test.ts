import { describe, expect, it, onTestFinished } from 'vitest';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { MEDIA_TYPES } from '../../src/oci/media-types.ts';
import { bytesStream } from '../../src/operations/signing/bytes-stream.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import type { Switches } from '../support/fake-registry/switches.ts';
import { content, image, push } from '../support/images.ts';
import { registryStore } from '../support/registry-store.ts';
import { signaturesReached } from '../support/strict-reader.ts';
import { never, tools } from '../support/tools.ts';
import { promote, sign, verify } from './support.ts';

const NO_API = { referrers: '404', subjectHeader: false } as const;

describe('an entry that is no readable signature', () => {
  const SIGNATURE = 'application/vnd.cncf.notary.signature';
  const layer = content('application/jose+json', new TextEncoder().encode('{}')).descriptor;
  /** A manifest that says it is a signature of `subject`, by its artifact type. */
  const claiming = (subject: Descriptor, mediaType: string, members: object) => {
    const body = { schemaVersion: 2, mediaType, artifactType: SIGNATURE, subject, ...members };
    return content(mediaType, Buffer.from(JSON.stringify(body)));
  };
  const config = { ...layer, mediaType: MEDIA_TYPES.ociEmpty };
  const kinds: [string, (subject: Descriptor) => ReturnType<typeof claiming>][] = [
    ['without an envelope', (subject) => claiming(subject, MEDIA_TYPES.ociImage, { config, layers: [] })],
    [
      'with two envelopes',
      (subject) => claiming(subject, MEDIA_TYPES.ociImage, { config, layers: [layer, { ...layer }] }),
    ],
    ['that is an index', (subject) => claiming(subject, MEDIA_TYPES.ociIndex, { manifests: [] })],
  ];
  const barred = async (switches: Partial<Switches>, made: (typeof kinds)[number][1]) => {
    const registry = await FakeRegistry.start(switches);
    onTestFinished(() => registry.stop());
    const store = registryStore(registry.host);
    const subject = await push(store, image(), '1');
    await store.putBlob(layer, (offset) => bytesStream(new TextEncoder().encode('{}'), offset), never);
    const manifest = made(subject);
    await store.putManifest(manifest, never);
    await store.linkReferrers(subject, [manifest], never);
    return { registry, subject, bar: manifest.descriptor.digest };
  };
  const reached = (registry: FakeRegistry, { digest }: Descriptor) =>
    signaturesReached(`http://${registry.host}/v2/team/app`, digest);

  it.each(kinds)('%s ends the reading of others, and is named (API)', async (_, made) => {
    const { registry, subject, bar } = await barred({}, made);
    const result = await sign(registryStore(registry.host));
    expect(await reached(registry, subject)).toEqual([]);
    expect(result).toMatchObject({ error: { code: 'signature_lost' } });
    expect(result.error!.message).toContain(bar);
  });

  it.each(kinds)('%s ends the reading of others, and is named (tag)', async (_, made) => {
    const { registry, subject, bar } = await barred(NO_API, made);
    const result = await sign(registryStore(registry.host));
    expect(await reached(registry, subject)).toEqual([]);
    expect(result).toMatchObject({ error: { code: 'signature_lost' } });
    expect(result.error!.message).toContain(bar);
  });

  it.each(kinds)('%s is said by verify, which goes on', async (_, made) => {
    const { registry, bar } = await barred({}, made);
    await sign(registryStore(registry.host));
    const session = tools();
    expect(await verify(registryStore(registry.host), session)).toMatchObject({ status: 'verified' });
    expect(session.warnings.join()).toContain(`lists ${bar} before it`);
  });

  it.each(kinds)(
    '%s stays where it is, and the signature is found where it was promoted to',
    async (_, made) => {
      const { registry, bar } = await barred({}, made);
      await sign(registryStore(registry.host));
      for (const switches of [{}, NO_API]) {
        const to = await FakeRegistry.start(switches);
        onTestFinished(() => to.stop());
        const session = tools();
        const run = () => promote(registryStore(registry.host), registryStore(to.host), session);
        const result = await run();
        expect(result).toMatchObject({ status: 'promoted', error: null });
        expect(session.warnings).toContainEqual(
          expect.stringContaining(`${bar} says that it is a signature`),
        );
        expect(await reached(to, { digest: result.digest } as Descriptor)).toHaveLength(1);
        expect(await run()).toMatchObject({ status: 'unchanged' });
      }
    },
  );

  it('has other parts where it is no signature, and keeps nobody from its like', async () => {
    const registry = await FakeRegistry.start();
    onTestFinished(() => registry.stop());
    const store = registryStore(registry.host);
    const subject = await push(store, image(), '1');
    await store.putBlob(layer, (offset) => bytesStream(new TextEncoder().encode('{}'), offset), never);
    for (const artifactType of ['application/spdx', 'application/spdx']) {
      const body = {
        artifactType,
        config,
        layers: [layer, layer],
        annotations: { at: String(registry.log.length) },
      };
      const manifest = claiming(subject, MEDIA_TYPES.ociImage, body);
      await store.putManifest(manifest, never);
      expect(await store.linkReferrers(subject, [manifest], never)).toBe('api');
    }
  });
});
