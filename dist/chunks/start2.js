import { B as OPTIONS, H as optionsOf, U as camelCase, V as isGlobal, Z as printable, at as SealiftError, b as VERSION, d as boundYoungMemory, it as ERRORS, n as unknownFlag, o as COMMANDS, ot as asSealiftError, rt as loadRunner, s as COMMAND_NAMES, t as unknownCommand, u as exitCodeOf, y as failedRun } from "./core.js";
import { n as Option, r as CommanderError, t as Command } from "./commander.js";
import { styleText } from "node:util";

// src/cli/help.ts
const OVERVIEW = "Sign container images, verify them against a trust policy, and promote image and signatures together, in the Notary Project format.\n\nExit codes: 0 done, 1 refused, 2 usage or configuration, 3 not reachable, 4 denied, 5 some done and some not, 70 a bug, 130 and 143 signals.";
/** Shown under the help of a command. */
const EXAMPLES = {
	sign: ["sealift sign registry.example.com/team/app@sha256:... --key key.pem --certificate-chain chain.pem"],
	verify: ["sealift verify registry.example.com/team/app:1.4 --trust-policy trustpolicy.json --trust-store truststore", "sealift verify oci:build:1.4 --trusted-root root.pem --trusted-identity 'x509.subject: C=US, ST=WA, O=acme'"],
	promote: ["sealift promote registry.example.com/dev/app:1.4 registry.example.com/prod/app:1.4,latest \\", "  --trust-policy trustpolicy.json --trust-store truststore"],
	list: ["sealift list registry.example.com/team/app:1.4"],
	inspect: ["sealift inspect registry.example.com/team/app:1.4"]
};

// src/cli/invocation.ts
/** Refuses a value that is the next flag, and a second value where one is all there can be. */
function readValue(option) {
	const many = option.type === "list" || option.type === "pairs";
	return (value, previous) => {
		if (/^--?[a-zA-Z]/.test(value)) throw new SealiftError("usage", `--${option.name} needs a value, and ${value} is the next flag`);
		if (many) return [...previous ?? [], value];
		if (previous !== void 0) throw new SealiftError("usage", `--${option.name} is given twice`);
		return value;
	};
}
function flagOf(option) {
	const spelled = `${option.short ? `-${option.short}, ` : ""}--${option.name}`;
	const value = option.choices?.join("|") ?? option.value;
	const shown = option.default === void 0 ? option.help : `${option.help} (${option.default})`;
	const help = option.required ? `${shown} (required)` : shown;
	if (option.type === "boolean") return new Option(spelled, help);
	return new Option(`${spelled} <${value}>`, help).argParser(readValue(option));
}
const ABOUT_USAGE = {
	"commander.unknownOption": /unknown option '([^']*)'/,
	"commander.unknownCommand": /unknown command '([^']*)'/
};
/** Commander ends bad usage with 1, which means "refused" here: everything of it becomes a usage error, exit 2. */
function usageError(error, command) {
	const word = ABOUT_USAGE[error.code]?.exec(error.message)?.[1];
	if (word !== void 0 && error.code === "commander.unknownOption") return unknownFlag(word, command);
	if (word !== void 0) return unknownCommand(word, COMMAND_NAMES);
	const message = error.message.replace(/^error: /, "").split("\n", 1)[0];
	return new SealiftError("usage", message, { hint: `See \`sealift${command ? ` ${command}` : ""} --help\`.` });
}
function argumentText({ name, many, optional }) {
	const inner = `${name}${many ? "..." : ""}`;
	return optional ? `[${inner}]` : `<${inner}>`;
}
/** Reads the command line by the tables of `options/`. Throws SealiftError `usage` or `feature_unsupported`. */
function parseInvocation(argv) {
	let text = "";
	let run;
	const configure = (command, name) => command.exitOverride((error) => {
		throw /^commander\.(help|helpDisplayed|version)$/.test(error.code) && error.exitCode === 0 ? error : usageError(error, name);
	}).configureOutput({
		writeOut: (shown) => {
			text += shown;
		},
		writeErr: () => {}
	}).configureHelp({
		showGlobalOptions: true,
		sortSubcommands: false
	}).helpOption("-h, --help", "show this text");
	const program = configure(new Command("sealift"), void 0).description(OVERVIEW).usage("COMMAND ... [flags]").version(VERSION, "--version", "show the version").helpCommand("help [command]", "show the help of a command");
	for (const option of OPTIONS) if (isGlobal(option)) program.addOption(flagOf(option));
	for (const name of COMMAND_NAMES) {
		const { summary, arguments: operands } = COMMANDS[name];
		const command = configure(program.command(name), name).summary(summary).description(summary);
		for (const operand of operands) command.argument(argumentText(operand), operand.help);
		for (const option of optionsOf(name)) if (!isGlobal(option)) command.addOption(flagOf(option));
		if (EXAMPLES[name]) command.addHelpText("after", `\nExamples:\n${EXAMPLES[name].map((line) => `  ${line}`).join("\n")}`);
		command.action(() => {
			const own = new Set(optionsOf(name).map((option) => camelCase(option.name)));
			const options = command.optsWithGlobals();
			const stray = Object.keys(options).find((key) => !own.has(key));
			const flag = OPTIONS.find((option) => camelCase(option.name) === stray);
			if (flag) throw unknownFlag(`--${flag.name}`, name);
			run = {
				kind: "run",
				command: name,
				operands: command.args,
				options
			};
		});
	}
	if (argv.length === 0) throw new SealiftError("usage", "no command is given", { hint: `One of ${COMMAND_NAMES.join(", ")}; see \`sealift --help\`.` });
	try {
		program.parse([...argv], { from: "user" });
	} catch (thrown) {
		if (thrown instanceof CommanderError) return {
			kind: "text",
			text
		};
		throw thrown;
	}
	return run ?? {
		kind: "text",
		text
	};
}

// src/cli/json.ts
/**
* What JSON leaves as it is and a terminal or log does not: C1 controls, line separators, marks that change the direction,
* and `##[`, which GitHub's runner takes for a command anywhere in a line.
*/
const UNSAFE = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|(?<=#)#(?=\[)/gu;
/** The result as one line of JSON, every character of it safe on a terminal. */
function jsonLine(result) {
	const escaped = (character) => Array.from({ length: character.length }, (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`).join("");
	return JSON.stringify(result).replace(UNSAFE, escaped);
}
/** Whether JSON was asked for, also on a command line that is wrong elsewhere. */
function wantsJson(argv) {
	const end = argv.indexOf("--");
	const flags = end < 0 ? argv : argv.slice(0, end);
	return flags.some((word, i) => word === "--output=json" || word === "--output" && flags[i + 1] === "json");
}

// src/cli/text/facts.ts
/** Facts under one another, values aligned, everything made safe to print. */
function factLines(facts, indent) {
	const shown = facts.filter(([, value]) => value !== null && value !== void 0);
	const width = Math.max(0, ...shown.map(([name]) => name.length));
	return shown.map(([name, value]) => `${" ".repeat(indent)}${name.padEnd(width)}  ${printable(String(value), 1e3)}`);
}
/** A moment as people compare it: the day is enough for certificates, the time is UTC. */
function moment(iso) {
	return iso === null ? null : iso.replace("T", " ").replace(/(?:\.\d+)?Z$/, " UTC");
}
function byteSize(bytes) {
	const units = [
		"B",
		"kB",
		"MB",
		"GB",
		"TB"
	];
	let value = bytes;
	let unit = 0;
	while (value >= 1e3 && unit < units.length - 1) {
		value /= 1e3;
		unit += 1;
	}
	return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

// src/cli/progress.ts
const VERBS = {
	resolve: "resolving",
	judge: "judging",
	copy: "copying",
	sign: "signing",
	attach: "attaching to",
	confirm: "confirming",
	tag: "tagging"
};
/** Phases that a log needs to show without --verbose: those that take time or change something. */
const TOLD = /* @__PURE__ */ new Set([
	"copy",
	"sign",
	"attach",
	"tag"
]);
/** A terminal is redrawn this often at most, in milliseconds. */
const REDRAW = 80;
/** Tells a run to a person while it works. `now` is injected for the tests. */
function progressReporter(output, options) {
	const { live } = output;
	let phase = "";
	let copied = 0;
	let received = 0;
	let drawn = Number.NEGATIVE_INFINITY;
	/** Parallel work on one image says the same thing often. */
	const told = /* @__PURE__ */ new Set();
	const persist = (text) => {
		live?.clear();
		output.line(text);
	};
	const draw = (force) => {
		if (!live || !force && options.now() - drawn < REDRAW) return;
		drawn = options.now();
		live.show(received === 0 ? phase : `${phase}  ${copied} blobs, ${byteSize(received)}`);
	};
	return {
		progress(event) {
			if (event.type === "bytes") received += event.bytes;
			else if (event.type === "phase") {
				phase = `${VERBS[event.phase]} ${printable(event.subject, 300)}`;
				const isNew = !told.has(phase);
				told.add(phase);
				if (isNew && (options.verbose || !live && TOLD.has(event.phase))) persist(phase);
			} else if (event.type === "blob") {
				if (event.state === "copied") copied += 1;
				if (options.verbose && event.state !== "started") persist(`  blob ${event.digest} ${event.state} (${byteSize(event.size)})`);
			}
			draw(event.type === "phase");
		},
		warning(message) {
			persist(`${options.style("yellow", "warning:")} ${printable(message, 2e3)}`);
			draw(true);
		},
		/** A line that stays, such as a request with --debug. */
		note(line) {
			persist(line);
			draw(true);
		},
		end: () => live?.clear()
	};
}

// src/cli/text/status.ts
const COLOURS = {
	signed: "green",
	verified: "green",
	promoted: "green",
	passed: "green",
	"not-checked": "yellow",
	unverified: "yellow",
	planned: "cyan",
	failed: "red"
};
/** The word itself, in its colour. */
function statusWord(status, style) {
	return style(COLOURS[status] ?? "bold", status);
}
/** `signed       registry.example.com/app:1`: the first line of a block. */
function statusLine(status, name, style, indent = 0) {
	const gap = " ".repeat(Math.max(2, 13 - status.length));
	return `${" ".repeat(indent)}${statusWord(status, style)}${gap}${printable(name, 600)}`;
}

// src/cli/text/signature.ts
/** Where an attachment was found, in words. */
const PLACES = {
	api: "Referrers API",
	tag: "referrers tag",
	index: "index.json"
};
/** What was decided by a check, and why: the reason a person looks for when a signature is refused. */
function checkLines(checks, verbose, indent) {
	return checks.filter(({ outcome }) => verbose || outcome === "failed" || outcome === "unknown").map(({ check, action, outcome, code, message }) => {
		const why = message ?? (code === null ? "" : ERRORS[code][1]);
		const tail = code === null ? "" : ` [${code}]`;
		const note = action === "log" && outcome !== "passed" ? " (logged, not enforced)" : "";
		return `${" ".repeat(indent)}${check} ${outcome}${note}${why === "" ? "" : `: ${printable(why, 600)}`}${tail}`;
	});
}
/** One signature of a block: digest, signer, validity, and the reasons when it did not pass. */
function signatureLines(signature, verbose, style, indent) {
	const { digest, signer, validUntil, status, checks, foundIn, mediaType } = signature;
	const word = checks.length === 0 ? "" : ` ${statusWord(status, style)}`;
	return [
		`${" ".repeat(indent)}signature${word}  ${printable(digest)}`,
		...factLines([
			["signer", signer],
			["valid until", moment(validUntil)],
			["found in", verbose ? PLACES[foundIn] : void 0],
			["format", verbose ? mediaType : void 0]
		], indent + 2),
		...checkLines(checks, verbose, indent + 2)
	];
}

// src/cli/text/details.ts
function certificateLines(details) {
	return details.certificates.flatMap(({ subject, issuer, thumbprint, notBefore, notAfter }, i) => [`    certificate ${i + 1} of ${details.certificates.length}`, ...factLines([
		["subject", subject],
		["issuer", issuer],
		["valid", `${moment(notBefore)} to ${moment(notAfter)}`],
		["SHA-256", thumbprint]
	], 6)]);
}
function detailLines({ digest, mediaType, signer, validUntil, foundIn, details, checks }) {
	return [
		`  signature ${digest}`,
		...factLines([
			["signer", signer],
			["valid until", moment(validUntil)],
			["format", mediaType],
			["algorithm", details?.signatureAlgorithm],
			["scheme", details?.signingScheme],
			["signed at", details && moment(details.signingTime)],
			["expires", details && (moment(details.expiry) ?? "never")],
			["timestamp", details && (details.timestamped ? "present" : "none")],
			["signed with", details?.signingAgent],
			["found in", PLACES[foundIn]],
			["signed content", details && `${details.targetArtifact.mediaType} ${details.targetArtifact.digest}`],
			...Object.entries(details?.userMetadata ?? {}).map(([key, value]) => ["metadata", `${key}=${value}`])
		], 4),
		...checkLines(checks, false, 4),
		...details ? certificateLines(details) : []
	];
}
/** `inspect`: every signature with all that it says, judged by nobody. */
function detailsLines(image, style) {
	return [
		statusLine(image.status, image.reference, style),
		...factLines([["digest", image.digest], ["media type", image.mediaType]], 2),
		...image.signatures.length === 0 && image.error === null ? ["  no signature"] : [],
		...image.signatures.flatMap(detailLines)
	];
}

// src/cli/text/error.ts
/** What and where, the code to search for, and the remedy. */
function errorLines({ code, message, hint }, style) {
	return [`${style("red", "error:")} ${printable(message, 2e3)} [${code}]`, `  ${printable(hint, 1e3)}`];
}

// src/cli/text/destination.ts
/** What arrived at one destination: the tag, how many attachments, how much was written. */
function destinationLines(destination, style, indent) {
	const { reference, digest, previousDigest, status, attachments, copied, mounted, bytes } = destination;
	const { expected, present, added, missing } = attachments;
	const verb = status === "planned" ? "to write" : "written";
	return [statusLine(status, reference, style, indent), ...factLines([
		["digest", digest],
		["before", previousDigest === digest ? void 0 : previousDigest],
		["attached", `${present} of ${expected}${added > 0 ? `, ${added} new` : ""}`],
		...missing.map((one) => [status === "planned" ? "to attach" : "missing", one]),
		[verb, copied + mounted === 0 ? void 0 : `${copied} blobs, ${byteSize(bytes)}${mounted > 0 ? `, ${mounted} mounted` : ""}`]
	], indent + 2)];
}

// src/cli/text/image.ts
function platformLines(image, style) {
	return image.platforms.flatMap(({ platform, digest, status, error }) => [statusLine(status, `${platform} ${digest}`, style, 2), ...error ? [`    ${printable(error.message, 600)} [${error.code}]`] : []]);
}
/** What was carried without anybody's judgement, so that nobody takes it for checked. */
function carriedLines(image) {
	return image.attachments.filter(({ judged }) => judged === "carried").map(({ artifactType, digest }) => `  carried, not judged: ${printable(artifactType)} ${printable(digest)}`);
}
/** The block of one image for sign, verify and promote. */
function imageLines(image, verbose, style) {
	const { reference, digest, mediaType, policy, status, signatures, destinations } = image;
	return [
		statusLine(status, reference, style),
		...factLines([
			["digest", digest],
			["media type", verbose ? mediaType : void 0],
			["policy", policy && `${policy.statement}, level ${policy.level}`]
		], 2),
		...signatures.flatMap((signature) => signatureLines(signature, verbose, style, 2)),
		...platformLines(image, style),
		...verbose || image.status === "unverified" ? carriedLines(image) : [],
		...destinations.flatMap((destination) => destinationLines(destination, style, 2))
	];
}

// src/cli/text/tree.ts
function draw(nodes, prefix) {
	return nodes.flatMap(({ title, children }, i) => {
		const last = i === nodes.length - 1;
		return [`${prefix}${last ? "└── " : "├── "}${title}`, ...draw(children, `${prefix}${last ? "    " : "│   "}`)];
	});
}
/** Everything attached to an image, its platforms and its attachments, as a tree. */
function treeLines(image, style) {
	const bySubject = Map.groupBy(image.attachments, ({ subject }) => subject);
	const drawn = /* @__PURE__ */ new Set();
	const attachedTo = (subject) => (subject === null ? [] : bySubject.get(subject) ?? []).filter((attachment) => !drawn.has(attachment)).map((attachment) => {
		drawn.add(attachment);
		const { artifactType, digest, size, foundIn } = attachment;
		const facts = style("dim", `(${byteSize(size)}, ${PLACES[foundIn]})`);
		return {
			title: `${printable(artifactType)}  ${printable(digest)}  ${facts}`,
			children: attachedTo(digest)
		};
	});
	const platforms = image.platforms.map(({ platform, digest }) => ({
		title: `${style("bold", printable(platform))}  ${printable(digest)}`,
		children: attachedTo(digest)
	}));
	const nodes = [...attachedTo(image.digest), ...platforms];
	const strays = image.attachments.filter((attachment) => !drawn.has(attachment)).flatMap(({ subject }) => attachedTo(subject));
	const all = [...nodes, ...strays];
	return [`${style("bold", printable(image.reference, 600))}  ${image.digest ?? ""}`.trimEnd(), ...all.length === 0 ? ["└── nothing is attached"] : draw(all, "")];
}

// src/cli/render.ts
/** What goes to stdout: a block an image, in the order asked for. */
function renderResults(result, verbose, style) {
	return result.images.flatMap((image) => {
		if (image.status === "listed" && result.command === "list") return treeLines(image, style);
		if (result.command === "inspect") return detailsLines(image, style);
		return imageLines(image, verbose, style);
	});
}
/** What goes to stderr at the end: each error once, what and where, code and remedy. */
function renderErrors(result, style) {
	const errors = result.images.flatMap(({ error, destinations }) => [...destinations.map((destination) => destination.error), error].filter((one) => one !== null));
	if (result.error) errors.push(result.error);
	return [...new Map(errors.map((error) => [`${error.code} ${error.message}`, error])).values()].flatMap((error) => errorLines(error, style));
}

// src/cli/run-command.ts
/** How the words behind a command become options of the library. */
const OPERANDS = {
	sign: (words) => ({ images: words }),
	verify: (words) => ({ images: words }),
	promote: ([source, ...destination]) => ({
		source,
		destination
	}),
	list: ([image]) => ({ image }),
	inspect: ([image]) => ({ image })
};
/** Options that are of the command line alone. */
const FACE = /* @__PURE__ */ new Set([
	"output",
	"verbose",
	"debug"
]);
/** Runs a command of the library with what was typed. */
async function runCommand({ command, operands, options }, surroundings, signal) {
	const name = command;
	const own = Object.fromEntries(Object.entries(options).filter(([key]) => !FACE.has(key)));
	return (await loadRunner(name))({
		...own,
		...OPERANDS[name](operands),
		...surroundings
	}, signal);
}

// src/cli/terminal-output.ts
/** A live line on a terminal, plain lines elsewhere (files, CI, a dumb terminal). */
async function terminalOutput(stderr, env) {
	const line = (text) => {
		stderr.write(`${text}\n`);
	};
	if (!stderr.isTTY || !stderr.columns || env.TERM === "dumb" || env.CI) return { line };
	const { createLogUpdate } = await import("./log-update.js");
	const update = createLogUpdate(stderr, { showCursor: true });
	return {
		line,
		live: {
			show: (text) => update(text),
			clear: () => update.clear()
		}
	};
}

// src/cli/text/style.ts
/** Colours on a terminal that shows them; `NO_COLOR` and `FORCE_COLOR` are honoured (by node:util). */
function styleFor(stream) {
	return (format, text) => styleText(format, text, { stream });
}

// src/cli/main.ts
function write(stream, lines) {
	if (lines.length > 0) stream.write(`${lines.join("\n")}\n`);
}
function report(result, json, verbose, { stdout, stderr }) {
	if (json) write(stdout, [jsonLine(result)]);
	else {
		write(stdout, renderResults(result, verbose, styleFor(stdout)));
		write(stderr, renderErrors(result, styleFor(stderr)));
	}
	return exitCodeOf(result);
}
/** Bad usage: the same error in both forms of output. */
function refuse(error, command, json, { stdout, stderr }) {
	const result = failedRun(command, error.toJSON());
	if (json) write(stdout, [jsonLine(result)]);
	else write(stderr, errorLines(error, styleFor(stderr)));
	return exitCodeOf(result);
}
async function runAndReport(run, json, surroundings, signal) {
	const { stderr, env } = surroundings;
	const verbose = run.options.verbose === true;
	const style = styleFor(stderr);
	const output = await terminalOutput(stderr, env);
	const progress = progressReporter(output, {
		verbose,
		style,
		now: () => performance.now()
	});
	let result;
	try {
		const onRequest = run.options.debug === true ? { onRequest: (line) => progress.note(line) } : {};
		result = await runCommand(run, {
			reporter: progress,
			env,
			...onRequest
		}, signal);
	} finally {
		progress.end();
	}
	return report(result, json, verbose, surroundings);
}
/**
* The whole command line: parses, runs, prints, and resolves to the exit code. Never rejects; what is not ours is
* `internal`, exit 70.
*/
async function main(argv, surroundings, signal) {
	const json = wantsJson(argv);
	let command = "";
	try {
		const invocation = parseInvocation(argv);
		if (invocation.kind === "text") {
			surroundings.stdout.write(invocation.text);
			return 0;
		}
		command = invocation.command;
		if (command === "demo") {
			const { runDemoCommand } = await import("./demo.js");
			const again = (words) => main(words, surroundings, signal);
			return await runDemoCommand(invocation, surroundings.stdout, again, signal);
		}
		return await runAndReport(invocation, json, surroundings, signal);
	} catch (thrown) {
		return refuse(asSealiftError(thrown), command, json, surroundings);
	}
}

// src/cli/signals.ts
const SIGNALS = {
	SIGINT: {
		code: "interrupted",
		exitCode: 130,
		message: "interrupted (SIGINT)"
	},
	SIGTERM: {
		code: "terminated",
		exitCode: 143,
		message: "terminated (SIGTERM)"
	}
};
/**
* The first SIGINT or SIGTERM aborts `signal` with a SealiftError, so that the run stops cleanly; the second ends the
* process at once.
*/
function abortOnSignals(source) {
	const controller = new AbortController();
	const listeners = Object.keys(SIGNALS).map((name) => {
		const { code, exitCode, message } = SIGNALS[name];
		const listener = () => {
			if (controller.signal.aborted) source.exit(exitCode);
			else controller.abort(new SealiftError(code, message));
		};
		source.on(name, listener);
		return {
			name,
			listener
		};
	});
	return {
		signal: controller.signal,
		dispose: () => {
			for (const { name, listener } of listeners) source.off(name, listener);
		}
	};
}

// src/cli/start.ts
/** A reader that went away (`sealift list … | head`) is no error: the run goes on and writes to nobody. */
function ignoreBrokenPipe(error) {
	if (error.code !== "EPIPE") throw error;
}
/** Node ends with 1 here, which means "refused" with us: a bug is 70. */
function endAsBug(thrown) {
	const { message, code, hint } = asSealiftError(thrown);
	process.stderr.write(`error: ${message} [${code}]\n  ${hint}\n`);
	process.exit(70);
}
/** Runs the command line of this process and leaves its exit code. */
async function start() {
	boundYoungMemory();
	process.on("uncaughtException", endAsBug);
	process.stdout.on("error", ignoreBrokenPipe);
	process.stderr.on("error", ignoreBrokenPipe);
	process.exitCode = 70;
	const signals = abortOnSignals(process);
	try {
		process.exitCode = await main(process.argv.slice(2), process, signals.signal);
	} finally {
		signals.dispose();
	}
}

export { start };