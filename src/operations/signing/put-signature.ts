import { taskGroup } from '../../async/task-group.ts';
import { SealiftError } from '../../errors.ts';
import { EMPTY_CONFIG, EMPTY_CONFIG_BYTES } from '../../notation/signature-manifest.ts';
import type { CachedTarget } from '../../oci/cache/cached-target.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { ManifestContent } from '../../oci/ports.ts';
import { bytesStream } from './bytes-stream.ts';

/** A blob that a signature manifest names. */
interface Part {
  readonly descriptor: Descriptor;
  readonly bytes: Uint8Array;
}

/**
 * Puts the manifest of a signature whose blobs were put. When the store refuses it, the parts are asked for, and those that the
 * store lost are put again, once.
 *
 * @throws SealiftError `signature_lost` when the store took a part and does not have it.
 */
export async function putSignature(
  store: CachedTarget,
  manifest: ManifestContent,
  envelope: Part,
  signal: AbortSignal,
): Promise<void> {
  const parts: readonly Part[] = [envelope, { descriptor: EMPTY_CONFIG, bytes: EMPTY_CONFIG_BYTES }];
  const lost = async (): Promise<Part[]> => {
    const there = await taskGroup(
      signal,
      parts.map(
        ({ descriptor }) =>
          (joined: AbortSignal) =>
            store.has(descriptor, joined),
      ),
    );
    return parts.filter((_, at) => !there[at]);
  };
  try {
    await store.putManifest(manifest, signal);
  } catch (error) {
    const missing = mayMissPart(error) ? await lost().catch(() => []) : [];
    if (missing.length === 0) throw error;
    for (const { descriptor, bytes } of missing)
      await store.putBlob(descriptor, (offset) => bytesStream(bytes, offset), signal);
    await store.putManifest(manifest, signal).catch(async (again: unknown) => {
      const [part] = mayMissPart(again) ? await lost().catch(() => []) : [];
      if (!part) throw again;
      const { digest } = manifest.descriptor;
      throw new SealiftError(
        'signature_lost',
        `${store.name} took ${part.descriptor.digest}, a part of the signature ${digest}, and does not have it`,
        { cause: again },
      );
    });
  }
}

/** Registries have several words for a manifest of which a part is unknown to them. */
const REFUSALS: ReadonlySet<string> = new Set([
  'upload_unconfirmed',
  'registry_refused',
  'registry_unavailable',
]);

function mayMissPart(error: unknown): boolean {
  return error instanceof SealiftError && REFUSALS.has(error.code);
}
