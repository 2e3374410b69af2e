import type { Descriptor } from '../descriptor.ts';
import { manifestKind } from '../media-types.ts';
import { platformKey } from './platform-key.ts';

/** The annotation by which BuildKit says to which child an attestation manifest belongs (moby/buildkit, docs/attestations). */
export const ATTESTED = 'vnd.docker.reference.digest';

/**
 * The children of an index that are of one of these platforms, in the order of the index. The index alone decides, so that a copy
 * without the other children decides alike: a child whose entry names no platform is not chosen. An index among the children that
 * names no platform is chosen, because only its own children have platforms. A child without a platform that attests another one
 * goes with that one.
 */
export function chosenChildren(
  manifests: readonly Descriptor[],
  platforms: ReadonlySet<string>,
): readonly Descriptor[] {
  const attestedBy = ({ platform, annotations }: Descriptor): string | undefined =>
    platformKey(platform) === undefined ? annotations?.[ATTESTED] : undefined;
  const isNamed = (child: Descriptor): boolean => {
    const key = platformKey(child.platform);
    if (key !== undefined) return platforms.has(key);
    return attestedBy(child) === undefined && manifestKind(child.mediaType) === 'index';
  };
  const named = new Set<string>(manifests.filter(isNamed).map(({ digest }) => digest));
  return manifests.filter((child) => isNamed(child) || named.has(attestedBy(child) ?? ''));
}
