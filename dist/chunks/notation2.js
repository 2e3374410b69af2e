import { $t as readAs, Br as lazyRetried, En as homeFolder, On as readFile, an as mapOf, fr as looksLikeDer, in as listOf, kn as parseCertificates, mn as mendPem, on as struct, tr as pemDocument } from "./registry.js";
import { ct as SealiftError, it as printable, nt as quotable } from "./words.js";
import { En as entryKind, nt as notationFolder } from "./notation.js";
import { l as orderChain } from "./signing.js";
import { fileSigner } from "./file.js";
import { f as errorIn } from "./secrets.js";
import { s as isPluginName } from "./plugin.js";
import { notationPluginSigner } from "./notation-plugin.js";
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");
const { join } = globalThis.process.getBuiltinModule("node:path");

// src/signers/notation/signing-keys.ts
/** Bytes of the list of keys; each entry has some hundred. */
const LIMIT = 1048576;
/** The most names that an error lists. */
const SHOWN = 20;
/** notation-go 1.3, config/keys.go: `SigningKeys`, whose entries embed `X509KeyPair` and `ExternalKey`. */
const SIGNING_KEYS = struct({
	default: "text",
	keys: listOf(struct({
		name: "text",
		keyPath: "text",
		certPath: "text",
		id: "text",
		pluginName: "text",
		pluginConfig: mapOf("text")
	}))
});
/** Reads the document by the rules of notation: names are there and unique, and the default is one of them. */
function readSigningKeys(bytes, context) {
	const document = readAs(SIGNING_KEYS, bytes, context);
	const names = (document.keys ?? []).map(({ name = "" }) => name);
	const twice = names.find((name, at) => names.indexOf(name) !== at);
	if (names.includes("")) throw errorIn(context, "has a key without a name");
	if (twice !== void 0) throw errorIn(context, `has two keys of the name ${printable(twice, 100)}`);
	if (document.default !== void 0 && !names.includes(document.default)) throw errorIn(context, `names ${printable(document.default, 100)} as the default, and has no such key`);
	return document;
}
function keyOf({ name = "", keyPath, certPath, id, pluginName, pluginConfig = {} }, context) {
	const isFiles = keyPath !== void 0 || certPath !== void 0;
	const isPlugin = id !== void 0 || pluginName !== void 0;
	if (isFiles && !isPlugin && keyPath && certPath) return {
		kind: "files",
		name,
		keyPath,
		certPath
	};
	if (isPlugin && !isFiles && id && pluginName) {
		if (!isPluginName(pluginName)) throw errorIn(context, `has a key ${printable(name, 100)} of ${printable(pluginName, 100)}, which is not the name of a plugin`);
		return {
			kind: "plugin",
			name,
			plugin: pluginName,
			id,
			config: pluginConfig
		};
	}
	throw errorIn(context, `has a key ${printable(name, 100)} that is neither keyPath with certPath nor pluginName with id`);
}
/**
* Finds a key of notation's `signingkeys.json` in `folder`.
*
* @param name of the key; empty for the one that notation signs with by default.
* @throws SealiftError `file_not_found`, `config_invalid`, or `usage` for a name that is not there, with those that are.
*/
async function notationKey(name, folder) {
	const path = join(folder, "signingkeys.json");
	const shown = quotable(path, 600);
	const kind = await entryKind(path);
	if (kind === void 0) throw new SealiftError("file_not_found", `notation has no keys: there is no ${shown}`, { hint: "`notation key add` makes it; NOTATION_CONFIG or XDG_CONFIG_HOME names another folder." });
	if (kind !== "file") throw new SealiftError("config_invalid", `${shown} is a ${kind}; notation reads a file there and no link`);
	const context = {
		code: "config_invalid",
		what: `the keys of notation, ${shown}`
	};
	const document = readSigningKeys(await readFile(path, LIMIT, "list of keys"), context);
	const { keys = [] } = document;
	const wanted = name === "" ? document.default : name;
	const found = keys.find((key) => key.name === wanted);
	if (found) return keyOf(found, context);
	const names = keys.slice(0, SHOWN).map((key) => printable(key.name ?? "", 100));
	const more = keys.length > SHOWN ? ` and ${keys.length - SHOWN} more` : "";
	throw new SealiftError("usage", name === "" ? "notation has no default key" : `notation has no key ${quotable(name)}`, { hint: names.length === 0 ? `There are none in ${shown}; \`notation key add\` makes one.` : `There are ${names.join(", ")}${more}: write notation://NAME.` });
}

// src/signers/notation.ts
const CHAIN_LIMIT = 1048576;
async function chainIn(path) {
	const context = {
		code: "certificate_chain_invalid",
		what: `certificate chain ${quotable(path, 600)}`
	};
	const bytes = await readFile(path, CHAIN_LIMIT, "certificate chain of the key");
	const pem = looksLikeDer(bytes) ? bytes : Buffer.from(pemDocument(mendPem(bytes, context)));
	return orderChain(await parseCertificates(pem, context), context);
}
/** The key in the files of an entry, with the chain that stands beside it. */
async function withChain(keyPath, certPath, options) {
	const signer = await fileSigner(keyPath, options);
	if (!options.withCertificates) return signer;
	const certificates = await chainIn(certPath);
	return {
		...signer,
		describe: lazyRetried(async (signal) => ({
			...await signer.describe(signal),
			certificates
		}))
	};
}
/**
* A key of notation's `signingkeys.json`: `notation://KEY-NAME`, or `notation://` for its default key. Paths are read as notation
* reads them, the password of an encrypted key as for any file.
*/
async function notationSigner(uri, options) {
	const name = uri.slice(11);
	if (/[\p{C}]/u.test(name) || name.length > 200) throw new SealiftError("usage", "what follows notation:// is not the name of a key", { hint: "Write notation://KEY-NAME; `notation key list` shows the names." });
	const { env, plugin } = options;
	const folder = notationFolder({
		env,
		platform: process.platform,
		home: homeFolder()
	});
	const key = await notationKey(name, folder);
	if (key.kind === "files") return withChain(key.keyPath, key.certPath, options);
	for (const value of Object.values(key.config)) plugin?.onSecret?.(value);
	return notationPluginSigner(`notation-plugin://${key.plugin}/${key.id}`, {
		...options,
		...plugin ? { plugin: {
			...plugin,
			config: {
				...key.config,
				...plugin.config
			}
		} } : {}
	});
}

export { notationSigner };