import { B as camelCase, F as TAG_OPTIONS, I as SIGNING_OPTIONS, J as quotable, V as helpFor, j as findOption, tt as asSealiftError } from "./words.js";
import { $n as formatDestination, A as failedImage, G as repositoryOf, V as run, at as NOTARY_ARTIFACT_TYPE, d as sessionOf, er as formatPlace, i as signaturePlacesOf, l as located, mt as isNamedAfterDigest, nr as isTag, o as typedLogins, q as storesOf, r as withSignatures, rr as parseDestination, s as imageOf, st as isCosignSignatureType, u as typedAndListed, zt as prefetch } from "./registry.js";
import { L as demandsOf, N as scopeOf, P as trustOf, R as requirementFlags, o as checkMetadata } from "./notation.js";
import { c as backupTagOf, i as promoteImage, l as failedDestination, n as givenFlags, o as isTagPattern, r as openedDestination, s as matchesTag, t as withRollbacks } from "./rollback.js";
import { i as signingOf } from "./signing.js";
import { t as platformsOf } from "./platforms.js";
import { c as revocationOf } from "./certificate.js";
import { t as unrevokedSigner } from "./unrevoked-signer.js";

// src/compose/destinations.ts
/**
* A destination that names neither takes the tag of the source. Of a source that has none, and where a digest alone is named,
* the image is promoted by digest.
*/
function completed(destination, source) {
	if (destination.tags.length > 0 || destination.digest !== void 0 || !source) return destination;
	const { tag, digest } = source.reference;
	if (tag !== void 0) return {
		...destination,
		tags: [tag]
	};
	return digest === void 0 ? destination : {
		...destination,
		digest
	};
}
/** All of them are written to at the same time, and each takes memory. */
const LIST = {
	of: "destinations",
	limit: 100,
	hint: "Split the list over several runs; what is there already is not copied again.",
	none: ["no destination is given", "Write `sealift promote SOURCE DESTINATION...`, or name a file with --destinations-file; DESTINATION is REGISTRY/REPOSITORY:TAG, REGISTRY/REPOSITORY@DIGEST or oci:DIR:TAG."]
};
/** The destinations of a promotion; what is wrong with them goes into `problems`. */
async function destinationsOf(texts, file, source, { problems, plainHttp }) {
	const found = /* @__PURE__ */ new Map();
	for (const { text, place: where } of await typedAndListed(texts, file, LIST, problems)) {
		const parsed = await problems.try(() => located(where, () => parseDestination(text, plainHttp)));
		if (!parsed) continue;
		const place = completed(parsed, source);
		const name = formatPlace(place);
		if (found.has(name)) problems.add("destination_invalid", `${where}${name} is given twice`, "Write its tags in one: NAME:1.4,latest.");
		found.set(name, {
			text: formatDestination(place),
			place
		});
	}
	return [...found.values()];
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
* Opens key and chain of `promote --sign` and notes every problem, those of the other options of `sign` without `--sign` as well;
* resolves to `undefined` where no signature is asked for.
*/
async function ownSigningOf(run, given, revocation) {
	const { values, problems } = run;
	if (!values.sign) {
		const idle = givenFlags(OF_SIGNING, given);
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
	return signingOf(run, revocation, "promote");
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
/**
* Opens the stores of a promotion and promotes its image. Never rejects for what one destination fails with.
*
* @param signer makes our own signature, where one is asked for.
*/
async function promoteOne(current, promotion, signer) {
	const { image, destinations, existingTag, signatures, open } = promotion;
	const { trust, scope, revocation, demands, platforms } = promotion;
	const { values, signal } = current;
	const { include, excludeSignatures, artifactType, allowUnsigned, recursive, foreignLayers } = values;
	const { moveTag, backupTag, dryRun, deep } = values;
	const targets = await Promise.all(destinations.map((one) => openedDestination(one, image, open)));
	const session = sessionOf(current);
	let source;
	let signatureStore;
	try {
		source = await withSignatures(signatures.from, open, session)(await open(image.reference, "read"));
		signatureStore = signatures.to && await open(signatures.to, "create", image.reference);
	} catch (thrown) {
		return withoutSource(image, thrown, targets);
	}
	const promoted = await promoteImage({
		...session,
		...demands,
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
		...signer === void 0 ? {} : { sign: ownSigning(current, signer) }
	}, signal);
	return withRollbacks(promoted, destinations, {
		values,
		source: image.reference,
		trust
	});
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

// src/compose/refuse-tag-options.ts
/** Refuses an option about tags where no destination has one: it would be without effect, and is probably a mistake. */
function refuseTagOptions(given, destinations, problems) {
	const isByDigest = ({ place: { tags, digest } }) => tags.length === 0 && digest !== void 0;
	if (destinations.length === 0 || !destinations.every(isByDigest)) return;
	for (const { name } of TAG_OPTIONS.filter((one) => given[camelCase(one.name)] !== void 0)) problems.add("usage", `--${name} is about tags, and no destination has one: the image is promoted by digest`, "Leave it out, or give the destination a tag.");
}

// src/compose/run-promote.ts
/** Promotes one image: judge, copy with what is attached, read back, tag last. Never rejects. */
function runPromote(options, signal) {
	return run("promote", options, signal, async (current) => {
		const { values, problems } = current;
		const { skipVerification, fromRegistryConfig, toRegistryConfig } = values;
		refuseConflicts(current);
		const { source } = options;
		if (typeof source !== "string") problems.add("usage", "promote takes one source", "Give one image.");
		const found = typeof source === "string" ? await problems.try(() => imageOf(source, current.plainHttp)) : void 0;
		const destinations = await destinationsOf(options.destination, values.destinationsFile, found, current);
		refuseTagOptions(options, destinations, problems);
		const signatures = await signaturePlacesOf(values, current);
		const read = [...found ? [found.reference] : [], ...signatures.from];
		const written = [...destinations.map(({ place }) => place), ...signatures.to ? [signatures.to] : []];
		const existingTag = existingTagsOf(current, destinations);
		refuseBackupTag(values.backupTag, destinations, problems);
		const [from, to] = await typedLogins(current, [{
			flag: "--from-username",
			username: values.fromUsername,
			places: read
		}, {
			flag: "--to-username",
			username: values.toUsername,
			places: written
		}]);
		const open = await storesOf(current, {
			read: from ?? fromRegistryConfig,
			write: to ?? toRegistryConfig
		});
		const scope = scopeOf(current);
		const sources = found ? [repositoryOf(found.reference)] : [];
		const theirs = destinations.map(({ place }) => repositoryOf(place));
		const trust = skipVerification ? void 0 : await trustOf(current, sources, scope, theirs);
		const revocation = await revocationOf(current);
		const demands = await demandsOf(current);
		const signing = await ownSigningOf(current, options, revocation);
		const { platforms } = await platformsOf(current);
		const { image } = problems.all({ image: found });
		const promotion = {
			image,
			destinations,
			existingTag,
			signatures,
			open,
			trust,
			scope,
			revocation,
			demands,
			platforms
		};
		const work = (signer) => promoteOne(current, promotion, signer);
		try {
			if (!signing || values.dryRun) return [await work(signing?.unasked)];
			const start = unrevokedSigner(signing.start, revocation, current);
			return [await withSigner(start, work, current.signal)];
		} catch (thrown) {
			return [failedImage(image.text, asSealiftError(thrown).toJSON())];
		}
	});
}

export { runPromote };