import { ct as SealiftError, it as printable, nt as quotable } from "./words.js";
import { GET_KEY, azurekmsSigner, n as azureLocation, r as versionIn, t as azureSession } from "./azurekms.js";
import { t as once } from "./once.js";

// src/signers/azure/new-key.ts
const LOOK = {
	...GET_KEY,
	role: "Key Vault Crypto Officer",
	ofVault: true
};
const CREATE = {
	name: "keys/create",
	role: "Key Vault Crypto Officer",
	ofVault: true,
	failed: "was not made"
};
/**
* Prepares a new key in Azure Key Vault or Managed HSM: `azurekms://VAULT-HOST/KEY`. It can sign and verify, and cannot leave the
* vault. The vault makes a new version of a key that is there already, so it is asked for the key before.
*/
async function newAzureKey(uri, options) {
	const location = azureLocation(uri);
	const { vault, key, version, isHsm } = location;
	const address = `azurekms://${vault.host}/${key}`;
	if (version !== void 0) throw new SealiftError("usage", "a key that is to be made has no version yet", { hint: `Write --new-key ${address}.` });
	const where = `key ${quotable(key)} in ${vault.host}`;
	return async (signal, onMade) => {
		const { tokens, settings, call } = await azureSession(location, options, where);
		const { KeyClient } = await import("./azure-sdk.js").then((n) => n.t);
		const client = new KeyClient(vault.origin, tokens, settings());
		const abortSignal = signal;
		if (await call(LOOK, () => client.getKey(key, { abortSignal }), signal).then(() => true, (error) => {
			if (error instanceof SealiftError && error.code === "key_not_found") return false;
			throw error;
		})) throw new SealiftError("key_exists", `${where} is there already`, { hint: `Use it with --key ${address}, or name another key. Nothing was changed: an existing key is never touched.` });
		const order = {
			curve: "P-256",
			keyOps: ["sign", "verify"],
			exportable: false,
			hsm: isHsm
		};
		const made = await once(() => call(CREATE, () => client.createEcKey(key, {
			...order,
			abortSignal
		}), signal), `Look for it: az keyvault key show --id https://${vault.host}/keys/${key}; if it is there, go on with --key.`);
		const its = versionIn(made.id, location);
		if (its === void 0) throw new SealiftError("unexpected_answer", `${where}: the vault made ${printable(made.id ?? "no key", 300)}`, { hint: "Check the address of the vault, and what stands between." });
		const whole = `${address}/${its}`;
		onMade(whole);
		return {
			uri: whole,
			signer: await azurekmsSigner(whole, options)
		};
	};
}

export { newAzureKey };