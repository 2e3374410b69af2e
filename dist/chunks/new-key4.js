import { ct as SealiftError, it as printable, nt as quotable } from "./words.js";
import { r as membersOf } from "./endpoint.js";
import { hashivaultSigner, i as wordsOf, n as refusal, r as VaultSession, t as vaultSettings } from "./hashivault.js";
import { t as once } from "./once.js";
import { t as remoteOf } from "./remote.js";

// src/signers/vault/new-key.ts
/** The key can sign and cannot leave transit, neither by export nor by backup. */
const KEY = {
	type: "ecdsa-p256",
	exportable: false,
	allow_plaintext_backup: false
};
/** The address of the key, with the mount where the environment or the default would lead elsewhere. */
function addressOf({ key, mount }, env, version) {
	const isDefault = mount === "transit" && !env.TRANSIT_SECRET_ENGINE_PATH;
	const query = [...version === void 0 ? [] : [`version=${version}`], ...isDefault ? [] : [`mount=${mount}`]];
	return `hashivault://${key}${query.length === 0 ? "" : `?${query.join("&")}`}`;
}
/**
* Whether transit found a key of this name in place of making one, which somebody made since it was looked for. Both servers
* answer with success then and change nothing; Vault has a warning, OpenBao none.
*/
function wasThere({ members }) {
	const warnings = Array.isArray(members.warnings) ? members.warnings : [];
	const { latest_version: version = 1, type = KEY.type } = membersOf(members.data);
	return warnings.some((one) => /already exist/.test(String(one))) || version !== 1 || type !== KEY.type;
}
/** Prepares a new key in the transit engine of Vault or OpenBao: `hashivault://KEY[?mount=PATH]`. */
async function newVaultKey(uri, options) {
	const { env } = options;
	const settings = vaultSettings(uri, env);
	const { mount, key, address, version } = settings;
	if (version !== void 0) throw new SealiftError("usage", "a key that is to be made has no version yet", { hint: `Write --new-key '${addressOf(settings, env)}'.` });
	const path = `${mount}/keys/${key}`;
	const where = `key ${quotable(key)} in ${address.host}/${quotable(mount)}`;
	const exists = () => new SealiftError("key_exists", `${where} is there already`, { hint: `Use it with --key '${addressOf(settings, env)}', or name another key. Nothing was changed: an existing key is never touched.` });
	return async (signal, onMade) => {
		const remote = await remoteOf(options);
		const session = new VaultSession(settings, env, remote);
		const found = await session.ask("GET", path, void 0, signal);
		if (found.status === 200) throw exists();
		if (found.status !== 404) throw refusal(found, `read ${path}`, where, session.identity);
		const look = `Look for it: vault read ${path}; if it is there, go on with --key.`;
		const made = await once(() => session.askOnce(path, KEY, signal), look);
		if (made.status === 404) throw new SealiftError("key_not_found", `there is no transit engine at ${quotable(mount)} in ${address.host} (${printable(wordsOf(made))})`, { hint: `Enable it: vault secrets enable${mount === "transit" ? "" : ` -path=${mount}`} transit; or name its mount: hashivault://KEY?mount=PATH.` });
		if (made.status !== 200 && made.status !== 204) throw refusal(made, `update ${path}`, where, session.identity, "was not made");
		if (wasThere(made)) throw exists();
		const whole = addressOf(settings, env, 1);
		onMade(whole);
		return {
			uri: whole,
			signer: await hashivaultSigner(whole, options)
		};
	};
}

export { newVaultKey };