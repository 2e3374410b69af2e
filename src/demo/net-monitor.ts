import { Readable } from 'node:stream';
import type { Descriptor, Platform } from '../oci/descriptor.ts';
import { digestOf } from '../oci/digest.ts';
import { MEDIA_TYPES } from '../oci/media-types.ts';
import type { ManifestContent, TargetStore } from '../oci/ports.ts';
import { tarLayer } from './tar-layer.ts';

const LAYER = 'application/vnd.oci.image.layer.v1.tar';
const CONFIG = 'application/vnd.oci.image.config.v1+json';
const CREATED = '2026-01-01T00:00:00Z';

const PLATFORMS: readonly Platform[] = [
  { architecture: 'amd64', os: 'linux' },
  { architecture: 'arm64', os: 'linux' },
];

/** The program that wabbit-networks sells: it says which hosts answer. */
const program = (version: string, architecture: string): string =>
  [
    '#!/bin/sh',
    `# net-monitor ${version} (${architecture})`,
    'while read -r host; do',
    '  if ping -c 1 -W 2 "$host" >/dev/null; then echo "up   $host"; else echo "down $host"; fi',
    'done </etc/net-monitor/hosts',
    '',
  ].join('\n');

interface Content {
  readonly descriptor: Descriptor;
  readonly bytes: Uint8Array;
}

function content(mediaType: string, bytes: Uint8Array): Content {
  return { descriptor: { mediaType, digest: digestOf(bytes), size: bytes.length }, bytes };
}

function document(mediaType: string, body: object): Content {
  return content(mediaType, new TextEncoder().encode(JSON.stringify(body)));
}

async function putBlob(
  store: TargetStore,
  { descriptor, bytes }: Content,
  signal: AbortSignal,
): Promise<Descriptor> {
  await store.putBlob(descriptor, async (offset) => Readable.from([bytes.subarray(offset)]), signal);
  return descriptor;
}

/** The image for one platform: its layers, its config, its manifest. */
async function putPlatform(
  store: TargetStore,
  platform: Platform,
  layers: readonly Content[],
  signal: AbortSignal,
): Promise<Descriptor> {
  const config = document(CONFIG, {
    created: CREATED,
    author: 'wabbit-networks',
    ...platform,
    config: { Entrypoint: ['/usr/local/bin/net-monitor'] },
    rootfs: { type: 'layers', diff_ids: layers.map(({ descriptor }) => descriptor.digest) },
    history: layers.map(() => ({ created: CREATED, created_by: 'sealift demo' })),
  });
  const manifest = document(MEDIA_TYPES.ociImage, {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociImage,
    config: await putBlob(store, config, signal),
    layers: await Promise.all(layers.map((layer) => putBlob(store, layer, signal))),
  });
  await store.putManifest(manifest, signal);
  return { ...manifest.descriptor, platform };
}

export interface BuiltImage {
  readonly index: ManifestContent;
  /** The layer that holds the program for the first platform. */
  readonly programLayer: Descriptor;
}

/** Builds net-monitor for two platforms out of real files, puts it into `store` and tags it. Repeatable to the byte. */
export async function buildNetMonitor(
  store: TargetStore,
  { version, tag }: { readonly version: string; readonly tag: string },
  signal: AbortSignal,
): Promise<BuiltImage> {
  const base = await tarLayer([
    { name: 'etc/net-monitor/hosts', content: 'localhost\nregistry.wabbit-networks.io\n' },
    { name: 'usr/share/doc/net-monitor/README', content: `net-monitor ${version} by wabbit-networks\n` },
  ]);
  const programs = await Promise.all(
    PLATFORMS.map(({ architecture }) =>
      tarLayer([
        { name: 'usr/local/bin/net-monitor', content: program(version, architecture), executable: true },
      ]),
    ),
  );
  const manifests: Descriptor[] = [];
  for (const [at, platform] of PLATFORMS.entries()) {
    const layers = [content(LAYER, base), content(LAYER, programs[at]!)];
    manifests.push(await putPlatform(store, platform, layers, signal));
  }
  const index = document(MEDIA_TYPES.ociIndex, {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociIndex,
    manifests,
    annotations: {
      'org.opencontainers.image.title': 'net-monitor',
      'org.opencontainers.image.version': version,
    },
  });
  await store.putManifest(index, signal);
  await store.tag(index, tag, signal);
  return { index, programLayer: content(LAYER, programs[0]!).descriptor };
}
