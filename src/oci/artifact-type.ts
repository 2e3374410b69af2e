import type { Descriptor } from './descriptor.ts';

/**
 * Whether an entry of a list may be of the wanted type. One that names no type is let through: the fetched manifest
 * decides.
 */
export function artifactTypeMatches({ artifactType }: Descriptor, wanted: string | undefined): boolean {
  return wanted === undefined || artifactType === undefined || artifactType === wanted;
}
