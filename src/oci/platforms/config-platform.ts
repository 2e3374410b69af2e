import { struct } from '../../encoding/go-shape.ts';
import { readAs } from '../../encoding/read-as.ts';
import { readBlob } from '../blob/read-blob.ts';
import { CONFIG_LIMIT } from '../limits.ts';
import type { Manifest } from '../manifest.ts';
import { isImageConfig } from '../media-types.ts';
import type { BlobReader } from '../ports.ts';
import { platformKey } from './platform-key.ts';

/** The members of an image's config that name its platform (image-spec, config.md, "Properties"). */
const CONFIG = struct({ architecture: 'text', os: 'text', variant: 'text' });

/**
 * The key of the platform that an image names in its own config; `undefined` for what is no container image, or names none.
 *
 * @throws SealiftError `manifest_invalid` for a config that cannot be read, `content_too_large`, or what the store throws.
 */
export async function configPlatform(
  store: BlobReader,
  { config }: Manifest,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (config === undefined || !isImageConfig(config.mediaType)) return undefined;
  const bytes = await readBlob(store, config, CONFIG_LIMIT, signal);
  return platformKey(readAs(CONFIG, bytes, { code: 'manifest_invalid', what: `config ${config.digest}` }));
}
