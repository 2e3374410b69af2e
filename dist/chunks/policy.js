import { r as __exportAll } from "./rolldown-runtime.js";
import { M as errnoOf, N as fileError, ct as SealiftError, it as printable, nt as quotable } from "./words.js";
import { En as homeFolder, X as perform, kn as parseCertificates, nr as pemText, pn as pemOf } from "./registry.js";
import { c as isContent, n as hiddenResult } from "./secrets.js";
import { $ as OCI_POLICY, Dn as folderEntries, En as entryKind, Ft as actionsOf, H as newPolicy, It as enforcesSigner, K as twoPolicies, Q as policyText, U as mixture, Ut as CHECK_NAMES, Vt as examineTrustPolicy, Z as policyBeside, at as namedAuthority, bn as invalidAt, dn as isStoreName, et as OLD_POLICY, gn as checkAlone, it as unmatchable, kn as STORE_TYPES, mn as examineStore, pn as missingFolder, rt as consequencesOf, tt as notationTrust, wn as nameText, xn as isSelfSigned } from "./notation.js";
import { a as certificateFacts, s as writeNew } from "./certificate.js";
const { dirname, join, resolve } = globalThis.process.getBuiltinModule("node:path");
const { lstat, mkdir, rm, rmdir } = globalThis.process.getBuiltinModule("node:fs/promises");

// src/operations/policy/store-key.ts
/** A trust store as policies write it: `ca:acme`. */
function storeKey({ type, name }) {
	return `${type}:${name}`;
}

// src/operations/policy/check-statement.ts
const SUBJECT = "x509.subject:";
/** The certificates of the stores that judge signers; none where one of the stores cannot be read, as little is certain then. */
function anchorsOf({ trustStores }, stores) {
	const named = stores.filter((store) => store.type !== "tsa" && trustStores.includes(storeKey(store)));
	return named.every(({ faults }) => faults.length === 0) ? named.flatMap(({ certificates }) => certificates.map(({ certificate }) => certificate)) : [];
}
function checkIdentities(statement, stores, findings, what) {
	const { trustedIdentities } = statement;
	const anchors = anchorsOf(statement, stores);
	for (const identity of trustedIdentities) {
		if (namedAuthority(identity, anchors)) findings.warning(`${what}: the identity "${identity}" is the name of the CA itself, and compared is that of the signer, as \`sealift certificate check\` shows it for the first certificate of the chain`);
		const reason = unmatchable(identity, anchors);
		if (reason === void 0) continue;
		findings.fault(new SealiftError("policy_invalid", `${what}: the identity "${identity}" ${reason}`, { hint: "Write the subject of the signing certificate, as `sealift certificate check` or `sealift inspect` shows it." }));
	}
	const isOfPlugins = (one) => one !== "*" && !one.startsWith(SUBJECT);
	if (trustedIdentities.length > 0 && trustedIdentities.every(isOfPlugins)) findings.warning(`${what}: its identities are for verification plugins; only signatures that demand such a plugin can pass`);
	if (trustedIdentities.includes("*")) findings.warning(`${what}: the identity * trusts every signer that a CA of its trust stores ever names`);
}
function checkStores(statement, findings, what) {
	const has = (type) => statement.trustStores.some((store) => store.startsWith(`${type}:`));
	if (has("tsa") && !has("ca") && !has("signingAuthority")) findings.fault(new SealiftError("policy_invalid", `${what}: names tsa stores alone, so that no signer is trusted`, { hint: "Add a ca store that holds the root certificate of the signers." }));
	if (has("signingAuthority") && !has("ca")) findings.warning(`${what}: names no ca store: signatures of signing authorities alone can pass`);
	if (statement.signatureVerification.verifyTimestamp !== void 0 && !has("tsa")) findings.warning(`${what}: verifyTimestamp counts only with a tsa store, and none is named: no timestamp is demanded`);
}
/** Finds what is wrong or surprising in one statement beside the grammar of policies. */
function checkStatement(statement, stores, findings) {
	const { name, registryScopes, signatureVerification } = statement;
	const what = `statement "${name}"`;
	const { level } = signatureVerification;
	if (level === "skip") {
		const where = registryScopes.includes("*") ? "every repository without a statement of its own" : "its repositories";
		findings.warning(`${what} is of the level skip: in ${where} nothing is checked, unsigned images pass, and promote refuses`);
		return;
	}
	if (!enforcesSigner(statement)) {
		const why = level === "audit" ? "is of the level audit" : "only logs authenticity";
		findings.warning(`${what} ${why}: a signature by anybody passes, the image is audited and never verified, and promote refuses`);
	}
	if (level !== "audit" && actionsOf(statement).revocation === "skip") findings.warning(`${what} skips revocation: a revoked certificate passes without a word`);
	checkStores(statement, findings, what);
	checkIdentities(statement, stores, findings, what);
}

// src/operations/policy/check-store.ts
/** Whether a signature under an expired certificate may still pass: it is only logged, or a timestamp can stand for it. */
function toleratesExpired(statement) {
	const { authenticTimestamp } = actionsOf(statement);
	return authenticTimestamp !== "enforce" || statement.trustStores.some((store) => store.startsWith("tsa:"));
}
function checkCertificate(certificate, { type }, users, now, findings, where) {
	const shown = nameText(certificate.subject);
	const state = invalidAt([certificate], now)?.state;
	const text = `${where}: ${shown} is ${state} (valid ${certificate.notBefore.toISOString()} to ${certificate.notAfter.toISOString()})`;
	if (state === "not yet valid") findings.warning(text);
	if (state === "expired") {
		if (type === "tsa" || users.every(toleratesExpired)) findings.warning(text);
		else findings.fault(new SealiftError("certificate_not_valid_now", text, { hint: "No signature under it passes. Put the new certificate of the CA there, and take this one out." }));
	}
	if (type === "tsa") return;
	if (certificate.basicConstraints?.ca !== true) findings.warning(`${where}: ${shown} is no CA, so it stands for itself alone: whoever renews it has to change this trust store`);
	try {
		checkAlone(certificate, {
			code: "trust_store_invalid",
			what: where,
			hint: "No signature under it passes. Take it out, or put another certificate of the CA there."
		});
	} catch (error) {
		if (!(error instanceof SealiftError)) throw error;
		findings.fault(error);
	}
}
/** Finds what is wrong in one trust store. Nothing rests on one that no statement names, so what is wrong there is a warning. */
function checkStore(store, users, present, now, findings) {
	const what = `trust store ${storeKey(store)}`;
	const unused = users.length === 0;
	const told = unused ? {
		...findings,
		fault: ({ message }) => findings.warning(`${what} is not used, and not usable: ${message}`)
	} : findings;
	if (unused) findings.warning(`no statement names the ${what}`);
	for (const fault of store.faults) {
		const others = fault.code === "trust_store_not_found" && present.length > 0;
		told.fault(others ? new SealiftError(fault.code, `${fault.message}, which ${users.map(({ name }) => `"${name}"`).join(", ")} names`, { hint: `${fault.hint} There are: ${present.join(", ")}.` }) : fault);
	}
	for (const { file, certificate } of store.certificates) checkCertificate(certificate, store, users, now, told, `${what}, ${file}`);
}

// src/operations/policy/statement-facts.ts
/** Describes for a result what a statement means. */
function statementFacts(statement) {
	const { name, registryScopes, signatureVerification, trustStores, trustedIdentities } = statement;
	const { level, override = {}, verifyTimestamp = "always" } = signatureVerification;
	const actions = actionsOf(statement);
	return {
		name,
		scopes: registryScopes,
		level,
		checks: CHECK_NAMES.map((check) => ({
			check,
			action: actions[check],
			overridden: override[check] !== void 0
		})),
		verifyTimestamp: trustStores.some((store) => store.startsWith("tsa:")) ? verifyTimestamp : null,
		trustStores,
		trustedIdentities,
		consequences: consequencesOf(statement),
		promotes: enforcesSigner(statement)
	};
}

// src/operations/policy/check-trust.ts
const STATES = {
	expired: "expired",
	"not yet valid": "not-yet-valid"
};
function storeFacts({ type, name, certificates }, usedBy, now) {
	return {
		type,
		name,
		usedBy,
		certificates: certificates.map(({ file, certificate }) => {
			const state = invalidAt([certificate], now)?.state;
			return {
				file,
				...certificateFacts(certificate),
				authority: certificate.basicConstraints?.ca === true,
				state: state === void 0 ? "valid" : STATES[state]
			};
		})
	};
}
/**
* Says what a trust policy and its stores mean, and finds everything in them that has to be mended: what verifying would refuse to
* begin with, and what can never let a signature pass. Pure: nothing is read.
*/
function checkTrust({ policy, stores, now }) {
	const faults = [...policy.faults];
	const warnings = [];
	const findings = {
		fault: (fault) => faults.push(fault),
		warning: (text) => warnings.push(text)
	};
	for (const statement of policy.statements) checkStatement(statement, stores, findings);
	const present = stores.filter(({ certificates }) => certificates.length > 0).map(storeKey);
	const usersOf = (store) => policy.statements.filter(({ trustStores }) => trustStores.includes(storeKey(store)));
	for (const store of stores) checkStore(store, usersOf(store), present, now, findings);
	return {
		statements: policy.statements.map(statementFacts),
		stores: stores.map((store) => storeFacts(store, usersOf(store).map(({ name }) => name), now)),
		faults,
		warnings
	};
}

// src/trust/examine-policy.ts
/** Where a shell puts what it pipes into a command. */
const PIPED = /^\/(?:dev|proc)\//;
/** @throws SealiftError `file_unreadable` for a named pipe or device, which may never end. */
async function checkKind(path, shown, warnings) {
	if (PIPED.test(path)) return;
	if (await entryKind(path, { followLinks: true }) === "special file") throw new SealiftError("file_unreadable", `the trust policy ${shown} is a special file, not a file`, { hint: "Give a regular file; notation reads no other." });
	if (await entryKind(path) === "link") warnings.push(`the trust policy ${shown} is a link, and notation reads regular files alone`);
}
/** Reads a trust policy, a path or the document itself, and gathers everything that is wrong with it, the file included. */
async function examinePolicyFile(pathOrContent, plainHttp) {
	const warnings = [];
	const isFile = !pathOrContent.trimStart().startsWith("{");
	try {
		if (isFile) await checkKind(pathOrContent, quotable(pathOrContent, 600), warnings);
		const { text, shown, isMarked } = await policyText(pathOrContent);
		if (isMarked) warnings.push(`the trust policy ${shown} begins with a byte order mark, and notation does not read it`);
		const beside = isFile ? await policyBeside(pathOrContent) : void 0;
		return {
			policy: examineTrustPolicy(text, shown, plainHttp),
			warnings,
			beside
		};
	} catch (error) {
		if (!(error instanceof SealiftError) || error.exitCode !== 2) throw error;
		return {
			policy: {
				statements: [],
				faults: [error]
			},
			warnings,
			beside: void 0
		};
	}
}

// src/trust/survey-stores.ts
const isType = (text) => STORE_TYPES.some((type) => type === text);
/** Adds the stores that are in the folder of one type. */
async function listType(folder, type, { names, strays }) {
	for (const { name, kind } of await folderEntries(folder)) {
		const shown = `x509/${type}/${printable(name)}`;
		if (kind === "file" || kind === "special file") strays.push(`${shown} is a ${kind} in no trust store; certificates belong in x509/${type}/NAME/`);
		else if (isStoreName(name)) names.set(`${type}:${name}`, {
			type,
			name
		});
		else strays.push(`${shown} has a name that no policy can write (letters, digits, ., _ and - alone)`);
	}
}
async function listAll(x509, survey) {
	for (const { name, path } of await folderEntries(x509)) if (await entryKind(path, { followLinks: true }) === "folder" && isType(name)) await listType(path, name, survey);
	else if (isType(name)) survey.strays.push(`x509/${name} is no folder, so it holds no trust store`);
	else survey.strays.push(`x509/${printable(name)} is none of the folders ${STORE_TYPES.join(", ")}`);
}
/**
* Reads a whole trust store folder: every store that is there, and those of `named`, which policies name as `TYPE:NAME`. What is
* wrong is gathered; nothing that configuration can cause is thrown.
*/
async function surveyTrustStore(directory, named) {
	const survey = {
		names: /* @__PURE__ */ new Map(),
		faults: [],
		strays: []
	};
	const x509 = join(directory, "x509");
	try {
		if (await entryKind(x509, { followLinks: true }) !== "folder") {
			if (named.length > 0) survey.faults.push(missingFolder(directory));
			return {
				...survey,
				stores: []
			};
		}
		await listAll(x509, survey);
	} catch (error) {
		if (!(error instanceof SealiftError) || error.exitCode !== 2) throw error;
		survey.faults.push(error);
	}
	for (const key of new Set(named)) {
		const [type = "", name = ""] = key.split(":", 2);
		if (!isType(type) || survey.names.has(key)) continue;
		if (isStoreName(name)) survey.names.set(key, {
			type,
			name
		});
		else if (name === "." || name === "..") survey.faults.push(new SealiftError("trust_store_invalid", `${printable(key)} does not name a trust store`));
	}
	const stores = [];
	for (const { type, name } of survey.names.values()) stores.push({
		type,
		name,
		...await examineStore(join(x509, type, name), type)
	});
	return {
		...survey,
		stores
	};
}

// src/compose/policy/policy-run.ts
/** One policy command from options to result. Never rejects. */
async function policyRun(command, options, signal, work) {
	const trust = {
		policy: null,
		store: null,
		statements: [],
		stores: [],
		faults: [],
		written: [],
		next: null
	};
	const { warnings, error, secrets, explain } = await perform(command, options, signal, (current) => work(current, trust));
	trust.faults = await Promise.all(trust.faults.map(explain));
	return hiddenResult({
		version: 1,
		command,
		status: error === null ? "done" : "failed",
		error,
		warnings,
		images: [],
		trust
	}, (text) => secrets.hide(text));
}

// src/compose/policy/run-check.ts
var run_check_exports = /* @__PURE__ */ __exportAll({ runPolicyCheck: () => runPolicyCheck });
/** The files to check: those that are given, or notation's own, as `verify` has it. */
async function filesOf({ values, problems, env }) {
	const { trustPolicy, trustStore } = values;
	const mixed = mixture({
		trustPolicy,
		trustStore
	});
	if (mixed) problems.add(...mixed);
	problems.throwIfAny();
	if (trustPolicy !== void 0 && trustStore !== void 0) return {
		policy: trustPolicy,
		store: trustStore
	};
	try {
		return await notationTrust({
			env,
			platform: process.platform,
			home: homeFolder()
		});
	} catch (error) {
		if (!(error instanceof SealiftError)) throw error;
		throw new SealiftError(error.code, error.message, {
			hint: "Give --trust-policy FILE and --trust-store DIR.",
			cause: error
		});
	}
}
/** One fault is the error itself; of several the error has the code of the first, and the result has them all. */
function errorOf(faults) {
	const [first] = faults;
	if (!first || faults.length === 1) return first;
	return new SealiftError(first.code, `${faults.length} faults in trust policy and trust store, the first: ${first.message}`, {
		hint: "Mend all that are listed; with --output json they are in trust.faults.",
		cause: first
	});
}
/** Reads a trust policy and its whole trust store, says what they mean, and what is wrong with them. Never rejects. */
function runPolicyCheck(options, signal) {
	return policyRun("policy check", options, signal, async (current, outcome) => {
		const { policy: given, store } = await filesOf(current);
		const isFile = !isContent(given);
		const { policy, warnings, beside } = await examinePolicyFile(given, current.plainHttp);
		const named = policy.statements.flatMap(({ trustStores }) => trustStores);
		const survey = await surveyTrustStore(store, named);
		const checked = checkTrust({
			policy,
			stores: survey.stores,
			now: current.clock.now()
		});
		const faults = [...checked.faults, ...survey.faults];
		if (beside !== void 0) current.reporter.warning(twoPolicies(given, beside));
		for (const warning of [
			...warnings,
			...checked.warnings,
			...survey.strays
		]) current.reporter.warning(warning);
		outcome.policy = isFile ? given : null;
		outcome.store = store;
		outcome.statements = checked.statements;
		outcome.stores = checked.stores;
		outcome.faults = faults.map((fault) => fault.toJSON());
		const error = errorOf(faults);
		if (error) throw error;
	});
}

// src/io/files/write-new-tree.ts
function taken(path, kind) {
	return new SealiftError("file_exists", `${quotable(path, 600)} is there already (${kind})`);
}
/** The folders between the folder of the tree and its files, each before what is in it. */
function foldersOf({ folder, files }) {
	const all = files.flatMap(({ names }) => names.slice(0, -1).map((_, at) => join(folder, ...names.slice(0, at + 1))));
	return [...new Set(all)];
}
/**
* Whether {@link writeNewTree} can write, as far as that can be known before.
*
* @throws SealiftError `file_exists`, naming what is in the way.
*/
async function checkNewTree(tree) {
	const places = [...tree.free, ...tree.files.map(({ names }) => names)];
	for (const path of places.map((names) => join(tree.folder, ...names))) {
		const kind = await entryKind(path);
		if (kind !== void 0) throw taken(path, kind);
	}
	for (const path of foldersOf(tree)) {
		const kind = await entryKind(path);
		if (kind !== void 0 && kind !== "folder") throw taken(path, kind);
	}
}
/** The folders of a path that are not there, the highest first. */
async function absentFolders(path) {
	const absent = [];
	for (let at = resolve(path);; at = dirname(at)) {
		if (await lstat(at).catch((error) => {
			if (errnoOf(error) === "ENOENT") return void 0;
			throw fileError(error, "write", at);
		})) return absent;
		absent.unshift(at);
	}
}
async function makeFolder(path) {
	try {
		await mkdir(path);
	} catch (error) {
		throw errnoOf(error) === "EEXIST" ? taken(path, "made just now") : fileError(error, "write", path);
	}
}
/**
* Writes all files of a tree, or none: what was written is removed when one of them fails, with the folders made for it. An
* existing file stays as it is. The files are written in order.
*
* @throws SealiftError `file_exists`, or of the file system.
*/
async function writeNewTree(tree, signal) {
	await checkNewTree(tree);
	const undo = [];
	try {
		for (const folder of [tree.folder, ...foldersOf(tree)]) for (const absent of await absentFolders(folder)) {
			await makeFolder(absent);
			undo.push(() => rmdir(absent));
		}
		for (const { names, text } of tree.files) {
			signal.throwIfAborted();
			const path = join(tree.folder, ...names);
			await writeNew(path, text);
			undo.push(() => rm(path, { force: true }));
		}
		signal.throwIfAborted();
	} catch (error) {
		for (const step of undo.toReversed()) await step().catch(() => {});
		throw error;
	}
}

// src/operations/policy/check-root.ts
const BUNDLE = "Give the root alone: the last certificate of the chain, whose subject and issuer are the same.";
/**
* Checks that a certificate can be the root of signers: it signed itself, keeps the Notary Project's rules and is valid now.
*
* @param what names where it comes from.
* @throws SealiftError `trust_store_invalid` or `certificate_not_valid_now`.
*/
function checkRoot(certificate, now, what) {
	const shown = nameText(certificate.subject);
	const isAuthority = certificate.basicConstraints?.ca === true;
	if (!isSelfSigned(certificate)) throw new SealiftError("trust_store_invalid", `${what}: ${shown} ${isAuthority ? "is an intermediate CA" : "is the certificate of a signer"}, issued by ${nameText(certificate.issuer)}, and no root`, { hint: isAuthority ? `${BUNDLE} An intermediate can be put into the trust store by hand.` : BUNDLE });
	checkAlone(certificate, {
		code: "trust_store_invalid",
		what,
		hint: "No signature under it would pass. Give another root certificate."
	});
	const state = invalidAt([certificate], now)?.state;
	if (state === void 0) return;
	const { notBefore, notAfter } = certificate;
	throw new SealiftError("certificate_not_valid_now", `${what}: ${shown} is ${state} (valid ${notBefore.toISOString()} to ${notAfter.toISOString()})`, { hint: "Give the root certificate that the CA has now." });
}

// src/compose/shell-word.ts
/** A word as a POSIX shell reads it, and no flag. */
function shellWord(text) {
	const word = text.startsWith("-") ? `./${text}` : text;
	return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

// src/compose/policy/verify-command.ts
/** The command that verifies an image under a new policy. */
function verifyCommand({ policy, store, scopes: [first = "*"] }) {
	const image = `${first === "*" ? "REGISTRY/REPOSITORY" : first}:TAG`;
	return `sealift verify ${shellWord(image)} --trust-policy ${shellWord(policy)} --trust-store ${shellWord(store)}`;
}

// src/compose/policy/run-init.ts
var run_init_exports = /* @__PURE__ */ __exportAll({ runInit: () => runInit });
/** The folder that README and the actions' examples use. */
const FOLDER = ".sealift";
const STORE = "truststore";
const ROOTS_LIMIT = 1048576;
const HINTS = { policy_invalid: "Write --trusted-identity 'x509.subject: C=US, ST=WA, O=acme', or '*' alone, and --scope REGISTRY/REPOSITORY, or leave it out." };
/** The certificates that `--trusted-root` names, each once. What is wrong with them is a problem. */
async function rootsOf({ values, problems, clock }) {
	const roots = /* @__PURE__ */ new Map();
	for (const value of values.trustedRoot) {
		const what = `trusted root ${isContent(value) ? "(inline)" : quotable(value, 600)}`;
		const context = {
			code: "trust_store_invalid",
			what,
			hint: "Give root certificates as PEM or DER, and nothing else."
		};
		await problems.try(async () => {
			for (const certificate of await parseCertificates(await pemOf(value, ROOTS_LIMIT, context), context)) {
				await problems.try(() => checkRoot(certificate, clock.now(), what));
				roots.set(certificate.thumbprint, certificate);
			}
		});
	}
	return [...roots.values()];
}
/** The policy last, so that it never stands without its trust store. */
function treeOf(folder, name, policy, roots) {
	const store = [
		STORE,
		"x509",
		"ca",
		name
	];
	return {
		folder,
		free: [store, [OCI_POLICY]],
		files: [...roots.map(({ der }, at) => ({
			names: [...store, at === 0 ? "root.pem" : `root-${at + 1}.pem`],
			text: pemText("CERTIFICATE", der)
		})), {
			names: [OLD_POLICY],
			text: policy
		}]
	};
}
/** Writes a trust policy of one strict statement, and its trust store. Never rejects. */
function runInit(options, signal) {
	return policyRun("policy init", options, signal, async (current, outcome) => {
		const { values, problems, plainHttp, clock, reporter } = current;
		const { name, out = FOLDER, trustedIdentity: identities } = values;
		const scopes = values.scope.length === 0 ? ["*"] : values.scope;
		if (!isStoreName(name)) problems.add("usage", `--name ${quotable(name)} is not the name of a trust store`, "Use letters, digits, ., _ and - alone.");
		const roots = await rootsOf(current);
		const text = newPolicy({
			name,
			scopes,
			identities
		});
		const policy = examineTrustPolicy(text, "(new)", plainHttp);
		const stores = [{
			type: "ca",
			name,
			certificates: roots.map((certificate) => ({
				file: "--trusted-root",
				certificate
			})),
			faults: []
		}];
		const checked = checkTrust({
			policy,
			stores,
			now: clock.now()
		});
		const isNew = ({ code }) => code === "policy_invalid" && identities.length > 0;
		for (const { code, message, hint } of checked.faults.filter(isNew)) problems.add(code, message, HINTS[code] ?? hint);
		const tree = treeOf(out, name, text, roots);
		if (isStoreName(name)) await problems.try(() => checkNewTree(tree));
		problems.throwIfAny();
		await writeNewTree(tree, current.signal);
		for (const warning of checked.warnings) reporter.warning(warning);
		outcome.policy = join(out, OLD_POLICY);
		outcome.store = join(out, STORE);
		outcome.statements = checked.statements;
		outcome.stores = checked.stores.map((store) => ({
			...store,
			certificates: store.certificates.map((one, at) => ({
				...one,
				file: tree.files[at]?.names.at(-1) ?? one.file
			}))
		}));
		outcome.written = tree.files.map(({ names }) => join(out, ...names));
		outcome.next = verifyCommand({
			policy: outcome.policy,
			store: outcome.store,
			scopes
		});
	});
}

export { shellWord as n, run_check_exports as r, run_init_exports as t };