import { SealiftError } from '../../errors.ts';
import { NOT_KEPT_HINT } from '../../oci/copy/not-kept.ts';
import { readBack } from '../../oci/copy/read-back.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { TargetStore } from '../../oci/ports.ts';
import type { Clock } from '../ports.ts';
import { bytesStream } from './bytes-stream.ts';

/**
 * Asks a registry for an envelope that it took: not all of them look for the blobs of a manifest when it is put. A layout is not
 * asked, because its files were written here.
 *
 * @throws SealiftError `signature_lost`.
 */
export async function confirmEnvelope(
  store: TargetStore,
  { descriptor, bytes }: { readonly descriptor: Descriptor; readonly bytes: Uint8Array },
  { sleep }: Pick<Clock, 'sleep'>,
  signal: AbortSignal,
): Promise<void> {
  if (store.repository === undefined) return;
  const part = {
    isThere: () => store.has(descriptor, signal),
    putAgain: () => store.putBlob(descriptor, (offset) => bytesStream(bytes, offset), signal),
    lost: () =>
      new SealiftError(
        'signature_lost',
        `${store.name} took the signature envelope ${descriptor.digest}, and does not have it`,
        { hint: NOT_KEPT_HINT },
      ),
  };
  await readBack(part, sleep, signal);
}
