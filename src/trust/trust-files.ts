import { lazy } from '../async/lazy.ts';
import { quotable } from '../encoding/quotable.ts';
import { userText } from '../encoding/user-text.ts';
import type { TrustPolicyDocument } from '../notation/policy/document.ts';
import { parseTrustPolicy } from '../notation/policy/parse.ts';
import type { TrustMaterial } from '../notation/ports.ts';
import { readConfig } from './read-config.ts';
import { openTrustStore } from './trust-store.ts';

/** The most bytes of a trust policy. */
export const POLICY_LIMIT = 4 * 1024 * 1024;

export interface PolicyText {
  readonly text: string;
  /** As they were given, before anything was mended. */
  readonly bytes: Uint8Array;
  /** Names the document in errors. */
  readonly shown: string;
  /** Whether a byte order mark stands in front of it, which notation refuses. */
  readonly isMarked: boolean;
}

/** The text of a trust policy: a path, or the document itself when it begins with `{`. */
export async function policyText(pathOrContent: string): Promise<PolicyText> {
  // This removes a byte order mark too: it is white space in JavaScript, and JSON does not allow it (RFC 8259, 8.1).
  const content = pathOrContent.trimStart();
  if (content.startsWith('{'))
    return {
      text: content,
      bytes: new TextEncoder().encode(pathOrContent),
      shown: '(inline)',
      isMarked: false,
    };
  const bytes = await readConfig(pathOrContent, POLICY_LIMIT, 'trust policy', 'policy_invalid');
  const shown = quotable(pathOrContent, 600);
  const text = userText(bytes, { code: 'policy_invalid', what: `trust policy ${shown}` });
  return {
    text,
    bytes,
    shown,
    isMarked: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, 3)) === '\ufeff',
  };
}

/**
 * Reads a trust policy: a path, or the document itself when it begins with `{`.
 *
 * @param plainHttp which registries (`HOST[:PORT]`) use plain HTTP; it decides which default port is left out of a scope.
 */
export async function readTrustPolicy(
  pathOrContent: string,
  plainHttp?: (registry: string) => boolean,
): Promise<TrustPolicyDocument> {
  const { text, shown } = await policyText(pathOrContent);
  return parseTrustPolicy(text, shown, plainHttp);
}

/** notation's trust policy and trust store, each read when first needed, once. */
export function openTrustFiles(
  files: { readonly policy: string; readonly store: string },
  plainHttp?: (registry: string) => boolean,
): TrustMaterial {
  const read = lazy(() => policyText(files.policy));
  return {
    policy: lazy(async () => {
      const { text, shown } = await read();
      return parseTrustPolicy(text, shown, plainHttp);
    }),
    source: async () => (await read()).bytes,
    ...openTrustStore(files.store),
  };
}
