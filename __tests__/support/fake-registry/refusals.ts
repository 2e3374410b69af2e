import type { Descriptor } from '../../../src/oci/descriptor.ts';
import type { Manifest } from '../../../src/oci/manifest.ts';
import { MEDIA_TYPES } from '../../../src/oci/media-types.ts';
import type { FakeRepository } from './state.ts';
import type { Switches } from './switches.ts';

export type Refusal = readonly [status: number, code: string, message?: string];

/** Config types that Quay knows without being told. */
const QUAY_CONFIGS = new Set<string>([
  MEDIA_TYPES.ociEmpty,
  'application/vnd.oci.image.config.v1+json',
  'application/vnd.docker.container.image.v1+json',
]);

const BAD_SYNTAX: Refusal = [405, 'UNSUPPORTED', 'Invalid JSON syntax'];
const FULL: Refusal = [
  403,
  'DENIED',
  'The operation did not succeed because it would have exceeded a service limit',
];

/** Why this registry does not take a manifest that the specification allows. */
export function pluginError(
  repository: FakeRepository,
  manifest: Manifest,
  { digest }: Descriptor,
  bytes: Uint8Array,
  switches: Switches,
): Refusal | undefined {
  const { refusesManifests, demandsMediaType, demandsSubject, referrersCap } = switches;
  const { subject, artifactType, config } = manifest;
  if (refusesManifests === 'subject' && subject) return BAD_SYNTAX;
  if (refusesManifests === 'artifactType' && artifactType !== undefined) return BAD_SYNTAX;
  if (refusesManifests === 'config' && config && !QUAY_CONFIGS.has(config.mediaType))
    return [400, 'MANIFEST_INVALID', `unknown config media type ${config.mediaType}`];
  if (demandsMediaType && JSON.parse(Buffer.from(bytes).toString()).mediaType === undefined)
    return BAD_SYNTAX;
  if (demandsSubject && subject && !repository.manifests.has(subject.digest))
    return [404, 'MANIFEST_UNKNOWN', `subject ${subject.digest} is unknown`];
  const listed = subject ? (repository.referrers.get(subject.digest) ?? []) : [];
  if (listed.length >= referrersCap && !listed.some((one) => one.digest === digest)) return FULL;
  return undefined;
}
