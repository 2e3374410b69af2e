import { type ErrorContext, errorIn } from '../encoding/error-context.ts';
import { printable } from '../encoding/printable.ts';
import { readAs } from '../encoding/read-as.ts';
import { SealiftError } from '../errors.ts';
import type { Descriptor } from './descriptor.ts';
import { MANIFEST_LIMIT } from './limits.ts';
import { isSchema1, MEDIA_TYPES, manifestKind } from './media-types.ts';
import { parseDescriptor, parseEntry } from './parse-descriptor.ts';
import type { ManifestContent } from './ports.ts';
import { type DescriptorMembers, LIST, MANIFEST, type ManifestMembers } from './shapes.ts';

/** The members that Sealift reads from a manifest of any supported kind. The manifest itself is passed on as bytes. */
export interface Manifest {
  readonly kind: 'image' | 'index';
  readonly mediaType: string;
  readonly artifactType?: string;
  /** `image` only; the withdrawn artifact manifest has none. */
  readonly config?: Descriptor;
  /** Layers, or the blobs of the withdrawn artifact manifest. */
  readonly layers: readonly Descriptor[];
  /** `index` only. */
  readonly manifests: readonly Descriptor[];
  readonly subject?: Descriptor;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Refuses a manifest whose own type is not that of its descriptor (GHSA-77vh-xpmg-72qh). */
function checkType(
  body: Pick<ManifestMembers, 'mediaType' | 'schemaVersion'>,
  mediaType: string,
  context: ErrorContext,
): void {
  if (body.mediaType !== undefined && body.mediaType !== mediaType) {
    throw errorIn(
      context,
      `says it is ${printable(body.mediaType)} but was served as ${printable(mediaType)}`,
    );
  }
  const needsType = mediaType !== MEDIA_TYPES.ociImage && mediaType !== MEDIA_TYPES.ociIndex;
  if (needsType && body.mediaType === undefined) throw errorIn(context, 'does not say its mediaType');
  if (mediaType !== MEDIA_TYPES.ociArtifact && body.schemaVersion !== 2)
    throw errorIn(context, 'is not of schema version 2');
}

/** Members that would make a manifest readable as two different kinds (GHSA-mc8v-mgrf-8f4m). */
const FOREIGN_MEMBERS = {
  image: ['manifests', 'blobs'],
  index: ['layers', 'config', 'blobs'],
  artifact: ['manifests', 'layers', 'config'],
} as const;

function checkMembers(
  body: Readonly<Record<string, unknown>>,
  kind: keyof typeof FOREIGN_MEMBERS,
  context: ErrorContext,
): void {
  for (const member of FOREIGN_MEMBERS[kind]) {
    if (body[member] !== undefined) throw errorIn(context, `has the member ${member} of another kind`);
  }
}

/**
 * Reads a manifest whose digest and size were checked. Docker schema 1 is refused by name.
 *
 * @param unnamed `kept`: the manifest is a list of referrers that is written again, so that members stay which no specification
 *   names, and entries under another digest algorithm (`isDigest` tells them).
 * @throws SealiftError `manifest_invalid` or `manifest_unsupported`.
 */
export function parseManifest(
  { descriptor, bytes }: ManifestContent,
  unnamed: 'kept' | 'dropped' = 'dropped',
): Manifest {
  const { mediaType, digest } = descriptor;
  const context: ErrorContext = { code: 'manifest_invalid', what: `manifest ${digest}` };
  if (isSchema1(mediaType)) {
    throw new SealiftError('manifest_unsupported', `manifest ${digest} is Docker schema 1`, {
      hint: 'Push the image again with a current tool; schema 1 is withdrawn and cannot be copied without changing its digest.',
    });
  }
  const kind = manifestKind(mediaType);
  if (kind === undefined) {
    throw new SealiftError('manifest_unsupported', `manifest ${digest} is ${printable(mediaType)}`);
  }
  if (bytes.length > MANIFEST_LIMIT)
    throw new SealiftError('content_too_large', `manifest ${digest} is over 4 MiB`);
  const body = readAs(MANIFEST, bytes, context, unnamed);
  checkType(body, mediaType, context);
  const isArtifact = mediaType === MEDIA_TYPES.ociArtifact;
  checkMembers(body, isArtifact ? 'artifact' : kind, context);
  const one = (members: DescriptorMembers): Descriptor => parseDescriptor(members, context);
  const entry = (members: DescriptorMembers): Descriptor =>
    parseEntry(members, context) ?? (members as Descriptor);
  if (kind === 'image' && !isArtifact && body.config === undefined) throw errorIn(context, 'has no config');
  return {
    kind,
    mediaType,
    ...(body.artifactType ? { artifactType: body.artifactType } : {}),
    ...(body.config === undefined ? {} : { config: one(body.config) }),
    layers: (isArtifact ? body.blobs : body.layers)?.map(one) ?? [],
    manifests: body.manifests?.map(unnamed === 'kept' ? entry : one) ?? [],
    ...(body.subject === undefined ? {} : { subject: one(body.subject) }),
    annotations: body.annotations ?? {},
  };
}

/** The artifact type of a manifest, else the media type of its config, as distribution-spec, "Listing Referrers", has it. */
export function artifactTypeOf(manifest: Manifest): string {
  return manifest.artifactType ?? manifest.config?.mediaType ?? '';
}

/**
 * The entries of an OCI index that is a list of referrers, those that can be fetched. Members beyond those of a descriptor are
 * not read.
 */
export function parseList({ descriptor, bytes }: ManifestContent): readonly Descriptor[] {
  const context: ErrorContext = { code: 'manifest_invalid', what: `manifest ${descriptor.digest}` };
  const body = readAs(LIST, bytes, context);
  checkType(body, descriptor.mediaType, context);
  checkMembers(body, 'index', context);
  return body.manifests?.flatMap((members) => parseEntry(members, context) ?? []) ?? [];
}
