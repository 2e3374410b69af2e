import { ct as SealiftError, it as printable } from "./words.js";
import { Br as lazyRetried, On as readFile, t as withRetries } from "./registry.js";
import { a as sendWhole, t as endpointOf } from "./endpoint.js";
import { n as runProgram } from "./run-program.js";
import { t as tokenClaims } from "./token-claims.js";
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");
const { Readable } = globalThis.process.getBuiltinModule("node:stream");

// src/signers/aws/given-endpoint.ts
/**
* The address that the environment gives for a service, by the variables of every SDK of AWS ("Service-specific endpoints").
*
* @param service as the variable names it: `KMS`, `SIGNER`, `SIGNER_DATA`.
* @throws SealiftError `config_invalid`.
*/
function givenEndpoint(service, env) {
	for (const name of [`AWS_ENDPOINT_URL_${service}`, "AWS_ENDPOINT_URL"]) {
		const text = env[name];
		if (text) return endpointOf(text, name);
	}
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
/** Names of errors that every service and STS write; a service adds its own. */
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
function awsError(error, { service, right, where, who, claims, program, failed = service.failed ?? "does not sign", remedy }) {
	if (error instanceof SealiftError) return error;
	const name = error instanceof Error ? error.name : "";
	const words = error instanceof Error ? printable(error.message, 400) : "";
	const { $metadata = {} } = error ?? {};
	const status = $metadata.httpStatusCode ?? 0;
	const said = `(${printable(name, 60)}: ${words})`;
	const known = [service.meanings, MEANINGS].find((one) => Object.hasOwn(one, name))?.[name];
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
	if (known?.code === "denied") return new SealiftError("denied", `${who} may not use ${right} on ${where} ${said}`, { hint: known.hint ?? remedy ?? service.allow(right) });
	if (known?.code === "too_many_requests" || status === 429) return new SealiftError("too_many_requests", `${service.name} limits requests for ${where} ${said}`, { hint: "Wait and run it again, lower --concurrency, or ask for more quota." });
	if (known) {
		const hint = known.hint === void 0 ? {} : { hint: known.hint };
		return new SealiftError(known.code, `${where} ${failed} ${said}`, hint);
	}
	if (status === 401 || status === 403) return new SealiftError("denied", `${who} may not use ${right} on ${where} ${said}`);
	if (status >= 500 || status === 408) return new SealiftError("key_service_unavailable", `${service.name} cannot answer for ${where} ${said}`);
	return new SealiftError("unexpected_answer", `${where}: ${service.name} answered with ${status || "something"} that is not known ${said}`, { hint: "Check the address of the service, and what stands between." });
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
async function reportSecrets({ config }, { onSecret }) {
	const { secretAccessKey, sessionToken } = await config.credentials();
	for (const secret of [secretAccessKey, sessionToken]) if (secret) onSecret?.(secret);
}
/** @param where names the key in errors. */
function awsSession(service, location, env, remote, where) {
	const who = identityOf(env);
	const programs = lazyRetried(() => withCredentialProcess(env));
	let client;
	let asked;
	let current = new AbortController().signal;
	const opened = () => {
		client ??= service.open({
			region: location.region,
			...location.endpoint ? { endpoint: location.endpoint.href } : {},
			...credentialsOf(env),
			maxAttempts: 1,
			requestHandler: awsRequestHandler(remote.http, (url) => {
				asked = url;
			}, () => current)
		});
		return client;
	};
	const callOnce = async (right, send, signal, words) => {
		signal.throwIfAborted();
		current = signal;
		const process = await programs(signal);
		process.use(signal);
		return opened().then(async (sdk) => {
			await reportSecrets(sdk, remote);
			return send(sdk);
		}).catch(async (error) => {
			signal.throwIfAborted();
			const claims = await webIdentityClaims(env);
			throw awsError(error, {
				service,
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
		call: (right, send, signal, words = {}) => withRetries(() => callOnce(right, send, signal, words), remote, signal, (delay) => {
			if (asked) remote.http.slowDown?.(asked, delay);
		}),
		async close() {
			(await client)?.destroy();
		}
	};
}

export { givenEndpoint as n, awsSession as t };