import { H as quotable, J as SealiftError, K as loadRunner, P as camelCase, R as Problems, U as randomParts, W as printable, Y as asSealiftError, _ as limitHeapGrowth, b as endProcess, c as operandsOf, d as progressLine, g as ProcessOutput, h as outputError, l as ProgressTracker, m as every, p as silenceText, q as ERRORS, r as outputsOf, s as inputsOf, v as exitCodeOf, x as failedRun, y as exitCodeWith, z as splitReference } from "./words.js";
import { f as Secrets, n as hiddenResult, r as addGivenSecrets } from "./secrets.js";
import { Fn as formatReference, Gn as completeReference, Kn as namesHost, Pn as formatPlace, Rn as parseReference, Un as isDigest, Wn as completeName } from "./registry.js";
import { t as trustsSigner } from "./trusts-signer.js";

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

// src/operations/own-error.ts
/** The error of an image itself; `null` where it only sums up what failed at its destinations (`promotion/promote.ts`). */
function ownError({ error, destinations }) {
	return destinations.some((one) => one.error && one.error.code === error?.code && error.message.endsWith(one.error.message)) ? null : error;
}

// src/action/annotations.ts
/** The runner shows ten of a kind and step. */
const LIMIT$1 = 10;
function annotation(name, { code, message, hint }) {
	const subject = name === "" ? "" : `${printable(name, 300)}: `;
	return {
		title: `Sealift: ${code}`,
		message: `${subject}${printable(message, 1e3)}\n${printable(hint, 600)}`
	};
}
/** Of an image that failed at some of its destinations each of those, since each has a cause of its own. */
function failuresOf(image) {
	const { reference, error, destinations } = image;
	const own = ownError(image);
	if (error && !own && destinations.length === 1) return [annotation(reference, error)];
	const theirs = destinations.flatMap((one) => one.error ? [annotation(one.reference, one.error)] : []);
	return own ? [annotation(reference, own), ...theirs] : theirs;
}
/** One annotation a failed image or destination, with cause and remedy; one for what stopped the whole run. */
function annotationsOf({ images, error }) {
	const all = [...error ? [annotation("", error)] : [], ...images.flatMap(failuresOf)];
	if (all.length <= LIMIT$1) return all;
	const rest = all.length - LIMIT$1 + 1;
	const what = images.some(({ destinations }) => destinations.length > 0) ? "destinations" : "images";
	const message = `${rest} more ${what} failed; the job summary and the output results name them all.`;
	return [...all.slice(0, 9), {
		title: `Sealift: more ${what} failed`,
		message
	}];
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

// src/action/image-log.ts
const safe = (text) => printable(text, 1e3);
/** One line a fact about an image, for the step's log. */
function imageLog(image) {
	const { digest, policy, signatures, platforms, destinations, error } = image;
	return [
		...digest === null ? [] : [`digest: ${safe(digest)}`],
		...policy ? [`policy: ${safe(policy.statement)}, level ${policy.level}`] : [],
		...signatures.flatMap(({ digest: signature, signer, status, validUntil, checks }) => [`signature${checks.length === 0 ? "" : ` ${status}`}: ${safe(signature)} by ${safe(signer ?? "unknown")}${validUntil === null ? "" : `, valid until ${validUntil}`}`, ...checks.filter(({ outcome }) => outcome === "failed" || outcome === "unknown").map(({ check, action, outcome, code, message }) => `  ${check} ${outcome} (${action}): ${safe(message ?? code ?? "")}`)]),
		...platforms.map(({ platform, digest: child, status }) => `platform ${status}: ${safe(platform)} ${safe(child)}`),
		...destinations.flatMap(({ reference, status, tags, attachments, copied, bytes, error: own }) => [`destination ${status}: ${safe(reference)}${tags.length === 0 && !own ? ", no tag set" : ""}, ${attachments.present} of ${attachments.expected} attached, ${copied} blobs (${bytes} bytes) copied`, ...own ? [`  ${safe(own.message)} [${own.code}]`, `  ${safe(own.hint)}`] : []]),
		...error ? [`error: ${safe(error.message)} [${error.code}]`] : []
	];
}

// src/action/images.ts
/** Adds the digest of the build to every image, so that the built image is used even if its tag has moved. */
function pin(line, digest) {
	const reference = parseReference(line);
	if (reference.digest !== void 0 && reference.digest !== digest) throw new SealiftError("usage", `${printable(line, 600)} has another digest than the input digest`, { hint: "Give the digest once." });
	return formatReference({
		...reference,
		digest
	});
}
/** The images that the inputs `images` and `digest` name. An empty list is an error, so that the step does not pass. */
async function pinnedImages(images, digests, problems) {
	if (images.length === 0) problems.add("usage", "the input images names no image", "Write one reference per line; an empty output of an earlier step ends here.");
	const [digest, another] = digests;
	if (digest === void 0) return images;
	if (another !== void 0 || !isDigest(digest)) {
		problems.add("usage", `the input digest is not one digest: ${quotable(digests.join(" "))}`, "Write sha256:HEX, the output of the build step.");
		return images;
	}
	return (await Promise.all(images.map((line) => problems.try(() => pin(line, digest))))).filter((one) => one !== void 0);
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
	if (type !== "boolean") return text;
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
	const operands = {
		images: [],
		digest: [],
		source: [],
		destination: []
	};
	for (const { name } of operandsOf(action)) operands[name] = inputLines(text(name));
	return {
		options: Object.fromEntries(options),
		operands
	};
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
/** The first destination that did not fail. */
function doneFirst(image) {
	return image?.destinations.find(({ status }) => status !== "failed");
}
/** The error of the run, else that of the first image with an error. */
function firstError(result) {
	const ofImage = ({ error, destinations }) => error ?? destinations.find((one) => one.error)?.error;
	return result.error ?? result.images.map(ofImage).find((error) => error) ?? null;
}
const VALUES = {
	digest: (_, image) => image?.digest ?? "",
	"signature-digest": (_, image) => image?.signatures.find(({ status }) => status === "passed")?.digest ?? "",
	reference: ({ command }, image) => {
		if (command === "promote") return doneFirst(image)?.pinned ?? "";
		return byDigest(image?.reference ?? "", image?.digest ?? null);
	},
	status: ({ status }) => status,
	"error-code": (result) => result.status === "done" ? "" : firstError(result)?.code ?? "internal",
	results: (result) => JSON.stringify(result),
	verified: ({ status, images }) => String(status === "done" && images.every((image) => image.status === "verified")),
	"signer-subject": (_, image) => image?.signatures.find(trustsSigner)?.signer ?? "",
	"previous-digest": (_, image) => (doneFirst(image) ?? image?.destinations[0])?.previousDigest ?? ""
};
/** Every output of an action. An output about one image describes the first image. */
function outputValues(action, result) {
	return outputsOf(action).map(({ name }) => [name, VALUES[name](result, result.images[0])]);
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
/** What a verdict rests on beside the signer: the timestamp that counted, and how revocation was answered. */
function evidenceCell(signature) {
	if (!signature) return "";
	const { timestamp, revocation } = signature;
	const time = timestamp?.time.replace("T", " ").replace(/(?:\.\d+)?Z$/, " UTC");
	return [...timestamp ? [`timestamp ${time} by ${timestamp.authority}`] : [], ...revocation.length === 0 ? [] : [revocationWords(revocation)]].join("; ");
}

// src/action/markdown.ts
/** Characters outside of this list may be markup in Markdown, HTML or GitHub's additions, and are written as entities. */
const HARMLESS = /[^A-Za-z0-9 /.,:;=+@()%-]/gu;
/**
* Text from outside as Markdown that shows exactly this text: no markup, no HTML, no link, no mention, no picture, and it
* stays in its table cell.
*/
function markdownText(text, max = 200) {
	return printable(text, max).replace(HARMLESS, (character) => `&#${character.codePointAt(0)};`).replaceAll("://", ":&#47;/").replace(/www\./gi, (www) => `${www.slice(0, -1)}&#46;`);
}
/** The same in `<code>`, where GitHub makes no mention of an `@`. */
function markdownCode(text, max = 300) {
	return `<code>${markdownText(text, max)}</code>`;
}
/** A label of a Mermaid diagram: in quotes, with what Mermaid or HTML could read as markup left out. */
function mermaidLabel(lines) {
	return `"${lines.map((line) => printable(line, 120).replace(/[^A-Za-z0-9 /.,:=+@_-]/gu, " ").trim()).join("<br/>")}"`;
}

// src/action/picture.ts
/** The most images of a diagram, and signatures of one image: a larger diagram would be unreadable. */
const IMAGES = 8;
const SIGNATURES = 5;
const GOOD = /* @__PURE__ */ new Set([
	"signed",
	"skipped",
	"verified",
	"promoted",
	"unchanged",
	"planned",
	"passed"
]);
const styleOf = (status) => GOOD.has(status) ? "good" : status === "failed" ? "bad" : "open";
/** The style of a signature. One that passed without a trusted signer is not good; a new one has no checks to fail. */
function signatureStyle(signature) {
	const isByNobody = signature.checks.length > 0 && !trustsSigner(signature);
	return signature.status === "passed" && isByNobody ? "open" : styleOf(signature.status);
}
const short = (digest) => digest.replace(/^(sha\d+:[0-9a-f]{12})[0-9a-f]*$/, "$1");
function imageNodes(image, i) {
	const id = `image${i}`;
	const signatures = image.signatures.slice(0, SIGNATURES);
	return [
		`  ${id}[${mermaidLabel([image.reference, image.digest === null ? image.status : short(image.digest)])}]:::${styleOf(image.status)}`,
		...signatures.flatMap(({ signer, digest, status, checks }, s) => [`  ${id}s${s}([${mermaidLabel([signer ?? "unknown signer", short(digest)])}]):::${signatureStyle({
			status,
			checks
		})}`, `  ${id}s${s} -- ${mermaidLabel([checks.length === 0 ? image.status : status])} --> ${id}`]),
		...image.destinations.flatMap(({ reference, status, attachments }, d) => [`  ${id}d${d}[${mermaidLabel([reference, `${attachments.present} of ${attachments.expected} attached`])}]:::${styleOf(status)}`, `  ${id} == ${mermaidLabel([status])} ==> ${id}d${d}`])
	];
}
/** The run as a Mermaid diagram: who signed what, and where it went. Empty when there is nothing to draw. */
function picture({ images }) {
	const drawn = images.slice(0, IMAGES).filter(({ signatures, destinations }) => signatures.length + destinations.length > 0);
	if (drawn.length === 0) return "";
	return [
		"```mermaid",
		"flowchart LR",
		...drawn.flatMap(imageNodes),
		"  classDef good stroke:#2da44e,stroke-width:2px",
		"  classDef bad stroke:#cf222e,stroke-width:2px",
		"  classDef open stroke-dasharray:4",
		"```"
	].join("\n");
}

// src/action/summary.ts
/** The runner refuses a summary over 1 MiB; ours ends well before. */
const LIMIT = 262144;
const MARKS = {
	failed: "❌",
	audited: "⚠️",
	"not-checked": "⚠️",
	unverified: "⚠️",
	planned: "📝"
};
/** Statuses that are no error and no pass either. The heading names them in place of `done`. */
const HEADED = [
	"audited",
	"not-checked",
	"unverified",
	"planned"
];
/** `✅ Sealift verify: done`, in the words of the weakest image. */
function heading({ command, status, images }) {
	const mark = {
		done: "✅",
		partial: "⚠️",
		failed: "❌"
	}[status];
	const weak = images.filter((image) => HEADED.includes(image.status));
	if (status !== "done" || weak.length === 0) return `### ${mark} Sealift ${command}: ${status}`;
	const words = [...new Set(weak.map((image) => image.status))].join(", ");
	const count = weak.length === images.length ? "" : ` (${weak.length} of ${images.length} images)`;
	return `### ${weak.every((image) => image.status === "planned") ? MARKS.planned : "⚠️"} Sealift ${command}: ${words}${count}`;
}
function signerCell(signature) {
	if (!signature?.signer) return "";
	const isByNobody = signature.checks.length > 0 && !trustsSigner(signature);
	return `${markdownText(signature.signer)}${signature.status === "passed" && isByNobody ? " (⚠️ not trusted)" : ""}`;
}
/** The signature that an image is shown with. */
function shownSignature({ signatures }) {
	return signatures.find(({ status }) => status === "passed") ?? signatures[0];
}
function row(image, hasEvidence) {
	const signature = shownSignature(image);
	return `| ${[
		`${MARKS[image.status] ?? "✅"} ${image.status}`,
		markdownCode(image.reference),
		image.digest === null ? "" : markdownCode(image.digest),
		signerCell(signature),
		signature?.validUntil?.slice(0, 10) ?? (signature?.timestamp && signature.status !== "failed" ? "no end" : ""),
		...hasEvidence ? [markdownText(evidenceCell(signature), 300)] : [],
		image.policy ? markdownText(`${image.policy.statement} (${image.policy.level})`) : ""
	].join(" | ")} |`;
}
function destinationRows(images) {
	const destinations = images.flatMap((image) => image.destinations);
	if (destinations.length === 0) return [];
	return [
		"",
		"| Result | Destination | Before | Attached |",
		"|---|---|---|---|",
		...destinations.map(({ status, reference, tags, previousDigest, attachments }) => {
			const unknown = status === "failed" ? "" : tags.length === 0 ? "no tag set" : "new";
			const before = previousDigest === null ? unknown : markdownCode(previousDigest);
			return `| ${MARKS[status] ?? "✅"} ${status} | ${markdownCode(reference)} | ${before} | ${attachments.present} of ${attachments.expected} |`;
		})
	];
}
function problem(name, { code, message, hint }) {
	return ["", `- ${name === void 0 ? "" : `${markdownCode(name)}: `}${markdownText(message, 1e3)} (\`${code}\`)<br>**Remedy:** ${markdownText(hint, 600)}`];
}
/** The reason of each failed signature. */
function reasons({ signatures }) {
	return signatures.filter(({ status }) => status === "failed").map(({ digest, checks }) => {
		const texts = checks.filter(({ outcome, action }) => outcome !== "passed" && outcome !== "skipped" && action === "enforce").map(({ check, message, code }) => `${check}: ${message ?? (code === null ? "failed" : ERRORS[code][1])}`);
		return `  - signature ${markdownCode(digest)}: ${markdownText(texts.join("; "), 1e3)}`;
	});
}
function problems({ images, error }) {
	const found = images.flatMap((image) => {
		const { reference, destinations } = image;
		const own = ownError(image);
		const shown = [...own ? problem(reference, own) : [], ...destinations.flatMap((one) => one.error ? problem(one.reference, one.error) : [])];
		return shown.length === 0 ? [] : [...shown, ...reasons(image)];
	});
	const all = [...error ? problem(void 0, error) : [], ...found];
	return all.length === 0 ? [] : [
		"",
		"#### What went wrong, and what to do",
		...all
	];
}
/** Whole blocks, in order, until the limit; what does not fit is counted and not cut in the middle. */
function capped(blocks) {
	let text = "";
	let size = 0;
	for (const block of blocks) {
		size += Buffer.byteLength(block);
		if (size > LIMIT) return `${text}\n\nThe summary is cut here; the output \`results\` has everything.\n`;
		text += `${block}\n`;
		size += 1;
	}
	return text;
}
/** The table of the images. It has a column for timestamps and revocation where there is something to tell of them. */
function imageRows(images) {
	if (images.length === 0) return [];
	const hasEvidence = images.some((image) => evidenceCell(shownSignature(image)) !== "");
	const columns = [
		"Result",
		"Image",
		"Digest",
		"Signer",
		"Valid until",
		...hasEvidence ? ["Evidence"] : [],
		"Policy"
	];
	return [
		`| ${columns.join(" | ")} |`,
		`|${"---|".repeat(columns.length)}`,
		...images.map((image) => row(image, hasEvidence))
	];
}
/** The job summary: a table of the images, where they went, a picture, and what went wrong. */
function summaryOf(result) {
	const { images, warnings } = result;
	const drawn = picture(result);
	return capped([
		heading(result),
		"",
		...imageRows(images),
		...destinationRows(images),
		...problems(result),
		...warnings.length === 0 ? [] : ["", ...warnings.map((warning) => `- ⚠️ ${markdownText(warning, 600)}`)],
		...drawn === "" ? [] : ["", drawn]
	]);
}

// src/action/run-action.ts
/** Milliseconds between two log lines about the progress of a copy. */
const PROGRESS_INTERVAL_MS = 1e4;
/** The line itself when there is exactly one, else the list: only some options accept a list. */
const oneOrList = (lines) => lines.length === 1 ? lines[0] : lines;
async function runFromInputs(action, host, env, secrets, signal) {
	const problems = new Problems();
	const { options, operands } = readInputs(action, env, problems);
	addGivenSecrets(secrets, {
		...options,
		...operands
	}, env);
	const { images, digest, source, destination } = operands;
	const what = action === "promote" ? {
		source: oneOrList(fullNames("source", source, host)),
		destination
	} : { images: await pinnedImages(fullNames("images", images, host), digest, problems) };
	problems.throwIfAny();
	const tracker = new ProgressTracker();
	const reporter = {
		progress(event) {
			tracker.take(event, performance.now());
			if (event.type === "phase") host.debug(printable(`${event.phase} ${event.subject}`, 1e3));
			if (event.type === "notice") host.info(printable(event.message, 2e3));
			if (event.type === "silence") host.info(silenceText(event));
			if (event.type === "identity") host.info(`using the key as ${printable(event.who, 300)}`);
		},
		warning: (message) => host.warning(printable(message, 2e3))
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
			reporter,
			onSecret,
			env: {
				...env,
				CI: "true"
			}
		}, signal);
	} finally {
		stopLines();
	}
}
/** Writes outputs and summary. It resolves to a failure, so that no later step takes a missing output for an empty one. */
async function publish(action, result, host, hide) {
	let failure;
	try {
		for (const [name, value] of outputValues(action, result)) host.setOutput(name, value);
	} catch (thrown) {
		failure = outputError(thrown, "the outputs of the step (GITHUB_OUTPUT)");
	}
	const shown = hiddenResult(result, hide, "hidden");
	for (const image of shown.images) host.group(`${image.status}: ${printable(image.reference, 600)}`, imageLog(image));
	for (const { title, message } of annotationsOf(shown)) host.annotate(title, message);
	try {
		await host.summary(summaryOf(shown));
	} catch (thrown) {
		const error = outputError(thrown, "the job summary (GITHUB_STEP_SUMMARY)");
		if (error.code === "disk_full") failure ??= error;
		else host.warning(printable(hide(error.message), 300));
	}
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
	let result;
	try {
		result = await runFromInputs(action, host, env, secrets, signal);
	} catch (thrown) {
		result = failedRun(action, secrets.hideIn(asSealiftError(thrown)).toJSON());
	}
	const failure = await publish(action, result, host, hide);
	return exitCodeWith(exitCodeOf(result), failure);
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
		notice: (message) => core.notice(logSafe(message)),
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
		process.stdout.write(`::error title=Sealift%3A internal::${error.name}, a bug of Sealift; please report it\n`);
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