import { digestOf } from '../oci/digest.ts';
import { parseManifest } from '../oci/manifest.ts';
import { MEDIA_TYPES } from '../oci/media-types.ts';
import type { RunName } from './run-name.ts';

/** Commands that open envelopes. */
const JUDGING: readonly RunName[] = ['sign', 'verify', 'promote', 'inspect'];

/** An index with one entry: reading it makes all shapes that manifests are read with. */
function readIndex(): void {
  const digest = digestOf(new Uint8Array());
  const manifests = [{ mediaType: MEDIA_TYPES.ociImage, digest, size: 0 }];
  const body = { schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests };
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  parseManifest({ descriptor: { mediaType: MEDIA_TYPES.ociIndex, digest, size: bytes.length }, bytes });
}

/**
 * Makes ready what the first answers will be read with, while they are awaited: code that runs for the first time is slow,
 * and with a registry 50 ms away some 15 to 20 ms of a command are so spared. Nothing depends on it: what fails here fails
 * again where it is needed, and is told there.
 */
export async function warmUp(command: RunName): Promise<void> {
  try {
    readIndex();
    if (!JUDGING.includes(command)) return;
    // jose checks signatures with Web Crypto, which Node loads when it is first named.
    void globalThis.crypto.subtle;
    await import('../notation/envelope/open-jws.ts');
  } catch {
    // See above.
  }
}
