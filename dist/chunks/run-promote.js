import { B as TAG_OPTIONS, G as FILE_OPTIONS, ct as SealiftError, lt as asSealiftError, nt as quotable, q as camelCase } from "./words.js";
import { Z as run, _r as parseDestination, c as typedLogins, d as located, f as typedAndListed, it as storesOf, l as imageOf, mr as formatPlace, nt as repositoryOf, o as signaturePlacesOf, pr as formatDestination, z as failedImage } from "./registry.js";
import { G as trustOf, J as demandsOf, W as scopeOf } from "./notation.js";
import { a as existingTagsOf, i as withSigner, n as refuseConflicts, o as promoteOne, r as ownSigningOf, s as recordSigningOf, t as refuseBackupTag } from "./refuse-backup-tag.js";
import { t as givenFlags } from "./given-flags.js";
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

// src/compose/refuse-tag-options.ts
/** Refuses an option about tags where no destination has one: it would be without effect, and is probably a mistake. */
function refuseTagOptions(given, destinations, problems) {
	const isByDigest = ({ place: { tags, digest } }) => tags.length === 0 && digest !== void 0;
	if (destinations.length === 0 || !destinations.every(isByDigest)) return;
	for (const { name } of TAG_OPTIONS.filter((one) => given[camelCase(one.name)] !== void 0)) problems.add("usage", `--${name} is about tags, and no destination has one: the image is promoted by digest`, "Leave it out, or give the destination a tag.");
}

// src/compose/run-promote.ts
/** The options that say more about a promotions file. */
const OF_FILE = ["shard", ...FILE_OPTIONS.map(({ name }) => name).filter((name) => name !== "file")];
/**
* Promotes one image, or those of a promotions file: judge, copy with what is attached, read back, tag last. Never rejects.
*/
async function runPromote(options, signal) {
	if (options.file !== void 0) return (await import("./run-promote-file.js")).runPromoteFile(options, signal);
	return run("promote", options, signal, async (current) => {
		const { values, problems } = current;
		const { skipVerification, fromRegistryConfig, toRegistryConfig } = values;
		refuseConflicts(current);
		const { source } = options;
		for (const flag of givenFlags(OF_FILE, options)) problems.add("usage", `${flag} is given without --file`, "Add --file FILE, the promotions file.");
		if (typeof source !== "string") problems.add("usage", "promote takes one source", "Give one image, or the promotions file of many with --file.");
		if (typeof source === "string" && /^[^:]*\.ya?ml$/.test(source)) {
			const hint = `Write \`sealift promote --file ${quotable(source, 200)}\`.`;
			throw new SealiftError("usage", `${quotable(source, 200)} is a file, and no image`, { hint });
		}
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
		const recording = await recordSigningOf(current, options, destinations, revocation);
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
		const using = (one, work) => {
			if (!one || values.dryRun) return work(one?.unasked);
			return withSigner(unrevokedSigner(one.start, revocation, current), work, current.signal);
		};
		try {
			return [await using(signing, (sign) => using(recording, (record) => promoteOne(current, promotion, {
				sign,
				record
			})))];
		} catch (thrown) {
			return [failedImage(image.text, asSealiftError(thrown).toJSON())];
		}
	});
}

export { runPromote };