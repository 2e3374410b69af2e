import { M as errnoOf, N as fileError, ct as SealiftError, it as printable } from "./words.js";
import { $t as readAs, An as parseCertificate, J as PAYLOAD_MEDIA_TYPE, Qt as streamNamesHint, Sn as abortable, an as mapOf, ar as encodeBase64, in as listOf, on as struct, rr as decodeBase64, t as withRetries } from "./registry.js";
import { En as entryKind, in as ALGORITHMS, nt as notationFolder, o as buildPayload, sn as findAlgorithm } from "./notation.js";
import { n as runProgram } from "./run-program.js";
const { dirname, isAbsolute, join, parse, resolve, sep } = globalThis.process.getBuiltinModule("node:path");
const { lstat, readlink } = globalThis.process.getBuiltinModule("node:fs/promises");

// src/plugin/answers.ts
/** The answers of plugins (plugin-extensibility.md), as notation reads them. */
const METADATA = struct({
	name: "text",
	description: "text",
	version: "text",
	url: "text",
	supportedContractVersions: listOf("text"),
	capabilities: listOf("text")
});
const KEY = struct({
	keyId: "text",
	keySpec: "text"
});
const SIGNATURE = struct({
	keyId: "text",
	signature: "bytes",
	signingAlgorithm: "text",
	certificateChain: listOf("bytes")
});
const ENVELOPE = struct({
	signatureEnvelope: "bytes",
	signatureEnvelopeType: "text",
	annotations: mapOf("text")
});
const VERIFICATION = struct({
	verificationResults: mapOf(struct({
		success: "boolean",
		reason: "text"
	})),
	processedAttributes: listOf("text")
});
/** "Plugin contract": what a plugin that fails may write to its standard error. */
const FAILURE = struct({
	errorCode: "text",
	errorMessage: "text",
	errorMetadata: mapOf("text")
});

// src/plugin/plugin-words.ts
/** RFC 7512, 2.3: the PIN in a PKCS#11 URI, which the plugin may have from a file of its own. */
const PIN_IN_URI = /(pin-value(?:=|%3d))[^;&?\s"',)]+/gi;
/**
* Makes the words of a plugin safe to show: it may repeat its key id, its configuration and its environment, and all three may
* hold secrets.
*/
function pluginWords({ hide }, text, max) {
	return printable(hide(text.replace(PIN_IN_URI, "$1***")), max);
}

// src/plugin/errors.ts
const UNKNOWN = {
	code: "plugin_failed",
	hint: "The words are the plugin's own; its documentation explains them."
};
/** The error codes of the contract and those of Sealift. The specification allows a retry after TIMEOUT and THROTTLED. */
const MEANINGS = {
	VALIDATION_ERROR: {
		code: "plugin_failed",
		hint: "Check the key id behind notation-plugin://NAME/, and --plugin-config."
	},
	UNSUPPORTED_CONTRACT_VERSION: {
		code: "plugin_incompatible",
		hint: "Install a version of the plugin that has contract 1.0."
	},
	ACCESS_DENIED: {
		code: "denied",
		hint: "Check the credentials that the plugin uses, and their right to use the key."
	},
	TIMEOUT: {
		code: "key_service_unavailable",
		hint: "What the plugin asks did not answer in time; run it again."
	},
	THROTTLED: {
		code: "too_many_requests",
		hint: "What the plugin asks limits requests; wait and run it again."
	},
	ERROR: UNKNOWN
};
function answerIn(stderr) {
	try {
		return readAs(FAILURE, stderr, {
			code: "unexpected_answer",
			what: "the error"
		});
	} catch {
		return;
	}
}
/**
* The error for a plugin that ended with another exit code than 0, with its words, made safe to show.
*
* @param doing names plugin and command: `plugin acme, describe-key`.
* @param plugin whose words they are.
*/
function pluginError(doing, exitCode, stderr, plugin) {
	const ended = exitCode === null ? "was ended by a signal" : `ended with ${exitCode}`;
	const { errorCode, errorMessage, errorMetadata } = answerIn(stderr) ?? {};
	if (!errorCode) {
		const words = pluginWords(plugin, new TextDecoder().decode(stderr).trim(), 400);
		const message = `${doing}: it ${ended}${words === "" ? " and said nothing" : `: ${words}`}`;
		const hint = streamNamesHint(stderr);
		return new SealiftError("plugin_failed", message, hint ? { hint } : {});
	}
	const { code, hint } = Object.hasOwn(MEANINGS, errorCode) ? MEANINGS[errorCode] : UNKNOWN;
	const more = Object.entries(errorMetadata ?? {}).map(([key, value]) => `${key}=${value}`);
	const words = [errorMessage ?? "", more.length > 0 ? `(${more.join(", ")})` : ""].filter(Boolean).join(" ");
	const text = pluginWords(plugin, words, 600) || "no reason given";
	return new SealiftError(code, `${doing}: ${text} (${pluginWords(plugin, errorCode)})`, { hint });
}

// src/plugin/ask.ts
/** notation takes 64 MiB of each output; the largest answer is an envelope, and those have some tens of KiB. */
const OUTPUT_LIMIT = 8388608;
/** Milliseconds for one command, since a plugin may wait for a person who touches a token. */
const DEFAULT_TIMEOUT = 3e5;
/** The error for a plugin that did not run to its end. */
function notEnded({ name, file, timeout }, outcome) {
	const path = printable(file, 600);
	switch (outcome.kind) {
		case "not-found": return new SealiftError("plugin_not_found", `${path} ${outcome.reason}`, { hint: outcome.remedy });
		case "refused": return new SealiftError("plugin_unsafe", `${path} ${outcome.reason}; it was not run`, { hint: outcome.remedy });
		case "not-started": return new SealiftError("plugin_failed", `${path} ${outcome.reason}`, { hint: "Free memory or processes on this machine, and run it again." });
		case "timed-out": return new SealiftError("deadline_exceeded", `the plugin ${name} did not answer within ${timeout / 1e3} s`, { hint: "Give it more time with --timeout." });
		case "too-much-output": return new SealiftError("content_too_large", `the plugin ${name} wrote over ${OUTPUT_LIMIT} bytes`);
	}
}
/** An answer that is not what the contract says. */
function malformed(plugin, command, reason) {
	return new SealiftError("unexpected_answer", `plugin ${plugin.name}, ${command}: ${reason}`, { hint: "The plugin breaks the Notary Project plugin contract; try another version of it." });
}
function read(plugin, command, stdout, { shape, needed }) {
	let answer;
	try {
		answer = readAs(shape, stdout, {
			code: "unexpected_answer",
			what: "the answer"
		});
	} catch (error) {
		const reason = error instanceof Error ? error.message : "the answer is not JSON";
		throw malformed(plugin, command, plugin.hide(reason));
	}
	for (const name of needed) {
		const value = answer[name];
		if (value === void 0 || value === "" || Array.isArray(value) && value.length === 0) throw malformed(plugin, command, `the answer is malformed at ${name}: it is not there, or empty`);
	}
	return answer;
}
/**
* Runs one command of a plugin (plugin-extensibility.md, "Plugin contract"): the request on its standard input, the answer
* read strictly, as notation reads it. It is retried only where the plugin's error says that this may help.
*
* @throws SealiftError of the plugin's refusal, `unexpected_answer`, `deadline_exceeded`, `content_too_large`,
*   `plugin_not_found` or `plugin_unsafe`.
*/
async function ask(plugin, command, members, wanted, signal) {
	const { name, file, env, config, timeout } = plugin;
	const pluginConfig = Object.keys(config).length > 0 ? { pluginConfig: config } : {};
	const input = JSON.stringify({
		...members,
		...pluginConfig
	});
	const order = {
		file,
		args: [command],
		input,
		env,
		timeout,
		limit: OUTPUT_LIMIT
	};
	const attempt = async () => {
		const outcome = await runProgram(order, signal);
		if (outcome.kind !== "ended" || outcome.code === 0) return outcome;
		throw pluginError(`plugin ${name}, ${command}`, outcome.code, outcome.stderr, plugin);
	};
	const outcome = await withRetries(attempt, plugin, signal);
	if (outcome.kind !== "ended") throw notEnded(plugin, outcome);
	return read(plugin, command, outcome.stdout, wanted);
}

// src/plugin/describe-key.ts
/**
* `describe-key`: the kind of the key, and so its one algorithm.
*
* @throws SealiftError `key_unsupported`, or those of {@link ask}.
*/
async function describeKey(plugin, keyId, signal) {
	const answer = await ask(plugin, "describe-key", {
		contractVersion: "1.0",
		keyId
	}, {
		shape: KEY,
		needed: ["keyId", "keySpec"]
	}, signal);
	if (answer.keyId !== keyId) throw malformed(plugin, "describe-key", "the answer is about another key");
	const algorithm = ALGORITHMS.find(({ keySpec }) => keySpec === answer.keySpec);
	if (algorithm) return algorithm;
	throw new SealiftError("key_unsupported", `the plugin ${plugin.name} says that its key is of the kind ${pluginWords(plugin, answer.keySpec)}`);
}

// src/io/files/changeable.ts
const [GROUP, OTHERS, STICKY] = [
	16,
	2,
	512
];
/** The most links on one path, as in Linux. */
const LINKS = 40;
/** Quotes a path for a shell. */
function shellWord(path) {
	const shown = printable(path, 600);
	return /^[\w./+:@-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}
function judge(path, found, user) {
	if (found.uid !== 0 && found.uid !== user) {
		const owner = user === 0 ? "root" : "root and this user";
		return {
			path,
			reason: `belongs to the user ${found.uid}, and has to belong to ${owner}`,
			remedy: `Install it where nobody else writes, or: chown ${user} ${shellWord(path)}`
		};
	}
	if (found.isSymbolicLink() || found.isDirectory() && (found.mode & STICKY) !== 0) return void 0;
	if ((found.mode & (GROUP | OTHERS)) === 0) return void 0;
	return {
		path,
		reason: `may be changed by ${(found.mode & OTHERS) !== 0 ? "every user" : `its group (${found.gid})`}`
	};
}
/** The first fault. Its remedy names all paths that others may write, because a umask of 002 opens every folder. */
function firstOf(faults) {
	const [first] = faults;
	if (first === void 0) return void 0;
	const open = faults.filter(({ remedy }) => remedy === void 0).map(({ path }) => shellWord(path));
	return {
		remedy: `Take that right away: chmod go-w ${[...new Set(open)].join(" ")}`,
		...first
	};
}
const namesOf$1 = (path) => path.split(sep).filter((name) => name !== "" && name !== ".");
/**
* Whether anybody but root and `user` may change what stands at `path`, or put something else there: the first file, folder
* or link on the path from the root that another user owns, or that group or world may write. Links are followed, and the
* path to their target is checked as well. `undefined` also when there is nothing at `path`.
*
* @throws SealiftError `file_unreadable` where a part of the path cannot be checked.
*/
async function changeableByOthers(path, user = process.geteuid?.()) {
	if (user === void 0) return void 0;
	const whole = resolve(path);
	const { root } = parse(whole);
	let [at, links] = [root, 0];
	const left = [".", ...namesOf$1(whole.slice(root.length))];
	const faults = [];
	try {
		for (let name = left.shift(); name !== void 0; name = left.shift()) {
			const next = name === ".." ? dirname(at) : join(at, name);
			const found = await lstat(next);
			const changeable = judge(next, found, user);
			if (changeable) faults.push(changeable);
			if (!found.isSymbolicLink()) {
				at = next;
				continue;
			}
			links += 1;
			if (links > LINKS) return {
				path: whole,
				reason: "is behind links that lead to each other",
				remedy: "Remove the links."
			};
			const target = await readlink(next);
			if (isAbsolute(target)) at = root;
			left.unshift(...namesOf$1(target));
		}
	} catch (error) {
		if (faults.length > 0) return firstOf(faults);
		if (errnoOf(error) === "ENOENT" || errnoOf(error) === "ENOTDIR") return void 0;
		throw fileError(error, "read", path);
	}
	return firstOf(faults);
}

// src/plugin/find-plugin.ts
/** One part of a path on every system: no separator, no drive, neither `.` nor `..`. */
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,126}[A-Za-z0-9_-])?$/;
const isPluginName = (name) => NAME.test(name);
/** @throws SealiftError `usage` for what cannot be the name of a folder. */
function checkPluginName(name) {
	if (isPluginName(name)) return;
	throw new SealiftError("usage", `${printable(name)} is not the name of a plugin`, { hint: "Write notation-plugin://NAME/KEY-ID; `notation plugin list` shows the names." });
}
/** The folder of all plugins: in `NOTATION_LIBEXEC`, or beside notation's configuration. */
function pluginsFolder(around) {
	return join(around.env.NOTATION_LIBEXEC || notationFolder(around), "plugins");
}
function unsafe(path, reason, hint) {
	return new SealiftError("plugin_unsafe", `${printable(path, 600)} ${reason}; it was not run`, { hint });
}
/**
* The executable of an installed plugin: `plugins/NAME/notation-NAME`, with `.exe` on Windows. It has to be a regular file
* (plugin-extensibility.md, "Plugin installation path"). Only root and the user may be able to change it or a folder on the
* path to it, because whoever can replace it can sign. The folder of all plugins may be reached through links, since the user
* chose it.
*
* @throws SealiftError `usage`, `plugin_not_found` or `plugin_unsafe`.
*/
async function findPlugin(name, around) {
	checkPluginName(name);
	const windows = around.platform === "win32";
	const plugins = resolve(pluginsFolder(around));
	const folder = join(plugins, name);
	const file = join(folder, `notation-${name}${windows ? ".exe" : ""}`);
	const steps = [
		{
			path: plugins,
			wanted: "folder",
			followLinks: true
		},
		{
			path: folder,
			wanted: "folder",
			followLinks: false
		},
		{
			path: file,
			wanted: "file",
			followLinks: false
		}
	];
	for (const { path, wanted, followLinks } of steps) {
		const kind = await entryKind(path, { followLinks });
		if (kind === void 0) throw new SealiftError("plugin_not_found", `the plugin ${name} is not installed: there is no ${printable(file, 600)}`);
		if (kind !== wanted) throw unsafe(path, `is a ${kind}, and has to be a ${wanted}`, "Install the plugin itself, not a link to it.");
	}
	const changeable = windows ? void 0 : await changeableByOthers(file);
	if (changeable) throw unsafe(changeable.path, changeable.reason, changeable.remedy);
	return file;
}

// src/plugin/generate-envelope.ts
const WANTED$3 = {
	shape: ENVELOPE,
	needed: ["signatureEnvelope", "signatureEnvelopeType"]
};
/** Characters of all annotations; they travel in the manifest, which has its own limit. */
const ANNOTATIONS_LIMIT = 65536;
/**
* `generate-envelope`: the whole envelope, made by the plugin. It is not checked here.
*
* @throws SealiftError `self_check_failed` for another envelope type, or those of {@link ask}.
*/
async function generateEnvelope(plugin, keyId, { target, metadata, expiresAfter }, mediaType, signal) {
	const seconds = expiresAfter === void 0 ? void 0 : Math.ceil(expiresAfter / 1e3);
	const request = {
		contractVersion: "1.0",
		keyId,
		payloadType: PAYLOAD_MEDIA_TYPE,
		signatureEnvelopeType: mediaType,
		payload: encodeBase64(buildPayload(target, metadata)),
		...seconds === void 0 ? {} : { expiryDurationInSeconds: seconds }
	};
	const answer = await ask(plugin, "generate-envelope", request, WANTED$3, signal);
	const { signatureEnvelope, signatureEnvelopeType } = answer;
	if (signatureEnvelopeType !== mediaType) throw new SealiftError("self_check_failed", `plugin ${plugin.name}, generate-envelope: the envelope is of the type ${pluginWords(plugin, signatureEnvelopeType)}, asked was ${mediaType}`, { hint: "Nothing was pushed. Choose another --signature-format, or another version of the plugin." });
	const annotations = answer.annotations ?? {};
	if (Object.entries(annotations).flat().join("").length > ANNOTATIONS_LIMIT) throw malformed(plugin, "generate-envelope", `the annotations have over ${ANNOTATIONS_LIMIT} characters`);
	return {
		bytes: decodeBase64(signatureEnvelope, {
			code: "unexpected_answer",
			what: "the envelope"
		}),
		annotations
	};
}

// src/plugin/generate-signature.ts
/** More certificates than any chain has. */
const MAX_CHAIN = 16;
const WANTED$2 = {
	shape: SIGNATURE,
	needed: [
		"keyId",
		"signature",
		"signingAlgorithm",
		"certificateChain"
	]
};
/** `SHA-256` and `RSASSA-PSS-SHA-256`, as the contract calls them. */
function namesOf({ hash, keyType }) {
	const hashAlgorithm = `SHA-${hash.slice(3)}`;
	return {
		hashAlgorithm,
		signingAlgorithm: `${keyType === "rsa" ? "RSASSA-PSS" : "ECDSA"}-${hashAlgorithm}`
	};
}
/**
* `generate-signature`: the raw signature over `payload`, which the plugin hashes itself, and the chain of its key.
*
* @throws SealiftError `self_check_failed` where the answer is for another key or algorithm, or those of {@link ask}.
*/
async function generateSignature(plugin, keyId, algorithm, payload, signal) {
	const { hashAlgorithm, signingAlgorithm } = namesOf(algorithm);
	const { keySpec } = algorithm;
	const request = {
		contractVersion: "1.0",
		keyId,
		keySpec,
		hashAlgorithm,
		payload: encodeBase64(payload)
	};
	const answer = await ask(plugin, "generate-signature", request, WANTED$2, signal);
	const wrong = (reason) => new SealiftError("self_check_failed", `plugin ${plugin.name}, generate-signature: ${reason}`, { hint: "Nothing was pushed. Check the key id and --plugin-config, or try another version of the plugin." });
	if (answer.keyId !== keyId) throw wrong("another key signed than was asked to");
	if (answer.signingAlgorithm !== signingAlgorithm) throw wrong(`the algorithm is ${pluginWords(plugin, answer.signingAlgorithm)}; a key ${keySpec} has ${signingAlgorithm}`);
	if (answer.certificateChain.length > MAX_CHAIN) throw malformed(plugin, "generate-signature", `the answer is malformed at certificateChain: it has over ${MAX_CHAIN} certificates`);
	const signature = decodeBase64(answer.signature, {
		code: "unexpected_answer",
		what: "the signature"
	});
	const certificates = await Promise.all(answer.certificateChain.map(async (one, index) => {
		const context = {
			code: "certificate_chain_invalid",
			what: `certificate ${index + 1} of the plugin ${plugin.name}`
		};
		return parseCertificate(decodeBase64(one, context), context);
	}));
	const kind = findAlgorithm(certificates[0].publicKey)?.keySpec ?? "of another kind";
	if (kind !== keySpec) throw wrong(`its certificate has a key ${kind}, but the key was described as ${keySpec}`);
	return {
		signature,
		certificates
	};
}

// src/plugin/metadata.ts
/** The version becomes part of the signing agent in envelopes, and of results. */
const VERSION = /^[\x21-\x7e]{1,100}$/;
const WANTED$1 = {
	shape: METADATA,
	needed: [
		"name",
		"description",
		"version",
		"url",
		"supportedContractVersions",
		"capabilities"
	]
};
const CAPABILITY = {
	raw: "SIGNATURE_GENERATOR.RAW",
	envelope: "SIGNATURE_GENERATOR.ENVELOPE",
	identity: "SIGNATURE_VERIFIER.TRUSTED_IDENTITY",
	revocation: "SIGNATURE_VERIFIER.REVOCATION_CHECK"
};
/**
* `get-plugin-metadata`: what the plugin is and can do.
*
* @throws SealiftError `plugin_incompatible` for another name or contract, or those of {@link ask}.
*/
async function pluginMetadata(plugin, signal) {
	const { name, version, supportedContractVersions, capabilities } = await ask(plugin, "get-plugin-metadata", {}, WANTED$1, signal);
	const isSecret = plugin.hide(version) !== version;
	if (isSecret || !VERSION.test(version)) throw malformed(plugin, "get-plugin-metadata", `the answer is malformed at version: ${isSecret ? "it holds a secret of this run" : "it is no word"}`);
	if (name !== plugin.name) throw new SealiftError("plugin_incompatible", `the plugin in the folder ${plugin.name} says that its name is ${pluginWords(plugin, name)}`, { hint: "Install it with `notation plugin install`, and name it as it names itself." });
	if (!supportedContractVersions.includes("1.0")) {
		const theirs = pluginWords(plugin, supportedContractVersions.join(", "));
		throw new SealiftError("plugin_incompatible", `the plugin ${name} has the contract version ${theirs}; Sealift speaks ${"1.0"}`, { hint: `Install a version of the plugin that has contract ${"1.0"}.` });
	}
	return {
		version,
		capabilities
	};
}

// src/plugin/verifier-answer.ts
const isCapability = (name) => name === CAPABILITY.identity || name === CAPABILITY.revocation;
/**
* What an answer to `verify-signature` says. All members are required but the reason; a plugin in Go that processed nothing writes
* null for the list.
*
* @throws SealiftError `unexpected_answer`.
*/
function verifierAnswer({ verificationResults = {}, processedAttributes = [] }, plugin) {
	const results = /* @__PURE__ */ new Map();
	for (const [name, result] of Object.entries(verificationResults)) {
		const where = `the answer is malformed at verificationResults, ${pluginWords(plugin, name)}`;
		const fail = (reason) => malformed(plugin, "verify-signature", `${where}: ${reason}`);
		if (!isCapability(name)) throw fail("nobody asks for that");
		const { success, reason } = result ?? {};
		if (success === void 0) throw fail("it has no success");
		results.set(name, {
			success,
			...reason === void 0 ? {} : { reason: pluginWords(plugin, reason, 600) }
		});
	}
	if (processedAttributes.includes("")) throw malformed(plugin, "verify-signature", "the answer is malformed at processedAttributes: a name is empty");
	return {
		results,
		processedAttributes
	};
}

// src/plugin/verify-signature.ts
const WANTED = {
	shape: VERIFICATION,
	needed: ["verificationResults"]
};
/** The zero value of Go's `time.Time`, which notation writes for a signature without expiry. */
const NO_EXPIRY = "0001-01-01T00:00:00Z";
/** RFC 3339 as Go writes it: the fraction without zeros at its end. */
const timeText = (time) => time.toISOString().replace(/\.?0*Z$/, "Z");
/** The members of the request as notation writes them, since plugins are tried with that. */
function members({ criticalAttributes, unprocessedAttributes, certificateChain, trustedIdentities, capabilities }) {
	const { contentType, signingScheme, expiry, authenticSigningTime, extendedAttributes } = criticalAttributes;
	return {
		contractVersion: "1.0",
		signature: {
			criticalAttributes: {
				contentType,
				signingScheme,
				expiry: expiry === void 0 ? NO_EXPIRY : timeText(expiry),
				...authenticSigningTime === void 0 ? {} : { authenticSigningTime: timeText(authenticSigningTime) },
				...Object.keys(extendedAttributes).length === 0 ? {} : { extendedAttributes }
			},
			unprocessedAttributes: unprocessedAttributes.length === 0 ? null : unprocessedAttributes,
			certificateChain: certificateChain.map((der) => encodeBase64(der))
		},
		trustPolicy: {
			trustedIdentities,
			signatureVerification: capabilities
		}
	};
}
/**
* `verify-signature`: what the plugin says of a signature. Whether the answer fits the request is for the caller to judge.
*
* @throws SealiftError those of {@link ask}.
*/
async function verifySignature(plugin, request, signal) {
	const answer = await ask(plugin, "verify-signature", members(request), WANTED, signal);
	return verifierAnswer(answer, plugin);
}

// src/plugin/open-verifier.ts
const VERIFIES = [CAPABILITY.identity, CAPABILITY.revocation];
/**
* An installed plugin as one that judges signatures. One command of it runs at a time, as in notation.
*
* @throws SealiftError `plugin_incompatible` for another name or contract, or those of a command.
*/
async function openVerifier(plugin, signal) {
	const { version, capabilities } = await pluginMetadata(plugin, signal);
	let last = Promise.resolve();
	return {
		name: plugin.name,
		version,
		capabilities: VERIFIES.filter((one) => capabilities.includes(one)),
		isBuiltIn: false,
		verify(request, during) {
			const turn = last.then(() => verifySignature(plugin, request, during));
			last = turn.catch(() => {});
			return abortable(turn, during);
		}
	};
}

export { generateEnvelope as a, describeKey as c, generateSignature as i, DEFAULT_TIMEOUT as l, CAPABILITY as n, findPlugin as o, pluginMetadata as r, isPluginName as s, openVerifier as t, pluginWords as u };