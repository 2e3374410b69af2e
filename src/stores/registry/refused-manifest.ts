import { readAs } from '../../encoding/read-as.ts';
import { ERRORS, SealiftError } from '../../errors.ts';
import { type Manifest, parseManifest } from '../../oci/manifest.ts';
import { isForeignLayer, isImageConfig } from '../../oci/media-types.ts';
import type { ManifestContent } from '../../oci/ports.ts';
import { MANIFEST } from '../../oci/shapes.ts';
import { UnknownPart } from '../../oci/unknown-part.ts';
import { FOREIGN_LAYER_HINT, NO_WORDS_HINT } from './error-codes.ts';

/** Manifests that some registries refuse although the specification allows them, each with the remedy. */
const PECULIARITIES: readonly (readonly [(manifest: Manifest, namesType: boolean) => boolean, string])[] = [
  [({ layers }) => layers.some(({ mediaType }) => isForeignLayer(mediaType)), FOREIGN_LAYER_HINT],
  [
    (_, namesType) => !namesType,
    'The manifest has no `mediaType` of its own, which some registries demand (Amazon ECR). It cannot be added without changing the digest: build the image again with a tool that writes it.',
  ],
  [
    ({ subject }) => subject !== undefined,
    'The manifest is attached to another one by `subject`, which this registry may not take; docs/registries.md says what each registry needs.',
  ],
  [
    ({ artifactType, config }) =>
      artifactType !== undefined || (config !== undefined && !isImageConfig(config.mediaType)),
    'The manifest is no container image, and this registry may take only the types of a list (Quay, Artifactory); docs/registries.md says where that is set.',
  ],
];

/** The general remedies of a refusal, which a remedy for this very manifest replaces. */
const SAYS_NO_MORE: ReadonlySet<string> = new Set([ERRORS.registry_refused[1], NO_WORDS_HINT]);

function namesItsType({ bytes, descriptor }: ManifestContent): boolean {
  const context = { code: 'manifest_invalid', what: `manifest ${descriptor.digest}` } as const;
  return readAs(MANIFEST, bytes, context).mediaType !== undefined;
}

/** Whether the registry misses a non-distributable layer, which is never sent, so that no retry can help. */
function missesForeignLayer(error: SealiftError, { layers }: Manifest): boolean {
  return layers.some(({ mediaType, digest }) => isForeignLayer(mediaType) && error.message.includes(digest));
}

/** The error with the remedy that fits the manifest: {@link UnknownPart}, or what it needs when the registry gave no reason. */
export function refusedManifest(error: unknown, manifest: ManifestContent): unknown {
  if (!(error instanceof SealiftError)) return error;
  // distribution 2 answers 500 without a reason, and names the missing layer in the same answer.
  if (error.code === 'upload_unconfirmed' || error.code === 'registry_unavailable') {
    if (missesForeignLayer(error, parseManifest(manifest)))
      return new SealiftError('registry_refused', error.message, { hint: FOREIGN_LAYER_HINT, cause: error });
    if (error.code === 'registry_unavailable') return error;
    return new UnknownPart(manifest.descriptor.digest, error.message, { cause: error });
  }
  if (error.code !== 'registry_refused' || !SAYS_NO_MORE.has(error.hint)) return error;
  const parsed = parseManifest(manifest);
  const namesType = namesItsType(manifest);
  const hint = PECULIARITIES.find(([applies]) => applies(parsed, namesType))?.[1];
  return hint === undefined ? error : new SealiftError(error.code, error.message, { hint, cause: error });
}
