import { Zt as isLoopback, nn as readFile, nr as lazyRetried, t as withRetries } from "./registry.js";
import { G as randomParts, K as printable, W as quotable, X as SealiftError } from "./words.js";
import { Mt as algorithmOf } from "./notation.js";
import { a as sendWhole, t as endpointOf } from "./endpoint.js";
import { t as runProgram } from "./run-program.js";
import { n as digestOf, r as tokenClaims, t as remoteOf } from "./remote.js";
import { t as publicKeyFromDer } from "./public-key.js";
import { n as rawFromDer, t as checkedSignature } from "./raw-signature.js";
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");
const { Readable } = globalThis.process.getBuiltinModule("node:stream");

// src/signers/aws/asked-for.ts
const KEY_ARN = /^arn:[^:]*:kms:[^:]*:\d{12}:key\/[A-Za-z0-9-]+$/;
const isKeyArn = (text) => KEY_ARN.test(text);
/** Whether an answer is about the key that was asked for. An alias may lead to any key, which only AWS knows. */
function isAskedFor(keyId, { key }) {
	if (!KEY_ARN.test(keyId)) return false;
	if (key.startsWith("arn:")) return key.includes(":alias/") || keyId === key;
	return key.startsWith("alias/") || keyId.endsWith(`:key/${key}`);
}
/** The error for an answer that is about something else, or says so in a form that KMS itself never uses. */
function otherAnswer(keyId, where) {
	if (keyId === "" || KEY_ARN.test(keyId)) return new SealiftError("unexpected_answer", `${where}: the answer is about ${printable(keyId) || "no key"}`, { hint: "Check the address of the service, and what stands between." });
	return new SealiftError("unexpected_answer", `${where}: the answer names the key as "${printable(keyId)}", where AWS KMS gives its ARN (arn:aws:kms:REGION:ACCOUNT:key/ID)`, { hint: "What answers is not AWS KMS itself; an emulator that leaves the ARN out cannot stand for it." });
}

// src/signers/aws/key-specs.ts
/** The kinds of keys that the Notary Project allows, by their names in KMS. */
const KEY_SPECS = [
	"RSA_2048",
	"RSA_3072",
	"RSA_4096",
	"ECC_NIST_P256",
	"ECC_NIST_P384",
	"ECC_NIST_P521"
];
/** The hint for keys of other kinds: ECC_SECG_P256K1, SM2, symmetric, HMAC. */
const KEY_SPEC_HINT = `Make a key with the usage SIGN_VERIFY and one of the specs that the Notary Project allows: ${KEY_SPECS.join(", ")}.`;
function unsupportedSpec(spec, where) {
	return new SealiftError("key_unsupported", `${where} has the key spec ${printable(spec)}`, { hint: KEY_SPEC_HINT });
}

// src/signers/aws/location.ts
const FORM = "Write awskms:///KEY-ID, awskms:///alias/NAME, or the ARN.";
const ARN = /^arn:aws[a-z-]*:kms:([a-z0-9-]+):\d{12}:(?:key\/[A-Za-z0-9-]+|alias\/[A-Za-z0-9/_-]+)$/;
const KEY = /^(?:[A-Za-z0-9-]+|alias\/[A-Za-z0-9/_-]+)$/;
const REGION = /^[a-z0-9]+(?:-[a-z0-9]+)+$/;
function endpoint(host, env) {
	if (host !== "") {
		if (randomParts(host).length > 0) throw new SealiftError("usage", "what follows awskms:// is not the name of a host", { hint: FORM });
		const name = URL.canParse(`https://${host}`) ? new URL(`https://${host}`).hostname : "";
		return endpointOf(`${isLoopback(name) ? "http" : "https"}://${host}`, "awskms://HOST");
	}
	for (const name of ["AWS_ENDPOINT_URL_KMS", "AWS_ENDPOINT_URL"]) {
		const text = env[name];
		if (text) return endpointOf(text, name);
	}
}
/**
* Corrects an address with too few or too many slashes: `awskms://alias/x` would be the key `x` of a host named `alias`.
* `undefined` where the address is right, or wrong in another way.
*/
function mended(uri) {
	const [, slashes, rest = ""] = /^awskms:(\/*)(.*)$/.exec(uri) ?? [];
	const key = rest.replace(/^key\//, "");
	if (slashes === void 0 || !(ARN.test(key) || KEY.test(key))) return void 0;
	return key === rest && slashes === "///" ? void 0 : `awskms:///${key}`;
}
/** @throws SealiftError `usage` or `config_invalid`. */
function awsLocation(uri, env) {
	const meant = mended(uri);
	if (meant !== void 0) {
		const isShown = quotable(meant, meant.length) === meant;
		throw new SealiftError("usage", "what follows awskms:// does not name a key of AWS KMS", { hint: isShown ? `Write ${meant} (three slashes, then the key).` : FORM });
	}
	const match = /^awskms:\/\/([^/]*)\/(.+)$/.exec(uri);
	const key = match ? match[2] : uri;
	const arn = ARN.exec(key);
	if (!arn && (!match || !KEY.test(key))) throw new SealiftError("usage", "what follows awskms:// does not name a key of AWS KMS", { hint: FORM });
	const region = arn?.[1] ?? (env.AWS_REGION || env.AWS_DEFAULT_REGION);
	if (!region) throw new SealiftError("config_invalid", "awskms:// does not say in which region the key is", { hint: "Set AWS_REGION, or write the ARN of the key." });
	if (!REGION.test(region)) throw new SealiftError("config_invalid", `${printable(region)} is not the name of an AWS region`, { hint: "Set AWS_REGION to a name such as eu-central-1." });
	return {
		key,
		region,
		endpoint: endpoint(match?.[1] ?? "", env)
	};
}

// src/signers/aws/command-words.ts
/** A word of a command line: quoted parts, escaped characters and plain ones, side by side. */
const WORD = /(?:[^\s"'\\]|\\.|'[^']*'|"(?:[^"\\]|\\.)*")+/gs;
/** On Windows a backslash is a part of paths. */
const WINDOWS_WORD = /(?:[^\s"]|"[^"]*")+/gs;
function unquoted(word) {
	return word.replace(/'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/gs, (_, single, double, escaped) => single ?? double?.replace(/\\(["\\$`\n])/g, "$1") ?? escaped);
}
/**
* The words of a command line as the AWS CLI takes them apart (POSIX, "Shell Command Language", 2.2 Quoting), and nothing of a
* shell beyond: no variables, no pipes. `undefined` where a quote does not end.
*/
function commandWords(line, windows) {
	const form = windows ? WINDOWS_WORD : WORD;
	if (line.replace(form, "").trim() !== "") return void 0;
	return (line.match(form) ?? []).map((word) => windows ? word.replaceAll("\"", "") : unquoted(word));
}

// src/signers/aws/credential-process.ts
/** Milliseconds; it may ask a person or a service first. */
const TIME = 6e4;
const LIMIT = 65536;
async function run(line, env, signal) {
	const [file, ...args] = commandWords(line, process.platform === "win32") ?? [];
	if (file === void 0) throw new Error("credential_process of the profile is no command line");
	const what = `${printable(file, 200)}, the credential_process of the profile,`;
	const outcome = await runProgram({
		file,
		args,
		input: "",
		env,
		timeout: TIME,
		limit: LIMIT
	}, signal);
	switch (outcome.kind) {
		case "timed-out": throw new Error(`${what} gives no answer for ${TIME / 1e3} seconds`);
		case "too-much-output": throw new Error(`${what} answers with over ${LIMIT} bytes`);
		case "refused": throw new Error(`${what} was not run: ${printable(outcome.file, 300)} ${outcome.reason}`);
		case "not-found":
		case "not-started": throw new Error(`${what} ${outcome.reason}`);
	}
	if (outcome.code !== 0) throw new Error(`${what} ended with ${outcome.code ?? "a signal"}`);
	const stdout = new TextDecoder().decode(outcome.stdout);
	try {
		JSON.parse(stdout);
	} catch {
		throw new Error(`${what} answers with something that is no JSON`);
	}
	return { stdout };
}
/**
* Lets the SDK run the `credential_process` of a profile as every other program is run here, and as the AWS CLI runs it: without
* the shell that the SDK would give the line to.
*/
async function withCredentialProcess(env) {
	const { externalDataInterceptor } = await import("./config.js").then((n) => n.t);
	let failure;
	return {
		use(signal) {
			const exec = (line, done) => {
				run(line, env, signal).then((said) => done(null, said), (error) => {
					failure = error.message;
					done(error);
				});
			};
			externalDataInterceptor.interceptToken("exec", exec);
		},
		get failure() {
			return failure;
		}
	};
}

// src/signers/aws/errors.ts
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
	AlreadyExistsException: { code: "key_exists" },
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
		code: "key_unsupported",
		hint: KEY_SPEC_HINT
	},
	ValidationException: { code: "key_unusable" },
	ThrottlingException: THROTTLED,
	Throttling: THROTTLED,
	TooManyRequestsException: THROTTLED,
	LimitExceededException: THROTTLED,
	RequestLimitExceeded: THROTTLED
};
/** Errors of STS for a role that may not be assumed; KMS itself says AccessDeniedException. */
const ROLE_REFUSED = /^(?:AccessDenied|(?:InvalidIdentityToken|IDPRejectedClaim)(?:Exception)?)$/;
const MISSING = "In a workflow run aws-actions/configure-aws-credentials first, with permissions: id-token: write; else set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE.";
/** An error of the SDK as ours. It is not kept as the cause: it holds the request, and that holds credentials. */
function awsError(error, { right, where, who, claims, program, failed = "does not sign", remedy }) {
	if (error instanceof SealiftError) return error;
	const name = error instanceof Error ? error.name : "";
	const words = error instanceof Error ? printable(error.message, 400) : "";
	const { $metadata = {} } = error ?? {};
	const status = $metadata.httpStatusCode ?? 0;
	const said = `(${printable(name, 60)}: ${words})`;
	const known = Object.hasOwn(MEANINGS, name) ? MEANINGS[name] : void 0;
	if (known?.code === "credentials_missing") {
		const why = program === void 0 ? said : `(${printable(program, 600)})`;
		return new SealiftError("credentials_missing", `there are no AWS credentials for ${where} ${why}`, {
			hint: MISSING,
			...program === void 0 ? { needs: {
				kind: "cloud-login",
				cloud: "aws"
			} } : {}
		});
	}
	if (ROLE_REFUSED.test(name)) {
		const token = claims === void 0 ? "" : `; its token has ${claims.text}`;
		return new SealiftError("denied", `AWS gives no credentials to ${who} ${said}${token}`, { hint: `In the trust policy of the role, the conditions HOST:sub and HOST:aud (HOST is iss without https://) have to fit sub and aud of the token, and IAM needs an identity provider for iss. Another branch, tag or environment has another sub.${claims?.advice ?? ""}` });
	}
	if (known?.code === "denied") return new SealiftError("denied", `${who} may not use ${right} on ${where} ${said}`, { hint: known.hint ?? remedy ?? `Allow ${right} on the key, in a policy of the identity or in the key policy.` });
	if (known?.code === "too_many_requests" || status === 429) return new SealiftError("too_many_requests", `AWS KMS limits requests for ${where} ${said}`, { hint: "Wait and run it again, lower --concurrency, or ask for more quota." });
	if (known) {
		const hint = known.hint === void 0 ? {} : { hint: known.hint };
		return new SealiftError(known.code, `${where} ${failed} ${said}`, hint);
	}
	if (status === 401 || status === 403) return new SealiftError("denied", `${who} may not use ${right} on ${where} ${said}`);
	if (status >= 500 || status === 408) return new SealiftError("key_service_unavailable", `AWS KMS cannot answer for ${where} ${said}`);
	return new SealiftError("unexpected_answer", `${where}: AWS KMS answered with ${status || "something"} that is not known ${said}`, { hint: "Check the address of the service, and what stands between." });
}

// src/signers/aws/request-handler.ts
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
* @param signal of the call that is under way.
*/
function awsRequestHandler(http, onUrl, signal) {
	return {
		async handle(request, { abortSignal } = {}) {
			const content = bytesOf(request.body);
			const url = urlOf(request);
			onUrl(url);
			const sent = {
				method: request.method,
				url,
				headers: request.headers,
				retry: false,
				signal: abortSignal ?? signal()
			};
			const { status, headers, bytes } = await sendWhole(http, sent, content);
			const body = Readable.from([bytes]);
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
/** What an error shows of the token that the SDK exchanges for a role. It never fails. */
async function webIdentityClaims({ AWS_WEB_IDENTITY_TOKEN_FILE: path }) {
	if (!path) return void 0;
	const bytes = await readFile(path, TOKEN_LIMIT, "token").catch(() => void 0);
	return bytes && tokenClaims(Buffer.from(bytes).toString("utf8").trim());
}

// src/signers/aws/session.ts
function identityOf(env) {
	if (env.AWS_PROFILE) return `the AWS profile ${printable(env.AWS_PROFILE)}`;
	if (env.AWS_ACCESS_KEY_ID) return "the access key in AWS_ACCESS_KEY_ID";
	return env.AWS_ROLE_ARN ? `the role ${printable(env.AWS_ROLE_ARN)}` : "the AWS identity of this machine";
}
/** The access key in the environment of the run. Without one, or with a profile, the SDK's own chain of credentials is used. */
function credentialsOf(env) {
	const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_PROFILE } = env;
	if (AWS_PROFILE || !AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return {};
	return { credentials: {
		accessKeyId: AWS_ACCESS_KEY_ID,
		secretAccessKey: AWS_SECRET_ACCESS_KEY,
		...AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}
	} };
}
/** Reports the credentials that the SDK found before they are used. The SDK keeps them itself. */
async function reportSecrets(kms, { onSecret }) {
	const { secretAccessKey, sessionToken } = await kms.config.credentials();
	for (const secret of [secretAccessKey, sessionToken]) if (secret) onSecret?.(secret);
}
/** @param where names the key in errors. */
function awsSession(location, env, remote, where) {
	const who = identityOf(env);
	const programs = lazyRetried(() => withCredentialProcess(env));
	let client;
	let asked;
	let current = new AbortController().signal;
	const opened = () => {
		client ??= import("./dist-es2.js").then(({ KMSClient }) => new KMSClient({
			region: location.region,
			...location.endpoint ? { endpoint: location.endpoint.href } : {},
			...credentialsOf(env),
			maxAttempts: 1,
			requestHandler: awsRequestHandler(remote.http, (url) => {
				asked = url;
			}, () => current)
		}));
		return client;
	};
	const callOnce = async (right, send, signal, words) => {
		signal.throwIfAborted();
		current = signal;
		const process = await programs(signal);
		process.use(signal);
		return opened().then(async (kms) => {
			await reportSecrets(kms, remote);
			return send(kms);
		}).catch(async (error) => {
			signal.throwIfAborted();
			const claims = await webIdentityClaims(env);
			throw awsError(error, {
				right,
				where,
				who,
				claims,
				program: process.failure,
				...words
			});
		});
	};
	return {
		who,
		callOnce,
		call: (right, send, signal) => withRetries(() => callOnce(right, send, signal, {}), remote, signal, (delay) => {
			if (asked) remote.http.slowDown?.(asked, delay);
		}),
		async close() {
			(await client)?.destroy();
		}
	};
}

// src/signers/awskms.ts
/** The name of an algorithm in KMS. */
function nameOf({ keyType, hash }) {
	const bits = hash.slice(3);
	return keyType === "rsa" ? `RSASSA_PSS_SHA_${bits}` : `ECDSA_SHA_${bits}`;
}
/** A key in AWS KMS: an ARN, `awskms:///KEY-ID`, `awskms:///alias/NAME` or `awskms://HOST[:PORT]/…`. */
async function awskmsSigner(uri, options) {
	const location = awsLocation(uri, options.env);
	const remote = await remoteOf(options);
	const where = `key ${quotable(location.key)} in ${location.region}`;
	const session = awsSession(location, options.env, remote, where);
	const { call } = session;
	const resolved = lazyRetried(async (signal) => {
		remote.onIdentity?.(session.who);
		const { GetPublicKeyCommand } = await import("./dist-es2.js");
		const { KeyId: keyId = "", PublicKey, KeySpec, KeyUsage, SigningAlgorithms = [] } = await call("kms:GetPublicKey", (kms) => kms.send(new GetPublicKeyCommand({ KeyId: location.key }), { abortSignal: signal }), signal);
		if (!PublicKey || !isAskedFor(keyId, location)) throw otherAnswer(keyId, where);
		if (KeyUsage !== "SIGN_VERIFY") throw new SealiftError("key_unusable", `${where} has the usage ${printable(String(KeyUsage))}`, { hint: "Use a key with the usage SIGN_VERIFY." });
		if (KeySpec !== void 0 && !KEY_SPECS.includes(KeySpec)) throw unsupportedSpec(KeySpec, where);
		const publicKey = publicKeyFromDer(PublicKey, where);
		const algorithm = algorithmOf(publicKey);
		if (!SigningAlgorithms.includes(nameOf(algorithm))) throw new SealiftError("key_unusable", `${where} does not offer ${nameOf(algorithm)}`);
		const explainOther = location.key.includes("alias/") ? () => ({ hint: `${location.key} leads to ${keyId}. If it was moved, write the ARN of the key that the chain was issued for until the new chain is there.` }) : void 0;
		return {
			publicKey,
			algorithm,
			keyId,
			...explainOther ? { explainOther } : {}
		};
	});
	return {
		kind: "key",
		describe: resolved,
		async sign(toBeSigned, signal) {
			const known = await resolved(signal);
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
		close: session.close
	};
}

export { awskmsSigner, awsLocation as n, isKeyArn as r, awsSession as t };