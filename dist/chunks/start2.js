import { A as optionsOf, C as VERSION, D as OPTIONS, F as helpFor, I as isRequired, J as SealiftError, K as loadRunner, L as typeFor, P as camelCase, V as withoutLogin, W as printable, Y as asSealiftError, _ as limitHeapGrowth, a as COMMAND_NAMES, b as endProcess, d as progressLine, f as progressLines, g as ProcessOutput, i as COMMANDS, k as isGlobal, l as ProgressTracker, m as every, n as unknownFlag, o as GROUPS, p as silenceText, q as ERRORS, t as unknownCommand, u as phaseText, v as exitCodeOf, x as failedRun, y as exitCodeWith } from "./words.js";
import { n as Option, r as CommanderError, t as Command } from "./commander.js";
import { t as trustsSigner } from "./trusts-signer.js";
const { styleText } = globalThis.process.getBuiltinModule("node:util");

// src/cli/help.ts
const OVERVIEW = "Sign container images, verify them against a trust policy, and promote image and signatures together, in the Notary Project format.\n\nExit codes: 0 done, 1 refused, 2 usage or configuration, 3 not reachable, 4 denied, 5 some done and some not, 70 a bug, 130 and 143 signals.";
/** Shown under the help of a command. */
const EXAMPLES = {
	sign: ["sealift sign registry.example.com/team/app@sha256:... --key key.pem --certificate-chain chain.pem"],
	verify: ["sealift verify registry.example.com/team/app:1.4 --trust-policy trustpolicy.json --trust-store truststore", "sealift verify oci:build:1.4 --trusted-root root.pem --trusted-identity 'x509.subject: C=US, ST=WA, O=acme'"],
	promote: ["sealift promote registry.example.com/dev/app:1.4 registry.example.com/prod/app:1.4,latest \\", "  --trust-policy trustpolicy.json --trust-store truststore"],
	list: ["sealift list registry.example.com/team/app:1.4"],
	"certificate self-signed": [
		"sealift certificate self-signed --key key.pem --subject 'CN=trial, O=acme, ST=WA, C=US' --days 30 --out trial.pem",
		"sealift certificate self-signed --ca --key awskms:///alias/ca --subject 'CN=acme CA, O=acme, ST=WA, C=US' \\",
		"  --days 3650 --out ca.pem"
	],
	"certificate request": ["sealift certificate request --key awskms:///alias/release --subject 'CN=release, O=acme, ST=WA, C=US' --out release.csr"],
	"certificate issue": ["sealift certificate issue --ca-key awskms:///alias/ca --ca-certificate ca.pem --csr release.csr --days 365 \\", "  --out release.pem"],
	"certificate check": ["sealift certificate check --key awskms:///alias/release --certificate-chain release.pem"],
	"policy init": ["sealift policy init --trusted-root ca.pem --trusted-identity 'x509.subject: C=US, ST=WA, O=acme'"],
	"policy check": ["sealift policy check --trust-policy trustpolicy.json --trust-store truststore"],
	inspect: ["sealift inspect registry.example.com/team/app:1.4"]
};
/** Columns of the names of options and commands. */
const NAMES = 26;
/**
* An option or a command with what it does beside it; a longer name has a line of its own. Commander would give all
* descriptions the room that the longest name leaves, and not wrap them at all where that is little.
*/
function helpItem(name, _width, description, helper) {
	if (description === "") return `  ${name}`;
	const margin = " ".repeat(30);
	const text = helper.boxWrap(description, Math.max(24, (helper.helpWidth ?? 80) - margin.length)).split("\n").join(`\n${margin}`);
	return name.length > NAMES ? `  ${name}\n${margin}${text}` : `  ${name.padEnd(NAMES)}  ${text}`;
}

// src/cli/invocation.ts
/** Refuses a value that is the next flag, and a second value where one is all there can be. */
function readValue(option, command) {
	const many = ["list", "pairs"].includes(typeFor(option, command));
	return (value, previous) => {
		if (/^--?[a-zA-Z]/.test(value)) throw new SealiftError("usage", `--${option.name} needs a value, and ${value.replace(/=.*$/s, "")} is the next flag`);
		if (many) return [...Array.isArray(previous) ? previous : [], value];
		if (previous !== void 0) throw new SealiftError("usage", `--${option.name} is given twice`);
		return value;
	};
}
function flagOf(option, command) {
	const spelled = `${option.short ? `-${option.short}, ` : ""}--${option.name}`;
	const value = option.choices?.join("|") ?? option.value;
	const own = helpFor(option, command);
	const shown = option.default === void 0 ? own : `${own} (${option.default})`;
	const help = command !== void 0 && isRequired(option, command) ? `${shown} (required)` : shown;
	if (option.type === "boolean") return new Option(spelled, help);
	return new Option(`${spelled} <${value}>`, help).argParser(readValue(option, command));
}
const ABOUT_USAGE = {
	"commander.unknownOption": /unknown option '([^']*)'/,
	"commander.unknownCommand": /unknown command '([^']*)'/
};
const isCommand = (place) => COMMAND_NAMES.some((name) => name === place);
/** Turns an error of Commander into a usage error, exit 2: Commander would end with 1, which means "refused" here. */
function usageError(error, place) {
	const command = isCommand(place) ? place : void 0;
	const spoken = place === void 0 ? "" : `${place} `;
	const word = ABOUT_USAGE[error.code]?.exec(error.message)?.[1];
	if (word !== void 0 && error.code === "commander.unknownOption") return unknownFlag(word, command);
	if (word !== void 0) return unknownCommand(`${spoken}${withoutLogin(word)}`, COMMAND_NAMES);
	const hint = `See \`sealift ${spoken}--help\`.`;
	const bare = /^error: option '(?:-\w, )?(--[\w-]+) /.exec(error.message)?.[1];
	if (bare !== void 0 && error.code === "commander.optionMissingArgument") return new SealiftError("usage", `${bare} needs a value`, { hint });
	if (error.code === "commander.help") {
		const all = COMMAND_NAMES.filter((name) => name.startsWith(spoken)).map((name) => name.slice(spoken.length));
		const message = place === void 0 ? "no command is given" : `${place} is not a command alone`;
		return new SealiftError("usage", message, { hint: `One of ${all.join(", ")}. ${hint}` });
	}
	const said = error.message.replace(/^error: /, "").replace(/( but got \d+).*$/s, "$1");
	return new SealiftError("usage", said.replace(/\n.*$/s, ""), { hint });
}
/** Whether the help of a command or group lists a global flag: only where one of its commands takes the flag. */
function takes(place, { long }) {
	return COMMAND_NAMES.filter((name) => name === place || name.startsWith(`${place} `)).some((command) => optionsOf(command).some(({ name }) => long === `--${name}`));
}
function argumentText({ name, many, optional }) {
	const inner = `${name}${many ? "..." : ""}`;
	return optional ? `[${inner}]` : `<${inner}>`;
}
/** The commands that Commander has to know: the one that `argv` begins with, so that no other one's flags are built, else all. */
function commandsOf(argv) {
	const named = COMMAND_NAMES.find((name) => name.split(" ").every((word, at) => word === argv[at]));
	return named === void 0 ? COMMAND_NAMES : [named];
}
/** Reads the command line by the tables of `options/`. Throws SealiftError `usage` or `feature_unsupported`. */
function parseInvocation(argv) {
	let text = "";
	let run;
	const configure = (command, place) => command.exitOverride((error) => {
		throw /^commander\.(help|helpDisplayed|version)$/.test(error.code) && text !== "" ? error : usageError(error, place);
	}).configureOutput({
		writeOut: (shown) => {
			text += shown;
		},
		writeErr: () => {}
	}).configureHelp({
		showGlobalOptions: true,
		sortSubcommands: false,
		minWidthToWrap: 24,
		formatItem: helpItem,
		visibleGlobalOptions: () => program.options.filter((flag) => takes(place, flag))
	}).helpOption("-h, --help", "show this text");
	const HELP = ["help [command]", "show the help of a command"];
	const program = configure(new Command("sealift"), void 0).description(OVERVIEW).usage("COMMAND ... [flags]").version(VERSION, "--version", "show the version").helpCommand(...HELP);
	for (const option of OPTIONS) if (isGlobal(option)) program.addOption(flagOf(option));
	const groups = /* @__PURE__ */ new Map();
	const parentOf = (name) => {
		const found = Object.entries(GROUPS).find(([group]) => name.startsWith(`${group} `));
		if (!found) return program;
		const [group, { summary }] = found;
		const known = groups.get(group);
		if (known) return known;
		const added = configure(program.command(group), group).summary(summary).description(summary);
		groups.set(group, added.usage("COMMAND [flags]").helpCommand(...HELP));
		return added;
	};
	for (const name of commandsOf(argv)) {
		const { summary, arguments: operands } = COMMANDS[name];
		const command = configure(parentOf(name).command(name.replace(/^.* /, "")), name).summary(summary).description(summary);
		for (const operand of operands) command.argument(argumentText(operand), operand.help);
		for (const option of optionsOf(name)) if (!isGlobal(option)) command.addOption(flagOf(option, name));
		if (EXAMPLES[name]) command.addHelpText("after", `\nExamples:\n${EXAMPLES[name].map((line) => `  ${line}`).join("\n")}`);
		command.action(() => {
			const known = new Set(optionsOf(name).map((option) => camelCase(option.name)));
			const options = command.optsWithGlobals();
			const stray = Object.keys(options).find((key) => !known.has(key));
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
	const words = argv[0] === "help" && argv.length > 1 ? [...argv.slice(1), "--help"] : [...argv];
	try {
		program.parse(words, { from: "user" });
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
* Characters that JSON need not escape and that a terminal or log acts on: C1 controls, line separators, marks that change
* the direction, and `##[`, which GitHub's runner reads as a command anywhere in a line.
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
/** The columns that prose is broken at. */
const COLUMNS = 100;
/** Prose in lines that end at a blank before the last column; a word that is longer stays whole, so that it can be copied. */
function proseLines(text, indent) {
	const lines = [];
	for (const word of printable(text, 1e3).split(" ")) {
		const last = lines.at(-1);
		if (last !== void 0 && indent + last.length + 1 + word.length <= COLUMNS) lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	return lines.map((line) => `${" ".repeat(indent)}${line}`);
}

// src/cli/progress.ts
/** Phases that a log needs to show without --verbose: those that take time or change something. */
const LOGGED_PHASES = /* @__PURE__ */ new Set([
	"copy",
	"sign",
	"attach",
	"tag"
]);
/** The shortest time between two redraws of a terminal, in milliseconds. */
const REDRAW_MS = 80;
/** Milliseconds between two calls of {@link ProgressReporter.tick}: a terminal shows a running clock, a log grows slowly. */
const TICKS = {
	live: 500,
	log: 1e4
};
/** Shows a person the progress of a run. `now` (milliseconds) is injected for the tests. */
function progressReporter(output, options) {
	const { live } = output;
	const { verbose, style, now } = options;
	const tracker = new ProgressTracker();
	let drawn = Number.NEGATIVE_INFINITY;
	/** Parallel work on one image reports the same phase several times. */
	const reported = /* @__PURE__ */ new Set();
	const persist = (text) => {
		live?.clear();
		output.line(text);
	};
	const draw = (force) => {
		if (!live || !force && now() - drawn < REDRAW_MS) return;
		drawn = now();
		const area = {
			columns: live.columns(),
			rows: live.rows()
		};
		live.show(progressLines(tracker.snapshot(now()), area).join("\n"));
	};
	const tell = (event) => {
		if (event.type === "phase") {
			const text = phaseText(event);
			const isNew = !reported.has(text);
			reported.add(text);
			if (isNew && (verbose || !live && LOGGED_PHASES.has(event.phase))) persist(text);
		} else if (event.type === "notice") persist(printable(event.message, 2e3));
		else if (event.type === "silence") persist(silenceText(event));
		else if (event.type === "identity") persist(`using the key as ${printable(event.who, 300)}`);
		else if (event.type === "blob" && verbose && event.state !== "started") persist(`  blob ${event.digest} ${event.state} (${byteSize(event.size)})`);
	};
	return {
		progress(event) {
			tracker.take(event, now());
			tell(event);
			draw(event.type === "phase" || event.type === "end");
		},
		warning(message) {
			persist(`${style("yellow", "warning:")} ${printable(message, 2e3)}`);
			draw(true);
		},
		note(line) {
			persist(line);
			draw(true);
		},
		tick() {
			if (live) draw(true);
			else {
				const text = progressLine(tracker.snapshot(now()));
				if (text !== void 0) output.line(text);
			}
		},
		end: () => live?.clear()
	};
}

// src/cli/text/evidence.ts
const METHODS = {
	ocsp: "OCSP",
	crl: "CRL",
	file: "the given CRL"
};
/** How one certificate was found good, revoked or neither. */
function answerText({ status, method, source, revokedAt, reason }) {
	if (status === "not-revocable") return "cannot be revoked: it names neither OCSP nor CRL";
	const by = method === null ? "" : `, by ${METHODS[method]} ${source ?? ""}`.trimEnd();
	if (status !== "revoked") return `${status}${by}`;
	return `revoked${revokedAt === null ? "" : ` at ${moment(revokedAt)}`}${reason === null ? "" : ` (${reason})`}${by}`;
}
/** The period of an answer. */
function freshness({ thisUpdate, nextUpdate }) {
	if (thisUpdate === null) return null;
	return `of ${moment(thisUpdate)}${nextUpdate === null ? "" : `, the next one by ${moment(nextUpdate)}`}`;
}
/** What was found out about each certificate of a chain. */
function revocationLines(rows, indent) {
	return rows.flatMap((row) => [...factLines([
		["certificate", row.subject],
		["  status", answerText(row)],
		["  answer", freshness(row)],
		["  asked", row.method === null ? row.source : null]
	], indent), ...row.message === null ? [] : proseLines(row.message, indent + 2)]);
}
function trustLines({ trust }, indent) {
	if (!trust) return [];
	return factLines([
		["trust store", trust.store],
		["anchor", trust.anchor.subject],
		["SHA-256", trust.anchor.thumbprint],
		["identity", trust.identity ?? "none matches"]
	], indent);
}
function timestampLines({ timestamp }, indent) {
	if (!timestamp) return [];
	const { authority, thumbprint, store, time, earliest, latest, policy, revocation } = timestamp;
	const isExact = earliest === latest;
	return [...factLines([
		["authority", authority],
		["SHA-256", thumbprint],
		["time", moment(time)],
		["range", isExact ? null : `${moment(earliest)} to ${moment(latest)}`],
		["trust store", store],
		["TSA policy", policy]
	], indent), ...revocationLines(revocation, indent)];
}
/** The check that proves each kind of evidence. */
const EVIDENCE = {
	authenticity: trustLines,
	authenticTimestamp: timestampLines,
	revocation: ({ revocation }, indent) => revocationLines(revocation, indent)
};
const ACTIONS = {
	enforce: "enforced",
	log: "logged",
	skip: ""
};
const COLOURS$1 = {
	passed: void 0,
	skipped: void 0,
	failed: "red",
	unknown: "yellow"
};
/** Every check of a signature with its action, its outcome and what it rests on. */
function evidenceLines(signature, style, indent) {
	const { checks } = signature;
	const widest = Math.max(0, ...checks.map(({ check }) => check.length));
	return checks.flatMap((one) => {
		const { check, action, outcome, code, message } = one;
		const colour = COLOURS$1[outcome];
		const word = colour === void 0 ? outcome : style(colour, outcome);
		const padded = `${check.padEnd(widest)}  ${word}${" ".repeat(7 - outcome.length)}  ${ACTIONS[action]}`;
		const why = message ?? (code === null || outcome === "passed" ? void 0 : ERRORS[code][1]);
		return [
			`${" ".repeat(indent)}${padded.trimEnd()}${code === null ? "" : ` [${code}]`}`,
			...why === void 0 ? [] : proseLines(why, indent + 2),
			...EVIDENCE[check]?.(signature, indent + 2) ?? []
		];
	});
}
/** The timestamp that counted, in a line. */
function timestampFact({ timestamp }) {
	return ["timestamp", timestamp && `${moment(timestamp.time)} by ${timestamp.authority}`];
}
/** When a signature stops verifying. With a timestamp that counted, no certificate ends it. */
function endFact({ validUntil, timestamp, status }) {
	const endless = timestamp && status !== "failed" ? "no end: the timestamp counts" : null;
	return ["valid until", moment(validUntil) ?? endless];
}

// src/cli/text/status.ts
const COLOURS = {
	signed: "green",
	verified: "green",
	promoted: "green",
	passed: "green",
	"not-checked": "yellow",
	unverified: "yellow",
	audited: "yellow",
	planned: "cyan",
	failed: "red"
};
/** Statuses that could be taken for a pass, with the words that the first line adds. */
const NOTES = { audited: "⚠️ the policy does not enforce who signed" };
/** The text that follows the first line of an image; empty when the status suffices. */
function statusNote(status, style) {
	const note = NOTES[status];
	return note === void 0 ? "" : `  ${style("yellow", note)}`;
}
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
/** The checks that did not pass, with their reasons. */
function checkLines(checks, indent) {
	return checks.filter(({ outcome }) => outcome === "failed" || outcome === "unknown").map(({ check, action, outcome, code, message }) => {
		const why = message ?? (code === null ? "" : ERRORS[code][1]);
		const tail = code === null ? "" : ` [${code}]`;
		const note = action === "log" && outcome !== "passed" ? " (logged, not enforced)" : "";
		return `${" ".repeat(indent)}${check} ${outcome}${note}${why === "" ? "" : `: ${printable(why, 600)}`}${tail}`;
	});
}
/** One signature of a block: digest, signer, validity, and the reasons when it did not pass; every check with --verbose. */
function signatureLines(signature, verbose, style, indent) {
	const { digest, signer, status, checks, foundIn, mediaType } = signature;
	const shown = status === "passed" && !trustsSigner(signature) ? style("yellow", status) : statusWord(status, style);
	const word = checks.length === 0 ? "" : ` ${shown}`;
	return [
		`${" ".repeat(indent)}signature${word}  ${printable(digest)}`,
		...factLines([
			["signer", signer],
			timestampFact(signature),
			endFact(signature),
			["found in", verbose ? PLACES[foundIn] : void 0],
			["format", verbose ? mediaType : void 0]
		], indent + 2),
		...verbose ? evidenceLines(signature, style, indent + 2) : checkLines(checks, indent + 2)
	];
}

// src/cli/text/details.ts
function certificateLines$1(details) {
	return details.certificates.flatMap(({ subject, issuer, thumbprint, notBefore, notAfter }, i) => [`    certificate ${i + 1} of ${details.certificates.length}`, ...factLines([
		["subject", subject],
		["issuer", issuer],
		["valid", `${moment(notBefore)} to ${moment(notAfter)}`],
		["SHA-256", thumbprint]
	], 6)]);
}
/** What a timestamp claims; inspecting does not judge it. */
function claimText(timestamp) {
	if (!timestamp) return "none";
	const { authority, time, fault } = timestamp;
	if (fault !== null) return `malformed: ${fault.replace(/^timestamp: /, "")}`;
	return `${moment(time)} by ${authority ?? "an authority whose certificate it lacks"} (not judged)`;
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
			["timestamp", details && claimText(details.timestamp)],
			["signed with", details?.signingAgent],
			["found in", PLACES[foundIn]],
			["signed content", details && `${details.targetArtifact.mediaType} ${details.targetArtifact.digest}`],
			...Object.entries(details?.userMetadata ?? {}).map(([key, value]) => ["metadata", `${key}=${value}`])
		], 4),
		...checkLines(checks, 4),
		...details ? certificateLines$1(details) : []
	];
}
/** The text of `inspect`: every signature with its content, not judged. */
function detailsLines(image, style) {
	return [
		statusLine(image.status, image.reference, style),
		...factLines([["digest", image.digest], ["media type", image.mediaType]], 2),
		...image.signatures.length === 0 && image.error === null ? ["  no signature"] : [],
		...image.signatures.flatMap(detailLines)
	];
}

// src/cli/text/error.ts
function errorLines({ code, message, hint }, style) {
	return [`${style("red", "error:")} ${printable(message, 2e3)} [${code}]`, `  ${printable(hint, 1e3)}`];
}

// src/cli/text/destination.ts
const LOOKED_DEEP = "for every manifest and blob";
/** The number of blobs and bytes that were written, or would be; `undefined` for none. */
function writtenText({ copied, mounted, bytes }) {
	if (copied + mounted === 0) return void 0;
	return `${copied} blobs, ${byteSize(bytes)}${mounted > 0 ? `, ${mounted} mounted` : ""}`;
}
/** Says of a promotion by digest that there is no tag to look for. */
function tagText({ tags, status }) {
	return tags.length > 0 || status === "failed" ? void 0 : "no tag set";
}
/** A destination among many: one line, and further lines for missing attachments and its error. */
function destinationBrief(destination, style, indent) {
	const { reference, status, attachments, deep, error } = destination;
	const { expected, present, missing } = attachments;
	const facts = [
		`${present} of ${expected} attached`,
		tagText(destination),
		writtenText(destination),
		deep ? `asked ${LOOKED_DEEP}` : void 0
	];
	const pad = " ".repeat(indent + 2);
	return [
		`${statusLine(status, reference, style, indent)}  ${style("dim", facts.filter(Boolean).join(", "))}`,
		...status === "failed" ? missing.map((one) => `${pad}missing  ${printable(one)}`) : [],
		...error ? [`${pad}${printable(error.message, 600)} [${error.code}]`, `${pad}${printable(error.hint, 600)}`] : []
	];
}
/** `2 of 3 destinations done` */
function destinationCount(destinations) {
	return `${destinations.filter(({ status }) => status !== "failed").length} of ${destinations.length} ${destinations.some(({ status }) => status === "planned") ? "planned" : "done"}`;
}
/** A destination in full: the tag, the number of attachments, the amount written. */
function destinationLines(destination, style, indent) {
	const { reference, digest, previousDigest, status, attachments, deep } = destination;
	const { expected, present, added, missing } = attachments;
	const verb = status === "planned" ? "to write" : "written";
	return [statusLine(status, reference, style, indent), ...factLines([
		["digest", digest],
		["tag", tagText(destination) && "none, promoted by digest"],
		["before", previousDigest === digest ? void 0 : previousDigest],
		["attached", `${present} of ${expected}${added > 0 ? `, ${added} new` : ""}`],
		...missing.map((one) => [status === "planned" ? "to attach" : "missing", one]),
		[verb, writtenText(destination)],
		["asked", deep ? LOOKED_DEEP : void 0]
	], indent + 2)];
}

// src/cli/text/identities.ts
/** Who has signed, and who is required and missing: a line each, and below the signatures or the reason. */
function identityLines({ identities }, style) {
	return identities.flatMap(({ required, subject, signatures, reason }) => {
		const name = printable(required ?? subject ?? "", 400);
		if (reason !== null) return [`  ${style("red", "missing")}  ${name}`, ...proseLines(reason, 11)];
		return [`  ${required === null ? "signer " : style("green", "met    ")}  ${name}`, ...signatures.map((digest) => `           ${printable(digest)}`)];
	});
}

// src/cli/text/image.ts
function platformLines(image, style) {
	return image.platforms.flatMap(({ platform, digest, status, error }) => [statusLine(status, `${platform} ${digest}`, style, 2), ...error ? [`    ${printable(error.message, 600)} [${error.code}]`] : []]);
}
/** Lists the attachments that were copied without a judgement, to show that they were not checked. */
function carriedLines(image) {
	return image.attachments.filter(({ judged }) => judged === "carried").map(({ artifactType, digest }) => `  carried, not judged: ${printable(artifactType)} ${printable(digest)}`);
}
/** The destinations: a single one, or with --verbose every one, in full; otherwise a line each. */
function destinationsLines({ destinations }, verbose, style) {
	const lines = verbose || destinations.length < 2 ? destinationLines : destinationBrief;
	return destinations.flatMap((destination) => lines(destination, style, 2));
}
/** The block of one image for sign, verify and promote. */
function imageLines(image, verbose, style) {
	const { reference, digest, mediaType, policy, status, signatures, destinations } = image;
	return [
		`${statusLine(status, reference, style)}${statusNote(status, style)}`,
		...factLines([
			["digest", digest],
			["media type", verbose ? mediaType : void 0],
			["policy", policy && `${policy.statement}, level ${policy.level}`],
			["destinations", destinations.length > 1 ? destinationCount(destinations) : void 0]
		], 2),
		...signatures.flatMap((signature) => signatureLines(signature, verbose, style, 2)),
		...identityLines(image, style),
		...platformLines(image, style),
		...verbose || image.status === "unverified" ? carriedLines(image) : [],
		...destinationsLines(image, verbose, style)
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
/** The lines for stdout: a block an image, in the order asked for. */
function renderResults(result, verbose, style) {
	return result.images.flatMap((image) => {
		if (image.status === "listed" && result.command === "list") return treeLines(image, style);
		if (result.command === "inspect") return detailsLines(image, style);
		return imageLines(image, verbose, style);
	});
}
/** The lines for stderr at the end: each error once, with its message, code and remedy. */
function renderErrors(result, style) {
	const errors = result.images.flatMap(({ error, destinations }) => [...destinations.length > 1 ? [] : destinations.map((destination) => destination.error), error].filter((one) => one !== null));
	if (result.error) errors.push(result.error);
	return [...new Map(errors.map((error) => [`${error.code} ${error.message}`, error])).values()].flatMap((error) => errorLines(error, style));
}

// src/cli/run-command.ts
/** The options of the library that the operands of each command become. */
const OPERANDS = {
	sign: (words) => ({ images: words }),
	verify: (words) => ({ images: words }),
	promote: ([source, ...destination]) => ({
		source,
		destination
	}),
	list: ([image]) => ({ image }),
	inspect: ([image]) => ({ image }),
	"certificate self-signed": () => ({}),
	"certificate request": () => ({}),
	"certificate issue": () => ({}),
	"certificate check": () => ({}),
	"policy init": () => ({}),
	"policy check": () => ({})
};
/** Runs a command of the library with the parsed options, which are checked there. */
async function runCommand({ command, operands, options }, surroundings, signal) {
	limitHeapGrowth();
	return (await loadRunner(command))({
		...options,
		...OPERANDS[command](operands),
		...surroundings
	}, signal);
}

// src/cli/terminal-output.ts
/** A live area on a terminal, plain lines elsewhere (files, CI, a dumb terminal). */
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
			clear: () => update.clear(),
			columns: () => stderr.columns ?? 80,
			rows: () => stderr.rows ?? 24
		}
	};
}

// src/cli/text/certificates.ts
function isCertificateRun(result) {
	return Object.hasOwn(result, "certificates");
}
/** For each command, the words for its success. */
const DONE = {
	"certificate self-signed": "self-signed",
	"certificate request": "requested",
	"certificate issue": "issued",
	"certificate check": "passed"
};
function certificateLines(certificates, revocation) {
	return certificates.flatMap((certificate, i) => {
		const { subject, issuer, notBefore, notAfter, keyType, thumbprint, ocspUrls, crlUrls } = certificate;
		const row = revocation.find((one) => one.thumbprint === thumbprint);
		return [`  certificate ${i + 1} of ${certificates.length}`, ...factLines([
			["subject", subject],
			["issuer", issuer],
			["valid", `${moment(notBefore)} to ${moment(notAfter)}`],
			["key", keyType],
			["SHA-256", thumbprint],
			...ocspUrls.map((url) => ["OCSP", url]),
			...crlUrls.map((url) => ["CRL", url]),
			["status", row && answerText(row)],
			["answer", row && freshness(row)]
		], 4)];
	});
}
/** The text of a certificate command: the certificates that it made or checked, and the end of their validity. */
function certificateRunLines(result, style) {
	const { command, status, certificates, revocation, validUntil, file } = result;
	const word = status === "done" ? DONE[command] ?? "done" : "failed";
	if (status === "failed" && certificates.length === 0) return [];
	const gap = " ".repeat(Math.max(2, 13 - word.length));
	const first = style(status === "done" ? "green" : "red", word);
	return [
		file === null ? first : `${first}${gap}${printable(file, 600)}`,
		...certificateLines(certificates, revocation),
		...validUntil === null ? [] : [`  signatures without a timestamp verify until ${moment(validUntil)}`]
	];
}

// src/cli/text/policy.ts
function isPolicyRun(result) {
	return Object.hasOwn(result, "trust");
}
/** The kinds of image, as a person says them. */
const IMAGES = {
	unsigned: "unsigned",
	"untrusted-signer": "other signer",
	"expired-signature": "signature expired",
	"expired-certificate": "certificate expired",
	"revoked-certificate": "certificate revoked",
	"unknown-revocation": "revocation unknown",
	"no-timestamp": "no timestamp",
	"expired-certificate-timestamped": "expired, timestamped"
};
const CONSEQUENCES = {
	refused: "refused",
	reported: "passes, with a warning",
	passes: "passes",
	"not-checked": "passes, not checked"
};
/** What distinguishes an image beyond the words of {@link IMAGES}, where it is looked at. */
const WHEN = { "unknown-revocation": "; neither OCSP nor CRL answered" };
/** When a statement demands a timestamp, in words. */
const DEMANDS = {
	always: "always demanded",
	afterCertExpiry: "demanded once a certificate has expired"
};
const STATES = {
	valid: "",
	expired: ", EXPIRED",
	"not-yet-valid": ", NOT YET VALID"
};
function list(words) {
	return words.length === 0 ? void 0 : words.join(", ");
}
function scopesText(scopes) {
	return scopes[0] === "*" ? "* (every repository that no other statement names)" : list(scopes);
}
function statementLines(statement) {
	const { name, scopes, level, checks, verifyTimestamp, trustStores, trustedIdentities } = statement;
	const by = (wanted) => list(checks.filter(({ action }) => action === wanted).map(({ check, overridden }) => overridden ? `${check} (override)` : check));
	const [firstIdentity, ...otherIdentities] = trustedIdentities;
	const facts = [
		["scopes", scopesText(scopes)],
		["level", level],
		["enforced", by("enforce")],
		["logged", by("log")],
		["skipped", by("skip")],
		["timestamp", verifyTimestamp && DEMANDS[verifyTimestamp]],
		["trust stores", list(trustStores)],
		["identities", firstIdentity === "*" ? "* (every signer of the trust stores)" : firstIdentity],
		...otherIdentities.map((identity) => ["", identity]),
		...statement.consequences.map(({ image, verify }) => {
			const when = verify === "not-checked" ? "" : WHEN[image] ?? "";
			return [IMAGES[image], `${CONSEQUENCES[verify]}${when}`];
		}),
		["promote", statement.promotes ? "judges by it" : "refuses under it"]
	];
	return [`  statement ${printable(name)}`, ...factLines(facts, 4)];
}
function storeLines({ type, name, usedBy, certificates }) {
	const users = usedBy.length === 0 ? "no statement" : usedBy.map((one) => printable(one)).join(", ");
	return [`  trust store ${type}:${printable(name)}, used by ${users}`, ...certificates.flatMap(({ file, subject, notBefore, notAfter, keyType, authority, state }) => [`    ${printable(file)}`, ...factLines([
		["subject", subject],
		["valid", `${moment(notBefore)} to ${moment(notAfter)}${STATES[state]}`],
		["key", `${keyType}, ${authority ? "CA" : "no CA"}`]
	], 6)])];
}
/** The text of a policy command: what was written, what each statement means, what is in the stores, and every fault. */
function policyRunLines({ command, status, trust }, style) {
	const { policy, statements, stores, faults, written, next } = trust;
	if (status === "failed" && statements.length + stores.length + faults.length === 0) return [];
	const word = status === "failed" ? "failed" : command === "policy init" ? "written" : "passed";
	const first = style(status === "done" ? "green" : "red", word);
	const gap = " ".repeat(13 - word.length);
	return [
		...(written.length > 0 ? written : [policy ?? "(inline)"]).map((file, at) => `${at === 0 ? `${first}${gap}` : " ".repeat(13)}${printable(file, 600)}`),
		...statements.flatMap(statementLines),
		...stores.flatMap(storeLines),
		...faults.length < 2 ? [] : faults.flatMap(({ code, message, hint }, at) => [`  ${style("red", `fault ${at + 1} of ${faults.length}:`)} ${printable(message, 2e3)} [${code}]`, `    ${printable(hint, 1e3)}`]),
		...next === null ? [] : ["  go on with", `    ${printable(next, 2e3)}`]
	];
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
	else if (isCertificateRun(result)) {
		const textOutput = result.pem === null ? stdout : stderr;
		if (result.pem !== null) stdout.write(result.pem);
		write(textOutput, certificateRunLines(result, styleFor(textOutput)));
		write(stderr, renderErrors(result, styleFor(stderr)));
	} else if (isPolicyRun(result)) {
		write(stdout, policyRunLines(result, styleFor(stdout)));
		write(stderr, renderErrors(result, styleFor(stderr)));
	} else {
		write(stdout, renderResults(result, verbose, styleFor(stdout)));
		write(stderr, renderErrors(result, styleFor(stderr)));
	}
	return exitCodeOf(result);
}
/** Reports a command line that cannot be run, as text or as JSON. */
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
	const stopTicks = every(output.live ? TICKS.live : TICKS.log, () => progress.tick());
	let result;
	try {
		const onRequest = run.options.debug === true ? { onRequest: (line) => progress.note(line) } : {};
		result = await runCommand(run, {
			reporter: progress,
			env,
			...onRequest
		}, signal);
	} finally {
		stopTicks();
		progress.end();
	}
	return report(result, json, verbose, surroundings);
}
/**
* Runs a command line: parses it, runs the command, prints, and resolves to the exit code. It never rejects: an unexpected
* error is `internal`, exit code 70.
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
		if (invocation.command === "demo") {
			const { runDemoCommand } = await import("./demo.js");
			const again = (words) => main(words, surroundings, signal);
			return await runDemoCommand(invocation, surroundings.stdout, again, signal);
		}
		return await runAndReport(invocation, json, surroundings, signal);
	} catch (thrown) {
		const { hiddenUsage } = await import("./secrets.js").then((n) => n.t);
		return refuse(hiddenUsage(asSealiftError(thrown), argv, surroundings.env), command, json, surroundings);
	}
}

// src/cli/signals.ts
const SIGNALS = [
	{
		name: "SIGINT",
		code: "interrupted",
		exitCode: 130
	},
	{
		name: "SIGHUP",
		code: "terminated",
		exitCode: 143
	},
	{
		name: "SIGTERM",
		code: "terminated",
		exitCode: 143
	}
];
/**
* Handles the signals that end a run. The first one aborts `signal` with a SealiftError, so that the run stops cleanly; the
* second one ends the process at once.
*/
function abortOnSignals(source) {
	const controller = new AbortController();
	const listeners = SIGNALS.map(({ name, code, exitCode }) => {
		const listener = () => {
			if (controller.signal.aborted) source.exit(exitCode);
			else controller.abort(new SealiftError(code, `${code} (${name})`));
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
/** Node ends with 1 after an uncaught error, which means "refused" here. A bug has exit code 70. */
function endAsBug(thrown) {
	const lines = errorLines(asSealiftError(thrown), styleFor(process.stderr));
	process.stderr.write(`${lines.join("\n")}\n`);
	process.exit(70);
}
/** Runs the command line of this process and leaves its exit code. */
async function start() {
	process.on("uncaughtException", endAsBug);
	const output = new ProcessOutput(process);
	const { stdout, stderr } = output;
	process.exitCode = 70;
	const signals = abortOnSignals(process);
	try {
		const code = await main(process.argv.slice(2), {
			stdout,
			stderr,
			env: process.env
		}, signals.signal);
		const { failure } = output;
		process.exitCode = exitCodeWith(code, failure);
		if (failure) process.stderr.write(`${errorLines(failure, styleFor(stderr)).join("\n")}\n`);
	} finally {
		signals.dispose();
		endProcess(process);
	}
}

export { start };