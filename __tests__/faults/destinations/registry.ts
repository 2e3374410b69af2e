import type { Command } from '../commands.ts';
import type { Scene } from '../scene.ts';
import { registrySnapshot } from '../snapshot.ts';
import type { Destination } from './destination.ts';

/** The repository `prod/app` of the scene's registry, and `prod/signatures`. */
export function registryDestination(scene: Scene, { finds }: Command): Destination {
  const { target, options } = scene;
  scene.furnish(target, 'prod/app', finds);
  const place = { image: `${target.host}/prod/app`, signatures: `${target.host}/prod/signatures` };
  const snapshot = (name: string) => registrySnapshot(target.repository(name), options.hasApi);
  return {
    place,
    snapshots: async ({ apart }) => ({
      image: snapshot('prod/app'),
      attached: snapshot(apart ? 'prod/signatures' : 'prod/app'),
    }),
    takeWrites: async () => target.writes.filter((write) => !write.startsWith('POST /token')),
    forNotation: async () => ['--insecure-registry', `${place.image}:1`],
    calm: async () => {},
    close: async () => {},
  };
}
