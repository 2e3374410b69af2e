import { Br as lazyRetried, ar as encodeBase64, ir as decodeBase64Url, rr as decodeBase64 } from "./registry.js";
import { ct as SealiftError, it as printable, nt as quotable } from "./words.js";
import { i as textOf, n as askJson, r as membersOf, t as endpointOf } from "./endpoint.js";
import { t as digestOf } from "./digest-of.js";
import { t as checkedSignature } from "./raw-signature.js";
import { t as remoteOf } from "./remote.js";
import { t as githubToken } from "./github-token.js";
import { t as tokenClaims } from "./token-claims.js";
import { an as algorithmOf } from "./notation.js";
import { n as publicKeyFromPem } from "./public-key.js";
import { t as meantAddress } from "./meant-address.js";

// src/signers/vault/session.ts
/** A token is renewed this long before it ends, in milliseconds. */
const EARLY = 3e4;
/** The server's own words. */
function wordsOf({ status, members }) {
	const errors = Array.isArray(members.errors) ? members.errors.filter((one) => typeof one === "string") : [];
	return errors.length === 0 ? String(status) : `${status}, ${printable(errors.join("; ").replace(/\s+/g, " "), 300)}`;
}
/** The members of a role that decide about a token, by the words of the refusals of Vault and OpenBao. */
const MEMBERS = [
	[/audience/i, "bound_audiences of the role has to name the aud of the token; VAULT_AUTH_AUDIENCE (for OpenBao BAO_AUTH_AUDIENCE) asks for another aud."],
	[/subject/i, "bound_subject of the role has to be the sub of the token."],
	[/claim/i, "bound_claims of the role have to fit the claims of the token."]
];
function untrusted(answer) {
	const words = wordsOf(answer);
	return MEMBERS.find(([said]) => said.test(words))?.[1] ?? "bound_audiences and bound_claims of the role have to fit the token; or correct the role.";
}
/** Requests to one Vault with a token that was given, or that was exchanged for the identity of the GitHub job. */
var VaultSession = class {
	#settings;
	#env;
	#remote;
	#token;
	#login;
	constructor(settings, env, remote) {
		this.#settings = settings;
		this.#env = env;
		this.#remote = remote;
		if (settings.token !== void 0) {
			remote.onSecret?.(settings.token);
			this.#token = {
				value: settings.token,
				until: Number.POSITIVE_INFINITY
			};
		}
	}
	/** Names the identity for a person. */
	get identity() {
		const { token, login, family } = this.#settings;
		return token === void 0 ? `role ${printable(login?.role ?? "")}` : `the token in ${family}_TOKEN`;
	}
	async ask(method, path, body, signal) {
		const token = await this.#current(signal);
		return this.#send(method, path, { "x-vault-token": token }, body, signal);
	}
	/** The same for what must not be done twice. */
	async askOnce(path, body, signal) {
		const token = await this.#current(signal);
		return this.#send("POST", path, { "x-vault-token": token }, body, signal, { retry: false });
	}
	async #send(method, path, headers, body, signal, once = {}) {
		const { address, namespace } = this.#settings;
		const url = new URL(address);
		url.pathname = `${url.pathname.replace(/\/+$/, "")}/v1/${path}`;
		const all = {
			...headers,
			"x-vault-request": "true",
			...namespace === void 0 ? {} : { "x-vault-namespace": namespace }
		};
		const answer = await askJson(this.#remote.http, {
			method,
			url,
			headers: all,
			...body === void 0 ? {} : { body },
			...once
		}, signal);
		if (answer.status === 429) throw new SealiftError("too_many_requests", `${address.host} limits requests (${wordsOf(answer)})`, { hint: "Wait and run it again, lower --concurrency, or raise the quota of the server." });
		if (answer.status >= 500 || answer.status === 408) throw new SealiftError("key_service_unavailable", `${address.host} cannot sign now (${wordsOf(answer)})`, { hint: "If it is sealed, unseal it; else run it again later." });
		return answer;
	}
	async #current(signal) {
		if (this.#token && this.#token.until - EARLY > this.#remote.now().getTime()) return this.#token.value;
		this.#login ??= this.#logIn(signal).finally(() => {
			this.#login = void 0;
		});
		return this.#login;
	}
	async #logIn(signal) {
		const { login, address } = this.#settings;
		const { path, role, audience } = login;
		const jwt = await githubToken(audience, this.#env, this.#remote, signal);
		const answer = await this.#send("POST", `auth/${path}/login`, {}, {
			role,
			jwt
		}, signal);
		const auth = membersOf(answer.members.auth);
		const value = textOf(auth, "client_token");
		if (answer.status !== 200 || value === void 0) {
			const token = tokenClaims(jwt);
			throw new SealiftError("denied", `${address.host} does not let role ${printable(role)} in by auth/${path} (${wordsOf(answer)}); the job's token has ${token.text}`, { hint: `${untrusted(answer)}${token.advice}` });
		}
		this.#remote.onSecret?.(value);
		const seconds = typeof auth.lease_duration === "number" ? auth.lease_duration : 0;
		const until = seconds > 0 ? this.#remote.now().getTime() + seconds * 1e3 : Number.POSITIVE_INFINITY;
		this.#token = {
			value,
			until
		};
		return value;
	}
};

// src/signers/vault/refusal.ts
/**
* The error for an answer that is no success, in the words of the server.
*
* @param right the capability and the path, as a policy has them: `read transit/keys/release`.
*/
function refusal(answer, right, where, who, failed = "does not sign") {
	const words = wordsOf(answer);
	if (answer.status === 401 || answer.status === 403) return new SealiftError("denied", `${who} may not ${right} (${words})`, { hint: `Add to a policy of it: path "${right.split(" ").at(-1)}" { capabilities = ["${right.split(" ")[0]}"] }; or the token has ended.` });
	if (answer.status === 404 || /not found/.test(words)) return new SealiftError("key_not_found", `${where} is not there (${words})`, { hint: "Check the name of the key, the mount of the transit engine and the namespace." });
	return new SealiftError("key_unusable", `${where} ${failed} (${words})`);
}

// src/signers/vault/resolved-key.ts
/** The types of keys in transit that the Notary Project allows. */
const TYPES = [
	"ecdsa-p256",
	"ecdsa-p384",
	"ecdsa-p521",
	"rsa-2048",
	"rsa-3072",
	"rsa-4096"
];
const OTHERS = `Make a key of one of the types that the Notary Project allows: ${TYPES.join(", ")}.`;
/** The most versions of a key that are searched, the newest first; a key may have been rotated for years. */
const MOST_VERSIONS = 100;
/** The version that has this public key, among those that the server tells. */
function versionOf(key, keys) {
	return Object.keys(keys).map(Number).filter(Number.isSafeInteger).toSorted((a, b) => b - a).slice(0, MOST_VERSIONS).find((version) => {
		const pem = textOf(membersOf(keys[String(version)]), "public_key");
		try {
			return pem !== void 0 && publicKeyFromPem(pem, "").equals(key);
		} catch {
			return false;
		}
	});
}
function otherKey(keys, chosen, { key, mount }) {
	return (of) => {
		const version = versionOf(of, keys);
		if (version === void 0) return void 0;
		const query = `?version=${version}${mount === "transit" ? "" : `&mount=${mount}`}`;
		const until = version < chosen ? ` until there is a chain for version ${chosen}` : "";
		return {
			reason: `the key is used at version ${chosen}, and the certificate fits version ${version}`,
			hint: `Write --key 'hashivault://${key}${query}'${until}.`
		};
	};
}
/** The public key of one version. Transit tells no PEM of kinds that the Notary Project does not have, such as ed25519. */
function publicKeyIn(version, type, where) {
	const pem = textOf(membersOf(version), "public_key");
	const isAllowed = type === void 0 || TYPES.includes(type);
	try {
		if (pem !== void 0) return publicKeyFromPem(pem, where);
	} catch (error) {
		if (isAllowed) throw error;
	}
	const code = isAllowed ? "key_unusable" : "key_unsupported";
	const reason = isAllowed ? ", which does not sign" : "";
	throw new SealiftError(code, `${where} is of the type ${printable(String(type))}${reason}`, { hint: OTHERS });
}
/** Takes the public key of the version that will sign; the newest one where none is named. */
function resolveVersion(answer, settings, where) {
	const data = membersOf(answer.members.data);
	const chosen = settings.version ?? data.latest_version;
	if (typeof chosen !== "number" || !Number.isSafeInteger(chosen) || chosen < 1) throw new SealiftError("unexpected_answer", `${where}: the answer names no version`, { hint: "Check that the mount is a transit engine." });
	if (textOf(data, "name") !== void 0 && data.name !== settings.key) throw new SealiftError("unexpected_answer", `${where}: the answer is about another key`, { hint: "Check what stands between here and the server." });
	if (data.supports_signing === false) throw new SealiftError("key_unusable", `${where} is of the type ${printable(String(data.type))}, which does not sign`, { hint: OTHERS });
	const keys = membersOf(data.keys);
	if (!Object.hasOwn(keys, String(chosen))) throw new SealiftError("key_not_found", `${where} has no version ${chosen}`, { hint: "Versions below min_decryption_version are archived; name one that is there." });
	const least = data.min_encryption_version;
	if (typeof least === "number" && least > chosen) throw new SealiftError("key_unusable", `${where}: version ${chosen} may not sign any more (min_encryption_version ${least})`);
	const publicKey = publicKeyIn(keys[String(chosen)], textOf(data, "type"), where);
	const explainOther = otherKey(keys, chosen, settings);
	return {
		publicKey,
		algorithm: algorithmOf(publicKey),
		version: chosen,
		explainOther
	};
}

// src/signers/vault/settings.ts
const FORM = "Write hashivault://KEY[?version=N&mount=PATH].";
const URI = /^hashivault:\/\/([^/?#]+)(?:\?([^#]*))?$/;
const SEGMENT = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;
/** A path whose segments need no escape in a URL. */
function pathOf(text, what) {
	const path = text.replace(/^\/+|\/+$/g, "");
	if (path !== "" && path.split("/").every((segment) => SEGMENT.test(segment))) return path;
	throw new SealiftError("usage", `${quotable(text)} is not ${what}`, { hint: FORM });
}
function keyOf(uri) {
	const match = URI.exec(uri);
	if (!match || !SEGMENT.test(match[1])) {
		const meant = meantAddress(uri, "hashivault", URI);
		throw new SealiftError("usage", "what follows hashivault:// does not name a key of Vault", { hint: meant === void 0 ? FORM : `Write ${meant}.` });
	}
	const query = new URLSearchParams(match[2] ?? "");
	for (const name of query.keys()) if (!["version", "mount"].includes(name) || query.getAll(name).length > 1) throw new SealiftError("usage", "a parameter of hashivault:// is neither version nor mount, or comes twice", { hint: FORM });
	const version = query.get("version");
	if (version !== null && !/^[1-9]\d{0,8}$/.test(version)) throw new SealiftError("usage", "the version of hashivault:// is not a number from 1", { hint: FORM });
	const mount = query.get("mount");
	return {
		key: match[1],
		version: version === null ? void 0 : Number(version),
		mount: mount === null ? void 0 : pathOf(mount, "the path of an engine")
	};
}
/**
* Reads the URI and the environment. The address decides which family of variables counts, so that a token never goes to
* the server of the other family.
*
* @throws SealiftError `usage`, `config_invalid` or `credentials_missing`.
*/
function vaultSettings(uri, env) {
	const { key, version, mount } = keyOf(uri);
	const family = env.VAULT_ADDR || !env.BAO_ADDR ? "VAULT" : "BAO";
	const variable = (name) => env[`${family}_${name}`] || void 0;
	const text = variable("ADDR");
	if (text === void 0) throw new SealiftError("config_invalid", "hashivault:// needs the address of the server", { hint: "Set VAULT_ADDR or BAO_ADDR to https://HOST[:PORT]." });
	const address = endpointOf(text, `${family}_ADDR`);
	const token = variable("TOKEN")?.trim();
	if (token !== void 0 && !/^[\x21-\x7e]+$/.test(token)) throw new SealiftError("config_invalid", `${family}_TOKEN is not a token`, { hint: "Give it in one line." });
	const role = variable("ROLE");
	if (token === void 0 && role === void 0) throw new SealiftError("credentials_missing", `there is no way into ${address.host}`, {
		hint: `Set ${family}_TOKEN, or in a GitHub workflow ${family}_ROLE to log in with the job's own identity.`,
		needs: {
			kind: "cloud-login",
			cloud: "vault"
		}
	});
	const namespace = variable("NAMESPACE");
	return {
		address,
		namespace: namespace === void 0 ? void 0 : pathOf(namespace, "a namespace"),
		mount: mount ?? pathOf(env.TRANSIT_SECRET_ENGINE_PATH || "transit", "the path of an engine"),
		key,
		version,
		token,
		login: role === void 0 ? void 0 : {
			role,
			path: pathOf(variable("AUTH_PATH") ?? "jwt", "the path of a login method"),
			audience: variable("AUTH_AUDIENCE")
		},
		family
	};
}

// src/signers/hashivault.ts
const HASHES = {
	sha256: "sha2-256",
	sha384: "sha2-384",
	sha512: "sha2-512"
};
/** `vault:v<version>:<signature>`; r||s is base64url (marshaling "jws"), an RSA signature base64. */
function signatureIn(answer, { version, algorithm }, where) {
	const data = membersOf(answer.members.data);
	const match = /^vault:v(\d{1,9}):([A-Za-z0-9+/=_-]+)$/.exec(textOf(data, "signature") ?? "");
	if (!match) throw new SealiftError("unexpected_answer", `${where}: the answer holds no signature`, { hint: "Check what stands between here and the server." });
	if ([Number(match[1]), data.key_version ?? version].some((one) => one !== version)) throw new SealiftError("self_check_failed", `${where}: version ${version} was asked to sign, version ${match[1]} answered`, { hint: "Nothing was pushed. Check what stands between here and the server." });
	const context = {
		code: "self_check_failed",
		what: `the signature of ${where}`
	};
	return (algorithm.keyType === "ec" ? decodeBase64Url : decodeBase64)(match[2], context);
}
/** A key in the transit engine of HashiCorp Vault or OpenBao: `hashivault://KEY[?version=N&mount=PATH]`. */
async function hashivaultSigner(uri, options) {
	const settings = vaultSettings(uri, options.env);
	const remote = await remoteOf(options);
	const session = new VaultSession(settings, options.env, remote);
	const { mount, key, address } = settings;
	const where = `key ${quotable(key)} in ${address.host}/${quotable(mount)}`;
	const resolved = lazyRetried(async (signal) => {
		remote.onIdentity?.(session.identity);
		const path = `${mount}/keys/${key}`;
		const answer = await session.ask("GET", path, void 0, signal);
		if (answer.status !== 200) throw refusal(answer, `read ${path}`, where, session.identity);
		return resolveVersion(answer, settings, where);
	});
	return {
		kind: "key",
		describe: resolved,
		async sign(toBeSigned, signal) {
			const known = await resolved(signal);
			const { algorithm, version } = known;
			const path = `${mount}/sign/${key}/${HASHES[algorithm.hash]}`;
			const order = {
				input: encodeBase64(digestOf(toBeSigned, algorithm)),
				prehashed: true,
				key_version: version,
				...algorithm.keyType === "rsa" ? {
					signature_algorithm: "pss",
					salt_length: "hash"
				} : { marshaling_algorithm: "jws" }
			};
			const answer = await session.ask("POST", path, order, signal);
			if (answer.status !== 200) throw refusal(answer, `update ${path}`, where, session.identity);
			return checkedSignature(signatureIn(answer, known, where), known, toBeSigned, where);
		},
		close: () => Promise.resolve()
	};
}

export { hashivaultSigner, wordsOf as i, refusal as n, VaultSession as r, vaultSettings as t };