import { I as findOption, P as readOptions, Z as Problems, at as systemClock, ct as SealiftError, it as printable, lt as asSealiftError, ot as loadRunner } from "./chunks/words.js";
import { t as NO_PLAN } from "./chunks/no-plan.js";
import { t as firstError } from "./chunks/first-error.js";
import { Dn as collectingReporter, Lr as holdsBack, Q as plainHttpRule, Y as optionsFrom, _r as parseDestination, dn as openHttp, rt as storeOpener, zr as lazy } from "./chunks/registry.js";
import { i as settingKind, o as guarded, p as Secrets, r as addGivenSecrets } from "./chunks/secrets.js";
import { Bt as parseStatement, Ot as verifyEnvelope$1, Rt as RevocationChecker, Wt as isSignedDigest, fn as openTrustStore$1, un as remoteOf } from "./chunks/notation.js";
import { a as signerOptions, i as signerOf } from "./chunks/signing.js";

// src/compose/api.ts
/**
* A command as a function of the library. Resolves to the result, also when images failed: look at `status`. Rejects with
* a SealiftError when nothing could be begun: bad options, or an abort before the first image.
*/
function command(name) {
	return async (options, signal = new AbortController().signal) => {
		if (typeof options !== "object" || options === null) throw new SealiftError("usage", `${name} takes an object with options`, { hint: "See docs/options.md." });
		const result = await (await loadRunner(name))(Object.fromEntries(Object.entries(options)), signal);
		const { error, images } = result;
		if (error && images.length === 0) throw new SealiftError(error.code, error.message, { hint: error.hint });
		return result;
	};
}
/** Signs images with a key and attaches the signatures. */
const sign = command("sign");
/**
* Judges images against a trust policy. `status` is `done` when none was refused; an image is `verified` only where the
* policy enforces integrity and authenticity, else `audited` or `not-checked`.
*/
const verify = command("verify");
/** Verifies an image, copies it with what is attached, and moves the tags last. */
const promote = command("promote");
/** Everything attached to images, and where it was found; or who has signatures by one certificate, or such as end soon. */
const list = command("list");
/**
* Says what of images, their tags and what is attached other repositories lack; with `repair` it is promoted there. `status` is
* `done` when nothing is missing anywhere.
*/
const compare = command("compare");
const planning = command("plan");
/**
* What a promotion of a promotions file would do, as `plan`; with `fromRegistry` such a file, as `promotions`. `status` is `done` when
* nothing is refused. With `results` it is the result of a promotion, whose members of a plan are `null`.
*/
const plan = async (options, signal) => ({
	...NO_PLAN,
	...await planning(options, signal)
});
/** Each signature of an image with its certificates, times and metadata; nothing is judged. */
const inspect = command("inspect");

// src/compose/assert-done.ts
/**
* Returns when the status of a result is `done`, and throws the first error of the result as a SealiftError otherwise: the
* functions of the library resolve also when an image is refused.
*/
function assertDone(result) {
	const { status, images } = result ?? {};
	if (![
		"done",
		"partial",
		"failed"
	].includes(String(status)) || !Array.isArray(images)) throw new SealiftError("usage", "assertDone takes the result of sign, verify, promote, list, inspect or compare", { hint: "Await it first: assertDone(await verify(options))." });
	if (status === "done") return;
	const { code, message, hint } = firstError(result) ?? {
		code: "internal",
		message: `the status is ${status}, and the result holds no error`
	};
	throw new SealiftError(code, message, hint === void 0 ? {} : { hint });
}

// src/compose/purpose.ts
/** The purposes of opening a store: to read, to attach to an image, or to write where nothing is yet. */
const PURPOSES = [
	"read",
	"attach",
	"create"
];

// src/compose/open-parts.ts
/** A run around one store or signer, and what to close together with that. */
function partOfRun(options, signal) {
	const problems = new Problems();
	const closers = [];
	const { env = process.env } = options;
	const secrets = new Secrets(options.onSecret);
	addGivenSecrets(secrets, { ...options }, env);
	const { key: _, ...others } = options;
	const values = readOptions("list", optionsFrom(others), problems);
	const run = {
		values,
		problems,
		plainHttp: plainHttpRule(values, problems),
		env,
		clock: systemClock,
		reporter: collectingReporter(options.reporter, (text) => secrets.hide(text)),
		onRequest: options.onRequest,
		http: lazy(() => openHttp(run)),
		secrets,
		stdin: void 0,
		settingKind: (value) => settingKind(value, { ...options }),
		signal: signal ?? new AbortController().signal,
		onEnd: (close) => closers.push(close)
	};
	return {
		run,
		closers
	};
}
/** Checks a value of an enum, for callers without a type checker. */
function checkChoice(name, value, choices = [], problems) {
	if (value === void 0 || choices.includes(value)) return;
	problems.add("usage", `${name} must be ${choices.join(" or ")}`, `Write one of ${choices.join(", ")}.`);
}
/** Resolves to what `open` does. Its errors lose the secrets in them. */
async function opened(run, open) {
	try {
		return await open();
	} catch (thrown) {
		throw run.secrets.hideIn(asSealiftError(thrown));
	}
}
async function storeOf({ place, purpose = "read" }, run, closers) {
	const { problems } = run;
	checkChoice("purpose", purpose, PURPOSES, problems);
	const open = await storeOpener(run);
	const destination = await problems.try(() => parseDestination(place, run.plainHttp));
	if (destination && (destination.tags.length > 0 || destination.digest !== void 0)) problems.add("reference_invalid", `${place} names a tag or a digest; a store is a whole repository`, "Leave it out.");
	const store = await open(problems.all({ destination }).destination, purpose);
	const closeStore = store.close.bind(store);
	return guarded(Object.assign(store, { async close() {
		if (holdsBack(store)) await store.commit(run.signal);
		await closeStore();
		for (const close of closers) await close();
	} }), run.secrets);
}
/** Opens one repository or image layout over the ports that every use case works on. Close it when done. */
async function openStore(options, signal) {
	signal?.throwIfAborted();
	const { place: _, purpose: __, ...rest } = options;
	const { run, closers } = partOfRun(rest, signal);
	return opened(run, () => storeOf(options, run, closers));
}
/** Opens a key that signs: the port that `sign` uses. Close it when done. */
async function openSigner(options, signal) {
	signal?.throwIfAborted();
	const { azureCredential: _, ...rest } = options;
	const { run, closers } = partOfRun(rest, signal);
	return opened(run, () => keyOf(options, run, closers));
}
async function keyOf({ key, azureCredential }, run, closers) {
	checkChoice("azureCredential", azureCredential, findOption("azure-credential")?.choices, run.problems);
	run.problems.throwIfAny();
	const reach = async () => {
		const remote = await remoteOf(run);
		run.problems.throwIfAny();
		return remote;
	};
	const choices = azureCredential === void 0 ? {} : { azureCredential };
	const signer = await signerOf(key, {
		...signerOptions(run),
		...choices,
		remote: reach
	});
	return guarded({
		kind: "key",
		describe: (during) => signer.describe(during),
		sign: (toBeSigned, during) => signer.sign(toBeSigned, during),
		async close() {
			await signer.close();
			for (const close of closers) await close();
		}
	}, run.secrets);
}
/** A trust store folder as notation has it: `DIR/x509/{ca,signingAuthority,tsa}/NAME/`. Each store is read when asked for. */
function openTrustStore(directory) {
	return openTrustStore$1(directory);
}

// src/compose/verify-envelope.ts
function bad(what) {
	return new SealiftError("usage", `verifyEnvelope: ${what}`, { hint: "See the types of the package." });
}
const OPTIONS = [
	"mediaType",
	"target",
	"statement",
	"trustStore",
	"at",
	"revocation"
];
function checkArguments(bytes, options) {
	if (!(bytes instanceof Uint8Array)) throw bad("the envelope must be a Uint8Array");
	if (typeof options !== "object" || options === null) throw bad("the options must be an object");
	const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name));
	if (unknown !== void 0) throw bad(`there is no option ${printable(unknown)}`);
	const { mediaType, target, trustStore, at, revocation } = options;
	if (typeof mediaType !== "string") throw bad("mediaType must be a string");
	if (typeof target?.mediaType !== "string" || !isSignedDigest(String(target.digest))) throw bad("target must be { mediaType, digest, size } with a sha256, sha384 or sha512 digest");
	if (!Number.isSafeInteger(target.size) || target.size < 0) throw bad("target.size must be a number of bytes");
	if (typeof trustStore?.certificates !== "function") throw bad("trustStore must come from openTrustStore");
	if (!(at instanceof Date) || Number.isNaN(at.getTime())) throw bad("at must be a valid Date");
	if (revocation !== "none" && !(typeof revocation === "object" && revocation !== null && typeof revocation.ocsp === "function" && typeof revocation.crl === "function")) throw bad("revocation must be 'none' or { ocsp, crl }");
}
/**
* Judges one envelope against one statement, with no registry.
*
* Resolves to the verdict, whatever is wrong with the envelope; rejects with a SealiftError for bad arguments: `usage`,
* `policy_invalid`, or a trust store that is missing, empty or malformed.
*/
async function verifyEnvelope(bytes, options, signal) {
	checkArguments(bytes, options);
	signal?.throwIfAborted();
	const { mediaType, target, trustStore, at, revocation } = options;
	const statement = parseStatement(options.statement, {
		code: "policy_invalid",
		what: "statement"
	});
	const { digest } = target;
	if (!isSignedDigest(digest)) throw bad("target.digest must be a sha256, sha384 or sha512 digest");
	try {
		const exact = {
			mediaType: target.mediaType,
			digest,
			size: target.size
		};
		return await verifyEnvelope$1(bytes, {
			mediaType,
			target: exact,
			statement,
			trustStore,
			at,
			revocation: new RevocationChecker({
				...revocation === "none" ? {} : { source: revocation },
				now: () => at
			}),
			signal: signal ?? new AbortController().signal
		});
	} catch (thrown) {
		throw asSealiftError(thrown);
	}
}

export { SealiftError, assertDone, compare, inspect, list, openSigner, openStore, openTrustStore, plan, promote, sign, verify, verifyEnvelope };