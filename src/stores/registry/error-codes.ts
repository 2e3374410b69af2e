import type { ErrorCode } from '../../errors.ts';

/** One entry of an error answer (distribution-spec, "Error Codes"). */
export interface RegistryError {
  readonly code: string;
  readonly message: string;
}

/** The meaning of a registry's error text, where the status alone does not tell. */
export interface RegistryErrorCode {
  /** Is matched with `CODE message: detail`, one line for each error of the answer. */
  readonly pattern: RegExp;
  readonly code: ErrorCode;
  /** The remedy, where there is a better one than in the table of errors (`errors.ts`). */
  readonly hint?: string;
  /** Applies only to requests that write. */
  readonly writing?: true;
  /** Applies to every request to a repository that is written to. */
  readonly toTarget?: true;
  /** What is missing there. */
  readonly lacks?: 'repository' | 'project';
  /** Applies to a 401 as well, which is then no question of rights. */
  readonly denies?: true;
  /** Applies only to URLs that match. */
  readonly url?: RegExp;
  /** Applies to a 403 as well, which is then no question of rights. */
  readonly forbids?: true;
  /** Applies to a 500 as well, which is then a final refusal and not a passing fault. */
  readonly definite?: true;
}

export const TOO_LARGE_HINT =
  'The registry, or a proxy before it, takes nothing of this size; its limit is a setting there.';

const SHA256_HINT =
  'This registry stores sha256 content only; build the image with sha256 digests, or use a registry that takes sha512.';

/** The remedy for a refusal without any text. */
export const NO_WORDS_HINT =
  'The registry gives no reason; check that this is the address of a registry, and what stands between.';

export const FOREIGN_LAYER_HINT =
  'The image has layers that stay where they are (non-distributable). Allow their URLs at the registry (validation.manifests.urls.allow of distribution); where it wants the layers themselves, promote them too with --foreign-layers, if their licence allows it; or build the image without them.';

/** The known texts of registries; the first that matches is used. */
const WORDS: readonly RegistryErrorCode[] = [
  // distribution sends this with status 500 and the code UNKNOWN, and names the missing layer in the same answer.
  {
    pattern: /\bURLs? (on|in|of|for) (a |the )?layers?\b|foreign layer|non-?distributable/i,
    code: 'registry_refused',
    hint: FOREIGN_LAYER_HINT,
    writing: true,
    definite: true,
  },
  { pattern: /(?<![a-z])immutab/i, code: 'tag_immutable', forbids: true },
  { pattern: /TAG_?INVALID|overwrit|does not allow updating/i, code: 'tag_immutable' },
  {
    pattern: /\bquota\b|service limit|upper limit/i,
    code: 'registry_refused',
    hint: 'A quota of this registry is used up (storage, images, or what is attached to one image): raise it there. What is attached to an image in use has to stay.',
    writing: true,
    forbids: true,
  },
  {
    pattern: /SIZE_INVALID|too large|exceeds? the (maximum|limit)/i,
    code: 'content_too_large',
    hint: TOO_LARGE_HINT,
  },
  // distribution stores a sha512 blob under its sha256, answers 201, and then misses the blob that the manifest names.
  { pattern: /BLOB_UNKNOWN.*sha512:/, code: 'registry_refused', hint: SHA256_HINT, writing: true },
  {
    pattern: /DIGEST_INVALID/,
    url: /sha512(:|%3A)/i,
    code: 'registry_refused',
    hint: SHA256_HINT,
    writing: true,
  },
  { pattern: /DIGEST_INVALID/, code: 'digest_mismatch' },
  { pattern: /BLOB_UPLOAD_UNKNOWN/, code: 'upload_unconfirmed' },
  { pattern: /^(MANIFEST_)?BLOB_UNKNOWN|^MANIFEST_UNKNOWN/m, code: 'upload_unconfirmed', writing: true },
  // Harbor says it with 401, whatever is asked.
  {
    pattern: /\bproject \S+ not found/i,
    code: 'repository_missing',
    lacks: 'project',
    toTarget: true,
    denies: true,
  },
  {
    pattern: /^NAME_UNKNOWN|repository .*does not exist/im,
    code: 'repository_missing',
    lacks: 'repository',
    writing: true,
  },
  // The same in words. What is not there when a manifest is pushed, and is no repository, is a part of the manifest.
  {
    pattern:
      /\b(blobs?|layers?|config|child|children|manifests?|artifact)\b[^;]{0,100}\b(unknown to|not known to|not found|do(es)? not exist)\b/i,
    code: 'upload_unconfirmed',
    url: /\/manifests\//,
    writing: true,
  },
  {
    pattern: /Invalid docker content/i,
    code: 'registry_refused',
    hint: 'A Nexus repository of format docker takes images only; use one of format oci (Nexus 3.94 and later).',
  },
  {
    pattern: /Invalid JSON syntax/i,
    code: 'registry_refused',
    hint: 'Amazon ECR says this of manifests without `mediaType`, and of some with `artifactType` or `subject`: docs/registries.md.',
  },
  { pattern: /TOOMANYREQUESTS/, code: 'too_many_requests' },
  { pattern: /^DENIED|^UNAUTHORIZED/, code: 'denied' },
];

/** The meaning of the errors of one answer; `undefined` when none of their texts is known. */
export function registryErrorCode(
  errors: readonly RegistryError[],
  { method, url, toTarget }: { readonly method: string; readonly url: URL; readonly toTarget: boolean },
): RegistryErrorCode | undefined {
  const text = errors.map(({ code, message }) => `${code} ${message}`).join('\n');
  const writes = method !== 'GET' && method !== 'HEAD';
  return WORDS.find(
    (word) =>
      word.pattern.test(text) &&
      (writes || !word.writing) &&
      (toTarget || !word.toTarget) &&
      (word.url?.test(url.href) ?? true),
  );
}
