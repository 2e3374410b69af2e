import { join } from 'node:path';
import { SealiftError } from '../errors.ts';
import { entryKind } from '../io/files/folder-entries.ts';
import { notationFolder, type Surroundings } from '../notation/config-folder.ts';

/** The name of the policy for OCI artifacts, which counts wherever it exists. */
export const OCI_POLICY = 'trustpolicy.oci.json';
/** The name that it had before, and has in notation 1.3.2. */
export const OLD_POLICY = 'trustpolicy.json';

/**
 * Finds the trust policy and trust store of an existing notation user. In a pipeline it refuses to look, since a self-hosted
 * runner may hold files of other jobs.
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
  // As in notation, the older trustpolicy.json is read only where the newer file does not exist.
  for (const name of [OCI_POLICY, OLD_POLICY]) {
    const policy = join(folder, name);
    if ((await entryKind(policy)) !== undefined) return { policy, store: join(folder, 'truststore') };
  }
  throw new SealiftError('trust_missing', `no trust policy was given, and notation has none in ${folder}`);
}
