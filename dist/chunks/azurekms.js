import { An as parseCertificate, Br as lazyRetried, Cn as isLoopback, On as readFile, en as parseJson, fr as looksLikeDer, mn as mendPem, or as encodeBase64Url, tr as pemDocument, zr as lazy } from "./registry.js";
import { ct as SealiftError, it as printable, nt as quotable } from "./words.js";
import { a as sendWhole, i as textOf, r as membersOf, t as endpointOf } from "./endpoint.js";
import { t as meantAddress } from "./meant-address.js";
import { an as algorithmOf, wn as nameText } from "./notation.js";
import { t as remoteOf } from "./remote.js";
import { n as hasGithubToken, t as githubToken } from "./github-token.js";
import { a as pemSecrets } from "./secrets.js";
import { t as runCommand } from "./run-program.js";
import { t as tokenClaims } from "./token-claims.js";
import { t as digestOf } from "./digest-of.js";
import { t as checkedSignature } from "./raw-signature.js";
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");
const { createPublicKey } = globalThis.process.getBuiltinModule("node:crypto");

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
	const written = host ?? urlHost;
	const vault = endpointOf(`https://${written}`, "azurekms://VAULT-HOST");
	if (!written.includes(".") && !isLoopback(written.replace(/:\d*$/, ""))) throw new SealiftError("usage", "what follows azurekms:// does not begin with the whole host name of a vault", { hint: FORM });
	return {
		vault,
		key,
		version,
		isHsm: /\.managedhsm\./.test(vault.hostname)
	};
}
/** The version in the identifier of a key, which has to be the key that was asked for; names are not case-sensitive. */
function versionIn(identifier, { vault, key }) {
	const url = typeof identifier === "string" && URL.canParse(identifier) ? new URL(identifier) : void 0;
	if (url?.protocol !== "https:" || url.host !== vault.host) return void 0;
	const match = /^\/keys\/([A-Za-z0-9-]+)\/([0-9a-f]{32})$/.exec(url.pathname);
	return match?.[1]?.toLowerCase() === key.toLowerCase() ? match[2] : void 0;
}

// src/signers/azure/resolved-key.ts
/**
* The version that an answer is about. It has to be the one that was asked for, since Key Vault answers with the newest one
* for a version that it does not know.
*/
function resolvedId(id, location, where) {
	const version = versionIn(id, location);
	if (id === void 0 || version === void 0) throw new SealiftError("unexpected_answer", `${where}: the answer is about ${printable(String(id ?? "no key"), 300)}`, { hint: "Check the address of the vault, and what stands between." });
	if (location.version !== void 0 && version !== location.version) throw new SealiftError("key_not_found", `${where} is not there; the vault answered with version ${version}`, { hint: "Name a version that exists, or none for the newest." });
	return {
		id,
		version
	};
}
/** Refuses a key that can be described and does not sign. */
function refuseState({ enabled, notBefore, expiresOn }, operations, where, now) {
	const reason = enabled === false && "is disabled" || notBefore && notBefore > now && `may not be used before ${notBefore.toISOString()}` || expiresOn && expiresOn <= now && `expired at ${expiresOn.toISOString()}` || operations && !operations.includes("sign") && "does not permit the operation sign";
	if (reason) throw new SealiftError("key_unusable", `${where} ${reason}`, { hint: "Look at it: az keyvault key show; enable it, or name another version." });
}
function publicKeyOf({ kty = "none", crv, n, e, x, y }, where) {
	const kind = kty.replace(/-HSM$/, "");
	if (kind !== "RSA" && kind !== "EC" || crv === "P-256K") throw new SealiftError("key_unsupported", `${where} is of the type ${printable(kty)}${crv === void 0 ? "" : `, curve ${printable(crv)}`}`);
	const numbers = Object.entries({
		n,
		e,
		x,
		y
	}).flatMap(([name, bytes]) => bytes ? [[name, Buffer.from(bytes).toString("base64url")]] : []);
	try {
		return createPublicKey({
			format: "jwk",
			key: {
				kty: kind,
				crv,
				...Object.fromEntries(numbers)
			}
		});
	} catch (error) {
		throw new SealiftError("unexpected_answer", `${where}: the vault answered with no public key`, {
			hint: "Check that this is the address of the vault.",
			cause: error
		});
	}
}
/** From the answer about a key. */
function resolveKey(answer, location, where, now) {
	const found = resolvedId(answer.id, location, where);
	const publicKey = publicKeyOf(answer.key ?? {}, where);
	refuseState(answer.properties, answer.keyOperations, where, now);
	const described = {
		publicKey,
		algorithm: algorithmOf(publicKey),
		...found
	};
	if (location.version !== void 0) return described;
	const hint = `The newest version of the key signs, ${found.version}. If the chain was issued for an older one, write --key azurekms://${location.vault.host}/${location.key}/VERSION until the new chain is there.`;
	return {
		...described,
		explainOther: () => ({ hint })
	};
}
/**
* From the answer about a certificate: its key, and its chain. The vault tells only the leaf, which is a whole chain when it is
* self-signed.
*/
async function resolveCertificate({ keyId, cer, properties }, location, where, now) {
	const found = resolvedId(keyId, location, where);
	refuseState(properties, void 0, where, now);
	const context = {
		code: "certificate_chain_invalid",
		what: `the certificate of ${where}`
	};
	if (!cer?.length) throw new SealiftError("certificate_chain_invalid", `${context.what} has not been issued yet`, { hint: "Merge the certificate that the authority issued into the vault, or give --certificate-chain." });
	const leaf = await parseCertificate(cer, context);
	const { publicKey, subject, issuer } = leaf;
	if (nameText(subject) !== nameText(issuer)) throw new SealiftError("certificate_chain_invalid", `the vault tells the certificate ${printable(nameText(subject), 300)} alone; its issuer ${printable(nameText(issuer), 300)} and what stands above are missing`, { hint: "Give --certificate-chain FILE with the leaf, the intermediates and the root, leaf first." });
	return {
		publicKey,
		algorithm: algorithmOf(publicKey),
		certificates: [leaf],
		...found
	};
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
		if (env.GITHUB_ACTIONS === "true") throw new SealiftError("credentials_missing", `this job may not ask GitHub for a token to be ${who}`, {
			hint: `${PERMISSION}, or log in with azure/login and leave AZURE_CLIENT_ID unset.`,
			needs: { kind: "identity-token" }
		});
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
	if (isHsm) return `Add the role: az keyvault role assignment create --hsm-name ${name} --role "Managed HSM Crypto User" --assignee <identity> --scope /keys${right.ofVault ? "" : `/${key}`}`;
	if (inner === "ForbiddenByPolicy" || inner === "AccessDenied") return `Add the permission: az keyvault set-policy --name ${name} --spn <identity> ${of === "certificates" ? "--certificate-permissions" : "--key-permissions"} ${permission}.${other}`;
	return `Add the role: az role assignment create --role "${right.role}" --assignee <identity> --scope <ID of the vault ${name}>${right.ofVault ? "" : `/${of}/${key}`}.${other}`;
}
/** An error of the SDK as ours. It is not kept as the cause: it holds the request, and that holds the token. */
function azureError(error, { right, location, where, who, secrets }) {
	if (error instanceof SealiftError) return error;
	const shown = (text, limit) => printable(secrets.hide(text, "peer").replace(/\s+/g, " "), limit);
	const { statusCode: status, details } = Object(error);
	if (status === void 0) {
		const words = error instanceof TypeError ? "" : `: ${shown(String(error), 400).split(". ")[0]}`;
		return new SealiftError("unexpected_answer", `${where}: the answer is not that of a vault${words}`, { hint: "Check that this is the address of the vault, and what stands between." });
	}
	const told = membersOf(membersOf(details).error);
	const code = textOf(told, "code") ?? String(status);
	const inner = textOf(membersOf(told.innerError), "code") ?? "";
	const words = textOf(told, "message") ?? "no reason given";
	const said = `(${shown([code, inner].filter((text) => text !== "").join(", "), 120)}: ${shown(words, 400)})`;
	if (Object.hasOwn(STATES, inner)) return new SealiftError("key_unusable", `${where} does not sign ${said}`, { hint: STATES[inner] });
	if (status === 401 || status === 403) return new SealiftError("denied", `${who} may not use ${right.name} on ${where} ${said}`, { hint: status === 401 ? "The vault does not take the token: is it in the directory of AZURE_TENANT_ID, and in this cloud?" : missing(right, location, inner) });
	if (status === 409) return new SealiftError("key_exists", `${where} cannot be made ${said}`, { hint: `A deleted key holds its name until it is purged: az keyvault key recover, or purge, --vault-name ${location.vault.hostname.split(".")[0]} --name ${location.key}. Or name another key.` });
	if (status === 404) return new SealiftError("key_not_found", `${where} is not there ${said}`, { hint: `Check the vault, the name and the version.${right.instead === void 0 ? "" : ` ${right.instead}`}` });
	if (status === 429) return new SealiftError("too_many_requests", `Azure limits requests for ${where} ${said}`, { hint: "Wait and run it again, lower --concurrency, or spread keys over several vaults." });
	if (status >= 500 || status === 408) return new SealiftError("key_service_unavailable", `Azure cannot answer for ${where} ${said}`);
	return new SealiftError("key_unusable", `${where} ${right.failed ?? "does not sign"} ${said}`, { hint: "It has to be an RSA or EC key with the permitted operation sign." });
}

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
	const token = textOf(answer, "accessToken");
	const seconds = Number(answer.expires_on);
	const expiresOnTimestamp = answer.expires_on === void 0 ? Date.parse(textOf(answer, "expiresOn") ?? "") : seconds * 1e3;
	if (token === void 0 || !Number.isFinite(expiresOnTimestamp)) throw new Error("the Azure CLI answered with no token");
	return {
		token,
		expiresOnTimestamp
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
/** The member of a federated credential that did not fit. */
const MISFITS = {
	"700211": "issuer",
	"700212": "audiences",
	"700213": "subject"
};
/** The remedy for a token of the job that no federated credential of the app fits. */
function federate(clientId, number) {
	return `Add a federated credential for this iss and sub to the app${MISFITS[number] === void 0 ? "" : ` (none has this ${MISFITS[number]})`}: \`az ad app federated-credential create --id ${clientId} --parameters '{"name":"sealift","issuer":"<iss>","subject":"<sub>","audiences":["${EXCHANGE_AUDIENCE}"]}'\`. Another branch, tag or environment has another sub.`;
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
	if (kind === "cli") return new SealiftError("credentials_missing", `there are no Azure credentials (${words})`, {
		hint: LOGIN,
		needs: {
			kind: "cloud-login",
			cloud: "azure"
		}
	});
	if (outcome === 429 || (outcome ?? 0) >= 500) return new SealiftError("key_service_unavailable", `Entra gives out no token now (${outcome}, ${words})`);
	const token = assertion === void 0 ? void 0 : tokenClaims(assertion);
	const claims = token === void 0 ? "" : `; its token has ${token.text}`;
	const number = /AADSTS(\d+)/.exec(words)?.[1] ?? "";
	const known = REMEDIES.find(([numbers]) => numbers.split(" ").includes(number))?.[1];
	const hint = "client" in credentials && UNTRUSTED.includes(number) ? federate(credentials.client.id, number) + (token?.advice ?? "") : known;
	return new SealiftError("denied", `Entra gives no token to ${who} (${words})${claims}`, { hint: hint ?? (kind === "managed" ? "Give this machine a managed identity; AZURE_CLIENT_ID chooses between several." : "Check AZURE_CLIENT_ID, AZURE_TENANT_ID and how the app logs in.") });
}

// src/signers/azure/transport.ts
/** Headers that the client of the run sets, or that are meant for the SDK's own transport. */
const NOT_SENT = /* @__PURE__ */ new Set([
	"accept-encoding",
	"content-length",
	"user-agent"
]);
/**
* The run's HTTP client in the shape of the SDK's: its proxy, authorities, deadlines, retries and limiter hold there too.
*
* @param check is called with each address before a request goes there, and throws where none may.
* @param signal of requests that the SDK makes without one.
* @param isOnce tells what must not be done twice.
*/
function azureTransport(http, { check, signal, isOnce }) {
	return { async sendRequest(request) {
		const { createHttpHeaders } = await import("./azure-sdk.js").then((n) => n.l);
		const { body } = request;
		if (typeof (body ?? "") !== "string") throw new SealiftError("internal", "the SDK of Azure sends something else than a text");
		const url = new URL(request.url);
		check(url);
		const entries = Object.entries(request.headers.toJSON());
		const sent = {
			method: request.method,
			url,
			headers: Object.fromEntries(entries.filter(([name]) => !NOT_SENT.has(name.toLowerCase()))),
			signal: signal?.() ?? request.abortSignal,
			...isOnce?.(url) ? { retry: false } : {}
		};
		const content = body ? Buffer.from(body) : void 0;
		const { status, headers: answered, bytes } = await sendWhole(http, sent, content);
		const headers = createHttpHeaders();
		for (const [name, value] of Object.entries(answered)) if (value !== void 0) headers.set(name, [value].flat().join(", "));
		return {
			request,
			status,
			headers,
			bodyAsText: Buffer.from(bytes).toString("utf8")
		};
	} };
}

// src/signers/azure/tokens.ts
const TOKEN_LIMIT = 65536;
/** A token is renewed this long before it ends, in milliseconds. */
const EARLY = 6e4;
/** Scopes of vaults. One on loopback may name those of Microsoft alone, since its own host name belongs to none. */
const SCOPE = /^(https:\/\/(?:[a-z0-9-]+\.)+[a-z0-9-]+)\/\.default$/;
const KNOWN = /^https:\/\/(?:vault|managedhsm)\.(?:azure\.net|azure\.cn|usgovcloudapi\.net)$/;
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
function azureTokens(credentials, vault, env, remote) {
	const authority = azureAuthority(vault, env);
	const machine = credentials.kind === "managed" ? machineHosts(env) : /* @__PURE__ */ new Set();
	let current = new AbortController().signal;
	/** Status or error of the last request, because the errors that the SDK makes of them say less. */
	let outcome;
	let assertion;
	const noting = async (work) => work.catch((error) => {
		if (error instanceof SealiftError) outcome = error;
		throw error;
	});
	const fetchAssertion = async () => {
		assertion = await (credentials.kind === "file" ? fileToken(credentials.path) : githubToken(EXCHANGE_AUDIENCE, env, remote, current));
		remote.onSecret?.(assertion);
		return assertion;
	};
	/** The assertion for one access token. The SDK asks for it twice, and uses the second. */
	let asserted = lazy(() => noting(fetchAssertion()));
	const open = lazy(async () => {
		const sdk = await import("./azure-identity.js").then((n) => n.t);
		const transport = azureTransport(remote.http, {
			check({ protocol, host }) {
				if (protocol === "https:" && host === authority.host || machine.has(host)) return;
				throw new SealiftError("config_invalid", `${printable(host)} is not where this identity gets tokens`);
			},
			signal: () => current
		});
		const options = {
			authorityHost: authority.origin,
			disableInstanceDiscovery: true,
			retryOptions: { maxRetries: 0 },
			httpClient: { async sendRequest(request) {
				const response = await noting(transport.sendRequest(request));
				outcome = response.status;
				return response;
			} }
		};
		if (credentials.kind === "cli") throw new SealiftError("internal", "the Azure CLI is not asked by the SDK");
		if (credentials.kind === "managed") {
			const { clientId } = credentials;
			return new sdk.ManagedIdentityCredential({
				...options,
				...clientId === void 0 ? {} : { clientId }
			});
		}
		const { tenant, id } = credentials.client;
		if (credentials.kind === "secret") {
			remote.onSecret?.(credentials.secret);
			return new sdk.ClientSecretCredential(tenant, id, credentials.secret, options);
		}
		if (credentials.kind === "certificate") {
			const { pem, password, sendsChain } = credentials;
			for (const secret of [...pemSecrets(pem), password ?? ""]) remote.onSecret?.(secret);
			const certificate = {
				certificate: pem,
				...password === void 0 ? {} : { certificatePassword: password }
			};
			return new sdk.ClientCertificateCredential(tenant, id, certificate, {
				...options,
				sendCertificateChain: sendsChain
			});
		}
		return new sdk.ClientAssertionCredential(tenant, id, () => asserted(), options);
	});
	const logIn = async (scope, tenant, signal) => {
		const [, resource = ""] = SCOPE.exec(scope) ?? [];
		if (resource === "" || isLoopback(vault.hostname) && !KNOWN.test(resource)) throw new SealiftError("unexpected_answer", `${vault.host} asks for a token for ${printable(scope, 200)}`, { hint: "Check that this is the address of the vault, and what stands between." });
		current = signal;
		outcome = void 0;
		asserted = lazy(() => noting(fetchAssertion()));
		try {
			const answer = await (credentials.kind === "cli" ? cliToken(resource, tenant, env, signal) : (await open()).getToken(scope));
			if (!answer) throw new Error("the answer holds no token");
			remote.onSecret?.(answer.token);
			return answer;
		} catch (error) {
			signal.throwIfAborted();
			throw entraError(error, credentials, {
				outcome,
				...assertion === void 0 ? {} : { assertion }
			});
		}
	};
	let known;
	let under;
	return {
		prepare() {
			if (credentials.kind !== "cli") open().catch(() => {});
		},
		async getToken(scopes, { abortSignal, tenantId } = {}) {
			if (!known || known.expiresOnTimestamp - EARLY <= remote.now().getTime()) {
				under ??= logIn([scopes].flat()[0], tenantId, abortSignal).finally(() => {
					under = void 0;
				});
				known = await under;
			}
			return {
				token: known.token,
				expiresOnTimestamp: 0
			};
		}
	};
}

// src/signers/azure/vault-transport.ts
/** A challenge that names what a token is for (Key Vault, "Authentication, requests and responses"). */
const CHALLENGE = /\bBearer\s.*\b(?:resource|scope)="/is;
/** The members of a refusal; none for an error page of a proxy, which tells nothing beyond its status. */
function refusal(read) {
	try {
		return JSON.stringify(membersOf(read()));
	} catch {
		return "{}";
	}
}
/**
* The requests of the SDK to one vault. Each of its clients sends its first requests without a token, to be told how to log in;
* one vault is asked once, and the same answer is given to the clients that come after.
*
* @param onChallenge is told when the vault has said how to log in.
*/
function vaultTransport(http, vault, onChallenge) {
	const refuse = (reason) => new SealiftError("unexpected_answer", `${vault.host} ${reason}`, { hint: "Check that this is the address of the vault, and what stands between." });
	const transport = azureTransport(http, {
		check: ({ origin }) => {
			if (origin !== vault.origin) throw refuse(`was to be asked, not ${origin}`);
		},
		isOnce: ({ pathname }) => pathname.endsWith("/create")
	});
	let challenge;
	return { async sendRequest(request) {
		const isAnonymous = !request.headers.has("authorization");
		if (isAnonymous && challenge) return {
			...challenge,
			request
		};
		const response = await transport.sendRequest(request);
		const { status, headers, bodyAsText } = response;
		if (status >= 300 && status < 400) throw refuse(`redirects (${status}); that is not followed with a token`);
		if (isAnonymous && status < 300) throw refuse("asks for no login");
		if (isAnonymous && status === 401) {
			if (!CHALLENGE.test(headers.get("www-authenticate") ?? "")) throw refuse("does not say how to log in");
			challenge = response;
			onChallenge();
		}
		const read = () => parseJson(Buffer.from(bodyAsText ?? ""), {
			code: "unexpected_answer",
			what: `the answer of ${vault.host}`
		});
		if (status < 300) read();
		return status < 300 ? response : {
			...response,
			bodyAsText: refusal(read)
		};
	} };
}

// src/signers/azure/session.ts
/** @param where names the key in errors. */
async function azureSession(location, options, where) {
	const { env, azureCredential } = options;
	const { vault } = location;
	const credentials = await azureCredentials(env, azureCredential);
	const { who } = credentials;
	const remote = await remoteOf(options);
	const httpClient = vaultTransport(remote.http, vault, () => remote.onIdentity?.(who));
	return {
		remote,
		tokens: azureTokens(credentials, vault, env, remote),
		settings: () => ({
			httpClient,
			retryOptions: { maxRetries: 0 },
			redirectOptions: { maxRetries: 0 },
			disableChallengeResourceVerification: isLoopback(vault.hostname)
		}),
		async call(right, send, signal) {
			try {
				return await send();
			} catch (error) {
				signal.throwIfAborted();
				throw azureError(error, {
					right,
					location,
					where,
					who,
					secrets: remote.http.secrets
				});
			}
		}
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
	const { withCertificates = false } = options;
	const location = azureLocation(uri);
	const { vault, key, version, isHsm } = location;
	if (withCertificates && isHsm) throw new SealiftError("usage", `${vault.host} is a Managed HSM, which has keys and no certificates`, { hint: "Give --certificate-chain FILE, leaf first." });
	const where = `key ${quotable(key)}${version === void 0 ? "" : ` version ${version}`} in ${vault.host}`;
	const { remote, tokens, settings, call } = await azureSession(location, options, where);
	async function readKey(abortSignal) {
		const { KeyClient } = await import("./azure-sdk.js").then((n) => n.t);
		const asked = new KeyClient(vault.origin, tokens, settings()).getKey(key, {
			abortSignal,
			...version === void 0 ? {} : { version }
		});
		tokens.prepare();
		return resolveKey(await asked, location, where, remote.now());
	}
	async function readCertificate(abortSignal) {
		const { CertificateClient } = await import("./azure-certificates.js").then((n) => n.t);
		const client = new CertificateClient(vault.origin, tokens, settings());
		const asked = version === void 0 ? client.getCertificate(key, { abortSignal }) : client.getCertificateVersion(key, version, { abortSignal });
		tokens.prepare();
		return resolveCertificate(await asked, location, where, remote.now());
	}
	const resolved = lazyRetried((signal) => withCertificates ? call(GET_CERTIFICATE, () => readCertificate(signal), signal) : call(GET_KEY, () => readKey(signal), signal));
	const opened = lazyRetried(async (signal) => {
		const [known, { CryptographyClient }] = await Promise.all([resolved(signal), import("./azure-sdk.js").then((n) => n.t)]);
		return {
			known,
			client: new CryptographyClient({
				id: known.id,
				name: key,
				properties: {
					vaultUrl: vault.origin,
					name: key
				}
			}, tokens, settings())
		};
	});
	return {
		kind: "key",
		describe: resolved,
		async sign(toBeSigned, signal) {
			const { known, client } = await opened(signal);
			const { algorithm } = known;
			let text;
			const sent = {
				abortSignal: signal,
				onResponse: ({ bodyAsText }) => {
					text = bodyAsText;
				}
			};
			const digest = digestOf(toBeSigned, algorithm);
			const { result } = await call(SIGN, () => client.sign(algorithm.jws, digest, sent), signal);
			const said = membersOf(JSON.parse(text ?? "{}"));
			if (versionIn(said.kid, location) !== known.version) throw new SealiftError("self_check_failed", `${where}: version ${known.version} was asked to sign, ${printable(String(said.kid), 300)} answered`, { hint: "Nothing was pushed. Check what stands between here and Azure." });
			if (!result || said.value !== encodeBase64Url(result)) throw new SealiftError("self_check_failed", `the signature of ${where} is not in base64url`);
			return checkedSignature(result, known, toBeSigned, where);
		},
		close: () => Promise.resolve()
	};
}

export { GET_KEY, azurekmsSigner, azureLocation as n, versionIn as r, azureSession as t };