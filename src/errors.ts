/**
 * The one table of error codes: the exit code each one ends the program with, and the remedy shown when the place that
 * throws knows no better one. `docs/errors.md` is generated from it; the codes are part of the public contract.
 *
 * Exit codes: 1 refused (a definite no), 2 usage or configuration, 3 not reachable or not answering, 4 denied,
 * 70 a bug of ours, 130 and 143 for signals. 5 (some done and some not) belongs to a run, never to one error.
 */
export const ERRORS = {
  // 1: refused
  artifact_not_found: [
    1,
    'Check registry, repository and tag or digest; a private repository may also say this to a login without rights.',
  ],
  artifact_unsigned: [1, 'Sign it first with `sealift sign`, or promote with --allow-unsigned.'],
  attachment_conflict: [
    1,
    'Nothing was written there. Find out which of the two is right, and delete the tag at the destination, or leave this type behind with --include signatures or --artifact-type.',
  ],
  child_missing: [1, 'The index names a manifest that is not in the repository; push the whole image again.'],
  content_too_large: [1, 'The content is over a limit that protects this program; it was not read.'],
  descriptor_mismatch: [1, 'The signature was made for other content; sign this digest.'],
  digest_mismatch: [
    1,
    'What was received is not what was asked for. Do not use it; push it again from its origin.',
  ],
  manifest_invalid: [1, 'The registry or layout holds a manifest that breaks the OCI image spec.'],
  manifest_unsupported: [1, 'Sealift reads OCI image manifests and indexes, and Docker schema 2.'],
  no_applicable_statement: [
    1,
    'Add the repository to registryScopes of a statement, or name one with --scope.',
  ],
  parity_missing: [
    1,
    'Put what is missing there: `sealift compare` with --repair and the flags that say whose signatures count, or `sealift promote`.',
  ],
  plan_outdated: [
    1,
    'What was planned is not what is there now: make the plan again with `sealift plan FILE --out PLAN.json`, and have that one approved.',
  ],
  platform_missing: [1, 'Name platforms that the image has; `sealift list` shows those of an index.'],
  policy_does_not_enforce: [1, 'Use a statement of level strict or permissive for this repository.'],
  requirement_not_met: [
    1,
    'Have it signed by whoever is missing, each with a key of their own; `sealift inspect` shows who has signed.',
  ],
  signature_count_exceeded: [1, 'Raise --max-signatures; `sealift list` shows what is attached.'],
  signature_lost: [
    1,
    'The destination did not keep a signature; the tag was not moved. Run the command again.',
  ],
  signature_repository_refused: [
    1,
    'This registry takes signatures only of images that it has: push the image there as well, or name a repository of another registry.',
  ],
  self_check_failed: [
    1,
    'The key made a signature that does not verify; nothing was pushed. Check key and chain.',
  ],
  referrers_tag_taken: [
    1,
    'Nothing was overwritten. Use another repository, to which `sealift promote` takes an image also by digest, or a registry with the Referrers API; tag images in another form than sha256-HEX.',
  ],
  record_missing: [
    1,
    'Promote the image to this tag again, with --record: that puts the record, and nothing else where the image is there.',
  ],
  record_refused: [
    1,
    'Find out who moved the tag or its record. Where this image is meant, promote it to this tag again, with --record; where it is not, the digest that the newest record names is the one that was promoted last.',
  ],
  record_tag_taken: [
    1,
    'Nothing was overwritten. Look at what holds this tag and whose it is; delete it, or promote to another tag or repository.',
  ],
  repository_missing: [
    1,
    'Check the name; if it is right, create the repository, or its project: this registry makes none on a push.',
  ],
  sparse_index_refused: [
    1,
    'This registry takes an index only when all that it names is there: promote all platforms (without --platform), allow such indexes there (docs/registries.md), or use another registry. No tag was moved.',
  ],
  signature_expiring: [
    1,
    'Sign these images again with a certificate that lasts longer (docs/rotate-and-revoke.md), and promote them again to where copies are.',
  ],
  signature_exists: [1, 'Use --if-signed skip or --if-signed add.'],
  tag_exists: [
    1,
    'Promote to another tag, or let this one move: --existing-tag TAG=move, behind the other rules.',
  ],
  tag_moved: [1, 'Somebody moved the tag since this run began; look at it, then use --move-tag always.'],
  tag_immutable: [1, 'The registry refuses to move this tag; use a new tag or change the rule.'],
  verification_failed: [1, 'See the reason of each signature; `sealift inspect` shows them whole.'],
  unexpected_answer: [1, 'What answered is not an OCI registry, or a proxy stands between.'],
  registry_refused: [1, 'The registry does not take this request; its own words are in the message.'],
  layout_invalid: [1, 'This is not an OCI image layout of version 1.0.0.'],
  archive_invalid: [
    1,
    'The file is not a whole, plain tar of an OCI image layout; write it again, or send it again.',
  ],
  key_not_found: [1, 'Check the name of the key, its region and its version.'],
  address_refused: [
    1,
    'A certificate, or a redirect, names an address to which nobody outside may send this program; check whose it is.',
  ],
  key_unusable: [1, 'Enable the key, or use one that was made for signing.'],
  plugin_failed: [1, "The words are the plugin's own; its documentation explains them."],
  // reasons of one signature or one check; they appear in results and become verification_failed for the image
  authenticity_failed: [
    1,
    'If this signer is to be trusted, put its root certificate into a trust store that the statement names, or give it with --trusted-root.',
  ],
  identity_mismatch: [
    1,
    'Have it signed by a trusted identity; or, if this signer is to be trusted, name it in the trustedIdentities of the statement, or with --trusted-identity.',
  ],
  certificate_expired: [
    1,
    'A certificate of the signer is not valid now, and no trusted timestamp covers the signature; sign again, best with --timestamp-url, and verify with a tsa store.',
  ],
  certificate_invalid: [1, "The signer's certificates break the Notary Project profile."],
  certificate_revoked: [
    1,
    'What signed was taken back: a certificate by its issuer, or a signature or profile by AWS Signer. Find out why, and have the image signed again by another one.',
  ],
  certificate_distrusted: [
    1,
    'A certificate of the signer is named with --distrust. Have the image signed by another key.',
  ],
  envelope_invalid: [1, 'The signature envelope is malformed.'],
  metadata_missing: [1, 'The signature does not hold the metadata that was asked for.'],
  plugin_refused: [
    1,
    "The words are the verification plugin's own, and its documentation explains them; its check stands in the place of the one for revocation, so the level of the statement applies to it.",
  ],
  plugin_unsupported: [
    1,
    'The signature demands a verification plugin, and `verifyEnvelope` runs none: judge it with `verify`, which runs installed ones.',
  ],
  revocation_unknown: [
    1,
    'The message says who was asked, and why there is no answer that counts: make it reachable, have it mended, or, unless a verification plugin judges it, give a CRL with --crl FILE. A statement of the level permissive, or with "override": {"revocation": "log"}, passes it with a warning.',
  ],
  signature_expired: [1, 'The signature carries an expiry that has passed; sign again.'],
  signature_invalid: [1, 'The signature does not fit its content: one of them was changed.'],
  signature_unsupported: [
    1,
    'Sign the image itself anew with `sealift sign`; `sealift inspect` shows what the old signature says.',
  ],
  signature_manifest_invalid: [
    1,
    'The signature manifest breaks the Notary Project signature specification.',
  ],
  timestamp_invalid: [
    1,
    'The timestamp does not hold for this signature; sign again, with --timestamp-url of an authority that keeps RFC 3161.',
  ],
  timestamp_missing: [
    1,
    'The statement demands a timestamp (tsa store). Sign again with --timestamp-url, or set "verifyTimestamp": "afterCertExpiry" in the statement.',
  ],
  timestamp_refused: [
    1,
    "The words are the timestamp authority's own; check --timestamp-url, or name another one.",
  ],
  timestamp_revocation_unknown: [
    1,
    'Make the OCSP responder or the CRL of the timestamp authority reachable, or give its CRL with --crl FILE.',
  ],
  timestamp_untrusted: [
    1,
    'If this authority is to be trusted, put its root into a tsa trust store that the statement names, or give it with --trusted-tsa-root.',
  ],
  unknown_critical_attribute: [
    1,
    'The signature carries a critical attribute that this program does not know.',
  ],
  // 2: usage and configuration
  ca_certificate_invalid: [
    2,
    'Give the certificate of a CA that may sign certificates, with the chain up to its root, as PEM.',
  ],
  certificate_chain_invalid: [
    2,
    'Give the whole chain as PEM: the certificate of the key and those above it; `openssl x509 -text` shows one.',
  ],
  certificate_not_valid_now: [2, 'Give a chain whose certificates are valid today.'],
  config_invalid: [2, 'Mend or remove the file.'],
  credential_helper_missing: [
    2,
    'Install the helper for this system, or remove it from credHelpers or credsStore and log in again.',
  ],
  crl_invalid: [2, 'Give a CRL as DER or PEM; `openssl crl -text` shows one.'],
  csr_invalid: [2, 'Give a PKCS#10 request as PEM or DER; `sealift certificate request` makes one.'],
  destination_conflict: [
    2,
    'Nothing was written. Give each source, and each image, a destination of its own; the message names both entries.',
  ],
  destination_invalid: [
    2,
    'Write REGISTRY/REPOSITORY:TAG[,TAG…], REGISTRY/REPOSITORY@DIGEST or oci:DIR:TAG.',
  ],
  feature_unsupported: [2, 'This version does not have it.'],
  file_exists: [2, 'Name another file, or move this one away; nothing is overwritten.'],
  file_not_found: [2, 'Check the path.'],
  file_unreadable: [2, 'Check the rights of the file.'],
  key_certificate_mismatch: [2, 'Give the chain that was issued for this key.'],
  key_exists: [
    2,
    'Use it with --key, or name another key; nothing was changed: an existing key is never touched.',
  ],
  key_invalid: [2, 'Give a PEM private key: PKCS#8, PKCS#1 or SEC1.'],
  key_password_required: [2, 'The key is encrypted; set SEALIFT_KEY_PASSWORD.'],
  key_password_wrong: [2, 'Check SEALIFT_KEY_PASSWORD.'],
  key_unsupported: [2, 'Notary allows RSA 2048, 3072 and 4096, and EC P-256, P-384 and P-521.'],
  metadata_invalid: [2, 'Write key=value; keys must not begin with io.cncf.notary.'],
  node_too_old: [2, 'Install Node 24.5 or later, or Node 22 from 22.21 on.'],
  plan_invalid: [2, 'Make the plan again with `sealift plan FILE --out PLAN.json`.'],
  plugin_incompatible: [
    2,
    'Install a version of the plugin that has contract 1.0, and can do what is asked of it.',
  ],
  plugin_not_found: [2, 'Install it with `notation plugin install`, or set NOTATION_LIBEXEC to its place.'],
  plugin_unsafe: [
    2,
    'Install the plugin anew, for this system, as a regular file that only its owner may change.',
  ],
  policy_invalid: [2, "Correct the trust policy; it is notation's trustpolicy.json."],
  promotions_invalid: [
    2,
    'Correct the promotions file; docs/promotions.md shows each member, and an editor with the schema the places.',
  ],
  reference_invalid: [2, 'Write REGISTRY/REPOSITORY:TAG, …@sha256:… or oci:DIR:TAG.'],
  reference_needs_tag: [2, 'Add :TAG or @DIGEST to the reference.'],
  selection_empty: [
    2,
    "Correct the rules of the entry: patterns are searched, and prereleases are selected only where the range names one ('>=2.0.0-0'). Where there may be nothing yet, write allow-empty: true.",
  ],
  trust_missing: [
    2,
    'Give --trust-policy and --trust-store, or --trusted-root with --trusted-identity; `sealift policy init` writes policy and store.',
  ],
  trust_store_empty: [2, 'Put the root certificate into the folder.'],
  trust_store_invalid: [2, 'The folder may hold certificate files only, no links and no folders.'],
  trust_store_not_found: [
    2,
    'Create DIR/x509/TYPE/NAME with the root certificate, or correct the statement.',
  ],
  unsafe_event: [
    2,
    'Sign and promote in a workflow that runs on push, a tag, release, schedule or workflow_dispatch; for a pull request use the verify action, or a workflow on pull_request.',
  ],
  usage: [2, 'See `sealift --help`.'],
  results_invalid: [
    2,
    'Give a folder of the results of one promotion alone, as `sealift promote --file … --output json` prints them.',
  ],
  // 3: not reachable, not answering; a later run may pass
  connection_failed: [3, 'Check the host name, the network and the proxy settings.'],
  deadline_exceeded: [3, 'Run it again, or give it more time with --deadline or --timeout.'],
  disk_full: [3, 'Free some space and run it again; nothing half-written is in use.'],
  key_service_unavailable: [3, 'The key service did not answer as it should; run it again.'],
  layout_locked: [3, 'Another process writes to this layout; run it again when it has ended.'],
  referrers_index_contended: [
    3,
    'Other jobs write the same referrers tag; run it again, or one job at a time.',
  ],
  registry_unavailable: [3, 'The registry did not answer as it should; run it again.'],
  timestamp_authority_unavailable: [3, 'The timestamp authority did not answer as it should; run it again.'],
  tls_failed: [3, "Check the registry's certificate; name your own authority with --ca-file."],
  results_incomplete: [
    3,
    'What the missing shards did is not known: run them again, and merge the results then.',
  ],
  too_many_requests: [3, 'The registry limits requests; wait and run it again, or lower --concurrency.'],
  upload_unconfirmed: [3, 'The registry took the upload but does not show it; run it again.'],
  // 4: denied
  credential_helper_failed: [4, 'Run docker-credential-NAME get by hand; log in again if that fails too.'],
  credentials_missing: [4, 'Log in first, for example with `docker login`.'],
  denied: [4, 'Check that the credentials have the right to do this.'],
  proxy_refused: [
    4,
    'Check HTTPS_PROXY or HTTP_PROXY and its user; NO_PROXY names hosts to reach without it.',
  ],
  // 70, 130, 143
  internal: [
    70,
    'This is a bug of Sealift; please report it with the output of --debug, or of a job with debug logging.',
  ],
  interrupted: [130, 'Run it again; what is done is kept and nothing half-written is in use.'],
  terminated: [143, 'Run it again; what is done is kept and nothing half-written is in use.'],
} as const satisfies Record<string, readonly [exitCode: number, hint: string]>;

/** The page that has a section for each code. */
const BLOCKED = 'https://github.com/sealift/sealift/blob/main/docs/blocked.md';

/** Every code that Sealift can report; a closed list, part of the public contract. */
export type ErrorCode = keyof typeof ERRORS;

/** The address of the section about a code. */
export function docsOf(code: ErrorCode): string {
  return `${BLOCKED}#${code}`;
}

/**
 * What a run lacks. The remedy follows from it and from where the run takes place: a line of YAML in a workflow, a command
 * in a shell (`compose/remedies/`).
 */
export type Need =
  /** `path` is as an error shows it, since what the user gave for a path may be a secret. */
  | { readonly kind: 'file'; readonly path: string }
  /** A secret in an environment variable. */
  | { readonly kind: 'variable'; readonly name: string }
  /** The OIDC token of a GitHub job. */
  | { readonly kind: 'identity-token' }
  /** Any credentials of a cloud. */
  | { readonly kind: 'cloud-login'; readonly cloud: Cloud }
  /** `logins` are the registries for which there is one. */
  | ({ readonly kind: 'registry-login'; readonly logins: readonly string[] } & Access)
  | ({
      readonly kind: 'registry-right';
      /** The kind of secret that was sent: one that GitHub gives to a job, one that GitHub gives to a person, or any other. */
      readonly secret: 'job token' | 'personal token' | 'other';
      /** Whether the login was good once and has ended. */
      readonly ended: boolean;
    } & Access)
  /** A repository, or the `project` that it is in, at a registry that makes none on a push. */
  | { readonly kind: 'repository'; readonly repository: string; readonly lacks: 'repository' | 'project' }
  /** Several problems of one run, each with its own remedy. */
  | { readonly kind: 'several'; readonly parts: readonly { readonly hint: string; readonly needs?: Need }[] };

export type Cloud = 'aws' | 'azure' | 'google' | 'vault';

/** A right in a repository. */
interface Access {
  /** `registry.example.com/team/app` */
  readonly repository: string;
  readonly right: 'pull' | 'push';
}

/**
 * The only error class that leaves this package. `message` says what happened and where, `hint` the remedy, `code` is
 * stable, `exitCode` follows from the code. Neither message nor hint ever holds a credential.
 */
export class SealiftError extends Error {
  override readonly name = 'SealiftError';
  readonly code: ErrorCode;
  readonly hint: string;
  /** @internal */
  readonly needs?: Need;

  constructor(
    code: ErrorCode,
    message: string,
    options: { hint?: string; cause?: unknown; needs?: Need | undefined } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint ?? ERRORS[code][1];
    if (options.needs !== undefined) this.needs = options.needs;
  }

  get exitCode(): number {
    return ERRORS[this.code][0];
  }

  /**
   * `{ code, message, hint, docs }`, the shape of an error in every output; `docs` leads to what can be done about the code. Until a
   * result leaves its run it also has what the hint is to be made of.
   */
  toJSON(): { code: ErrorCode; message: string; hint: string; docs: string; needs?: Need } {
    const { code, message, hint, needs } = this;
    return { code, message, hint, docs: docsOf(code), ...(needs === undefined ? {} : { needs }) };
  }
}

/** Turns anything thrown into a SealiftError; what is not ours is a bug (`internal`) and keeps its cause. */
export function asSealiftError(thrown: unknown): SealiftError {
  if (thrown instanceof SealiftError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new SealiftError('internal', message, { cause: thrown });
}
