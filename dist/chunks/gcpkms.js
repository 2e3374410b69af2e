import { a as __toESM } from "./rolldown-runtime.js";
import { Br as lazyRetried, En as homeFolder, On as readFile, ar as encodeBase64, en as parseJson, mn as mendPem, rr as decodeBase64, tr as pemDocument } from "./registry.js";
import { ct as SealiftError, it as printable, nt as quotable } from "./words.js";
import { an as algorithmOf } from "./notation.js";
import { a as sendWhole, i as textOf, n as askJson, r as membersOf, t as endpointOf } from "./endpoint.js";
import { t as digestOf } from "./digest-of.js";
import { t as remoteOf } from "./remote.js";
import { a as pemSecrets, l as userText } from "./secrets.js";
import { t as githubToken } from "./github-token.js";
import { t as tokenClaims } from "./token-claims.js";
import { t as meantAddress } from "./meant-address.js";
import { n as publicKeyFromPem } from "./public-key.js";
import { n as rawFromDer, t as checkedSignature } from "./raw-signature.js";
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");
const { isAbsolute, join } = globalThis.process.getBuiltinModule("node:path");

// src/signers/google/crc32c.ts
const POLYNOMIAL = 2197175160;
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
	let value = byte;
	for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? value >>> 1 ^ POLYNOMIAL : value >>> 1;
	return value;
});
/** CRC-32C (Castagnoli, RFC 3720 B.4), as a number from 0. */
function crc32c(bytes) {
	let crc = 4294967295;
	for (const byte of bytes) crc = crc >>> 8 ^ TABLE[(crc ^ byte) & 255];
	return (crc ^ 4294967295) >>> 0;
}

// src/signers/google/fetch.ts
/** Hosts that give out Google's tokens. Requests of the SDK to other hosts are refused. */
const TOKEN_HOSTS = /* @__PURE__ */ new Set([
	"sts.googleapis.com",
	"iamcredentials.googleapis.com",
	"oauth2.googleapis.com"
]);
/** Whether the URL is on one of these hosts, by https. */
function isTokenUrl(text) {
	return URL.canParse(text) && new URL(text).protocol === "https:" && TOKEN_HOSTS.has(new URL(text).host);
}
/** The run's HTTP client in the shape of `fetch`, for the requests by which the SDK gets its tokens. */
function tokenFetch(http, signal) {
	return async (input, init = {}) => {
		const url = new URL(input instanceof Request ? input.url : input);
		if (!isTokenUrl(url.href)) throw new SealiftError("config_invalid", `${url.host} is not where Google gives out tokens`);
		const { body } = init;
		const content = body === void 0 || body === null ? void 0 : Buffer.from(String(body));
		const sent = {
			method: init.method ?? "GET",
			url,
			headers: Object.fromEntries(new Headers(init.headers)),
			signal: signal()
		};
		const answer = await sendWhole(http, sent, content);
		const headers = { "content-type": String(answer.headers["content-type"] ?? "application/json") };
		return new Response(Buffer.from(answer.bytes), {
			status: answer.status,
			headers
		});
	};
}

// src/signers/google/credentials.ts
const FILE_LIMIT = 65536;
const MISSING = "In a workflow run google-github-actions/auth first, or set GOOGLE_WORKLOAD_IDENTITY_PROVIDER, both with permissions: id-token: write; else set GOOGLE_APPLICATION_CREDENTIALS or run gcloud auth application-default login.";
function sourceOf(source, refuse) {
	const format = membersOf(source.format);
	const field = format.type === "json" ? textOf(format, "subject_token_field_name") : void 0;
	if (format.type === "json" && field === void 0) throw refuse("its credential_source names no field");
	const path = textOf(source, "file");
	if (path !== void 0) return {
		kind: "file",
		path,
		field
	};
	const url = textOf(source, "url");
	if (url === void 0 || textOf(source, "environment_id") !== void 0) throw refuse("its credential_source is neither a file nor a URL; programs and AWS are not supported");
	const headers = Object.entries(membersOf(source.headers)).map(([name, value]) => [name, String(value)]);
	return {
		kind: "url",
		url,
		headers: Object.fromEntries(headers),
		field
	};
}
function federated(file, refuse) {
	const audience = textOf(file, "audience");
	const tokenType = textOf(file, "subject_token_type");
	if (audience === void 0 || tokenType === void 0) throw refuse("audience or subject_token_type is missing");
	const tokenUrl = textOf(file, "token_url") ?? "";
	const impersonationUrl = textOf(file, "service_account_impersonation_url");
	for (const url of [tokenUrl, impersonationUrl ?? tokenUrl]) if (!isTokenUrl(url)) throw refuse("it sends tokens to a host that is not one of Google");
	return {
		kind: "federated",
		audience,
		tokenType,
		impersonationUrl,
		source: sourceOf(membersOf(file.credential_source), refuse)
	};
}
const READERS = {
	external_account: federated,
	service_account(file, refuse) {
		const email = textOf(file, "client_email");
		const key = textOf(file, "private_key");
		if (email === void 0 || key === void 0) throw refuse("client_email or private_key is missing");
		const blocks = mendPem(key, {
			code: "config_invalid",
			what: "private_key of the credentials file"
		});
		if (blocks.length === 0) throw refuse("private_key is not PEM");
		return {
			kind: "service account",
			email,
			key: pemDocument(blocks),
			keyId: textOf(file, "private_key_id")
		};
	},
	authorized_user(file, refuse) {
		const [clientId, clientSecret, refreshToken] = [
			"client_id",
			"client_secret",
			"refresh_token"
		].map((name) => textOf(file, name));
		if (!clientId || !clientSecret || !refreshToken) throw refuse("client_id, client_secret or refresh_token is missing");
		return {
			kind: "user",
			clientId,
			clientSecret,
			refreshToken,
			project: textOf(file, "quota_project_id")
		};
	}
};
async function fromFile(path) {
	const what = `credentials file ${quotable(path, 600)}`;
	const bytes = await readFile(path, FILE_LIMIT, "credentials file");
	const context = {
		code: "config_invalid",
		what
	};
	const file = membersOf(parseJson(userText(bytes, context), context));
	const refuse = (reason) => new SealiftError("config_invalid", `${what}: ${reason}`);
	const type = textOf(file, "type") ?? "none";
	const read = Object.hasOwn(READERS, type) ? READERS[type] : void 0;
	if (!read) throw refuse(`the type ${printable(type)} is not supported`);
	if ((textOf(file, "universe_domain") ?? "googleapis.com") !== "googleapis.com") throw refuse("it is for a universe other than googleapis.com");
	return read(file, refuse);
}
function fromGithub(provider, env) {
	if (!/^projects\/\d+\/locations\/global\/workloadIdentityPools\/[a-z0-9-]+\/providers\/[a-z0-9-]+$/.test(provider)) throw new SealiftError("config_invalid", "GOOGLE_WORKLOAD_IDENTITY_PROVIDER is not the name of a provider", { hint: "Write projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER." });
	const account = env.GOOGLE_SERVICE_ACCOUNT;
	if (account && !/^[a-z0-9.-]+@[a-z0-9.-]+$/.test(account)) throw new SealiftError("config_invalid", "GOOGLE_SERVICE_ACCOUNT is not the address of a service account");
	return {
		kind: "federated",
		audience: `//iam.googleapis.com/${provider}`,
		tokenType: "urn:ietf:params:oauth:token-type:jwt",
		impersonationUrl: account ? `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${account}:generateAccessToken` : void 0,
		source: { kind: "github" }
	};
}
/**
* The first identity that is configured; when it fails, no other one is tried. The metadata server is never asked, because
* every job on a self-hosted runner would then sign as the machine.
*
* @throws SealiftError `credentials_missing`, `config_invalid`, `file_not_found` or `file_unreadable`.
*/
async function googleCredentials(env) {
	const { GOOGLE_WORKLOAD_IDENTITY_PROVIDER: provider, GOOGLE_APPLICATION_CREDENTIALS: path } = env;
	if (provider) return fromGithub(provider, env);
	if (path) return fromFile(path);
	const folder = env.CLOUDSDK_CONFIG || join(isAbsolute(env.HOME ?? "") ? env.HOME : homeFolder(), ".config", "gcloud");
	try {
		return await fromFile(join(folder, "application_default_credentials.json"));
	} catch (error) {
		if (!(error instanceof SealiftError) || error.code !== "file_not_found") throw error;
		throw new SealiftError("credentials_missing", "there are no Google credentials", {
			hint: MISSING,
			needs: {
				kind: "cloud-login",
				cloud: "google"
			}
		});
	}
}
/** Names the identity for a person. */
function googleIdentity(credentials) {
	if (credentials.kind === "service account") return printable(credentials.email);
	if (credentials.kind === "user") return "the user of gcloud";
	const account = /serviceAccounts\/([^:/]+):/.exec(credentials.impersonationUrl ?? "")?.[1];
	return printable(account ?? `the workload of ${credentials.audience}`, 300);
}

// src/signers/google/tokens.ts
const SCOPE = "https://www.googleapis.com/auth/cloudkms";
const TOKEN_LIMIT = 65536;
/** The token of another issuer that Google exchanges for one of its own. */
async function subjectToken(source, audience, env, remote, signal) {
	if (source.kind === "github") return githubToken(`https:${audience}`, env, remote, signal);
	const context = {
		code: "config_invalid",
		what: "the token of the credentials file"
	};
	if (source.kind === "file") {
		const text = Buffer.from(await readFile(source.path, TOKEN_LIMIT, "token")).toString("utf8").trim();
		const token = source.field === void 0 ? text : textOf(membersOf(parseJson(text, context)), source.field);
		if (!token) throw new SealiftError("credentials_missing", `${quotable(source.path, 600)} holds no token`);
		return token;
	}
	const own = env.ACTIONS_ID_TOKEN_REQUEST_URL ?? "";
	const url = URL.canParse(source.url) ? new URL(source.url) : void 0;
	const expected = URL.canParse(own) ? new URL(own).host : "";
	if (!url || url.host !== expected) throw new SealiftError("config_invalid", "the credentials file asks a host for tokens that is not the one of this job", { hint: "Run google-github-actions/auth in the same job, with permissions: id-token: write." });
	endpointOf(url.origin, "the credentials file");
	for (const value of Object.values(source.headers)) remote.onSecret?.(value.replace(/^Bearer /, ""));
	const { status, members } = await askJson(remote.http, {
		method: "GET",
		url,
		headers: source.headers
	}, signal);
	const token = textOf(members, source.field ?? "value");
	if (status === 200 && token !== void 0) return token;
	throw new SealiftError("credentials_missing", `GitHub refuses an identity token to this job (${status})`, {
		hint: "Give the job permissions: id-token: write; a token of an earlier job is of no use.",
		needs: { kind: "identity-token" }
	});
}
function ownError(error) {
	for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) if (at instanceof SealiftError) return at;
}
/** The words of the token server's error, in the form of OAuth (RFC 6749, 5.2) or of a Google API. */
function wordsOf(error) {
	const { response } = error ?? {};
	const data = membersOf(response?.data);
	const words = [
		textOf(data, "error"),
		textOf(data, "error_description"),
		textOf(membersOf(data.error), "message")
	].filter((text) => text !== void 0).join(", ");
	return {
		status: response?.status ?? 0,
		words: printable(words || "no reason given", 300)
	};
}
/** The settings that decide about a token, by the words of Google's refusals. */
const SETTINGS = [
	[/unauthorized_client|attribute condition/i, "The attribute condition of the provider has to take sub and the other claims of that token."],
	[/audience/i, "The allowed audiences of the provider have to have the aud of that token."],
	[/issuer/i, "The issuer URL of the provider has to be the iss of that token."]
];
/** The remedy for a token that Google does not exchange, or whose identity may not act as the service account. */
function untrusted(status, words) {
	if (status === 403) return "Give the principal of that token (principal://iam.googleapis.com/POOL/subject/<sub>, or the principalSet of an attribute) roles/iam.workloadIdentityUser on the service account.";
	return SETTINGS.find(([said]) => said.test(words))?.[1] ?? "Issuer URL, allowed audiences and attribute condition of the provider have to fit that token.";
}
/** Access tokens of one identity, kept until they end. */
async function googleTokens(credentials, env, remote) {
	const { gaxios, IdentityPoolClient, JWT, UserRefreshClient } = await import("./src.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	let current = new AbortController().signal;
	let subject;
	const transporter = new gaxios.Gaxios({ fetchImplementation: tokenFetch(remote.http, () => current) });
	const send = transporter.request.bind(transporter);
	transporter.request = (({ retry: _, retryConfig: __, ...options } = {}) => send(options));
	const openClient = () => {
		if (credentials.kind === "service account") {
			const { email, key, keyId } = credentials;
			for (const secret of pemSecrets(key)) remote.onSecret?.(secret);
			return new JWT({
				email,
				key,
				...keyId === void 0 ? {} : { keyId },
				scopes: [SCOPE],
				transporter
			});
		}
		if (credentials.kind === "user") {
			const { clientId, clientSecret, refreshToken, project } = credentials;
			for (const secret of [clientSecret, refreshToken]) remote.onSecret?.(secret);
			return new UserRefreshClient({
				clientId,
				clientSecret,
				refreshToken,
				...project === void 0 ? {} : { quotaProjectId: project },
				transporter
			});
		}
		const { audience, tokenType, impersonationUrl, source } = credentials;
		const federation = new IdentityPoolClient({
			type: "external_account",
			audience,
			subject_token_type: tokenType,
			token_url: "https://sts.googleapis.com/v1/token",
			...impersonationUrl === void 0 ? {} : { service_account_impersonation_url: impersonationUrl },
			scopes: [SCOPE],
			transporter,
			subject_token_supplier: { getSubjectToken: async () => {
				subject = await subjectToken(source, audience, env, remote, current);
				remote.onSecret?.(subject);
				return subject;
			} }
		});
		const { stsCredential } = federation;
		stsCredential.transporter = transporter;
		return federation;
	};
	const client = openClient();
	const actsAsItself = credentials.kind === "federated" && credentials.impersonationUrl === void 0;
	return {
		claims: () => actsAsItself && subject !== void 0 ? tokenClaims(subject) : void 0,
		async headers(url, signal) {
			current = signal;
			try {
				const headers = await client.getRequestHeaders(url.href);
				const token = headers.get("authorization")?.replace(/^Bearer /, "");
				if (token) remote.onSecret?.(token);
				return Object.fromEntries(headers);
			} catch (error) {
				signal.throwIfAborted();
				const own = ownError(error);
				if (own) throw own;
				const { status, words } = wordsOf(error);
				const who = googleIdentity(credentials);
				if (status === 429 || status >= 500) throw new SealiftError("key_service_unavailable", `Google gives out no token now (${status}, ${words})`);
				const token = subject === void 0 ? void 0 : tokenClaims(subject);
				const claims = token === void 0 ? "" : `; the token of this job has ${token.text}`;
				throw new SealiftError("denied", `Google gives no token to ${who} (${status}, ${words})${claims}`, { hint: credentials.kind === "federated" ? untrusted(status, words) + (token?.advice ?? "") : "Log in again, or renew the key of the service account." });
			}
		}
	};
}

// src/signers/google/session.ts
const READY = "Its state has to be ENABLED, its purpose ASYMMETRIC_SIGN.";
/** The error for an answer that is no success. */
function refusal({ status, members }, { right, role = "roles/cloudkms.signerVerifier on the key", failed = "does not sign", state: needed = READY }, where, { who, claims }) {
	const error = membersOf(members.error);
	const state = textOf(error, "status") ?? String(status);
	const said = `(${printable(state, 60)}: ${printable(textOf(error, "message") ?? String(status), 400)})`;
	if (status === 401 || status === 403) {
		const disabled = JSON.stringify(error.details ?? "").includes("SERVICE_DISABLED");
		const token = claims === void 0 ? "" : `; its token has ${claims.text}`;
		const member = claims === void 0 ? "" : ", with the member principal://iam.googleapis.com/POOL/subject/<sub>";
		return new SealiftError("denied", `${who} may not use ${right} on ${where} ${said}${token}`, { hint: disabled ? "Enable the API: gcloud services enable cloudkms.googleapis.com." : `Give it ${role}${member}.${claims?.advice ?? ""}` });
	}
	if (status === 404) return new SealiftError("key_not_found", `${where} is not there ${said}`);
	if (status === 429) return new SealiftError("too_many_requests", `Google Cloud KMS limits requests for ${where} ${said}`, { hint: "Wait and run it again, lower --concurrency, or ask for more quota." });
	if (status >= 500 || status === 408) return new SealiftError("key_service_unavailable", `Google Cloud KMS cannot answer for ${where} ${said}`);
	return new SealiftError("key_unusable", `${where} ${failed} ${said}`, { hint: needed });
}
/** @param where names the key in errors. */
async function googleSession(options, where) {
	const { env } = options;
	const variable = "CLOUDSDK_API_ENDPOINT_OVERRIDES_CLOUDKMS";
	const endpoint = endpointOf(env[variable] || "https://cloudkms.googleapis.com", variable);
	const credentials = await googleCredentials(env);
	const remote = await remoteOf(options);
	const who = googleIdentity(credentials);
	const tokens = lazyRetried(() => googleTokens(credentials, env, remote));
	return {
		who,
		remote,
		async ask(call, signal) {
			const { method, path, about, body, retry } = call;
			const url = new URL(`/v1/${path}`, endpoint);
			const logins = await tokens(signal);
			const question = {
				method,
				url,
				headers: await logins.headers(url, signal),
				...body === void 0 ? {} : { body }
			};
			const answer = await askJson(remote.http, {
				...question,
				...retry === void 0 ? {} : { retry }
			}, signal);
			const { status, members } = answer;
			if (status !== 200) {
				const words = printable(textOf(membersOf(members.error), "message") ?? String(status), 400);
				throw call.errors?.[status]?.(words) ?? refusal(answer, call, where, {
					who,
					claims: logins.claims()
				});
			}
			if (members.name !== about) throw new SealiftError("self_check_failed", `${where}: ${printable(String(members.name), 300)} answered`, { hint: "Nothing was pushed. Check what stands between here and Google." });
			return members;
		}
	};
}

// src/signers/gcpkms.ts
/** Google's names of what the Notary Project allows; Google has neither PSS 3072 with SHA-384 nor P-521. */
const ALGORITHMS = {
	RSA_SIGN_PSS_2048_SHA256: "PS256",
	RSA_SIGN_PSS_4096_SHA512: "PS512",
	EC_SIGN_P256_SHA256: "ES256",
	EC_SIGN_P384_SHA384: "ES384"
};
const INSTEAD = {
	RSA_SIGN_PSS_3072_SHA256: "The Notary Project asks for SHA-384 with RSA 3072, which Google lacks: make a key with EC_SIGN_P384_SHA384 or RSA_SIGN_PSS_4096_SHA512.",
	RSA_SIGN_PSS_4096_SHA256: "The Notary Project asks for SHA-512 with RSA 4096: make a key with RSA_SIGN_PSS_4096_SHA512."
};
const OTHERS = `Make a key with one of ${Object.keys(ALGORITHMS).join(", ")}; Google lacks P-521 and RSA 3072 with SHA-384.`;
const NAME = /^gcpkms:\/\/(projects\/[a-z0-9.:-]+\/locations\/[a-z0-9-]+\/keyRings\/[A-Za-z0-9_-]{1,63}\/cryptoKeys\/[A-Za-z0-9_-]{1,63})\/(?:cryptoKeyVersions|versions)\/([1-9]\d{0,8})$/;
function versionName(uri) {
	const match = NAME.exec(uri);
	if (match) return `${match[1]}/cryptoKeyVersions/${match[2]}`;
	const meant = meantAddress(uri, "gcpkms", NAME);
	throw new SealiftError("usage", "what follows gcpkms:// does not name a version of a key of Google Cloud KMS", { hint: meant === void 0 ? "Write gcpkms://projects/P/locations/L/keyRings/R/cryptoKeys/K/cryptoKeyVersions/V; the version is part of it, because a certificate belongs to one." : `Write ${meant}.` });
}
/** Checks that bytes arrived as they were sent. Google gives their CRC32C as a decimal text. */
function intact(bytes, checksum, what) {
	if (checksum === String(crc32c(bytes))) return bytes;
	throw new SealiftError("self_check_failed", `${what} does not fit its CRC32C`, { hint: "Nothing was pushed. It was changed on its way; run it again." });
}
/** A key version in Google Cloud KMS: `gcpkms://projects/…/cryptoKeyVersions/V`. */
async function gcpkmsSigner(uri, options) {
	const name = versionName(uri);
	const where = `key ${quotable(name)}`;
	const session = await googleSession(options, where);
	const ask = (method, suffix, right, body, signal) => session.ask({
		method,
		path: `${name}${suffix}`,
		right,
		about: name,
		...body === void 0 ? {} : { body }
	}, signal);
	const described = lazyRetried(async (signal) => {
		session.remote.onIdentity?.(session.who);
		const answer = await ask("GET", "/publicKey", "cloudkms.cryptoKeyVersions.viewPublicKey", void 0, signal);
		const pem = textOf(answer, "pem") ?? "";
		const kind = textOf(answer, "algorithm");
		if (kind !== void 0 && !Object.hasOwn(ALGORITHMS, kind)) throw new SealiftError("key_unsupported", `${where} has the algorithm ${printable(kind)}`, { hint: (Object.hasOwn(INSTEAD, kind) ? INSTEAD[kind] : void 0) ?? OTHERS });
		intact(Buffer.from(pem), answer.pemCrc32c, `the public key of ${where}`);
		const publicKey = publicKeyFromPem(pem, where);
		const algorithm = algorithmOf(publicKey);
		if (kind === void 0 || algorithm.jws !== ALGORITHMS[kind]) throw new SealiftError("unexpected_answer", `${where}: the public key does not fit the algorithm ${kind ?? "none"}`, { hint: "Check what stands between here and Google." });
		const hint = `Name the version that the chain was issued for: --key gcpkms://${name.replace(/\d+$/, "N")}.`;
		return {
			publicKey,
			algorithm,
			explainOther: () => ({ hint })
		};
	});
	return {
		kind: "key",
		describe: described,
		async sign(toBeSigned, signal) {
			const known = await described(signal);
			const { algorithm } = known;
			const digest = digestOf(toBeSigned, algorithm);
			const order = {
				digest: { [algorithm.hash]: encodeBase64(digest) },
				digestCrc32c: String(crc32c(digest))
			};
			const answer = await ask("POST", ":asymmetricSign", "cloudkms.cryptoKeyVersions.useToSign", order, signal);
			if (answer.verifiedDigestCrc32c !== true) throw new SealiftError("self_check_failed", `${where}: Google did not check the CRC32C of the digest`, { hint: "Nothing was pushed. It was changed on its way; run it again." });
			const what = `the signature of ${where}`;
			const signature = intact(decodeBase64(textOf(answer, "signature") ?? "", {
				code: "self_check_failed",
				what
			}), answer.signatureCrc32c, what);
			const raw = algorithm.keyType === "ec" ? rawFromDer(signature, algorithm, where) : signature;
			return checkedSignature(raw, known, toBeSigned, where);
		},
		close: () => Promise.resolve()
	};
}

export { gcpkmsSigner, googleSession as t };