import { basename, dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseJson } from '../encoding/json.ts';
import { userText } from '../encoding/user-text.ts';
import { SealiftError } from '../errors.ts';
import { entryKind } from '../io/files/folder-entries.ts';
import { OCI_POLICY, OLD_POLICY } from './notation-folder.ts';
import { readConfig } from './read-config.ts';
import { POLICY_LIMIT } from './trust-files.ts';

/** The JSON document in a file; `undefined` where there is none, of which nobody can say what it means. */
async function documentIn(path: string): Promise<{ readonly value: unknown } | undefined> {
  try {
    const bytes = await readConfig(path, POLICY_LIMIT, 'trust policy', 'policy_invalid');
    const context = { code: 'policy_invalid', what: 'trust policy' } as const;
    return { value: parseJson(userText(bytes, context), context) };
  } catch (error) {
    if (error instanceof SealiftError) return undefined;
    throw error;
  }
}

/** The policy beside `policy` that has the other of the two names and is not the same document; `undefined` without one. */
export async function policyBeside(policy: string): Promise<string | undefined> {
  const names = [OCI_POLICY, OLD_POLICY];
  if (!names.includes(basename(policy))) return undefined;
  const other = join(dirname(policy), names.find((name) => name !== basename(policy)) ?? OLD_POLICY);
  if ((await entryKind(other)) === undefined) return undefined;
  const [ours, theirs] = await Promise.all([documentIn(policy), documentIn(other)]);
  const isSame = ours !== undefined && theirs !== undefined && isDeepStrictEqual(ours.value, theirs.value);
  return isSame ? undefined : other;
}

/**
 * The trust policy that notation reads although `policy`, in the same folder, has the newer name: notation 1.3.2 knows
 * `trustpolicy.json` alone. `undefined` when there is none, or when it is the same document.
 */
export async function otherPolicy(policy: string): Promise<string | undefined> {
  return basename(policy) === OCI_POLICY ? policyBeside(policy) : undefined;
}
