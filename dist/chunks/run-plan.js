import { Ct as writeAtomic } from "./notation.js";
import { Cr as digestOf, X as perform, _r as parseDestination, at as OpenedStores, c as typedLogins, et as explainedImage, it as storesOf, mr as formatPlace, wr as isDigest, xt as mapGroup, z as failedImage } from "./registry.js";
import { A as HEAD, C as Reading, D as END, E as BETWEEN, M as entryJson, N as filesJson, P as matrixOf, S as compareTexts, T as isReservedTag, _ as readInside, a as refuseBackupTags, b as digestFiles, c as RowBudget, d as SharedTexts, f as entryDestinations, g as surroundingsOf, h as loadPromotions, i as settingFlags, j as PLAN_LIMIT, k as ENTRY_LIMIT, l as placeName, m as inSettingWords, n as listedTagsOf, o as preparedEntries, p as limitRegistries, r as refuseSaidTwice, s as promoteEach, t as selectedImages, w as readDocument, x as compareEntries } from "./selected-images.js";
import { a as hasChanges, i as actionOf, n as ACTIONS$1 } from "./setting-words.js";
import { t as MOST_SHARDS } from "./shard.js";
import { N as fileError, R as optionsOf, ct as SealiftError, it as printable, k as hasFailed, nt as quotable, q as camelCase } from "./words.js";
import { c as isContent, l as userText, n as hiddenResult } from "./secrets.js";
import { c as matchesTag } from "./rollback.js";
import { n as runProgram } from "./run-program.js";
import { t as checkReplaceable } from "./check-replaceable.js";
import { n as shellWord } from "./policy.js";
import { t as NO_PLAN } from "./no-plan.js";
import { t as refuseOfAPlan } from "./refuse-of-a-plan.js";
import { t as sideOpeners } from "./side-openers.js";
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");
const { basename, dirname, join, relative, resolve } = globalThis.process.getBuiltinModule("node:path");
const { mkdir, mkdtemp, realpath, rm, writeFile } = globalThis.process.getBuiltinModule("node:fs/promises");
const { tmpdir } = globalThis.process.getBuiltinModule("node:os");

// src/planning/write-plan.ts
/** Promotions that are made bytes of at a time, so that the whole text is in memory once. */
const AT_ONCE$1 = 1e3;
const TOO_LONG = "Split the promotions file by its destinations, and plan and promote each file in a run of its own.";
/**
* The bytes of a plan, the same for the same plan.
*
* @throws SealiftError `content_too_large` where `readPlan` would not read them.
*/
function planBytes({ files, promotions }) {
	const chunks = [Buffer.from(`${HEAD}${filesJson(files)}${BETWEEN}`)];
	let length = 0;
	for (let at = 0; at < promotions.length; at += AT_ONCE$1) {
		const texts = promotions.slice(at, at + AT_ONCE$1).map(entryJson);
		const long = texts.findIndex((text) => text.length > ENTRY_LIMIT);
		if (long >= 0) {
			const { destination } = promotions[at + long];
			throw new SealiftError("content_too_large", `what is planned for ${destination} is over 1 MiB`, { hint: "Give the image fewer tags at this destination." });
		}
		const chunk = Buffer.from(`${at === 0 ? "" : ","}${texts.join(",")}`);
		length += chunk.length;
		if (length > 67108864 - 1048576) throw new SealiftError("content_too_large", "the plan is over 63 MiB", { hint: TOO_LONG });
		chunks.push(chunk);
	}
	return Buffer.concat([...chunks, Buffer.from(END)]);
}

// src/io/files/temporary-tree.ts
async function temporaryTree() {
	const parent = tmpdir();
	const folder = await realpath(parent).then((path) => mkdtemp(join(path, "sealift-"))).catch((error) => {
		throw fileError(error, "write", parent);
	});
	const written = async (names, write) => {
		const path = join(folder, ...names);
		await write(path).catch((error) => {
			throw fileError(error, "write", path);
		});
	};
	const makeFolder = (names) => written(names, (path) => mkdir(path, {
		recursive: true,
		mode: 448
	}));
	return {
		folder,
		makeFolder,
		async writeFile(names, bytes) {
			await makeFolder(names.slice(0, -1));
			await written(names, (path) => writeFile(path, bytes, { mode: 384 }));
		},
		remove: () => rm(folder, {
			recursive: true,
			force: true
		})
	};
}

// src/compose/git/folder-at-commit.ts
/** The most bytes of a list of files, of one file, and of all that are read. */
const [LIST, FILE, ALL] = [
	16777216,
	41943040,
	134217728
];
/** One line of `git ls-tree -z -l`: mode, type, object, size, path. Links and modules are no regular files. */
const LINE = /^100(?:644|755) blob [0-9a-f]+ +(\d+)\t(.+)$/s;
/** A part of a path that stays in its folder on any system. */
const isPlain = (name) => /^[^\\/:\0]+$/.test(name) && name !== "." && name !== "..";
/** What a folder held at a commit. Nothing is checked out for it, so that no filter and no hook runs. */
var FolderAtCommit = class {
	#git;
	#commit;
	#read = 0;
	constructor(git, commit) {
		this.#git = git;
		this.#commit = commit;
	}
	/** The regular files that are one of `paths`, or in one of them; each path is inside the folder. */
	async files(paths) {
		if (paths.length === 0) return [];
		const args = [
			"ls-tree",
			"-r",
			"-z",
			"-l",
			this.#commit,
			"--",
			...paths.map((path) => `./${path}`)
		];
		const { code, stdout, stderr } = await this.#git.ask(args, LIST);
		if (code !== 0) throw this.#failed(stderr);
		return Buffer.from(stdout).toString("utf8").split("\0").flatMap((line) => {
			const [, size, path] = LINE.exec(line) ?? [];
			const names = path?.split("/") ?? [];
			return names.length > 0 && names.every(isPlain) ? [{
				names,
				size: Number(size)
			}] : [];
		});
	}
	/** @throws SealiftError `usage` where git does not give it; `content_too_large`. */
	async content({ names, size }) {
		this.#read += size;
		if (size > FILE || this.#read > ALL) throw new SealiftError("content_too_large", `${printable(names.join("/"))} is too large to be compared`, { hint: "Leave --changed-since out." });
		const args = [
			"show",
			"--no-textconv",
			"--no-ext-diff",
			"--end-of-options",
			`${this.#commit}:./${names.join("/")}`
		];
		const { code, stdout, stderr } = await this.#git.ask(args, Math.max(size, 4096));
		if (code !== 0 || stdout.length !== size) throw this.#failed(stderr);
		return stdout;
	}
	#failed(said) {
		const words = said === "" ? "" : `: ${said}`;
		return new SealiftError("usage", `git cannot read what the commit of --changed-since holds${words}`, { hint: "A partial or shallow checkout lacks it: in actions/checkout set fetch-depth: 0, without filter." });
	}
};

// src/compose/git/git.ts
/** Milliseconds that one reading may take. */
const TIME = 6e4;
/** What git reads of a repository it does not run: no hook, pager, monitor of files, or helper that brings missing objects. */
const SAFE = [...[
	"--no-pager",
	"--no-replace-objects",
	"--literal-pathspecs"
], ...[
	"-c",
	"core.fsmonitor=false",
	"-c",
	"core.hooksPath=/dev/null",
	"-c",
	"protocol.allow=never"
]];
const ENV = {
	GIT_OPTIONAL_LOCKS: "0",
	GIT_TERMINAL_PROMPT: "0",
	GIT_NO_LAZY_FETCH: "1",
	GIT_PAGER: "cat",
	LC_ALL: "C"
};
/** Asks git about the repository that `folder` is in. */
var Git = class {
	folder;
	#run;
	constructor(folder, run) {
		this.folder = folder;
		this.#run = run;
	}
	/**
	* @param limit the most bytes of an answer.
	* @throws SealiftError `usage` where git cannot be run, or says more.
	*/
	async ask(args, limit) {
		const { env, signal } = this.#run;
		const order = {
			file: "git",
			args: [
				...SAFE,
				"-C",
				this.folder,
				...args
			],
			input: "",
			env: {
				...env,
				...ENV
			},
			timeout: TIME,
			limit
		};
		const outcome = await runProgram(order, signal);
		if (outcome.kind === "ended") return {
			...outcome,
			stderr: printable(Buffer.from(outcome.stderr).toString("utf8").trim(), 300)
		};
		const reason = "reason" in outcome ? outcome.reason : {
			"timed-out": "gives no answer",
			"too-much-output": "says more than is read"
		}[outcome.kind];
		throw new SealiftError("usage", `--changed-since asks git, and git ${reason}`, { hint: "Install git, or leave --changed-since out: what is unchanged is read quickly." });
	}
	/**
	* The commit that a name stands for.
	*
	* @throws SealiftError `usage` where there is none.
	*/
	async commit(name) {
		const shown = quotable(name, 160);
		const isName = !name.startsWith("-") && !/[\0\n]/.test(name);
		const args = [
			"rev-parse",
			"--verify",
			"--quiet",
			"--end-of-options",
			`${name}^{commit}`
		];
		const { code, stdout, stderr } = isName ? await this.ask(args, 4096) : {
			code: 1,
			stdout: /* @__PURE__ */ new Uint8Array(),
			stderr: ""
		};
		const found = /^([0-9a-f]{40}|[0-9a-f]{64})$/.exec(Buffer.from(stdout).toString("latin1").trim())?.[1];
		if (code === 0 && found !== void 0) return found;
		if (/dubious ownership/.test(stderr)) throw new SealiftError("usage", `git does not trust the repository of ${quotable(this.folder, 600)}`, { hint: "It belongs to another user: `git config --global --add safe.directory FOLDER` says that it may be read." });
		if (/not a git repository/.test(stderr)) throw new SealiftError("usage", `${quotable(this.folder, 600)} is in no Git repository`, { hint: "Leave --changed-since out, or check the repository out with its history." });
		throw new SealiftError("usage", `--changed-since ${shown} is no commit that this repository has`, { hint: "A checkout has often the last commit alone: in actions/checkout set fetch-depth: 0, in GitLab GIT_DEPTH: 0, elsewhere `git fetch --unshallow`, or fetch the branch." });
	}
};

// src/compose/promotions/changed-entries.ts
const CONTEXT = {
	code: "promotions_invalid",
	what: "what the promotions file names"
};
/** Options that name a file which decides what a signature of our own looks like. */
const CHAINS = [
	"certificateChain",
	"recordCertificateChain",
	"timestampRootCert"
];
/** Puts what a promotions file was made of at a commit into a folder; `false` where it was not there. */
async function restore(tree, at, { name, folder }, current) {
	const [file] = await at.files([name]);
	if (!file) return false;
	const bytes = await at.content(file);
	await tree.writeFile([name], bytes);
	const reading = new Reading(name, userText(bytes, CONTEXT), surroundingsOf(folder, current));
	const { lists } = readDocument(reading);
	const patterns = lists.flatMap(({ files }) => files.map(({ value }) => value.split("/")));
	const parents = patterns.map((names) => /[*?]/.test(names.at(-1)) ? names.slice(0, -1).join("/") || "." : names.join("/"));
	const named = reading.paths.map(({ names }) => names.join("/"));
	const isNeeded = (names) => {
		const path = names.join("/");
		if (named.some((one) => path === one || path.startsWith(`${one}/`))) return true;
		return patterns.some((pattern) => pattern.length === names.length && pattern.slice(0, -1).every((part, i) => part === names[i]) && matchesTag(pattern.at(-1), names.at(-1)));
	};
	const found = await at.files([.../* @__PURE__ */ new Set([...parents, ...named])]);
	for (const one of found.filter(({ names }) => isNeeded(names) && names.join("/") !== name)) await tree.writeFile(one.names, await at.content(one));
	for (const { kind, names } of reading.paths) {
		const path = names.join("/");
		if (found.some((one) => one.names.join("/") === path || one.names.join("/").startsWith(`${path}/`))) continue;
		if (kind === "folder") await tree.makeFolder(names);
		else await tree.writeFile(names, /* @__PURE__ */ new Uint8Array());
	}
	return true;
}
/** What an entry says and what the files are that it names, in a text that is the same wherever the folder is. */
var Fingerprints = class {
	#folder;
	#ofFiles = /* @__PURE__ */ new Map();
	constructor(folder) {
		this.#folder = folder;
	}
	async of(entry) {
		const { from, choice, to, allowEmpty, settings } = entry;
		const files = this.#ofFiles.get(settings) ?? this.#digests(entry);
		this.#ofFiles.set(settings, files);
		const chosen = choice.kind === "digests" ? [...choice.digests] : choice;
		const sorted = Object.entries(settings).toSorted(([one], [other]) => compareTexts(one, other));
		return JSON.stringify([
			from,
			chosen,
			to,
			allowEmpty,
			sorted,
			await files
		], (_, value) => typeof value === "string" && value.startsWith(this.#folder) ? relative(this.#folder, value) : value);
	}
	async #digests(entry) {
		const { policies, trustStores } = await digestFiles(this.#folder, [entry], CONTEXT);
		const chains = [];
		for (const name of CHAINS) {
			const path = entry.settings[name];
			if (typeof path !== "string") continue;
			const bytes = await readInside(this.#folder, relative(this.#folder, path).split(/[\\/]/), CONTEXT);
			if (typeof bytes !== "string") chains.push(digestOf(bytes));
		}
		return [
			...policies,
			...trustStores,
			...chains
		];
	}
};
async function fingerprints(folder, { entries }) {
	const prints = new Fingerprints(folder);
	const all = [];
	for (const entry of entries) all.push(await prints.of(entry));
	return all;
}
/**
* The entries of a promotions file that were not in it at a commit, with the same lists, policies and trust stores. Where it was not
* there, or was no promotions file, those are all of them.
*
* @param path of the promotions file.
* @throws SealiftError `usage` where git does not know the commit.
*/
async function changedEntries(current, promotions, path, since) {
	const absolute = resolve(path);
	const [folder, name] = [dirname(absolute), basename(absolute)];
	const git = new Git(folder, current);
	const at = new FolderAtCommit(git, await git.commit(since));
	const tree = await temporaryTree();
	try {
		const shown = `${quotable(path, 600)} at ${quotable(since, 160)}`;
		const all = (why) => {
			current.reporter.progress({
				type: "notice",
				message: `${shown} ${why}: all of it is planned`
			});
			return {
				...promotions,
				before: null
			};
		};
		if (!await restore(tree, at, {
			name,
			folder: tree.folder
		}, current)) return all("was not there");
		let before;
		try {
			before = await loadPromotions(`${tree.folder}/${name}`, current);
		} catch (thrown) {
			if (!(thrown instanceof SealiftError) || thrown.exitCode !== 2) throw thrown;
			return all("cannot be read as a promotions file");
		}
		const known = new Set(await fingerprints(tree.folder, before));
		const now = await fingerprints(folder, promotions);
		const entries = promotions.entries.filter((_, i) => !known.has(now[i]));
		return {
			...promotions,
			entries,
			before: before.digests
		};
	} finally {
		await tree.remove();
	}
}

// src/compose/promotions/check-out.ts
const PLAN = {
	isOne: (start) => start === HEAD,
	length: HEAD.length,
	other: "is no plan",
	hint: "Name another file: a plan replaces an older plan, and nothing else."
};
/** Notes what is wrong with `--out` of a plan before anything is contacted. */
async function checkOut({ values, problems }) {
	const { out } = values;
	if (out === void 0) return;
	if (out === "-") problems.add("usage", "--out - is not a file", "Leave --out out: --output json has the plan in it.");
	else await problems.try(() => checkReplaceable(out, PLAN));
}

// src/compose/promotions/next-command.ts
/** Options of a plan that a promotion is not given as well. */
const OWN = /* @__PURE__ */ new Set([...[
	"out",
	"changed-since",
	"from-registry",
	"shards",
	"results",
	"report"
], ...[
	"output",
	"quiet",
	"verbose",
	"debug",
	"deadline",
	"password-stdin"
]]);
/** The words of one option. Content, which may be a login or a policy of many lines, has to be in a file for this. */
function words(name, value) {
	if (value === void 0 || value === false || value === "") return [];
	if (value === true) return [`--${name}`];
	return (Array.isArray(value) ? value : [value]).flatMap((one) => [`--${name}`, isContent(String(one)) ? "FILE" : shellWord(String(one))]);
}
/**
* The command that does what is planned, with the flags that the plan was made with.
*
* @param digest of the plan, where it was written to a file.
*/
function nextCommand(options, digest) {
	const given = new Map(Object.entries(options));
	const { file = "FILE", out = "PLAN" } = options;
	const own = optionsOf("plan").filter(({ name }) => !OWN.has(name));
	return [
		...[
			"sealift",
			"promote",
			"--file",
			shellWord(file)
		],
		...digest === void 0 ? [] : [
			"--plan",
			shellWord(out),
			"--plan-digest",
			digest
		],
		...own.flatMap(({ name }) => words(name, given.get(camelCase(name))))
	].join(" ");
}

// src/compose/promotions/added-by.ts
/** The signatures and records of our own that the promotion of an image would put, by its dry run. */
function addedBy({ destinations, signaturesTo }) {
	const signed = [...destinations, ...signaturesTo ? [signaturesTo] : []].flatMap((one) => one.signed);
	const records = destinations.flatMap((one) => one.records ?? []);
	return {
		signatures: signed.filter(({ action }) => action === "made").length,
		records: records.filter(({ action }) => action === "made").length
	};
}

// src/compose/promotions/planned-promotions.ts
/** Characters of a message, of the subject of a signer, and of an artifact type. */
const [MESSAGE, SUBJECT, TYPE] = [
	1e3,
	1e3,
	255
];
/** Signers and types that are named of one image. */
const MOST$1 = 100;
/** The type under which those are counted that a plan does not name. */
const OTHERS = "other types";
const ACTIONS = {
	new: "new",
	moved: "move",
	unchanged: "unchanged",
	kept: "keep",
	left: void 0
};
const orNull = (digest) => digest !== null && isDigest(digest) ? digest : null;
function signersOf({ signatures }, hide) {
	const subjects = signatures.filter(({ status, made }) => status === "passed" && !made).flatMap(({ signer }) => signer === null ? [] : printable(hide(signer), SUBJECT));
	return [...new Set(subjects)].toSorted(compareTexts).slice(0, MOST$1);
}
function attachmentsOf({ attachments }, hide) {
	const counts = /* @__PURE__ */ new Map();
	for (const { artifactType } of attachments) {
		const type = printable(hide(artifactType), TYPE);
		const name = counts.has(type) || counts.size < MOST$1 ? type : OTHERS;
		counts.set(name, (counts.get(name) ?? 0) + 1);
	}
	return [...counts].map(([artifactType, count]) => ({
		artifactType,
		count
	})).toSorted((one, other) => compareTexts(one.artifactType, other.artifactType));
}
/** The result of a destination among those of its image; `undefined` where the image failed before. */
function resultAt({ destinations }, { repository }) {
	return destinations.find(({ reference }) => reference.startsWith(`${repository}:`) || reference.startsWith(`${repository}@`));
}
function tagsOf({ tags }, result, refusal) {
	return [...new Set(tags)].toSorted(compareTexts).map((tag) => {
		const found = result?.tags.find((one) => one.tag === tag);
		const previous = orNull(found?.previous ?? null);
		if (refusal) return {
			tag,
			action: "refused",
			previous,
			backup: null
		};
		const action = (found && ACTIONS[found.action]) ?? (previous === null ? "new" : "move");
		return {
			tag,
			action,
			previous,
			backup: action === "move" ? found?.backup ?? null : null
		};
	});
}
/** The action of a promotion by digest is that of its manifest. */
function actionAt(tags, result, image) {
	if (tags.length === 0 && result?.toCopy?.image === true) return "new";
	return actionOf(tags, result !== void 0 && (lacks(result) || lacksSignatures(image)));
}
/** Whether something is to be written beside the tags of a destination: parts, what is attached, our own signature, or a record. */
function lacks({ toCopy, attachments, signed, records = [] }) {
	return signed.some(({ action }) => action === "made") || records.some(({ digest }) => digest === null) || attachments.missing.length > 0 || (toCopy?.manifests ?? 0) > 0 || (toCopy?.blobs ?? 0) > 0;
}
/** Whether the repository of `signatures-to` lacks any, which is to have them before the tags of all destinations. */
function lacksSignatures({ signaturesTo }) {
	return (signaturesTo?.attachments.missing.length ?? 0) > 0;
}
const UNKNOWN = new SealiftError("internal", "nothing was found out about this destination").toJSON();
/**
* What the dry run of one selected image found, for each of its destinations.
*
* @param hide takes secrets out of what others wrote.
*/
function plannedPromotions(image, { entry, tag, digest, destinations }, hide) {
	const shared = {
		source: {
			repository: entry.from,
			tag: tag ?? null
		},
		digest: orNull(image.digest) ?? digest ?? null,
		signers: signersOf(image, hide),
		attachments: attachmentsOf(image, hide)
	};
	return destinations.map((destination) => {
		const result = resultAt(image, destination);
		const error = result?.error ?? (result && result.status !== "failed" ? null : image.error ?? UNKNOWN) ?? (shared.digest === null ? UNKNOWN : null);
		const tags = tagsOf(destination, result, error);
		return {
			destination: destination.repository,
			tags,
			action: error ? "refused" : actionAt(tags, result, image),
			...shared,
			bytes: result?.toCopy?.bytes ?? 0,
			refusal: error && {
				code: error.code,
				message: printable(hide(error.message), MESSAGE)
			}
		};
	});
}

// src/compose/promotions/plan-images.ts
/** The most images with an error that are shown whole. */
const SHOWN = 1e3;
/** Promotions that a plan has twice, once: two entries may select one image by its digest for one repository. */
function eachOnce(promotions) {
	const rank = ({ action }) => ACTIONS$1.indexOf(action);
	return promotions.toSorted((one, other) => compareEntries(one, other) || rank(one) - rank(other)).filter((one, at, all) => at === 0 || compareEntries(all[at - 1], one) !== 0);
}
/** The entry of a repository that could not be asked for its tags, as an image without tag and digest for each destination. */
function unreadImage({ entry }) {
	return {
		entry,
		destinations: entryDestinations(entry).map((repository) => ({
			repository,
			tags: []
		}))
	};
}
/** The spelling of names that a plan has, so that it can be compared with what others write. */
function spelled(selected, current) {
	const { entry, destinations } = selected;
	return {
		...selected,
		entry: {
			...entry,
			from: placeName(entry.from, current)
		},
		destinations: destinations.map((one) => ({
			...one,
			repository: placeName(one.repository, current)
		}))
	};
}
/** Images with an error by their places, of which the first are kept. */
var FirstFailed = class {
	#found = [];
	#budget = new RowBudget();
	add(at, image) {
		if (!hasFailed(image)) return;
		this.#found.push({
			at,
			image: this.#budget.kept(image)
		});
		if (this.#found.length >= 2 * SHOWN) this.#cut();
	}
	#cut() {
		this.#found = this.#found.toSorted((one, other) => one.at - other.at).slice(0, SHOWN);
	}
	/** What a user has to know of them; `undefined` where all of their rows are kept. */
	get warning() {
		return this.#budget.warning;
	}
	get images() {
		this.#cut();
		return this.#found.map(({ image }) => image);
	}
};
/**
* What a promotion of the selected images would do. Of each image its planned promotions are kept, and nothing else: there may be tens
* of thousands.
*
* @param inWords says errors in the words of the promotions file.
*/
async function planImages(current, prepared, { images, unread }, inWords) {
	const { signal, reporter } = current;
	const promotions = [];
	const shared = new SharedTexts();
	const failed = new FirstFailed();
	const added = {
		signatures: 0,
		records: 0
	};
	const total = images.length;
	let done = 0;
	const take = (selected, result, at) => {
		const image = inWords(result);
		const hide = (text) => current.secrets.hide(text);
		const planned = plannedPromotions(image, spelled(selected, current), hide);
		promotions.push(...planned.map((one) => shared.in(one)));
		const { signatures, records } = addedBy(image);
		added.signatures += signatures;
		added.records += records;
		failed.add(at, image);
	};
	for (const [at, one] of unread.entries()) take(unreadImage(one), failedImage(one.entry.from, one.error.toJSON()), at - unread.length);
	reporter.progress({
		type: "images",
		done,
		total
	});
	await promoteEach(current, prepared, images, {
		dryRun: true,
		forgets: true,
		onDone: (selected, image, at) => {
			if (signal.aborted) return;
			take(selected, image, at);
			done += 1;
			reporter.progress({
				type: "images",
				done,
				total
			});
		}
	});
	signal.throwIfAborted();
	if (failed.warning !== void 0) reporter.warning(failed.warning);
	return {
		promotions: eachOnce(promotions),
		added,
		failed: failed.images
	};
}

// src/compose/promotions/plan-reporter.ts
/** Warnings that a plan repeats. Each image may have some, and there may be tens of thousands. */
const MOST = 200;
/** Leaves out the notices of single images, which are in the plan, and counts the warnings beyond the first. */
function planReporter(listener) {
	const seen = /* @__PURE__ */ new Set();
	let more = 0;
	return {
		progress(event) {
			if (event.type !== "notice") listener.progress(event);
		},
		warning(message) {
			if (seen.has(message)) return;
			if (seen.size >= MOST) more += 1;
			else {
				seen.add(message);
				listener.warning(message);
			}
		},
		end() {
			if (more > 0) listener.warning(`${more} more warnings of this kind are not shown`);
		}
	};
}

// src/compose/promotions/plan-status.ts
/** `done` where nothing is refused, also where nothing is planned; `partial` where something is, else `failed`. */
function planStatus(plan, error) {
	if (!plan) return "failed";
	const refused = plan.promotions.filter(({ action }) => action === "refused").length;
	if (error === null && refused === 0) return "done";
	return refused > 0 && refused < plan.promotions.length ? "partial" : "failed";
}

// src/planning/snapshot-file.ts
/** A text of YAML that nobody reads as a number, a date or a truth value. */
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;
/** Tags in one line, since lines are compared in reviews. */
function digestLine([digest, tags]) {
	return `      ${digest}: [${tags.toSorted(compareTexts).map(quoted).join(", ")}]`;
}
function entryLines({ from, digests }) {
	const sorted = [...digests].toSorted(([, one], [, other]) => compareTexts(one.toSorted(compareTexts)[0] ?? "", other.toSorted(compareTexts)[0] ?? ""));
	return [
		`  - from: ${quoted(from)}`,
		...sorted.length === 0 ? ["    tags: { allow: [.] }", "    allow-empty: true # nothing has a tag there"] : ["    digests:", ...sorted.map(digestLine)],
		"    to: 'mirror.example.com/{repository}' # write your own here"
	];
}
/** A promotions file of what repositories have. Whoever takes it over says where to, and whose signatures count. */
function snapshotFile(snapshots) {
	return [
		"# yaml-language-server: $schema=./node_modules/sealift/dist/promotions.schema.json",
		"version: 1",
		"# trust-policy: .sealift/trustpolicy.json",
		"# trust-store: .sealift/truststore",
		"promotions:",
		...snapshots.flatMap(entryLines),
		""
	].join("\n");
}

// src/compose/run-snapshot.ts
/** Requests for tags that are under way at the same time; the limits of a host hold them back further. */
const AT_ONCE = 16;
/** The most tags of all repositories; a promotions file has 1 MiB. */
const TAGS_LIMIT = 1e4;
const INSTEAD = {
	flag: "--from-registry",
	does: "prints a promotions file",
	counting: [...[
		"from-registry",
		"registry-config",
		"from-registry-config",
		"password-stdin"
	], ...[
		"ca-file",
		"http-host",
		"https-host",
		"concurrency",
		"timeout"
	]]
};
/** The tags of one repository by the digests that they point at. Tags that registries and signers make of digests are no images. */
async function snapshotOf(from, open, { plainHttp, signal }) {
	const store = await open(parseDestination(from, plainHttp), "read");
	const tags = (await listedTagsOf(store, signal)).filter((tag) => !isReservedTag(tag));
	if (tags.length > TAGS_LIMIT) throw new SealiftError("content_too_large", `${from} has over ${TAGS_LIMIT} tags`, { hint: "Write the entry by hand, with rules that select tags." });
	const found = await mapGroup(signal, tags, AT_ONCE, async (tag, joined) => {
		return [tag, (await store.resolve({ tag }, joined))?.digest];
	});
	const digests = /* @__PURE__ */ new Map();
	for (const [tag, digest] of found) if (digest) digests.set(digest, [...digests.get(digest) ?? [], tag]);
	return {
		from,
		digests
	};
}
async function work$1(current, options) {
	const { values, problems, plainHttp } = current;
	await typedLogins(current, []);
	refuseOfAPlan(current, options, INSTEAD);
	const names = /* @__PURE__ */ new Set();
	for (const text of values.fromRegistry) {
		const place = await problems.try(() => parseDestination(text, plainHttp));
		if (!place) continue;
		if (place.transport !== "docker" || place.tags.length > 0 || place.digest !== void 0) problems.add("usage", `--from-registry ${formatPlace(place)} is no repository`, "Write REGISTRY/REPOSITORY, without tag and digest.");
		else names.add(formatPlace(place));
	}
	problems.throwIfAny();
	const { fromRegistryConfig } = values;
	const open = await storesOf(current, {
		read: fromRegistryConfig,
		write: fromRegistryConfig
	});
	const snapshots = [];
	for (const name of names) snapshots.push(await snapshotOf(name, open, current));
	return snapshotFile(snapshots);
}
/** Prints a promotions file of what repositories have, with the digests of now. Never rejects. */
async function runSnapshot(options, signal) {
	let promotions = null;
	const { file: _, ...rest } = options;
	const { warnings, error, secrets } = await perform("plan", rest, signal, async (current) => {
		promotions = await work$1(current, options);
	});
	return {
		...hiddenResult({
			version: 1,
			command: "plan",
			status: error === null ? "done" : "failed",
			error,
			warnings,
			images: []
		}, (text) => secrets.hide(text)),
		...NO_PLAN,
		promotions
	};
}

// src/compose/run-plan.ts
const NO_FILE = "Name it: `sealift plan promotions.yaml`, in a workflow `file: promotions.yaml`. `sealift plan --from-registry REPOSITORY` prints a first one.";
function checkShards({ values: { shards = 1 }, problems }) {
	if (shards > 1e4) problems.add("usage", `--shards: ${shards} are too many`, `Write a number up to ${MOST_SHARDS}; a matrix of GitHub has up to 256 jobs.`);
}
/** The entries, whose destinations are opened with the right to read: a plan needs no other one, and asks for no other one. */
async function readingEntries(current, prepared) {
	const { fromRegistryConfig: read, toRegistryConfig: write } = current.values;
	const { from, to } = await sideOpeners(current, {
		read,
		write
	});
	const stores = new OpenedStores(current, (place, purpose) => purpose === "create" ? to(place, "read") : from(place, purpose));
	return {
		...prepared,
		stores,
		open: stores.open
	};
}
async function work(current, { file, ...given }, outcome) {
	const { values, problems } = current;
	await checkOut(current);
	checkShards(current);
	await typedLogins(current, []);
	if (typeof file !== "string" || file === "") problems.add("usage", "plan takes one promotions file", NO_FILE);
	problems.throwIfAny();
	const whole = await loadPromotions(String(file), current);
	refuseSaidTwice({ ...given }, whole.entries, problems);
	problems.throwIfAny();
	const { changedSince } = values;
	const promotions = changedSince === void 0 ? {
		...whole,
		before: null
	} : await changedEntries(current, whole, String(file), changedSince);
	limitRegistries(await current.http(), whole.registries);
	const words = inSettingWords(current.reporter, settingFlags(given));
	const reporter = planReporter(words.reporter);
	const quiet = {
		...current,
		reporter
	};
	const prepared = await readingEntries(current, await preparedEntries(quiet, promotions));
	const selected = await selectedImages(current, promotions, prepared);
	await refuseBackupTags(selected.images, prepared, current);
	problems.throwIfAny();
	const { promotions: planned, added, failed } = await planImages(quiet, prepared, selected, words.image);
	reporter.end();
	const plan = {
		version: 1,
		files: whole.digests,
		promotions: planned
	};
	const bytes = planBytes(plan);
	Object.assign(outcome, {
		plan,
		bytes,
		added,
		failed,
		before: promotions.before,
		shards: values.shards
	});
	if (values.out === void 0) return;
	await writeAtomic(values.out, bytes);
	outcome.file = values.out;
}
/** Says what a promotion of a promotions file would do, or prints such a file of what is there. Never rejects. */
async function runPlan(options, signal) {
	const { fromRegistry } = options;
	if (fromRegistry !== void 0 && fromRegistry.length > 0) return runSnapshot(options, signal);
	const { file: _, ...rest } = options;
	const outcome = {
		plan: null,
		bytes: /* @__PURE__ */ new Uint8Array(),
		added: null,
		failed: [],
		before: null,
		file: null,
		shards: void 0
	};
	const { warnings, error, secrets, explain } = await perform("plan", rest, signal, (current) => work(current, options, outcome));
	const { plan, bytes, failed } = outcome;
	const images = await Promise.all(failed.map((image) => explainedImage(image, explain)));
	const status = planStatus(plan, error);
	return {
		...hiddenResult({
			version: 1,
			command: "plan",
			status,
			error,
			warnings,
			images
		}, (text) => secrets.hide(text)),
		plan,
		filesBefore: outcome.before,
		planDigest: plan && digestOf(bytes),
		changes: plan && hasChanges(plan),
		added: outcome.added,
		file: outcome.file,
		next: plan && nextCommand(options, outcome.file === null ? void 0 : digestOf(bytes)),
		promotions: null,
		...plan && outcome.shards !== void 0 ? { matrix: matrixOf(plan, outcome.shards) } : {}
	};
}

export { runPlan };