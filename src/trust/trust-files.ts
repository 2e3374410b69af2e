import { quotable } from '../encoding/quotable.ts';
import type { TrustPolicyDocument } from '../notation/policy/document.ts';
import { parseTrustPolicy } from '../notation/policy/parse.ts';
import type { TrustMaterial } from '../notation/ports.ts';
import { readConfig } from './read-config.ts';
import { openTrustStore } from './trust-store.ts';

const POLICY_LIMIT = 4 * 1024 * 1024;

/** Reads a trust policy: a path, or the document itself when it begins with `{`. */
export async function readTrustPolicy(pathOrContent: string): Promise<TrustPolicyDocument> {
  if (pathOrContent.trimStart().startsWith('{')) return parseTrustPolicy(pathOrContent, '(inline)');
  const bytes = await readConfig(pathOrContent, POLICY_LIMIT, 'trust policy', 'policy_invalid');
  return parseTrustPolicy(bytes, quotable(pathOrContent, 600));
}

/** notation's trust policy and trust store, each read when first needed, once. */
export function openTrustFiles(files: { readonly policy: string; readonly store: string }): TrustMaterial {
  let policy: Promise<TrustPolicyDocument> | undefined;
  return {
    policy() {
      policy ??= readTrustPolicy(files.policy);
      return policy;
    },
    ...openTrustStore(files.store),
  };
}
