import { goJson } from '../../encoding/go-json.ts';
import { formatTime } from '../../encoding/rfc3339.ts';
import { type Descriptor, plainDescriptor } from '../../oci/descriptor.ts';
import { digestOf } from '../../oci/digest.ts';
import { artifactTypeOf, type Manifest } from '../../oci/manifest.ts';
import { MEDIA_TYPES } from '../../oci/media-types.ts';
import type { ManifestContent } from '../../oci/ports.ts';
import { EMPTY_CONFIG } from '../signature-manifest.ts';
import { IN_TOTO_TYPE, PREDICATE_TYPE } from './predicate-type.ts';

/** The key under which the predicate type of an attestation is said without opening it, as BuildKit names it. */
const PREDICATE_TYPE_KEY = 'in-toto.io/predicate-type';

/** A record as it is put: its manifest, and the statement that the manifest names. */
export interface RecordContent {
  readonly manifest: ManifestContent;
  readonly statement: { readonly descriptor: Descriptor; readonly bytes: Uint8Array };
}

/** The manifest that attaches a statement to an image (image-spec, manifest.md, "Guidelines for Artifact Usage"). */
export function buildRecordManifest(
  subject: Descriptor,
  statement: Uint8Array,
  statedAt: Date,
): RecordContent {
  const descriptor = { mediaType: IN_TOTO_TYPE, digest: digestOf(statement), size: statement.length };
  const predicate = { [PREDICATE_TYPE_KEY]: PREDICATE_TYPE };
  const bytes = goJson({
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociImage,
    artifactType: IN_TOTO_TYPE,
    config: { ...plainDescriptor(EMPTY_CONFIG), mediaType: MEDIA_TYPES.ociEmpty },
    layers: [{ ...descriptor, annotations: predicate }],
    subject: plainDescriptor(subject),
    annotations: { ...predicate, 'org.opencontainers.image.created': formatTime(statedAt) },
  });
  return {
    manifest: {
      descriptor: { mediaType: MEDIA_TYPES.ociImage, digest: digestOf(bytes), size: bytes.length },
      bytes,
    },
    statement: { descriptor, bytes: statement },
  };
}

/** The predicate type that an attestation says that it has; nobody vouches for that. */
export function predicateTypeOf(
  manifest: Pick<Manifest, 'annotations' | 'artifactType'>,
): string | undefined {
  return manifest.artifactType === IN_TOTO_TYPE ? manifest.annotations[PREDICATE_TYPE_KEY] : undefined;
}

/** The statement in a manifest that has the form of a record; `undefined` for any other manifest. */
export function statementIn(manifest: Manifest): Descriptor | undefined {
  const [statement, ...more] = manifest.layers;
  const isRecord =
    manifest.mediaType === MEDIA_TYPES.ociImage &&
    artifactTypeOf(manifest) === IN_TOTO_TYPE &&
    manifest.annotations[PREDICATE_TYPE_KEY] === PREDICATE_TYPE &&
    manifest.subject !== undefined &&
    more.length === 0;
  return isRecord && statement?.mediaType === IN_TOTO_TYPE ? statement : undefined;
}
