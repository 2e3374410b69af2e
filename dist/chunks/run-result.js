// src/errors.ts
/**
* The one table of error codes: the exit code each one ends the program with, and the remedy shown when the place that
* throws knows no better one. `docs/errors.md` is generated from it; the codes are part of the public contract.
*
* Exit codes: 1 refused (a definite no), 2 usage or configuration, 3 not reachable or not answering, 4 denied,
* 70 a bug of ours, 130 and 143 for signals. 5 (some done and some not) belongs to a run, never to one error.
*/
const ERRORS = {
	artifact_not_found: [1, "Check the reference; `sealift list` shows what is in the repository."],
	artifact_unsigned: [1, "Sign it first with `sealift sign`, or promote with --allow-unsigned."],
	child_missing: [1, "The index names a manifest that is not in the repository; push the whole image again."],
	content_too_large: [1, "The content is over a limit that protects this program; it was not read."],
	descriptor_mismatch: [1, "The signature was made for other content; sign this digest."],
	digest_mismatch: [1, "What was received is not what was asked for. Do not use it; push it again from its origin."],
	manifest_invalid: [1, "The registry or layout holds a manifest that breaks the OCI image spec."],
	manifest_unsupported: [1, "Sealift reads OCI image manifests and indexes, and Docker schema 2."],
	no_applicable_statement: [1, "Add the repository to registryScopes of a statement, or name one with --scope."],
	policy_does_not_enforce: [1, "Use a statement of level strict or permissive, or say --skip-verification."],
	signature_count_exceeded: [1, "Remove old signatures, or raise --max-signatures."],
	signature_lost: [1, "The destination did not keep a signature; the tag was not moved. Run the command again."],
	self_check_failed: [1, "The key made a signature that does not verify; nothing was pushed. Check key and chain."],
	signature_exists: [1, "Use --if-signed skip or --if-signed add."],
	tag_moved: [1, "Somebody moved the tag since this run began; look at it, then use --move-tag always."],
	tag_immutable: [1, "The registry refuses to move this tag; use a new tag or change the rule."],
	verification_failed: [1, "See the reason of each signature; `sealift inspect` shows them whole."],
	unexpected_answer: [1, "What answered is not an OCI registry, or a proxy stands between."],
	registry_refused: [1, "The registry does not take this request; its own words are in the message."],
	layout_invalid: [1, "The folder is not an OCI image layout of version 1.0.0."],
	authenticity_failed: [1, "No certificate of the signature is in the trust stores that the statement names."],
	identity_mismatch: [1, "The signer is not among the trustedIdentities of the statement."],
	certificate_expired: [1, "A certificate of the signer has expired and no trusted timestamp covers it; sign again."],
	certificate_invalid: [1, "The signer's certificates break the Notary Project profile."],
	cose_unsupported: [1, "This version reads JWS signatures; sign with --signature-format jws."],
	envelope_invalid: [1, "The signature envelope is malformed."],
	metadata_missing: [1, "The signature does not hold the metadata that was asked for."],
	plugin_unsupported: [1, "The signature asks for a verification plugin; this version has none."],
	revocation_unknown: [1, "The revocation state of a certificate is not known."],
	signature_expired: [1, "The signature carries an expiry that has passed; sign again."],
	signature_invalid: [1, "The signature does not fit its content: one of them was changed."],
	signature_manifest_invalid: [1, "The signature manifest breaks the Notary Project signature specification."],
	signing_authority_unsupported: [1, "This version judges the scheme notary.x509."],
	timestamp_unsupported: [1, "The statement demands a timestamp (tsa store); this version cannot check one."],
	unknown_critical_attribute: [1, "The signature carries a critical attribute that this program does not know."],
	certificate_chain_invalid: [2, "Give the whole chain as PEM, leaf first; `openssl x509 -text` shows a certificate."],
	certificate_not_valid_now: [2, "Give a chain whose certificates are valid today."],
	config_invalid: [2, "Mend or remove the file."],
	destination_invalid: [2, "Write REGISTRY/REPOSITORY:TAG[,TAG…] or oci:DIR:TAG."],
	feature_unsupported: [2, "This version does not have it."],
	file_not_found: [2, "Check the path."],
	file_unreadable: [2, "Check the rights of the file."],
	key_certificate_mismatch: [2, "Give the chain that was issued for this key."],
	key_invalid: [2, "Give a PEM private key: PKCS#8, PKCS#1 or SEC1."],
	key_password_required: [2, "The key is encrypted; set SEALIFT_KEY_PASSWORD."],
	key_password_wrong: [2, "Check SEALIFT_KEY_PASSWORD."],
	key_unsupported: [2, "Notary allows RSA 2048, 3072 and 4096, and EC P-256, P-384 and P-521."],
	metadata_invalid: [2, "Write key=value; keys must not begin with io.cncf.notary."],
	node_too_old: [2, "Install Node 22.21 or later, 24 is best."],
	policy_invalid: [2, "Correct the trust policy; it is notation's trustpolicy.json."],
	reference_invalid: [2, "Write REGISTRY/REPOSITORY:TAG, …@sha256:… or oci:DIR:TAG."],
	reference_needs_tag: [2, "Add :TAG or @DIGEST to the reference."],
	trust_missing: [2, "Give --trust-policy and --trust-store, or --trusted-root with --trusted-identity."],
	trust_store_empty: [2, "Put the root certificate into the folder."],
	trust_store_invalid: [2, "The folder may hold certificate files only, no links and no folders."],
	trust_store_not_found: [2, "Create DIR/x509/TYPE/NAME with the root certificate, or correct the statement."],
	usage: [2, "See `sealift --help`."],
	connection_failed: [3, "Check the host name, the network and the proxy settings."],
	deadline_exceeded: [3, "Run it again, or give it more time with --deadline or --timeout."],
	disk_full: [3, "Free some space and run it again; nothing half-written is in use."],
	layout_locked: [3, "Another process writes to this layout; run it again when it has ended."],
	referrers_index_contended: [3, "Other jobs write the same referrers tag; run it again, or one job at a time."],
	registry_unavailable: [3, "The registry did not answer as it should; run it again."],
	tls_failed: [3, "Check the registry's certificate; name your own authority with --ca-file."],
	too_many_requests: [3, "The registry limits requests; wait and run it again, or lower --concurrency."],
	upload_unconfirmed: [3, "The registry took the upload but does not show it; run it again."],
	credentials_missing: [4, "Log in first, for example with `docker login`."],
	denied: [4, "Check that the credentials have the right to do this."],
	internal: [70, "This is a bug of Sealift; please report it with the output of --debug."],
	interrupted: [130, "Run it again; what is done is kept and nothing half-written is in use."],
	terminated: [143, "Run it again; what is done is kept and nothing half-written is in use."]
};
/**
* The only error class that leaves this package. `message` says what happened and where, `hint` the remedy, `code` is
* stable, `exitCode` follows from the code. Neither message nor hint ever holds a credential.
*/
var SealiftError = class extends Error {
	name = "SealiftError";
	code;
	hint;
	constructor(code, message, options = {}) {
		super(message, options.cause === void 0 ? void 0 : { cause: options.cause });
		this.code = code;
		this.hint = options.hint ?? ERRORS[code][1];
	}
	get exitCode() {
		return ERRORS[this.code][0];
	}
	/** `{ code, message, hint }`, the shape of an error in every output. */
	toJSON() {
		return {
			code: this.code,
			message: this.message,
			hint: this.hint
		};
	}
};
/** Turns anything thrown into a SealiftError; what is not ours is a bug (`internal`) and keeps its cause. */
function asSealiftError(thrown) {
	if (thrown instanceof SealiftError) return thrown;
	const message = thrown instanceof Error ? thrown.message : String(thrown);
	return new SealiftError("internal", message, { cause: thrown });
}

// src/compose/runners.ts
const RUNNERS = {
	sign: async () => (await import("./run-sign.js")).runSign,
	verify: async () => (await import("./run-verify.js")).runVerify,
	promote: async () => (await import("./run-promote.js")).runPromote,
	list: async () => (await import("./run-list.js")).runList,
	inspect: async () => (await import("./run-inspect.js")).runInspect
};
/** Each command is loaded when it is asked for, so that help and usage errors are quick. */
async function loadRunner(command) {
	const run = await RUNNERS[command]();
	return (options, signal) => run(options, signal);
}

// src/encoding/printable.ts
/**
* Control characters, line separators and everything that changes the direction of text: what could forge a line, a
* workflow command (GitHub's runner finds `##[` anywhere in a line) or the order in which a name is read.
*/
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]|(?<=#)#(?=\[)/gu;
/** Text from outside, safe on a terminal and in a log: one line, at most `max` characters, the unsafe ones escaped. */
function printable(text, max = 200) {
	return (text.length > max ? `${text.slice(0, max)}…` : text).replace(UNSAFE, (character) => `\\u{${character.codePointAt(0).toString(16)}}`);
}

// src/options/option.ts
function camelCase(name) {
	return name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
}

// src/options/table.ts
const ALL = [
	"sign",
	"verify",
	"promote",
	"list",
	"inspect",
	"demo"
];
const WITH_IMAGES = [
	"sign",
	"verify",
	"promote",
	"list",
	"inspect"
];
const JUDGING = ["verify", "promote"];
/** Every option there is. Nothing elsewhere names a flag, an input or a default again. */
const OPTIONS = [
	{
		name: "key",
		commands: ["sign"],
		type: "string",
		value: "KEY",
		required: true,
		inline: true,
		secret: true,
		help: "private key: a PEM file, or env://NAME for the same PEM in an environment variable; an encrypted one needs SEALIFT_KEY_PASSWORD"
	},
	{
		name: "certificate-chain",
		commands: ["sign"],
		type: "string",
		value: "FILE",
		required: true,
		inline: true,
		help: "certificates of the key as PEM, leaf first"
	},
	{
		name: "trust-policy",
		commands: JUDGING,
		type: "string",
		value: "FILE",
		inline: true,
		help: "notation's trustpolicy.json; without it notation's own folder is used, except in CI and actions"
	},
	{
		name: "trust-store",
		commands: JUDGING,
		type: "string",
		value: "DIR",
		help: "folder that holds x509/ca/NAME with the root certificates"
	},
	{
		name: "trusted-root",
		commands: JUDGING,
		type: "string",
		value: "FILE",
		inline: true,
		help: "root certificates as PEM; with --trusted-identity one strict statement for this run, instead of a policy"
	},
	{
		name: "trusted-identity",
		commands: JUDGING,
		type: "list",
		value: "IDENTITY",
		help: "who may have signed, as in a policy: 'x509.subject: C=US, ST=WA, O=acme', or '*' for anybody under the root"
	},
	{
		name: "trusted-tsa-root",
		commands: JUDGING,
		type: "string",
		value: "FILE",
		inline: true,
		help: "root certificates of a timestamp authority; this version cannot check timestamps and fails where one is needed"
	},
	{
		name: "scope",
		commands: JUDGING,
		type: "string",
		value: "REPOSITORY",
		help: "judge under the policy's statement for this repository (needed for oci: sources without a global statement)"
	},
	{
		name: "signature-format",
		commands: ["sign"],
		type: "enum",
		choices: ["jws", "cose"],
		default: "jws",
		help: "envelope format; cose is not in this version"
	},
	{
		name: "expiry",
		commands: ["sign"],
		type: "duration",
		value: "DURATION",
		help: "the signature stops to be valid after this time, such as 30d or 24h; without it only the certificates end it"
	},
	{
		name: "user-metadata",
		short: "m",
		commands: ["sign", "verify"],
		type: "pairs",
		value: "KEY=VALUE",
		help: "sign: signed along with the image; verify: must be present in the signature"
	},
	{
		name: "recursive",
		short: "r",
		commands: ["sign", "verify"],
		type: "boolean",
		help: "an index and every image in it; when verifying, each must pass for itself"
	},
	{
		name: "if-signed",
		commands: ["sign"],
		type: "enum",
		choices: [
			"skip",
			"add",
			"fail"
		],
		default: "skip",
		help: "what to do when a signature by the same certificate is already there and still good"
	},
	{
		name: "max-signatures",
		commands: ["verify"],
		type: "integer",
		value: "N",
		default: "100",
		help: "give up after this many signatures of one image"
	},
	{
		name: "include",
		commands: ["promote"],
		type: "enum",
		choices: [
			"all",
			"signatures",
			"verified"
		],
		default: "all",
		help: "what to carry of what is attached: everything, signatures only, or only signatures that passed"
	},
	{
		name: "allow-unsigned",
		commands: ["promote"],
		type: "boolean",
		help: "accept an image without any signature; if there are signatures, one must pass"
	},
	{
		name: "skip-verification",
		commands: ["promote"],
		type: "boolean",
		help: "copy without judging; every output says unverified"
	},
	{
		name: "move-tag",
		commands: ["promote"],
		type: "enum",
		choices: [
			"if-unchanged",
			"always",
			"never"
		],
		default: "if-unchanged",
		help: "whether a tag that exists at the destination may move; if-unchanged refuses when somebody moved it during the run"
	},
	{
		name: "dry-run",
		commands: ["promote"],
		type: "boolean",
		help: "judge and compare, say what would be written, write nothing"
	},
	{
		name: "single-writer",
		commands: ["sign", "promote"],
		type: "boolean",
		help: "nobody else writes signatures to this repository now: skip the waits that protect the referrers tag"
	},
	{
		name: "images-file",
		commands: ["sign", "verify"],
		type: "string",
		value: "FILE",
		action: false,
		help: "more images, one per line, # comments"
	},
	{
		name: "registry-config",
		commands: WITH_IMAGES,
		type: "string",
		value: "FILE",
		inline: true,
		secret: true,
		help: "credentials in the format of docker's config.json; without it those of docker login and podman login"
	},
	{
		name: "from-registry-config",
		commands: ["promote"],
		type: "string",
		value: "FILE",
		inline: true,
		secret: true,
		help: "credentials for the source alone"
	},
	{
		name: "to-registry-config",
		commands: ["promote"],
		type: "string",
		value: "FILE",
		inline: true,
		secret: true,
		help: "credentials for the destination alone"
	},
	{
		name: "ca-file",
		commands: WITH_IMAGES,
		type: "string",
		value: "FILE",
		inline: true,
		help: "trust these authorities for TLS, in addition to the well-known ones"
	},
	{
		name: "http-host",
		commands: WITH_IMAGES,
		type: "list",
		value: "HOST[:PORT]",
		help: "use plain HTTP for this registry; loopback addresses use it anyway"
	},
	{
		name: "https-host",
		commands: WITH_IMAGES,
		type: "list",
		value: "HOST[:PORT]",
		help: "use HTTPS for this registry although it is a loopback address"
	},
	{
		name: "concurrency",
		commands: WITH_IMAGES,
		type: "integer",
		value: "N",
		default: "16",
		help: "requests in flight to one host"
	},
	{
		name: "timeout",
		commands: WITH_IMAGES,
		type: "duration",
		value: "DURATION",
		help: "give up a request that makes no progress for this long; without it 10s to connect, 30s for headers and for an idle body"
	},
	{
		name: "deadline",
		commands: WITH_IMAGES,
		type: "duration",
		value: "DURATION",
		help: "give up the whole run after this time"
	},
	{
		name: "output",
		commands: ALL,
		type: "enum",
		choices: ["text", "json"],
		default: "text",
		action: false,
		help: "text for people, or one JSON object on stdout, also on failure"
	},
	{
		name: "verbose",
		commands: ALL,
		type: "boolean",
		action: false,
		help: "show every check of every signature, and each step"
	},
	{
		name: "debug",
		commands: ALL,
		type: "boolean",
		action: false,
		help: "show each request on stderr, without secrets"
	}
];
/** Those of every command: they may also stand before the command's name. */
const isGlobal = (option) => WITH_IMAGES.every((name) => option.commands.includes(name));
function optionsOf(command) {
	return OPTIONS.filter((option) => option.commands.includes(command));
}

// src/compose/run-result.ts
/** Whether anything of this image came to its end although the image as a whole did not. */
function isPartly(image) {
	return image.status === "failed" && image.destinations.some(({ status }) => status !== "failed");
}
/** `done` when all is, `partial` when some images or destinations are, else `failed`. A run without images is no success. */
function statusOf(images, error) {
	const done = images.filter(({ status }) => status !== "failed").length;
	if (error === null && images.length > 0 && done === images.length) return "done";
	return done > 0 && done < images.length || images.some(isPartly) ? "partial" : "failed";
}
/** Puts the one object of a run together. */
function runResult(command, images, warnings, error) {
	return {
		version: 1,
		command,
		status: statusOf(images, error),
		error,
		warnings,
		images
	};
}
/** The result of a run that ended before its first image. */
function failedRun(command, error) {
	return runResult(command, [], [], error);
}
/** An image that failed before any use case could look at it. */
function failedImage(reference, error) {
	return {
		reference,
		digest: null,
		mediaType: null,
		size: null,
		status: "failed",
		policy: null,
		platforms: [],
		signatures: [],
		attachments: [],
		destinations: [],
		error
	};
}

export { isGlobal as a, printable as c, SealiftError as d, asSealiftError as f, OPTIONS as i, loadRunner as l, failedRun as n, optionsOf as o, runResult as r, camelCase as s, failedImage as t, ERRORS as u };