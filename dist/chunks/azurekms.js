import { Dn as looksLikeDer, It as mendPem, Kt as parseCertificate, Tt as parseJson, Un as lazyRetried, Wt as readFile, gn as pemDocument, vn as decodeBase64, xn as encodeBase64Url, yn as decodeBase64Url, zt as isLoopback } from "./registry.js";
import { H as quotable, J as SealiftError, W as printable } from "./words.js";
import { a as tokenClaims, c as textOf, i as hasGithubToken, l as sendWhole, n as digestOf, o as askJson, r as githubToken, s as membersOf, t as remoteOf, u as endpointOf } from "./remote.js";
import { t as meantAddress } from "./meant-address.js";
import { Bt as nameText, Ct as algorithmOf } from "./notation.js";
import { i as pemSecrets } from "./secrets.js";
import { a as findProgram, i as NATIVE, o as windowsProgram, r as BATCH, t as runProgram } from "./run-program.js";
import { t as checkedSignature } from "./raw-signature.js";
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");
const { createPublicKey } = globalThis.process.getBuiltinModule("node:crypto");
const { extname } = globalThis.process.getBuiltinModule("node:path");

// src/signers/azure/authority.ts
/** The host of Microsoft Entra in each cloud, by the end of the names of its vaults. */
const CLOUDS = [
	[".azure.net", "login.microsoftonline.com"],
	[".azure.cn", "login.chinacloudapi.cn"],
	[".usgovcloudapi.net", "login.microsoftonline.us"]
];
/** Hosts of Microsoft Entra. No other host may see the token of a job. */
const KNOWN$1 = /* @__PURE__ */ new Set([...CLOUDS.map(([, host]) => host), "login.partner.microsoftonline.cn"]);
/**
* The host of Entra that gives out tokens for a vault: `AZURE_AUTHORITY_HOST`, or else that of the vault's cloud.
*
* @throws SealiftError `config_invalid` for a host that is not Microsoft's.
*/
function azureAuthority(vault, env) {
	const text = env.AZURE_AUTHORITY_HOST;
	if (!text) {
		const cloud = CLOUDS.find(([suffix]) => vault.hostname.endsWith(suffix)) ?? CLOUDS[0];
		return new URL(`https://${cloud[1]}`);
	}
	const url = endpointOf(text, "AZURE_AUTHORITY_HOST");
	if ((KNOWN$1.has(url.host) || isLoopback(url.hostname)) && url.protocol === "https:" && url.pathname === "/") return url;
	throw new SealiftError("config_invalid", `AZURE_AUTHORITY_HOST: ${printable(url.host)} is not where Microsoft Entra gives out tokens`, { hint: `Leave it unset, or write https:// and one of ${[...KNOWN$1].join(", ")}.` });
}

// src/signers/azure/credentials.ts
const FILE_LIMIT = 65536;
const PERMISSION = "Give the job `permissions: id-token: write` (and `contents: read`)";
/** GUIDs, or a domain for a tenant; both become part of a URL. */
const CLIENT_ID = /^[0-9A-Za-z-]{1,64}$/;
const TENANT$1 = /^[0-9A-Za-z][0-9A-Za-z.-]{0,127}$/;
function clientOf(env, needed) {
	const { AZURE_CLIENT_ID: id, AZURE_TENANT_ID: tenant } = env;
	if (!id || !tenant) {
		if (needed === void 0) return void 0;
		throw new SealiftError("config_invalid", `${needed} is set, and ${id ? "AZURE_TENANT_ID" : "AZURE_CLIENT_ID"} is not`, { hint: "Set AZURE_CLIENT_ID and AZURE_TENANT_ID of the app registration." });
	}
	for (const [name, value, form] of [[
		"AZURE_CLIENT_ID",
		id,
		CLIENT_ID
	], [
		"AZURE_TENANT_ID",
		tenant,
		TENANT$1
	]]) if (!form.test(value)) throw new SealiftError("config_invalid", `${name} is not an ID of Microsoft Entra`, { hint: "It looks like 00000000-0000-0000-0000-000000000000." });
	return {
		id,
		tenant
	};
}
async function withCertificate(client, path, env, who) {
	const bytes = await readFile(path, FILE_LIMIT, "client certificate");
	const what = `client certificate ${printable(path, 600)}`;
	const blocks = looksLikeDer(bytes) ? [] : mendPem(bytes, {
		code: "config_invalid",
		what
	});
	if (blocks.length === 0) throw new SealiftError("config_invalid", `${what} is not PEM`, { hint: "Give certificate and private key as PEM; openssl pkcs12 -in FILE -nodes writes them." });
	return {
		kind: "certificate",
		client,
		pem: pemDocument(blocks),
		password: env.AZURE_CLIENT_CERTIFICATE_PASSWORD || void 0,
		sendsChain: /^(?:1|true)$/i.test(env.AZURE_CLIENT_SEND_CERTIFICATE_CHAIN ?? ""),
		who: `${who} by the certificate in AZURE_CLIENT_CERTIFICATE_PATH`
	};
}
/**
* The first identity that is configured; when it fails, no other one is tried. The managed identity of a machine is used only
* when it is chosen, because otherwise every job on a self-hosted runner would sign as the machine.
*
* @throws SealiftError `credentials_missing`, `config_invalid`, `file_not_found` or `file_unreadable`.
*/
async function azureCredentials(env, chosen) {
	const { AZURE_CLIENT_SECRET: secret, AZURE_CLIENT_CERTIFICATE_PATH: certificate, AZURE_FEDERATED_TOKEN_FILE: path } = env;
	if (chosen === "managed-identity") {
		const clientId = env.AZURE_CLIENT_ID || void 0;
		return {
			kind: "managed",
			clientId,
			who: `the managed identity${clientId === void 0 ? "" : ` ${printable(clientId, 64)}`} of this machine`
		};
	}
	const client = clientOf(env, secret && "AZURE_CLIENT_SECRET" || certificate && "AZURE_CLIENT_CERTIFICATE_PATH" || path && "AZURE_FEDERATED_TOKEN_FILE" || void 0);
	if (client) {
		const who = `the app ${client.id}`;
		if (hasGithubToken(env)) return {
			kind: "github",
			client,
			who: `${who} by the token of this GitHub job`
		};
		if (secret) return {
			kind: "secret",
			client,
			secret,
			who: `${who} by AZURE_CLIENT_SECRET`
		};
		if (certificate) return withCertificate(client, certificate, env, who);
		if (path) return {
			kind: "file",
			client,
			path,
			who: `${who} by the token in AZURE_FEDERATED_TOKEN_FILE`
		};
		if (env.GITHUB_ACTIONS === "true") throw new SealiftError("credentials_missing", `this job may not ask GitHub for a token to be ${who}`, { hint: `${PERMISSION}, or log in with azure/login and leave AZURE_CLIENT_ID unset.` });
	}
	return {
		kind: "cli",
		who: "whoever is logged in with the Azure CLI"
	};
}

// src/signers/azure/errors.ts
/** States of a key that Key Vault reports as Forbidden (innererror). */
const STATES = {
	KeyDisabled: "Enable this version of the key, or name another one.",
	CertificateDisabled: "Enable this version of the certificate, or name another one.",
	KeyNotYetValid: "Its activation date has not come; name another version.",
	KeyExpired: "Its expiration date has passed; make a new version."
};
const NETWORK = /* @__PURE__ */ new Set(["ForbiddenByFirewall", "ForbiddenByConnection"]);
function missing(right, { vault, key, isHsm }, inner) {
	const name = vault.hostname.split(".")[0];
	const [of, permission] = right.name.split("/");
	const other = right.instead === void 0 ? "" : ` ${right.instead}`;
	if (NETWORK.has(inner)) return "Let this machine through the firewall of the vault, or give it a private endpoint.";
	if (isHsm) return `Add the role: az keyvault role assignment create --hsm-name ${name} --role "Managed HSM Crypto User" --assignee <identity> --scope /keys/${key}`;
	if (inner === "ForbiddenByPolicy" || inner === "AccessDenied") return `Add the permission: az keyvault set-policy --name ${name} --spn <identity> ${of === "certificates" ? "--certificate-permissions" : "--key-permissions"} ${permission}.${other}`;
	return `Add the role: az role assignment create --role "${right.role}" --assignee <identity> --scope <ID of the vault ${name}>/${of}/${key}.${other}`;
}
/** An answer of a vault that is no success, as an error that names identity, right and key. */
function azureError({ status, members }, right, location, { where, who }) {
	const error = membersOf(members.error);
	const code = textOf(error, "code") ?? String(status);
	const inner = textOf(membersOf(error.innererror), "code") ?? "";
	const words = (textOf(error, "message") ?? "no reason given").replace(/\s+/g, " ");
	const said = `(${printable([code, inner].filter((text) => text !== "").join(", "), 120)}: ${printable(words, 400)})`;
	if (Object.hasOwn(STATES, inner)) return new SealiftError("key_unusable", `${where} does not sign ${said}`, { hint: STATES[inner] });
	if (status === 401 || status === 403) return new SealiftError("denied", `${who} may not use ${right.name} on ${where} ${said}`, { hint: status === 401 ? "The vault does not take the token: is it in the directory of AZURE_TENANT_ID, and in this cloud?" : missing(right, location, inner) });
	if (status === 404) return new SealiftError("key_not_found", `${where} is not there ${said}`, { hint: `Check the vault, the name and the version.${right.instead === void 0 ? "" : ` ${right.instead}`}` });
	if (status === 429) return new SealiftError("too_many_requests", `Azure limits requests for ${where} ${said}`, { hint: "Wait and run it again, lower --concurrency, or spread keys over several vaults." });
	if (status >= 500 || status === 408) return new SealiftError("key_service_unavailable", `Azure cannot answer for ${where} ${said}`);
	return new SealiftError("key_unusable", `${where} does not sign ${said}`, { hint: "It has to be an RSA or EC key with the permitted operation sign." });
}

// src/signers/azure/location.ts
const FORM = "Write azurekms://NAME.vault.azure.net/KEY[/VERSION], or the key identifier that the portal shows.";
const URI = /^(?:azurekms:\/\/([^/?#]+)|https:\/\/([^/?#]+)\/keys)\/([A-Za-z0-9-]{1,127})(?:\/([0-9a-f]{32}))?$/;
/** @throws SealiftError `usage` or `config_invalid`. */
function azureLocation(uri) {
	const match = URI.exec(uri);
	if (!match) {
		const meant = meantAddress(uri, "azurekms", URI);
		throw new SealiftError("usage", "what follows azurekms:// does not name a key of Azure Key Vault", { hint: meant === void 0 ? FORM : `Write ${meant}.` });
	}
	const [, host, urlHost, key = "", version] = match;
	const vault = endpointOf(`https://${host ?? urlHost}`, "azurekms://VAULT-HOST");
	if (!vault.hostname.includes(".") && !isLoopback(vault.hostname)) throw new SealiftError("usage", "what follows azurekms:// does not begin with the whole host name of a vault", { hint: FORM });
	return {
		vault,
		key,
		version,
		isHsm: /\.managedhsm\./.test(vault.hostname)
	};
}
/**
* The version in an identifier of an answer, which has to be about the vault and the key that were asked; names are not
* case-sensitive.
*
* @param kind `keys` or `certificates`.
*/
function versionIn(identifier, { vault, key }, kind) {
	const url = typeof identifier === "string" && URL.canParse(identifier) ? new URL(identifier) : void 0;
	if (url?.protocol !== "https:" || url.host !== vault.host) return void 0;
	const match = /^\/([a-z]+)\/([A-Za-z0-9-]+)\/([0-9a-f]{32})$/.exec(url.pathname);
	return match && match[1] === kind && match[2].toLowerCase() === key.toLowerCase() ? match[3] : void 0;
}

// src/signers/azure/resolved-key.ts
/**
* The version that an answer is about. It has to be the one that was asked for, since Key Vault answers with the newest one
* for a version that it does not know.
*/
function resolvedVersion(identifier, location, where) {
	const version = versionIn(identifier, location, "keys");
	if (version === void 0) throw new SealiftError("unexpected_answer", `${where}: the answer is about ${printable(String(identifier ?? "no key"), 300)}`, { hint: "Check the address of the vault, and what stands between." });
	if (location.version !== void 0 && version !== location.version) throw new SealiftError("key_not_found", `${where} is not there; the vault answered with version ${version}`, { hint: "Name a version that exists, or none for the newest." });
	return version;
}
/** Refuses a key that can be described and does not sign. */
function refuseState({ attributes, key_ops: operations }, where, now) {
	const { enabled, nbf, exp } = membersOf(attributes);
	const seconds = now.getTime() / 1e3;
	const reason = enabled === false && "is disabled" || typeof nbf === "number" && nbf > seconds && `may not be used before ${(/* @__PURE__ */ new Date(nbf * 1e3)).toISOString()}` || typeof exp === "number" && exp <= seconds && `expired at ${(/* @__PURE__ */ new Date(exp * 1e3)).toISOString()}` || Array.isArray(operations) && !operations.includes("sign") && "does not permit the operation sign";
	if (reason) throw new SealiftError("key_unusable", `${where} ${reason}`, { hint: "Look at it: az keyvault key show; enable it, or name another version." });
}
function publicKeyOf(key, where) {
	const kty = textOf(key, "kty") ?? "none";
	const kind = kty.replace(/-HSM$/, "");
	if (kind !== "RSA" && kind !== "EC" || textOf(key, "crv") === "P-256K") {
		const curve = textOf(key, "crv");
		throw new SealiftError("key_unsupported", `${where} is of the type ${printable(kty)}${curve === void 0 ? "" : `, curve ${printable(curve)}`}`);
	}
	const parts = [
		"n",
		"e",
		"crv",
		"x",
		"y"
	].map((name) => [name, textOf(key, name)]);
	const jwk = Object.fromEntries([["kty", kind], ...parts.filter(([, value]) => value !== void 0)]);
	try {
		return createPublicKey({
			format: "jwk",
			key: jwk
		});
	} catch (error) {
		throw new SealiftError("unexpected_answer", `${where}: the vault answered with no public key`, {
			hint: "Check that this is the address of the vault.",
			cause: error
		});
	}
}
/** Explains another key: without a version in the address the newest one signs, and a chain may be for the one before. */
function explained({ vault, key, version }, newest) {
	if (version !== void 0) return {};
	const hint = `The newest version of the key signs, ${newest}. If the chain was issued for an older one, write --key azurekms://${vault.host}/${key}/VERSION until the new chain is there.`;
	return { explainOther: () => ({ hint }) };
}
/** From the answer about a key (GET /keys). */
function resolveKey(answer, location, where, now) {
	const key = membersOf(answer.key);
	const version = resolvedVersion(key.kid, location, where);
	const publicKey = publicKeyOf(key, where);
	refuseState({
		attributes: answer.attributes,
		key_ops: key.key_ops
	}, where, now);
	return {
		publicKey,
		algorithm: algorithmOf(publicKey),
		version,
		...explained(location, version)
	};
}
/**
* From the answer about a certificate (GET /certificates): its key, and its chain. The vault tells only the leaf, which is a
* whole chain when it is self-signed.
*/
async function resolveCertificate(answer, location, where, now) {
	const version = resolvedVersion(answer.kid, location, where);
	refuseState({ attributes: answer.attributes }, where, now);
	const context = {
		code: "certificate_chain_invalid",
		what: `the certificate of ${where}`
	};
	const encoded = textOf(answer, "cer");
	if (encoded === void 0) throw new SealiftError("certificate_chain_invalid", `${context.what} has not been issued yet`, { hint: "Merge the certificate that the authority issued into the vault, or give --certificate-chain." });
	const leaf = await parseCertificate(decodeBase64(encoded, context), context);
	const { publicKey, subject, issuer } = leaf;
	if (nameText(subject) !== nameText(issuer)) throw new SealiftError("certificate_chain_invalid", `the vault tells the certificate ${printable(nameText(subject), 300)} alone; its issuer ${printable(nameText(issuer), 300)} and what stands above are missing`, { hint: "Give --certificate-chain FILE with the leaf, the intermediates and the root, leaf first." });
	return {
		publicKey,
		algorithm: algorithmOf(publicKey),
		certificates: [leaf],
		version
	};
}

// src/signers/azure/challenge.ts
/** Resources that a vault on loopback may name, since its own host name belongs to none. */
const KNOWN = /^https:\/\/(?:vault|managedhsm)\.(?:azure\.net|azure\.cn|usgovcloudapi\.net)$/;
const PARAMETER = /([a-z_]+)="([^"]*)"/gi;
/**
* Reads `Bearer authorization="https://login…/TENANT", resource="https://vault.azure.net"`. The vault has to be inside of
* the domain that it names: otherwise a false vault would get a token that real ones accept.
*
* @throws SealiftError `unexpected_answer`.
*/
function azureChallenge(header, vault) {
	const refuse = (reason) => new SealiftError("unexpected_answer", `${vault.host} ${reason}`, { hint: "Check that this is the address of the vault, and what stands between." });
	const text = [header ?? []].flat().find((one) => /^Bearer\s/i.test(one));
	if (text === void 0) throw refuse("does not say how to log in");
	const parameters = new Map([...text.matchAll(PARAMETER)].map(([, name, value]) => [name, value]));
	const resource = parameters.get("resource") ?? parameters.get("scope")?.replace(/\/\.default$/, "") ?? "";
	const url = /^https:\/\/[a-z0-9.-]+\/?$/.test(resource) ? new URL(resource) : void 0;
	const fits = (host) => host.includes(".") && vault.hostname.endsWith(`.${host}`);
	if (!url || !(isLoopback(vault.hostname) ? KNOWN.test(url.origin) : fits(url.hostname))) throw refuse(`asks for a token for ${printable(resource, 200) || "nothing"}`);
	const authority = parameters.get("authorization") ?? parameters.get("authorization_uri") ?? "";
	const tenant = URL.canParse(authority) ? new URL(authority).pathname.split("/")[1] : void 0;
	return {
		resource: url.origin,
		tenant: tenant === "" ? void 0 : tenant
	};
}

// src/signers/azure/session.ts
/** Served by Key Vault and Managed HSM in every cloud. */
const API_VERSION = "7.4";
/** A token is renewed this long before it ends, in milliseconds. */
const EARLY = 6e4;
/**
* Requests to one vault. The first one goes without a token: its 401 says which directory and which audience the vault
* wants (Key Vault, "Authentication, requests and responses"). The SDK's client is not used, because it hides the identifier
* that answered behind the one that it asked with, and sends every request twice until one has learned the challenge.
*/
var AzureSession = class {
	#location;
	#credentials;
	#tokens;
	#remote;
	#challenge;
	#token;
	#login;
	constructor(location, credentials, tokens, remote) {
		this.#location = location;
		this.#credentials = credentials;
		this.#tokens = tokens;
		this.#remote = remote;
	}
	/** An answer as it came, also when it is a refusal. */
	async ask(method, path, body, signal) {
		const token = await this.#current(path, signal);
		return "status" in token ? token : this.#send(method, path, token.value, body, signal);
	}
	#send(method, path, token, body, signal) {
		const url = new URL(`${path}?api-version=${API_VERSION}`, this.#location.vault);
		return askJson(this.#remote.http, {
			method,
			url,
			headers: token === void 0 ? {} : { authorization: `Bearer ${token}` },
			...body === void 0 ? {} : { body }
		}, signal);
	}
	/** The token, or the answer to the first request when that is a refusal without a challenge. */
	async #current(path, signal) {
		const now = this.#remote.now().getTime();
		if (this.#token && this.#token.until - EARLY > now) return this.#token;
		if (!this.#challenge) {
			this.#tokens.prepare();
			const answer = await this.#send("GET", path, void 0, void 0, signal);
			if (answer.status !== 401) {
				if (answer.status >= 400) return answer;
				throw new SealiftError("unexpected_answer", `${this.#location.vault.host} asks for no login`, { hint: "Check that this is the address of the vault, and what stands between." });
			}
			this.#challenge = azureChallenge(answer.headers["www-authenticate"], this.#location.vault);
			this.#remote.onIdentity?.(this.#credentials.who);
		}
		this.#login ??= this.#logIn(this.#challenge, signal).finally(() => {
			this.#login = void 0;
		});
		return this.#login;
	}
	async #logIn(challenge, signal) {
		this.#token = await this.#tokens.get(challenge, signal);
		return this.#token;
	}
};

// src/io/process/run-command.ts
/** A path that the shell of Windows leaves unchanged between quotes; it replaces percent signs, for example. */
const PLAIN = /^[^"%!^&<>|\r\n]+$/;
/**
* {@link runProgram} for tools that on Windows are batch files, which only its shell starts.
*
* @param order with arguments of letters, digits and `-./:` alone: a shell reads them.
*/
async function runCommand(order, signal) {
	const { file, args, env } = order;
	if (process.platform !== "win32") return runProgram(order, signal);
	const found = await findProgram(file, env, [...NATIVE, ...BATCH]);
	if ("reason" in found) return {
		kind: "not-found",
		...found
	};
	const { path } = found;
	if (!BATCH.includes(extname(path).toLowerCase())) return runProgram({
		...order,
		file: path
	}, signal);
	if (!PLAIN.test(path)) return {
		kind: "refused",
		file: path,
		reason: `has a path that the shell of Windows would read: ${printable(path, 300)}`,
		remedy: "Install it in another folder."
	};
	const line = `""${path}" ${args.join(" ")}"`;
	return runProgram({
		...order,
		file: windowsProgram("cmd.exe"),
		args: [
			"/d",
			"/s",
			"/c",
			line
		],
		verbatim: true
	}, signal);
}

// src/signers/azure/cli-token.ts
/** Milliseconds that the Azure CLI may take; it is slow to start. */
const TIME = 6e4;
const LIMIT = 262144;
/** Resource and tenant become words of a command line. */
const RESOURCE = /^https:\/\/[a-z0-9.-]+$/;
const TENANT = /^[0-9A-Za-z][0-9A-Za-z.-]{0,127}$/;
/**
* A token of the identity that is logged in with the Azure CLI. The SDK is not used for it, because it neither ends the program
* with the run nor searches the PATH of the run.
*
* @throws Error with what went wrong, in the words of the CLI.
*/
async function cliToken(resource, tenant, env, signal) {
	if (!RESOURCE.test(resource) || !TENANT.test(tenant ?? "none")) throw new Error("the vault names a directory or a resource that is none");
	const args = [
		"account",
		"get-access-token",
		"--output",
		"json",
		"--resource",
		resource,
		...tenant === void 0 ? [] : ["--tenant", tenant]
	];
	const outcome = await runCommand({
		file: "az",
		args,
		input: "",
		env,
		timeout: TIME,
		limit: LIMIT
	}, signal);
	switch (outcome.kind) {
		case "timed-out": throw new Error(`the Azure CLI did not answer within ${TIME / 1e3} s`);
		case "too-much-output": throw new Error(`the Azure CLI wrote over ${LIMIT} bytes`);
		case "refused": throw new Error(`the Azure CLI cannot be run: ${printable(outcome.file, 300)} ${outcome.reason}`);
		case "not-found":
		case "not-started": throw new Error(`the Azure CLI cannot be run: az ${outcome.reason}`);
	}
	const { code, stdout, stderr } = outcome;
	if (code !== 0) throw new Error(new TextDecoder().decode(stderr).trim() || `the Azure CLI ended with ${code}`);
	const answer = membersOf(parseJson(stdout, {
		code: "unexpected_answer",
		what: "the answer of az"
	}));
	const value = textOf(answer, "accessToken");
	const seconds = Number(answer.expires_on);
	const until = answer.expires_on === void 0 ? Date.parse(textOf(answer, "expiresOn") ?? "") : seconds * 1e3;
	if (value === void 0 || !Number.isFinite(until)) throw new Error("the Azure CLI answered with no token");
	return {
		value,
		until
	};
}

// src/signers/azure/entra-errors.ts
/** The audience of a token that stands for the app; Entra accepts no other. */
const EXCHANGE_AUDIENCE = "api://AzureADTokenExchange";
/** Remedies by the numbers of Entra's errors ("Microsoft Entra authentication and authorization error codes"). */
const REMEDIES = [
	["700016 90002 900023", "Check AZURE_CLIENT_ID and AZURE_TENANT_ID: there is no such app in that directory."],
	["7000215 7000222 700027", "Renew the secret or certificate of the app, or use the token of the GitHub job."],
	["500011", "The directory of AZURE_TENANT_ID does not know Azure Key Vault; is it the right one?"],
	["700024 50013", "The clock of this machine is off, or the token is too old."]
];
const UNTRUSTED = [
	"70021",
	"700211",
	"700212",
	"700213",
	"700214",
	"700223",
	"700238",
	"7002381",
	"50027"
];
/** The remedy for a token of the job that no federated credential of the app fits. */
function federate(clientId) {
	return `Add a federated credential with just this issuer and subject to the app: az ad app federated-credential create --id ${clientId} --parameters '{"name":"sealift","issuer":"<iss>","subject":"<sub>","audiences":["${EXCHANGE_AUDIENCE}"]}'. If sub is not the one you expect, the job runs for another branch, tag or environment.`;
}
const LOGIN = "In a workflow set AZURE_CLIENT_ID and AZURE_TENANT_ID with permissions: id-token: write, or run azure/login first; else set AZURE_CLIENT_SECRET too, or run az login.";
/** The words of the SDK's error, without the IDs and times that follow. */
function wordsOf(error) {
	const text = error instanceof Error ? error.message : String(error);
	const said = /AADSTS\d+:[\s\S]*/.exec(text)?.[0] ?? text;
	return printable(said.replace(/\s*(?:Trace|Correlation) ID:[\s\S]*$/i, "").replace(/\s+/g, " "), 400);
}
/**
* The error for a login that failed. The SDK's error is not kept as the cause: it holds the request, and that holds the token.
*
* @param outcome of the last request: its status, or what ended it.
* @param assertion the token that stood for the app; its claims are shown, never itself.
*/
function entraError(error, credentials, { outcome, assertion }) {
	if (outcome instanceof SealiftError) return outcome;
	const words = wordsOf(error);
	const { who, kind } = credentials;
	if (kind === "cli") return new SealiftError("credentials_missing", `there are no Azure credentials (${words})`, { hint: LOGIN });
	if (outcome === 429 || (outcome ?? 0) >= 500) return new SealiftError("key_service_unavailable", `Entra gives out no token now (${outcome}, ${words})`);
	const claims = assertion === void 0 ? "" : `; its token has ${tokenClaims(assertion)}`;
	const number = /AADSTS(\d+)/.exec(words)?.[1] ?? "";
	const known = REMEDIES.find(([numbers]) => numbers.split(" ").includes(number))?.[1];
	const hint = "client" in credentials && UNTRUSTED.includes(number) ? federate(credentials.client.id) : known;
	return new SealiftError("denied", `Entra gives no token to ${who} (${words})${claims}`, { hint: hint ?? (kind === "managed" ? "Give this machine a managed identity; AZURE_CLIENT_ID chooses between several." : "Check AZURE_CLIENT_ID, AZURE_TENANT_ID and how the app logs in.") });
}

// src/signers/azure/http-client.ts
/** Headers that the client of the run sets, or that are meant for the SDK's own transport. */
const NOT_SENT = /* @__PURE__ */ new Set([
	"accept-encoding",
	"content-length",
	"user-agent"
]);
/** Headers as the SDK of Azure reads them. */
var SdkHeaders = class {
	#values;
	constructor(entries) {
		this.#values = new Map(entries);
	}
	get(name) {
		return this.#values.get(name.toLowerCase());
	}
	has(name) {
		return this.#values.has(name.toLowerCase());
	}
	set(name, value) {
		this.#values.set(name.toLowerCase(), value);
	}
	delete(name) {
		this.#values.delete(name.toLowerCase());
	}
	toJSON() {
		return Object.fromEntries(this.#values);
	}
	[Symbol.iterator]() {
		return this.#values[Symbol.iterator]();
	}
};
function bytesOf(body) {
	if (body === void 0 || body === null) return void 0;
	if (typeof body === "string") return Buffer.from(body);
	throw new SealiftError("internal", "the SDK of Azure sends something else than a text");
}
/** The run's HTTP client in the shape of the SDK's: its proxy, authorities, deadlines, retries and limiter hold there too. */
function azureHttpClient(http, { allows, signal, onOutcome }) {
	const send = async (request) => {
		const url = new URL(request.url);
		if (!allows(url)) throw new SealiftError("config_invalid", `${printable(url.host)} is not where this identity gets tokens`);
		const content = bytesOf(request.body);
		const sent = Object.entries(request.headers.toJSON()).filter(([name]) => !NOT_SENT.has(name.toLowerCase()));
		const whole = {
			method: request.method,
			url,
			headers: Object.fromEntries(sent),
			signal: signal()
		};
		const { status, headers: answered, bytes } = await sendWhole(http, whole, content);
		onOutcome(status);
		const bodyAsText = Buffer.from(bytes).toString("utf8");
		const headers = Object.entries(answered).flatMap(([name, value]) => value === void 0 ? [] : [[name, [value].flat().join(", ")]]);
		return {
			request,
			status,
			headers: new SdkHeaders(headers),
			bodyAsText
		};
	};
	return { sendRequest: (request) => send(request).catch((error) => {
		if (error instanceof SealiftError) onOutcome(error);
		throw error;
	}) };
}

// src/signers/azure/tokens.ts
const TOKEN_LIMIT = 65536;
async function fileToken(path) {
	const text = Buffer.from(await readFile(path, TOKEN_LIMIT, "federated token")).toString("utf8").trim();
	if (text !== "") return text;
	throw new SealiftError("credentials_missing", "the file of AZURE_FEDERATED_TOKEN_FILE holds no token");
}
/** Hosts beside the authority that give a machine its own tokens: the metadata service, or what the platform names. */
function machineHosts(env) {
	const named = [
		env.IDENTITY_ENDPOINT,
		env.MSI_ENDPOINT,
		env.IMDS_ENDPOINT
	].filter((text) => text !== void 0 && URL.canParse(text));
	return /* @__PURE__ */ new Set(["169.254.169.254", ...named.map((text) => new URL(text).host)]);
}
function azureTokens(credentials, authority, env, remote) {
	let current = new AbortController().signal;
	let outcome;
	let assertion;
	let opened;
	const machine = credentials.kind === "managed" ? machineHosts(env) : /* @__PURE__ */ new Set();
	const fetchAssertion = async () => {
		try {
			assertion = credentials.kind === "file" ? await fileToken(credentials.path) : await githubToken(EXCHANGE_AUDIENCE, env, remote, current);
		} catch (error) {
			if (error instanceof SealiftError) outcome = error;
			throw error;
		}
		remote.onSecret?.(assertion);
		return assertion;
	};
	/** The assertion for one access token. The SDK asks for it twice, and uses the second. */
	let asserted;
	const assert = () => {
		asserted ??= fetchAssertion();
		return asserted;
	};
	const open = async (identity) => {
		const { ClientAssertionCredential, ClientCertificateCredential, ClientSecretCredential, ManagedIdentityCredential } = await import("./azure-sdk.js").then((n) => n.t);
		const options = {
			authorityHost: authority.origin,
			disableInstanceDiscovery: true,
			retryOptions: { maxRetries: 0 },
			httpClient: azureHttpClient(remote.http, {
				allows: ({ protocol, host }) => protocol === "https:" && host === authority.host || machine.has(host),
				signal: () => current,
				onOutcome: (last) => {
					outcome = last;
				}
			})
		};
		if (identity.kind === "managed") {
			const { clientId } = identity;
			return new ManagedIdentityCredential({
				...options,
				...clientId === void 0 ? {} : { clientId }
			});
		}
		const { tenant, id } = identity.client;
		if (identity.kind === "secret") {
			remote.onSecret?.(identity.secret);
			return new ClientSecretCredential(tenant, id, identity.secret, options);
		}
		if (identity.kind === "certificate") {
			const { pem, password, sendsChain } = identity;
			for (const secret of [...pemSecrets(pem), password ?? ""]) remote.onSecret?.(secret);
			return new ClientCertificateCredential(tenant, id, {
				certificate: pem,
				...password === void 0 ? {} : { certificatePassword: password }
			}, {
				...options,
				sendCertificateChain: sendsChain
			});
		}
		return new ClientAssertionCredential(tenant, id, assert, options);
	};
	const load = (identity) => {
		opened ??= open(identity);
		return opened;
	};
	const fetchToken = async ({ resource, tenant }) => {
		if (credentials.kind === "cli") return cliToken(resource, tenant, env, current);
		const answer = await (await load(credentials)).getToken(`${resource}/.default`);
		if (!answer) throw new Error("the answer holds no token");
		return {
			value: answer.token,
			until: answer.expiresOnTimestamp
		};
	};
	const get = async (challenge, signal) => {
		current = signal;
		outcome = void 0;
		asserted = void 0;
		try {
			const token = await fetchToken(challenge);
			remote.onSecret?.(token.value);
			return token;
		} catch (error) {
			signal.throwIfAborted();
			throw entraError(error, credentials, {
				outcome,
				...assertion === void 0 ? {} : { assertion }
			});
		}
	};
	return {
		prepare() {
			if (credentials.kind !== "cli") load(credentials).catch(() => {});
		},
		get
	};
}

// src/signers/azurekms.ts
const GET_KEY = {
	name: "keys/get",
	role: "Key Vault Crypto User"
};
const SIGN = {
	name: "keys/sign",
	role: "Key Vault Crypto User"
};
const GET_CERTIFICATE = {
	name: "certificates/get",
	role: "Key Vault Certificate User",
	instead: "Or give --certificate-chain: then the key alone is read."
};
/** A key in Azure Key Vault or Managed HSM: `azurekms://VAULT-HOST/KEY[/VERSION]`, or its identifier. */
async function azurekmsSigner(uri, options) {
	const { env, azureCredential, withCertificates = false } = options;
	const location = azureLocation(uri);
	const { vault, key, version, isHsm } = location;
	if (withCertificates && isHsm) throw new SealiftError("usage", `${vault.host} is a Managed HSM, which has keys and no certificates`, { hint: "Give --certificate-chain FILE, leaf first." });
	const authority = azureAuthority(vault, env);
	const credentials = await azureCredentials(env, azureCredential);
	const remote = await remoteOf(options);
	const session = new AzureSession(location, credentials, azureTokens(credentials, authority, env, remote), remote);
	const where = `key ${quotable(key)}${version === void 0 ? "" : ` version ${version}`} in ${vault.host}`;
	const { who } = credentials;
	async function ask(method, path, right, body, signal) {
		const answer = await session.ask(method, path, body, signal);
		if (answer.status !== 200) throw azureError(answer, right, location, {
			where,
			who
		});
		return answer.members;
	}
	const resolved = lazyRetried(async (signal) => {
		const path = `${key}${version === void 0 ? "" : `/${version}`}`;
		if (!withCertificates) return resolveKey(await ask("GET", `/keys/${path}`, GET_KEY, void 0, signal), location, where, remote.now());
		const answer = await ask("GET", `/certificates/${path}`, GET_CERTIFICATE, void 0, signal);
		return resolveCertificate(answer, location, where, remote.now());
	});
	return {
		kind: "key",
		describe: resolved,
		async sign(toBeSigned, signal) {
			const known = await resolved(signal);
			const { algorithm } = known;
			const order = {
				alg: algorithm.jws,
				value: encodeBase64Url(digestOf(toBeSigned, algorithm))
			};
			const answer = await ask("POST", `/keys/${key}/${known.version}/sign`, SIGN, order, signal);
			if (versionIn(answer.kid, location, "keys") !== known.version) throw new SealiftError("self_check_failed", `${where}: version ${known.version} was asked to sign, ${printable(String(answer.kid), 300)} answered`, { hint: "Nothing was pushed. Check what stands between here and Azure." });
			const context = {
				code: "self_check_failed",
				what: `the signature of ${where}`
			};
			const raw = decodeBase64Url(textOf(answer, "value") ?? "", context);
			return checkedSignature(raw, known, toBeSigned, where);
		},
		close: () => Promise.resolve()
	};
}

export { azurekmsSigner };