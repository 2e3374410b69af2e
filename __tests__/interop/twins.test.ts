import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MEDIA_TYPES } from '../../src/oci/media-types.ts';
import type { ManifestContent } from '../../src/oci/ports.ts';
import { content } from '../support/images.ts';
import { registryStore } from '../support/registry-store.ts';
import { never } from '../support/tools.ts';
import { NotationHome } from './support/notation.ts';
import { type RunningRegistry, startRegistry } from './support/registries.ts';
import { peer, sealift, tryPeer } from './support/run.ts';
import { pushSmall } from './support/small-artifact.ts';
import { withPeers } from './support/suite.ts';

const SCOPE = 'registry.example.com/team/app';

interface Body {
  layers: { digest: string; size: number }[];
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

withPeers()('JSON that Go programs read otherwise', () => {
  let registry: RunningRegistry;
  let home: NotationHome;
  let folder: string;
  beforeAll(async () => {
    [registry, home, folder] = await Promise.all([
      startRegistry('olareg'),
      NotationHome.create(),
      mkdtemp(join(tmpdir(), 'sealift-twins-')),
    ]);
  });
  afterAll(async () => {
    await registry?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  describe('around a valid signature of notation', () => {
    let signed: string;
    let signature: ManifestContent;
    let envelope: string;
    beforeAll(async () => {
      signed = await pushSmall(`${registry.host}/signed:1`, '--plain-http');
      await home.sign(signed);
      const store = registryStore(registry.host, 'signed');
      const subject = await store.resolve({ tag: '1' }, never);
      for await (const { descriptor } of store.referrers(subject!, { sources: 'merged' }, never))
        signature = await store.manifest(descriptor, never);
      const { layers } = JSON.parse(text(signature.bytes)) as Body;
      envelope = text(await buffer(await store.blob(layers[0] as never, {}, never)));
    });

    /** Copies the artifact to `repository`, with this envelope in place of the genuine one. */
    const withEnvelope = async (repository: string, twisted: string): Promise<string> => {
      const reference = signed.replace('/signed@', `/${repository}@`);
      await peer('oras', [
        'cp',
        '--from-plain-http',
        '--to-plain-http',
        signed,
        `${reference.split('@')[0]}:1`,
      ]);
      const store = registryStore(registry.host, repository);
      const subject = await store.resolve({ tag: '1' }, never);
      const body = JSON.parse(text(signature.bytes)) as Body & { config: never };
      const { descriptor, bytes } = content('application/jose+json', Buffer.from(twisted));
      for (const one of [
        { descriptor, bytes },
        { descriptor: body.config, bytes: Buffer.from('{}') },
      ])
        await store.putBlob(one.descriptor, async () => Readable.from([one.bytes]), never);
      const manifest = content(
        MEDIA_TYPES.ociImage,
        Buffer.from(JSON.stringify({ ...body, layers: [descriptor] })),
      );
      await store.putManifest(manifest, never);
      await store.linkReferrers(subject!, [manifest], never);
      return reference;
    };
    const inHeader = (member: string) => envelope.replace('"header":{', `"header":{${member},`);

    it('is not found in the genuine envelope, which both verify', async () => {
      const reference = await withEnvelope('genuine', ` ${envelope}`);
      expect(await home.verify(reference)).toMatchObject({ code: 0 });
      const verified = await sealift(['verify', reference, ...home.trustFlags]);
      expect(verified, verified.stderr).toMatchObject({ code: 0 });
    });

    it.each<[string, () => string]>([
      ['payload', () => envelope.replace(/}$/, ',"Payload":"e30"}')],
      ['long-s', () => envelope.replace(/}$/, ',"\u017fignature":"AAAA"}')],
      [
        'chain',
        () => inHeader('"x5C":["AAAA"]').replace(/("x5C":\["AAAA"\]),(.*?)("x5c":\[[^\]]*\])/s, '$3,$2$1'),
      ],
      ['agent', () => inHeader('"io.cncf.notary.SigningAgent":7')],
      ['timestamp', () => inHeader('"io.cncf.notary.timestampSignature":"*"')],
    ])('is refused by notation and by Sealift, which then signs again: %s', async (name, twist) => {
      const twisted = twist();
      expect(JSON.parse(twisted)).not.toEqual(JSON.parse(envelope));
      const reference = await withEnvelope(`twisted-${name}`, twisted);
      expect((await home.verify(reference)).code).not.toBe(0);
      const verified = await sealift(['verify', reference, ...home.trustFlags, '--output', 'json']);
      expect(verified).toMatchObject({ code: 1 });
      expect(verified.stdout).toContain('envelope_invalid');

      const again = await sealift(['sign', reference, ...home.keyFlags, '--output', 'json']);
      expect(JSON.parse(again.stdout).images[0].status).toBe('signed');
      expect(await home.verify(reference)).toMatchObject({ code: 0 });
    });
  });

  describe('in a layout', () => {
    const resolve = (layout: string) => tryPeer('oras', ['resolve', '--oci-layout', `${layout}:v1`]);
    const layoutWith = async (name: string, change: (index: string) => string): Promise<string> => {
      const layout = join(folder, name);
      await pushSmall(`${layout}:v1`, '--oci-layout');
      const file = join(layout, 'index.json');
      await writeFile(file, change(await readFile(file, 'utf8')));
      return layout;
    };

    it('is refused where oras resolves the same name to another image', async () => {
      const other = await readFile(join(await layoutWith('other', (index) => index), 'index.json'), 'utf8');
      const { manifests } = JSON.parse(other) as { manifests: object[] };
      const layout = await layoutWith('two', (index) =>
        index.replace(/}\s*$/, `,"Manifests":${JSON.stringify(manifests)}}`),
      );
      const index = JSON.parse(await readFile(join(layout, 'index.json'), 'utf8'));
      expect((await resolve(layout)).stdout.trim()).not.toBe(index.manifests[0].digest);
      for (const args of [
        ['verify', `oci:${layout}:v1`, '--scope', SCOPE, ...home.trustFlags],
        ['promote', `oci:${join(folder, 'other')}:v1`, `oci:${layout}:v2`, '--skip-verification'],
      ]) {
        const done = await sealift([...args, '--output', 'json']);
        expect(done).toMatchObject({ code: 1 });
        expect(JSON.parse(done.stdout).images[0].error.code).toBe('layout_invalid');
      }
    });

    it('is refused where oras and notation cannot open the layout', async () => {
      const layout = await layoutWith('broken', (index) => index);
      const { manifests } = JSON.parse(await readFile(join(layout, 'index.json'), 'utf8'));
      const pinned = `${layout}@${manifests[0].digest}`;
      const trusting = ['--scope', SCOPE, ...home.trustFlags];
      const signed = await sealift(['sign', `oci:${pinned}`, ...home.keyFlags]);
      expect(signed, signed.stderr).toMatchObject({ code: 0 });
      expect((await home.verifyLayout(pinned, SCOPE)).code).toBe(0);

      const bad = content(MEDIA_TYPES.ociImage, Buffer.from('{"schemaVersion":2.0,"mediaType":"x"}'));
      await writeFile(join(layout, 'blobs', 'sha256', bad.descriptor.digest.slice(7)), bad.bytes);
      const file = join(layout, 'index.json');
      const index = JSON.parse(await readFile(file, 'utf8'));
      await writeFile(file, JSON.stringify({ ...index, manifests: [...index.manifests, bad.descriptor] }));
      expect((await resolve(layout)).code).not.toBe(0);
      expect((await home.verifyLayout(pinned, SCOPE)).code).not.toBe(0);
      const source = await layoutWith('source', (text) => text);
      for (const args of [
        ['verify', `oci:${pinned}`, ...trusting],
        ['sign', `oci:${pinned}`, ...home.keyFlags],
        ['promote', `oci:${source}:v1`, `oci:${layout}:v2`, '--skip-verification'],
      ]) {
        const done = await sealift(args);
        expect(done).toMatchObject({
          code: 1,
          stderr: expect.stringContaining('Other programs cannot open'),
        });
      }
    });
  });
});
