import { c as printable, d as SealiftError } from "./run-result.js";
import { l as parseCertificates } from "./run.js";
import { a as isTag, l as parseRepository } from "./problems.js";
import { A as folderEntries, D as complain, E as parseJson, O as readFile, k as entryKind } from "./open.js";
import { _ as ATTRIBUTE_NAMES, g as validUntil, h as isSelfSigned, m as invalidAt, t as openEnvelope, v as nameText, y as sameName } from "./open2.js";
import { _ as _minLength, a as literal, f as strictObject, h as unknown, l as optional, n as array, p as string, s as nullable, t as _enum, u as partialRecord } from "./zod.js";
import { join } from "node:path";
import { Buffer } from "node:buffer";

// src/trust/trust-store.ts
/** A file of certificates; more is no trust store. */
const FILE_LIMIT = 1048576;
/**
* What may anchor trust: a CA certificate or one that its own key signed; a timestamp authority's has to be a root, too.
*
* @throws SealiftError `trust_store_invalid`.
*/
function checkAnchor(certificate, type, where) {
	const ca = certificate.basicConstraints?.ca === true;
	const refuse = (reason) => new SealiftError("trust_store_invalid", `${where}: ${printable(nameText(certificate.subject))} ${reason}`, { hint: "Put the root (or an intermediate) certificate of the signer there." });
	if (!ca && !certificate.isSignedBy(certificate.publicKey)) throw refuse("is neither a CA certificate nor self-signed");
	if (type === "tsa" && !(ca && sameName(certificate.subject, certificate.issuer) && isSelfSigned(certificate))) throw refuse("is not a root certificate, and a tsa store holds roots only");
}
async function readStore(folder, type) {
	const shown = printable(folder, 600);
	const kind = await entryKind(folder);
	if (kind === void 0) throw new SealiftError("trust_store_not_found", `there is no trust store at ${shown}`);
	if (kind !== "folder") throw new SealiftError("trust_store_invalid", `the trust store ${shown} is a ${kind}, not a folder`);
	const entries = await folderEntries(folder);
	const odd = entries.find((entry) => entry.kind !== "file");
	if (odd) throw new SealiftError("trust_store_invalid", `the trust store ${shown} holds a ${odd.kind}: ${printable(odd.name)}`);
	const lists = await Promise.all(entries.map(async ({ path }) => {
		const bytes = await readFile(path, FILE_LIMIT, "trusted certificate");
		const where = printable(path, 600);
		const certificates = await parseCertificates(bytes, {
			code: "trust_store_invalid",
			what: where
		});
		for (const certificate of certificates) checkAnchor(certificate, type, where);
		return certificates;
	}));
	if (lists.length === 0) throw new SealiftError("trust_store_empty", `the trust store ${shown} is empty`);
	return lists.flat();
}
/**
* A trust store folder as notation has it: `DIR/x509/{ca,signingAuthority,tsa}/NAME/` with certificate files. Each named
* store is read when it is first asked for, once.
*/
function openTrustStore(directory) {
	const stores = /* @__PURE__ */ new Map();
	return { certificates(type, name) {
		const key = `${type}:${name}`;
		if (!/^[a-zA-Z0-9_.-]+$/.test(name) || name === "." || name === "..") return Promise.reject(new SealiftError("trust_store_invalid", `${printable(key)} does not name a trust store`));
		const known = stores.get(key) ?? readStore(join(directory, "x509", type, name), type);
		stores.set(key, known);
		return known;
	} };
}

// src/notation/policy/distinguished-name.ts
/** Without these a name identifies nobody (trust-store-trust-policy.md, "Trusted Identities Constraints"). */
const REQUIRED = [
	"C",
	"ST",
	"O"
];
const TYPE = /^[A-Za-z][A-Za-z0-9-]*$|^[0-9]+(?:\.[0-9]+)*$/;
/** Unescapes one value (RFC 4514, 2.4): `\` with a special character or two hex digits (UTF-8). */
function unescapeValue(text) {
	const bytes = [];
	const push = (part) => {
		bytes.push(...Buffer.from(part, "utf8"));
	};
	for (let index = 0; index < text.length; index += 1) {
		if (text[index] !== "\\") {
			push(String.fromCodePoint(text.codePointAt(index)));
			if (text.codePointAt(index) > 65535) index += 1;
			continue;
		}
		const hex = text.slice(index + 1, index + 3);
		if (/^[0-9a-fA-F]{2}$/.test(hex)) {
			bytes.push(Number.parseInt(hex, 16));
			index += 2;
		} else {
			if (index + 1 >= text.length) throw new Error("ends with a backslash");
			push(text[index + 1]);
			index += 1;
		}
	}
	return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes));
}
/** Cuts at each of `separators` that is not escaped. */
function split(text, separators) {
	const parts = [""];
	for (let index = 0; index < text.length; index += 1) {
		const character = text[index];
		if (character === "\\") {
			parts[parts.length - 1] += text.slice(index, index + 2);
			index += 1;
		} else if (separators.includes(character)) parts.push("");
		else parts[parts.length - 1] += character;
	}
	return parts;
}
/** Blanks around a value do not count, unless they are escaped. */
function trim(value) {
	return value.replace(/^\s+/, "").replace(/(\\\s)?\s*$/, "$1");
}
/**
* Reads the value of an `x509.subject:` identity (RFC 4514, with notation's rules): `S` is `ST`; no multi-valued RDN, no
* `#hex` value, no type twice; C, ST and O are there.
*
* @throws Error with the reason, for the caller to wrap.
*/
function parseDistinguishedName(text) {
	if (text.includes("=#")) throw new Error("holds a value in hexadecimal (=#)");
	const attributes = /* @__PURE__ */ new Map();
	for (const rdn of split(text, ",;")) {
		if (split(rdn, "+").length > 1) throw new Error("has several attributes joined by + (escape a literal + as \\+)");
		const equals = rdn.indexOf("=");
		const written = rdn.slice(0, equals).trim();
		if (equals < 0 || !TYPE.test(written)) throw new Error(`has a part that is not TYPE=VALUE: "${rdn.trim()}"`);
		const type = written === "S" ? "ST" : written;
		if (attributes.has(type)) throw new Error(`has ${type} twice`);
		attributes.set(type, unescapeValue(trim(rdn.slice(equals + 1))));
	}
	const missing = REQUIRED.filter((type) => !attributes.get(type));
	if (missing.length > 0) throw new Error(`lacks ${missing.join(", ")}`);
	return attributes;
}
/**
* The subject of a certificate in the form in which notation compares it.
*
* @throws Error with the reason where notation cannot compare it: an attribute type that it does not know by name,
*   several O or OU. Of several CNs the last counts.
*/
function subjectAttributes(subject) {
	const attributes = /* @__PURE__ */ new Map();
	for (const { type, value } of subject.rdns.flat()) {
		const name = ATTRIBUTE_NAMES[type];
		if (name === void 0) throw new Error(`has an attribute ${type} that policies cannot name`);
		if (attributes.has(name) && name !== "CN" && name !== "SERIALNUMBER") throw new Error(`has several ${name}`);
		if (value.startsWith("#")) throw new Error(`has a ${name} that policies cannot name`);
		attributes.set(name, value);
	}
	const missing = REQUIRED.filter((type) => !attributes.get(type));
	if (missing.length > 0) throw new Error(`lacks ${missing.join(", ")}`);
	return attributes;
}
/** Whether every attribute of `identity` stands in `subject` with the same value; more in the subject is fine. */
function isWithin(identity, subject) {
	return [...identity].every(([type, value]) => (subject.get(type) ?? "") === value);
}

// src/notation/policy/document.ts
const LEVELS = [
	"strict",
	"permissive",
	"audit",
	"skip"
];
/** In the order in which they are run and reported. */
const CHECK_NAMES = [
	"integrity",
	"authenticity",
	"authenticTimestamp",
	"expiry",
	"revocation"
];
const CHECK_ACTIONS = [
	"enforce",
	"log",
	"skip"
];

// src/notation/policy/parse.ts
const Override = partialRecord(_enum(CHECK_NAMES), _enum(CHECK_ACTIONS));
const StatementShape = strictObject({
	name: string().check(_minLength(1)),
	registryScopes: array(string()).check(_minLength(1)),
	signatureVerification: strictObject({
		level: _enum(LEVELS),
		override: optional(Override),
		verifyTimestamp: optional(_enum([
			"always",
			"afterCertExpiry",
			""
		]))
	}),
	trustStores: optional(nullable(array(string()))),
	trustedIdentities: optional(nullable(array(string())))
});
const DocumentShape = strictObject({
	version: literal("1.0"),
	trustPolicies: array(unknown()).check(_minLength(1))
});
const STORE = /^(ca|signingAuthority|tsa):([a-zA-Z0-9_.-]+)$/;
/** The first thing that a shape does not allow, in words. */
function reasonOf(issue) {
	if (!issue) return "is malformed";
	const place = printable(issue.path.join("."));
	const of = place === "" ? "" : ` in ${place}`;
	switch (issue.code) {
		case "unrecognized_keys": return `has a member that is not known${of}: ${issue.keys.map((key) => printable(key)).join(", ")}`;
		case "invalid_value": return `has ${place || "a member"} other than ${issue.values.map(String).filter(Boolean).join(", ")}`;
		case "invalid_type": return `lacks ${place || "an object"}, or has it as something other than ${issue.expected}`;
		case "too_small": return `has an empty ${place}`;
		default: return `is malformed${of}`;
	}
}
function shaped(shape, value, refuse) {
	const { success, data, error } = shape.safeParse(value);
	if (!success) throw refuse(reasonOf(error.issues[0]));
	return data;
}
function checkScopes(scopes, refuse) {
	if (scopes.includes("*") && scopes.length > 1) throw refuse("has the scope * beside other scopes; * stands alone");
	for (const scope of scopes) {
		if (scope === "*") continue;
		const shown = printable(scope);
		if (scope.includes("*")) throw refuse(`has the scope ${shown}; a scope is * or one whole repository`);
		if (/^[a-z]+:\/\//i.test(scope)) throw refuse(`has the scope ${shown}; a scope has no ${scope.split("://", 1)[0]}://`);
		const last = scope.slice(scope.lastIndexOf("/") + 1);
		if (scope.includes("@") || scope.includes("/") && last.includes(":") && isTag(last.split(":")[1])) throw refuse(`has the scope ${shown}; a scope has neither tag nor digest`);
		try {
			parseRepository(scope);
		} catch {
			throw refuse(`has the scope ${shown}, which is not REGISTRY/REPOSITORY`);
		}
	}
}
function checkIdentities(identities, refuse) {
	if (identities.includes("*")) {
		if (identities.length > 1) throw refuse("has the identity * beside others; * stands alone");
		return;
	}
	const names = [];
	for (const text of identities) {
		const shown = printable(text);
		const colon = text.indexOf(":");
		if (colon < 1 || text.slice(colon + 1).trim() === "") throw refuse(`has the identity "${shown}", which is not PREFIX:VALUE`);
		if (text.slice(0, colon) !== "x509.subject") continue;
		try {
			names.push({
				text: shown,
				attributes: parseDistinguishedName(text.slice(colon + 1))
			});
		} catch (error) {
			throw refuse(`has the identity "${shown}", which ${error instanceof Error ? printable(error.message) : "is malformed"}`);
		}
	}
	for (const one of names) {
		const other = names.find((candidate) => candidate !== one && isWithin(one.attributes, candidate.attributes));
		if (other) throw refuse(`has the identities "${one.text}" and "${other.text}", of which one contains the other`);
	}
}
function checkStatement(statement, refuse) {
	const { level, override } = statement.signatureVerification;
	checkScopes(statement.registryScopes, refuse);
	if (level === "skip") {
		if (override && Object.keys(override).length > 0) throw refuse("overrides checks of the level skip, which has none");
		if (statement.trustStores.length > 0 || statement.trustedIdentities.length > 0) throw refuse("is of the level skip and names trust stores or identities; leave them out");
		return;
	}
	if (override?.integrity !== void 0) throw refuse("overrides integrity, which is always enforced");
	const skipped = Object.entries(override ?? {}).find(([check, action]) => action === "skip" && check !== "revocation");
	if (skipped) throw refuse(`skips ${skipped[0]}; only revocation may be skipped`);
	if (statement.trustStores.length === 0) throw refuse("names no trust store");
	if (statement.trustedIdentities.length === 0) throw refuse("names no trusted identity; \"*\" accepts every signer of the trust stores");
	const wrongStore = statement.trustStores.find((store) => !STORE.test(store));
	if (wrongStore !== void 0) throw refuse(`names the trust store "${printable(wrongStore)}", which is not ca:NAME, signingAuthority:NAME or tsa:NAME`);
	checkIdentities(statement.trustedIdentities, refuse);
}
/** Reads one statement. @throws SealiftError with the code of `complaint`. */
function parseStatement(value, complaint) {
	const refuse = (reason) => complain(complaint, reason);
	const { trustStores, trustedIdentities, signatureVerification, ...rest } = shaped(StatementShape, value, refuse);
	const { level, override, verifyTimestamp } = signatureVerification;
	const statement = {
		...rest,
		signatureVerification: {
			level,
			...override ? { override } : {},
			...verifyTimestamp ? { verifyTimestamp } : {}
		},
		trustStores: trustStores ?? [],
		trustedIdentities: trustedIdentities ?? []
	};
	checkStatement(statement, refuse);
	return statement;
}
function nameOf(value, index) {
	const name = typeof value === "object" && value !== null && "name" in value ? value.name : void 0;
	return typeof name === "string" && name !== "" ? `"${printable(name)}"` : `${index + 1}`;
}
/**
* Reads a trust policy with all of notation's rules; members that are not known are refused.
*
* @param what names the document in errors, e.g. its path.
* @throws SealiftError `policy_invalid`, naming statement, member and value.
*/
function parseTrustPolicy(input, what) {
	const complaint = {
		code: "policy_invalid",
		what: `trust policy ${what}`
	};
	const trustPolicies = shaped(DocumentShape, parseJson(input, complaint), (reason) => complain(complaint, reason)).trustPolicies.map((value, index) => parseStatement(value, {
		...complaint,
		what: `${complaint.what}, statement ${nameOf(value, index)}`
	}));
	const names = /* @__PURE__ */ new Set();
	const scopes = /* @__PURE__ */ new Map();
	for (const { name, registryScopes } of trustPolicies) {
		if (names.has(name)) throw complain(complaint, `has two statements with the name "${printable(name)}"`);
		names.add(name);
		for (const scope of registryScopes) {
			const other = scopes.get(scope);
			if (other !== void 0) throw complain(complaint, `has the scope ${printable(scope)} twice (statements "${printable(other)}" and "${printable(name)}")`);
			scopes.set(scope, name);
		}
	}
	return {
		version: "1.0",
		trustPolicies
	};
}

// src/notation/policy/level.ts
/** What each level does with each check (trust-store-trust-policy.md, "Signature Verification Levels"). */
const ACTIONS = {
	strict: {
		integrity: "enforce",
		authenticity: "enforce",
		authenticTimestamp: "enforce",
		expiry: "enforce",
		revocation: "enforce"
	},
	permissive: {
		integrity: "enforce",
		authenticity: "enforce",
		authenticTimestamp: "log",
		expiry: "log",
		revocation: "log"
	},
	audit: {
		integrity: "enforce",
		authenticity: "log",
		authenticTimestamp: "log",
		expiry: "log",
		revocation: "log"
	},
	skip: {
		integrity: "skip",
		authenticity: "skip",
		authenticTimestamp: "skip",
		expiry: "skip",
		revocation: "skip"
	}
};
/** The level's actions with the statement's overrides. */
function actionsOf({ signatureVerification: { level, override } }) {
	return {
		...ACTIONS[level],
		...override
	};
}
/** As notation reports it: a level with overrides is `custom`. */
function levelName({ signatureVerification: { level, override } }) {
	return override !== void 0 && Object.keys(override).length > 0 ? "custom" : level;
}

// src/notation/verification/context.ts
const PASSED = {
	outcome: "passed",
	code: null
};

// src/notation/verification/authentic-timestamp.ts
/**
* Were the certificates valid when the signature was made? Without a trusted timestamp that can only be answered for now:
* every certificate of the chain has to be valid at this moment, bounds included. A statement with a `tsa` store demands a
* timestamp, always or once a certificate has expired.
*/
function checkAuthenticTimestamp({ envelope, statement, at }) {
	const invalid = invalidAt(envelope.chain, at);
	const { verifyTimestamp = "always" } = statement.signatureVerification;
	if (statement.trustStores.some((store) => store.startsWith("tsa:")) && (verifyTimestamp === "always" || invalid?.state === "expired")) return {
		outcome: "unknown",
		code: "timestamp_unsupported",
		message: "the statement demands a trusted timestamp, and this version cannot check one"
	};
	if (!invalid) return PASSED;
	const { subject, notBefore, notAfter } = invalid.certificate;
	return {
		outcome: "failed",
		code: "certificate_expired",
		message: `the certificate ${nameText(subject)} is ${invalid.state} (valid ${notBefore.toISOString()} to ${notAfter.toISOString()})`
	};
}

// src/notation/verification/authenticity.ts
const SUBJECT_PREFIX = "x509.subject:";
/** Whether any certificate of the chain is, byte for byte, one of the trusted ones; no path is built to an absent root. */
function isAnchored(chain, trusted) {
	return chain.some(({ der }) => trusted.some((anchor) => Buffer.compare(anchor.der, der) === 0));
}
async function trustedCertificates({ statement, trustStore }, type) {
	const names = statement.trustStores.filter((store) => store.startsWith(`${type}:`)).map((store) => store.slice(type.length + 1));
	return (await Promise.all(names.map((name) => trustStore.certificates(type, name)))).flat();
}
function identityFinding({ statement, envelope }) {
	const { trustedIdentities } = statement;
	if (trustedIdentities.includes("*")) return PASSED;
	const { subject } = envelope.chain[0];
	const failed = (message) => ({
		outcome: "failed",
		code: "identity_mismatch",
		message
	});
	try {
		const attributes = subjectAttributes(subject);
		return trustedIdentities.filter((identity) => identity.startsWith(SUBJECT_PREFIX)).some((identity) => isWithin(parseDistinguishedName(identity.slice(13)), attributes)) ? PASSED : failed(`the signer ${nameText(subject)} is not among the trusted identities`);
	} catch (error) {
		const reason = error instanceof Error ? error.message : "cannot be compared";
		return failed(`the subject of the signing certificate (${nameText(subject)}) ${reason}`);
	}
}
/**
* Is the signer one that the statement trusts: a certificate of the chain in a trust store of the scheme's type, and the
* leaf's subject among the trusted identities (trust-store-trust-policy.md, "Signature Verification").
*
* @throws SealiftError when a named trust store is absent, empty or malformed: the configuration is wrong, not the signature.
*/
async function checkAuthenticity(context) {
	const { statement, envelope } = context;
	const trusted = await trustedCertificates(context, "ca");
	if (!isAnchored(envelope.chain, trusted)) {
		const { subject } = envelope.chain.at(-1);
		const stores = statement.trustStores.join(", ");
		return {
			outcome: "failed",
			code: "authenticity_failed",
			message: `no certificate of the chain (root ${nameText(subject)}) is in the trust stores ${stores}`
		};
	}
	return identityFinding(context);
}

// src/notation/verification/expiry.ts
/** Has the signature's own expiry passed? At that very second it has, as in notation. */
function checkExpiry({ envelope: { expiry }, at }) {
	if (expiry === void 0 || at < expiry) return PASSED;
	return {
		outcome: "failed",
		code: "signature_expired",
		message: `the signature expired at ${expiry.toISOString()}`
	};
}

// src/notation/verification/payload.ts
/** Was this artifact signed? Only mediaType, digest and size count (CVE-2023-33959). */
function checkPayload({ envelope: { target: signed }, target }) {
	if (signed.mediaType === target.mediaType && signed.digest === target.digest && signed.size === target.size) return PASSED;
	return {
		outcome: "failed",
		code: "descriptor_mismatch",
		message: `the signature is for ${signed.digest} (${signed.mediaType}, ${signed.size} bytes), not for ${target.digest} (${target.mediaType}, ${target.size} bytes)`
	};
}
/** Does the signed payload hold every pair that was asked for? */
function checkMetadataPairs({ envelope: { target }, metadata }) {
	const missing = Object.entries(metadata).filter(([key, value]) => {
		const signed = target.annotations;
		return signed === void 0 || !Object.hasOwn(signed, key) || signed[key] !== value;
	});
	if (missing.length === 0) return PASSED;
	return {
		outcome: "failed",
		code: "metadata_missing",
		message: `the signature does not hold ${missing.map(([key, value]) => `${key}=${value}`).join(", ")}`
	};
}
/** Critical attributes say: whoever does not understand me must not accept this (RFC 7515, 4.1.11). */
function checkCritical({ envelope: { unknownCritical, verificationPlugin } }) {
	if (verificationPlugin !== void 0) return {
		outcome: "failed",
		code: "plugin_unsupported",
		message: `the signature asks for the verification plugin ${verificationPlugin}`
	};
	if (unknownCritical.length === 0) return PASSED;
	return {
		outcome: "failed",
		code: "unknown_critical_attribute",
		message: `the signature has critical attributes that are not known: ${unknownCritical.join(", ")}`
	};
}

// src/notation/verification/revocation.ts
/**
* Is a certificate revoked? Those that name neither OCSP nor CRL cannot be, as in notation; the root is not asked about.
* This version asks nobody, so any other is unknown, which is never a pass.
*/
function checkRevocation({ envelope: { chain } }) {
	const asking = chain.slice(0, -1).find(({ ocspUrls, crlUrls, hasFreshestCrl }) => {
		return ocspUrls.length > 0 || crlUrls.length > 0 || hasFreshestCrl;
	});
	if (!asking) return PASSED;
	const where = [...asking.ocspUrls, ...asking.crlUrls].slice(0, 3).join(", ");
	return {
		outcome: "unknown",
		code: "revocation_unknown",
		message: `the certificate ${nameText(asking.subject)} names ${where || "a CRL"}, and this version does not ask there`
	};
}

// src/notation/verification/checks.ts
/**
* Every check after integrity, in notation's order. `always` marks those outside the policy's table: they are enforced at
* every level.
*/
const CHECKS = [
	{
		name: "critical",
		check: checkCritical,
		always: true
	},
	{
		name: "authenticity",
		check: checkAuthenticity
	},
	{
		name: "expiry",
		check: checkExpiry
	},
	{
		name: "authenticTimestamp",
		check: checkAuthenticTimestamp
	},
	{
		name: "revocation",
		check: checkRevocation
	},
	{
		name: "payload",
		check: checkPayload,
		always: true
	},
	{
		name: "metadata",
		check: checkMetadataPairs,
		always: true
	}
];

// src/notation/verification/verify-envelope.ts
function verdict(outcomes, envelope, statement) {
	const leaf = envelope?.chain[0];
	const judges = statement.signatureVerification.level !== "skip";
	const passed = outcomes.every(({ action, outcome }) => action !== "enforce" || outcome === "passed");
	return {
		passed: judges && passed,
		outcomes,
		signer: envelope && leaf ? {
			subject: nameText(leaf.subject),
			thumbprint: leaf.thumbprint,
			notAfter: validUntil(envelope.chain)
		} : null,
		payload: envelope ? {
			targetArtifact: envelope.target,
			signingTime: envelope.signingTime,
			...envelope.expiry === void 0 ? {} : { expiry: envelope.expiry }
		} : null
	};
}
/** Integrity: whether the envelope opens; every reason why it does not is a failed check, never an exception. */
async function open(bytes, mediaType) {
	try {
		return await openEnvelope(bytes, mediaType);
	} catch (error) {
		if (!(error instanceof SealiftError)) throw error;
		return {
			check: "integrity",
			action: "enforce",
			outcome: "failed",
			code: error.code,
			message: error.message
		};
	}
}
/**
* Judges one envelope against one statement. The checks run in notation's order and stop at the first enforced one that
* does not pass; what a statement only logs is in the outcomes and does not stop. Under `skip` nothing is judged,
* so nothing passes: whoever calls decides that before.
*
* @throws SealiftError only for trust material that is absent or malformed.
*/
async function verifyEnvelope(bytes, options) {
	const { statement, mediaType, metadata = {} } = options;
	const envelope = await open(bytes, mediaType);
	if ("check" in envelope) return verdict([envelope], void 0, statement);
	const actions = actionsOf(statement);
	const outcomes = [{
		check: "integrity",
		action: "enforce",
		outcome: "passed",
		code: null
	}];
	const context = {
		...options,
		metadata,
		envelope
	};
	for (const { name, check, always } of CHECKS) {
		const action = always ? "enforce" : actions[name];
		if (action === "skip") {
			outcomes.push({
				check: name,
				action,
				outcome: "skipped",
				code: null
			});
			continue;
		}
		const finding = await check(context);
		outcomes.push({
			check: name,
			action,
			...finding
		});
		if (action === "enforce" && finding.outcome !== "passed") break;
	}
	return verdict(outcomes, envelope, statement);
}

export { parseTrustPolicy as a, parseStatement as i, actionsOf as n, checkAnchor as o, levelName as r, openTrustStore as s, verifyEnvelope as t };