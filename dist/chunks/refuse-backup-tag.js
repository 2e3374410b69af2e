import { I as findOption, J as helpFor, V as SIGNING_OPTIONS, j as VERSION, lt as asSealiftError, nt as quotable } from "./words.js";
import { Cr as digestOf, Et as isNamedAfterDigest, Zt as prefetch, _t as NOTARY_ARTIFACT_TYPE, a as withSignatures, gr as isTag, nt as repositoryOf, p as sessionOf, yt as isCosignSignatureType, z as failedImage } from "./registry.js";
import { Y as requirementFlags, s as checkMetadata } from "./notation.js";
import { o as signingOf } from "./signing.js";
import { n as runAddress, r as runnerVariable } from "./runner-variables.js";
import { c as matchesTag, d as failedDestination, l as backupTagOf, n as openedDestination, r as promoteImage, s as isTagPattern, t as withRollbacks } from "./rollback.js";
import { t as givenFlags } from "./given-flags.js";

// src/compose/ci-run.ts
const GITLAB_URL = /^https?:\/\/[A-Za-z0-9.:-]+\/[A-Za-z0-9_./-]{1,300}$/;
const GITLAB_USER = /^[A-Za-z0-9_.-]{1,100}$/;
const matching = (value, form) => value !== void 0 && form.test(value) ? value : void 0;
/** What the CI system says of the run in its variables: GitHub Actions and GitLab CI. A value of another form counts as none. */
function ciRun(env) {
	if (env.GITHUB_ACTIONS === "true") return {
		runUrl: runAddress(env),
		actor: runnerVariable(env, "GITHUB_ACTOR")
	};
	if (env.GITLAB_CI === "true") return {
		runUrl: matching(env.CI_JOB_URL, GITLAB_URL),
		actor: matching(env.GITLAB_USER_LOGIN, GITLAB_USER)
	};
	return {
		runUrl: void 0,
		actor: void 0
	};
}

// src/compose/recording.ts
const OF_RECORDS = [
	"record-key",
	"record-certificate-chain",
	"record-max-age"
];
/** What stands against a record, whatever its key is. */
function refuseUnrecordable({ values, problems }, destinations) {
	const conflicts = [[
		values.skipVerification,
		"--skip-verification",
		"the record would say that the image passed"
	], [
		values.allowUnsigned,
		"--allow-unsigned",
		"a record says whose signature let the image pass"
	]];
	for (const [isGiven, flag, why] of conflicts) if (isGiven) problems.add("usage", `--record and ${flag} exclude each other: ${why}`, "Leave one of them out.");
	const layout = destinations.find(({ place }) => repositoryOf(place) === void 0);
	if (layout) problems.add("usage", `--record: a record names registry and repository, and ${layout.text} has neither`, "Promote to it without --record; put the record where the image goes on to a registry.");
}
/**
* Opens key and chain of `promote --record`, by `open`, and notes every problem; resolves to `undefined` where no record is asked for.
*/
async function recordSigningOf(run, given, destinations, revocation, open = signingOf) {
	const { values, problems } = run;
	if (!values.record) {
		const idle = givenFlags(OF_RECORDS, given);
		if (idle.length > 0) problems.add("usage", `${idle.join(", ")}: without --record promote puts no record`, `Add --record, or leave ${idle.length === 1 ? "it" : "them"} out.`);
		return;
	}
	refuseUnrecordable(run, destinations);
	const { recordKey: key, recordCertificateChain: certificateChain } = values;
	if (key === void 0) {
		const hint = helpFor(findOption("record-key"), "promote");
		problems.add("usage", "promote --record needs --record-key", `--record-key: ${hint}.`);
		return;
	}
	return open({
		...run,
		values: {
			...values,
			key,
			certificateChain,
			expiry: void 0
		}
	}, revocation, "record");
}
/** What the options and the CI run say of the records, with the maker of their signatures. */
async function recordingOf({ values, env }, trust, signer) {
	const { recordMaxAge: maxAge } = values;
	return {
		signer,
		policy: digestOf(await trust.source()),
		verifierVersion: VERSION,
		...ciRun(env),
		...maxAge === void 0 ? {} : { maxAge }
	};
}

// src/compose/promote-one.ts
/** The result where the source cannot be opened, with the destinations that could not be opened either. */
function withoutSource({ text }, thrown, targets) {
	const failed = targets.flatMap((target) => "error" in target ? [failedDestination(target.reference, target.error, {
		digest: null,
		attachments: 0
	})] : []);
	return {
		...failedImage(text, asSealiftError(thrown).toJSON()),
		destinations: failed
	};
}
/** What the options say of our own signature, with its maker. */
function ownSigning({ values }, signer) {
	const { expiry, ifSigned, recursive, userMetadata: metadata } = values;
	return {
		signer,
		ifSigned,
		metadata,
		recursive,
		...expiry === void 0 ? {} : { expiresAfter: expiry }
	};
}
function sharedParts({ standing, buffers, withRoom, root }, believed) {
	return {
		...standing ? { standing } : {},
		...buffers ? { buffers } : {},
		...withRoom ? { withRoom } : {},
		...root ? { root } : {},
		...believed?.tags ? { listedTags: believed.tags } : {}
	};
}
/**
* Opens the stores of a promotion and promotes its image. Never rejects for what one destination fails with.
*
* @param signers make our own signature, and that of the records, where they are asked for.
* @param shared what it shares with other images of its run.
*/
async function promoteOne(current, promotion, signers = {}, shared) {
	const { image, destinations, existingTag, signatures, open } = promotion;
	const { trust, scope, revocation, demands, platforms } = promotion;
	const { values, signal } = current;
	const { include, excludeSignatures, artifactType, allowUnsigned, recursive, foreignLayers } = values;
	const { moveTag, backupTag, dryRun, deep } = values;
	const session = shared?.session ?? sessionOf(current);
	const targets = await Promise.all(destinations.map((one) => openedDestination(one, image, open)));
	let source;
	let believed;
	let signatureStore;
	try {
		const merged = withSignatures(signatures.from, open, session);
		const opened = await open(image.reference, "read");
		believed = deep ? void 0 : shared?.believed(opened);
		source = await merged(believed?.store ?? opened);
		signatureStore = signatures.to && await open(signatures.to, "create", image.reference);
	} catch (thrown) {
		return withoutSource(image, thrown, targets);
	}
	const record = trust && signers.record && await recordingOf(current, trust, signers.record);
	const promoted = await promoteImage({
		...session,
		...demands,
		...shared ? sharedParts(shared, believed) : {},
		reference: image.text,
		name: image.name,
		source,
		destinations: targets,
		...signatureStore === void 0 ? {} : { signatures: signatureStore },
		...trust === void 0 ? {} : { trust },
		revocation,
		...scope === void 0 ? {} : { scope },
		include,
		excludeSignatures,
		artifactTypes: artifactType,
		allowUnsigned,
		recursive,
		...platforms === void 0 ? {} : { platforms },
		foreignLayers,
		moveTag: moveTag === "always" ? moveTag : "if-unchanged",
		existingTag,
		...backupTag === void 0 ? {} : { backupTag },
		dryRun,
		deep,
		maxSignatures: 100,
		...signers.sign === void 0 ? {} : { sign: ownSigning(current, signers.sign) },
		...record === void 0 ? {} : { record }
	}, signal);
	return withRollbacks(promoted, destinations, {
		values,
		source: image.reference,
		trust
	});
}

// src/compose/existing-tags.ts
const RULES = [
	"move",
	"keep",
	"fail"
];
/** How many tags a warning names at most. */
const SHOWN = 8;
const USAGE$1 = "Write move, keep or fail, for some tags PATTERN=move and so on; PATTERN has * and ?.";
/** Of one `--existing-tag`. The rule stands behind the last `=`; no tag has one. */
function ruleOf(text, problems) {
	const at = text.lastIndexOf("=");
	const pattern = at < 0 ? "*" : text.slice(0, at);
	const word = text.slice(at + 1);
	const rule = RULES.find((one) => one === word);
	const shown = `--existing-tag ${quotable(text, 200)}`;
	if (rule === void 0) {
		problems.add("usage", `${shown} does not end with move, keep or fail`, USAGE$1);
		return;
	}
	if (!isTagPattern(pattern)) {
		problems.add("usage", `${shown} fits no tag: its pattern holds what no tag has`, USAGE$1);
		return;
	}
	return {
		pattern,
		rule,
		option: shown
	};
}
/** The tags of the destinations for which a later rule counts although this one, which says otherwise, fits as well. */
function overruled(rules, at, tags) {
	const { pattern, rule } = rules[at];
	return [...tags].filter((tag) => {
		if (!matchesTag(pattern, tag)) return false;
		const last = rules.findLast((one) => matchesTag(one.pattern, tag));
		return last !== rules[at] && last.rule !== rule;
	});
}
/** Whether a rule that holds a tag back fits none: of a misspelt one, the tag that was meant would move. */
function protectsNothing({ pattern, rule }, tags) {
	return rule !== "move" && ![...tags].some((tag) => matchesTag(pattern, tag));
}
/**
* What becomes of tags that exist. `--move-tag never` is a rule for all of them. An exact name that a later pattern overrules is
* probably in the wrong order, so that is said.
*/
function existingTagsOf({ values, problems, reporter }, destinations) {
	const { existingTag, moveTag } = values;
	if (moveTag === "never") {
		if (existingTag.length > 0) problems.add("usage", "--move-tag never and --existing-tag exclude each other: never is --existing-tag fail", "Leave --move-tag out.");
		return [{
			pattern: "*",
			rule: "fail",
			option: "--move-tag never"
		}];
	}
	const rules = existingTag.map((text) => ruleOf(text, problems)).filter((one) => one !== void 0);
	const tags = new Set(destinations.flatMap(({ place }) => place.tags));
	for (const [at, { pattern, option }] of rules.entries()) {
		if (tags.size > 0 && protectsNothing(rules[at], tags)) {
			const all = [...[...tags].slice(0, SHOWN), ...tags.size > SHOWN ? ["…"] : []].join(", ");
			reporter.warning(`${option} is without effect, because it fits none of the tags ${all}; a tag without a rule moves`);
		}
		if (!!/[*?]/.test(pattern) || overruled(rules, at, tags).length === 0) continue;
		const last = rules.findLast((one) => matchesTag(one.pattern, pattern));
		reporter.warning(`${option} is without effect, because ${last.option} behind it fits ${pattern} as well, and the last one counts; write it last`);
	}
	return rules;
}

// src/compose/own-signing.ts
/** The options of promote that are about its own signature. */
const OF_SIGNING = [...SIGNING_OPTIONS.filter(({ commands }) => commands.some((one) => one === "promote")), findOption("user-metadata")].flatMap(({ name }) => name === "sign" ? [] : [name]);
/** Those of them that say how every signature is made, so that they are about a record as well. */
const OF_RECORDS_TOO = [
	"azure-credential",
	"plugin-config",
	"signature-format",
	"timestamp-url",
	"timestamp-root-cert",
	"require-timestamp"
];
/**
* Runs `work` while the key is asked what it is. A key that cannot be used is an error of whoever waits for it: what the policy
* refuses is told as that. Nothing of the key outlives the work.
*/
async function withSigner(start, work, signal) {
	const stop = new AbortController();
	const signer = prefetch(start(AbortSignal.any([signal, stop.signal])));
	try {
		return await work(signer);
	} finally {
		stop.abort();
		await signer.catch(() => {});
	}
}
/**
* Opens key and chain of `promote --sign`, by `open`, and notes every problem, those of the other options of `sign` without `--sign` as well;
* resolves to `undefined` where no signature is asked for.
*/
async function ownSigningOf(run, given, revocation, open = signingOf) {
	const { values, problems } = run;
	if (!values.sign) {
		const ours = OF_SIGNING.filter((name) => !values.record || !OF_RECORDS_TOO.includes(name));
		const idle = givenFlags(ours, given);
		if (idle.length > 0) problems.add("usage", `${idle.join(", ")}: without --sign promote makes no signature`, `Add --sign, or leave ${idle.length === 1 ? "it" : "them"} out.`);
		return;
	}
	if (values.skipVerification) problems.add("usage", "--sign and --skip-verification exclude each other: the signature would vouch for what nobody judged", "Leave one of them out. An image that nobody has signed yet is judged with --allow-unsigned, and may then be signed.");
	if (values.key === void 0) {
		const hint = helpFor(findOption("key"), "promote");
		problems.add("usage", "promote --sign needs --key", `--key: ${hint}.`);
		return;
	}
	await problems.try(() => checkMetadata(values.userMetadata));
	return open(run, revocation, "promote");
}

// src/compose/refuse-conflicts.ts
const LEAVE_OUT = "Leave one of them out.";
const isSignatureType = (type) => type === "application/vnd.cncf.notary.signature" || isCosignSignatureType(type);
/** Refuses options of a promotion that together say two different things, and types that are none. */
function refuseConflicts({ values, problems }) {
	const { include, excludeSignatures, artifactType, allowUnsigned, skipVerification, recursive } = values;
	const [requirement] = requirementFlags({ values });
	for (const one of artifactType) if (!/^[^\s/]+\/[^\s/]+$/.test(one)) problems.add("usage", `--artifact-type "${quotable(one)}" is no media type`, "Write the whole type, such as application/spdx+json; `sealift list` shows those of an image.");
	const conflicts = [
		[
			skipVerification && include === "verified",
			"--include verified and --skip-verification",
			LEAVE_OUT
		],
		[
			excludeSignatures && include !== "all",
			`--include ${include} and --exclude-signatures`,
			LEAVE_OUT
		],
		[
			artifactType.length > 0 && include !== "all",
			`--include ${include} and --artifact-type`,
			"Leave --include out: signatures go along whatever --artifact-type names."
		],
		[
			excludeSignatures && artifactType.some(isSignatureType),
			"--exclude-signatures and a type of signatures under --artifact-type",
			LEAVE_OUT
		],
		[
			skipVerification && recursive,
			"--recursive and --skip-verification",
			"Leave one of them out: promote copies all images of an index, and with --recursive each must pass for itself."
		],
		[
			allowUnsigned && requirement !== void 0,
			`${requirement} and --allow-unsigned`,
			LEAVE_OUT
		],
		[
			skipVerification && requirement !== void 0,
			`${requirement} and --skip-verification`,
			LEAVE_OUT
		],
		[
			skipVerification && values.distrust.length > 0,
			"--distrust and --skip-verification",
			LEAVE_OUT
		]
	];
	for (const [applies, what, remedy] of conflicts) if (applies) problems.add("usage", `${what} exclude each other`, remedy);
}

// src/compose/refuse-backup-tag.ts
const USAGE = "Write a template that makes another tag of each, with {tag} in it, such as {tag}-previous.";
/** Why no backup of `tag` may be made under `backup`; `undefined` where it may. */
function faultOf(backup, tag, tags, template) {
	if (/[{}]/.test(backup)) return "it has a brace, and {tag} is the only variable";
	if (!isTag(backup)) return backup.length > 128 ? `for ${tag} it has over 128 characters` : `for ${tag} it is not a tag`;
	if (isNamedAfterDigest(backup)) return `for ${tag} it is a tag by which signatures are found, sha256-HEX`;
	if (tags.includes(backup)) return `for ${tag} it is ${backup}, which is promoted as well`;
	const twin = tags.find((other) => other !== tag && backupTagOf(template, other) === backup);
	return twin === void 0 ? void 0 : `for ${tag} and ${twin} it is the same tag`;
}
/** A template for an error. What begins with a brace is taken for a document elsewhere, and not shown; a variable in front is none. */
function shownTemplate(template) {
	const [variable = ""] = /^\{[a-z]{1,20}\}/.exec(template) ?? [];
	return `${variable}${quotable(template.slice(variable.length), 200)}`;
}
/** Refuses a template that would make a backup tag of what is no tag, or one that holds something else, at any destination. */
function refuseBackupTag(template, destinations, problems) {
	if (template === void 0) return;
	for (const { text, place } of destinations) {
		const fault = place.tags.map((tag) => faultOf(backupTagOf(template, tag), tag, place.tags, template)).find((one) => one !== void 0);
		if (fault === void 0) continue;
		problems.add("usage", `--backup-tag ${shownTemplate(template)} does not fit ${text}: ${fault}`, USAGE);
		return;
	}
}

export { existingTagsOf as a, withSigner as i, refuseConflicts as n, promoteOne as o, ownSigningOf as r, recordSigningOf as s, refuseBackupTag as t };