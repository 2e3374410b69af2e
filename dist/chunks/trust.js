import { c as printable, d as SealiftError } from "./run-result.js";
import { c as homeFolder, l as parseCertificates, o as contentOf } from "./run.js";
import { O as readFile, h as ENVELOPE_LIMIT, k as entryKind, o as referrersTag } from "./open.js";
import { a as parseTrustPolicy, o as checkAnchor, s as openTrustStore, t as verifyEnvelope } from "./verify-envelope.js";
import { c as envelopeOf, l as isSignatureManifest, n as signatureResult, o as NOTARY_ARTIFACT_TYPE, r as readBlob } from "./signature-result.js";
import { s as judgedReferrers } from "./images.js";
import { join } from "node:path";

// src/notation/policy/scope.ts
/** The statement whose scope is exactly this repository; `undefined` when none is. */
function exactStatement({ trustPolicies }, repository) {
	return trustPolicies.find(({ registryScopes }) => registryScopes.includes(repository));
}
/**
* The statement for `repository` (`REGISTRY/REPOSITORY`): an exact scope, compared as text, else the one with `*`.
*
* @throws SealiftError `no_applicable_statement`, naming the repository and what the policy covers.
*/
function statementFor(document, repository) {
	const { trustPolicies } = document;
	const found = exactStatement(document, repository) ?? trustPolicies.find(({ registryScopes }) => registryScopes[0] === "*");
	if (found) return found;
	const scopes = trustPolicies.flatMap(({ registryScopes }) => registryScopes);
	const covered = scopes.slice(0, 5).map((scope) => printable(scope));
	const more = scopes.length > covered.length ? ` and ${scopes.length - covered.length} more` : "";
	throw new SealiftError("no_applicable_statement", `the trust policy has no statement for ${repository}; it covers ${covered.join(", ")}${more}`);
}

// src/operations/choose-statement.ts
/**
* The statement under which an artifact is judged: that of `scope` if one is given, else of the store's own repository. A
* layout has no repository, so it needs a scope unless the policy has nothing but a statement for everything.
*
* @throws SealiftError `no_applicable_statement`, or `usage` where a scope is needed.
*/
function chooseStatement(document, store, scope) {
	const repository = scope ?? store.repository;
	if (repository !== void 0) return statementFor(document, repository);
	const [only, ...others] = document.trustPolicies;
	if (only && others.length === 0 && only.registryScopes[0] === "*") return only;
	throw new SealiftError("usage", `${store.name} has no repository name, and the trust policy is written for repositories`, { hint: "Name the repository whose statement counts with --scope REGISTRY/REPOSITORY." });
}

// src/operations/judge.ts
/** A signature that could not even be opened. */
function failed(code, message) {
	return {
		passed: false,
		outcomes: [{
			check: "integrity",
			action: "enforce",
			outcome: "failed",
			code,
			message
		}],
		signer: null,
		payload: null
	};
}
/** Judges one signature that is really attached to `target`. What cannot be fetched is thrown: it is not known. */
async function judgeSignature({ store, trust, statement, at, metadata }, target, { entry, manifest }, signal) {
	let envelope;
	try {
		envelope = envelopeOf(manifest);
	} catch (error) {
		if (!(error instanceof SealiftError)) throw error;
		return signatureResult(entry, null, failed(error.code, error.message));
	}
	const bytes = await readBlob(store, envelope, ENVELOPE_LIMIT, signal);
	const { mediaType } = envelope;
	const verdict = await verifyEnvelope(bytes, {
		mediaType,
		target,
		statement,
		trustStore: trust,
		at,
		revocation: "none",
		metadata
	});
	return signatureResult(entry, mediaType, verdict);
}
/** An entry that is no signature to be judged, as results show it. */
function ignored(entry, reason) {
	return {
		...signatureResult(entry, null, failed(reason.code, reason.message)),
		status: "ignored"
	};
}
/**
* Judges the signatures of `target` in listed order until one passes, as notation does. What cannot be fetched is an error
* of the whole, never a signature that is passed over.
*
* @throws SealiftError `signature_count_exceeded` when none of the first `maxSignatures` passed and there are more. All that
*   had to be fetched counts, so that no list, however false, keeps the judge busy (CVE-2023-33957).
*/
async function judgeArtifact(context, target, signal) {
	const { store, maxSignatures } = context;
	const signatures = [];
	let attempts = 0;
	const query = {
		artifactType: NOTARY_ARTIFACT_TYPE,
		sources: "all"
	};
	for await (const judged of judgedReferrers(store, target, query, signal)) {
		const { entry } = judged;
		attempts += 1;
		if (attempts > maxSignatures) throw new SealiftError("signature_count_exceeded", `none of the first ${maxSignatures} signatures listed for ${target.digest} passed, and there are more`);
		if (judged.state === "foreign") continue;
		if (judged.state === "believed" && !isSignatureManifest(judged.manifest)) continue;
		if (judged.state === "dangling") {
			const gone = new SealiftError("artifact_not_found", `signature ${entry.descriptor.digest} is listed but not there`);
			signatures.push(ignored(entry, gone));
			continue;
		}
		if (judged.state === "malformed") {
			signatures.push(signatureResult(entry, null, failed(judged.error.code, judged.error.message)));
			continue;
		}
		const result = await judgeSignature(context, target, judged, signal);
		signatures.push(result);
		if (result.status === "passed") return {
			passed: true,
			signatures
		};
	}
	return {
		passed: false,
		signatures
	};
}
/** Everywhere a signature was looked for. */
function placesOf({ repository }, { digest }) {
	return repository === void 0 ? "in its index.json" : `by the Referrers API or the tag ${referrersTag(digest)}`;
}
/** Why `target` is refused, in the words of its first failed signature. */
function refusal({ signatures }, target, store) {
	const judged = signatures.filter(({ status }) => status !== "ignored");
	if (judged.length === 0) {
		const gone = signatures.map(({ digest }) => digest).join(", ");
		const but = gone === "" ? "" : ` but ${gone}, of which there is nothing left`;
		return new SealiftError("artifact_unsigned", `${store.name} lists no signature for ${target.digest}, ${placesOf(store, target)}${but}`);
	}
	const first = judged.map(({ checks }) => checks.findLast(({ action, outcome }) => action === "enforce" && outcome !== "passed")).find((reason) => reason !== void 0);
	const count = judged.length === 1 ? "the signature" : `none of the ${judged.length} signatures`;
	const verb = judged.length === 1 ? "does not pass" : "passes";
	const because = first?.message ?? first?.code ?? "no reason is known";
	return new SealiftError("verification_failed", `${count} of ${target.digest} ${verb}: ${because}`);
}
/** What the statement only logs, in words, of the signature that passed. */
function loggedFailures({ signatures }) {
	return signatures.filter(({ status }) => status === "passed").flatMap(({ checks }) => checks).filter(({ action, outcome }) => action === "log" && outcome !== "passed").map(({ check, message, code }) => `${check}: ${message ?? code ?? "did not pass"}`);
}

// src/trust/notation-folder.ts
/** notation's configuration folder: `NOTATION_CONFIG` as it is, else `notation` in the user's own. */
function notationFolder({ env, platform, home }) {
	if (env.NOTATION_CONFIG) return env.NOTATION_CONFIG;
	if (platform === "darwin") return join(home, "Library", "Application Support", "notation");
	if (platform === "win32") return join(env.APPDATA ?? join(home, "AppData", "Roaming"), "notation");
	return join(env.XDG_CONFIG_HOME || join(home, ".config"), "notation");
}
/**
* The trust that an existing notation user already has. Never in a pipeline: what lies about on a self-hosted runner
* decides nothing.
*
* @throws SealiftError `trust_missing`.
*/
async function notationTrust(around) {
	const { env } = around;
	if (env.CI === "true" || env.GITHUB_ACTIONS === "true") throw new SealiftError("trust_missing", "no trust policy was given, and in a pipeline none is looked for");
	const folder = notationFolder(around);
	for (const name of ["trustpolicy.oci.json", "trustpolicy.json"]) {
		const policy = join(folder, name);
		if (await entryKind(policy) !== void 0) return {
			policy,
			store: join(folder, "truststore")
		};
	}
	throw new SealiftError("trust_missing", `no trust policy was given, and notation has none in ${folder}`);
}

// src/trust/trust-files.ts
const POLICY_LIMIT = 4194304;
/** Reads a trust policy: a path, or the document itself when it begins with `{`. */
async function readTrustPolicy(pathOrContent) {
	if (pathOrContent.trimStart().startsWith("{")) return parseTrustPolicy(pathOrContent, "(inline)");
	const bytes = await readFile(pathOrContent, POLICY_LIMIT, "trust policy");
	return parseTrustPolicy(bytes, printable(pathOrContent, 600));
}
/** notation's trust policy and trust store, each read when first needed, once. */
function openTrustFiles(files) {
	let policy;
	return {
		policy() {
			policy ??= readTrustPolicy(files.policy);
			return policy;
		},
		...openTrustStore(files.store)
	};
}

// src/trust/trusted-roots.ts
const STORE = "command-line";
/**
* Trust for one run, without files: one strict statement for every repository.
*
* @throws SealiftError `trust_missing` without an identity, `policy_invalid` for a malformed one.
*/
function trustFromRoots({ roots, identities }) {
	if (identities.length === 0) throw new SealiftError("trust_missing", "trusted roots without a trusted identity", { hint: "Add --trusted-identity 'x509.subject: C=…, ST=…, O=…'; '*' accepts every signer under these roots." });
	const document = parseTrustPolicy(JSON.stringify({
		version: "1.0",
		trustPolicies: [{
			name: STORE,
			registryScopes: ["*"],
			signatureVerification: { level: "strict" },
			trustStores: [`ca:${STORE}`],
			trustedIdentities: identities
		}]
	}), "(from --trusted-identity)");
	let anchors;
	return {
		policy: () => Promise.resolve(document),
		certificates() {
			anchors ??= parseCertificates(roots, {
				code: "trust_store_invalid",
				what: "trusted root"
			}).then((certificates) => {
				for (const certificate of certificates) checkAnchor(certificate, "ca", "trusted root");
				return certificates;
			});
			return anchors;
		}
	};
}

// src/compose/trust.ts
const ROOTS_LIMIT = 1048576;
/** The ways to give trust exclude one another: of a mixture nobody could say which one judges. */
function mixture(values) {
	const { trustPolicy, trustStore, trustedRoot, trustedIdentity, trustedTsaRoot } = values;
	const files = trustPolicy !== void 0 || trustStore !== void 0;
	const roots = trustedRoot !== void 0 || trustedIdentity.length > 0 || trustedTsaRoot !== void 0;
	if (files && roots) return [
		"usage",
		"trust is given twice, by --trust-policy or --trust-store and by --trusted-root or --trusted-identity",
		"Use one of the two."
	];
	if (files && trustPolicy === void 0) return [
		"trust_missing",
		"--trust-store is given without --trust-policy",
		"Add --trust-policy FILE."
	];
	if (files && trustStore === void 0) return [
		"trust_missing",
		"--trust-policy is given without --trust-store",
		"Add --trust-store DIR."
	];
	if (roots && trustedRoot === void 0) return [
		"trust_missing",
		"--trusted-identity or --trusted-tsa-root is given without --trusted-root",
		"Add --trusted-root FILE."
	];
}
async function openTrust(values, run) {
	const { trustPolicy, trustStore, trustedRoot, trustedIdentity, trustedTsaRoot } = values;
	if (trustedTsaRoot !== void 0) run.reporter.warning("--trusted-tsa-root has no effect yet: this version cannot check timestamps");
	if (trustedRoot !== void 0) {
		const roots = await contentOf(trustedRoot, ROOTS_LIMIT, "trusted root");
		return trustFromRoots({
			roots,
			identities: trustedIdentity
		});
	}
	if (trustPolicy !== void 0 && trustStore !== void 0) return openTrustFiles({
		policy: trustPolicy,
		store: trustStore
	});
	return openTrustFiles(await notationTrust({
		env: run.env,
		platform: process.platform,
		home: homeFolder()
	}));
}
/** The stores of the statement for one repository; a missing or empty one is a problem before anything is contacted. */
async function checkStores(trust, repository, run) {
	const document = await trust.policy();
	let stores = [];
	try {
		stores = statementFor(document, repository).trustStores;
	} catch {}
	for (const store of stores) {
		const name = /^ca:(.*)$/s.exec(store)?.[1];
		if (name !== void 0) await run.problems.try(() => trust.certificates("ca", name));
	}
}
/**
* Whose signatures count in this run. The policy and the trust stores that it will need are read here.
*
* @param repositories under which images will be judged.
*/
async function trustOf(run, repositories) {
	const { values, problems } = run;
	const mixed = mixture(values);
	if (mixed) {
		problems.add(...mixed);
		return;
	}
	const { scope } = values;
	if (scope !== void 0 && !/^(\*|[^\s*@]+\/[^\s*@]+)$/.test(scope)) problems.add("usage", `--scope ${printable(scope)} is not a repository`, "Write REGISTRY/REPOSITORY, without tag and digest.");
	const trust = await problems.try(() => openTrust(values, run));
	const document = trust && await problems.try(() => trust.policy());
	if (!trust || !document) return void 0;
	const distinct = new Set((scope === void 0 ? repositories : [scope]).map((one) => one ?? "*"));
	for (const repository of distinct) await checkStores(trust, repository, run);
	return trust;
}

export { refusal as a, loggedFailures as i, judgeArtifact as n, chooseStatement as o, judgeSignature as r, exactStatement as s, trustOf as t };