import { a as __toESM, r as __exportAll } from "./rolldown-runtime.js";
import { ct as SealiftError, it as printable, st as ERRORS } from "./words.js";
import { J as PAYLOAD_MEDIA_TYPE, Sn as abortable } from "./registry.js";
import { At as checkDistrust, Ft as actionsOf, Mt as unanchored, Nt as PASSED, Pt as isOfAuthority, Yt as HEADER, jt as findAnchor } from "./notation.js";
import { n as require_compare, r as require_parse } from "./semver.js";
import { l as DEFAULT_TIMEOUT, o as findPlugin, s as isPluginName, t as openVerifier } from "./plugin.js";

// src/notation/verification/plugin/plugin-fault.ts
/** Codes whose remedy speaks of registries and key services, and the one that speaks of a plugin. */
const CODES = {
	unexpected_answer: "plugin_incompatible",
	content_too_large: "plugin_incompatible",
	too_many_requests: "plugin_failed",
	key_service_unavailable: "plugin_failed"
};
/** What is wrong for ever, beside what is of exit code 2: a later run finds the same. */
const DEFINITE = [
	"envelope_invalid",
	"identity_mismatch",
	"unexpected_answer"
];
/** Codes of errors whose own remedy names a path or a command, which the general one cannot. */
const WITH_REMEDY = [
	"plugin_unsafe",
	"plugin_not_found",
	"file_unreadable"
];
/**
* The finding for a plugin that cannot be used or does not answer: the signature does not pass, and others may. An error that is no
* word of the plugin is thrown on.
*
* @param who begins the message.
*/
function pluginFault(error, signal, who = "") {
	signal.throwIfAborted();
	if (!(error instanceof SealiftError) || error.exitCode === 70) throw error;
	const { code, message, hint, exitCode } = error;
	const remedy = WITH_REMEDY.includes(code) && hint !== ERRORS[code][1] ? `. ${hint.replace(/\.$/, "")}` : "";
	return {
		outcome: exitCode === 2 || DEFINITE.includes(code) ? "failed" : "unknown",
		code: CODES[code] ?? code,
		message: `${who}${message}${remedy}`
	};
}

// src/notation/verification/plugin/verifier-request.ts
/** What a plugin is told of a signature and of the statement (plugin-extensibility.md, "verify-signature"), as notation does it. */
function verifierRequest({ envelope, statement }, { capabilities, attributes }) {
	const { scheme, signingTime, expiry, chain } = envelope;
	return {
		criticalAttributes: {
			contentType: PAYLOAD_MEDIA_TYPE,
			signingScheme: scheme,
			...expiry === void 0 ? {} : { expiry },
			...isOfAuthority(scheme) ? { authenticSigningTime: signingTime } : {},
			extendedAttributes: Object.fromEntries(attributes.map(({ key, value }) => [key, value]))
		},
		unprocessedAttributes: attributes.map(({ key }) => String(key)),
		certificateChain: chain.map(({ der }) => der),
		trustedIdentities: statement.trustedIdentities,
		capabilities
	};
}

// src/notation/verification/plugin/ask-plugin.ts
var ask_plugin_exports = /* @__PURE__ */ __exportAll({ askPlugin: () => askPlugin });
/** What each capability judges ("Verification workflow using plugin", 6: the level of the statement applies to its failure). */
const MEANINGS = {
	"SIGNATURE_VERIFIER.TRUSTED_IDENTITY": {
		judged: "identity",
		name: "authenticity",
		code: "identity_mismatch",
		refuses: "does not take the signer for a trusted identity"
	},
	"SIGNATURE_VERIFIER.REVOCATION_CHECK": {
		judged: "revocation",
		name: "revocation",
		code: "plugin_refused",
		refuses: "does not find the signature unrevoked"
	}
};
function resultFinding(capability, result, who) {
	if (result.success) return PASSED;
	const { code, refuses } = MEANINGS[capability];
	const { reason = "" } = result;
	const words = reason.trim() === "" ? "it gives no reason" : printable(reason, 600);
	return {
		outcome: result.code === "revocation_unknown" ? "unknown" : "failed",
		code: result.code ?? code,
		message: result.code === void 0 ? `${who} ${refuses}: ${words}` : words
	};
}
/** How the answer contradicts the request; `undefined` when it does not (plugin-extensibility.md, "verify-signature"). */
function contradiction({ results, processedAttributes }, { capabilities, unprocessedAttributes }) {
	const unasked = [...results.keys()].find((one) => !capabilities.includes(one));
	if (unasked !== void 0) return `answers for ${printable(unasked)}, which it was not asked for`;
	const silent = capabilities.find((one) => !results.has(one));
	if (silent !== void 0) return `does not answer for ${silent}`;
	const given = new Set(unprocessedAttributes);
	const foreign = processedAttributes.find((one) => !given.has(one));
	if (foreign === void 0) return void 0;
	return `says that it processed the attribute ${printable(foreign)}, which it was not given`;
}
/** The answer, or the finding that there is none: the signature does not pass then, and others may. */
async function answerOf({ signal }, { plugin }, request) {
	try {
		return await plugin.verify(request, signal);
	} catch (error) {
		return pluginFault(error, signal);
	}
}
/**
* Asks the plugin that a signature demands, and takes its results in the place of the checks for trusted identities and revocation.
* It has to process every attribute that is no standard one, and to answer for all that it was asked and nothing else.
*/
async function askPlugin(context, chosen) {
	const { plugin, capabilities } = chosen;
	const { name, version, isBuiltIn } = plugin;
	const who = `the verification plugin ${printable(name)}`;
	const request = verifierRequest(context, chosen);
	const answer = await answerOf(context, chosen, request);
	if ("outcome" in answer) return answer;
	const lie = contradiction(answer, request);
	if (lie !== void 0) return {
		outcome: "failed",
		code: "plugin_incompatible",
		message: `${who} ${lie}`
	};
	const processed = new Set(answer.processedAttributes);
	const left = request.unprocessedAttributes.find((one) => !processed.has(one));
	if (left !== void 0) return {
		outcome: "failed",
		code: "unknown_critical_attribute",
		message: `${who} did not process the attribute ${printable(left)} of the signature`
	};
	const others = capabilities.map((one) => ({
		name: MEANINGS[one].name,
		finding: resultFinding(one, answer.results.get(one), who)
	}));
	const judged = capabilities.map((one) => MEANINGS[one].judged);
	return {
		...PASSED,
		evidence: { judgedBy: {
			name,
			version,
			builtIn: isBuiltIn,
			judged
		} },
		others
	};
}

// src/notation/verification/plugin/sem-ver.ts
var import_compare = /* @__PURE__ */ __toESM(require_compare(), 1);
var import_parse = /* @__PURE__ */ __toESM(require_parse(), 1);
/** Whether a text is a version of SemVer 2.0.0, whole: the package also takes a `v` and blanks around it. */
function isVersion(text) {
	return /^\d/.test(text) && text.trim() === text && (0, import_parse.default)(text) !== null;
}
/** Whether `version` is `least` or later (SemVer 2.0.0, 11). Both have to be versions. */
function isAtLeast(version, least) {
	return (0, import_compare.default)(version, least) >= 0;
}

// src/notation/verification/plugin/demand.ts
const PLUGIN = [HEADER.verificationPlugin, HEADER.verificationPluginMinVersion];
/** A critical text that is not blank (signature-specification.md, "Extended Attributes"); else why it is none. */
function criticalText({ key, critical, value }) {
	if (!critical) return { fault: `its attribute ${key} is not critical` };
	if (typeof value !== "string") return { fault: `its attribute ${key} is no text` };
	return value.trim() === "" ? { fault: `its attribute ${key} is empty` } : { text: value };
}
const refused = (code, message) => ({
	outcome: "failed",
	code,
	message
});
const invalid = (fault) => refused("envelope_invalid", `the signature demands a verification plugin, and ${fault}`);
/** The attribute that no plugin can be given; notation ends with an error there, or passes over a critical number. */
function unfit({ key, critical, value }) {
	return typeof key === "string" ? value === void 0 : critical;
}
/** Reads what a signature demands of a plugin, or says why nothing can meet it. */
function pluginDemand({ extendedAttributes }) {
	const [named, least] = PLUGIN.map((name) => extendedAttributes.find(({ key }) => key === name));
	const name = named ? criticalText(named) : { fault: "it is not named" };
	if ("fault" in name) return invalid(name.fault);
	const version = least && criticalText(least);
	if (version && "fault" in version) return invalid(version.fault);
	if (version && !isVersion(version.text)) return invalid(`its least version ${printable(version.text)} is none of SemVer`);
	const others = extendedAttributes.filter(({ key }) => !PLUGIN.includes(key));
	const strange = others.find(unfit);
	if (strange) return refused("unknown_critical_attribute", `the signature has the attribute ${printable(String(strange.key))}, of a kind that no verification plugin can be given`);
	const attributes = others.filter(({ key }) => typeof key === "string");
	return {
		name: name.text,
		...version ? { minVersion: version.text } : {},
		attributes
	};
}

// src/notation/verification/plugin/choose-plugin.ts
var choose_plugin_exports = /* @__PURE__ */ __exportAll({ choosePlugin: () => choosePlugin });
const failed = (code, message) => ({
	outcome: "failed",
	code,
	message
});
/** Why a plugin that is there is not good enough; `undefined` when it is. */
function shortcoming({ version, capabilities }, { minVersion }) {
	if (!isVersion(version)) return `says that its version is ${printable(version)}, which is none of SemVer`;
	if (minVersion !== void 0 && !isAtLeast(version, minVersion)) return `is of version ${version}, and the signature demands ${minVersion} or later`;
	return capabilities.length === 0 ? "verifies nothing: it has no capability SIGNATURE_VERIFIER" : void 0;
}
/** The plugin that was found, or the finding that there is none that can be used. */
async function found({ plugins, signal }, { name }) {
	if (!plugins) return failed("plugin_unsupported", `the signature demands the verification plugin ${printable(name)}, and no plugin is run here`);
	try {
		return await plugins.find(name, signal);
	} catch (error) {
		return pluginFault(error, signal, `the signature demands the verification plugin ${printable(name)}: `);
	}
}
/**
* Finds the verification plugin that a signature demands, with what it will be asked (plugin-extensibility.md, "Verification
* workflow using plugin", 1). The chain has to be anchored first, at every level: a stranger's signature starts no program. So
* has the plugin to be there and good enough at every level.
*/
async function choosePlugin(context, evidence) {
	const demand = pluginDemand(context.envelope);
	if ("outcome" in demand) return demand;
	const { name, attributes } = demand;
	const anchored = await findAnchor(context, evidence);
	if (!anchored) {
		const { message, ...finding } = unanchored(context, evidence);
		return {
			...finding,
			message: `${message}; its verification plugin ${printable(name)} was not asked`
		};
	}
	const trusted = await checkDistrust(context, {
		...evidence,
		anchor: anchored.anchor
	});
	if (trusted.outcome !== "passed") return trusted;
	const plugin = await found(context, demand);
	if ("outcome" in plugin) return plugin;
	const why = shortcoming(plugin, demand);
	if (why !== void 0) return failed("plugin_incompatible", `the verification plugin ${printable(name)} ${why}`);
	const { revocation } = actionsOf(context.statement);
	const capabilities = [...new Set(plugin.capabilities)].filter((one) => one !== "SIGNATURE_VERIFIER.REVOCATION_CHECK" || revocation !== "skip");
	const left = capabilities.length > 0 ? void 0 : attributes.find(({ critical }) => critical);
	if (left) return failed("unknown_critical_attribute", `the critical attribute ${printable(String(left.key))} is for the verification plugin ${printable(name)}, which is not asked: the statement skips revocation, and the plugin judges nothing else`);
	return {
		...PASSED,
		evidence: { plugin: {
			plugin,
			capabilities,
			attributes
		} }
	};
}

// src/trust/installed-plugins.ts
var installed_plugins_exports = /* @__PURE__ */ __exportAll({ installedPlugins: () => installedPlugins });
/**
* The plugins of notation's folder, each looked for and asked what it can do at most once, also where that fails; and those that are
* built in, where there is no such plugin.
*/
function installedPlugins(options) {
	const { env, platform, home, hide, timeout = DEFAULT_TIMEOUT, sleep, random, builtIn = {} } = options;
	const opened = /* @__PURE__ */ new Map();
	const open = async (name) => {
		if (!isPluginName(name)) {
			const message = `no plugin can have the name ${printable(name)}, so that nobody can judge it`;
			throw new SealiftError("envelope_invalid", message);
		}
		const judge = Object.hasOwn(builtIn, name) ? builtIn[name] : void 0;
		const file = await findPlugin(name, {
			env,
			platform,
			home
		}).catch((error) => {
			if (judge && error instanceof SealiftError && error.code === "plugin_not_found") return judge;
			throw error;
		});
		if (typeof file !== "string") return file();
		return openVerifier({
			name,
			file,
			env,
			config: {},
			hide,
			timeout,
			sleep,
			random
		}, options.signal);
	};
	return { find(name, signal) {
		const plugin = opened.get(name) ?? open(name);
		opened.set(name, plugin);
		return abortable(plugin, signal);
	} };
}

export { choose_plugin_exports as n, ask_plugin_exports as r, installed_plugins_exports as t };