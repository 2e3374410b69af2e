import type { Case } from '../cases.ts';
import { openDisk } from '../disk/disk.ts';
import type { Scene } from '../scene.ts';
import type { Destination } from './destination.ts';
import { diskDestination } from './on-disk.ts';
import { registryDestination } from './registry.ts';

/** Where a case writes to, with the limit that its fault sets. */
export async function openDestination(scene: Scene, { fault, command, at }: Case): Promise<Destination> {
  if (fault.storage === undefined) return registryDestination(scene, command);
  const disk = await openDisk(scene.folder, scene.workshop.disk);
  const destination = await diskDestination(scene, command, disk, fault.storage);
  await disk.fill(at);
  return destination;
}
