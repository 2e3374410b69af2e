import { SealiftError } from '../errors.ts';
import { type Descriptor, plainDescriptor } from '../oci/descriptor.ts';
import type { ManifestName, ManifestReader } from '../oci/ports.ts';

/** Resolves a reference to a descriptor, once in a run. The run works on this digest even if the tag moves meanwhile. */
export async function resolveArtifact(
  store: ManifestReader & { readonly name: string },
  name: ManifestName,
  signal: AbortSignal,
): Promise<Descriptor> {
  const found = await store.resolve(name, signal);
  if (found) return plainDescriptor(found);
  const text = 'tag' in name ? `the tag ${name.tag}` : `the manifest ${name.digest}`;
  throw new SealiftError('artifact_not_found', `${store.name} does not have ${text}`);
}
