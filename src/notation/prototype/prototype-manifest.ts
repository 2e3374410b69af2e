import { listOf, struct } from '../../encoding/go-shape.ts';
import { readAs } from '../../encoding/read-as.ts';
import { SealiftError } from '../../errors.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { parseDescriptor } from '../../oci/parse-descriptor.ts';
import type { ManifestContent } from '../../oci/ports.ts';
import { DESCRIPTOR } from '../../oci/shapes.ts';

/** The media type of the signatures of Notary's prototype of 2020 (nv2): a JWT. It is also that of the config that holds one. */
export const PROTOTYPE_MEDIA_TYPE = 'application/vnd.cncf.notary.config.v2+jwt';

/** The prototype's manifests are of schema version 2, 2.1 or 3, so that the version tells nothing. */
const HOLDER = struct({ config: DESCRIPTOR, manifests: listOf(DESCRIPTOR), layers: listOf(DESCRIPTOR) });

/**
 * The JWT that a manifest holds as its config; `undefined` when the manifest holds none. The prototype stored a signature as an
 * index with a `config`, and before that as an image manifest without layers (notaryproject/nv2, "docs/artifact").
 */
export function prototypeSignatureIn({ descriptor, bytes }: ManifestContent): Descriptor | undefined {
  const context = { code: 'manifest_invalid', what: `manifest ${descriptor.digest}` } as const;
  try {
    const { config } = readAs(HOLDER, bytes, context);
    return config?.mediaType === PROTOTYPE_MEDIA_TYPE ? parseDescriptor(config, context) : undefined;
  } catch (error) {
    if (!(error instanceof SealiftError)) throw error;
    return undefined;
  }
}
