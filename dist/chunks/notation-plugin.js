import { D as printable, j as SealiftError } from "./words.js";
import { Ct as errnoOf, K as delayAfter, Y as parseJson, dt as encodeBase64, et as parseCertificate, lt as decodeBase64, q as runProgram, wt as fileError } from "./registry.js";
import { G as findAlgorithm, H as ALGORITHMS, n as notationFolder, rt as kindOf, z as PAYLOAD_MEDIA_TYPE } from "./notation.js";
import { _ as _maxLength, c as nullable, d as record, n as array, p as string, s as looseObject, u as optional, v as _minLength, y as _regex } from "./zod.js";
import { r as once, t as checkedSignature } from "./raw-signature.js";
const { join } = globalThis.process.getBuiltinModule("node:path");
const { lstat, stat } = globalThis.process.getBuiltinModule("node:fs/promises");

// src/plugin/without-secrets.ts
/** Names of configuration that hold what nobody should read. */
const SECRET_NAME = /pin|pass|secret|token|credential/i;
/** A shorter value stands in too many words. */
const SHORTEST = 4;
/** RFC 7512, 2.3: the PIN in a PKCS#11 URI. */
const PIN_IN_URI = /(pin-value=)[^;&?\s"',)]+/gi;
/** Words of a plugin, which may repeat its key id and its configuration, without the PINs and passwords of both. */
function withoutSecrets(words, config) {
	return Object.entries(config).filter(([name, value]) => SECRET_NAME.test(name) && value.length >= SHORTEST).reduce((text, [, value]) => text.replaceAll(value, "***"), words.replace(PIN_IN_URI, "$1***"));
}

// src/plugin/refusal.ts
/** plugin-extensibility.md, "Plugin contract": what a plugin that fails may write to its standard error. */
const Answer$3 = looseObject({
	errorCode: string(),
	errorMessage: optional(nullable(string())),
	errorMetadata: optional(nullable(record(string(), string())))
});
const UNKNOWN = {
	code: "plugin_failed",
	hint: "The words are the plugin's own; its documentation explains them."
};
/** The error codes of the contract, and what they are here. */
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
		hint: "What the plugin asks did not answer in time; run it again.",
		passing: true
	},
	THROTTLED: {
		code: "too_many_requests",
		hint: "What the plugin asks limits requests; wait and run it again.",
		passing: true
	},
	ERROR: UNKNOWN
};
function answerIn(stderr) {
	try {
		return Answer$3.safeParse(parseJson(stderr, {
			code: "unexpected_answer",
			what: "the error"
		})).data;
	} catch {
		return;
	}
}
/**
* What a plugin said that ended with another exit code than 0. Its words are shown, made safe.
*
* @param doing names plugin and command: `plugin acme, describe-key`.
* @param config whose PINs and passwords are left out of the words.
*/
function refusalOf(doing, exitCode, stderr, config) {
	const ended = exitCode === null ? "was ended by a signal" : `ended with ${exitCode}`;
	const answer = answerIn(stderr);
	if (!answer) {
		const words = printable(withoutSecrets(new TextDecoder().decode(stderr).trim(), config), 400);
		const message = `${doing}: it ${ended}${words === "" ? " and said nothing" : `: ${words}`}`;
		return {
			error: new SealiftError("plugin_failed", message),
			passing: false
		};
	}
	const { errorCode, errorMessage, errorMetadata } = answer;
	const { code, hint, passing = false } = Object.hasOwn(MEANINGS, errorCode) ? MEANINGS[errorCode] : UNKNOWN;
	const more = Object.entries(errorMetadata ?? {}).map(([key, value]) => `${key}=${value}`);
	const words = [errorMessage ?? "", more.length > 0 ? `(${more.join(", ")})` : ""].filter(Boolean).join(" ");
	const text = printable(withoutSecrets(words, config), 600) || "no reason given";
	return {
		error: new SealiftError(code, `${doing}: ${text} (${printable(errorCode)})`, { hint }),
		passing
	};
}

// src/plugin/ask.ts
/** notation takes 64 MiB of each output; the largest answer is an envelope, and those have some tens of KiB. */
const OUTPUT_LIMIT = 8388608;
/** Of one command: a plugin may wait for a person who touches a token. */
const DEFAULT_TIMEOUT = 3e5;
/** What goes wrong before a plugin can say so. */
function notEnded({ name, file, timeout }, kind) {
	const path = printable(file, 600);
	switch (kind) {
		case "not-found": return new SealiftError("plugin_not_found", `${path} cannot be started: it, or what it is run by, is not there`);
		case "not-executable": return new SealiftError("plugin_unsafe", `${path} may not be executed, or is made for another system`, { hint: `Install the plugin for this system; allow to run it: chmod u+x ${path}` });
		case "timed-out": return new SealiftError("deadline_exceeded", `the plugin ${name} did not answer within ${timeout / 1e3} s`, { hint: "Give it more time with --timeout." });
		case "too-much-output": return new SealiftError("content_too_large", `the plugin ${name} wrote over ${OUTPUT_LIMIT} bytes`);
	}
}
/** An answer that is not what the contract says. */
function malformed(plugin, command, reason) {
	return new SealiftError("unexpected_answer", `plugin ${plugin.name}, ${command}: ${reason}`, { hint: "The plugin breaks the Notary Project plugin contract; try another version of it." });
}
function read(plugin, command, stdout, shape) {
	let answer;
	try {
		answer = parseJson(stdout, {
			code: "unexpected_answer",
			what: "the answer"
		});
	} catch (error) {
		throw malformed(plugin, command, error instanceof Error ? error.message : "the answer is not JSON");
	}
	const { success, data, error } = shape.safeParse(answer);
	if (success) return data;
	const place = error.issues[0]?.path.join(".") ?? "";
	throw malformed(plugin, command, `the answer is malformed at ${printable(place) || "its root"}`);
}
/**
* Runs one command of a plugin (plugin-extensibility.md, "Plugin contract"): the request on its standard input, the answer
* read strictly and held to `shape`. Asked again only where the plugin says that this may help.
*
* @throws SealiftError of the plugin's refusal, `unexpected_answer`, `deadline_exceeded`, `content_too_large`,
*   `plugin_not_found` or `plugin_unsafe`.
*/
async function ask(plugin, command, members, shape, signal) {
	const { name, file, env, config, timeout, sleep, random } = plugin;
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
	for (let attempt = 1;; attempt += 1) {
		const outcome = await runProgram(order, signal);
		if (outcome.kind !== "ended") throw notEnded(plugin, outcome.kind);
		if (outcome.code === 0) return read(plugin, command, outcome.stdout, shape);
		const { error, passing } = refusalOf(`plugin ${name}, ${command}`, outcome.code, outcome.stderr, config);
		const delay = delayAfter(attempt, void 0, random);
		if (!passing || attempt >= 5 || delay === void 0) throw error;
		await sleep(delay, signal);
	}
}

// src/plugin/describe-key.ts
const Answer$2 = looseObject({
	keyId: string(),
	keySpec: string()
});
/**
* `describe-key`: the kind of the key, and so its one algorithm.
*
* @throws SealiftError `key_unsupported`, or those of {@link ask}.
*/
async function describeKey(plugin, keyId, signal) {
	const answer = await ask(plugin, "describe-key", {
		contractVersion: "1.0",
		keyId
	}, Answer$2, signal);
	if (answer.keyId !== keyId) throw malformed(plugin, "describe-key", "the answer is about another key");
	const algorithm = ALGORITHMS.find(({ keySpec }) => keySpec === answer.keySpec);
	if (algorithm) return algorithm;
	throw new SealiftError("key_unsupported", `the plugin ${plugin.name} says that its key is of the kind ${printable(answer.keySpec)}`);
}

// src/io/files/entry-rights.ts
const OTHERS_WRITE = 2;
/** What stands at a path and who may change it; `undefined` when there is nothing. Links are followed if asked. */
async function entryRights(path, { followLinks = false } = {}) {
	try {
		const found = await (followLinks ? stat(path) : lstat(path));
		return {
			kind: kindOf(found),
			worldWritable: (found.mode & OTHERS_WRITE) !== 0
		};
	} catch (error) {
		if (errnoOf(error) === "ENOENT" || errnoOf(error) === "ENOTDIR") return void 0;
		throw fileError(error, "read", path);
	}
}

// src/plugin/find-plugin.ts
/** One part of a path on every system: no separator, no drive, neither `.` nor `..`. */
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,126}[A-Za-z0-9_-])?$/;
/** @throws SealiftError `usage` for what cannot be the name of a folder. */
function checkPluginName(name) {
	if (NAME.test(name)) return;
	throw new SealiftError("usage", `${printable(name)} is not the name of a plugin`, { hint: "Write notation-plugin://NAME/KEY-ID; `notation plugin list` shows the names." });
}
/** The folder that holds a folder a plugin: `NOTATION_LIBEXEC`, or where notation's configuration is. */
function pluginsFolder(around) {
	return join(around.env.NOTATION_LIBEXEC || notationFolder(around), "plugins");
}
function unsafe(path, reason, hint) {
	return new SealiftError("plugin_unsafe", `${printable(path, 600)} ${reason}; it was not run`, { hint });
}
/**
* The executable of an installed plugin: `plugins/NAME/notation-NAME`, with `.exe` on Windows. It has to be a regular file
* (plugin-extensibility.md, "Plugin installation path"), and neither it nor its folders may be everybody's to change. The
* folder of all plugins may be reached through links, since the user chose it.
*
* @throws SealiftError `usage`, `plugin_not_found` or `plugin_unsafe`.
*/
async function findPlugin(name, around) {
	checkPluginName(name);
	const windows = around.platform === "win32";
	const plugins = pluginsFolder(around);
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
		const found = await entryRights(path, { followLinks });
		if (!found) throw new SealiftError("plugin_not_found", `the plugin ${name} is not installed: there is no ${printable(file, 600)}`);
		if (found.kind !== wanted) throw unsafe(path, `is ${found.kind === "other" ? "neither file nor folder" : `a ${found.kind}`}, and has to be a ${wanted}`, "Install the plugin itself, not a link to it.");
		if (!windows && found.worldWritable) throw unsafe(path, "may be changed by every user", `Take that right away: chmod o-w ${printable(path, 600)}`);
	}
	return file;
}

// src/plugin/generate-envelope.ts
const Answer$1 = looseObject({
	signatureEnvelope: string(),
	signatureEnvelopeType: string(),
	annotations: optional(nullable(record(string(), string())))
});
/** Characters of all annotations; they travel in the manifest, which has its own limit. */
const ANNOTATIONS_LIMIT = 65536;
/**
* `generate-envelope`: the whole envelope, made by the plugin. Nothing in it is believed here.
*
* @throws SealiftError `self_check_failed` for another envelope type, or those of {@link ask}.
*/
async function generateEnvelope(plugin, keyId, { payload, mediaType, expiresAfter }, signal) {
	const request = {
		contractVersion: "1.0",
		keyId,
		payloadType: PAYLOAD_MEDIA_TYPE,
		signatureEnvelopeType: mediaType,
		payload: encodeBase64(payload),
		...expiresAfter === void 0 ? {} : { expiryDurationInSeconds: expiresAfter }
	};
	const answer = await ask(plugin, "generate-envelope", request, Answer$1, signal);
	const { signatureEnvelope, signatureEnvelopeType } = answer;
	if (signatureEnvelopeType !== mediaType) throw new SealiftError("self_check_failed", `plugin ${plugin.name}, generate-envelope: the envelope is of the type ${printable(signatureEnvelopeType)}, asked was ${mediaType}`, { hint: "Nothing was pushed. Choose another --signature-format, or another version of the plugin." });
	const annotations = answer.annotations ?? {};
	if (Object.entries(annotations).flat().join("").length > ANNOTATIONS_LIMIT) throw malformed(plugin, "generate-envelope", `the annotations have over ${ANNOTATIONS_LIMIT} characters`);
	const what = "the envelope";
	try {
		return {
			bytes: decodeBase64(signatureEnvelope, {
				code: "unexpected_answer",
				what
			}),
			annotations
		};
	} catch {
		throw malformed(plugin, "generate-envelope", `${what} is not base64`);
	}
}

// src/plugin/generate-signature.ts
const Answer = looseObject({
	keyId: string(),
	signature: string(),
	signingAlgorithm: string(),
	certificateChain: array(string()).check(_minLength(1), _maxLength(16))
});
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
	const answer = await ask(plugin, "generate-signature", request, Answer, signal);
	const wrong = (reason) => new SealiftError("self_check_failed", `plugin ${plugin.name}, generate-signature: ${reason}`, { hint: "Nothing was pushed. Check the key id and --plugin-config, or try another version of the plugin." });
	if (answer.keyId !== keyId) throw wrong("another key signed than was asked to");
	if (answer.signingAlgorithm !== signingAlgorithm) throw wrong(`the algorithm is ${printable(answer.signingAlgorithm)}; a key ${keySpec} has ${signingAlgorithm}`);
	const bytes = (text, what) => {
		try {
			return decodeBase64(text, {
				code: "unexpected_answer",
				what
			});
		} catch {
			throw malformed(plugin, "generate-signature", `${what} is not base64`);
		}
	};
	const signature = bytes(answer.signature, "the signature");
	const certificates = await Promise.all(answer.certificateChain.map(async (one, index) => {
		const what = `certificate ${index + 1} of the plugin ${plugin.name}`;
		return parseCertificate(bytes(one, what), {
			code: "certificate_chain_invalid",
			what
		});
	}));
	const kind = findAlgorithm(certificates[0].publicKey)?.keySpec ?? "of another kind";
	if (kind !== keySpec) throw wrong(`its certificate has a key ${kind}, but the key was described as ${keySpec}`);
	return {
		signature,
		certificates
	};
}

// src/plugin/metadata.ts
const text = string().check(_minLength(1));
const Metadata = looseObject({
	name: text,
	description: text,
	version: string().check(_regex(/^[\x21-\x7e]{1,100}$/)),
	url: text,
	supportedContractVersions: array(text).check(_minLength(1)),
	capabilities: array(text).check(_minLength(1))
});
const CAPABILITY = {
	raw: "SIGNATURE_GENERATOR.RAW",
	envelope: "SIGNATURE_GENERATOR.ENVELOPE"
};
/**
* `get-plugin-metadata`: what the plugin is and can do.
*
* @throws SealiftError `plugin_incompatible` for another name or contract, or those of {@link ask}.
*/
async function pluginMetadata(plugin, signal) {
	const { name, version, supportedContractVersions, capabilities } = await ask(plugin, "get-plugin-metadata", {}, Metadata, signal);
	if (name !== plugin.name) throw new SealiftError("plugin_incompatible", `the plugin in the folder ${plugin.name} says that its name is ${printable(name)}`, { hint: "Install it with `notation plugin install`, and name it as it names itself." });
	if (!supportedContractVersions.includes("1.0")) {
		const theirs = printable(supportedContractVersions.join(", "));
		throw new SealiftError("plugin_incompatible", `the plugin ${name} has the contract version ${theirs}; Sealift speaks ${"1.0"}`, { hint: `Install a version of the plugin that has contract ${"1.0"}.` });
	}
	return {
		version,
		capabilities
	};
}

// src/signers/notation-plugin.ts
/** The key id is all that follows, as it stands: ARNs, URLs and PKCS#11 URIs have slashes, colons and `%`. */
const FORM = /^notation-plugin:\/\/([^/]*)\/(.+)$/s;
function rawSigner(plugin, keyId, agent) {
	const algorithm = once((signal) => describeKey(plugin, keyId, signal));
	const where = `the plugin ${plugin.name}`;
	return {
		describe: async (signal) => ({
			algorithm: await algorithm(signal),
			agent
		}),
		async signWithChain(toBeSigned, signal) {
			const kind = await algorithm(signal);
			const { signature, certificates } = await generateSignature(plugin, keyId, kind, toBeSigned, signal);
			const key = {
				algorithm: kind,
				publicKey: certificates[0].publicKey
			};
			return {
				signature: checkedSignature(signature, key, toBeSigned, where),
				certificates
			};
		},
		close: () => Promise.resolve()
	};
}
function envelopeSigner(plugin, keyId) {
	return {
		signEnvelope: (unsigned, signal) => generateEnvelope(plugin, keyId, unsigned, signal),
		close: () => Promise.resolve()
	};
}
/**
* A key of an installed Notation plugin: `notation-plugin://NAME/KEY-ID`. Raw signatures come before envelopes where a
* plugin has both, as notation has it. Keys and configuration stand in no message: a PKCS#11 URI may hold a PIN.
*
* @throws SealiftError `usage`, `plugin_not_found`, `plugin_unsafe`, `plugin_incompatible`, or those of a command.
*/
async function notationPluginSigner(uri, { env, plugin: given }) {
	const [, name, keyId] = FORM.exec(uri) ?? [];
	if (name === void 0 || keyId === void 0) throw new SealiftError("usage", "the key of a plugin is notation-plugin://NAME/KEY-ID", { hint: "`notation plugin list` shows the names; the key id is what `notation key add --id` takes." });
	if (!given) throw new SealiftError("feature_unsupported", "a key of a Notation plugin signs artifacts and nothing else: its plugin tells its certificates with a signature, not before", { hint: "Give it to `sign`, or another kind of key here." });
	const { config, timeout = DEFAULT_TIMEOUT, sleep, random, platform, home, signal } = given;
	const plugin = {
		name,
		file: await findPlugin(name, {
			env,
			platform,
			home
		}),
		env,
		config,
		timeout,
		sleep,
		random
	};
	const { version, capabilities } = await pluginMetadata(plugin, signal);
	if (capabilities.includes(CAPABILITY.raw)) return rawSigner(plugin, keyId, `${name}/${version}`);
	if (capabilities.includes(CAPABILITY.envelope)) return envelopeSigner(plugin, keyId);
	throw new SealiftError("plugin_incompatible", `the plugin ${name} does not sign; it has ${printable(capabilities.join(", "))}`, { hint: "Name a plugin that signs." });
}

export { notationPluginSigner };