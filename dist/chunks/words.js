const { setTimeout: setTimeout$1 } = globalThis.process.getBuiltinModule("node:timers/promises");
const { fstatSync, writeSync } = globalThis.process.getBuiltinModule("node:fs");
const { Writable } = globalThis.process.getBuiltinModule("node:stream");

// src/errors.ts
/**
* The one table of error codes: the exit code each one ends the program with, and the remedy shown when the place that
* throws knows no better one. `docs/errors.md` is generated from it; the codes are part of the public contract.
*
* Exit codes: 1 refused (a definite no), 2 usage or configuration, 3 not reachable or not answering, 4 denied,
* 70 a bug of ours, 130 and 143 for signals. 5 (some done and some not) belongs to a run, never to one error.
*/
const ERRORS = {
	artifact_not_found: [1, "Check registry, repository and tag or digest; a private repository may also say this to a login without rights."],
	artifact_unsigned: [1, "Sign it first with `sealift sign`, or promote with --allow-unsigned."],
	attachment_conflict: [1, "Nothing was written there. Find out which of the two is right, and delete the tag at the destination, or leave this type behind with --include signatures or --artifact-type."],
	child_missing: [1, "The index names a manifest that is not in the repository; push the whole image again."],
	content_too_large: [1, "The content is over a limit that protects this program; it was not read."],
	descriptor_mismatch: [1, "The signature was made for other content; sign this digest."],
	digest_mismatch: [1, "What was received is not what was asked for. Do not use it; push it again from its origin."],
	manifest_invalid: [1, "The registry or layout holds a manifest that breaks the OCI image spec."],
	manifest_unsupported: [1, "Sealift reads OCI image manifests and indexes, and Docker schema 2."],
	no_applicable_statement: [1, "Add the repository to registryScopes of a statement, or name one with --scope."],
	parity_missing: [1, "Put what is missing there: `sealift compare` with --repair and the flags that say whose signatures count, or `sealift promote`."],
	plan_outdated: [1, "What was planned is not what is there now: make the plan again with `sealift plan FILE --out PLAN.json`, and have that one approved."],
	platform_missing: [1, "Name platforms that the image has; `sealift list` shows those of an index."],
	policy_does_not_enforce: [1, "Use a statement of level strict or permissive for this repository."],
	requirement_not_met: [1, "Have it signed by whoever is missing, each with a key of their own; `sealift inspect` shows who has signed."],
	signature_count_exceeded: [1, "Raise --max-signatures; `sealift list` shows what is attached."],
	signature_lost: [1, "The destination did not keep a signature; the tag was not moved. Run the command again."],
	signature_repository_refused: [1, "This registry takes signatures only of images that it has: push the image there as well, or name a repository of another registry."],
	self_check_failed: [1, "The key made a signature that does not verify; nothing was pushed. Check key and chain."],
	referrers_tag_taken: [1, "Nothing was overwritten. Use another repository, to which `sealift promote` takes an image also by digest, or a registry with the Referrers API; tag images in another form than sha256-HEX."],
	record_missing: [1, "Promote the image to this tag again, with --record: that puts the record, and nothing else where the image is there."],
	record_refused: [1, "Find out who moved the tag or its record. Where this image is meant, promote it to this tag again, with --record; where it is not, the digest that the newest record names is the one that was promoted last."],
	record_tag_taken: [1, "Nothing was overwritten. Look at what holds this tag and whose it is; delete it, or promote to another tag or repository."],
	repository_missing: [1, "Check the name; if it is right, create the repository, or its project: this registry makes none on a push."],
	sparse_index_refused: [1, "This registry takes an index only when all that it names is there: promote all platforms (without --platform), allow such indexes there (docs/registries.md), or use another registry. No tag was moved."],
	signature_expiring: [1, "Sign these images again with a certificate that lasts longer (docs/rotate-and-revoke.md), and promote them again to where copies are."],
	signature_exists: [1, "Use --if-signed skip or --if-signed add."],
	tag_exists: [1, "Promote to another tag, or let this one move: --existing-tag TAG=move, behind the other rules."],
	tag_moved: [1, "Somebody moved the tag since this run began; look at it, then use --move-tag always."],
	tag_immutable: [1, "The registry refuses to move this tag; use a new tag or change the rule."],
	verification_failed: [1, "See the reason of each signature; `sealift inspect` shows them whole."],
	unexpected_answer: [1, "What answered is not an OCI registry, or a proxy stands between."],
	registry_refused: [1, "The registry does not take this request; its own words are in the message."],
	layout_invalid: [1, "This is not an OCI image layout of version 1.0.0."],
	archive_invalid: [1, "The file is not a whole, plain tar of an OCI image layout; write it again, or send it again."],
	key_not_found: [1, "Check the name of the key, its region and its version."],
	address_refused: [1, "A certificate, or a redirect, names an address to which nobody outside may send this program; check whose it is."],
	key_unusable: [1, "Enable the key, or use one that was made for signing."],
	plugin_failed: [1, "The words are the plugin's own; its documentation explains them."],
	authenticity_failed: [1, "If this signer is to be trusted, put its root certificate into a trust store that the statement names, or give it with --trusted-root."],
	identity_mismatch: [1, "Have it signed by a trusted identity; or, if this signer is to be trusted, name it in the trustedIdentities of the statement, or with --trusted-identity."],
	certificate_expired: [1, "A certificate of the signer is not valid now, and no trusted timestamp covers the signature; sign again, best with --timestamp-url, and verify with a tsa store."],
	certificate_invalid: [1, "The signer's certificates break the Notary Project profile."],
	certificate_revoked: [1, "What signed was taken back: a certificate by its issuer, or a signature or profile by AWS Signer. Find out why, and have the image signed again by another one."],
	certificate_distrusted: [1, "A certificate of the signer is named with --distrust. Have the image signed by another key."],
	envelope_invalid: [1, "The signature envelope is malformed."],
	metadata_missing: [1, "The signature does not hold the metadata that was asked for."],
	plugin_refused: [1, "The words are the verification plugin's own, and its documentation explains them; its check stands in the place of the one for revocation, so the level of the statement applies to it."],
	plugin_unsupported: [1, "The signature demands a verification plugin, and `verifyEnvelope` runs none: judge it with `verify`, which runs installed ones."],
	revocation_unknown: [1, "The message says who was asked, and why there is no answer that counts: make it reachable, have it mended, or, unless a verification plugin judges it, give a CRL with --crl FILE. A statement of the level permissive, or with \"override\": {\"revocation\": \"log\"}, passes it with a warning."],
	signature_expired: [1, "The signature carries an expiry that has passed; sign again."],
	signature_invalid: [1, "The signature does not fit its content: one of them was changed."],
	signature_unsupported: [1, "Sign the image itself anew with `sealift sign`; `sealift inspect` shows what the old signature says."],
	signature_manifest_invalid: [1, "The signature manifest breaks the Notary Project signature specification."],
	timestamp_invalid: [1, "The timestamp does not hold for this signature; sign again, with --timestamp-url of an authority that keeps RFC 3161."],
	timestamp_missing: [1, "The statement demands a timestamp (tsa store). Sign again with --timestamp-url, or set \"verifyTimestamp\": \"afterCertExpiry\" in the statement."],
	timestamp_refused: [1, "The words are the timestamp authority's own; check --timestamp-url, or name another one."],
	timestamp_revocation_unknown: [1, "Make the OCSP responder or the CRL of the timestamp authority reachable, or give its CRL with --crl FILE."],
	timestamp_untrusted: [1, "If this authority is to be trusted, put its root into a tsa trust store that the statement names, or give it with --trusted-tsa-root."],
	unknown_critical_attribute: [1, "The signature carries a critical attribute that this program does not know."],
	ca_certificate_invalid: [2, "Give the certificate of a CA that may sign certificates, with the chain up to its root, as PEM."],
	certificate_chain_invalid: [2, "Give the whole chain as PEM: the certificate of the key and those above it; `openssl x509 -text` shows one."],
	certificate_not_valid_now: [2, "Give a chain whose certificates are valid today."],
	config_invalid: [2, "Mend or remove the file."],
	credential_helper_missing: [2, "Install the helper for this system, or remove it from credHelpers or credsStore and log in again."],
	crl_invalid: [2, "Give a CRL as DER or PEM; `openssl crl -text` shows one."],
	csr_invalid: [2, "Give a PKCS#10 request as PEM or DER; `sealift certificate request` makes one."],
	destination_conflict: [2, "Nothing was written. Give each source, and each image, a destination of its own; the message names both entries."],
	destination_invalid: [2, "Write REGISTRY/REPOSITORY:TAG[,TAG…], REGISTRY/REPOSITORY@DIGEST or oci:DIR:TAG."],
	feature_unsupported: [2, "This version does not have it."],
	file_exists: [2, "Name another file, or move this one away; nothing is overwritten."],
	file_not_found: [2, "Check the path."],
	file_unreadable: [2, "Check the rights of the file."],
	key_certificate_mismatch: [2, "Give the chain that was issued for this key."],
	key_exists: [2, "Use it with --key, or name another key; nothing was changed: an existing key is never touched."],
	key_invalid: [2, "Give a PEM private key: PKCS#8, PKCS#1 or SEC1."],
	key_password_required: [2, "The key is encrypted; set SEALIFT_KEY_PASSWORD."],
	key_password_wrong: [2, "Check SEALIFT_KEY_PASSWORD."],
	key_unsupported: [2, "Notary allows RSA 2048, 3072 and 4096, and EC P-256, P-384 and P-521."],
	metadata_invalid: [2, "Write key=value; keys must not begin with io.cncf.notary."],
	node_too_old: [2, "Install Node 24.5 or later, or Node 22 from 22.21 on."],
	plan_invalid: [2, "Make the plan again with `sealift plan FILE --out PLAN.json`."],
	plugin_incompatible: [2, "Install a version of the plugin that has contract 1.0, and can do what is asked of it."],
	plugin_not_found: [2, "Install it with `notation plugin install`, or set NOTATION_LIBEXEC to its place."],
	plugin_unsafe: [2, "Install the plugin anew, for this system, as a regular file that only its owner may change."],
	policy_invalid: [2, "Correct the trust policy; it is notation's trustpolicy.json."],
	promotions_invalid: [2, "Correct the promotions file; docs/promotions.md shows each member, and an editor with the schema the places."],
	reference_invalid: [2, "Write REGISTRY/REPOSITORY:TAG, …@sha256:… or oci:DIR:TAG."],
	reference_needs_tag: [2, "Add :TAG or @DIGEST to the reference."],
	selection_empty: [2, "Correct the rules of the entry: patterns are searched, and prereleases are selected only where the range names one ('>=2.0.0-0'). Where there may be nothing yet, write allow-empty: true."],
	trust_missing: [2, "Give --trust-policy and --trust-store, or --trusted-root with --trusted-identity; `sealift policy init` writes policy and store."],
	trust_store_empty: [2, "Put the root certificate into the folder."],
	trust_store_invalid: [2, "The folder may hold certificate files only, no links and no folders."],
	trust_store_not_found: [2, "Create DIR/x509/TYPE/NAME with the root certificate, or correct the statement."],
	unsafe_event: [2, "Sign and promote in a workflow that runs on push, a tag, release, schedule or workflow_dispatch; for a pull request use the verify action, or a workflow on pull_request."],
	usage: [2, "See `sealift --help`."],
	results_invalid: [2, "Give a folder of the results of one promotion alone, as `sealift promote --file … --output json` prints them."],
	connection_failed: [3, "Check the host name, the network and the proxy settings."],
	deadline_exceeded: [3, "Run it again, or give it more time with --deadline or --timeout."],
	disk_full: [3, "Free some space and run it again; nothing half-written is in use."],
	key_service_unavailable: [3, "The key service did not answer as it should; run it again."],
	layout_locked: [3, "Another process writes to this layout; run it again when it has ended."],
	referrers_index_contended: [3, "Other jobs write the same referrers tag; run it again, or one job at a time."],
	registry_unavailable: [3, "The registry did not answer as it should; run it again."],
	timestamp_authority_unavailable: [3, "The timestamp authority did not answer as it should; run it again."],
	tls_failed: [3, "Check the registry's certificate; name your own authority with --ca-file."],
	results_incomplete: [3, "What the missing shards did is not known: run them again, and merge the results then."],
	too_many_requests: [3, "The registry limits requests; wait and run it again, or lower --concurrency."],
	upload_unconfirmed: [3, "The registry took the upload but does not show it; run it again."],
	credential_helper_failed: [4, "Run docker-credential-NAME get by hand; log in again if that fails too."],
	credentials_missing: [4, "Log in first, for example with `docker login`."],
	denied: [4, "Check that the credentials have the right to do this."],
	proxy_refused: [4, "Check HTTPS_PROXY or HTTP_PROXY and its user; NO_PROXY names hosts to reach without it."],
	internal: [70, "This is a bug of Sealift; please report it with the output of --debug, or of a job with debug logging."],
	interrupted: [130, "Run it again; what is done is kept and nothing half-written is in use."],
	terminated: [143, "Run it again; what is done is kept and nothing half-written is in use."]
};
/** The page that has a section for each code. */
const BLOCKED = "https://github.com/sealift/sealift/blob/main/docs/blocked.md";
/** The address of the section about a code. */
function docsOf(code) {
	return `${BLOCKED}#${code}`;
}
/**
* The only error class that leaves this package. `message` says what happened and where, `hint` the remedy, `code` is
* stable, `exitCode` follows from the code. Neither message nor hint ever holds a credential.
*/
var SealiftError = class extends Error {
	name = "SealiftError";
	code;
	hint;
	/** @internal */
	needs;
	constructor(code, message, options = {}) {
		super(message, options.cause === void 0 ? void 0 : { cause: options.cause });
		this.code = code;
		this.hint = options.hint ?? ERRORS[code][1];
		if (options.needs !== void 0) this.needs = options.needs;
	}
	get exitCode() {
		return ERRORS[this.code][0];
	}
	/**
	* `{ code, message, hint, docs }`, the shape of an error in every output; `docs` leads to what can be done about the code. Until a
	* result leaves its run it also has what the hint is to be made of.
	*/
	toJSON() {
		const { code, message, hint, needs } = this;
		return {
			code,
			message,
			hint,
			docs: docsOf(code),
			...needs === void 0 ? {} : { needs }
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
	plan: async () => (await import("./plan-or-merge.js")).planOrMerge,
	list: async () => (await import("./run-list.js")).runList,
	inspect: async () => (await import("./run-inspect.js")).runInspect,
	compare: async () => (await import("./run-compare.js")).runCompare,
	"certificate self-signed": async () => (await import("./certificate.js").then((n) => n.t)).runSelfSigned,
	"certificate request": async () => (await import("./certificate.js").then((n) => n.n)).runRequest,
	"certificate issue": async () => (await import("./certificate.js").then((n) => n.r)).runIssue,
	"certificate check": async () => (await import("./certificate.js").then((n) => n.i)).runCheck,
	"policy init": async () => (await import("./policy.js").then((n) => n.t)).runInit,
	"policy check": async () => (await import("./policy.js").then((n) => n.r)).runPolicyCheck
};
/** Each command is loaded when it is asked for, so that help and usage errors are quick. */
function loadRunner(command) {
	return RUNNERS[command]();
}

// src/io/clock.ts
/** The real time, in the shape that use cases and clients are given. */
const systemClock = {
	now: () => /* @__PURE__ */ new Date(),
	/** Rejects with the signal's reason when it aborts. */
	async sleep(milliseconds, signal) {
		try {
			await setTimeout$1(milliseconds, void 0, { signal });
		} catch (error) {
			signal.throwIfAborted();
			throw error;
		}
	}
};

// src/encoding/printable.ts
/**
* Control characters, line separators and everything that changes the direction of text: what could forge a line, a
* workflow command (GitHub's runner finds `##[` anywhere in a line) or the order in which a name is read.
*/
const UNSAFE$1 = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]|(?<=#)#(?=\[)/gu;
/** Text from outside, safe on a terminal and in a log: one line, at most `max` characters, the unsafe ones escaped. */
function printable(text, max = 200) {
	return (text.length > max ? `${text.slice(0, max)}…` : text).replace(UNSAFE$1, (character) => `\\u{${character.codePointAt(0).toString(16)}}`);
}

// src/encoding/quotable.ts
const HIDDEN = "…";
/** Longer texts are cut to this length before they are searched. */
const LOOKED_AT = 4096;
/** Runs of characters of base64 and base64url. `/`, `-` and `_` belong to these alphabets and stand in paths as well. */
const RUN = /[A-Za-z0-9+/=_-]{16,}/g;
const SEGMENT = /[A-Za-z0-9+=]{16,}/g;
/** Digests and UUIDs, which are no secrets. */
const HEX = /^[0-9a-f-]*$/;
/**
* The least share of characters whose class differs from that of the one before, for a random text. In base64 six of ten
* differ, at the beginning of a DER key three to four, in names of several words two. No single word is as long as half a
* line of PEM.
*/
const CHANGES = {
	letters: .45,
	short: .35,
	long: .2
};
const LONG = 32;
const CLASSES = [
	/[a-z]/,
	/[A-Z]/,
	/\d/
];
function isRandom(text) {
	const [lower, upper, digit] = CLASSES.map((one) => one.test(text));
	if (HEX.test(text) || !lower || !upper) return false;
	const classes = [...text].map((character) => CLASSES.findIndex((one) => one.test(character)));
	const changes = classes.filter((one, i) => i > 0 && one !== classes[i - 1]).length;
	const mixed = text.length < LONG ? "short" : "long";
	return changes / (classes.length - 1) > CHANGES[digit ? mixed : "letters"];
}
/** Parts of a text that look like a key or a token: of the alphabet of base64, and no words. */
function randomParts(text) {
	return (text.match(RUN) ?? []).flatMap((run) => {
		const segments = (run.match(SEGMENT) ?? []).filter(isRandom);
		return segments.join("").length * 5 >= run.length * 2 ? [run] : segments;
	});
}
/** Hides `USER:PASSWORD@`, which goes up to the last `@`. A path with an `@` has no colon before it. */
function withoutLogin$1(text) {
	const [, scheme = "", rest = ""] = /^([a-z][a-z0-9+.-]*:\/\/|)(.*)$/is.exec(text) ?? [];
	const end = rest.lastIndexOf("@");
	return end > 0 && (scheme !== "" || rest.slice(0, end).includes(":")) ? `${scheme}${HIDDEN}${rest.slice(end)}` : text;
}
/**
* Makes a name or path that the user gave fit for an error: safe to print, and without what may be a secret in the wrong
* place, such as the login of a URL, a key, a JSON document or whatever looks like base64.
*/
function quotable(text, max = 300) {
	if (text.includes("-----BEGIN") || /^\s*\{/.test(text)) return "(not shown)";
	const named = withoutLogin$1(text.slice(0, LOOKED_AT));
	const shown = randomParts(named).reduce((left, part) => left.replaceAll(part, HIDDEN), named);
	return printable(shown, max);
}

// src/oci/split-reference.ts
/** A folder may have an @ and a tag in its name; only what is meant as a digest is one. */
const DIGEST_LIKE = /^(?:sha\d+:|[a-z0-9+._-]+:[0-9a-f]{32,}$)/i;
/** What ends a login in front of a host, as a URL would have it, also where it is encoded. */
const LOGIN_END = /@|%40/gi;
const LAYOUT = /^(oci|oci-archive):(?!\/\/)(.*)$/s;
function splitReference(text) {
	const at = text.lastIndexOf("@");
	const hasDigest = at >= 0 && DIGEST_LIKE.test(text.slice(at + 1));
	const rest = hasDigest ? text.slice(0, at) : text;
	const digest = hasDigest ? text.slice(at + 1) : void 0;
	const layout = LAYOUT.exec(rest);
	const bare = layout ? layout[2] : rest.replace(/^docker:\/\//, "");
	const colon = bare.lastIndexOf(":");
	const hasTag = colon >= 0 && !/[/\\]/.test(bare.slice(colon));
	return {
		layout: layout?.[1],
		name: hasTag ? bare.slice(0, colon) : bare,
		tag: hasTag ? bare.slice(colon + 1) : void 0,
		digest
	};
}
/** `:TAG@DIGEST`, as far as they are there. */
function suffixOf({ tag, digest }) {
	return `${tag === void 0 ? "" : `:${tag}`}${digest === void 0 ? "" : `@${digest}`}`;
}
/**
* A text that is no reference, as it may be shown: what stands before an @ may be a login, however it is written, unless
* a digest follows.
*/
function withoutLogin(text) {
	const { layout, digest } = splitReference(text);
	const end = digest === void 0 ? text.length : text.length - digest.length - 1;
	const at = [...text.slice(0, end).matchAll(LOGIN_END)].at(-1);
	if (layout !== void 0 || at === void 0) return text;
	return `${/^[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0] ?? ""}…@${text.slice(at.index + at[0].length)}`;
}

// src/options/numbered.ts
/** `1-3, 7` */
function rangesOf(numbers) {
	const ranges = [];
	for (const number of numbers) {
		const last = ranges.at(-1);
		if (last && last[1] + 1 === number) last[1] = number;
		else ranges.push([number, number]);
	}
	return ranges.map(([from, to]) => from === to ? `${from}` : from + 1 === to ? `${from}, ${to}` : `${from}-${to}`).join(", ");
}
/**
* The texts of several problems in one, each behind the number of its problem: `(1) a (2) b`. What several of them have in common stands
* once, behind all of their numbers, and what all have, without one.
*/
function numbered(texts) {
	const numbers = Map.groupBy(texts.keys(), (at) => texts[at]);
	if (numbers.size === 1) return texts[0];
	return [...numbers].map(([text, same]) => `(${rangesOf(same.map((at) => at + 1))}) ${text}`).join(" ");
}

// src/options/problems.ts
/** The most problems that one error lists, unless its caller says otherwise. */
const SHOWN$1 = 8;
function isComplete(read) {
	return Object.values(read).every((value) => value !== void 0);
}
/**
* Collects problems before anything is contacted, so that a user sees all of them at once. One problem keeps its own
* error; several become one error with the code of the first.
*/
var Problems = class {
	#found = [];
	get any() {
		return this.#found.length > 0;
	}
	add(code, message, hint) {
		this.#found.push(new SealiftError(code, message, hint === void 0 ? {} : { hint }));
	}
	/** Notes what was found wrong in a part, as `told` says it. */
	take(part, told) {
		this.#found.push(...part.#found.map(told));
	}
	/** Runs `step`; a usage or configuration error of it is noted and `undefined` returned, anything else is thrown. */
	async try(step) {
		try {
			return await step();
		} catch (thrown) {
			if (!(thrown instanceof SealiftError) || thrown.exitCode !== 2) throw thrown;
			this.#found.push(thrown);
			return;
		}
	}
	/** Returns `read`, in which a member is `undefined` only where a problem was noted. @throws the problems so far. */
	all(read) {
		this.throwIfAny();
		if (!isComplete(read)) throw new SealiftError("internal", "an option is missing and no problem was noted");
		return read;
	}
	throwIfAny(most = SHOWN$1) {
		const [first, ...rest] = this.#found;
		if (!first) return;
		if (rest.length === 0) throw first;
		const shown = this.#found.slice(0, most);
		const more = this.#found.length - shown.length;
		const message = `${numbered(shown.map(({ message: text }) => text))}${more > 0 ? ` and ${more} more` : ""}`;
		throw new SealiftError(first.code, message, {
			hint: numbered(shown.map(({ hint }) => hint)),
			needs: {
				kind: "several",
				parts: shown
			},
			cause: first
		});
	}
};

// src/options/duration.ts
const MILLISECONDS = /* @__PURE__ */ new Map([
	["ms", 1],
	["s", 1e3],
	["m", 6e4],
	["h", 36e5],
	["d", 864e5],
	["w", 6048e5]
]);
/** The longest duration in milliseconds: a hundred years. */
const LONGEST = 315576e7;
/**
* `30d`, `24h`, `10m`, `90s`, `1h30m` in milliseconds; `undefined` when it is not a duration, is zero or over a hundred
* years. A number without a unit is not a duration: some tools read it as seconds, others as minutes.
*/
function parseDuration(text) {
	if (!/^(?:\d{1,9}(?:ms|[smhdw]))+$/.test(text)) return void 0;
	let total = 0;
	for (const [, count, unit] of text.matchAll(/(\d+)(ms|[smhdw])/g)) total += Number(count) * (MILLISECONDS.get(unit) ?? NaN);
	return total > 0 && total <= LONGEST ? total : void 0;
}

// src/options/option.ts
function isRequired({ required }, command) {
	return required === true || (required?.includes(command) ?? false);
}
function helpFor({ help, helpOf }, command) {
	return (command === void 0 ? void 0 : helpOf?.[command]) ?? help;
}
/** The type of the option for one command. */
function typeFor({ type, listOf }, command) {
	return command !== void 0 && listOf?.includes(command) ? "list" : type;
}
function camelCase(name) {
	return name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
}

// src/options/suggest.ts
const cell = (row, column) => row[column] ?? Number.POSITIVE_INFINITY;
/** Edits (insert, delete, replace, swap of neighbours) between two short words. */
function distance(a, b) {
	let before = [];
	let row = Array.from({ length: b.length + 1 }, (_, column) => column);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const same = a[i - 1] === b[j - 1] ? 0 : 1;
			next[j] = Math.min(cell(row, j) + 1, cell(next, j - 1) + 1, cell(row, j - 1) + same);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(cell(next, j), cell(before, j - 2) + 1);
		}
		before = row;
		row = next;
	}
	return cell(row, b.length);
}
/** The word that was probably meant, or `undefined` when none is near (a third of its letters at most differ). */
function suggest(word, among) {
	if (word.length > 60) return void 0;
	const [best] = among.map((candidate) => ({
		candidate,
		edits: distance(word.toLowerCase(), candidate.toLowerCase())
	})).filter(({ candidate, edits }) => edits <= Math.max(1, Math.floor(candidate.length / 3))).toSorted((a, b) => a.edits - b.edits);
	return best?.candidate;
}

// src/options/command-sets.ts
/** The commands that options are of, several at a time. */
const ALL = [
	"sign",
	"verify",
	"promote",
	"plan",
	"list",
	"inspect",
	"compare",
	"certificate self-signed",
	"certificate request",
	"certificate issue",
	"certificate check",
	"policy init",
	"policy check",
	"demo"
];
const WITH_IMAGES = [
	"sign",
	"verify",
	"promote",
	"plan",
	"list",
	"inspect",
	"compare"
];
/** Those that make signatures, `promote` with `--sign`. */
const SIGNERS = ["sign", "promote"];
const JUDGING = [
	"verify",
	"promote",
	"compare"
];
/** Those that judge signatures, `plan` by the words of the command line for entries that have none of their own. */
const TRUSTING = [...JUDGING, "plan"];
const CERTIFICATE = [
	"certificate self-signed",
	"certificate request",
	"certificate issue",
	"certificate check"
];
const POLICY = ["policy init", "policy check"];
/** Whatever may talk to somebody: a registry, or a key service. */
const ONLINE = [...WITH_IMAGES, ...CERTIFICATE];

// src/options/file-options.ts
/** The options of a promotion of many images, which a file describes. */
const FILE_OPTIONS = [
	{
		name: "file",
		commands: ["promote"],
		type: "string",
		value: "FILE",
		help: "promote all images of this promotions file (YAML), in place of a source and its destinations"
	},
	{
		name: "plan",
		commands: ["promote"],
		type: "string",
		value: "PLAN.json",
		help: "with --file, do what this plan of the file says and nothing else: the images at the digests that it pins, while no destination tag has moved elsewhere; each image is judged again"
	},
	{
		name: "plan-digest",
		commands: ["promote"],
		type: "string",
		value: "DIGEST",
		help: "sha256:HEX of the plan, as `sealift plan` prints it: a plan with other bytes is refused; without it, a plan that somebody has edited cannot be told from the one that was made"
	},
	{
		name: "relocations",
		commands: ["promote"],
		type: "string",
		value: "FILE",
		help: "with --file, where to write which images are where (JSON: each source with its destinations by digest), also when some have failed; older relocations there are replaced, and no other file"
	}
];

// src/options/list-options.ts
/** The options that say which signatures `list` shows. */
const LIST_OPTIONS = [{
	name: "signed-by",
	commands: ["list"],
	type: "string",
	value: "THUMBPRINT",
	action: false,
	help: "show only signatures whose chain has this certificate (SHA-256 in hex; of the signer or of a CA above it)"
}, {
	name: "expiring",
	commands: ["list"],
	type: "duration",
	value: "DURATION",
	action: false,
	help: "show only signatures that stop verifying within this time, such as 30d, or have stopped, and that no longer one of the same signer replaces; exit code 1 if there are any"
}];

// src/options/plan-options.ts
/** The options of `plan` alone. */
const PLAN_OPTIONS = [{
	name: "changed-since",
	commands: ["plan"],
	type: "string",
	value: "GIT-REF",
	help: "plan only the entries that differ from the file, its lists, policies and trust stores at this commit of its Git repository, such as origin/main"
}, {
	name: "from-registry",
	commands: ["plan"],
	type: "list",
	value: "REPOSITORY",
	action: false,
	help: "in place of a plan, print a promotions file of all tags that this repository has, pinned to their digests; repeatable, without FILE"
}];

// src/signers/providers.ts
/**
* Key providers by URI scheme. The help of options, remedies and docs/signers.md are written from these rows. `--help` reads them:
* nothing but types is imported here, and what a provider needs comes with `load`.
*/
const PROVIDERS = {
	file: {
		load: async () => (await import("./file.js")).fileSigner,
		create: async () => (await import("./file-new.js")).newFileKey,
		newExample: "key.pem",
		help: "PEM in a file; `SEALIFT_KEY_PASSWORD` opens an encrypted one",
		example: "a path, or file:///path/key.pem"
	},
	env: {
		load: async () => (await import("./env.js")).envSigner,
		help: "the same PEM in an environment variable",
		example: "env://NAME"
	},
	azurekms: {
		load: async () => (await import("./azurekms.js")).azurekmsSigner,
		create: async () => (await import("./new-key2.js")).newAzureKey,
		newExample: "azurekms://NAME.vault.azure.net/KEY",
		remote: "service",
		certificates: "a self-signed certificate from the vault",
		help: "Azure Key Vault, Managed HSM",
		example: "azurekms://NAME.vault.azure.net/KEY[/VERSION], or the key identifier that the portal shows",
		alias: /^https:\/\/[^/]+\.(vault|managedhsm)\.[^/]+\/keys\//
	},
	awskms: {
		load: async () => (await import("./awskms.js")).awskmsSigner,
		create: async () => (await import("./new-key.js")).newAwsKey,
		newExample: "awskms:///alias/NAME",
		remote: "service",
		help: "AWS KMS",
		example: "awskms:///KEY-ID, awskms:///alias/NAME, or the ARN",
		alias: /^arn:aws[a-z-]*:(?!signer:)/
	},
	awssigner: {
		load: async () => (await import("./awssigner.js")).awssignerSigner,
		remote: "service",
		certificates: "the chain of the signing profile",
		makesEnvelopes: "AWS Signer",
		help: "a signing profile of AWS Signer",
		example: "awssigner:///PROFILE-ARN, or the ARN alone",
		alias: /^arn:aws[a-z-]*:signer:/
	},
	gcpkms: {
		load: async () => (await import("./gcpkms.js")).gcpkmsSigner,
		create: async () => (await import("./new-key3.js")).newGoogleKey,
		newExample: "gcpkms://projects/P/locations/L/keyRings/R/cryptoKeys/K",
		remote: "service",
		help: "Google Cloud KMS",
		example: "gcpkms://projects/P/locations/L/keyRings/R/cryptoKeys/K/cryptoKeyVersions/V"
	},
	hashivault: {
		load: async () => (await import("./hashivault.js")).hashivaultSigner,
		create: async () => (await import("./new-key4.js")).newVaultKey,
		newExample: "hashivault://KEY[?mount=PATH]",
		remote: "service",
		help: "Vault or OpenBao (transit)",
		example: "hashivault://KEY[?version=N&mount=PATH]"
	},
	"notation-plugin": {
		load: async () => (await import("./notation-plugin.js")).notationPluginSigner,
		remote: "plugin",
		certificates: "the chain that the plugin tells",
		help: "every installed Notation plugin that signs: PKCS#11 and others",
		example: "notation-plugin://NAME/KEY-ID"
	},
	notation: {
		load: async () => (await import("./notation2.js")).notationSigner,
		certificates: "the chain of its entry",
		help: "a key of notation's `signingkeys.json`, file or plugin",
		example: "notation://KEY-NAME"
	}
};
/** The same rows by any scheme. */
const PROVIDER_OF = new Map(Object.entries(PROVIDERS));
/** `azurekms://, awskms://`: the schemes whose row says `what`. */
function schemesWith(what, between) {
	return [...PROVIDER_OF].filter(([, row]) => row[what] !== void 0).map(([scheme]) => `${scheme}://`).join(between);
}

// src/options/record-options.ts
/** The options of signed records of what was promoted. */
const RECORD_OPTIONS = [
	{
		name: "record",
		commands: ["verify", "promote"],
		type: "boolean",
		help: "put a signed record of the promotion beside each tag: who let which digest pass, from where, and when (docs/records.md); with --record-key",
		helpOf: { verify: "pass only where a signed record says that this tag was promoted to this digest, and that none was to another one since (docs/records.md); the record is judged by the same statement as the image" }
	},
	{
		name: "record-key",
		commands: ["promote"],
		type: "string",
		value: "KEY",
		inline: true,
		secret: true,
		help: `private key that signs the records, written as --key is, such as ${PROVIDERS.env.example}`
	},
	{
		name: "record-certificate-chain",
		commands: ["promote"],
		type: "string",
		value: "FILE",
		inline: true,
		help: "certificates of --record-key as PEM, up to the root, in any order; left out where --certificate-chain would be"
	},
	{
		name: "record-max-age",
		commands: ["verify", "promote"],
		type: "duration",
		value: "DURATION",
		help: "with --record, put a new record where the one that stands is older, such as 12h, so that a schedule keeps it fresh",
		helpOf: { verify: "with --record, refuse a record that is older, such as 24h: it bounds for how long old tags can be served" }
	}
];

// src/options/shard-options.ts
/** The options that split a promotion into shards, and put what they did together. */
const SHARD_OPTIONS = [
	{
		name: "shards",
		commands: ["plan"],
		type: "integer",
		value: "N",
		help: "say which of so many shards have something to promote, as the matrix of a workflow (docs/scale.md)"
	},
	{
		name: "shard",
		commands: ["promote"],
		type: "string",
		value: "I/N|auto",
		help: "with --file, promote only to the destinations of this shard, such as 2/4; auto asks the engine that runs this job: GitLab, Kubernetes, AWS Batch and others (docs/scale.md)"
	},
	{
		name: "results",
		commands: ["plan"],
		type: "string",
		value: "DIR",
		action: false,
		help: "in place of a plan, put the results of all shards together that are in this folder: what `promote --shard I/N --output json` printed, a file each ending with .json; without FILE"
	}
];

// src/options/signature-place-options.ts
/** The options that say where signatures are, when that is not with their images. */
const SIGNATURE_PLACE_OPTIONS = [{
	name: "signatures-from",
	commands: [
		"verify",
		"promote",
		"list",
		"inspect"
	],
	type: "list",
	value: "REPOSITORY",
	help: "look for signatures in this repository as well, under the digest of the image; REGISTRY/REPOSITORY, oci:DIR or oci-archive:FILE; whose statement counts does not change"
}, {
	name: "signatures-to",
	commands: ["sign", "promote"],
	type: "string",
	value: "REPOSITORY",
	help: "put the signatures into this repository, under the digest of the image, and not where the image is",
	helpOf: { promote: "put the signatures into this repository, under the digest of the image, once for all destinations; everything else goes to the destinations" }
}];

// src/options/signing-options.ts
/** `azurekms:// takes a certificate, and notation-plugin:// the chain`. */
const BROUGHT = [...PROVIDER_OF].filter(([, { certificates }]) => certificates !== void 0).map(([scheme, { certificates }], at) => `${scheme}://${at === 0 ? " takes" : ""} ${certificates}`).join(", and ");
/** The schemes of services in which a key can be made. */
const NEW = [...PROVIDER_OF].flatMap(([scheme, { create, remote }]) => create && remote ? `${scheme}://` : []).join(", ");
/** The options of keys and of signing. Those that `promote` has as well are about `--sign` there, and what fits every signature about `--record` too. */
const SIGNING_OPTIONS = [
	{
		name: "sign",
		commands: ["promote"],
		type: "boolean",
		help: "put a signature of your own beside those that are carried, at every destination and before its tag; with --key and the other options of `sign`"
	},
	{
		name: "key",
		commands: [
			...SIGNERS,
			"certificate self-signed",
			"certificate request",
			"certificate check"
		],
		type: "string",
		value: "KEY",
		required: ["sign"],
		inline: true,
		secret: true,
		help: `private key: a PEM file, ${PROVIDERS.env.example} for ${PROVIDERS.env.help}, or a key in a service: ${schemesWith("remote", ", ")}, or of notation: ${PROVIDERS.notation.example} (docs/signers.md); an encrypted PEM needs SEALIFT_KEY_PASSWORD`
	},
	{
		name: "new-key",
		commands: ["certificate self-signed", "certificate request"],
		type: "string",
		value: "KEY",
		secret: true,
		action: false,
		help: `instead of --key: make the key (EC P-256) at this path, encrypted where SEALIFT_KEY_PASSWORD is set, or in a service: ${NEW} (forms and rights: docs/signers.md); a key that exists is never touched`
	},
	{
		name: "certificate-chain",
		commands: [...SIGNERS, "certificate check"],
		type: "string",
		value: "FILE",
		required: ["certificate check"],
		inline: true,
		help: `certificates of the key as PEM, up to the root, in any order; required, except that ${BROUGHT}`,
		helpOf: { "certificate check": "certificates of the key as PEM, up to the root, in any order" }
	},
	{
		name: "azure-credential",
		commands: [...SIGNERS, ...CERTIFICATE],
		type: "enum",
		choices: ["managed-identity"],
		help: "sign with azurekms:// as the managed identity of this machine, instead of the first identity that is configured"
	},
	{
		name: "plugin-config",
		commands: SIGNERS,
		type: "pairs",
		value: "KEY=VALUE",
		help: "passed to the Notation plugin that holds the key, with each of its commands"
	},
	{
		name: "signature-format",
		commands: SIGNERS,
		type: "enum",
		choices: ["jws", "cose"],
		default: "jws",
		help: "envelope format, JSON (jws) or CBOR (cose); notation reads both, and so does verify"
	},
	{
		name: "expiry",
		commands: SIGNERS,
		type: "duration",
		value: "DURATION",
		help: "the signature stops to be valid after this time, such as 30d or 24h; without it only the certificates end it"
	},
	{
		name: "timestamp-url",
		commands: SIGNERS,
		type: "string",
		value: "URL",
		help: "timestamp authority (RFC 3161), http or https: its timestamp lets the signature verify after the certificates have ended, under a policy with a tsa store"
	},
	{
		name: "timestamp-root-cert",
		commands: SIGNERS,
		type: "string",
		value: "FILE",
		inline: true,
		help: "root certificate of that authority as PEM or DER, one alone; needed with --timestamp-url"
	},
	{
		name: "require-timestamp",
		commands: SIGNERS,
		type: "boolean",
		help: "make no signature without a timestamp: fail where --timestamp-url is left out"
	},
	{
		name: "if-signed",
		commands: SIGNERS,
		type: "enum",
		choices: [
			"skip",
			"add",
			"fail"
		],
		default: "skip",
		help: "what to do when a signature that would do is there: under the same certificate chain, still good, in the same format, and with all metadata, the timestamp and an expiry where these are asked for"
	}
];

// src/options/tag-options.ts
/** The options that say what becomes of a tag at a destination. */
const TAG_OPTIONS = [
	{
		name: "existing-tag",
		commands: ["promote"],
		type: "list",
		value: "[PATTERN=]move|keep|fail",
		help: "what becomes of a tag that is at another image: it moves (the default), it is kept, or the destination is refused before anything is written there; PATTERN has * and ? and stands for the whole tag; of several, the last that matches counts"
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
		help: "whether a tag moves that somebody else moved during the run; if-unchanged refuses then; never is --existing-tag fail; not where no destination has a tag"
	},
	{
		name: "backup-tag",
		commands: ["promote"],
		type: "string",
		value: "TEMPLATE",
		help: "keep what a tag pointed at under another tag, right before it moves: {tag}-previous; overwritten at the next move"
	}
];

// src/options/transport-options.ts
/** The options that say how others are reached: logins, authorities, addresses, and how long is waited. */
const TRANSPORT_OPTIONS = [
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
		commands: [
			"promote",
			"plan",
			"compare"
		],
		type: "string",
		value: "FILE",
		inline: true,
		secret: true,
		help: "credentials for the source alone"
	},
	{
		name: "to-registry-config",
		commands: [
			"promote",
			"plan",
			"compare"
		],
		type: "string",
		value: "FILE",
		inline: true,
		secret: true,
		help: "credentials for the destination alone",
		helpOf: { compare: "credentials for the repositories of --with alone" }
	},
	{
		name: "username",
		commands: [
			"sign",
			"verify",
			"list",
			"inspect"
		],
		type: "string",
		value: "NAME",
		action: false,
		help: "user of the one registry that the command touches, with --password-stdin; counts before every file"
	},
	{
		name: "from-username",
		commands: ["promote", "compare"],
		type: "string",
		value: "NAME",
		action: false,
		help: "user of the source, with --password-stdin"
	},
	{
		name: "to-username",
		commands: ["promote", "compare"],
		type: "string",
		value: "NAME",
		action: false,
		help: "user of the one registry of the destinations, with --password-stdin",
		helpOf: { compare: "user of the one registry of --with, with --password-stdin" }
	},
	{
		name: "password-stdin",
		commands: WITH_IMAGES,
		type: "boolean",
		action: false,
		help: "read the password of --username from stdin, where a pipe brings it; with --from-username and --to-username a line each, in this order"
	},
	{
		name: "ca-file",
		commands: ONLINE,
		type: "string",
		value: "FILE",
		inline: true,
		help: "trust these authorities for TLS, in addition to those of the machine"
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
		commands: ONLINE,
		type: "integer",
		value: "N",
		default: "16",
		help: "requests in flight to one host"
	},
	{
		name: "timeout",
		commands: ONLINE,
		type: "duration",
		value: "DURATION",
		most: "24d",
		help: "give up a request that makes no progress for this long, or a small answer that is not whole after twice as long, and try it again; without it 30s, and 10s to connect. The answer to a write has twice as long in any case, and a second more for every 16 MiB of it. A blob also has to move 10 KiB in any minute. A command of a Notation plugin has this long in all, 5m without it"
	},
	{
		name: "deadline",
		commands: [...ONLINE, ...POLICY],
		type: "duration",
		value: "DURATION",
		help: "give up the whole run after this time, with the programs that it started"
	}
];

// src/options/trust-options.ts
/** The options that say whose signatures count. */
const TRUST_OPTIONS = [
	{
		name: "trust-policy",
		commands: [...TRUSTING, "policy check"],
		type: "string",
		value: "FILE",
		inline: true,
		help: "notation's trustpolicy.json; without it notation's own folder is used, except in CI and actions"
	},
	{
		name: "trust-store",
		commands: [...TRUSTING, "policy check"],
		type: "string",
		value: "DIR",
		help: "folder that holds x509/ca/NAME with the root certificates"
	},
	{
		name: "trusted-root",
		commands: [...TRUSTING, "policy init"],
		type: "string",
		listOf: ["policy init"],
		required: ["policy init"],
		value: "FILE",
		inline: true,
		help: "root certificates as PEM; with --trusted-identity one strict statement for this run, instead of a policy",
		helpOf: { "policy init": "root certificates as PEM or DER, which go into the trust store" }
	},
	{
		name: "trusted-identity",
		commands: [...TRUSTING, "policy init"],
		type: "list",
		required: ["policy init"],
		value: "IDENTITY",
		help: "who may have signed, as in a policy: 'x509.subject: C=US, ST=WA, O=acme', or '*' for anybody under the root"
	},
	{
		name: "trusted-tsa-root",
		commands: TRUSTING,
		type: "string",
		value: "FILE",
		inline: true,
		help: "root certificates of timestamp authorities; with them a signature needs a timestamp of one, and may outlive its certificates"
	},
	{
		name: "require-identity",
		commands: TRUSTING,
		type: "list",
		value: "IDENTITY",
		help: "who has to have signed, as in a policy: 'x509.subject: C=US, ST=WA, O=acme'; given several times, all of them, each with a key of their own"
	},
	{
		name: "require-count",
		commands: TRUSTING,
		type: "integer",
		value: "N",
		help: "how many different signers have to pass; certificates with one subject or one key are one signer"
	},
	{
		name: "require",
		commands: TRUSTING,
		type: "string",
		value: "FILE",
		inline: true,
		help: "who has to have signed, in JSON: an identity, {\"all\": [...]}, {\"any\": [...]} or {\"atLeast\": 2, \"of\": [...]}"
	},
	{
		name: "distrust",
		commands: TRUSTING,
		type: "list",
		value: "THUMBPRINT[=DATE]",
		help: "refuse signatures by this certificate (SHA-256 in hex; of the signer, its CAs or its timestamp authority); with a date, such as 2026-11-01, signatures with a trusted timestamp from before it still count"
	},
	{
		name: "scope",
		commands: [...TRUSTING, "policy init"],
		type: "string",
		listOf: ["policy init"],
		value: "REPOSITORY",
		help: "judge under the policy's statement for this repository (needed for oci: and oci-archive: sources without a global statement)",
		helpOf: { "policy init": "repository that the new statement is for; without it every one" }
	},
	{
		name: "crl",
		commands: [
			...TRUSTING,
			"sign",
			"certificate check"
		],
		type: "list",
		value: "FILE",
		inline: true,
		help: "certificate revocation list as DER or PEM; certificates that its issuer issued are looked up there, and nobody on the network is asked about them"
	},
	{
		name: "allow-unsigned",
		commands: [
			"promote",
			"plan",
			"compare"
		],
		type: "boolean",
		help: "accept an image without any signature; if there are signatures, one must pass",
		helpOf: { compare: "with --repair, accept an image without any signature; if there are signatures, one must pass" }
	},
	{
		name: "skip-verification",
		commands: ["promote", "plan"],
		type: "boolean",
		help: "copy without judging; every output says unverified"
	}
];

// src/options/table.ts
/** Every option there is. Nothing elsewhere names a flag, an input or a default again. */
const OPTIONS = [
	...SIGNING_OPTIONS,
	{
		name: "subject",
		commands: ["certificate self-signed", "certificate request"],
		type: "string",
		value: "DN",
		required: true,
		action: false,
		help: "name of the signer as trust policies write it, such as 'CN=release, O=acme, ST=WA, C=US'; policies ask for C, ST and O"
	},
	{
		name: "ca",
		commands: ["certificate self-signed"],
		type: "boolean",
		action: false,
		help: "make the root certificate of your own CA, which issues signing certificates and signs no artifacts"
	},
	{
		name: "ca-key",
		commands: ["certificate issue"],
		type: "string",
		value: "KEY",
		required: true,
		inline: true,
		secret: true,
		action: false,
		help: "private key of the CA, written as --key is"
	},
	{
		name: "ca-certificate",
		commands: ["certificate issue"],
		type: "string",
		value: "FILE",
		required: true,
		inline: true,
		action: false,
		help: "certificate of the CA as PEM; behind it, where it is no root, the certificates up to its root"
	},
	{
		name: "csr",
		commands: ["certificate issue"],
		type: "string",
		value: "FILE",
		required: true,
		inline: true,
		action: false,
		help: "request for the certificate (PKCS#10), from `certificate request` or any other tool"
	},
	{
		name: "days",
		commands: ["certificate self-signed", "certificate issue"],
		type: "integer",
		value: "N",
		required: true,
		action: false,
		help: "for how many days the certificate is valid from now on, such as 365"
	},
	{
		name: "out",
		commands: [
			"certificate self-signed",
			"certificate request",
			"certificate issue",
			"policy init",
			"plan"
		],
		type: "string",
		value: "FILE",
		help: "where the PEM goes; an existing file is never overwritten; without it stdout",
		helpOf: {
			plan: "where the plan goes, which `promote --plan` takes; an older plan there is replaced, and no other file",
			"policy init": "folder of the policy and its trust store, without it .sealift; nothing is overwritten"
		}
	},
	...TRUST_OPTIONS,
	...SIGNATURE_PLACE_OPTIONS,
	...RECORD_OPTIONS,
	{
		name: "with",
		commands: ["compare"],
		type: "list",
		value: "REPOSITORY",
		required: true,
		help: "what the source is compared with: REGISTRY/REPOSITORY, oci:DIR or oci-archive:FILE, without tag and digest; given several times, each of them"
	},
	{
		name: "repair",
		commands: ["compare"],
		type: "boolean",
		help: "promote what a repository lacks to it, where the image passes the trust policy, and compare again; without it nothing is judged and nothing is written"
	},
	{
		name: "name",
		commands: ["policy init"],
		type: "string",
		value: "NAME",
		default: "trusted",
		action: false,
		help: "name of the new statement, and of its trust store"
	},
	{
		name: "user-metadata",
		short: "m",
		commands: [
			"sign",
			"verify",
			"promote"
		],
		type: "pairs",
		value: "KEY=VALUE",
		help: "signed along with the image",
		helpOf: {
			verify: "must be present in the signature",
			promote: "signed along with the image, by --sign"
		}
	},
	{
		name: "recursive",
		short: "r",
		commands: [
			"sign",
			"verify",
			"promote"
		],
		type: "boolean",
		help: "sign an index and every image in it, each for itself",
		helpOf: {
			verify: "judge an index and every image in it; each must pass for itself",
			promote: "judge every image of an index that is copied as well; each must pass for itself, and with --sign gets a signature of its own"
		}
	},
	{
		name: "platform",
		commands: JUDGING,
		type: "list",
		value: "OS/ARCH[/VARIANT]",
		help: "copy of an index the images of these platforms alone, such as linux/amd64; the index stays as it is, with its signatures",
		helpOf: {
			verify: "with --recursive, judge the images of these platforms alone, such as linux/amd64, as a mirror of some platforms needs it",
			compare: "of an index expect the images of these platforms alone, such as linux/amd64"
		}
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
		help: "what to carry of what is attached: everything, signatures only (those of cosign too), or only signatures that passed"
	},
	{
		name: "artifact-type",
		commands: ["promote"],
		type: "list",
		value: "TYPE",
		help: "of what is attached and is no signature, carry only this type; repeatable; not with --include signatures or verified"
	},
	{
		name: "exclude-signatures",
		commands: ["promote"],
		type: "boolean",
		help: "leave all signatures behind, those of cosign too; the image is judged by them all the same, and those of the destination stay"
	},
	{
		name: "foreign-layers",
		commands: ["promote"],
		type: "boolean",
		help: "copy non-distributable layers too, where the source holds them and their licence allows it; without it they stay and are named"
	},
	{
		name: "destinations-file",
		commands: ["promote"],
		type: "string",
		value: "FILE",
		help: "more destinations, one per line, each with its tags; # begins a comment, also behind a destination and a space; in place of a path, the lines themselves, if there are several"
	},
	...FILE_OPTIONS,
	...TAG_OPTIONS,
	{
		name: "deep",
		commands: ["promote", "compare"],
		type: "boolean",
		help: "ask the destination for every manifest and blob of the image and of what is attached, and put what is gone; without it, what it lists counts as there",
		helpOf: { compare: "ask the repositories for every manifest and blob of the image and of what is attached; without it, what they list counts as there" }
	},
	{
		name: "dry-run",
		commands: ["promote"],
		type: "boolean",
		help: "judge and compare, say which attachments are missing there and where the tag points, write nothing"
	},
	{
		name: "single-writer",
		commands: ["sign", "promote"],
		type: "boolean",
		help: "nobody else writes signatures to this repository now: skip the waits that protect the referrers tag"
	},
	{
		name: "images-file",
		commands: [
			"sign",
			"verify",
			"list",
			"inspect",
			"compare"
		],
		type: "string",
		value: "FILE",
		action: false,
		help: "more images, one per line; # begins a comment, also behind an image and a space"
	},
	...LIST_OPTIONS,
	...PLAN_OPTIONS,
	...SHARD_OPTIONS,
	...TRANSPORT_OPTIONS,
	{
		name: "output",
		commands: ALL,
		type: "enum",
		choices: ["text", "json"],
		choicesOf: { plan: ["markdown"] },
		default: "text",
		action: false,
		help: "text for people, or one JSON object on stdout, also on failure",
		helpOf: { plan: "text for people, one JSON object on stdout, also on failure, or Markdown for a comment of at most 60,000 characters" }
	},
	{
		name: "quiet",
		commands: ALL,
		type: "boolean",
		action: false,
		help: "show no progress and no notices; results, warnings and errors stay"
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
const ROWS$2 = OPTIONS;
/** Those of every command: they may also stand before the command's name. */
const isGlobal = (option) => WITH_IMAGES.every((name) => option.commands.includes(name));
/** The options of a command, an `enum` with all values that it has there. */
function optionsOf(command) {
	return ROWS$2.filter((option) => option.commands.includes(command)).map((option) => {
		const more = option.choicesOf?.[command];
		return more ? {
			...option,
			choices: [...option.choices ?? [], ...more]
		} : option;
	});
}
function findOption(name) {
	return ROWS$2.find((option) => option.name === name);
}

// src/options/read-options.ts
const wrong = (what) => ({ wrong: what });
function strings(raw) {
	const list = Array.isArray(raw) ? raw : [raw];
	return list.every((one) => typeof one === "string" && one !== "") ? list : void 0;
}
/** What is wrong with values of which one is no text, as only the library can give them, or an empty one. */
function noText(values) {
	return wrong(values.every((one) => typeof one === "string") ? "must not be empty" : "must be a text");
}
function readPairs(raw) {
	const pairs = typeof raw === "object" && raw !== null && !Array.isArray(raw) ? Object.entries(raw) : strings(raw)?.map((text) => {
		const equals = text.indexOf("=");
		return equals < 0 ? [text, void 0] : [text.slice(0, equals), text.slice(equals + 1)];
	});
	if (!pairs?.every(([key, value]) => key !== "" && typeof value === "string")) return wrong("must be KEY=VALUE");
	const keys = pairs.map(([key]) => key);
	const twice = keys.find((key, index) => keys.indexOf(key) !== index);
	if (twice !== void 0) return wrong(`names the key ${JSON.stringify(twice)} twice`);
	return { value: Object.fromEntries(pairs) };
}
const READERS = {
	string: (raw) => typeof raw === "string" && raw !== "" ? { value: raw } : noText([raw]),
	list: (raw) => {
		const value = strings(raw);
		return value ? { value } : noText(Array.isArray(raw) ? raw : [raw]);
	},
	boolean: (raw) => typeof raw === "boolean" ? { value: raw } : wrong("is true or false"),
	duration: (raw, { most }) => {
		const value = typeof raw === "string" ? parseDuration(raw) : void 0;
		if (value === void 0) return wrong("must be a duration such as 30d, 24h, 10m or 90s");
		return most !== void 0 && value > (parseDuration(most) ?? 0) ? wrong(`must be ${most} at most`) : { value };
	},
	integer: (raw) => {
		const text = typeof raw === "number" || typeof raw === "string" ? String(raw) : "";
		return /^[1-9]\d{0,5}$/.test(text) ? { value: Number(text) } : wrong("must be a whole number of at least 1");
	},
	enum: (raw, { choices = [] }) => {
		if (typeof raw === "string" && choices.includes(raw)) return { value: raw };
		const near = typeof raw === "string" ? suggest(raw, choices) : void 0;
		return {
			...wrong(`must be ${choices.join(" or ")}`),
			near
		};
	},
	pairs: readPairs
};
const EMPTY = {
	list: [],
	boolean: false,
	pairs: {}
};
/** The most characters that an error shows of a refused value. */
const SHOWN = 80;
function quote(raw, { secret, type }) {
	if (!(typeof raw === "string" && raw !== "" && !secret && type !== "pairs")) return "";
	return `, not ${JSON.stringify(raw.length > SHOWN ? `${raw.slice(0, SHOWN)}…` : raw)}`;
}
/**
* Reads the options that a face gathered (`raw`, by camelCase name; flags and inputs as strings) by the table. The values
* are valid only when no problem was added to `problems`.
*/
function readOptions(command, raw, problems) {
	const options = optionsOf(command);
	const names = options.map(({ name }) => camelCase(name));
	for (const key of Object.keys(raw)) {
		if (names.includes(key)) continue;
		const near = suggest(key, names);
		problems.add("usage", `${key} is not an option of ${command}`, near === void 0 ? void 0 : `Did you mean ${near}?`);
	}
	const values = {};
	for (const option of options) {
		const key = camelCase(option.name);
		const type = typeFor(option, command);
		const given = raw[key] === void 0 ? option.default : raw[key];
		if (given === void 0) {
			values[key] = EMPTY[type];
			if (isRequired(option, command)) problems.add("usage", `${command} needs --${option.name}`, `--${option.name}: ${helpFor(option, command)}.`);
			continue;
		}
		const outcome = READERS[type](given, option);
		values[key] = "value" in outcome ? outcome.value : EMPTY[type];
		if ("wrong" in outcome) problems.add("usage", `--${option.name} ${outcome.wrong}${quote(given, option)}`, `${outcome.near === void 0 ? "" : `Did you mean ${outcome.near}? `}--${option.name}: ${helpFor(option, command)}.`);
	}
	return values;
}

// src/io/files/file-error.ts
/** Errors of the operating system: their text, and the code of the error when a file is read and when it is written. */
const REFUSALS = {
	ENOSPC: ["no space is left on the device", {
		read: "disk_full",
		write: "disk_full"
	}],
	EDQUOT: ["the disk quota is used up", {
		read: "disk_full",
		write: "disk_full"
	}],
	EFBIG: ["the file may not become that large", {
		read: "disk_full",
		write: "disk_full"
	}],
	EACCES: ["the file system denies access", {
		read: "file_unreadable",
		write: "denied"
	}],
	EPERM: ["the file system denies access", {
		read: "file_unreadable",
		write: "denied"
	}],
	EROFS: ["the file system is read-only", {
		read: "file_unreadable",
		write: "denied"
	}],
	ENOENT: ["it is not there", {
		read: "file_not_found",
		write: "file_not_found"
	}],
	EISDIR: ["it is a folder", {
		read: "file_unreadable",
		write: "file_unreadable"
	}],
	ENOTDIR: ["a part of the path is not a folder", {
		read: "file_not_found",
		write: "file_not_found"
	}]
};
/** The errno of a failed call (`ENOENT`), or `undefined` for errors that are not the operating system's. */
function errnoOf(error) {
	const code = error instanceof Error && "code" in error ? error.code : void 0;
	return typeof code === "string" && /^E[A-Z0-9]+$/.test(code) ? code : void 0;
}
/** The failed call on `path` as a SealiftError; an error without an errno is returned unchanged. */
function fileError(error, doing, path, shown = quotable(path, 600)) {
	const errno = errnoOf(error);
	if (errno === void 0) return error;
	const [reason, codes] = REFUSALS[errno] ?? [errno, {
		read: "file_unreadable",
		write: "denied"
	}];
	const code = codes[doing];
	const hint = code === "denied" ? { hint: "Check the rights of the folder and of the file." } : {};
	return new SealiftError(code, `cannot ${doing} ${shown}: ${reason}`, {
		cause: error,
		...hint
	});
}

// src/compose/version.ts
/** The version of this package; a test holds it equal to `package.json`. */
const VERSION = "0.1.0";

// src/compose/run-result.ts
/** Whether an image failed, wholly or at some of its destinations. */
function hasFailed({ status }) {
	return status === "failed" || status === "partial";
}
/** `done` when all is, `partial` when some images or destinations are, else `failed`. A run without images is no success. */
function statusOf(images, error) {
	const done = images.filter((image) => !hasFailed(image)).length;
	if (error === null && images.length > 0 && done === images.length) return "done";
	return done > 0 && done < images.length || images.some(({ status }) => status === "partial") ? "partial" : "failed";
}
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
function failedRun(command, { needs: _, ...error }) {
	return runResult(command, [], [], error);
}

// src/progress/amounts.ts
const MB = 1e6;
/** A size in MB, as the results have it, to one place; whole from a thousand on. */
function megabytes(bytes) {
	const value = bytes / MB;
	return value >= 1e3 ? String(Math.round(value)) : value.toFixed(1);
}
/** `0:09`, `12:05`, `1:02:03`. */
function clockText(seconds) {
	const whole = Math.ceil(seconds);
	const two = (value) => String(value).padStart(2, "0");
	const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
	return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
/** `45.2 of 120.0 MB` */
function amountText({ doneBytes, bytes }) {
	return `${megabytes(Math.max(0, doneBytes))} of ${megabytes(bytes)} MB`;
}
/** `45.2 MB` */
function writtenText({ doneBytes }) {
	return `${megabytes(Math.max(0, doneBytes))} MB`;
}
/** `38%`, never 100 before the end. */
function percentText({ doneBytes, bytes }) {
	const share = bytes > 0 ? Math.max(0, doneBytes) / bytes : 1;
	return `${Math.min(share >= 1 ? 100 : 99, Math.floor(share * 100))}%`;
}
/** `12.3 MB/s` */
function speedText(speed) {
	return `${megabytes(speed)} MB/s`;
}
/** Seconds until the rest is there at this speed; `undefined` when that cannot be said. */
function secondsLeft({ doneBytes, bytes, speed }) {
	const rest = bytes - doneBytes;
	if (rest <= 0 || speed === void 0 || speed < 1) return void 0;
	const seconds = rest / speed;
	return seconds < 36e4 ? seconds : void 0;
}

// src/progress/lines.ts
const VERBS = {
	resolve: "resolving",
	judge: "judging",
	copy: "copying",
	sign: "signing",
	attach: "attaching to",
	confirm: "confirming",
	tag: "tagging",
	record: "recording"
};
/** `copying registry.example.com/team/app:1` */
function phaseText({ phase, subject }) {
	return `${VERBS[phase]} ${printable(subject, 300)}`;
}
/** `waiting for registry.example.com, silent for 10 s` */
function silenceText({ host, milliseconds }) {
	return `waiting for ${printable(host, 300)}, silent for ${milliseconds / 1e3} s`;
}
function factsOf(transfer) {
	const { blobs, doneBlobs, speed } = transfer;
	const left = secondsLeft(transfer);
	return [
		[4, `${doneBlobs} of ${blobs} blobs`],
		[2, amountText(transfer)],
		[1, percentText(transfer)],
		...speed === void 0 ? [] : [[5, speedText(speed)]],
		...left === void 0 ? [] : [[3, `${clockText(left)} left`]]
	];
}
const textOf = (facts) => facts.map(([, text]) => text).join(", ");
/** Facts are left out before a name is shortened to fewer columns than this. */
const NAME = 24;
/** Leaves out the middle, so that registry and tag stay to be seen. */
function shortened(text, columns) {
	if (text.length <= columns) return text;
	if (columns < 4) return text.slice(0, Math.max(0, columns));
	const head = Math.floor((columns - 1) / 2);
	return `${text.slice(0, head)}…${text.slice(text.length - (columns - 1 - head))}`;
}
/** Name and facts in one line of at most `columns`. */
function fitted(name, facts, columns) {
	let kept = facts;
	const room = () => columns - 2 - textOf(kept).length;
	while (kept.length > 1 && room() < Math.min(name.length, NAME)) {
		const first = Math.max(...kept.map(([rank]) => rank));
		kept = kept.filter(([rank]) => rank !== first);
	}
	if (kept.length === 0) return shortened(name, columns);
	if (room() < 4) return shortened(textOf(kept), columns);
	return `${shortened(name, room())}  ${textOf(kept)}`;
}
function blobLine(blob, columns) {
	return fitted(`  ${blob.digest.slice(0, 19)}`, [[2, amountText(blob)], [1, percentText(blob)]], columns);
}
function destinationLine(state, columns) {
	const name = printable(state.subject, 300);
	if (state.end !== void 0) return fitted(name, [[1, state.end]], columns);
	return fitted(name, state.phase === "copy" ? factsOf(state) : [[1, VERBS[state.phase]]], columns);
}
function totalLine({ destinations, total }, columns) {
	if (destinations.length === 1) return fitted("total", factsOf(total), columns);
	const ended = destinations.filter(({ end }) => end !== void 0).length;
	return fitted(`total, ${ended} of ${destinations.length} ended`, factsOf(total), columns);
}
/** The destinations that fit, preferably those under way or failed. The last row counts the others. */
function destinationLines(destinations, columns, rows) {
	if (destinations.length <= rows) return destinations.map((one) => destinationLine(one, columns));
	const first = destinations.filter(({ end }) => end === void 0 || end === "failed");
	const shown = new Set([...first, ...destinations].slice(0, Math.max(0, rows - 1)));
	return [...destinations.filter((one) => shown.has(one)).map((one) => destinationLine(one, columns)), shortened(`… and ${destinations.length - shown.size} more`, columns)];
}
/** `132 of 400 images, 2:05 left` */
function imagesText({ done, total, secondsLeft: left }) {
	return `${done} of ${total} images${left === void 0 ? "" : `, ${clockText(left)} left`}`;
}
/** Of many images: how many are done, what is under way, and what was written so far. No size of the rest is known. */
function manyLines({ destinations, total, images }, area) {
	const { columns, rows } = area;
	const written = [[2, `${total.doneBlobs} blobs, ${writtenText(total)} written`], ...total.speed === void 0 ? [] : [[3, speedText(total.speed)]]];
	const last = fitted(imagesText(images), written, columns);
	return rows < 3 ? [last] : [...destinationLines(destinations, columns, rows - 1), last];
}
/**
* What a terminal shows while a run works: each destination, as many blobs under way as there is room for, and the total;
* never more than fits, the last row left free for the cursor.
*/
function progressLines(snapshot, area) {
	const { latest, destinations } = snapshot;
	const columns = Math.max(1, area.columns - 1);
	const rows = Math.max(1, area.rows - 1);
	const { images } = snapshot;
	if (images) return manyLines({
		...snapshot,
		images
	}, {
		columns,
		rows
	});
	const [first, ...others] = destinations;
	if (!first) return latest ? [shortened(phaseText(latest), columns)] : [];
	const total = totalLine(snapshot, columns);
	if (rows < 3) return [total];
	const isAlone = others.length === 0;
	const heads = isAlone ? [shortened(first.end ?? phaseText(first), columns)] : destinationLines(destinations, columns, rows - 1);
	const blobs = isAlone ? first.underWay : [];
	return [
		...heads,
		...blobs.slice(0, rows - 1 - heads.length).map((blob) => blobLine(blob, columns)),
		total
	];
}
/** The same in one line, for a log that only grows; `undefined` while nothing is copied. */
function progressLine(snapshot) {
	const { destinations, total, images } = snapshot;
	if (images) return images.done < images.total ? `${imagesText(images)}; ${total.doneBlobs} blobs, ${writtenText(total)} written` : void 0;
	const open = destinations.filter(({ end }) => end === void 0);
	const [only] = destinations;
	if (!only || open.length === 0) return void 0;
	const facts = textOf(factsOf(total));
	if (destinations.length === 1) return `${phaseText(only)}: ${facts}`;
	return `copying, ${destinations.length - open.length} of ${destinations.length} destinations ended: ${facts}`;
}

// src/io/end-process.ts
/** Milliseconds that open connections get to end by themselves. */
const GRACE = 200;
/**
* Ends a process whose work is done, even if something keeps it alive, such as a connection of a library. Buffered output is
* written before.
*/
function endProcess(process) {
	setTimeout(() => {
		if (process.stdout.writableLength + process.stderr.writableLength > 0) endProcess(process);
		else process.exit();
	}, GRACE).unref();
}

// src/compose/exit-code.ts
/** When nothing was done and several classes of errors met, the first of these that occurred decides. */
const PRECEDENCE = [
	70,
	2,
	4,
	3,
	1
];
const PARTIAL = 5;
/** Commands that answer one question about all their images, so that one *no* is the answer of the run. */
const ONE_ANSWER = /* @__PURE__ */ new Set(["compare"]);
function exitCodeOfError({ code }) {
	return ERRORS[code][0];
}
function errorsOf(image) {
	return [
		image.error,
		...image.platforms.map(({ error }) => error),
		...image.destinations.map(({ error }) => error),
		...(image.compared ?? []).map(({ error }) => error)
	].filter((error) => error !== null);
}
/** What a plan refuses, since its result has not every image. */
function refusalsOf(result) {
	return (result.plan?.promotions ?? []).flatMap(({ refusal }) => refusal ?? []);
}
/**
* The exit code of a run: 0 done, 5 some done and some not, a signal's own code, else the class of what went wrong.
* A failure without an error is a bug of Sealift (70), never a pass.
*/
function exitCodeOf(result) {
	const errors = [...result.error ? [result.error] : [], ...result.images.flatMap(errorsOf)];
	const codes = new Set([...errors, ...refusalsOf(result)].map(exitCodeOfError));
	for (const signal of [130, 143]) if (codes.has(signal)) return signal;
	if (result.status === "done") return 0;
	if (result.status === "partial" && !ONE_ANSWER.has(result.command)) return PARTIAL;
	return PRECEDENCE.find((code) => codes.has(code)) ?? 70;
}
/** The exit code of a run whose results could not be written: the code of the run or of `failure`, whichever has precedence. */
function exitCodeWith(code, failure) {
	if (failure === void 0) return code;
	if (code !== 0 && !PRECEDENCE.includes(code)) return code;
	return PRECEDENCE.find((one) => one === code || one === failure.exitCode) ?? 70;
}

// src/io/heap-limits.ts
/** Flags that V8 heeds while it runs, as Node 22 to 26 have it. */
const FLAGS = ["--semi-space-growth-factor=1", "--heap-growing-percent=30"];
/** Flags that V8 13 alone has, that is Node 24. */
const V8_13_FLAGS = ["--scavenger-max-new-space-capacity-mb=1"];
/**
* Lets V8's heap grow slowly: the young generation stays at its first megabyte, and the old one is collected when it has
* grown by 30 percent. Data that streams through lives for milliseconds, but V8 frees it only when it runs out of room, and
* takes more room before that: some hundred megabytes of spent buffers, answers and texts would pile up first.
* V8 writes a line to stderr about a flag that it does not know.
*/
function limitHeapGrowth() {
	const { setFlagsFromString } = process.getBuiltinModule("node:v8");
	const more = process.versions.v8.startsWith("13.") ? V8_13_FLAGS : [];
	for (const flag of [...FLAGS, ...more]) setFlagsFromString(flag);
}

// src/io/process-output.ts
/** Errors of a pipe whose reader has ended, as in `sealift list … | head`. They are no failure of the run. */
const GONE = ["EPIPE", "ECONNRESET"];
/** Whether the stream writes to a file or device: Node then tries one write and ignores a partial one. */
function isFile({ fd, isTTY }) {
	try {
		const found = fstatSync(fd);
		return !isTTY && (found.isFile() || found.isCharacterDevice());
	} catch {
		return false;
	}
}
function writeWhole(fd, bytes) {
	for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at);
}
/** The standard outputs of this process. A failed write is remembered and does not end the run. */
var ProcessOutput = class {
	stdout;
	stderr;
	#failure;
	constructor(streams) {
		this.stdout = this.#checked(streams.stdout, "standard output");
		this.stderr = this.#checked(streams.stderr, "standard error");
	}
	/** The first failed write, unless the reader of the pipe had ended. */
	get failure() {
		return this.#failure;
	}
	#note(error, name) {
		if (GONE.includes(errnoOf(error) ?? "")) return;
		const failure = fileError(error, "write", name);
		if (!(failure instanceof SealiftError)) throw failure;
		this.#failure ??= failure;
	}
	#checked(stream, name) {
		stream.on("error", (error) => this.#note(error, name));
		if (!isFile(stream)) return stream;
		return new Writable({ write: (chunk, _encoding, done) => {
			try {
				if (this.#failure === void 0) writeWhole(stream.fd, chunk);
			} catch (error) {
				this.#note(error, name);
			}
			done();
		} });
	}
};

// src/compose/process-output.ts
/** The error for output that could not be written to `place`. */
function outputError(thrown, place) {
	const error = errnoOf(thrown) === void 0 ? thrown : fileError(thrown, "write", place);
	if (error instanceof SealiftError) return error;
	const message = error instanceof Error ? error.message : String(error);
	return new SealiftError("file_not_found", `cannot write ${place}: ${message}`, { cause: thrown });
}

// src/progress/every.ts
/** Calls `tick` again and again, `milliseconds` apart, until what it returns is called. */
function every(milliseconds, tick, clock = systemClock) {
	const stop = new AbortController();
	const go = async () => {
		for (;;) {
			await clock.sleep(milliseconds, stop.signal);
			if (stop.signal.aborted) return;
			tick();
		}
	};
	go().catch((error) => {
		if (!stop.signal.aborted) throw error;
	});
	return () => stop.abort();
}

// src/progress/speed.ts
/** Milliseconds over which a speed is measured: long enough to be calm, short enough to show a standstill. */
const WINDOW_MS = 1e4;
/** Samples closer together than this are one. */
const SAMPLE_INTERVAL_MS = 250;
/** Milliseconds without a speed at the start, when bytes only fill buffers. */
const FIRST_SPEED_MS = 1e3;
/** Bytes a second, over a window that slides along. Times are milliseconds of any clock. */
var SlidingSpeed = class {
	#samples = [];
	#bytes = 0;
	/** @param bytes negative when what was counted is read again. */
	add(bytes, now) {
		const last = this.#samples.at(-1);
		if (!last) this.#samples.push({
			at: now,
			bytes: this.#bytes
		});
		this.#bytes += bytes;
		if (last && now - last.at >= SAMPLE_INTERVAL_MS) this.#samples.push({
			at: now,
			bytes: this.#bytes
		});
		this.#dropBefore(now - WINDOW_MS);
	}
	/** `undefined` until there is enough to go by. */
	at(now) {
		this.#dropBefore(now - WINDOW_MS);
		const [first] = this.#samples;
		if (!first || now - first.at < FIRST_SPEED_MS) return void 0;
		return Math.max(0, (this.#bytes - first.bytes) * 1e3 / (now - first.at));
	}
	/** Keeps the newest sample that is too old: the window begins there. */
	#dropBefore(limit) {
		while (this.#samples[1] && this.#samples[1].at <= limit) this.#samples.shift();
		const [first] = this.#samples;
		if (first && first.at < limit) this.#samples[0] = {
			at: limit,
			bytes: first.bytes
		};
	}
};

// src/progress/tracker.ts
var Destination = class {
	subject;
	phase = "copy";
	end;
	blobs = 0;
	bytes = 0;
	doneBlobs = 0;
	doneBytes = 0;
	speed = new SlidingSpeed();
	underWay = /* @__PURE__ */ new Map();
	constructor(subject) {
		this.subject = subject;
	}
	blob({ digest, size, state }) {
		if (state === "started") this.underWay.set(digest, {
			bytes: size,
			doneBytes: 0
		});
		else {
			this.underWay.delete(digest);
			if (state === "copied") this.doneBlobs += 1;
			else {
				this.blobs -= 1;
				this.bytes -= size;
			}
		}
	}
	count(digest, bytes, now) {
		this.doneBytes += bytes;
		this.speed.add(bytes, now);
		const blob = this.underWay.get(digest);
		if (blob) blob.doneBytes += bytes;
	}
	state(now) {
		const { subject, phase, end, blobs, bytes, doneBlobs, doneBytes } = this;
		const underWay = [...this.underWay].map(([digest, blob]) => ({
			digest,
			...blob
		}));
		return {
			subject,
			phase,
			end,
			blobs,
			bytes,
			doneBlobs,
			doneBytes,
			speed: this.speed.at(now),
			underWay
		};
	}
};
function ended({ subject, status }) {
	const destination = new Destination(subject);
	destination.end = status;
	return destination;
}
/** The shortest part of a run, in milliseconds, by which the rest is estimated. */
const FIRST_ESTIMATE_MS = 2e3;
/** Adds up the progress events of a run. Times are milliseconds of any clock. */
var ProgressTracker = class {
	#destinations = /* @__PURE__ */ new Map();
	/** Destinations that failed before anything was copied to them. */
	#neverBegun = /* @__PURE__ */ new Map();
	#speed = new SlidingSpeed();
	#latest;
	#images;
	/** What those destinations of many images came to that are not kept any more. */
	#ended = {
		blobs: 0,
		doneBlobs: 0,
		bytes: 0,
		doneBytes: 0
	};
	take(event, now) {
		if (event.type === "identity" || event.type === "notice" || event.type === "silence") return;
		if (event.type === "images") {
			const { done, total } = event;
			this.#images = {
				done,
				total,
				since: this.#images?.since ?? now
			};
			return;
		}
		if (event.type === "phase") {
			const { phase, subject } = event;
			this.#latest = {
				phase,
				subject
			};
			const known = this.#destinations.get(subject);
			if (known) known.phase = phase;
			return;
		}
		if (event.type === "end") {
			const known = this.#destinations.get(event.subject);
			if (this.#images) this.#drop(event.subject, known);
			else if (known) known.end = event.status;
			else if (event.status === "failed") this.#neverBegun.set(event.subject, ended(event));
			return;
		}
		const destination = this.#destinations.get(event.subject) ?? new Destination(event.subject);
		this.#destinations.set(event.subject, destination);
		if (event.type === "todo") {
			destination.blobs += event.blobs;
			destination.bytes += event.bytes;
		} else if (event.type === "blob") destination.blob(event);
		else {
			destination.count(event.digest, event.bytes, now);
			this.#speed.add(event.bytes, now);
		}
	}
	/** Of thousands of images, those that are done are only counted. */
	#drop(subject, known) {
		this.#destinations.delete(subject);
		if (!known) return;
		const { blobs, doneBlobs, bytes, doneBytes } = this.#ended;
		this.#ended = {
			blobs: blobs + known.blobs,
			doneBlobs: doneBlobs + known.doneBlobs,
			bytes: bytes + known.bytes,
			doneBytes: doneBytes + known.doneBytes
		};
	}
	#imagesAt(now) {
		if (!this.#images) return void 0;
		const { done, total, since } = this.#images;
		const passed = now - since;
		return {
			done,
			total,
			secondsLeft: done > 0 && done < total && passed >= FIRST_ESTIMATE_MS ? passed / done * (total - done) / 1e3 : void 0
		};
	}
	snapshot(now) {
		const begun = [...this.#destinations.values()];
		const destinations = (begun.length === 0 ? [] : [...begun, ...this.#neverBegun.values()]).map((one) => one.state(now));
		const sum = (part) => destinations.reduce((total, one) => total + one[part], this.#ended[part]);
		const images = this.#imagesAt(now);
		return {
			latest: this.#latest,
			destinations,
			...images ? { images } : {},
			total: {
				blobs: sum("blobs"),
				doneBlobs: sum("doneBlobs"),
				bytes: sum("bytes"),
				doneBytes: sum("doneBytes"),
				speed: this.#speed.at(now)
			}
		};
	}
};

// src/options/numbered-parts.ts
/** The beginning of a text of `numbered`: its numbers. */
const NUMBERS = /\(\d+(?:-\d+)?(?:, \d+(?:-\d+)?)*\) /;
const BETWEEN = new RegExp(` (?=${NUMBERS.source})`);
/** The texts that `numbered` put into one, with their numbers, so that each has a line of its own; any other text whole. */
function numberedParts(text) {
	return text.search(NUMBERS) === 0 ? text.split(BETWEEN) : [text];
}

// src/options/action-inputs.ts
/** Every such input; docs/action.md describes them. */
const ACTION_INPUTS = [
	{
		name: "comment",
		actions: ["verify", "plan"],
		type: "boolean",
		default: "false",
		help: "keep one comment with what the job summary says on the pull request up to date; needs the permission pull-requests: write"
	},
	{
		name: "run-metadata",
		actions: ["sign", "promote"],
		type: "boolean",
		default: "false",
		help: "sign the address of the workflow run, repository, commit and actor along, as user metadata; of promote with sign alone"
	},
	{
		name: "storage-record",
		actions: ["promote"],
		type: "boolean",
		default: "false",
		help: "file GitHub's storage record for each destination that is done; for repositories of an organization; needs the permission artifact-metadata: write"
	},
	{
		name: "results-file",
		actions: [
			"sign",
			"verify",
			"promote",
			"plan",
			"compare"
		],
		type: "string",
		help: "also write the output results to this file, for a later step or an artifact: what has more than 128 KiB, some 30 images of a promotions file, fits into no variable of a step; an older result there is replaced, and no other file"
	},
	{
		name: "github-token",
		actions: [
			"verify",
			"promote",
			"plan"
		],
		type: "string",
		default: "${{ github.token }}",
		secret: true,
		help: "token for comment and storage-record; used for nothing else"
	}
];
const ROWS$1 = ACTION_INPUTS;
function actionInputsOf(action) {
	return ROWS$1.filter(({ actions }) => actions.includes(action));
}

// src/options/inputs.ts
const OPERANDS = [
	{
		name: "images",
		actions: ["sign", "verify"],
		type: "list",
		help: "images, one per line, such as metadata-action's tags; REGISTRY/REPOSITORY[:TAG][@DIGEST], oci:DIR:TAG or oci-archive:FILE:TAG; a name without registry is Docker Hub's; from-job alone for what earlier steps of the job declared in $GITHUB_ARTIFACTS; required, unless bake-metadata or artifacts-file is given"
	},
	{
		name: "digest",
		actions: ["sign", "verify"],
		type: "list",
		help: "digest for every line of images, such as build-push-action's digest; the tags then only name the repository"
	},
	{
		name: "repositories",
		actions: ["sign", "verify"],
		type: "list",
		help: "with images: from-job, the repositories that count, one per line, such as ghcr.io/acme/*; * stands for anything but a slash, ** for anything, ? for one character"
	},
	{
		name: "bake-metadata",
		actions: ["sign", "verify"],
		type: "text",
		help: "in place of images, the output metadata of docker/bake-action or docker/build-push-action, or the path of the file that docker buildx bake --metadata-file writes: every target's image under all its names"
	},
	{
		name: "artifacts-file",
		actions: ["sign", "verify"],
		type: "text",
		help: "in place of images, the path of GoReleaser's dist/artifacts.json, or the output artifacts of goreleaser-action: every image and manifest that was pushed"
	},
	{
		name: "source",
		actions: ["promote", "compare"],
		type: "list",
		help: "the image to promote, best by digest; a name without registry is Docker Hub's; required, unless file is given",
		helpOf: { compare: "the images that the repositories should have, one per line; by tag, the tag is compared as well; a name without registry is Docker Hub's; required" }
	},
	{
		name: "file",
		actions: ["plan"],
		type: "text",
		help: "the promotions file (YAML); required"
	},
	{
		name: "destination",
		actions: ["promote"],
		type: "list",
		help: "where to, with its tags: REGISTRY/REPOSITORY:1.4,latest; by digest, without a tag: REGISTRY/REPOSITORY@DIGEST; required, unless destinations-file or file is given"
	}
];
/** The inputs of an action that name images. */
function operandsOf(action) {
	return OPERANDS.filter(({ actions }) => actions.includes(action));
}
/** The inputs of an action that are options. */
function inputsOf(action) {
	return optionsOf(action).filter((option) => option.action !== false);
}

// src/options/commands.ts
/** Every command, in the order of the help. */
const COMMANDS = {
	sign: {
		summary: "Sign images with a key and attach the signatures",
		arguments: [{
			name: "image",
			many: true,
			optional: true,
			help: "REGISTRY/REPOSITORY@DIGEST, oci:DIR:TAG or oci-archive:FILE:TAG"
		}],
		action: true
	},
	verify: {
		summary: "Judge the signatures of images against a trust policy",
		arguments: [{
			name: "image",
			many: true,
			optional: true,
			help: "REGISTRY/REPOSITORY[:TAG][@DIGEST], oci:DIR:TAG or oci-archive:FILE:TAG"
		}],
		action: true
	},
	promote: {
		summary: "Verify an image at its source, copy it with all that is attached, then move the tag",
		arguments: [{
			name: "source",
			many: false,
			optional: true,
			help: "REGISTRY/REPOSITORY[:TAG][@DIGEST], oci:DIR[:TAG][@DIGEST] or oci-archive:FILE[:TAG][@DIGEST]"
		}, {
			name: "destination",
			many: true,
			optional: true,
			help: "REGISTRY/REPOSITORY[:TAG[,TAG...]][@DIGEST], or oci:DIR or oci-archive:FILE in place of the repository; a digest alone sets no tag"
		}],
		action: true
	},
	plan: {
		summary: "Say what a promotion of a promotions file would do at each destination; writes nothing there",
		arguments: [{
			name: "file",
			many: false,
			optional: true,
			help: "a promotions file (YAML); left out with --from-registry"
		}],
		action: true
	},
	list: {
		summary: "Show everything that is attached to images and where it was found, who signed with one certificate, or what ends soon",
		arguments: [{
			name: "image",
			many: true,
			optional: true,
			help: "REGISTRY/REPOSITORY[:TAG][@DIGEST], oci:DIR[:TAG][@DIGEST] or oci-archive:FILE[:TAG][@DIGEST]"
		}],
		action: false
	},
	inspect: {
		summary: "Show each signature of images: certificates, times, metadata",
		arguments: [{
			name: "image",
			many: true,
			optional: true,
			help: "REGISTRY/REPOSITORY[:TAG][@DIGEST], oci:DIR[:TAG][@DIGEST] or oci-archive:FILE[:TAG][@DIGEST]"
		}],
		action: false
	},
	compare: {
		summary: "Say what of an image, its tag and all that is attached other repositories lack",
		arguments: [{
			name: "source",
			many: false,
			optional: true,
			help: "REGISTRY/REPOSITORY[:TAG][@DIGEST], oci:DIR[:TAG][@DIGEST] or oci-archive:FILE[:TAG][@DIGEST]"
		}],
		action: true
	},
	"certificate self-signed": {
		summary: "Make a certificate that its own key signs: for trials, or with --ca the root of your own CA",
		arguments: [],
		action: false
	},
	"certificate request": {
		summary: "Make a certificate request (PKCS#10) for a key, to be given to a CA",
		arguments: [],
		action: false
	},
	"certificate issue": {
		summary: "Issue a signing certificate for a request, with a CA key that may live in a KMS",
		arguments: [],
		action: false
	},
	"certificate check": {
		summary: "Check that a certificate chain fits its key and Notary's rules, and until when",
		arguments: [],
		action: false
	},
	"policy init": {
		summary: "Write a strict trust policy and its trust store, from root certificates and names of signers",
		arguments: [],
		action: false
	},
	"policy check": {
		summary: "Say what each statement of a trust policy means, and all that is wrong in policy and trust store",
		arguments: [],
		action: false
	},
	demo: {
		summary: "Tell the story of sign, verify and promote in a folder; needs no network",
		arguments: [{
			name: "directory",
			many: false,
			optional: true,
			help: "where to leave the files (sealift-demo)"
		}],
		action: false
	}
};
/** A word that stands before other commands: `certificate issue` is the command `issue` of the group `certificate`. */
const GROUPS = {
	certificate: { summary: "Make, issue and check certificates of signing keys, without a PKI team" },
	policy: { summary: "Make and check trust policies and trust stores" }
};
const COMMAND_NAMES = Object.keys(COMMANDS);
const ACTION_NAMES = [
	"sign",
	"verify",
	"promote",
	"plan",
	"compare"
];

// src/options/outputs.ts
/** The actions that name images; a plan names a file. */
const OF_IMAGES = [
	"sign",
	"verify",
	"promote",
	"compare"
];
/** The actions whose results are about a signature of an image. */
const OF_SIGNATURES = [
	"sign",
	"verify",
	"promote"
];
/** Every output. An output about one image describes the first image. */
const OUTPUTS = [
	{
		name: "digest",
		actions: OF_IMAGES,
		help: "digest of the image"
	},
	{
		name: "signature-digest",
		actions: OF_SIGNATURES,
		help: "digest of its signature manifest: the one made, or the one that passed; of promote with sign, your own at the destination in reference"
	},
	{
		name: "reference",
		actions: OF_IMAGES,
		help: "NAME@DIGEST of the image; of promote, at the destination"
	},
	{
		name: "status",
		actions: ACTION_NAMES,
		help: "done, partial or failed"
	},
	{
		name: "error-code",
		actions: ACTION_NAMES,
		help: "code of the error, empty when done; docs/errors.md lists them"
	},
	{
		name: "results",
		actions: ACTION_NAMES,
		help: "everything, as the JSON that --output json prints; use fromJSON"
	},
	{
		name: "changes",
		actions: ["plan"],
		help: "true when a promotion of this plan would write anything, for the if of a job; empty when there is no plan"
	},
	{
		name: "plan-digest",
		actions: ["plan"],
		help: "digest of the bytes of the plan, which plan-digest of the promote action takes; empty when there is no plan"
	},
	{
		name: "matrix",
		actions: ["plan"],
		help: "with shards, the matrix of the job that promotes: {\"shard\":[\"1/4\",...]}, without the shards that nothing goes to; use fromJSON"
	},
	{
		name: "verified",
		actions: ["verify"],
		help: "true when every image is verified; false also where the policy skips the check or only logs who signed"
	},
	{
		name: "signer-subject",
		actions: ["verify"],
		help: "subject of the trusted certificate that signed"
	},
	{
		name: "previous-digest",
		actions: ["promote"],
		help: "what the first tag of the destination in reference pointed at before; empty when it is new, or when there is none"
	}
];
const ROWS = OUTPUTS;
function outputsOf(action) {
	return ROWS.filter(({ actions }) => actions.includes(action));
}

// src/encoding/json-line.ts
/**
* Characters that JSON need not escape and that a terminal or log acts on: C1 controls, line separators, marks that change
* the direction, and `##[`, which GitHub's runner reads as a command anywhere in a line.
*/
const UNSAFE = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|(?<=#)#(?=\[)/gu;
/** A value as one line of JSON, every character of it safe on a terminal. */
function jsonLine(value) {
	const escaped = (character) => Array.from({ length: character.length }, (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`).join("");
	return JSON.stringify(value).replace(UNSAFE, escaped);
}

// src/options/option-groups.ts
/** The groups of a command that has too many options for one list, in the order in which a person decides about them. */
const GROUPS_OF = {
	plan: [{
		heading: "Whose signatures count, for entries that do not say it:",
		options: TRUST_OPTIONS
	}, {
		heading: "Logins of source and destination:",
		options: TRANSPORT_OPTIONS
	}],
	promote: [
		{
			heading: "Whose signatures count:",
			options: TRUST_OPTIONS
		},
		{
			heading: "Many images of a promotions file:",
			options: FILE_OPTIONS
		},
		{
			heading: "Destinations and their tags:",
			options: [findOption("destinations-file"), ...TAG_OPTIONS]
		},
		{
			heading: "Signatures in another repository:",
			options: SIGNATURE_PLACE_OPTIONS
		},
		{
			heading: "A signature of your own:",
			options: [...SIGNING_OPTIONS, findOption("user-metadata")]
		},
		{
			heading: "A signed record of the promotion:",
			options: RECORD_OPTIONS
		},
		{
			heading: "Logins of source and destination:",
			options: TRANSPORT_OPTIONS
		}
	]
};
/** Every option of a command once: those of no group first. */
function optionGroups(command) {
	const own = optionsOf(command);
	const groups = GROUPS_OF[command] ?? [];
	const grouped = new Set(groups.flatMap(({ options }) => options));
	return [{ options: own.filter((option) => !grouped.has(option)) }, ...groups.map(({ heading, options }) => ({
		...heading === void 0 ? {} : { heading },
		options: own.filter((option) => options.includes(option))
	}))];
}

// src/options/unknown.ts
/** Option names that are reserved for later versions (docs/contract.md). */
const RESERVED_OPTIONS = ["referrers-storage", "report"];
/** Flags of notation, cosign, oras, skopeo and crane, and what to write in place of each. */
const OTHER_TOOLS = [
	["--plain-http --insecure-registry --insecure --allow-http-registry --from-plain-http --to-plain-http", "Write --http-host HOST[:PORT] for a registry without TLS; loopback addresses need nothing."],
	["--allow-insecure-registry --tls-verify --src-tls-verify --dest-tls-verify", "TLS is always checked: name your authority with --ca-file, or write --http-host HOST[:PORT] for plain HTTP."],
	["--oci-layout --from-oci-layout --to-oci-layout --layout-path", "Write oci:DIR:TAG for an OCI image layout, oci-archive:FILE:TAG for its tar."],
	["--plugin --id", `Name the key of a plugin with --key ${PROVIDERS["notation-plugin"].example}.`],
	["-k --key-id --key-name --sk --kms", "Name the key with --key."],
	["--cert --certificate --cert-chain --tsa-certificate-chain", "Give the whole chain with --certificate-chain FILE, leaf first."],
	["--media-type", "Sealift reads the media type from the registry; leave it out."],
	["--force-referrers-tag --allow-referrers-api --distribution-spec --registry-referrers-mode", "Sealift finds out whether the registry has the Referrers API; leave it out."],
	["--tlog-upload --rekor-url --use-signing-config --insecure-ignore-tlog --new-bundle-format --upload --fulcio-url", "Notary Project signatures use no transparency log; leave it out."],
	["-y --yes", "Sealift never asks; leave it out."],
	["-o --format --json", "Write --output json."],
	["-u -p --password --identity-token --creds --src-creds --dest-creds --registry-username --registry-password", "Write --username NAME --password-stdin and pipe the password in, since others can read a command line; or log in with `docker login` or `podman login`, or name a file with --registry-config."],
	["--from-password --to-password --from-password-stdin --to-password-stdin", "Write --from-username NAME --to-username NAME --password-stdin, and pipe a line for each in, in this order."],
	["--authfile --src-authfile --dest-authfile --docker-config", "Name the file with --registry-config."],
	["-a --annotations --annotation", "Write -m KEY=VALUE (--user-metadata)."],
	["--certificate-identity --certificate-identity-regexp --certificate-oidc-issuer --identity", "Write --trusted-identity 'x509.subject: ...'."],
	["--ca-roots --ca-cert --cacert --root-cert --certificate-authority", "Write --trusted-root FILE to judge signatures, --ca-file FILE for TLS."],
	["--from-ca-file --to-ca-file", "Write --ca-file FILE."],
	["--trust-policy-scope --policy-scope", "Write --scope REPOSITORY."],
	["--all --multi-arch --include-referrers --referrers", "An index is promoted whole, with all that is attached, unless --platform says otherwise; leave it out."],
	["--digest-tags", "Tags of cosign (sha256-….sig, .att, .sbom) go along; leave it out, or leave them behind with --include verified."],
	["--if-exists --force --overwrite", "Write --if-signed skip, add or fail."],
	["--preserve-digests", "Sealift copies every byte as it is; leave it out."],
	["--remove-signatures", "Write --exclude-signatures."],
	["--timestamp-server-url", "Write --timestamp-url URL."],
	["-j --jobs", "Write --concurrency N."],
	["--subj --dn", "Write --subject 'CN=..., O=..., ST=..., C=US'."],
	["-v", "Write --verbose."],
	["--valid --validity --duration", "Write --days N for a certificate, and --expiry 30d for a signature."],
	["-q --silent --no-progress", "Write --quiet."],
	["-d", "Write --debug."]
];
/** What commands without `-r` do with an index. */
const WHOLE = {
	list: "list always shows the platforms of an index, with what is attached to them",
	inspect: "inspect always says which platforms of an index are signed, and shows one whole by its NAME@DIGEST",
	compare: "compare always compares all images of an index, with what is attached to them, or those of --platform"
};
/** The logins of a command that has two sides. */
const TWO_LOGINS = [["--username", "Write --from-username NAME for the source, --to-username NAME for the destination."], ["-u -p --password --creds --src-creds --dest-creds", "Write --from-username NAME --to-username NAME --password-stdin, and pipe a line for each in, in this order; or log in with `docker login` or `podman login`."]];
const ONE_PLATFORM = [["--platform", "Name the digest of the platform, which `sealift list` shows. verify -r and promote have --platform."]];
/** What a spelling means in one command, where that is another thing than elsewhere. */
const IN_COMMAND = {
	promote: [
		...TWO_LOGINS,
		["--platforms --override-os --override-arch", "Write --platform OS/ARCH, once for each."],
		["--if-exists --force --overwrite --no-clobber", "Write --existing-tag move, keep or fail, and --move-tag always for a tag that somebody moved during the run."]
	],
	compare: [
		...TWO_LOGINS,
		["--platforms --override-os --override-arch", "Write --platform OS/ARCH, once for each."],
		["--to --against --destination --target --dest", "Write --with REPOSITORY, once for each."],
		["--fix --mend --heal --sync", "Write --repair, with --trust-policy and --trust-store."]
	],
	sign: ONE_PLATFORM,
	list: ONE_PLATFORM,
	inspect: ONE_PLATFORM,
	verify: [["-k --key --certificate --cert --certificate-chain", "Signers are trusted by --trust-policy and --trust-store, or by --trusted-root FILE --trusted-identity 'x509.subject: ...'."], ["--policy", "Write --trust-policy FILE."]]
};
const adviceOf = (rows) => new Map(rows.flatMap(([spellings, advice]) => spellings.split(" ").map((one) => [one, advice])));
const ADVICE$1 = adviceOf(OTHER_TOOLS);
/** The error for a flag that `command` does not have: reserved, of another command, spelled as elsewhere, or mistyped. */
function unknownFlag(flag, command) {
	const bare = flag.replace(/=.*$/s, "").replace(/^(-[pu])[^-].*$/s, "$1");
	const name = bare.replace(/^-+/, "");
	const where = command === void 0 ? "" : ` of ${command}`;
	if (bare.startsWith("--") && RESERVED_OPTIONS.includes(name)) return new SealiftError("feature_unsupported", `--${name} is reserved, and not in this version`, { hint: "Leave it out, or use a later version." });
	const whole = name === "r" || name === "recursive" ? command && WHOLE[command] : void 0;
	if (whole !== void 0) return new SealiftError("usage", `${bare} is not an option${where}`, { hint: `${whole}; leave it out.` });
	const own = command && IN_COMMAND[command];
	const advice = (own && adviceOf(own).get(bare)) ?? ADVICE$1.get(bare);
	if (advice !== void 0) return new SealiftError("usage", `${bare} is not an option${where}`, { hint: advice });
	const owners = findOption(name)?.commands;
	if (owners && command !== void 0 && owners.includes(command)) return new SealiftError("usage", `${bare} takes no value`, { hint: `Write ${bare} alone, or leave it out; \`--help\` shows it.` });
	if (owners && bare.startsWith("--")) {
		const hint = `It belongs to ${owners.join(" and ")}.`;
		return new SealiftError("usage", `${bare} is not an option${where}`, { hint });
	}
	const known = command === void 0 ? OPTIONS : optionsOf(command);
	const near = suggest(name, known.map((option) => option.name));
	const see = `See \`sealift${command === void 0 ? "" : ` ${command}`} --help\`.`;
	return new SealiftError("usage", `${bare} is not an option${where}`, { hint: near === void 0 ? see : `Did you mean --${near}? ${see}` });
}

// src/options/unknown-command.ts
/** Command names that are reserved for later versions (docs/contract.md). */
const RESERVED_COMMANDS = ["completion", "doctor"];
/** Commands of notation, cosign, oras, crane, skopeo, regctl and docker that one of ours does. */
const SAME = {
	copy: "promote",
	cp: "promote",
	sync: "promote",
	mirror: "promote",
	diff: "compare",
	discover: "list",
	ls: "list",
	tree: "list",
	referrers: "list",
	triangulate: "list",
	validate: "verify",
	"policy show": "policy check",
	"policy validate": "policy check",
	"policy create": "policy init",
	"certificate generate-test": "certificate self-signed",
	"certificate create": "certificate self-signed",
	"certificate csr": "certificate request",
	"certificate sign": "certificate issue",
	"certificate show": "certificate check"
};
const ADVICE = new Map([
	["version", "Write `sealift --version`."],
	["login logout auth", "Log in with `docker login` or `podman login`, or with the login action of the workflow; Sealift finds what they leave."],
	["attach", "Attach files with `oras attach`; `sealift promote` carries them along with the signatures, and `sealift list` shows them."],
	["key keys generate-key-pair import-key-pair public-key piv-tool", "A key stays where it is, and --key names it; `sealift certificate` makes and checks the certificates of keys."],
	["initialize trusted-root", "Sealift knows no trust of cosign: it trusts what --trust-policy and --trust-store say, and `sealift policy init` writes both."],
	["cert certs certificates", "Write `sealift certificate`; a root certificate gets into a trust store by `sealift policy init`."],
	["certificate/add certificate/list certificate/ls certificate/delete", "A trust store is a folder: `sealift policy init` writes one, and `sealift policy check` shows what is in it."],
	["trust trust-policy trustpolicy", "Write `sealift policy init` for a new trust policy, and `sealift policy check` to see what one means."],
	["policy/import policy/export", "Nothing is imported: name the file with --trust-policy; `sealift policy check` says what it means."],
	["blob sign-blob verify-blob attest-blob verify-blob-attestation", "Sealift signs what is in a registry or image layout: put the file there with `oras push`, and sign that."],
	["attest attestation verify-attestation", "Attestations are not judged; `sealift promote` carries those that are attached, and `sealift list` shows them."],
	["tag retag", "Write `sealift promote NAME@DIGEST NAME:TAG`: it verifies the image before the tag moves."],
	["pull save download export backup", "Write `sealift promote NAME:TAG oci-archive:FILE:TAG` (or oci:DIR:TAG, a folder): image and signatures go there."],
	["push import load upload restore", "Write `sealift promote oci-archive:FILE:TAG NAME:TAG` (or oci:DIR:TAG, a folder): image and signatures go to a registry."],
	["digest resolve", "Write `sealift inspect NAME:TAG`: it shows the digest, and who signed."],
	["manifest index delete rm remove clean catalog repo mutate append flatten rebase", "Sealift only signs, verifies, promotes and lists; oras, crane and regctl do this."],
	["plugin", "Write --key notation-plugin://NAME/KEY-ID; plugins are installed by `notation plugin install`."]
].flatMap(([spellings, advice]) => spellings.split(" ").map((one) => [one.replace("/", " "), advice])));
/** The error for a word that is not a command: reserved, of another tool, or mistyped. */
function unknownCommand(word, commands) {
	if (RESERVED_COMMANDS.includes(word)) {
		const hint = `This version has: ${commands.join(", ")}.`;
		return new SealiftError("feature_unsupported", `the command ${word} is reserved, and not in this version`, { hint });
	}
	const same = Object.hasOwn(SAME, word) ? SAME[word] : void 0;
	const near = suggest(word, commands);
	const known = same === void 0 ? ADVICE.get(word) : `Write \`sealift ${same}\`.`;
	const guess = near === void 0 ? "" : `Did you mean ${near}? `;
	return new SealiftError("usage", `${JSON.stringify(word)} is not a command`, { hint: known ?? `${guess}See \`sealift --help\`.` });
}

// src/notation/record/predicate-type.ts
/** The predicate type of a record: a verification summary (SLSA, verification_summary). */
const PREDICATE_TYPE = "https://slsa.dev/verification_summary/v1";
/** The media type of an in-toto statement, and the artifact type of a manifest that holds one. */
const IN_TOTO_TYPE = "application/vnd.in-toto+json";

export { splitReference as $, runResult as A, TAG_OPTIONS as B, endProcess as C, silenceText as D, progressLines as E, OPTIONS as F, FILE_OPTIONS as G, PROVIDERS as H, findOption as I, helpFor as J, suggest as K, isGlobal as L, errnoOf as M, fileError as N, failedRun as O, readOptions as P, numbered as Q, optionsOf as R, exitCodeWith as S, progressLine as T, PROVIDER_OF as U, SIGNING_OPTIONS as V, schemesWith as W, typeFor as X, isRequired as Y, Problems as Z, outputError as _, optionGroups as a, systemClock as at, PRECEDENCE as b, COMMANDS as c, SealiftError as ct, inputsOf as d, suffixOf as et, operandsOf as f, every as g, ProgressTracker as h, unknownFlag as i, printable as it, VERSION as j, hasFailed as k, COMMAND_NAMES as l, asSealiftError as lt, numberedParts as m, PREDICATE_TYPE as n, quotable as nt, jsonLine as o, loadRunner as ot, actionInputsOf as p, camelCase as q, unknownCommand as r, randomParts as rt, outputsOf as s, ERRORS as st, IN_TOTO_TYPE as t, withoutLogin as tt, GROUPS as u, docsOf as ut, ProcessOutput as v, phaseText as w, exitCodeOf as x, limitHeapGrowth as y, TRUST_OPTIONS as z };