import type { Command } from '../commands.ts';
import { APP } from '../fixture.ts';
import type { Scene } from '../scene.ts';
import type { Fault } from './fault.ts';

const NONE = [0] as const;
const LAYER = APP.children[0]!.blobs[1]!.descriptor.digest;

const copies = ({ copies: does }: Command): boolean => does;
/** Signatures are uploaded by every command, so any upload will do. */
const uploads = (scene: Scene): boolean => scene.target.requests.some((one) => /^PUT .*\/blobs\//.test(one));
const mounts = (scene: Scene): boolean => scene.target.requests.some((one) => /^POST .*[?&]mount=/.test(one));
const elsewhere = (scene: Scene): boolean => scene.foreign.requests > 0;

/** Mounts are tried between repositories of one registry alone. */
function mountAnswered(answer: boolean | 400 | 403 | 404 | 405) {
  return {
    at: NONE,
    both: true,
    scene: { oneRegistry: true },
    meets: copies,
    begin: (scene: Scene): void => {
      scene.target.switches.mounts = answer;
    },
    struck: mounts,
    ends: ['done'],
  } as const;
}

/** Faults that a registry has as long as a run takes. */
export const BY_REGISTRY: readonly Fault[] = [
  {
    name: 'none',
    about: 'nothing goes wrong; how many requests there are is counted here',
    at: NONE,
    both: true,
    begin: () => {},
    struck: () => true,
    ends: ['done'],
  },
  ...([400, 403, 404, 405] as const).map((status) => ({
    name: `mount refused with ${status}`,
    about: 'between repositories of one registry',
    ...mountAnswered(status),
  })),
  {
    name: '202 on mount',
    about: 'the registry begins an upload in place of the mount',
    ...mountAnswered(false),
  },
  {
    name: 'upload location on another host',
    about: 'each upload goes on at a storage elsewhere, which must get no credential',
    at: NONE,
    both: true,
    begin(scene) {
      scene.target.switches.uploadLocation = { origin: scene.foreign.origin };
    },
    struck: elsewhere,
    ends: ['done'],
  },
  {
    name: 'blobs at another host',
    about: 'the source redirects each blob to a storage elsewhere, which must get no credential',
    at: NONE,
    both: true,
    meets: copies,
    begin(scene) {
      scene.foreign.registry = scene.source;
      scene.source.switches.blobRedirect = `${scene.foreign.origin}/dev/app`;
    },
    struck: elsewhere,
    ends: ['done'],
  },
  {
    name: 'tag accepted and forgotten',
    about: 'the registry answers 201 to the tag and does not set it',
    at: NONE,
    both: true,
    meets: ({ name }) => name.startsWith('promote'),
    begin(scene) {
      scene.target.switches.forgetsTags = /^1$/;
    },
    struck: (scene) => scene.target.requests.some((one) => /^PUT .*\/manifests\/1$/.test(one)),
    ends: ['upload_unconfirmed'],
  },
  {
    name: 'list accepted and forgotten',
    about: 'a registry without the API answers 201 to the referrers tag and does not set it',
    at: NONE,
    scene: { hasApi: false },
    begin(scene) {
      scene.target.switches.forgetsTags = /^sha256-/;
    },
    struck: (scene) => scene.target.requests.some((one) => /^PUT .*\/manifests\/sha256-/.test(one)),
    ends: ['referrers_index_contended'],
  },
  {
    name: 'upload accepted and lost, once',
    about: 'the first time that a blob is complete, the registry answers 201 and keeps nothing',
    at: NONE,
    both: true,
    begin(scene) {
      scene.target.switches.swallows = { what: /^blobs\//, times: 1 };
    },
    struck: uploads,
    ends: ['done'],
  },
  {
    name: 'uploads accepted and lost',
    about: 'the registry answers 201 to every blob and keeps none',
    at: NONE,
    both: true,
    begin(scene) {
      scene.target.switches.swallows = { what: /^blobs\//, times: Number.POSITIVE_INFINITY };
    },
    struck: uploads,
    ends: ['signature_lost', 'registry_refused'],
  },
  {
    name: 'layer gone at the source',
    about: 'the source answers 404 to a layer that its manifest names',
    at: NONE,
    both: true,
    meets: ({ name }) => name.startsWith('promote'),
    begin(scene) {
      scene.source.switches.collected = new Set([LAYER]);
    },
    struck: (scene) => scene.source.requests.some((one) => one.endsWith(LAYER)),
    ends: ['artifact_not_found'],
  },
  {
    name: 'layer gone at the destination',
    about: 'a layer of the image that is there is not there any more (with `--deep`)',
    at: NONE,
    both: true,
    flags: ['--deep'],
    meets: copies,
    begin(scene) {
      scene.target.repository('prod/app').blobs.delete(LAYER);
    },
    struck: (scene) => scene.target.repository('prod/app').blobs.has(LAYER),
    ends: ['done'],
  },
];
