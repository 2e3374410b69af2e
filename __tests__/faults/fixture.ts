import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Digest } from '../../src/oci/digest.ts';
import { openLayoutStore } from '../../src/stores/layout/open.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { attach, attached, type Built, image, index, push } from '../support/images.ts';
import { registryStore } from '../support/registry-store.ts';
import type { Storage } from './destinations/on-disk.ts';
import { start } from './program.ts';
import type { Workshop } from './workshop.ts';

const run = promisify(execFile);

/** With the Referrers API, and without: then a tag stands in for it. */
export const APIS = [true, false] as const;

export const SBOM = 'application/vnd.example.sbom';
const LAYERS = { layers: 1, layerSize: 20_000 } as const;
export const APP = index([image({ seed: 'amd64', ...LAYERS }), image({ seed: 'arm64', ...LAYERS })]);
export const OLD = image({ seed: 'old', layers: 1 });
export const APP_DIGEST: Digest = APP.manifest.descriptor.digest;
export const OLD_DIGEST: Digest = OLD.manifest.descriptor.digest;

/** Repositories as they are before a run, by whether the registry has the API. Each scene copies what it needs. */
export interface Fixture {
  /** `signed`: the image with a signature and an SBOM. `plain`: the image. `old`: another one. All at the tag 1. */
  readonly repositories: ReadonlyMap<boolean, FakeRegistry>;
  /** `plain` and `old` as a layout, or in an archive. */
  layouts(what: 'plain' | 'old', storage: Storage): string;
  stop(): Promise<void>;
}

async function writeLayout(folder: string, built: Built): Promise<void> {
  const store = await openLayoutStore({ path: folder, create: true });
  await push(store, built, '1');
  await store.close();
  await run('tar', ['-cf', `${folder}.tar`, '-C', folder, 'oci-layout', 'index.json', 'blobs']);
}

async function furnished(hasApi: boolean, workshop: Workshop): Promise<FakeRegistry> {
  const registry = await FakeRegistry.start(hasApi ? {} : { referrers: '404', subjectHeader: false });
  const open = (name: string) => registryStore(registry.host, name, { singleWriter: true });
  await push(open('old'), OLD, '1');
  await push(open('plain'), APP, '1');
  await push(open('signed'), APP, '1');
  await attach(open('signed'), APP.manifest.descriptor, attached(APP.manifest.descriptor, SBOM));
  const place = await workshop.place();
  const args = ['sign', `${registry.host}/signed@${APP_DIGEST}`, ...workshop.keyFlags('release')];
  const { code, stderr } = await start(args, place, { env: {} }).ended;
  if (code !== 0) throw new Error(`the image of the tests could not be signed: ${stderr}`);
  return registry;
}

export async function openFixture(workshop: Workshop): Promise<Fixture> {
  const repositories = new Map<boolean, FakeRegistry>();
  for (const hasApi of APIS) repositories.set(hasApi, await furnished(hasApi, workshop));
  const folder = await workshop.place();
  await writeLayout(join(folder, 'plain'), APP);
  await writeLayout(join(folder, 'old'), OLD);
  return {
    repositories,
    layouts: (what, storage) => join(folder, storage === 'layout' ? what : `${what}.tar`),
    stop: async () => {
      for (const registry of repositories.values()) await registry.stop();
    },
  };
}
