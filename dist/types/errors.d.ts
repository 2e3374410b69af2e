/**
 * The one table of error codes: the exit code each one ends the program with, and the remedy shown when the place that
 * throws knows no better one. `docs/errors.md` is generated from it; the codes are part of the public contract.
 *
 * Exit codes: 1 refused (a definite no), 2 usage or configuration, 3 not reachable or not answering, 4 denied,
 * 70 a bug of ours, 130 and 143 for signals. 5 (some done and some not) belongs to a run, never to one error.
 */
export declare const ERRORS: {
    readonly artifact_not_found: readonly [1, "Check registry, repository and tag or digest; a private repository may also say this to a login without rights."];
    readonly artifact_unsigned: readonly [1, "Sign it first with `sealift sign`, or promote with --allow-unsigned."];
    readonly attachment_conflict: readonly [1, "Nothing was written there. Find out which of the two is right, and delete the tag at the destination, or leave this type behind with --include signatures or --artifact-type."];
    readonly child_missing: readonly [1, "The index names a manifest that is not in the repository; push the whole image again."];
    readonly content_too_large: readonly [1, "The content is over a limit that protects this program; it was not read."];
    readonly descriptor_mismatch: readonly [1, "The signature was made for other content; sign this digest."];
    readonly digest_mismatch: readonly [1, "What was received is not what was asked for. Do not use it; push it again from its origin."];
    readonly manifest_invalid: readonly [1, "The registry or layout holds a manifest that breaks the OCI image spec."];
    readonly manifest_unsupported: readonly [1, "Sealift reads OCI image manifests and indexes, and Docker schema 2."];
    readonly no_applicable_statement: readonly [1, "Add the repository to registryScopes of a statement, or name one with --scope."];
    readonly parity_missing: readonly [1, "Put what is missing there: `sealift compare` with --repair and the flags that say whose signatures count, or `sealift promote`."];
    readonly plan_outdated: readonly [1, "What was planned is not what is there now: make the plan again with `sealift plan FILE --out PLAN.json`, and have that one approved."];
    readonly platform_missing: readonly [1, "Name platforms that the image has; `sealift list` shows those of an index."];
    readonly policy_does_not_enforce: readonly [1, "Use a statement of level strict or permissive for this repository."];
    readonly requirement_not_met: readonly [1, "Have it signed by whoever is missing, each with a key of their own; `sealift inspect` shows who has signed."];
    readonly signature_count_exceeded: readonly [1, "Raise --max-signatures; `sealift list` shows what is attached."];
    readonly signature_lost: readonly [1, "The destination did not keep a signature; the tag was not moved. Run the command again."];
    readonly signature_repository_refused: readonly [1, "This registry takes signatures only of images that it has: push the image there as well, or name a repository of another registry."];
    readonly self_check_failed: readonly [1, "The key made a signature that does not verify; nothing was pushed. Check key and chain."];
    readonly referrers_tag_taken: readonly [1, "Nothing was overwritten. Use another repository, to which `sealift promote` takes an image also by digest, or a registry with the Referrers API; tag images in another form than sha256-HEX."];
    readonly record_missing: readonly [1, "Promote the image to this tag again, with --record: that puts the record, and nothing else where the image is there."];
    readonly record_refused: readonly [1, "Find out who moved the tag or its record. Where this image is meant, promote it to this tag again, with --record; where it is not, the digest that the newest record names is the one that was promoted last."];
    readonly record_tag_taken: readonly [1, "Nothing was overwritten. Look at what holds this tag and whose it is; delete it, or promote to another tag or repository."];
    readonly repository_missing: readonly [1, "Check the name; if it is right, create the repository, or its project: this registry makes none on a push."];
    readonly sparse_index_refused: readonly [1, "This registry takes an index only when all that it names is there: promote all platforms (without --platform), allow such indexes there (docs/registries.md), or use another registry. No tag was moved."];
    readonly signature_expiring: readonly [1, "Sign these images again with a certificate that lasts longer (docs/rotate-and-revoke.md), and promote them again to where copies are."];
    readonly signature_exists: readonly [1, "Use --if-signed skip or --if-signed add."];
    readonly tag_exists: readonly [1, "Promote to another tag, or let this one move: --existing-tag TAG=move, behind the other rules."];
    readonly tag_moved: readonly [1, "Somebody moved the tag since this run began; look at it, then use --move-tag always."];
    readonly tag_immutable: readonly [1, "The registry refuses to move this tag; use a new tag or change the rule."];
    readonly verification_failed: readonly [1, "See the reason of each signature; `sealift inspect` shows them whole."];
    readonly unexpected_answer: readonly [1, "What answered is not an OCI registry, or a proxy stands between."];
    readonly registry_refused: readonly [1, "The registry does not take this request; its own words are in the message."];
    readonly layout_invalid: readonly [1, "This is not an OCI image layout of version 1.0.0."];
    readonly archive_invalid: readonly [1, "The file is not a whole, plain tar of an OCI image layout; write it again, or send it again."];
    readonly key_not_found: readonly [1, "Check the name of the key, its region and its version."];
    readonly address_refused: readonly [1, "A certificate, or a redirect, names an address to which nobody outside may send this program; check whose it is."];
    readonly key_unusable: readonly [1, "Enable the key, or use one that was made for signing."];
    readonly plugin_failed: readonly [1, "The words are the plugin's own; its documentation explains them."];
    readonly authenticity_failed: readonly [1, "If this signer is to be trusted, put its root certificate into a trust store that the statement names, or give it with --trusted-root."];
    readonly identity_mismatch: readonly [1, "Have it signed by a trusted identity; or, if this signer is to be trusted, name it in the trustedIdentities of the statement, or with --trusted-identity."];
    readonly certificate_expired: readonly [1, "A certificate of the signer is not valid now, and no trusted timestamp covers the signature; sign again, best with --timestamp-url, and verify with a tsa store."];
    readonly certificate_invalid: readonly [1, "The signer's certificates break the Notary Project profile."];
    readonly certificate_revoked: readonly [1, "What signed was taken back: a certificate by its issuer, or a signature or profile by AWS Signer. Find out why, and have the image signed again by another one."];
    readonly certificate_distrusted: readonly [1, "A certificate of the signer is named with --distrust. Have the image signed by another key."];
    readonly envelope_invalid: readonly [1, "The signature envelope is malformed."];
    readonly metadata_missing: readonly [1, "The signature does not hold the metadata that was asked for."];
    readonly plugin_refused: readonly [1, "The words are the verification plugin's own, and its documentation explains them; its check stands in the place of the one for revocation, so the level of the statement applies to it."];
    readonly plugin_unsupported: readonly [1, "The signature demands a verification plugin, and `verifyEnvelope` runs none: judge it with `verify`, which runs installed ones."];
    readonly revocation_unknown: readonly [1, "The message says who was asked, and why there is no answer that counts: make it reachable, have it mended, or, unless a verification plugin judges it, give a CRL with --crl FILE. A statement of the level permissive, or with \"override\": {\"revocation\": \"log\"}, passes it with a warning."];
    readonly signature_expired: readonly [1, "The signature carries an expiry that has passed; sign again."];
    readonly signature_invalid: readonly [1, "The signature does not fit its content: one of them was changed."];
    readonly signature_unsupported: readonly [1, "Sign the image itself anew with `sealift sign`; `sealift inspect` shows what the old signature says."];
    readonly signature_manifest_invalid: readonly [1, "The signature manifest breaks the Notary Project signature specification."];
    readonly timestamp_invalid: readonly [1, "The timestamp does not hold for this signature; sign again, with --timestamp-url of an authority that keeps RFC 3161."];
    readonly timestamp_missing: readonly [1, "The statement demands a timestamp (tsa store). Sign again with --timestamp-url, or set \"verifyTimestamp\": \"afterCertExpiry\" in the statement."];
    readonly timestamp_refused: readonly [1, "The words are the timestamp authority's own; check --timestamp-url, or name another one."];
    readonly timestamp_revocation_unknown: readonly [1, "Make the OCSP responder or the CRL of the timestamp authority reachable, or give its CRL with --crl FILE."];
    readonly timestamp_untrusted: readonly [1, "If this authority is to be trusted, put its root into a tsa trust store that the statement names, or give it with --trusted-tsa-root."];
    readonly unknown_critical_attribute: readonly [1, "The signature carries a critical attribute that this program does not know."];
    readonly ca_certificate_invalid: readonly [2, "Give the certificate of a CA that may sign certificates, with the chain up to its root, as PEM."];
    readonly certificate_chain_invalid: readonly [2, "Give the whole chain as PEM: the certificate of the key and those above it; `openssl x509 -text` shows one."];
    readonly certificate_not_valid_now: readonly [2, "Give a chain whose certificates are valid today."];
    readonly config_invalid: readonly [2, "Mend or remove the file."];
    readonly credential_helper_missing: readonly [2, "Install the helper for this system, or remove it from credHelpers or credsStore and log in again."];
    readonly crl_invalid: readonly [2, "Give a CRL as DER or PEM; `openssl crl -text` shows one."];
    readonly csr_invalid: readonly [2, "Give a PKCS#10 request as PEM or DER; `sealift certificate request` makes one."];
    readonly destination_conflict: readonly [2, "Nothing was written. Give each source, and each image, a destination of its own; the message names both entries."];
    readonly destination_invalid: readonly [2, "Write REGISTRY/REPOSITORY:TAG[,TAG…], REGISTRY/REPOSITORY@DIGEST or oci:DIR:TAG."];
    readonly feature_unsupported: readonly [2, "This version does not have it."];
    readonly file_exists: readonly [2, "Name another file, or move this one away; nothing is overwritten."];
    readonly file_not_found: readonly [2, "Check the path."];
    readonly file_unreadable: readonly [2, "Check the rights of the file."];
    readonly key_certificate_mismatch: readonly [2, "Give the chain that was issued for this key."];
    readonly key_exists: readonly [2, "Use it with --key, or name another key; nothing was changed: an existing key is never touched."];
    readonly key_invalid: readonly [2, "Give a PEM private key: PKCS#8, PKCS#1 or SEC1."];
    readonly key_password_required: readonly [2, "The key is encrypted; set SEALIFT_KEY_PASSWORD."];
    readonly key_password_wrong: readonly [2, "Check SEALIFT_KEY_PASSWORD."];
    readonly key_unsupported: readonly [2, "Notary allows RSA 2048, 3072 and 4096, and EC P-256, P-384 and P-521."];
    readonly metadata_invalid: readonly [2, "Write key=value; keys must not begin with io.cncf.notary."];
    readonly node_too_old: readonly [2, "Install Node 24.5 or later, or Node 22 from 22.21 on."];
    readonly plan_invalid: readonly [2, "Make the plan again with `sealift plan FILE --out PLAN.json`."];
    readonly plugin_incompatible: readonly [2, "Install a version of the plugin that has contract 1.0, and can do what is asked of it."];
    readonly plugin_not_found: readonly [2, "Install it with `notation plugin install`, or set NOTATION_LIBEXEC to its place."];
    readonly plugin_unsafe: readonly [2, "Install the plugin anew, for this system, as a regular file that only its owner may change."];
    readonly policy_invalid: readonly [2, "Correct the trust policy; it is notation's trustpolicy.json."];
    readonly promotions_invalid: readonly [2, "Correct the promotions file; docs/promotions.md shows each member, and an editor with the schema the places."];
    readonly reference_invalid: readonly [2, "Write REGISTRY/REPOSITORY:TAG, …@sha256:… or oci:DIR:TAG."];
    readonly reference_needs_tag: readonly [2, "Add :TAG or @DIGEST to the reference."];
    readonly selection_empty: readonly [2, "Correct the rules of the entry: patterns are searched, and prereleases are selected only where the range names one ('>=2.0.0-0'). Where there may be nothing yet, write allow-empty: true."];
    readonly trust_missing: readonly [2, "Give --trust-policy and --trust-store, or --trusted-root with --trusted-identity; `sealift policy init` writes policy and store."];
    readonly trust_store_empty: readonly [2, "Put the root certificate into the folder."];
    readonly trust_store_invalid: readonly [2, "The folder may hold certificate files only, no links and no folders."];
    readonly trust_store_not_found: readonly [2, "Create DIR/x509/TYPE/NAME with the root certificate, or correct the statement."];
    readonly unsafe_event: readonly [2, "Sign and promote in a workflow that runs on push, a tag, release, schedule or workflow_dispatch; for a pull request use the verify action, or a workflow on pull_request."];
    readonly usage: readonly [2, "See `sealift --help`."];
    readonly results_invalid: readonly [2, "Give a folder of the results of one promotion alone, as `sealift promote --file … --output json` prints them."];
    readonly connection_failed: readonly [3, "Check the host name, the network and the proxy settings."];
    readonly deadline_exceeded: readonly [3, "Run it again, or give it more time with --deadline or --timeout."];
    readonly disk_full: readonly [3, "Free some space and run it again; nothing half-written is in use."];
    readonly key_service_unavailable: readonly [3, "The key service did not answer as it should; run it again."];
    readonly layout_locked: readonly [3, "Another process writes to this layout; run it again when it has ended."];
    readonly referrers_index_contended: readonly [3, "Other jobs write the same referrers tag; run it again, or one job at a time."];
    readonly registry_unavailable: readonly [3, "The registry did not answer as it should; run it again."];
    readonly timestamp_authority_unavailable: readonly [3, "The timestamp authority did not answer as it should; run it again."];
    readonly tls_failed: readonly [3, "Check the registry's certificate; name your own authority with --ca-file."];
    readonly results_incomplete: readonly [3, "What the missing shards did is not known: run them again, and merge the results then."];
    readonly too_many_requests: readonly [3, "The registry limits requests; wait and run it again, or lower --concurrency."];
    readonly upload_unconfirmed: readonly [3, "The registry took the upload but does not show it; run it again."];
    readonly credential_helper_failed: readonly [4, "Run docker-credential-NAME get by hand; log in again if that fails too."];
    readonly credentials_missing: readonly [4, "Log in first, for example with `docker login`."];
    readonly denied: readonly [4, "Check that the credentials have the right to do this."];
    readonly proxy_refused: readonly [4, "Check HTTPS_PROXY or HTTP_PROXY and its user; NO_PROXY names hosts to reach without it."];
    readonly internal: readonly [70, "This is a bug of Sealift; please report it with the output of --debug, or of a job with debug logging."];
    readonly interrupted: readonly [130, "Run it again; what is done is kept and nothing half-written is in use."];
    readonly terminated: readonly [143, "Run it again; what is done is kept and nothing half-written is in use."];
};
/** Every code that Sealift can report; a closed list, part of the public contract. */
export type ErrorCode = keyof typeof ERRORS;
/** The address of the section about a code. */
export declare function docsOf(code: ErrorCode): string;
/**
 * What a run lacks. The remedy follows from it and from where the run takes place: a line of YAML in a workflow, a command
 * in a shell (`compose/remedies/`).
 */
export type Need = 
/** `path` is as an error shows it, since what the user gave for a path may be a secret. */
{
    readonly kind: 'file';
    readonly path: string;
}
/** A secret in an environment variable. */
 | {
    readonly kind: 'variable';
    readonly name: string;
}
/** The OIDC token of a GitHub job. */
 | {
    readonly kind: 'identity-token';
}
/** Any credentials of a cloud. */
 | {
    readonly kind: 'cloud-login';
    readonly cloud: Cloud;
}
/** `logins` are the registries for which there is one. */
 | ({
    readonly kind: 'registry-login';
    readonly logins: readonly string[];
} & Access) | ({
    readonly kind: 'registry-right';
    /** The kind of secret that was sent: one that GitHub gives to a job, one that GitHub gives to a person, or any other. */
    readonly secret: 'job token' | 'personal token' | 'other';
    /** Whether the login was good once and has ended. */
    readonly ended: boolean;
} & Access)
/** A repository, or the `project` that it is in, at a registry that makes none on a push. */
 | {
    readonly kind: 'repository';
    readonly repository: string;
    readonly lacks: 'repository' | 'project';
}
/** Several problems of one run, each with its own remedy. */
 | {
    readonly kind: 'several';
    readonly parts: readonly {
        readonly hint: string;
        readonly needs?: Need;
    }[];
};
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
export declare class SealiftError extends Error {
    readonly name = "SealiftError";
    readonly code: ErrorCode;
    readonly hint: string;
    constructor(code: ErrorCode, message: string, options?: {
        hint?: string;
        cause?: unknown;
        needs?: Need | undefined;
    });
    get exitCode(): number;
    /**
     * `{ code, message, hint, docs }`, the shape of an error in every output; `docs` leads to what can be done about the code. Until a
     * result leaves its run it also has what the hint is to be made of.
     */
    toJSON(): {
        code: ErrorCode;
        message: string;
        hint: string;
        docs: string;
        needs?: Need;
    };
}
/** Turns anything thrown into a SealiftError; what is not ours is a bug (`internal`) and keeps its cause. */
export declare function asSealiftError(thrown: unknown): SealiftError;
export {};
