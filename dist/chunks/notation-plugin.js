import { Br as lazyRetried } from "./registry.js";
import { ct as SealiftError } from "./words.js";
import { a as generateEnvelope, c as describeKey, i as generateSignature, l as DEFAULT_TIMEOUT, n as CAPABILITY, o as findPlugin, r as pluginMetadata, u as pluginWords } from "./plugin.js";
import { t as checkedSignature } from "./raw-signature.js";

// src/signers/notation-plugin.ts
/** The key id is the whole rest, unchanged, because ARNs, URLs and PKCS#11 URIs have slashes, colons and `%`. */
const FORM = /^notation-plugin:\/\/([^/]*)\/(.+)$/s;
function rawSigner(plugin, keyId, agent) {
	const algorithm = lazyRetried((signal) => describeKey(plugin, keyId, signal));
	const where = `the plugin ${plugin.name}`;
	return {
		kind: "certifying",
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
		kind: "envelope",
		signEnvelope: (request, mediaType, signal) => generateEnvelope(plugin, keyId, request, mediaType, signal),
		close: () => Promise.resolve()
	};
}
/**
* A key of an installed Notation plugin: `notation-plugin://NAME/KEY-ID`. Raw signatures come before envelopes where a
* plugin has both, as notation has it. No message shows the key id or the configuration: a PKCS#11 URI may hold a PIN.
*
* @throws SealiftError `usage`, `plugin_not_found`, `plugin_unsafe`, `plugin_incompatible`, or those of a command.
*/
async function notationPluginSigner(uri, { env, plugin: given }) {
	const [, name, keyId] = FORM.exec(uri) ?? [];
	if (name === void 0 || keyId === void 0) throw new SealiftError("usage", "the key of a plugin is notation-plugin://NAME/KEY-ID", { hint: "`notation plugin list` shows the names; the key id is what `notation key add --id` takes." });
	if (!given) throw new SealiftError("feature_unsupported", "a key of a Notation plugin signs artifacts and nothing else: its plugin tells its certificates with a signature, not before", { hint: "Give it to `sign`, or another kind of key here." });
	const { config, hide, timeout = DEFAULT_TIMEOUT, sleep, random, platform, home, signal } = given;
	const plugin = {
		name,
		file: await findPlugin(name, {
			env,
			platform,
			home
		}),
		env,
		config,
		hide,
		timeout,
		sleep,
		random
	};
	const { version, capabilities } = await pluginMetadata(plugin, signal);
	if (capabilities.includes(CAPABILITY.raw)) return rawSigner(plugin, keyId, `${name}/${version}`);
	if (capabilities.includes(CAPABILITY.envelope)) return envelopeSigner(plugin, keyId);
	throw new SealiftError("plugin_incompatible", `the plugin ${name} does not sign; it has ${pluginWords(plugin, capabilities.join(", "))}`, { hint: "Name a plugin that signs." });
}

export { notationPluginSigner };