import { D as printable, j as SealiftError } from "./words.js";
import { U as algorithmOf } from "./notation.js";
import { K as delayAfter, O as mayPassLater, Q as readFile, X as readBody, Z as isLoopback } from "./registry.js";
import { a as tokenClaims, l as endpointOf, n as digestOf, t as remoteOf } from "./remote.js";
import { n as rawFromDer, r as once, t as checkedSignature } from "./raw-signature.js";
import { t as publicKeyFromDer } from "./public-key.js";
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");
const { Readable } = globalThis.process.getBuiltinModule("node:stream");

// src/signers/aws/place.ts
const FORM = "Write awskms:///KEY-ID, awskms:///alias/NAME, or the ARN.";
const ARN = /^arn:aws[a-z-]*:kms:([a-z0-9-]+):\d{12}:(?:key\/[A-Za-z0-9-]+|alias\/[A-Za-z0-9/_-]+)$/;
const KEY = /^(?:[A-Za-z0-9-]+|alias\/[A-Za-z0-9/_-]+)$/;
const REGION = /^[a-z0-9]+(?:-[a-z0-9]+)+$/;
function endpoint(host, env) {
	if (host !== "") {
		const name = URL.canParse(`https://${host}`) ? new URL(`https://${host}`).hostname : "";
		return endpointOf(`${isLoopback(name) ? "http" : "https"}://${host}`, "awskms://HOST");
	}
	for (const name of ["AWS_ENDPOINT_URL_KMS", "AWS_ENDPOINT_URL"]) {
		const text = env[name];
		if (text) return endpointOf(text, name);
	}
}
/** @throws SealiftError `usage` or `config_invalid`. */
function awsPlace(uri, env) {
	const match = /^awskms:\/\/([^/]*)\/(.+)$/.exec(uri);
	const key = match ? match[2] : uri;
	const arn = ARN.exec(key);
	if (!arn && (!match || !KEY.test(key))) throw new SealiftError("usage", `${printable(uri)} does not name a key of AWS KMS`, { hint: FORM });
	const region = arn?.[1] ?? (env.AWS_REGION || env.AWS_DEFAULT_REGION);
	if (!region) throw new SealiftError("config_invalid", `${printable(uri)} does not say in which region the key is`, { hint: "Set AWS_REGION, or write the ARN of the key." });
	if (!REGION.test(region)) throw new SealiftError("config_invalid", `${printable(region)} is not the name of an AWS region`, { hint: "Set AWS_REGION to a name such as eu-central-1." });
	return {
		key,
		region,
		endpoint: endpoint(match?.[1] ?? "", env)
	};
}

// src/signers/aws/refusal.ts
const DENIED = { code: "denied" };
const THROTTLED = { code: "too_many_requests" };
/** Names of errors, as KMS and STS write them. */
const MEANINGS = {
	AccessDeniedException: DENIED,
	UnrecognizedClientException: {
		code: "denied",
		hint: "AWS does not know these credentials; renew them."
	},
	InvalidClientTokenId: {
		code: "denied",
		hint: "AWS does not know these credentials; renew them."
	},
	ExpiredTokenException: {
		code: "denied",
		hint: "The credentials have ended; renew them."
	},
	ExpiredToken: {
		code: "denied",
		hint: "The credentials have ended; renew them."
	},
	InvalidSignatureException: {
		code: "denied",
		hint: "Check the secret access key and the clock of this machine."
	},
	SignatureDoesNotMatch: {
		code: "denied",
		hint: "Check the secret access key and the clock of this machine."
	},
	OptInRequired: DENIED,
	CredentialsProviderError: { code: "credentials_missing" },
	NotFoundException: {
		code: "key_not_found",
		hint: "Check the key, its region and its account."
	},
	InvalidArnException: {
		code: "key_not_found",
		hint: "Check the key, its region and its account."
	},
	DisabledException: {
		code: "key_unusable",
		hint: "Enable the key: aws kms enable-key."
	},
	KMSInvalidStateException: {
		code: "key_unusable",
		hint: "Look at its state: aws kms describe-key."
	},
	InvalidKeyUsageException: {
		code: "key_unusable",
		hint: "Use a key with the usage SIGN_VERIFY."
	},
	UnsupportedOperationException: {
		code: "key_unusable",
		hint: "Use an asymmetric key with the usage SIGN_VERIFY."
	},
	ValidationException: { code: "key_unusable" },
	ThrottlingException: THROTTLED,
	Throttling: THROTTLED,
	TooManyRequestsException: THROTTLED,
	LimitExceededException: THROTTLED,
	RequestLimitExceeded: THROTTLED
};
/** What STS says where a role lets nobody in; KMS itself says AccessDeniedException. */
const NOT_LET_IN = /^(?:AccessDenied|(?:InvalidIdentityToken|IDPRejectedClaim)(?:Exception)?)$/;
const MISSING = "In a workflow run aws-actions/configure-aws-credentials first, with permissions: id-token: write; else set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE.";
/** An error of the SDK as ours. It is not kept as the cause: it holds the request, and that holds credentials. */
function awsRefusal(error, { right, where, who, claims }) {
	if (error instanceof SealiftError) return error;
	const name = error instanceof Error ? error.name : "";
	const words = error instanceof Error ? printable(error.message, 400) : "";
	const { $metadata = {} } = error ?? {};
	const status = $metadata.httpStatusCode ?? 0;
	const said = `(${printable(name, 60)}: ${words})`;
	const known = Object.hasOwn(MEANINGS, name) ? MEANINGS[name] : void 0;
	if (known?.code === "credentials_missing") return new SealiftError("credentials_missing", `there are no AWS credentials for ${where} ${said}`, { hint: MISSING });
	if (NOT_LET_IN.test(name)) {
		const token = claims === void 0 ? "" : `; its token has ${claims}`;
		return new SealiftError("denied", `AWS gives no credentials to ${who} ${said}${token}`, { hint: "Let the role's trust policy trust the issuer, audience and subject of the token; another branch, tag or environment has another subject." });
	}
	if (known?.code === "denied") return new SealiftError("denied", `${who} may not use ${right} on ${where} ${said}`, { hint: known.hint ?? `Allow ${right} on the key, in a policy of the identity or in the key policy.` });
	if (known?.code === "too_many_requests" || status === 429) return new SealiftError("too_many_requests", `AWS KMS limits requests for ${where} ${said}`, { hint: "Wait and run it again, lower --concurrency, or ask for more quota." });
	if (known) {
		const hint = known.hint === void 0 ? {} : { hint: known.hint };
		return new SealiftError(known.code, `${where} does not sign ${said}`, hint);
	}
	if (status === 401 || status === 403) return new SealiftError("denied", `${who} may not use ${right} on ${where} ${said}`);
	if (status >= 500 || status === 408) return new SealiftError("key_service_unavailable", `AWS KMS cannot answer for ${where} ${said}`);
	return new SealiftError("unexpected_answer", `${where}: AWS KMS answered with ${status || "something"} that is not known ${said}`, { hint: "Check the address of the service, and what stands between." });
}

// src/signers/aws/request-handler.ts
const ANSWER_LIMIT = 262144;
function bytesOf(body) {
	if (body === void 0 || body === null) return void 0;
	if (typeof body === "string") return Buffer.from(body);
	if (body instanceof Uint8Array) return body;
	throw new SealiftError("internal", "the SDK of AWS sends a stream where a text is due");
}
function urlOf({ protocol, hostname, port, path, query = {} }) {
	const host = `${hostname}${port === void 0 ? "" : `:${port}`}`;
	const url = endpointOf(`${protocol}//${host}`, "the address of AWS");
	url.pathname = path;
	for (const [name, value] of Object.entries(query)) for (const one of [value ?? ""].flat()) url.searchParams.append(name, one);
	return url;
}
/**
* The run's HTTP client in the shape that the SDK of AWS sends its requests through: its proxy, authorities, deadlines and
* limiter hold there too. One try a call; the caller repeats.
*
* @param onUrl is told where each request goes.
*/
function awsRequestHandler(http, onUrl) {
	return {
		async handle(request, { abortSignal } = {}) {
			const content = bytesOf(request.body);
			const url = urlOf(request);
			onUrl(url);
			const answer = await http.request({
				method: request.method,
				url,
				headers: request.headers,
				redirects: "none",
				retry: false,
				...content ? { body: {
					length: content.length,
					open: () => Promise.resolve(content)
				} } : {},
				signal: abortSignal ?? new AbortController().signal
			});
			const { status, headers } = answer;
			const body = Readable.from([await readBody(answer, ANSWER_LIMIT)]);
			const plain = Object.entries(headers).flatMap(([name, value]) => value === void 0 ? [] : [[name, [value].flat().join(", ")]]);
			return { response: {
				statusCode: status,
				headers: Object.fromEntries(plain),
				body
			} };
		},
		updateHttpClientConfig() {},
		httpHandlerConfigs: () => ({}),
		destroy() {}
	};
}

// src/signers/aws/web-identity.ts
const TOKEN_LIMIT = 65536;
/** iss, sub and aud of the token that the SDK exchanges for a role, never the token; for an error, so it never fails. */
async function webIdentityClaims({ AWS_WEB_IDENTITY_TOKEN_FILE: path }) {
	if (!path) return void 0;
	const bytes = await readFile(path, TOKEN_LIMIT, "token").catch(() => void 0);
	return bytes && tokenClaims(Buffer.from(bytes).toString("utf8").trim());
}

// src/signers/persist.ts
/** Codes of a refusal that a moment may heal; nothing else is asked twice. */
const PASSING = /* @__PURE__ */ new Set(["too_many_requests", "key_service_unavailable"]);
/**
* Repeats what a service answers with an error of its own that only its SDK can read, such as throttling as a 400. The
* waits are those of the HTTP client; throttling holds back every request to that host, not this one alone.
*
* @param asked the URL of the last request.
*/
async function persist(work, { sleep, random, http }, signal, asked = () => void 0) {
	for (let attempt = 1;; attempt += 1) try {
		return await work();
	} catch (error) {
		signal.throwIfAborted();
		const passing = error instanceof SealiftError && (PASSING.has(error.code) || mayPassLater(error));
		const delay = delayAfter(attempt, void 0, random);
		if (!passing || attempt >= 5 || delay === void 0) throw error;
		const url = asked();
		if (url && error.code === "too_many_requests") http.slowDown?.(url, delay);
		await sleep(delay, signal);
	}
}

// src/signers/awskms.ts
/** How KMS calls the algorithm. */
function nameOf({ keyType, hash }) {
	const bits = hash.slice(3);
	return keyType === "rsa" ? `RSASSA_PSS_SHA_${bits}` : `ECDSA_SHA_${bits}`;
}
function identityOf(env) {
	if (env.AWS_PROFILE) return `the AWS profile ${printable(env.AWS_PROFILE)}`;
	if (env.AWS_ACCESS_KEY_ID) return "the access key in AWS_ACCESS_KEY_ID";
	return env.AWS_ROLE_ARN ? `the role ${printable(env.AWS_ROLE_ARN)}` : "the AWS identity of this machine";
}
/** Keys that the environment of the run holds; everything else is the SDK's own chain. */
function credentialsOf(env, { onSecret }) {
	const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_PROFILE } = env;
	if (AWS_PROFILE || !AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return {};
	onSecret?.(AWS_SECRET_ACCESS_KEY);
	if (AWS_SESSION_TOKEN) onSecret?.(AWS_SESSION_TOKEN);
	return { credentials: {
		accessKeyId: AWS_ACCESS_KEY_ID,
		secretAccessKey: AWS_SECRET_ACCESS_KEY,
		...AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}
	} };
}
/** Whether an answer is about the key that was asked for; where an alias leads only AWS knows. */
function isAskedFor(keyId, { key }) {
	if (!/^arn:[^:]*:kms:[^:]*:\d{12}:key\/[A-Za-z0-9-]+$/.test(keyId)) return false;
	if (key.startsWith("arn:")) return key.includes(":alias/") || keyId === key;
	return key.startsWith("alias/") || keyId.endsWith(`:key/${key}`);
}
/** A key in AWS KMS: an ARN, `awskms:///KEY-ID`, `awskms:///alias/NAME` or `awskms://HOST[:PORT]/…`. */
async function awskmsSigner(uri, options) {
	const place = awsPlace(uri, options.env);
	const remote = await remoteOf(options);
	const where = `key ${printable(place.key)} in ${place.region}`;
	const who = identityOf(options.env);
	let client;
	let asked;
	const opened = () => {
		client ??= import("./dist-es2.js").then(({ KMSClient }) => new KMSClient({
			region: place.region,
			...place.endpoint ? { endpoint: place.endpoint.href } : {},
			...credentialsOf(options.env, remote),
			maxAttempts: 1,
			requestHandler: awsRequestHandler(remote.http, (url) => {
				asked = url;
			})
		}));
		return client;
	};
	/** One call, repeated while that may help; ends with the caller's signal. */
	const call = (right, send, signal) => persist(async () => {
		signal.throwIfAborted();
		return opened().then(send).catch(async (error) => {
			signal.throwIfAborted();
			throw awsRefusal(error, {
				right,
				where,
				who,
				claims: await webIdentityClaims(options.env)
			});
		});
	}, remote, signal, () => asked);
	const pinned = once(async (signal) => {
		remote.onIdentity?.(who);
		const { GetPublicKeyCommand } = await import("./dist-es2.js");
		const { KeyId: keyId = "", PublicKey, KeyUsage, SigningAlgorithms = [] } = await call("kms:GetPublicKey", (kms) => kms.send(new GetPublicKeyCommand({ KeyId: place.key }), { abortSignal: signal }), signal);
		if (!PublicKey || !isAskedFor(keyId, place)) throw new SealiftError("unexpected_answer", `${where}: the answer is about ${printable(keyId) || "no key"}`, { hint: "Check the address of the service, and what stands between." });
		if (KeyUsage !== "SIGN_VERIFY") throw new SealiftError("key_unusable", `${where} has the usage ${printable(String(KeyUsage))}`, { hint: "Use a key with the usage SIGN_VERIFY." });
		const publicKey = publicKeyFromDer(PublicKey, where);
		const algorithm = algorithmOf(publicKey);
		if (!SigningAlgorithms.includes(nameOf(algorithm))) throw new SealiftError("key_unusable", `${where} does not offer ${nameOf(algorithm)}`);
		return {
			publicKey,
			algorithm,
			keyId
		};
	});
	return {
		describe: async (signal) => {
			const { algorithm, publicKey } = await pinned(signal);
			return {
				algorithm,
				publicKey
			};
		},
		async sign(toBeSigned, signal) {
			const known = await pinned(signal);
			const { algorithm, keyId } = known;
			const { SignCommand } = await import("./dist-es2.js");
			const order = {
				KeyId: keyId,
				Message: digestOf(toBeSigned, algorithm),
				MessageType: "DIGEST",
				SigningAlgorithm: nameOf(algorithm)
			};
			const answer = await call("kms:Sign", (kms) => kms.send(new SignCommand(order), { abortSignal: signal }), signal);
			if (answer.KeyId !== keyId || answer.SigningAlgorithm !== order.SigningAlgorithm || !answer.Signature) throw new SealiftError("self_check_failed", `${where}: ${printable(String(answer.KeyId))} answered with ${printable(String(answer.SigningAlgorithm))}, asked were ${keyId} and ${order.SigningAlgorithm}`, { hint: "Nothing was pushed. Check what stands between here and AWS." });
			const raw = algorithm.keyType === "ec" ? rawFromDer(answer.Signature, algorithm, where) : answer.Signature;
			return checkedSignature(raw, known, toBeSigned, where);
		},
		async close() {
			(await client)?.destroy();
		}
	};
}

export { awskmsSigner };