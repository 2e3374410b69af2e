import { SealiftError } from '../errors.ts';
import { type Descriptor, plainDescriptor } from '../oci/descriptor.ts';
import type { ManifestName, SourceStore } from '../oci/ports.ts';

const LAYOUT_HINT =
  'Check the place and the name: `index.json` in the folder or archive has the tags (org.opencontainers.image.ref.name) and digests that are there.';

/** Resolves a reference to a descriptor, once in a run. The run works on this digest even if the tag moves meanwhile. */
export async function resolveArtifact(
  store: Pick<SourceStore, 'name' | 'repository' | 'resolve'>,
  name: ManifestName,
  signal: AbortSignal,
): Promise<Descriptor> {
  const found = await store.resolve(name, signal);
  if (found) return plainDescriptor(found);
  const text = 'tag' in name ? `the tag ${name.tag}` : `the manifest ${name.digest}`;
  // Nobody logs in to a folder, so the remedy for registries would lead astray.
  const isLayout = store.repository === undefined;
  throw new SealiftError(
    'artifact_not_found',
    `${store.name} does not have ${text}`,
    isLayout ? { hint: LAYOUT_HINT } : {},
  );
}
