import { $ as splitReference, C as endProcess, D as silenceText, N as fileError, O as failedRun, S as exitCodeWith, T as progressLine, Z as Problems, _ as outputError, ct as SealiftError, d as inputsOf, f as operandsOf, g as every, h as ProgressTracker, it as printable, lt as asSealiftError, m as numberedParts, nt as quotable, ot as loadRunner, p as actionInputsOf, q as camelCase, rt as randomParts, s as outputsOf, st as ERRORS, v as ProcessOutput, x as exitCodeOf, y as limitHeapGrowth } from "./words.js";
import { n as errorCommand } from "./begin.js";
import { $ as explainer, $t as readAs, Dr as completeReference, Er as completeName, On as readFile$1, Or as namesHost, en as parseJson, hr as formatReference, in as listOf, mr as formatPlace, on as struct, rn as ANY, sn as unread, vr as parseReference, wr as isDigest } from "./registry.js";
import { Ct as writeAtomic } from "./notation.js";
import { t as checkReplaceable } from "./check-replaceable.js";
import { c as isContent, f as errorIn, l as userText, n as hiddenResult, p as Secrets, r as addGivenSecrets } from "./secrets.js";
import { t as checkRegular } from "./check-regular.js";
import { t as doneDestinations } from "./done-destinations.js";
import { i as textIn, t as readEvent } from "./event-file.js";
import { a as leftInWords, c as carriedHeading, i as signedWords, n as isKept, o as byType, r as recordWords, s as carried, t as trustsSigner } from "./trusts-signer.js";
import { t as firstError } from "./first-error.js";
import { i as breakable, n as fitted, r as rowsOf, t as planSections } from "./plan-sections.js";
import { c as isPinned, d as shortName, f as markdownCode, l as shortDigest, m as markdownText, p as markdownProse, s as digestsIn, u as shortDigests } from "./byte-size.js";
import { r as shortfalls, t as comparedTypeText } from "./shortfall.js";
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");
const { appendFile } = globalThis.process.getBuiltinModule("node:fs/promises");

// src/action/log-safe.ts
/**
* Escapes control characters, marks that change the direction of text, and commands to the runner. The runner reads
* `::name::` at the start of a line and the old `##[name]` anywhere in it (actions/runner, ActionCommand.TryParse).
*/
function logSafe(text) {
	return text.split(/\r\n|[\r\n]/).map((line) => {
		const shown = line.replaceAll("##[", "# #[").replaceAll("	", " ");
		return printable(shown, shown.length).replace(/^(\s*):(?=:)/, "$1: ");
	}).join("\n");
}

// src/compose/results-file.ts
/** How every result begins. */
const HEAD = "{\"version\":1,\"command\":\"";
const RESULTS = {
	isOne: (start) => start === HEAD,
	length: 24,
	other: "holds no result of a run",
	hint: "Name another file: a result replaces an older one, and nothing else."
};
/** A file that takes the result of a step. */
var ResultsFile = class {
	#path;
	#checked;
	constructor(path) {
		this.#path = path;
	}
	/** @throws SealiftError where something else stands there, or nothing can be written. */
	check() {
		this.#checked ??= checkReplaceable(this.#path, RESULTS);
		return this.#checked;
	}
	/** Writes the JSON of a result, unless {@link check} has refused the file: that is an error of the run. */
	async write(result) {
		if (!await this.check().then(() => false, () => true)) await writeAtomic(this.#path, `${result}\n`);
	}
};

// src/operations/own-error.ts
/**
* The error of an image itself; `null` where it only sums up what failed at its destinations (`promotion/promote.ts`) or in the
* repositories that it was compared with (`comparison/compared-error.ts`).
*/
function ownError({ error, destinations, compared = [] }) {
	return [...destinations, ...compared].some((one) => one.error && one.error.code === error?.code && error.message.endsWith(one.error.message)) ? null : error;
}

// src/action/parts.ts
/** The places of an image: those that it was compared with, where it was, else its destinations. */
function partsOf({ destinations, compared }) {
	return compared?.map(({ repository: reference, status, error }) => ({
		reference,
		status,
		error
	})) ?? destinations;
}

// src/action/annotations.ts
/** The runner shows ten of a kind and step. */
const LIMIT$2 = 10;
/** The most characters of message and remedy. The runner cuts what they are together behind 4,096 (actions/runner, ExecutionContext). */
const [MESSAGE, HINT] = [2400, 1200];
/** Of several problems each has a line. */
const lines = (text, most) => numberedParts(printable(text, most)).join("\n");
function annotation(name, { code, message, hint }) {
	const subject = name === "" || message.startsWith(`${name} `) ? "" : `${printable(name, 300)}: `;
	return {
		title: `Sealift: ${code}`,
		message: `${subject}${lines(message, MESSAGE)}\n${lines(hint, HINT)}`
	};
}
/** Of an image that failed at some of its places each of those, since each has a cause of its own. */
function failuresOf(image) {
	const { reference, error } = image;
	const own = ownError(image);
	const parts = partsOf(image);
	if (error && !own && parts.length === 1) return [annotation(reference, error)];
	const theirs = parts.flatMap((one) => one.error ? [annotation(one.reference, one.error)] : []);
	return own ? [annotation(reference, own), ...theirs] : theirs;
}
/** One annotation a failed image or place, with cause and remedy; one for what stopped the whole run. */
function annotationsOf({ images, error }) {
	const all = [...error ? [annotation("", error)] : [], ...images.flatMap(failuresOf)];
	if (all.length <= LIMIT$2) return all;
	const rest = all.length - LIMIT$2 + 1;
	const what = images.some((image) => partsOf(image).length > 0) ? "of them" : "images";
	const message = `${rest} more ${what} failed; the job summary and the output results name them all.`;
	return [...all.slice(0, 9), {
		title: `Sealift: more ${what} failed`,
		message
	}];
}

// src/compose/list-file.ts
/** The most bytes of a list that another program wrote. */
const LIMIT$1 = 4194304;
/** The bytes of a list that an earlier step of a job wrote to a file. @throws SealiftError as `readFile` does. */
async function listFile(path, what) {
	await checkRegular(path, what);
	return readFile$1(path, LIMIT$1, what);
}

// src/action/image-lists/declared-artifacts.ts
/** The most subjects that are looked at; the runner takes 500 of a job. */
const MOST$2 = 1e4;
/** What the runner writes (actions/runner, src/Runner.Worker/ArtifactsListFileCommand.cs, `FormatVersion` and `subjects`). */
const LIST = struct({
	version: "integer",
	subjects: listOf(struct({
		name: "text",
		digest: "text",
		kind: "text"
	}, unread(ANY)))
}, unread(ANY));
/**
* Reads the file of `$GITHUB_ARTIFACTS_LIST`. A file that is empty lists nothing: the runner leaves it so where the feature is
* switched off.
*
* @throws SealiftError with the code of `context`.
*/
function readDeclaredArtifacts(text, context) {
	if (text.trim() === "") return [];
	const { version, subjects } = readAs(LIST, text, context);
	if (version !== 1) throw errorIn(context, `has the version ${version ?? "none"}, and 1 is known here`);
	if (!subjects) throw errorIn(context, "has no list of subjects");
	if (subjects.length > MOST$2) throw errorIn(context, `has over ${MOST$2} subjects`);
	return subjects.map(({ name = "", digest = "", kind = "" }) => ({
		name,
		digest,
		kind
	}));
}

// src/action/declare.ts
/** The most artifacts of a job (actions/runner, src/Runner.Worker/CreateArtifactsFileCommand.cs, `MaxAggregateArtifacts`). */
const MOST$1 = 500;
function subjectOf(name, digest) {
	try {
		const reference = parseReference(name);
		if (reference.transport !== "docker") return void 0;
		const repository = formatPlace(reference);
		return {
			repository,
			name: reference.tag === void 0 ? repository : `${repository}:${reference.tag}`,
			digest
		};
	} catch {
		return;
	}
}
/**
* Where an image was promoted to. What nobody judged has no policy and is not declared: a later step that signs or attests what the
* job declared would vouch for it.
*/
function promotedTo(image) {
	return image.policy === null ? [] : doneDestinations(image).map(({ pinned, digest, tag }) => {
		const place = pinned === null || digest === null ? "" : pinned.slice(0, -digest.length - 1);
		return subjectOf(tag === void 0 ? place : `${place}:${tag}`, digest ?? "");
	});
}
const DONE = {
	sign: ({ status, reference, digest }) => digest !== null && (status === "signed" || status === "skipped") ? [subjectOf(reference, digest)] : [],
	promote: promotedTo
};
/** What earlier steps declared; nothing where the list is not there or cannot be read. */
async function declaredBefore(path) {
	if (!path) return [];
	try {
		const context = {
			code: "config_invalid",
			what: "the list of artifacts"
		};
		const bytes = await listFile(path, "list of artifacts");
		return readDeclaredArtifacts(userText(bytes, context), context);
	} catch {
		return [];
	}
}
/**
* What a run signed or promoted, as the runner reads it: `oci://NAME@DIGEST`, one a line (actions/runner,
* src/Runner.Worker/CreateArtifactsFileCommand.cs, `ParseLine`). An image has one line, under its first tag, and none when an earlier
* step declared it: actions/attest takes each name for an image of its own. The runner fails a step that gives a name a second digest,
* or the job over 500 artifacts; both are left out.
*/
async function declarationOf(result, env) {
	const subjects = result.images.flatMap(DONE[result.command] ?? (() => [])).filter((one) => one !== void 0);
	if (subjects.length === 0) return {
		lines: [],
		leftOut: []
	};
	const before = await declaredBefore(env.GITHUB_ARTIFACTS_LIST?.trim());
	const digests = new Map(before.map(({ name, digest }) => [name, digest]));
	const images = new Set(before.map(({ name, digest }) => `${subjectOf(name, digest)?.repository ?? ""}@${digest}`));
	const lines = [];
	const leftOut = [];
	for (const { repository, name, digest } of subjects) {
		const image = `${repository}@${digest}`;
		if (images.has(image)) continue;
		images.add(image);
		const other = digests.get(name);
		if (other !== void 0) leftOut.push(`${name}@${digest}: the job declared ${other} under this name`);
		else if (digests.size >= MOST$1) leftOut.push(`${name}@${digest}: a job declares ${MOST$1} artifacts at most`);
		else {
			digests.set(name, digest);
			lines.push(`oci://${name}@${digest}`);
		}
	}
	return {
		lines,
		leftOut
	};
}

// src/action/full-names.ts
function isName(name) {
	try {
		return parseReference(name).transport === "docker";
	} catch {
		return false;
	}
}
/** A text that may be a key or a token in place of an image. In lower case it would not be recognised as one. */
function mayBeSecret(name) {
	return !namesHost(name.replace(/\/.*$/s, "")) && randomParts(name).length > 0;
}
/**
* Completes references as neighbouring actions write them: `acme/app:1.4` of metadata-action, or
* `ghcr.io/${{ github.repository }}` with capitals. A notice tells each name that is read as another one. A text that is no
* name either way stays unchanged, so that the error shows what was written.
*/
function fullNames(input, lines, host) {
	return lines.map((line) => {
		const full = completeReference(line);
		const { name } = splitReference(line);
		if (isDigest(line) || mayBeSecret(name)) return line;
		if (splitReference(full).name === name || !isName(completeName(name))) return line;
		host.notice(`${input}: ${printable(line, 600)} is read as ${printable(full, 600)}`);
		return full;
	});
}

// src/action/inputs.ts
/** The runner's name for an input: upper case, dashes kept. */
function inputVariable(name) {
	return `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`;
}
/** One entry a line; blank lines and those that begin with `#` do not count. */
function inputLines(text) {
	return text.split(/\r\n|[\r\n]/).map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
}
/** A PEM block in the value of a list is one entry, with its lines (RFC 7468, 3). */
const PEM_BLOCK = /^[ \t]*(-----BEGIN [^-]+-----$.*?^[ \t]*-----END [^-]+-----)[ \t]*$/gms;
/** The entries of a list whose values may be PEM itself. */
function inputEntries(text) {
	const lines = text.replaceAll(/\r\n?/g, "\n");
	return [...lines.match(PEM_BLOCK) ?? [], ...inputLines(lines.replaceAll(PEM_BLOCK, ""))];
}
/** YAML 1.2 core schema, as `getBooleanInput` of the toolkit has it. */
const BOOLEANS = {
	true: true,
	True: true,
	TRUE: true,
	false: false,
	False: false,
	FALSE: false
};
function readInput({ name, type, inline }, text, problems) {
	if (type === "list" || type === "pairs") {
		const lines = inline ? inputEntries(text) : inputLines(text);
		return lines.length === 0 ? void 0 : lines;
	}
	return type === "boolean" ? readBoolean(name, text, problems) : text;
}
function readBoolean(name, text, problems) {
	if (Object.hasOwn(BOOLEANS, text)) return BOOLEANS[text];
	problems.add("usage", `the input ${name} must be true or false`, "Write true or false.");
}
/**
* The inputs of an action as options by camelCase name, and what names the images. An empty input is an absent one, and so is
* one with the default: the runner fills it in where the user wrote nothing.
*/
function readInputs(action, env, problems) {
	const text = (name) => env[inputVariable(name)]?.trim() ?? "";
	const options = inputsOf(action).filter(({ name, default: unset }) => text(name) !== "" && text(name) !== unset).map((option) => [camelCase(option.name), readInput(option, text(option.name), problems)]).filter(([, value]) => value !== void 0);
	const operands = {};
	for (const { name, type } of operandsOf(action)) {
		const given = text(name);
		operands[name] = type === "list" ? inputLines(given) : given === "" ? [] : [given];
	}
	return {
		options: Object.fromEntries(options),
		operands
	};
}
/** Reads the inputs that only actions have. */
function readAsked(action, env, problems) {
	const has = (name) => actionInputsOf(action).some((one) => one.name === name);
	const text = (name) => has(name) ? env[inputVariable(name)]?.trim() ?? "" : "";
	const flag = (name) => text(name) !== "" && readBoolean(name, text(name), problems) === true;
	return {
		comment: flag("comment"),
		runMetadata: flag("run-metadata"),
		storageRecord: flag("storage-record"),
		githubToken: text("github-token"),
		resultsFile: text("results-file")
	};
}

// src/action/github/refuse-unsafe-event.ts
/** Actions that use a key, write to a registry, or say what is to be approved. */
const GUARDED = [
	"sign",
	"promote",
	"plan"
];
/** Whether this run may do so: `compare` writes only where it repairs, and a value that is no boolean is not known to be a no. */
function isGuarded(action, env) {
	const repair = env[inputVariable("repair")]?.trim().toLowerCase() ?? "";
	return GUARDED.includes(action) || action === "compare" && repair !== "" && repair !== "false";
}
const AFTER_MERGE = "push, release, schedule or workflow_dispatch, after the change was merged";
/** Where an action belongs that has its place before the merge too. */
const EVENTS = { plan: "pull_request, push, schedule or workflow_dispatch" };
function refused(action, reason) {
	return new SealiftError("unsafe_event", `${action} is refused in this workflow: ${reason}`, { hint: `Nothing was contacted and no key was opened. Run ${action} in a workflow on ${EVENTS[action] ?? AFTER_MERGE}; verify may run here.` });
}
/**
* Triggers of a first run that leave open whose work it is, although the run itself is the repository's own: both take place on its
* default branch, whoever opened the pull request ("Events that trigger workflows", GitHub Actions).
*/
const OF_ANYBODY = ["pull_request_target", "workflow_run"];
/** Says why a `workflow_run` may be the work of strangers; `undefined` when it is the repository's own. */
function strangersOf(event, repository) {
	const trigger = textIn(event, "workflow_run", "event")?.toLowerCase();
	const head = textIn(event, "workflow_run", "head_repository", "full_name");
	const own = textIn(event, "repository", "full_name") ?? repository;
	if (head !== void 0 && own !== void 0 && head.toLowerCase() !== own.toLowerCase()) return `the workflow run that triggered it is of ${printable(head, 120)}, another repository`;
	if (trigger !== void 0 && OF_ANYBODY.includes(trigger)) return `the workflow run that triggered it was itself on ${trigger}, and it is not told whose work that was`;
	return trigger !== void 0 && (head !== void 0 && own !== void 0 || head === void 0 && !trigger.startsWith("pull_request")) ? void 0 : "the event does not tell of which repository the run that triggered it is";
}
/**
* Refuses to sign or promote where a pull request of somebody else may have decided what is built, although the job has the
* repository's secrets: `pull_request_target`, and a `workflow_run` after a run of another repository. What GitHub does not tell
* is refused as well.
*
* @throws SealiftError `unsafe_event`.
*/
async function refuseUnsafeEvent(action, env) {
	if (!isGuarded(action, env)) return;
	const name = env.GITHUB_EVENT_NAME?.trim().toLowerCase() ?? "";
	if (name === "" && env.GITHUB_ACTIONS === "true") throw refused(action, "GITHUB_EVENT_NAME is not set, so it is not known what started it");
	if (name === "pull_request_target") throw refused(action, "it runs on pull_request_target, with the secrets of this repository, for anybody who opens a pull request");
	if (name !== "workflow_run") return;
	const reason = strangersOf(await readEvent(env).catch((error) => {
		throw refused(action, `it runs on workflow_run, and what triggered it is not known: ${asSealiftError(error).message}`);
	}), env.GITHUB_REPOSITORY);
	if (reason !== void 0) throw refused(action, reason);
}

// src/action/image-lists/pin.ts
/**
* Adds the digest of a build to a reference, so that the built image is used even if its tag has moved.
*
* @param of says where the digest comes from.
* @throws SealiftError for a text that is no reference, and for one with another digest.
*/
function pin(text, digest, of) {
	const reference = parseReference(text);
	if (reference.digest !== void 0 && reference.digest !== digest) throw new SealiftError("usage", `${printable(text, 600)} has another digest than ${of}`, { hint: "Give the digest once." });
	return formatReference({
		...reference,
		digest
	});
}

// src/action/image-lists/step.ts
/** The entry of `images` that asks for what the job declared. */
const FROM_JOB = "from-job";
const listed = (operands, name) => operands[name] ?? [];

// src/action/image-lists/pinned-lines.ts
/** The lines of `images`, each at the digest of the build where `digest` gives one. */
async function pinnedLines({ operands, problems }) {
	const notices = [];
	const lines = fullNames("images", listed(operands, "images"), { notice: (text) => notices.push(text) });
	const [digest, another] = listed(operands, "digest");
	if (digest === void 0) return {
		images: lines,
		notices,
		log: void 0
	};
	if (another !== void 0 || !isDigest(digest)) {
		problems.add("usage", `the input digest is not one digest: ${quotable(listed(operands, "digest").join(" "))}`, "Write sha256:HEX, the output of the build step.");
		return {
			images: lines,
			notices,
			log: void 0
		};
	}
	return {
		images: (await Promise.all(lines.map((line) => problems.try(() => pin(line, digest, "the input digest"))))).filter((one) => one !== void 0),
		notices,
		log: void 0
	};
}

// src/action/image-lists/bake-metadata.ts
/** Keys of an exporter's response (moby/buildkit, exporter/containerimage/exptypes/types.go). */
const DIGEST = "containerimage.digest";
const NAMES = "image.name";
const PUSH = "Build with push: true (docker buildx bake --push); only what was pushed has a digest to sign.";
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
const isBuild = (value) => Object.hasOwn(value, DIGEST) || Object.hasOwn(value, NAMES);
/** `image.name` holds the names of an image with commas between them; no name has a comma. */
function addBuild(place, build, found) {
	const [digest, names] = [build[DIGEST], build[NAMES]];
	const shown = typeof names === "string" ? ` (${printable(names, 200)})` : "";
	if (digest === void 0 || digest === "") return void found.fault(`${place}${shown}`, "has no digest", PUSH);
	if (names === void 0 || names === "") return void found.fault(place, "has a digest and no name", "Give it tags; they say where its image is.");
	if (typeof digest !== "string" || typeof names !== "string") return void found.fault(place, `has no text for ${DIGEST} or ${NAMES}`, "Give the metadata as it was written.");
	for (const name of names.split(",")) found.add(place, name.trim(), digest);
}
/**
* The images of what `docker buildx bake --metadata-file` writes: an object with a member for each target, which is what `buildx
* build --metadata-file` writes for one build (docker/buildx, commands/bake.go and docs/reference/buildx_bake.md). Names of
* targets have no dot (bake/bake.go, validTargetNameChars); members with one, such as `buildx.build.warnings`, are about the
* whole run. A target without name and digest made no image: its output is a folder, or a cache.
*
* @throws SealiftError with the code of `context`.
*/
function readBakeMetadata(text, context, found) {
	const root = parseJson(text, context, ANY);
	if (!isObject(root)) return void found.fault("the metadata", "is no object with a member for each target", PUSH);
	if (isBuild(root)) return void addBuild("the build", root, found);
	for (const [name, value] of Object.entries(root)) {
		const place = `target ${name}`;
		if (isObject(value) && isBuild(value)) addBuild(place, value, found);
		else if (!name.includes(".")) found.leaveOut(place, "made no image that was pushed");
	}
	if (found.images.length === 0 && !found.hasFaults) found.fault("no target", "has a digest, so no image was pushed", PUSH);
}

// src/action/image-lists/found-images.ts
/** The most entries of one list that are looked at, as for `--images-file`. */
const MOST = 1e4;
/** No reference is longer: 255 characters of a name, 128 of a tag, and a digest. */
const LONGEST$3 = 600;
/** As many entries that are no image are shown. */
const SHOWN$3 = 50;
const TAGS$1 = "Correct its tags, REGISTRY/REPOSITORY:TAG, and build again.";
/** Gathers the images of a list that another program wrote, with everything that is wrong in it. */
var FoundImages = class {
	/** The input, or the variable, that the list came by. */
	#input;
	#problems;
	#images = /* @__PURE__ */ new Set();
	#notices = [];
	#leftOut = [];
	#entries = 0;
	#faults = 0;
	constructor(input, problems) {
		this.#input = input;
		this.#problems = problems;
	}
	/** `NAME[:TAG]@DIGEST`, each once, in the order of the list. */
	get images() {
		return [...this.#images];
	}
	/** Names that were completed, as {@link fullNames} tells them. */
	get notices() {
		return this.#notices;
	}
	/** Entries that are no image, with the reason. */
	get leftOut() {
		const more = this.#leftOut.length - SHOWN$3;
		return [...this.#leftOut.slice(0, SHOWN$3), ...more > 0 ? [`${more} more`] : []];
	}
	get hasFaults() {
		return this.#faults > 0;
	}
	/** @throws SealiftError `usage` for a list that is too long. */
	#count() {
		this.#entries += 1;
		if (this.#entries > MOST) throw new SealiftError("usage", `${this.#input}: the list has over ${MOST} images`, { hint: "Split the list over several steps." });
	}
	#fault(code, text, hint) {
		this.#faults += 1;
		this.#problems.add(code, `${this.#input}: ${text}`, hint);
	}
	/** Notes that the entry at `place` names no image that can be signed or verified. */
	fault(place, message, hint) {
		this.#count();
		this.#fault("usage", `${printable(place, 300)} ${message}`, hint);
	}
	leaveOut(place, reason) {
		this.#count();
		this.#leftOut.push(`${printable(place, 300)} ${reason}`);
	}
	/** Adds the image of an entry under one of its names. */
	add(place, name, digest) {
		this.#count();
		const shown = printable(place, 300);
		if (!isDigest(digest)) {
			const hint = "A digest is sha256: and 64 hexadecimal characters in lower case, or one of sha512.";
			const text = JSON.stringify(quotable(digest, 160));
			this.#fault("usage", `${shown} has ${text} for a digest`, hint);
			return;
		}
		if (name.length > LONGEST$3) return void this.#fault("reference_invalid", `${shown} has a name of ${name.length} characters`, TAGS$1);
		if (splitReference(name).layout !== void 0) {
			this.#fault("usage", `${shown} names a folder or an archive, and no image of a registry`, "Name images in layouts with the input images.");
			return;
		}
		const [full = name] = fullNames(this.#input, [name], { notice: (text) => this.#notices.push(text) });
		try {
			this.#images.add(pin(full, digest, "the digest beside it"));
		} catch (thrown) {
			if (!(thrown instanceof SealiftError) || thrown.exitCode !== 2) throw thrown;
			this.#fault(thrown.code, `${shown}: ${thrown.message}`, thrown.hint);
		}
	}
};

// src/action/image-lists/repository-globs.ts
/** The most characters of a pattern or a name; repositories have 255. */
const LONGEST$2 = 512;
/** What a pattern may hold: a host with its port, path components, and the wildcards. */
const PATTERN = /^[A-Za-z0-9._:[\]/*?-]+$/;
const tokensOf = (pattern) => pattern.match(/\*\*+|./g) ?? [];
function fits(token, character) {
	if (token.startsWith("**")) return true;
	if (token === "*" || token === "?") return character !== "/";
	return token === character;
}
/** Whether the text is a pattern for repositories: it has no tag, no digest and no braces. */
function isGlob(pattern) {
	return pattern.length <= LONGEST$2 && PATTERN.test(pattern) && !/:[^/]*$/.test(pattern.replace(/^[^/]*\//, ""));
}
/**
* Whether a pattern names the whole `REGISTRY/REPOSITORY`: `*` stands for anything but a slash, `**` for anything, `?` for one character
* that is no slash. It takes a step for each pair of a token and a character, whatever the name is.
*/
function matchesGlob(pattern, name) {
	if (name.length > LONGEST$2) return false;
	const tokens = tokensOf(pattern);
	const isStar = (at) => tokens[at]?.startsWith("*") ?? false;
	/** The positions in the pattern that the text so far can have led to; a star can be passed over. */
	const closed = (positions) => {
		const all = new Set(positions);
		for (const at of all) if (isStar(at)) all.add(at + 1);
		return all;
	};
	let reached = closed(/* @__PURE__ */ new Set([0]));
	for (const character of name) {
		const next = /* @__PURE__ */ new Set();
		for (const at of reached) {
			const token = tokens[at];
			if (token !== void 0 && fits(token, character)) next.add(isStar(at) ? at : at + 1);
		}
		reached = closed(next);
	}
	return reached.has(tokens.length);
}

// src/action/image-lists/from-job.ts
const DECLARE = "Declare images in a step before this one, echo \"NAME:TAG@DIGEST\" >> \"$GITHUB_ARTIFACTS\", or name them with the input images.";
/** As many names are shown where no pattern fits. */
const SHOWN$2 = 10;
const repositoryOf = (name) => completeName(splitReference(name).name);
function checkGlobs(globs, problems) {
	for (const glob of globs.filter((one) => !isGlob(one))) problems.add("usage", `the input repositories: ${JSON.stringify(quotable(glob))} is no pattern for repositories`, "Write REGISTRY/REPOSITORY with * for anything but a slash, ** for anything, ? for one character; no tag, no digest.");
}
/**
* The images that steps of this job declared: artifacts of the kind `oci`, of all repositories or of those that a pattern names. A
* pattern that fits none is a problem, since what it was meant for would stay unsigned without a word.
*/
function takeFromJob(declared, globs, found, problems) {
	checkGlobs(globs, problems);
	const images = declared.filter(({ kind }) => kind === "oci");
	if (images.length === 0) {
		const kinds = [...new Set(declared.map(({ kind }) => kind))].sort().join(", ");
		const others = declared.length === 0 ? "" : `, only ${declared.length} of the kind ${printable(kinds)}`;
		found.fault("no image", `was declared by a step of this job${others}`, DECLARE);
		return;
	}
	const used = /* @__PURE__ */ new Set();
	for (const { name, digest } of images) {
		const fitting = globs.filter((glob) => isGlob(glob) && matchesGlob(glob, repositoryOf(name)));
		for (const glob of fitting) used.add(glob);
		if (globs.length === 0 || fitting.length > 0) found.add(name, name, digest);
		else found.leaveOut(name, "is in none of the input repositories");
	}
	const names = [...new Set(images.map(({ name }) => printable(repositoryOf(name), 300)))];
	const shown = `${names.slice(0, SHOWN$2).join(", ")}${names.length > SHOWN$2 ? ", …" : ""}`;
	for (const glob of globs.filter((one) => isGlob(one) && !used.has(one))) problems.add("usage", `the input repositories: ${printable(glob, 300)} fits no image that this job declared (${shown})`, "Correct the pattern, or leave it out.");
}

// src/action/image-lists/goreleaser-artifacts.ts
/** The members of an artifact that count here (goreleaser, internal/artifact/artifact.go, `Artifact` and `ExtraDigest`). */
const ARTIFACTS = listOf(struct({
	name: "text",
	type: "text",
	extra: struct({ Digest: "text" }, unread(ANY))
}, unread(ANY)));
/**
* The types of images (goreleaser, internal/artifact/artifact.go, `Type.String`). `Docker Image` is one of `dockers_v2`, which was
* pushed and has a digest, or one of `dockers` before it is pushed, which has none and stands beside its `Published Docker Image`.
*/
const BUILT = "Docker Image";
const PUSHED = [
	"Published Docker Image",
	"Docker Manifest",
	"Docker Image V2"
];
const NONE = "Give dist/artifacts.json of a run of `goreleaser release` that pushed images (dockers_v2, dockers, docker_manifests or kos).";
/**
* The images and manifests of GoReleaser's `dist/artifacts.json` (goreleaser, internal/pipe/metadata/metadata.go): a list of
* everything that a release made.
*
* @throws SealiftError with the code of `context`.
*/
function readGoReleaserArtifacts(text, context, found) {
	const artifacts = readAs(ARTIFACTS, text, context);
	const isImage = ({ type = "" }) => type === BUILT || PUSHED.includes(type);
	const images = artifacts.filter(isImage);
	const digestOf = ({ extra }) => extra?.Digest?.trim() ?? "";
	const pushed = new Set(images.filter((one) => digestOf(one) !== "").map(({ name }) => name));
	for (const other of artifacts.filter((one) => !isImage(one) && digestOf(one) !== "")) found.leaveOut(`${other.type ?? ""} ${other.name ?? ""}`, "is of a type that is not known here");
	for (const image of images) {
		const { name = "", type = "" } = image;
		const digest = digestOf(image);
		const place = `${type} ${name}`;
		if (digest !== "") found.add(place, name, digest);
		else if (type !== BUILT) found.fault(place, "has no digest", "Update GoReleaser, or name the image with the input images.");
		else if (!pushed.has(name)) found.leaveOut(place, "was built and not pushed");
	}
	if (found.images.length > 0 || found.hasFaults) return;
	const kinds = [...new Set(artifacts.map(({ type = "" }) => type))].sort().slice(0, 8).join(", ");
	const why = images.length > 0 ? "was pushed" : `is listed among its ${artifacts.length} artifacts (${printable(kinds)})`;
	found.fault("no image", why, NONE);
}

// src/action/image-lists/read-lists.ts
/** Whether the value of an input is the list itself, an object or an array, and no path. */
function isInlineList(value) {
	return isContent(value) || value.startsWith("[");
}
/** The text of an input that is the content itself or a path, and how errors name it. */
async function textOf(value, what, hint) {
	const isInline = isInlineList(value);
	const context = {
		code: "config_invalid",
		what: isInline ? `the input ${what}` : `the ${what} ${quotable(value, 300)}`,
		hint
	};
	const bytes = isInline ? Buffer.from(value) : await listFile(value, what);
	return [userText(bytes, context), context];
}
async function readBake({ operands }, found) {
	const hint = "Give the output metadata of docker/bake-action, or the path of the file that docker buildx bake --metadata-file writes.";
	const [value = ""] = listed(operands, "bake-metadata");
	readBakeMetadata(...await textOf(value, "bake-metadata", hint), found);
}
async function readGoReleaser({ operands }, found) {
	const hint = "Give the path of GoReleaser's dist/artifacts.json.";
	const [value = ""] = listed(operands, "artifacts-file");
	readGoReleaserArtifacts(...await textOf(value, "artifacts-file", hint), found);
}
async function readJob({ operands, env, problems }, found) {
	const path = env.GITHUB_ARTIFACTS_LIST?.trim() ?? "";
	if (path === "") {
		problems.add("usage", `images: ${FROM_JOB} finds no list of artifacts: GITHUB_ARTIFACTS_LIST is not set`, "Use a newer runner (actions/runner), or name the images with the input images.");
		return;
	}
	const what = "list of artifacts (GITHUB_ARTIFACTS_LIST)";
	const context = {
		code: "config_invalid",
		what: `the ${what}`,
		hint: "The runner writes this file, and no step may; name the images with the input images."
	};
	const text = userText(await listFile(path, what), context);
	takeFromJob(readDeclaredArtifacts(text, context), listed(operands, "repositories"), found, problems);
}
/** Reads a list into its images; what is wrong in it is noted. */
async function fromList(input, read, step) {
	const found = new FoundImages(input, step.problems);
	try {
		await read(step, found);
	} catch (thrown) {
		if (!(thrown instanceof SealiftError)) throw thrown;
		step.problems.add(thrown.code, thrown.message, thrown.hint);
	}
	const { images, notices, leftOut } = found;
	return {
		images,
		notices,
		log: {
			title: `${input} names ${images.length} ${images.length === 1 ? "image" : "images"}`,
			lines: [...images, ...leftOut.map((line) => `left out: ${line}`)]
		}
	};
}
const readBakeInput = (step) => fromList("bake-metadata", readBake, step);
const readGoReleaserInput = (step) => fromList("artifacts-file", readGoReleaser, step);
const readJobInput = (step) => fromList(`images: ${FROM_JOB}`, readJob, step);

// src/action/image-lists/named-images.ts
const asksJob = (operands) => listed(operands, "images").includes(FROM_JOB);
const WAYS = [
	{
		input: "images",
		isGiven: (operands) => listed(operands, "images").some((line) => line !== FROM_JOB),
		read: pinnedLines
	},
	{
		input: `images: ${FROM_JOB}`,
		isGiven: asksJob,
		read: readJobInput
	},
	{
		input: "bake-metadata",
		isGiven: (operands) => listed(operands, "bake-metadata").length > 0,
		read: readBakeInput
	},
	{
		input: "artifacts-file",
		isGiven: (operands) => listed(operands, "artifacts-file").length > 0,
		read: readGoReleaserInput
	}
];
function checkTogether(operands, given, problems) {
	if (given.length === 0) problems.add("usage", "the input images names no image, and neither does bake-metadata or artifacts-file", `Write one reference per line into images, or images: ${FROM_JOB}; an empty output of an earlier step ends here.`);
	if (given.length > 1) problems.add("usage", `the inputs ${given.map(({ input }) => input).join(" and ")} all name images, and a step takes them from one`, "Leave all but one of them empty, or write a step for each.");
	const others = given.filter(({ input }) => input !== "images").map(({ input }) => input);
	if (listed(operands, "digest").length > 0 && others.length > 0) problems.add("usage", `the input digest is for the lines of images, and ${others.join(" and ")} has digests of its own`, "Leave digest out.");
	if (listed(operands, "repositories").length > 0 && !asksJob(operands)) problems.add("usage", `the input repositories is for images: ${FROM_JOB} alone`, `Leave repositories out, or write images: ${FROM_JOB}.`);
}
/** The images that the inputs of a step name, in one way of {@link WAYS}. Everything that is wrong with them is noted. */
async function namedImages(operands, env, problems) {
	const given = WAYS.filter(({ isGiven }) => isGiven(operands));
	checkTogether(operands, given, problems);
	const read = [];
	for (const way of given) read.push(await way.read({
		operands,
		env,
		problems
	}));
	const [first] = read;
	const images = read.length === 1 ? first?.images : void 0;
	return {
		images: images?.length === 0 ? void 0 : images,
		notices: read.flatMap(({ notices }) => notices),
		log: first?.log
	};
}

// src/action/image-log.ts
const safe = (text) => printable(text, 1e3);
function failureLines(failure) {
	return failure ? [`  ${safe(failure.message)} [${failure.code}]`, `  ${safe(failure.hint)}`] : [];
}
function signatureRepositoryLines(repository) {
	const { repository: name, status, attachments, error } = repository;
	const signed = signedWords(repository);
	return [`signatures ${status}: ${safe(name)}, ${attachments.present} of ${attachments.expected} there${signed === void 0 ? "" : `, own signature ${signed}`}`, ...failureLines(error)];
}
/** One line a fact about an image, for the step's log. */
function imageLog(image) {
	const { digest, policy, signatures, platforms, attachments, leftBehind, destinations, signaturesTo, record, error } = image;
	const unjudged = byType(carried(attachments));
	const own = ownError(image);
	const left = leftInWords(platforms);
	return [
		...digest === null ? [] : [`digest: ${safe(digest)}`],
		...policy ? [`policy: ${safe(policy.statement)}, level ${policy.level}`] : [],
		...signatures.flatMap(({ digest: signature, signer, status, validUntil, checks }) => [`signature${checks.length === 0 ? "" : ` ${status}`}: ${safe(signature)} by ${safe(signer ?? "unknown")}${validUntil === null ? "" : `, valid until ${validUntil}`}`, ...checks.filter(({ outcome }) => outcome === "failed" || outcome === "unknown").map(({ check, action, outcome, code, message }) => `  ${check} ${outcome} (${action}): ${safe(message ?? code ?? "")}`)]),
		...record ? [`record ${record.status}: ${safe(record.digest)} by ${safe(record.signature.signer ?? "unknown")}, ${safe(record.image)} stated at ${record.statedAt}`] : [],
		...platforms.filter(({ status }) => status !== "left").map(({ platform, digest: child, status }) => `platform ${status}: ${safe(platform)} ${safe(child)}`),
		...left === void 0 ? [] : [safe(left)],
		...unjudged === "" ? [] : [`${carriedHeading(image)}: ${safe(unjudged)}`],
		...leftBehind.length === 0 ? [] : [`left behind: ${safe(byType(leftBehind))}`],
		...destinations.flatMap((destination) => {
			const { reference, status, tags, attachments, copied, bytes, error: failure } = destination;
			const signed = signedWords(destination);
			const recorded = recordWords(destination);
			return [`destination ${status}: ${safe(reference)}${tags.length === 0 && !failure ? ", no tag set" : ""}, ${attachments.present} of ${attachments.expected} attached, ${copied} blobs (${bytes} bytes) copied${signed === void 0 ? "" : `, own signature ${signed}`}${recorded === void 0 ? "" : `, record ${recorded}`}`, ...failureLines(failure)];
		}),
		...signaturesTo ? signatureRepositoryLines(signaturesTo) : [],
		...error ? [`error: ${safe(error.message)} [${error.code}]`] : [],
		...own ? [`remedy: ${safe(own.hint)}`] : []
	];
}

// src/action/input-words.ts
/** A flag as messages write it, and the word or quoted text behind it, without the punctuation that ends a sentence. */
const FLAG = /(?<![\w-])(--[a-z][a-z-]*[a-z]|-[a-z])(?![\w-])(?: ('[^'`]*'|[^\s,;"'()]*[^\s,;"'().:]))?/g;
/** Whether the word behind a flag is its value: one of its choices, a placeholder such as FILE, an address, or in quotes. */
function isValue(word, { type, choices }) {
	if (type === "boolean") return false;
	return choices?.includes(word) || word.startsWith("'") || /^[A-Z][A-Z/:@=[\]-]+$/.test(word) || /[/:=]/.test(word);
}
function inputText({ name, type }, value) {
	if (type === "boolean") return `\`${name}: true\``;
	return value === void 0 ? `\`${name}\`` : `\`${name}: ${value}\``;
}
/** The inputs of an action by the flags that mean the same. */
function inputsByFlag(action) {
	return new Map(inputsOf(action).flatMap((option) => [[`--${option.name}`, option], ...option.short === void 0 ? [] : [[`-${option.short}`, option]]]));
}
function replaceFlags(text, inputs) {
	return text.replace(FLAG, (all, flag, word) => {
		const option = inputs.get(flag);
		if (option === void 0) return all;
		const value = word !== void 0 && isValue(word, option) ? word : void 0;
		return `${inputText(option, value)}${word === void 0 || value !== void 0 ? "" : ` ${word}`}`;
	});
}
/**
* A message or remedy in the words of an action: `--crl FILE` becomes the input `crl: FILE`. A command in backticks stays, since it is
* typed in a shell, and so does a flag that the action has no input for.
*/
function inputWords(action, text) {
	const inputs = inputsByFlag(action);
	const parts = text.split("`");
	return parts.map((part, i) => {
		if (!(i % 2 === 1 && i < parts.length - 1)) return replaceFlags(part, inputs);
		return part.startsWith("-") ? replaceFlags(part, inputs).replace(/^`|`$/g, "") : part;
	}).join("`");
}

// src/action/plan-summary.ts
/** Whether a run came to a plan; one of the command `plan` that failed before did not. */
function hasPlan(result) {
	return "plan" in result && result.plan !== null;
}
/**
* The page of a plan: its heading, what went wrong with the run, then its tables. What is refused has its place in these, and so is
* no problem of the run.
*
* @param between what stands behind the heading: problems and warnings of the run
*/
function planPage({ plan, planDigest, added, filesBefore }, between) {
	const [head, ...tables] = planSections(plan, {
		planDigest: planDigest ?? void 0,
		added: added ?? void 0,
		before: filesBefore ?? void 0
	});
	return [
		head,
		...between,
		...tables
	];
}

// src/action/outputs.ts
/** `NAME@DIGEST`, from a reference as it was given. */
function byDigest(reference, digest) {
	if (digest === null) return "";
	try {
		return `${formatPlace(parseReference(reference))}@${digest}`;
	} catch {
		return "";
	}
}
/** The first destination at which the image is, or would be after a dry run. */
function doneFirst(image) {
	return image?.destinations.find((one) => one.status !== "failed" && !isKept(one));
}
/** Our own signature of the image, at the destination that `reference` names. */
function ownDigest(image) {
	return (doneFirst(image)?.signed.find(({ subject }) => subject === image?.digest))?.digest ?? void 0;
}
const VALUES = {
	digest: (_, image) => image?.digest ?? "",
	"signature-digest": (_, image) => ownDigest(image) ?? image?.signatures.find(({ status }) => status === "passed")?.digest ?? "",
	reference: ({ command }, image) => {
		if (command === "promote") return doneFirst(image)?.pinned ?? "";
		return byDigest(image?.reference ?? "", image?.digest ?? null);
	},
	status: ({ status }) => status,
	"error-code": (result) => result.status === "done" ? "" : firstError(result)?.code ?? "internal",
	results: (result) => JSON.stringify(result),
	changes: (result) => hasPlan(result) ? String(result.changes) : "",
	"plan-digest": (result) => hasPlan(result) ? result.planDigest ?? "" : "",
	matrix: (result) => hasPlan(result) && result.matrix ? JSON.stringify(result.matrix) : "",
	verified: ({ status, images }) => String(status === "done" && images.every((image) => image.status === "verified")),
	"signer-subject": (_, image) => image?.signatures.find(trustsSigner)?.signer ?? "",
	"previous-digest": (_, image) => (doneFirst(image) ?? image?.destinations[0])?.previousDigest ?? ""
};
/** Every output of an action. An output about one image describes the first image. */
function outputValues(action, result) {
	return outputsOf(action).map(({ name }) => [name, VALUES[name](result, result.images[0])]);
}

// src/action/result-in-input-words.ts
/** The same result with every error and warning in the words of an action, for people; outputs keep theirs. */
function resultInInputWords(action, result) {
	const said = (text) => inputWords(action, text);
	const changed = (value) => {
		if (Array.isArray(value)) return value.map(changed);
		if (typeof value !== "object" || value === null) return value;
		const members = Object.entries(value).map(([name, member]) => {
			return [name, (name === "message" || name === "hint") && typeof member === "string" ? said(member) : changed(member)];
		});
		return Object.fromEntries(members);
	};
	return {
		...changed(result),
		warnings: result.warnings.map(said)
	};
}

// src/action/statuses.ts
const good = {
	mark: "✅",
	style: "good",
	rank: 4
};
const STATUSES = {
	failed: {
		mark: "❌",
		style: "bad",
		rank: 0
	},
	short: {
		mark: "❌",
		style: "bad",
		rank: 0
	},
	partial: {
		mark: "⚠️",
		style: "part",
		rank: 1
	},
	audited: {
		mark: "⚠️",
		style: "open",
		rank: 2,
		meaning: "The policy does not enforce who signed: an image that is audited may be by anybody."
	},
	"not-checked": {
		mark: "⚠️",
		style: "open",
		rank: 2,
		meaning: "The policy skips verification: no signature of these images was judged."
	},
	unverified: {
		mark: "⚠️",
		style: "open",
		rank: 2,
		meaning: "Verification was skipped: no signature was judged."
	},
	planned: {
		mark: "📝",
		style: "open",
		rank: 3,
		meaning: "Nothing was written: this is what a run without `dry-run` would do."
	},
	kept: {
		mark: "📌",
		style: "open",
		rank: 3,
		meaning: "The tags there are at other images and stay there: nothing was written."
	},
	signed: good,
	skipped: good,
	verified: good,
	promoted: good,
	unchanged: good,
	listed: good,
	equal: good,
	left: {
		...good,
		style: "open"
	},
	absent: {
		...good,
		style: "open"
	},
	passed: good,
	ignored: {
		...good,
		style: "open"
	}
};
function statusFacts(status) {
	return STATUSES[status];
}
/** Whether something failed, wholly or in part. */
function hasFailed({ status }) {
	return STATUSES[status].rank < STATUSES.audited.rank;
}
/** The longest word that stays beside its mark on the page of a phone. */
const SHORT$1 = 7;
/** `✅ signed`, for the cell of a table. */
function markedStatus(status) {
	return `${STATUSES[status].mark}${status.length > SHORT$1 ? " " : "&nbsp;"}${status}`;
}
/**
* The words for an image in table and heading. A dry run without verification is `planned` as well as `unverified`, and so may
* be what was promoted to some destinations alone.
*/
function statusWords({ status, destinations, policy }, command) {
	const isPlan = status !== "planned" && destinations.some((one) => one.status === "planned");
	const isUnjudged = command === "promote" && status === "partial" && policy === null;
	const plan = isPlan ? ["planned"] : [];
	return status === "partial" ? [
		status,
		...plan,
		...isUnjudged ? ["unverified"] : []
	] : [...plan, status];
}

// src/action/folded-table.ts
/** More rows than this that did not fail are folded away. */
const SHOWN$1 = 10;
const wordsOf = ({ words, status }) => words ?? [status];
function rowText(row) {
	return `| ${[
		wordsOf(row).map(markedStatus).join("<br>"),
		breakable(markdownCode(shortName(row.reference))),
		breakable(row.facts().filter((line) => line !== "").join("<br>"))
	].join(" | ")} |`;
}
/**
* A table of results, failed ones first. Where there are many, those that did not fail are folded away.
*
* @param what the rows in the plural, for the title of those that are folded
* @param share of the page that it may take, between 0 and 1
*/
function foldedTable(columns, what, rows, share) {
	if (rows.length === 0) return [];
	const head = [`| ${columns.join(" | ")} |`, "|:--|:--|:--|"];
	const sorted = rows.toSorted((a, b) => statusFacts(a.status).rank - statusFacts(b.status).rank);
	const failed = sorted.filter(hasFailed);
	const rest = sorted.slice(failed.length);
	if (rest.length <= SHOWN$1) return [{
		head: ["", ...head],
		rows: rowsOf(sorted, rowText),
		share
	}];
	const words = [...new Set(rest.flatMap(wordsOf))].join(", ");
	return [...failed.length === 0 ? [] : [{
		head: ["", ...head],
		rows: rowsOf(failed, rowText),
		share
	}], {
		head: [
			"",
			`<details><summary>${rest.length} ${what}: ${words}</summary>`,
			"",
			...head
		],
		rows: rowsOf(rest, rowText),
		tail: ["", "</details>"],
		share
	}];
}

// src/action/compared-table.ts
const REPAIRS = {
	done: "🔧 repaired",
	failed: "not repaired"
};
/** `3 manifests, 2 of 2 application/spdx+json`: what is there of what is expected. */
function presentText({ manifests, attachments, blobs }) {
	const { expected, incomplete } = manifests;
	return [
		`${expected - incomplete.length} of ${expected} manifests`,
		...blobs === null ? [] : [`${blobs.asked - blobs.missing.length} of ${blobs.asked} blobs`],
		...attachments.map((one) => `${one.present} of ${one.expected} ${comparedTypeText(one)}`)
	].join(", ");
}
function factLines$2(row, image, isOneOfMany) {
	const { status, error, repair, onlyThere } = row;
	const lacks = status === "short" ? shortfalls(row, image.digest ?? "") : [];
	return [
		isOneOfMany ? markdownCode(shortName(image.reference)) : "",
		error && status === "failed" ? markdownCode(error.code) : "",
		...lacks.map((text) => markdownText(shortDigests(text), 600)),
		status === "failed" ? "" : markdownText(presentText(row), 600),
		onlyThere.length === 0 ? "" : `${onlyThere.length} attached only there`,
		repair === null ? "" : REPAIRS[repair]
	];
}
/** What each repository has of the images that were compared with it. */
function comparedTable(images) {
	const rows = images.flatMap((image) => (image.compared ?? []).map((row) => ({
		status: row.status,
		reference: row.repository,
		facts: () => factLines$2(row, image, images.length > 1)
	})));
	return foldedTable([
		"Result",
		"Repository",
		"What it has"
	], "comparisons", rows, .3);
}

// src/action/destination-table.ts
/** More tags of one destination than this are counted. */
const TAGS = 8;
/** What became of a tag, and what would in a dry run. */
const ACTIONS = {
	new: ["new", "would be new"],
	moved: ["moved", "would move"],
	unchanged: ["unchanged", "would stay"],
	kept: ["kept", "would be kept"],
	left: ["not touched", "not touched"]
};
/** The word before the digest that a tag was at. */
const WAS = {
	moved: "from",
	kept: "at"
};
function tagText({ tag, action, previous, backup }, isPlan) {
	const was = previous === null ? void 0 : WAS[action];
	const from = was === void 0 ? "" : ` ${was} ${markdownCode(shortDigest(previous))}`;
	const kept = backup === null ? "" : `, kept as ${markdownCode(backup)}`;
	return `${markdownCode(tag)} ${ACTIONS[action][isPlan ? 1 : 0]}${from}${kept}`;
}
function factLines$1(destination) {
	const { status, tags, attachments, error } = destination;
	const isPlan = status === "planned";
	const signed = signedWords(destination);
	const recorded = recordWords(destination);
	return [
		...error ? [markdownCode(error.code)] : [],
		...tags.length === 0 && status !== "failed" ? [isPlan ? "no tag would be set" : "no tag set"] : [],
		...tags.slice(0, TAGS).map((tag) => tagText(tag, isPlan)),
		...tags.length > TAGS ? [`${tags.length - TAGS} more tags`] : [],
		...isKept(destination) ? [] : [`${attachments.present} of ${attachments.expected} attached${isPlan ? " already" : ""}`],
		...signed === void 0 ? [] : [`own signature ${signed}`],
		...recorded === void 0 ? [] : [`record ${recorded}`]
	];
}
function signatureLines(repository) {
	const { status, attachments, error } = repository;
	const { present, expected } = attachments;
	const signed = signedWords(repository);
	return [
		...error ? [markdownCode(error.code)] : [],
		`${present} of ${expected} signatures${status === "planned" ? " already" : ""}`,
		...signed === void 0 ? [] : [`own signature ${signed}`]
	];
}
/** Where the images went, with the tags there. */
function destinationTable(images) {
	const rows = images.flatMap(({ destinations, signaturesTo }) => [...destinations.map((one) => ({
		status: one.status,
		reference: one.reference,
		facts: () => factLines$1(one)
	})), ...signaturesTo ? [{
		status: signaturesTo.status,
		reference: signaturesTo.repository,
		facts: () => signatureLines(signaturesTo)
	}] : []]);
	return foldedTable([
		"Result",
		"Destination",
		"Tags, attached"
	], "destinations", rows, .2);
}

// src/action/digest-list.ts
/** Longer than any reference by digest. */
const LONGEST$1 = 600;
/** `NAME@DIGEST`, for copying; the reference and the digest where the name cannot be read. */
function pinned({ reference, digest }) {
	if (digest === null || isPinned(reference)) return markdownCode(reference, LONGEST$1);
	try {
		return markdownCode(`${formatPlace(parseReference(reference))}@${digest}`, LONGEST$1);
	} catch {
		return `${markdownCode(reference)} ${markdownCode(digest)}`;
	}
}
function destinationLines({ reference, pinned: there, tags }) {
	const moved = tags.filter(({ action, previous }) => action === "moved" && previous !== null);
	const place = there ?? (moved.length > 0 ? reference : null);
	return [...place === null ? [] : [`  - ${markdownCode(place, LONGEST$1)}`], ...moved.map(({ tag, previous }) => `    - ${markdownCode(tag)} pointed at ${markdownCode(previous ?? "")}`)];
}
function imageLines(image) {
	return [
		`- ${pinned(image)}`,
		...image.signatures.map(({ digest, signer }) => `  - signature ${markdownCode(digest)}${signer === null ? "" : ` by ${markdownText(signer)}`}`),
		...image.destinations.flatMap(destinationLines)
	].join("\n");
}
/** What the list of problems and the warnings say. */
function messages({ images, error, warnings }) {
	const errors = images.flatMap((image) => [image.error, ...[...image.platforms, ...image.destinations].map((one) => one.error)]);
	const checks = images.flatMap(({ signatures }) => signatures.flatMap((signature) => signature.checks));
	return [
		...[error, ...errors].flatMap((one) => one ? [one.message, one.hint] : []),
		...checks.map(({ message }) => message ?? ""),
		...warnings
	];
}
/** The digests that the lines of an image name. */
function digestsOf({ reference, digest, signatures, destinations }) {
	const tags = destinations.flatMap((one) => one.tags).filter(({ action }) => action === "moved");
	return [
		...digestsIn(reference),
		digest ?? "",
		...signatures.map((signature) => signature.digest),
		...tags.map(({ previous }) => previous ?? "")
	];
}
/** Every digest in full, folded away: the rest of the page has their beginnings. */
function digestList(result) {
	const known = result.images.filter(({ digest, reference }) => digest !== null || isPinned(reference));
	const listed = new Set(known.flatMap(digestsOf));
	const others = new Set(messages(result).flatMap(digestsIn).filter((digest) => !listed.has(digest)));
	const rows = rowsOf([...known, ...others], (one) => typeof one === "string" ? `- ${markdownCode(one)}` : imageLines(one));
	if (rows.length === 0) return [];
	return [{
		head: [
			"",
			"<details><summary>Digests in full</summary>",
			""
		],
		rows,
		tail: ["", "</details>"]
	}];
}

// src/action/heading.ts
const RUN_MARKS = {
	done: "✅",
	partial: "⚠️",
	failed: "❌"
};
const isNoPass = (status) => statusFacts(status).meaning !== void 0;
/** How many failed: of the destinations where there is one image, else of the images. */
function failedCount(images) {
	const [image] = images;
	const [all, what] = images.length === 1 && image.destinations.length > 0 ? [image.destinations, "destinations"] : [images, "images"];
	return ` (${all.filter(hasFailed).length} of ${all.length} ${what} failed)`;
}
function headline({ command, status, images }, words, weak) {
	if (status === "failed") return `${RUN_MARKS.failed} Sealift ${command}: failed`;
	if (status === "partial") return `${RUN_MARKS.partial} Sealift ${command}: ${["partial", ...words].join(", ")}${failedCount(images)}`;
	if (words.length === 0) return `${RUN_MARKS.done} Sealift ${command}: done`;
	const count = weak === images.length ? "" : ` (${weak} of ${images.length} images)`;
	const marks = words.map((word) => statusFacts(word).mark);
	return `${marks.find((one) => one !== statusFacts("planned").mark) ?? marks[0]} Sealift ${command}: ${words.join(", ")}${count}`;
}
/** `3 failed, 47 verified`, the worst first. */
function countLine({ images, command }) {
	const counts = /* @__PURE__ */ new Map();
	for (const image of images) for (const word of statusWords(image, command)) counts.set(word, (counts.get(word) ?? 0) + 1);
	return [...counts].toSorted(([a], [b]) => statusFacts(a).rank - statusFacts(b).rank).map(([word, count]) => `${count} ${word}`).join(", ");
}
/**
* The heading: the status of the run, in the words of its images where they are no full pass. Below it what these words mean, and
* how many images there are of each.
*/
function headingLines(result) {
	const { images, command, status } = result;
	const each = images.map((image) => statusWords(image, command).filter(isNoPass));
	const words = status === "failed" ? [] : [...new Set(each.flat())];
	return [
		`### ${headline(result, words, each.filter((one) => one.length > 0).length)}`,
		...words.flatMap((word) => ["", markdownProse(statusFacts(word).meaning ?? "")]),
		...images.length > 1 ? ["", `${images.length} images: ${countLine(result)}.`] : []
	];
}

// src/action/evidence-cell.ts
const METHODS = {
	ocsp: "OCSP",
	crl: "CRL",
	file: "given CRL"
};
/** How revocation was answered for a whole chain, in the words of its worst certificate. */
function revocationWords(rows) {
	const has = (wanted) => rows.some(({ status }) => status === wanted);
	if (has("revoked")) return "revoked";
	if (has("unknown")) return "revocation unknown";
	if (!has("good")) return "cannot be revoked";
	return `not revoked (${[...new Set(rows.flatMap(({ method }) => method === null ? [] : [METHODS[method]]))].join(", ")})`;
}
/** What a verdict rests on beside the signer: the plugin that judged, the timestamp that counted, and how revocation was answered. */
function evidenceCell(signature) {
	if (!signature) return "";
	const { timestamp, revocation, judgedBy } = signature;
	const time = timestamp?.time.replace("T", " ").replace(/(?:\.\d+)?Z$/, " UTC");
	return [
		...judgedBy ? [`${judgedBy.judged.join(" and ")} judged by the plugin ${judgedBy.name} ${judgedBy.version}`] : [],
		...timestamp ? [`timestamp ${time} by ${timestamp.authority}`] : [],
		...revocation.length === 0 ? [] : [revocationWords(revocation)]
	].join("; ");
}

// src/action/image-table.ts
/** The signature that an image is shown with. */
function shownSignature({ signatures }) {
	return signatures.find(({ status }) => status === "passed") ?? signatures[0];
}
/** The signer, with what stands against it. */
function signerText(signature) {
	if (!signature?.signer) return "";
	const note = {
		passed: signature.checks.length > 0 && !trustsSigner(signature) ? " (⚠️ not trusted)" : "",
		failed: " (❌ refused)",
		ignored: "",
		listed: ""
	};
	return `${markdownText(signature.signer)}${note[signature.status]}`;
}
function validity(signature) {
	if (!signature || signature.status === "failed") return "";
	const { validUntil, timestamp } = signature;
	if (validUntil !== null) return `valid until ${markdownText(validUntil.slice(0, 10))}`;
	return timestamp ? "valid without end" : "";
}
/** Signer, policy and validity; the digest comes last, and only where the reference does not say it. */
function factLines(image) {
	const { reference, digest, policy, platforms, attachments, leftBehind, record } = image;
	const unjudged = byType(carried(attachments));
	const judged = platforms.filter(({ status }) => status !== "left").length;
	const left = leftInWords(platforms);
	const error = ownError(image);
	const signature = shownSignature(image);
	const facts = [
		policy ? markdownText(`policy ${policy.statement} (${policy.level})`) : "",
		validity(signature),
		judged === 0 ? "" : `${judged} ${judged === 1 ? "platform" : "platforms"}`,
		digest === null || isPinned(reference) ? "" : markdownCode(shortDigest(digest))
	];
	return [
		error ? markdownCode(error.code) : "",
		signerText(signature),
		markdownText(evidenceCell(signature), 300),
		facts.filter((fact) => fact !== "").join(" · "),
		record ? markdownText(`record ${record.status}, stated ${record.statedAt.slice(0, 16)}Z`, 100) : "",
		left === void 0 ? "" : markdownText(left, 600),
		unjudged === "" ? "" : `${carriedHeading(image)}: ${markdownText(unjudged, 600)}`,
		leftBehind.length === 0 ? "" : `left behind: ${markdownText(byType(leftBehind), 600)}`
	];
}
/** The images of a run; signer and policy stand before the digest. */
function imageTable(images, command) {
	const rows = images.map((image) => ({
		status: image.status,
		words: statusWords(image, command),
		reference: image.reference,
		facts: () => factLines(image)
	}));
	return foldedTable([
		"Result",
		"Image",
		"Signer, policy"
	], "images", rows, .3);
}

// src/action/mermaid-label.ts
/** Mermaid breaks a label at spaces alone, and names have none. */
const LINE = 30;
const LINES = 4;
/** Where a line is best broken, and where else. */
const SEPARATORS = [[
	"/",
	",",
	"@",
	" "
], [
	":",
	"-",
	"."
]];
/** How much of a text goes into its first line. */
function firstLine(text) {
	for (const some of SEPARATORS) {
		const at = Math.max(...some.map((one) => text.lastIndexOf(one, 29)));
		if (at >= LINE / 3) return at + 1;
	}
	return LINE;
}
function wrapped(text) {
	const lines = [];
	let rest = text;
	while (rest.length > LINE) {
		const length = firstLine(rest);
		lines.push(rest.slice(0, length).trim());
		rest = rest.slice(length);
	}
	return [...lines, rest.trim()];
}
/** Of a long text the beginning and the end, where registry and tag are. */
function shortened(lines) {
	return lines.length <= LINES ? lines : [
		lines[0],
		"...",
		...lines.slice(-2)
	];
}
/** A label of a Mermaid diagram: in quotes, with what Mermaid or HTML could read as markup left out. */
function mermaidLabel(texts) {
	return `"${texts.map((text) => printable(text, 600).replace(/[^A-Za-z0-9 /.,:=+@_-]/gu, " ").trim()).filter((text) => text !== "").flatMap((text) => shortened(wrapped(text))).join("<br/>")}"`;
}

// src/action/picture.ts
/** The most images of a diagram with what belongs to them, failed ones that are drawn alone, and parts of one image. */
const IMAGES = 8;
const FAILED = 20;
const SIGNATURES = 5;
const DESTINATIONS = 8;
/** An edge that is not drawn. A node that nobody points at would stand among the signers, and their arrows run across it. */
const BESIDES = "signer0 ~~~";
const CLASSES = [
	"  classDef good stroke:#2da44e,stroke-width:2px",
	"  classDef bad stroke:#cf222e,stroke-width:4px",
	"  classDef part stroke:#bf8700,stroke-width:3px",
	"  classDef open stroke-dasharray:4"
];
const byRank = (a, b) => statusFacts(a.status).rank - statusFacts(b.status).rank;
/**
* Word and style of a signature. One that passed without a trusted signer is not good, a new one has no checks to fail, and one that
* failed beside one that passed stands against nothing.
*/
function signatureLook(signature, image) {
	const { status, checks } = signature;
	const isNew = checks.length === 0;
	if (status === "failed" && image.signatures.some((one) => one.status === "passed")) return ["not counted", "open"];
	const isByNobody = status === "passed" && !isNew && !trustsSigner(signature);
	const word = image.destinations.length === 0 ? image.status : signature.made ? "signed" : "signed before";
	return [isNew ? word : status, isByNobody ? "open" : statusFacts(status).style];
}
function passedFirst(signatures) {
	return [...signatures.filter(({ status }) => status === "passed"), ...signatures.filter(({ status }) => status !== "passed")];
}
/** The signers, each with one node for all that it signed with the same outcome. */
var Signers = class {
	#ids = /* @__PURE__ */ new Map();
	/** The lines of the node, where it is new, and of its edge to the image. */
	lines(image, imageId) {
		const lines = [];
		const edges = /* @__PURE__ */ new Map();
		for (const signature of passedFirst(image.signatures).slice(0, SIGNATURES)) {
			const [word, style] = signatureLook(signature, image);
			const node = `[${mermaidLabel([signature.signer ?? "unknown signer"])}]):::${style}`;
			const id = this.#ids.get(node) ?? `signer${this.#ids.size}`;
			if (!this.#ids.has(node)) lines.push(`  ${id}(${node}`);
			this.#ids.set(node, id);
			const edge = edges.get(`${id} ${word}`) ?? {
				id,
				word,
				count: 0
			};
			edge.count += 1;
			edges.set(`${id} ${word}`, edge);
		}
		for (const { id, word, count } of edges.values()) lines.push(`  ${id} -- ${mermaidLabel([count === 1 ? word : `${count} ${word}`])} --> ${imageId}`);
		return lines;
	}
};
function imageNode(image, id, command) {
	const { reference, digest, error, status } = image;
	const words = statusWords(image, command).join(", ");
	const label = [
		shortDigest(reference),
		digest === null || reference.endsWith(digest) ? "" : shortDigest(digest),
		error && status === "failed" ? `${words}: ${error.code}` : words
	];
	return `  ${id}[${mermaidLabel(label)}]:::${statusFacts(status).style}`;
}
/** The second line of a destination's node; empty where nobody has looked, or nothing is there yet. */
function nodeText(destination) {
	const { status, attachments, error } = destination;
	if (error) return error.code;
	if (status === "planned" || isKept(destination)) return "";
	return `${attachments.present} of ${attachments.expected} attached`;
}
/** The second line of the node of a repository that was compared. */
function comparedText({ attachments, error }) {
	const sum = (key) => attachments.reduce((all, one) => all + one[key], 0);
	return error ? error.code : `${sum("present")} of ${sum("expected")} attached`;
}
/** Where an image is or should be: name, status and second line of each node, and what they are in the plural. */
function endsOf({ destinations, compared }) {
	if (!compared) return [destinations.map((one) => ({
		name: one.reference,
		status: one.status,
		text: nodeText(one)
	})), "destinations"];
	return [compared.map((one) => ({
		name: one.repository,
		status: one.status,
		text: comparedText(one)
	})), "repositories"];
}
function endNodes(image, id) {
	const [ends, what] = endsOf(image);
	const drawn = ends.toSorted(byRank).slice(0, DESTINATIONS);
	const rest = ends.length - drawn.length;
	return [...drawn.flatMap(({ name, status, text }, d) => [`  ${id}d${d}[${mermaidLabel([shortDigest(name), text])}]:::${statusFacts(status).style}`, `  ${id} == ${mermaidLabel([status])} ==> ${id}d${d}`]), ...rest > 0 ? [`  ${id} --> ${id}more[${mermaidLabel([`${rest} more ${what}`])}]:::open`] : []];
}
/**
* The run as a Mermaid diagram: who signed what, and where it went. Failed images come first, also those of which nothing is known
* but their name. Empty when there is nothing to draw.
*/
function picture({ images, command }) {
	const worth = images.filter((image) => hasFailed(image) || image.signatures.length + partsOf(image).length > 0).toSorted(byRank);
	if (worth.length === 0) return "";
	const signers = new Signers();
	const later = worth.slice(IMAGES);
	const bad = later.filter(hasFailed);
	const whole = worth.slice(0, IMAGES);
	const alone = bad.slice(0, FAILED);
	const hasSigners = whole.some(({ signatures }) => signatures.length > 0);
	const besides = (id) => hasSigners ? [`  ${BESIDES} ${id}`] : [];
	const counted = (id, count, what, style) => count > 0 ? [`  ${id}[${mermaidLabel([`${count} more ${what}`])}]:::${style}`, ...besides(id)] : [];
	return [
		"```mermaid",
		"flowchart LR",
		...whole.flatMap((image, i) => {
			const id = `image${i}`;
			return [
				imageNode(image, id, command),
				...image.signatures.length === 0 ? besides(id) : signers.lines(image, id),
				...endNodes(image, id)
			];
		}),
		...alone.flatMap((image, i) => {
			const id = `image${IMAGES + i}`;
			return [imageNode(image, id, command), ...besides(id)];
		}),
		...counted("moreFailed", bad.length - alone.length, "failed", "bad"),
		...counted("moreImages", later.length - bad.length, "images", "open"),
		...CLASSES,
		"```"
	].join("\n");
}

// src/action/problem-list.ts
/** More problems than this are folded away; of one error they are counted. */
const SHOWN = 20;
/** The most characters of one of several problems. */
const SHORT = 400;
/** Message or remedy of an error. Of several problems each has a line. */
function prose(text, most) {
	const parts = numberedParts(shortDigests(text));
	return [...parts.slice(0, SHOWN).map((part) => markdownProse(part, parts.length > 1 ? SHORT : most)), ...parts.length > SHOWN ? [`and ${parts.length - SHOWN} more`] : []].join("<br>");
}
function problemLine(name, { code, message, hint, docs }) {
	const shown = docs === void 0 ? markdownCode(code) : `[${markdownCode(code)}](${docs})`;
	return `- ❌ ${name === void 0 ? "" : `${markdownCode(shortName(name))}<br>`}${prose(message, 1e3)} (${shown})<br>**Remedy:** ${prose(hint, 600)}`;
}
/** Why a signature does not count. */
function reasonOf({ checks }) {
	return checks.filter(({ outcome, action }) => outcome !== "passed" && outcome !== "skipped" && action === "enforce").map(({ check, message, code }) => `${check}: ${message ?? (code === null ? "failed" : ERRORS[code][1])}`).join("; ");
}
/**
* The reason of each failed signature, where none passed: beside one that did the others stand against nothing. Then that of each
* failed platform. What the error of the image says already is not said again.
*/
function reasons(image) {
	const { signatures, platforms } = image;
	const own = ownError(image);
	const isJudged = signatures.some(({ status }) => status === "passed");
	const isSaid = ({ checks }) => signatures.length === 1 && checks.some(({ message }) => message && own?.message.includes(message));
	return [...(isJudged ? [] : signatures.filter((one) => one.status === "failed" && !isSaid(one))).map((one) => `  - signature ${markdownCode(shortDigest(one.digest))}: ${markdownProse(shortDigests(reasonOf(one)))}`), ...platforms.flatMap(({ platform, error }) => error ? [`  - platform ${markdownCode(platform)}: ${markdownProse(shortDigests(error.message))}`] : [])];
}
function problemsOf(image) {
	const { reference } = image;
	const own = ownError(image);
	const found = [...own ? [{
		name: reference,
		error: own
	}] : [], ...partsOf(image).flatMap(({ reference: name, error }) => error ? [{
		name,
		error
	}] : [])];
	return found.map((problem, i) => i === found.length - 1 ? {
		...problem,
		image
	} : problem);
}
function problemText({ name, error, image }) {
	return [problemLine(name, error), ...image ? reasons(image) : []].join("\n");
}
/** What went wrong with the run, each image and each destination, with the remedy. */
function problemList({ images, error }) {
	const all = [...error ? [{ error }] : [], ...images.flatMap(problemsOf)];
	if (all.length === 0) return [];
	const rest = all.slice(SHOWN);
	const head = [
		"",
		"#### What went wrong, and what to do",
		""
	];
	const title = [
		"",
		`<details><summary>${rest.length} more</summary>`,
		""
	];
	return [{
		head,
		rows: rowsOf(all.slice(0, SHOWN), problemText),
		share: .4
	}, ...rest.length === 0 ? [] : [{
		head: title,
		rows: rowsOf(rest, problemText),
		tail: ["", "</details>"],
		share: .2
	}]];
}

// src/action/rollback-list.ts
/** Longer than any command that is useful. */
const LONGEST = 4e3;
/** The commands that point tags back at what they pointed at before, folded away until somebody needs them. */
function rollbackList(images) {
	const commands = images.flatMap(({ destinations }) => destinations.flatMap(({ rollback }) => rollback ?? []));
	if (commands.length === 0) return [];
	return [{
		head: [
			"",
			"<details><summary>To go back</summary>",
			""
		],
		rows: rowsOf(commands, (one) => `- ${markdownCode(one, LONGEST)}`),
		tail: ["", "</details>"]
	}];
}

// src/action/summary.ts
/** The runner refuses a summary over 1 MiB, and several steps share a page; ours ends well before. */
const LIMIT = 262144;
function warningList(warnings) {
	if (warnings.length === 0) return [];
	return [{
		head: [""],
		rows: rowsOf(warnings, (one) => `- ⚠️ ${markdownProse(shortDigests(one), 600)}`),
		share: .1
	}];
}
/**
* The job summary in at most about `limit` bytes: what went wrong and what to do, the images, where they went, a picture, and
* every digest in full.
*/
function summaryOf(result, limit = LIMIT) {
	const { images, warnings, command } = result;
	if (hasPlan(result)) return fitted(planPage(result, [...problemList({
		...result,
		images: []
	}), ...warningList(warnings)]), limit);
	const drawn = picture(result);
	return fitted([
		{
			head: headingLines(result),
			rows: []
		},
		...problemList(result),
		...warningList(warnings),
		...imageTable(images, command),
		...comparedTable(images),
		...destinationTable(images),
		...drawn === "" ? [] : [{
			head: ["", drawn],
			rows: []
		}],
		...rollbackList(images),
		...digestList(result)
	], limit);
}

// src/action/tell-if-asked.ts
/**
* Tells GitHub about a run that has ended, as far as the inputs ask for it, also where other inputs were wrong: a comment of an
* earlier run must not stand beside a check that failed. What tells GitHub is loaded only then.
*/
async function tellIfAsked(action, told) {
	const problems = new Problems();
	const asked = readAsked(action, told.env, problems);
	if (!asked.comment && !asked.storageRecord) return;
	told.onSecret(asked.githubToken);
	const { options } = readInputs(action, told.env, problems);
	const { tellGithub } = await import("./tell-github.js");
	await tellGithub({
		...told,
		asked,
		options
	});
}

// src/action/run-action.ts
/** Milliseconds between two log lines about the progress of a copy. */
const PROGRESS_INTERVAL_MS = 1e4;
/** The line itself when there is exactly one, else the list: only some options accept a list. */
const oneOrList = (lines) => lines.length === 1 ? lines[0] : lines;
/** The operands of an action that takes a source or a file. */
function placesOf({ source = [], destination, file }, host) {
	if (file) return { file: file[0] };
	return {
		...source.length === 0 ? {} : { source: oneOrList(fullNames("source", source, host)) },
		...destination ? { destination } : {}
	};
}
/** The user metadata of the inputs together with that of the run, where it is asked for. */
async function runMetadataOf(action, { runMetadata: isAsked }, { userMetadata = [], sign }, env, problems) {
	if (!isAsked) return {};
	if (action === "promote" && sign !== true) {
		problems.add("usage", "the input run-metadata is true, and without sign: true promote makes no signature", "Add sign: true, or leave run-metadata out.");
		return {};
	}
	const { runMetadata } = await import("./run-metadata.js");
	return { userMetadata: [userMetadata, await problems.try(() => runMetadata(env)) ?? []].flat() };
}
async function runFromInputs(action, host, env, secrets, resultsFile, signal) {
	await refuseUnsafeEvent(action, env);
	const problems = new Problems();
	const { options, operands } = readInputs(action, env, problems);
	const asked = readAsked(action, env, problems);
	secrets.add(asked.githubToken);
	await problems.try(async () => resultsFile?.check());
	const named = "images" in operands ? await namedImages(operands, env, problems) : void 0;
	const texts = Object.entries(operands).map(([name, values]) => [name, values.filter((value) => !isInlineList(value))]);
	const given = {
		...options,
		...Object.fromEntries(texts),
		...named?.images ? { images: named.images } : {}
	};
	addGivenSecrets(secrets, given, env);
	for (const notice of named?.notices ?? []) host.notice(notice);
	if (named?.log && !problems.any) host.group(named.log.title, named.log.lines);
	const what = named ? { images: named.images } : placesOf(operands, host);
	const metadata = await runMetadataOf(action, asked, options, env, problems);
	const tracker = new ProgressTracker();
	const reporter = {
		progress(event) {
			tracker.take(event, performance.now());
			if (event.type === "phase") host.debug(printable(`${event.phase} ${event.subject}`, 1e3));
			if (event.type === "notice") host.info(printable(inputWords(action, event.message), 2e3));
			if (event.type === "silence") host.info(silenceText(event));
			if (event.type === "identity") host.info(`using the key as ${printable(event.who, 300)}`);
		},
		warning: (message) => host.warning(printable(inputWords(action, message), 2e3))
	};
	const run = await loadRunner(action);
	const onSecret = (secret) => secrets.add(secret);
	const stopLines = every(PROGRESS_INTERVAL_MS, () => {
		const line = progressLine(tracker.snapshot(performance.now()));
		if (line !== void 0) host.info(line);
	});
	try {
		return await run({
			...options,
			...what,
			...metadata,
			problems,
			reporter,
			onSecret,
			isStep: true,
			env: {
				...env,
				CI: "true"
			}
		}, signal);
	} finally {
		stopLines();
	}
}
/** Declares what was done as artifacts of the job. A failure is a warning, because what was done is done. */
async function declareDone(result, host, env, hide) {
	try {
		const { lines, leftOut } = await declarationOf(result, env);
		if (lines.length > 0) await host.declare(lines);
		for (const line of leftOut) host.info(printable(hide(`not declared in GITHUB_ARTIFACTS: ${line}`), 1e3));
	} catch (thrown) {
		const { message } = outputError(thrown, "the artifacts of the job (GITHUB_ARTIFACTS)");
		host.warning(printable(hide(message), 300));
	}
}
/** Writes outputs and summary, and tells GitHub what it is to be told. It resolves to a failure, so that no later step takes a missing output for an empty one. */
async function publish(action, result, host, hide, resultsFile, tell) {
	let failure;
	const values = outputValues(action, result);
	try {
		for (const [name, value] of values) host.setOutput(name, value);
	} catch (thrown) {
		failure = outputError(thrown, "the outputs of the step (GITHUB_OUTPUT)");
	}
	try {
		await resultsFile?.write(new Map(values).get("results"));
	} catch (thrown) {
		failure ??= outputError(thrown, "the file of results-file");
	}
	const shown = resultInInputWords(action, hiddenResult(result, hide, "hidden"));
	for (const image of shown.images) host.group(`${statusWords(image, result.command).join(", ")}: ${printable(image.reference, 600)}`, imageLog(image));
	for (const { title, message } of annotationsOf(shown)) host.annotate(title, message);
	try {
		await host.summary(summaryOf(shown));
	} catch (thrown) {
		const error = outputError(thrown, "the job summary (GITHUB_STEP_SUMMARY)");
		if (error.code === "disk_full") failure ??= error;
		else host.warning(printable(hide(error.message), 300));
	}
	await tell((bytes) => summaryOf(shown, bytes));
	if (failure) {
		const { code, message, hint } = failure;
		host.annotate(`Sealift: ${code}`, `${printable(hide(message), 1e3)}\n${printable(hint, 600)}`);
	}
	return failure;
}
/** An action from inputs to outputs, summary and annotations. Resolves to the exit code, as on the command line. */
async function runAction(action, host, env, signal) {
	const secrets = new Secrets((secret) => host.setSecret(secret));
	const hide = (text) => secrets.hide(text);
	const { resultsFile: path } = readAsked(action, env, new Problems());
	const resultsFile = path === "" ? void 0 : new ResultsFile(path);
	let result;
	try {
		result = await runFromInputs(action, host, env, secrets, resultsFile, signal);
	} catch (thrown) {
		const explain = explainer(true, env);
		result = failedRun(action, await explain(secrets.hideIn(asSealiftError(thrown)).toJSON()));
	}
	if (env.GITHUB_ARTIFACTS) await declareDone(result, host, env, hide);
	const failure = await publish(action, result, host, hide, resultsFile, (summary) => tellIfAsked(action, {
		result,
		summary,
		host,
		env,
		signal,
		onSecret: (secret) => secrets.add(secret)
	}));
	return exitCodeWith(exitCodeOf(result), failure);
}

// src/io/files/append-text.ts
/** Appends to a file that another program reads later, such as one of the runner. @throws SealiftError of the file system. */
async function appendText(path, text) {
	await checkRegular(path, "file to write");
	try {
		await appendFile(path, text, "utf8");
	} catch (error) {
		throw fileError(error, "write", path);
	}
}

// src/action/toolkit-host.ts
/**
* The runner through `@actions/core`, loaded here and not before. Where the runner's files are not there (a run by hand)
* outputs and summary go to the log, with a notice.
*/
async function toolkitHost(env) {
	const core = await import("./actions-toolkit.js").then((n) => n.t);
	return {
		info: (line) => core.info(logSafe(line)),
		debug: (line) => core.debug(logSafe(line)),
		notice: (message) => core.info(logSafe(`notice: ${message}`)),
		warning: (message) => core.warning(logSafe(message)),
		annotate: (title, message) => core.error(logSafe(message), { title: logSafe(title) }),
		group(title, lines) {
			core.startGroup(logSafe(title));
			for (const line of lines) core.info(logSafe(line));
			core.endGroup();
		},
		setSecret: (value) => core.setSecret(value),
		setOutput(name, value) {
			if (env.GITHUB_OUTPUT) core.setOutput(name, value);
			else core.info(logSafe(`GITHUB_OUTPUT is not set; output ${name}: ${value}`));
		},
		async declare(lines) {
			const path = env.GITHUB_ARTIFACTS?.trim();
			if (path) await appendText(path, `${lines.join("\n")}\n`);
		},
		async summary(markdown) {
			if (env.GITHUB_STEP_SUMMARY) await core.summary.addRaw(markdown, true).write();
			else core.info("GITHUB_STEP_SUMMARY is not set: no job summary is written");
		}
	};
}

// src/action/start.ts
/** Runs the action of this process and sets its exit code. An uncaught error is a bug of Sealift, 70. */
async function start(action) {
	limitHeapGrowth();
	const controller = new AbortController();
	process.once("SIGINT", () => controller.abort(new SealiftError("interrupted", "the job was cancelled")));
	process.once("SIGTERM", () => controller.abort(new SealiftError("terminated", "the job was terminated")));
	process.on("uncaughtException", (error) => {
		process.stdout.write(errorCommand("internal", `${error.name}, a bug of Sealift; please report it`));
		process.stderr.write(`${logSafe(error.stack ?? error.message)}\n`);
		process.exit(70);
	});
	process.exitCode = 70;
	const output = new ProcessOutput(process);
	const code = await runAction(action, await toolkitHost(process.env), process.env, controller.signal);
	process.exitCode = code;
	process.once("exit", () => {
		process.exitCode = exitCodeWith(code, output.failure);
		if (output.failure) process.stderr.write(`error: ${output.failure.message} [${output.failure.code}]\n`);
	});
	endProcess(process);
}

export { start };