import { join } from 'node:path';
import { SealiftError } from '../errors.ts';
import { entryKind } from '../io/files/folder-entries.ts';
import { notationFolder, type Surroundings } from '../notation/config-folder.ts';

/**
 * The trust that an existing notation user already has. Never in a pipeline: what lies about on a self-hosted runner
 * decides nothing.
 *
 * @throws SealiftError `trust_missing`.
 */
export async function notationTrust(around: Surroundings): Promise<{ policy: string; store: string }> {
  const { env } = around;
  if (env.CI === 'true' || env.GITHUB_ACTIONS === 'true') {
    throw new SealiftError(
      'trust_missing',
      'no trust policy was given, and in a pipeline none is looked for',
    );
  }
  const folder = notationFolder(around);
  // trustpolicy.json counts only where the newer name does not exist, even if that one is malformed.
  for (const name of ['trustpolicy.oci.json', 'trustpolicy.json']) {
    const policy = join(folder, name);
    if ((await entryKind(policy)) !== undefined) return { policy, store: join(folder, 'truststore') };
  }
  throw new SealiftError('trust_missing', `no trust policy was given, and notation has none in ${folder}`);
}
