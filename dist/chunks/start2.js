import { C as endProcess, D as silenceText, E as progressLines, F as OPTIONS, J as helpFor, L as isGlobal, O as failedRun, R as optionsOf, S as exitCodeWith, T as progressLine, X as typeFor, Y as isRequired, a as optionGroups, c as COMMANDS, ct as SealiftError, g as every, h as ProgressTracker, i as unknownFlag, it as printable, j as VERSION, l as COMMAND_NAMES, lt as asSealiftError, m as numberedParts, n as PREDICATE_TYPE, o as jsonLine, ot as loadRunner, q as camelCase, r as unknownCommand, st as ERRORS, t as IN_TOTO_TYPE, tt as withoutLogin, u as GROUPS, v as ProcessOutput, w as phaseText, x as exitCodeOf, y as limitHeapGrowth } from "./words.js";
import { n as Option, r as CommanderError, t as Command } from "./commander.js";
import { i as addedWords, r as UNSIGNED, t as byteSize } from "./byte-size.js";
import { n as pageFor, r as folded, t as PLAIN_PAGE } from "./page.js";
import { a as leftInWords, c as carriedHeading, i as signedWords, l as tagSuffix, n as isKept, o as byType, r as recordWords, s as carried, t as trustsSigner, u as typeText } from "./trusts-signer.js";
import { i as tagShortfall, t as comparedTypeText } from "./shortfall.js";
const { stripVTControlCharacters } = globalThis.process.getBuiltinModule("node:util");

// src/cli/help.ts
const OVERVIEW = "Sign container images, verify them against a trust policy, and promote image and signatures together, in the Notary Project format.\n\nExit codes: 0 done, 1 refused, 2 usage or configuration, 3 not reachable, 4 denied, 5 some done and some not, 70 a bug, 130 and 143 signals.";
/** Shown under the help of a command. */
const EXAMPLES = {
	sign: ["sealift sign registry.example.com/team/app@sha256:... \\", "  --key key.pem --certificate-chain chain.pem"],
	verify: [
		"sealift verify registry.example.com/team/app:1.4 \\",
		"  --trust-policy trustpolicy.json --trust-store truststore",
		"sealift verify oci:build:1.4 --trusted-root root.pem \\",
		"  --trusted-identity 'x509.subject: C=US, ST=WA, O=acme'"
	],
	promote: [
		"sealift promote registry.example.com/dev/app:1.4 \\",
		"  registry.example.com/prod/app:1.4,latest \\",
		"  --trust-policy trustpolicy.json --trust-store truststore"
	],
	plan: [
		"sealift plan promotions.yaml",
		"sealift plan promotions.yaml --changed-since origin/main --out plan.json",
		"sealift plan --from-registry registry.example.com/team/app > promotions.yaml"
	],
	list: ["sealift list registry.example.com/team/app:1.4", "sealift list --images-file images.txt --expiring 30d"],
	"certificate self-signed": [
		"sealift certificate self-signed --new-key key.pem --days 30 --out trial.pem \\",
		"  --subject 'CN=trial, O=acme, ST=WA, C=US'",
		"sealift certificate self-signed --ca --key awskms:///alias/ca \\",
		"  --subject 'CN=acme CA, O=acme, ST=WA, C=US' --days 3650 --out ca.pem"
	],
	"certificate request": ["sealift certificate request --key awskms:///alias/release \\", "  --subject 'CN=release, O=acme, ST=WA, C=US' --out release.csr"],
	"certificate issue": ["sealift certificate issue --ca-key awskms:///alias/ca \\", "  --ca-certificate ca.pem --csr release.csr --days 365 --out release.pem"],
	"certificate check": ["sealift certificate check --key awskms:///alias/release \\", "  --certificate-chain release.pem"],
	"policy init": ["sealift policy init --trusted-root ca.pem \\", "  --trusted-identity 'x509.subject: C=US, ST=WA, O=acme'"],
	"policy check": ["sealift policy check --trust-policy trustpolicy.json --trust-store truststore"],
	compare: [
		"sealift compare registry.example.com/team/app:1.4 \\",
		"  --with eu.example.com/app --with us.example.com/app",
		"sealift compare registry.example.com/team/app:1.4 --with eu.example.com/app \\",
		"  --repair --trust-policy trustpolicy.json --trust-store truststore"
	],
	inspect: ["sealift inspect registry.example.com/team/app:1.4"]
};
/** Columns of the names of options and commands. */
const NAMES = 26;
/** A terminal with fewer columns than these has no room for descriptions beside the names: they stand below. */
const NARROW = 54;
/** Indentation of what stands below a name. */
const BELOW = 6;
/**
* An option or a command with what it does beside it; a longer name has a line of its own. Commander would give all
* descriptions the room that the longest name leaves, and not wrap them at all where that is little.
*/
function helpItem(name, _width, description, helper) {
	if (description === "") return `  ${name}`;
	const columns = helper.helpWidth ?? 80;
	const isBelow = columns < NARROW || name.length > NAMES;
	const margin = " ".repeat(columns < NARROW ? BELOW : 30);
	const text = helper.boxWrap(description, Math.max(24, columns - margin.length)).split("\n").join(`\n${margin}`);
	return isBelow ? `  ${name}\n${margin}${text}` : `  ${name.padEnd(NAMES)}  ${text}`;
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
/** The error for an operand that was left out: what to write, and what is meant by its name. */
function missingArgument(command, said) {
	const operands = COMMANDS[command].arguments;
	const missing = operands.find(({ name }) => said.includes(`'${name}'`)) ?? operands[0];
	const words = operands.map(({ name, many }) => `${name.toUpperCase()}${many ? "..." : ""}`);
	return new SealiftError("usage", `${command} needs ${/^[aeiou]/.test(missing.name) ? "an" : "a"} ${missing.name}`, { hint: `Write \`sealift ${[command, ...words].join(" ")}\`; ${missing.name.toUpperCase()} is ${missing.help}.` });
}
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
	if (command !== void 0 && error.code === "commander.missingArgument") return missingArgument(command, error.message);
	if (error.code === "commander.help") {
		const all = COMMAND_NAMES.filter((name) => name.startsWith(spoken)).map((name) => name.slice(spoken.length));
		const message = place === void 0 ? "no command is given" : `${place} is not a command alone`;
		return new SealiftError("usage", message, { hint: `One of ${all.join(", ")}. ${hint}` });
	}
	const said = error.message.replace(/^error: /, "").replace(/( but got \d+).*$/s, "$1");
	const isCompared = command === "compare" && error.code === "commander.excessArguments";
	return new SealiftError("usage", said.replace(/\n.*$/s, ""), { hint: isCompared ? `Write each repository with a --with of its own. ${hint}` : hint });
}
/** Whether the help of a command or group lists a global flag: only where one of its commands takes the flag. */
function takes(place, { long }) {
	return COMMAND_NAMES.filter((name) => name === place || name.startsWith(`${place} `)).some((command) => optionsOf(command).some(({ name }) => long === `--${name}`));
}
/** The global flags of a command as it takes them, with the values that it alone has; those of a group as all have them. */
function globalFlags(place, flags) {
	if (!isCommand(place)) return flags.filter((flag) => takes(place, flag));
	return optionsOf(place).filter(isGlobal).map((option) => flagOf(option, place));
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
/** Refuses `--quiet` beside a flag that asks for more to see. */
function refuseContradiction({ quiet, verbose, debug }) {
	const loud = verbose === true ? "--verbose" : "--debug";
	if (quiet !== true || verbose !== true && debug !== true) return;
	throw new SealiftError("usage", `--quiet and ${loud} contradict each other`, { hint: `Leave out --quiet, or ${loud}.` });
}
/** The command that a command line names, also one that is wrong elsewhere; empty when it names none. */
function commandIn(argv) {
	const words = [];
	for (let at = 0; at < argv.length && words.length < 2; at += 1) {
		const word = argv[at];
		if (!word.startsWith("-")) words.push(word);
		else if (OPTIONS.some((option) => word === `--${option.name}` && option.type !== "boolean")) at += 1;
	}
	return COMMAND_NAMES.find((name) => name === words[0] || name === words.join(" ")) ?? "";
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
		visibleGlobalOptions: () => globalFlags(place, program.options)
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
		for (const { heading, options } of optionGroups(name)) for (const option of options.filter((each) => !isGlobal(each))) {
			const flag = flagOf(option, name);
			command.addOption(heading === void 0 ? flag : flag.helpGroup(heading));
		}
		if (EXAMPLES[name]) command.addHelpText("after", `\nExamples:\n${EXAMPLES[name].map((line) => `  ${line}`).join("\n")}`);
		command.action(() => {
			const known = new Set(optionsOf(name).map((option) => camelCase(option.name)));
			const options = command.optsWithGlobals();
			const stray = Object.keys(options).find((key) => !known.has(key));
			const flag = OPTIONS.find((option) => camelCase(option.name) === stray);
			if (flag) throw unknownFlag(`--${flag.name}`, name);
			refuseContradiction(options);
			run = {
				kind: "run",
				command: name,
				operands: command.args,
				options
			};
		});
	}
	if (argv.length === 0) throw new SealiftError("usage", "no command is given", { hint: `One of ${COMMAND_NAMES.join(", ")}; see \`sealift --help\`.` });
	const [first, asked] = argv;
	const firstWords = ["help", ...COMMAND_NAMES.map((name) => name.replace(/ .*$/, ""))];
	if (first === "help" && asked !== void 0 && !asked.startsWith("-") && !firstWords.includes(asked)) throw unknownCommand(withoutLogin(asked), COMMAND_NAMES);
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
/** Whether JSON was asked for, also on a command line that is wrong elsewhere. */
function wantsJson(argv) {
	const end = argv.indexOf("--");
	const flags = end < 0 ? argv : argv.slice(0, end);
	return flags.some((word, i) => word === "--output=json" || word === "--output" && flags[i + 1] === "json");
}

// src/cli/text/facts.ts
/** Facts under one another, values aligned and folded, everything made safe to print. */
function factLines(facts, indent, { columns }) {
	const shown = facts.filter(([, value]) => value !== null && value !== void 0);
	const width = Math.max(0, ...shown.map(([name]) => name.length));
	return shown.flatMap(([name, value]) => folded(`${" ".repeat(indent)}${name.padEnd(width)}  `, printable(String(value), 1e3), columns));
}
/** `1 blob`, `9 blobs` */
function count(number, noun) {
	return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
/** A moment as people compare it: the day is enough for certificates, the time is UTC. */
function moment(iso) {
	return iso === null ? null : iso.replace("T", " ").replace(/(?:\.\d+)?Z$/, " UTC");
}
/** The columns that prose is broken at where the page is wider. */
const PROSE = 100;
/** Prose in lines of some length; a word that is longer stays whole, so that it can be copied. */
function proseLines(text, indent, { columns }) {
	return folded(" ".repeat(indent), printable(text, 1e3), Math.min(columns, PROSE));
}

// src/cli/progress.ts
/** Phases that a log needs to show without --verbose: those that take time or change something. */
const LOGGED_PHASES = /* @__PURE__ */ new Set([
	"copy",
	"sign",
	"attach",
	"tag",
	"record"
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
	const { verbose, quiet = false, page, now } = options;
	const tracker = new ProgressTracker();
	let drawn = Number.NEGATIVE_INFINITY;
	/** Parallel work on one image reports the same phase several times. */
	const reported = /* @__PURE__ */ new Set();
	const persist = (text) => {
		live?.clear();
		output.line(text);
	};
	const persistText = (lead, text) => {
		for (const line of folded(lead, printable(text, 2e3), page.columns)) persist(line);
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
		} else if (event.type === "notice") persistText("", event.message);
		else if (event.type === "silence") persist(silenceText(event));
		else if (event.type === "identity") persist(`using the key as ${printable(event.who, 300)}`);
		else if (event.type === "blob" && verbose && event.state !== "started") persist(`  blob ${event.digest} ${event.state} (${byteSize(event.size)})`);
	};
	return {
		progress(event) {
			if (quiet) return;
			tracker.take(event, now());
			tell(event);
			draw(event.type === "phase" || event.type === "end");
		},
		warning(message) {
			persistText(`${page.style("yellow", "warning:")} `, message);
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
function revocationLines(rows, indent, page) {
	return rows.flatMap((row) => [...factLines([
		["certificate", row.subject],
		["  status", answerText(row)],
		["  answer", freshness(row)],
		["  asked", row.method === null ? row.source : null]
	], indent, page), ...row.message === null ? [] : proseLines(row.message, indent + 2, page)]);
}
/** The trusted identity that matched, or who judged it in the place of a comparison. */
function identityText({ trust, judgedBy, checks }) {
	if (trust?.identity != null) return trust.identity;
	if (judgedBy?.judged.includes("identity")) return `judged by the plugin ${judgedBy.name}`;
	return checks.some(({ check, outcome }) => check === "authenticity" && outcome === "failed") ? "none matches" : "left to the plugin";
}
function trustLines(signature, indent, page) {
	const { trust } = signature;
	if (!trust) return [];
	return factLines([
		["trust store", trust.store],
		["anchor", trust.anchor.subject],
		["SHA-256", trust.anchor.thumbprint],
		["identity", identityText(signature)]
	], indent, page);
}
function timestampLines({ timestamp }, indent, page) {
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
	], indent, page), ...revocationLines(revocation, indent, page)];
}
/** The check that proves each kind of evidence. */
const EVIDENCE = {
	authenticity: trustLines,
	authenticTimestamp: timestampLines,
	revocation: ({ revocation }, indent, page) => revocationLines(revocation, indent, page)
};
const ACTIONS$2 = {
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
function evidenceLines(signature, page, indent) {
	const { style } = page;
	const { checks } = signature;
	const widest = Math.max(0, ...checks.map(({ check }) => check.length));
	return checks.flatMap((one) => {
		const { check, action, outcome, code, message } = one;
		const colour = COLOURS$1[outcome];
		const said = `${colour === void 0 ? outcome : style(colour, outcome)}${" ".repeat(7 - outcome.length)}  ${ACTIONS$2[action]}`.trimEnd();
		const why = message ?? (code === null || outcome === "passed" ? void 0 : ERRORS[code][1]);
		return [
			...folded(`${" ".repeat(indent)}${check.padEnd(widest)}  `, `${said}${code === null ? "" : ` [${code}]`}`, page.columns),
			...why === void 0 ? [] : proseLines(why, indent + 2, page),
			...EVIDENCE[check]?.(signature, indent + 2, page) ?? []
		];
	});
}
/** The timestamp that counted, in a line. */
function timestampFact({ timestamp }) {
	return ["timestamp", timestamp && `${moment(timestamp.time)} by ${timestamp.authority}`];
}
/** The verification plugin that judged, and what. */
function judgeFact({ judgedBy }) {
	if (!judgedBy) return ["judged by", null];
	const { name, version, builtIn, judged } = judgedBy;
	return ["judged by", `${`${name} ${version}${builtIn ? ", built in" : ""}`} (${judged.join(" and ")})`];
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
	equal: "green",
	"not-checked": "yellow",
	unverified: "yellow",
	audited: "yellow",
	partial: "yellow",
	planned: "cyan",
	kept: "cyan",
	failed: "red",
	short: "red"
};
/** Statuses that could be taken for a pass, with the words that the first line adds. */
const NOTES = { audited: "⚠️ the policy does not enforce who signed" };
function statusWord(status, style) {
	return style(COLOURS[status] ?? "bold", status);
}
/** Columns of the status of a block, so that the names of several blocks stand under one another. */
const WORD$1 = 13;
const PINNED = /@(sha(?:256|512):[0-9a-f]+)$/;
/**
* `signed       registry.example.com/app:1`, and below it the digest without a label: with one it does not fit into 80 columns. A
* NAME@DIGEST that is too long for its line gives its digest to the next one.
*/
function headLines({ status, name, digest, facts = "" }, page, indent = 0) {
	const { style, columns } = page;
	const pad = " ".repeat(indent);
	const lead = `${pad}${statusWord(status, style)}${" ".repeat(Math.max(2, WORD$1 - status.length))}`;
	const shown = printable(name, 600);
	const pinned = PINNED.exec(shown)?.[1];
	const room = columns - indent - Math.max(status.length + 2, WORD$1);
	const isSplit = pinned !== void 0 && shown.length > room;
	const below = isSplit ? pinned : pinned === digest ? null : digest;
	const [first, ...others] = folded(lead, isSplit ? shown.slice(0, -pinned.length - 1) : shown, columns);
	const note = NOTES[status];
	const tail = [note === void 0 ? "" : style("yellow", note), facts].filter((one) => one !== "").join("  ");
	const line = `${first}  ${tail}`;
	const fits = others.length === 0 && stripVTControlCharacters(line).length <= columns;
	return [
		...tail !== "" && fits ? [line] : [first, ...others],
		...below ? [`${pad}  ${printable(below)}`] : [],
		...tail === "" || fits ? [] : folded(`${pad}  `, tail, columns)
	];
}

// src/cli/text/signature.ts
/** Where an attachment was found, in words. */
const PLACES = {
	api: "Referrers API",
	tag: "referrers tag",
	index: "index.json",
	"digest-tag": "digest tag",
	itself: "the artifact itself"
};
/** The list that has it, and the repository of that list where it is not the image's own. */
function placeText({ foundIn, signatureRepository }) {
	return signatureRepository === void 0 ? PLACES[foundIn] : `${PLACES[foundIn]} of ${signatureRepository}`;
}
/** The checks that did not pass, with their reasons. */
function checkLines(checks, indent, { columns }) {
	return checks.filter(({ outcome }) => outcome === "failed" || outcome === "unknown").flatMap(({ check, action, outcome, code, message }) => {
		const why = message ?? (code === null ? "" : ERRORS[code][1]);
		const tail = code === null ? "" : ` [${code}]`;
		const text = `${check} ${outcome}${action === "log" && outcome !== "passed" ? " (logged, not enforced)" : ""}${why === "" ? "" : `: ${printable(why, 600)}`}${tail}`;
		return folded(" ".repeat(indent), text, columns);
	});
}
/** `signature passed  CN=release,O=acme`, and the digest below it. What it is worth goes before its digest. */
function signatureHead({ digest, signer }, word, { columns }, indent) {
	const pad = " ".repeat(indent);
	const lead = `${pad}signature${word === "" ? "" : ` ${word}`}  `;
	return [...folded(lead, printable(signer ?? "", 600), columns), `${pad}  ${printable(digest)}`];
}
/** One signature of a block: signer, digest, validity, and the reasons when it did not pass; every check with --verbose. */
function signatureLines(signature, verbose, page, indent) {
	const { status, checks, mediaType, signatureRepository } = signature;
	const { style } = page;
	const shown = status === "passed" && !trustsSigner(signature) ? style("yellow", status) : statusWord(status, style);
	return [
		...signatureHead(signature, checks.length === 0 ? "" : shown, page, indent),
		...factLines([
			judgeFact(signature),
			timestampFact(signature),
			endFact(signature),
			["found in", verbose || signatureRepository !== void 0 ? placeText(signature) : void 0],
			["format", verbose ? mediaType : void 0]
		], indent + 2, page),
		...verbose ? evidenceLines(signature, page, indent + 2) : checkLines(checks, indent + 2, page)
	];
}

// src/cli/text/details.ts
function certificateLines$1(details, page) {
	return details.certificates.flatMap(({ subject, issuer, thumbprint, notBefore, notAfter }, i) => [`    certificate ${i + 1} of ${details.certificates.length}`, ...factLines([
		["subject", subject],
		["issuer", issuer],
		["valid", `${moment(notBefore)} to ${moment(notAfter)}`],
		["SHA-256", thumbprint]
	], 6, page)]);
}
/** What a timestamp claims; inspecting does not judge it. */
function claimText(timestamp) {
	if (!timestamp) return "none";
	const { authority, time, fault } = timestamp;
	if (fault !== null) return `malformed: ${fault.replace(/^timestamp: /, "")}`;
	return `${moment(time)} by ${authority ?? "an authority whose certificate it lacks"} (not judged)`;
}
function pluginText(plugin) {
	if (!plugin) return null;
	const { name, minVersion } = plugin;
	return `the verification plugin ${name}${minVersion === null ? "" : `, ${minVersion} or later`}`;
}
function detailLines(signature, page) {
	const { mediaType, validUntil, details, checks, status } = signature;
	return [
		...signatureHead(signature, status === "failed" ? page.style("red", status) : "", page, 2),
		...factLines([
			["valid until", moment(validUntil)],
			["format", mediaType],
			["algorithm", details?.signatureAlgorithm],
			["scheme", details?.signingScheme],
			["signed at", details && moment(details.signingTime)],
			["expires", details && (moment(details.expiry) ?? "never")],
			["timestamp", details && claimText(details.timestamp)],
			["signed with", details?.signingAgent],
			["demands", details && pluginText(details.verificationPlugin)],
			...(details?.verificationPlugin?.attributes ?? []).map(({ name, value }) => ["attribute", `${name} ${value}`]),
			["found in", placeText(signature)],
			["signed content", details && `${details.targetArtifact.mediaType} ${details.targetArtifact.digest}`],
			...(details?.prototype?.references ?? []).map((name) => ["signed for", name]),
			["not before", moment(details?.prototype?.notBefore ?? null)],
			...Object.entries(details?.userMetadata ?? {}).map(([key, value]) => ["metadata", `${key}=${value}`])
		], 4, page),
		...checkLines(checks, 4, page),
		...details ? certificateLines$1(details, page) : []
	];
}
/** The platforms of an index, each with the number of its own signatures. */
function platformsLines$1({ platforms, attachments }, { columns }) {
	const bySubject = Map.groupBy(attachments, ({ subject }) => subject);
	return platforms.flatMap(({ platform, digest, status }) => {
		const signed = bySubject.get(digest)?.length ?? 0;
		const signatures = signed === 0 ? "no signature" : count(signed, "signature");
		const said = status === "absent" ? "not there" : signatures;
		return [...folded("  platform ", `${printable(platform)}, ${said}`, columns), `    ${printable(digest)}`];
	});
}
const ONE_PLATFORM = "The signatures of a platform are shown whole by `sealift inspect NAME@DIGEST`.";
/** The text of `inspect`: every signature with its content, not judged. */
function detailsLines(image, page) {
	const { status, reference, digest, mediaType, signatures, error } = image;
	return [
		...headLines({
			status,
			name: reference,
			digest
		}, page),
		...factLines([["media type", mediaType]], 2, page),
		...signatures.length === 0 && error === null ? ["  no signature"] : [],
		...signatures.flatMap((signature) => detailLines(signature, page)),
		...platformsLines$1(image, page),
		...image.attachments.length === 0 ? [] : folded("  ", ONE_PLATFORM, page.columns)
	];
}

// src/cli/text/error.ts
/** The most characters that are shown; a promotions file may have fifty faults. */
const [MESSAGE, HINT] = [12e3, 8e3];
/** What happened with its code, and the remedy below it. Of several problems each has a line, also where lines are not broken. */
function errorLines({ code, message, hint }, page) {
	const { style, columns } = page;
	const lead = (at) => at === 0 ? `${style("red", "error:")} ` : " ".repeat(7);
	const messages = numberedParts(`${printable(message, MESSAGE)} [${code}]`);
	const hints = hint === "" ? [] : numberedParts(printable(hint, HINT));
	return [...messages.flatMap((text, at) => folded(lead(at), text, columns)), ...hints.flatMap((text) => folded("  ", text, columns))];
}

// src/cli/text/compared.ts
/** More digests than these are only counted, without --verbose. */
const SHOWN = 10;
/** What a repository with the whole image has, in one line. */
function briefOf({ tag, manifests, attachments, deep, repair }) {
	const attached = attachments.reduce((sum, { expected }) => sum + expected, 0);
	return [
		tag === null ? "by digest" : `tag ${printable(tag.tag)}`,
		count(manifests.expected, "manifest"),
		`${attached} attached`,
		deep ? "asked for every manifest and blob" : void 0,
		repair === "done" ? "repaired" : void 0
	].filter((fact) => fact !== void 0).join(", ");
}
/** What is only there, each with its digest; records of promotions, of which there may be many, in one line with their like. */
function onlyThereTexts(onlyThere) {
	const attestations = onlyThere.filter(({ artifactType }) => artifactType === IN_TOTO_TYPE);
	return [...onlyThere.filter((one) => !attestations.includes(one)).map((one) => `${one.artifactType || "no type"} ${one.digest}`), ...attestations.length === 0 ? [] : [`${count(attestations.length, "statement")} of in-toto, such as records of promotions`]];
}
/** The rows of the table of one repository: what is expected, what is there, and what is missing by digest. */
function rowsOf$2(row, digest, verbose) {
	const { tag, manifests, platforms, blobs, attachments, onlyThere, deep } = row;
	const { expected, incomplete } = manifests;
	const shown = (all) => {
		const most = verbose ? all.length : SHOWN;
		const more = all.length - most;
		return more > 0 ? [...all.slice(0, most), `and ${more} more (--verbose shows them)`] : all;
	};
	const named = new Map(platforms.map((one) => [one.digest, one.platform]));
	return [
		["tag", tagShortfall(row, digest) ?? (tag === null ? "none, compared by digest" : `${tag.tag}, the same`)],
		["manifests", `${expected - incomplete.length} of ${expected} whole`],
		...shown(incomplete.map((one) => named.has(one) ? `${named.get(one)} ${one}` : one)).map((text) => ["not whole", text]),
		["blobs", blobs && `${blobs.asked - blobs.missing.length} of ${blobs.asked}`],
		...shown(blobs?.missing ?? []).map((one) => ["gone", one]),
		...attachments.map((one) => ["attached", `${one.present} of ${one.expected} ${comparedTypeText(one)}`]),
		...shown(attachments.flatMap((one) => one.missing.map((each) => `${comparedTypeText(one)} ${each}`))).map((text) => ["missing", text]),
		...shown(onlyThere.map((one) => `${one.artifactType || "no type"} ${one.digest}`)).map((text) => ["only there", text]),
		["asked", deep ? "for every manifest and blob" : void 0]
	];
}
function repositoryLines(row, shown, page) {
	const { repository, status, onlyThere, error } = row;
	const { compared = [], digest } = shown.image;
	if (status === "equal" && !shown.verbose) {
		const there = onlyThereTexts(onlyThere).map((text) => ["only there", text]);
		return [...headLines({
			status,
			name: repository,
			facts: page.style("dim", briefOf(row))
		}, page, 2), ...factLines(there.slice(0, SHOWN), 4, page)];
	}
	return [
		...headLines({
			status,
			name: repository
		}, page, 2),
		...status === "failed" ? [] : factLines(rowsOf$2(row, digest ?? "", shown.verbose), 4, page),
		...error && compared.length > 1 ? [...folded("    ", `${printable(error.message, 1e3)} [${error.code}]`, page.columns), ...folded("    ", printable(error.hint, 600), page.columns)] : []
	];
}
/** What each repository has of an image that was compared with it. */
function comparedLines(shown, page) {
	return (shown.image.compared ?? []).flatMap((row) => repositoryLines(row, shown, page));
}

// src/cli/text/destination.ts
const LOOKED_DEEP = "for every manifest and blob";
/** The number of blobs and bytes that were written; `undefined` for none. */
function writtenText({ copied, mounted, bytes }) {
	if (copied === 0) return mounted === 0 ? void 0 : `${count(mounted, "blob")} mounted`;
	return `${count(copied, "blob")}, ${byteSize(bytes)}${mounted > 0 ? `, ${mounted} mounted` : ""}`;
}
/** What a dry run found missing. A blob that was not asked for may be there, so this is the most that there is to copy. */
function toCopyText({ toCopy }) {
	if (toCopy === null) return void 0;
	const { blobs, bytes } = toCopy;
	return blobs === 0 ? "no blob" : `${count(blobs, "blob")} at most, ${byteSize(bytes)}`;
}
/** Says of a promotion by digest that there is no tag to look for. */
function noTagText({ tags, status }) {
	return tags.length > 0 || status === "failed" ? void 0 : "no tag set";
}
const ACTIONS$1 = {
	new: "new",
	moved: "moved, before",
	unchanged: "unchanged",
	kept: "kept at",
	left: "left at"
};
const PLANNED = { moved: "would move, now" };
/** Actions of which it matters where the tag was before. */
const WAS_ELSEWHERE = /* @__PURE__ */ new Set([
	"moved",
	"kept",
	"left"
]);
function tagText({ action, previous, backup }, status) {
	if (action === "left" && previous === null) return "not set";
	const words = (status === "planned" ? PLANNED[action] : void 0) ?? ACTIONS$1[action];
	const kept = backup === null ? "" : `, kept as ${printable(backup)}`;
	return WAS_ELSEWHERE.has(action) ? `${words} ${previous}${kept}` : words;
}
/** What became of each tag; nothing where all of them were right before. */
function tagFacts(destination) {
	const { tags, status } = destination;
	if (status === "unchanged") return [];
	return tags.map((one) => [`tag ${printable(one.tag)}`, tagText(one, status)]);
}
/** How many attachments are there; nothing where all tags are kept, since nobody has looked then. */
function attachedText(destination) {
	if (isKept(destination)) return void 0;
	const { expected, present, added } = destination.attachments;
	return `${present} of ${expected}${added > 0 ? `, ${added} new` : ""}`;
}
/** The command that goes back, in a line of its own however long it is, since it is copied whole. */
function rollbackLines({ rollback }, indent) {
	if (rollback === null) return [];
	return [`${" ".repeat(indent)}to go back:`, `${" ".repeat(indent + 2)}${printable(rollback, 4e3)}`];
}
/** How it came to our own signature, and which one that is. */
function signedText(destination) {
	const words = signedWords(destination);
	const digest = destination.signed[0]?.digest;
	return words !== void 0 && digest ? `${words}, ${digest}` : words;
}
/** A missing attachment with its type, which says more to a person than its digest. */
function missingText(digest, attachments) {
	const type = attachments.find((one) => one.digest === digest)?.artifactType;
	return type ? `${type} ${digest}` : digest;
}
/** A destination among many: one line, and further lines for missing attachments and its error. */
function destinationBrief(destination, image, page, indent) {
	const { reference, status, attachments, deep, error } = destination;
	const { expected, present, missing } = attachments;
	const signed = signedWords(destination);
	const recorded = recordWords(destination);
	const facts = [
		isKept(destination) ? "its tags are kept" : `${present} of ${expected} attached`,
		noTagText(destination),
		signed === void 0 ? void 0 : `own signature ${signed}`,
		recorded === void 0 ? void 0 : `record ${recorded}`,
		writtenText(destination),
		toCopyText(destination),
		deep ? `asked ${LOOKED_DEEP}` : void 0
	];
	const { style, columns } = page;
	const pad = " ".repeat(indent + 2);
	const brief = style("dim", facts.filter(Boolean).join(", "));
	const lacks = status === "failed" ? missing : [];
	return [
		...headLines({
			status,
			name: reference,
			facts: brief
		}, page, indent),
		...lacks.flatMap((one) => factLines([["missing", missingText(one, image.attachments)]], indent + 2, page)),
		...error ? [...folded(pad, `${printable(error.message, 600)} [${error.code}]`, columns), ...folded(pad, printable(error.hint, 600), columns)] : [],
		...rollbackLines(destination, indent + 2)
	];
}
/** `2 of 3 destinations done` */
function destinationCount(destinations) {
	return `${destinations.filter(({ status }) => status !== "failed").length} of ${destinations.length} ${destinations.some(({ status }) => status === "planned") ? "planned" : "done"}`;
}
/** A destination in full: its tags, the number of attachments, the amount written. */
function destinationLines$1(destination, image, page, indent) {
	const { reference, digest, status, attachments, deep } = destination;
	const { missing } = attachments;
	const lacks = status === "planned" ? "to attach" : "missing";
	return [
		...headLines({
			status,
			name: reference,
			digest: digest === image.digest ? null : digest
		}, page, indent),
		...factLines([
			["tag", noTagText(destination) && "none, promoted by digest"],
			...tagFacts(destination),
			["attached", attachedText(destination)],
			["own signature", signedText(destination)],
			["record", recordWords(destination)],
			...missing.map((one) => [lacks, missingText(one, image.attachments)]),
			["written", writtenText(destination)],
			["to copy", toCopyText(destination)],
			["asked", deep ? LOOKED_DEEP : void 0]
		], indent + 2, page),
		...rollbackLines(destination, indent + 2)
	];
}

// src/cli/text/identities.ts
/** Who has signed, and who is required and missing: a line each, and below the signatures or the reason. */
function identityLines({ identities, error }, page) {
	const { style, columns } = page;
	const open = error === null ? style("dim", "not needed") : style("red", "missing   ");
	return identities.flatMap(({ required, subject, signatures, reason }) => {
		const name = printable(required ?? subject ?? "", 400);
		if (reason !== null) return [...folded(`  ${open}  `, name, columns), ...proseLines(reason, 4, page)];
		const word = required === null ? "signer    " : style("green", "met       ");
		return [...folded(`  ${word}  `, name, columns), ...signatures.map((digest) => `    ${printable(digest)}`)];
	});
}

// src/cli/text/record.ts
/** What a signed record says of the tag: who put it where it points, when, and from where. */
function recordLines({ record }, page) {
	if (!record) return [];
	const { status, digest, image, statedAt, source, actor, runUrl, signature } = record;
	return [
		...factLines([[`record ${status}`, signature.signer]], 2, page),
		`    ${digest}`,
		...factLines([
			["stated", moment(statedAt)],
			["promoted", status === "failed" ? image : void 0],
			["from", source],
			["by", actor],
			["run", runUrl]
		], 4, page)
	];
}

// src/cli/text/signature-repository.ts
/** The repository that got the signatures of a promotion, once for all its destinations. */
function signatureRepositoryLines({ signaturesTo }, page, indent) {
	if (!signaturesTo) return [];
	const { repository, status, attachments } = signaturesTo;
	const { expected, present, added, missing } = attachments;
	const lacks = status === "planned" ? "to attach" : "missing";
	return [...headLines({
		status,
		name: repository
	}, page, indent), ...factLines([
		["signatures", `${present} of ${expected}${added > 0 ? `, ${added} new` : ""}`],
		["own signature", signedWords(signaturesTo)],
		...missing.map((one) => [lacks, one])
	], indent + 2, page)];
}

// src/cli/text/signatures.ts
/** A signature that changes nothing about the verdict: who made it, and why it did not pass. */
function otherLines({ signer, digest, checks }, columns, indent) {
	return [...folded(" ".repeat(indent), printable(signer ?? digest, 600), columns), ...checkLines(checks, indent + 2, { columns })];
}
/**
* The signatures of a block. Where one passed it stands first, and those that did not pass stand dim behind it: anybody who may
* push can add a signature, and a foreign one is no fault of the image.
*/
function signaturesLines(signatures, verbose, page, indent) {
	const passed = signatures.filter(({ status }) => status === "passed");
	const counted = passed.length === 0 ? signatures : passed;
	const others = passed.length === 0 ? [] : signatures.filter(({ status }) => status !== "passed");
	const { style, columns } = page;
	const verb = others.length === 1 ? "signature does" : "signatures do";
	const shown = others.flatMap((one) => verbose ? signatureLines(one, verbose, {
		...PLAIN_PAGE,
		columns
	}, indent + 2) : otherLines(one, columns, indent + 2));
	const head = `${" ".repeat(indent)}${others.length} other ${verb} not count here`;
	return [...counted.flatMap((signature) => signatureLines(signature, verbose, page, indent)), ...others.length === 0 ? [] : [head, ...shown].map((line) => style("dim", line))];
}

// src/cli/text/image.ts
/** What was signed of an index is told of each manifest, the index itself among them. */
function indexStatus({ command, image }, own) {
	if (command !== "sign" || image.platforms.length === 0 || own.length === 0) return void 0;
	return own.some(({ made }) => made) ? "signed" : "skipped";
}
function platformsLines({ image, verbose }, page) {
	const left = leftInWords(image.platforms);
	return [...image.platforms.filter(({ status }) => status !== "left" || verbose).flatMap(({ platform, digest, status, error }) => [
		...headLines({
			status,
			name: platform,
			digest
		}, page, 2),
		...signaturesLines(image.signatures.filter(({ subject }) => subject === digest && subject !== image.digest), verbose, page, 4),
		...error ? folded("    ", `${printable(error.message, 600)} [${error.code}]`, page.columns) : []
	]), ...left === void 0 ? [] : folded("  ", printable(left, 600), page.columns)];
}
/** Attachments under a heading: each with its digest, or how many there are of each type. */
function attachedLines(heading, attachments, isWhole, { columns }) {
	if (attachments.length === 0) return [];
	return (isWhole ? attachments.map((one) => `${printable(typeText(one), 600)} ${printable(one.digest)}`) : [printable(byType(attachments), 1e3)]).flatMap((text) => folded(`  ${heading}: `, text, columns));
}
/** What was copied without a judgement, to show that it was not checked, and what stays at the source. */
function unjudgedLines({ image, verbose }, page) {
	return [...attachedLines(carriedHeading(image), carried(image.attachments), verbose || image.status === "unverified", page), ...attachedLines("left behind", image.leftBehind, verbose, page)];
}
/** The destinations: a single one, or with --verbose every one, in full; otherwise a line each. */
function destinationsLines({ image, verbose }, page) {
	const { destinations } = image;
	const lines = verbose || destinations.length < 2 ? destinationLines$1 : destinationBrief;
	return destinations.flatMap((destination) => lines(destination, image, page, 2));
}
/** The block of one image for sign, verify and promote. */
function imageLines(shown, page) {
	const { image, verbose } = shown;
	const { reference, digest, mediaType, policy, status, destinations } = image;
	const children = new Set(image.platforms.map((platform) => platform.digest));
	const own = image.signatures.filter(({ subject }) => subject === digest || !children.has(subject));
	const ofIndex = indexStatus(shown, own);
	return [
		...headLines({
			status,
			name: reference,
			digest
		}, page),
		...factLines([
			["media type", verbose ? mediaType : void 0],
			["policy", policy && `${policy.statement}, level ${policy.level}`],
			["destinations", destinations.length > 1 ? destinationCount(destinations) : void 0]
		], 2, page),
		...ofIndex === void 0 ? [] : headLines({
			status: ofIndex,
			name: "the index"
		}, page, 2),
		...signaturesLines(own, verbose, page, ofIndex === void 0 ? 2 : 4),
		...recordLines(image, page),
		...identityLines(image, page),
		...platformsLines(shown, page),
		...unjudgedLines(shown, page),
		...comparedLines(shown, page),
		...destinationsLines(shown, page),
		...signatureRepositoryLines(image, page, 2)
	];
}

// src/cli/text/image-counts.ts
/** The worst first; the others follow in the order of the images. */
const FIRST = ["failed", "partial"];
/** The last line of a promotion of several images: `300 images: 2 failed, 298 unchanged`. */
function imageCountLines({ images, command }, { style }) {
	if (command !== "promote" || images.length < 2) return [];
	const counts = [.../* @__PURE__ */ new Set([...FIRST, ...images.map(({ status }) => status)])].flatMap((status) => {
		const count = images.filter((image) => image.status === status).length;
		return count > 0 ? `${count} ${status}` : [];
	});
	return [style("bold", `${images.length} images: ${counts.join(", ")}`)];
}

// src/cli/text/matches.ts
/** What a signature is of, where that is not the image itself. */
function subjectText({ digest, platforms }, subject) {
	if (subject === digest) return null;
	const platform = platforms.find((one) => one.digest === subject)?.platform;
	return platform === void 0 ? subject : `${platform}, ${subject}`;
}
function certificateFact(certificate) {
	if (!certificate) return ["by", null];
	const { position, of, subject } = certificate;
	return ["by", `certificate ${position} of ${of} of its chain, ${subject}`];
}
function endFacts(end) {
	if (!end) return [];
	const { at, by, subject, over, timestamped } = end;
	const cause = by === "expiry" ? "the signature's own expiry" : `the end of the certificate ${subject}`;
	return [[over ? "ended" : "ends", `${moment(at)}, by ${cause}`], ["timestamp", timestamped && by === "certificate" ? "it has one, which is not judged here: under a tsa store it may last longer" : null]];
}
function matchLines(image, signature, page) {
	const { matched, subject } = signature;
	if (!matched) return [];
	const facts = [
		["signs", subjectText(image, subject)],
		certificateFact(matched.certificate),
		...endFacts(matched.end),
		["found in", placeText(signature)]
	];
	return [...signatureHead(signature, "", page, 2), ...factLines(facts, 4, page)];
}
/** The signatures of an image that were asked for; nothing for an image that has none. */
function matchesLines(image, page) {
	if (image.signatures.length === 0) return [];
	const { reference, digest } = image;
	const name = page.style("bold", printable(reference, 600));
	return [
		...folded("", name, page.columns),
		...digest === null || reference.endsWith(digest) ? [] : [`  ${printable(digest)}`],
		...image.signatures.flatMap((signature) => matchLines(image, signature, page))
	];
}
function asked({ signedBy, endsBy }) {
	const by = signedBy === null ? "" : ` by the certificate ${signedBy}`;
	return endsBy === null ? by : `${by} that stops verifying by ${moment(endsBy)}`;
}
/** The last line: how many images were looked at, and how many of them have such a signature. */
function filterLines({ images }, filter, page) {
	const looked = images.filter(({ status }) => status === "listed");
	const found = looked.filter(({ signatures }) => signatures.length > 0).length;
	const rest = images.length - looked.length;
	const unread = rest === 0 ? "" : `; ${count(rest, "image")} could not be read`;
	const have = found === 1 || looked.length === 1 ? "has" : "have";
	const text = `${found} of ${count(looked.length, "image")} ${have} a signature${asked(filter)}${unread}`;
	return folded("", printable(text), page.columns);
}

// src/cli/text/tree.ts
/** Hexadecimal digits that tell the digests of one image apart. */
const SHORT = 12;
const shortDigest = (digest) => `${digest.slice(0, digest.indexOf(":") + 1 + SHORT)}…`;
const widthOf = (text) => stripVTControlCharacters(text).length;
/** What an attestation says that it is about. */
function predicateWord(type) {
	return type === "https://slsa.dev/verification_summary/v1" ? "record" : `predicate ${printable(type)}`;
}
function rowsOf$1(nodes, prefix) {
	return nodes.flatMap((node, i) => {
		const isLast = i === nodes.length - 1;
		const below = `${prefix}${isLast ? "    " : "│   "}`;
		return [{
			node,
			lead: `${prefix}${isLast ? "└── " : "├── "}`,
			below
		}, ...rowsOf$1(node.children, below)];
	});
}
/** A row in one line, or where the page is too narrow with what there is to say on lines of its own. */
function rowLines({ node, lead, below }, digest, { columns }) {
	const head = [node.title, digest].filter((one) => one !== "").join("  ");
	const whole = [lead + head, ...node.facts].join("  ");
	if (widthOf(whole) <= columns) return [whole];
	const room = columns - below.length;
	const [first, ...others] = folded("", head, room);
	const facts = node.facts.join("  ");
	const more = widthOf(facts) <= room ? [facts] : node.facts.flatMap((fact) => folded("", fact, room));
	return [`${lead}${first}`, ...[...others, ...more].filter((one) => one !== "").map((line) => `${below}${line}`)];
}
/** Everything attached to an image, its platforms and its attachments, as a tree; digests are short where whole ones do not fit. */
function treeLines(image, page) {
	const { style, columns } = page;
	const bySubject = Map.groupBy(image.attachments, ({ subject }) => subject);
	const signers = new Map(image.signatures.map(({ digest, signer }) => [digest, signer]));
	const drawn = /* @__PURE__ */ new Set();
	const attachedTo = (subject) => (subject === null ? [] : bySubject.get(subject) ?? []).filter((attachment) => !drawn.has(attachment)).map((attachment) => {
		drawn.add(attachment);
		const { digest, size, tag, predicateType } = attachment;
		const signer = signers.get(digest);
		const by = signer ? [`by ${printable(signer, 600)}`] : [];
		return {
			title: printable(attachment.artifactType),
			digest: printable(digest),
			facts: [
				...predicateType === void 0 ? [] : [predicateWord(predicateType)],
				...by,
				style("dim", `(${byteSize(size)}, ${printable(`${placeText(attachment)}${tag === void 0 ? "" : ` ${tagSuffix(tag)}`}`, 600)})`)
			],
			children: attachedTo(digest)
		};
	});
	const platforms = image.platforms.map(({ platform, digest, status }) => ({
		title: style("bold", printable(platform)),
		digest: printable(digest),
		facts: status === "absent" ? [style("dim", "(not there)")] : [],
		children: attachedTo(digest)
	}));
	const nodes = [...attachedTo(image.digest), ...platforms];
	const strays = image.attachments.filter((attachment) => !drawn.has(attachment)).flatMap(({ subject }) => attachedTo(subject));
	const all = rowsOf$1([...nodes, ...strays], "");
	const fits = all.every(({ node, lead }) => widthOf(`${lead}${node.title}  ${node.digest}`) <= columns);
	const name = style("bold", printable(image.reference, 600));
	const digest = image.digest ?? "";
	return [...digest === "" || widthOf(`${name}  ${digest}`) <= columns ? [`${name}  ${digest}`.trimEnd()] : [...folded("", name, columns), `│ ${digest}`], ...all.length === 0 ? ["└── nothing is attached"] : all.flatMap((row) => rowLines(row, fits ? row.node.digest : shortDigest(row.node.digest), page))];
}

// src/cli/render.ts
/** Whether the last line alone tells of an image: of a file with hundreds of them, most are as they were. */
function isCountedAlone({ command, images }, { status }) {
	return command === "promote" && images.length > 1 && status === "unchanged";
}
/** The lines for stdout: a block an image, in the order asked for. */
function renderResults(result, verbose, page) {
	const { filter } = result;
	const blocks = result.images.flatMap((image) => {
		if (image.status === "listed" && filter) return matchesLines(image, page);
		if (image.status === "listed" && result.command === "list") return treeLines(image, page);
		if (result.command === "inspect") return detailsLines(image, page);
		if (isCountedAlone(result, image) && !verbose) return [];
		return imageLines({
			command: result.command,
			image,
			verbose
		}, page);
	});
	if (filter && result.images.length > 0) return [...blocks, ...filterLines(result, filter, page)];
	return [...blocks, ...imageCountLines(result, page)];
}
/** Pages of so many codes are named; a run that failed in more ways has them in its JSON. */
const PAGES = 3;
/** Errors behind one another that have one remedy: it stands once, below the last of them. */
function withoutRepeats(errors) {
	return errors.map((error, at) => {
		const next = errors[at + 1];
		return next?.code === error.code && next.hint === error.hint ? {
			...error,
			hint: ""
		} : error;
	});
}
/** The lines for stderr at the end: each error once, with its message, code and remedy; then where each code is explained. */
function renderErrors(result, page) {
	const isMany = result.images.length > 1;
	const errors = result.images.flatMap(({ error, destinations, reference }) => {
		const own = destinations.length > 1 ? [] : destinations.map((destination) => destination.error);
		const ofImage = error && isMany && destinations.length > 1 ? {
			...error,
			message: `${reference}: ${error.message}`
		} : error;
		return [...own, ofImage].filter((one) => one !== null);
	});
	if (result.error) errors.push(result.error);
	const once = new Map(errors.map((error) => [`${error.code} ${error.message}`, error]));
	const explained = [...once.values()].filter(({ code }) => code !== "usage");
	const pages = new Set(explained.flatMap(({ docs }) => docs ?? []));
	return [...withoutRepeats([...once.values()]).flatMap((error) => errorLines(error, page)), ...[...pages].slice(0, PAGES).map((url) => page.style("dim", `  ${url}`))];
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
	plan: ([file]) => ({ file }),
	list: (words) => ({ images: words }),
	inspect: (words) => ({ images: words }),
	compare: ([source]) => ({ source }),
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
/** A live area on a terminal, plain lines elsewhere (files, CI, a dumb terminal), and where nothing moves (--quiet). */
async function terminalOutput(stderr, env, quiet) {
	const line = (text) => {
		stderr.write(`${text}\n`);
	};
	if (quiet || !stderr.isTTY || !stderr.columns || env.TERM === "dumb" || env.CI) return { line };
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
function certificateLines(certificates, revocation, page) {
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
		], 4, page)];
	});
}
/** The text of a certificate command: the certificates that it made or checked, and the end of their validity. */
function certificateRunLines(result, page) {
	const { command, status, certificates, revocation, validUntil, file, newKey } = result;
	const word = status === "done" ? DONE[command] ?? "done" : "failed";
	if (status === "failed" && certificates.length === 0 && newKey === null) return [];
	const gap = " ".repeat(Math.max(2, 13 - word.length));
	const first = page.style(status === "done" ? "green" : "red", word);
	return [
		...folded(`${first}${gap}`, file === null ? "" : printable(file, 600), page.columns),
		...newKey === null ? [] : folded("new key      ", printable(newKey, 600), page.columns),
		...certificateLines(certificates, revocation, page),
		...validUntil === null ? [] : proseLines(`signatures without a timestamp verify until ${moment(validUntil)}`, 2, page)
	];
}

// src/cli/text/plan.ts
function isPlanRun(result) {
	return Object.hasOwn(result, "plan");
}
/** The actions in the order of the summary, with their colours. */
const ACTIONS = [
	["new", "green"],
	["move", "cyan"],
	["add", "green"],
	["unchanged", "dim"],
	["keep", "yellow"],
	["refused", "red"]
];
/** Columns of an action, so that tags stand under one another. */
const WORD = 11;
/** Columns from which digests are shown whole, two of them in a line. */
const WIDE = 190;
/** A digest that is told apart from others; whole in a pipe, and where there is room. */
function digestText(digest, { columns }) {
	return columns >= WIDE ? digest : digest.slice(0, digest.indexOf(":") + 13);
}
function leadOf(action, { style }) {
	const colour = ACTIONS.find(([name]) => name === action)[1];
	return `  ${style(colour, action)}${" ".repeat(WORD - action.length)}`;
}
/** `1.4, latest` and from where to where. */
function rowText({ digest }, action, tags, page) {
	const none = digest === null ? "what its rules select" : "by digest";
	const names = tags.length === 0 ? none : tags.map(({ tag }) => printable(tag)).join(", ");
	const short = (one) => one === null ? "" : digestText(one, page);
	const previous = tags[0]?.previous ?? null;
	if (action === "move") return `${names}  ${short(previous)} -> ${short(digest)}`;
	if (action === "keep") return `${names}  stays at ${short(previous)}`;
	return digest === null ? names : `${names}  ${short(digest)}`;
}
/** What a person decides by: where it comes from, who signed it, what goes along, how much it is. */
function factsText({ source, signers, attachments, bytes, tags, refusal }) {
	const attached = attachments.map((one) => `${one.count} ${printable(one.artifactType || "of no type", 255)}`);
	const backups = tags.flatMap(({ backup }) => backup ?? []);
	return [
		`from ${printable(source.repository, 300)}${source.tag === null ? "" : `:${printable(source.tag)}`}`,
		...signers.length > 0 ? [`signed by ${signers.map((one) => printable(one, 300)).join("; ")}`] : [],
		...signers.length === 0 && refusal === null ? [UNSIGNED] : [],
		...attached.length > 0 ? [`with ${attached.join(", ")}`] : [],
		...backups.length > 0 ? [`kept as ${backups.map((one) => printable(one)).join(", ")}`] : [],
		...bytes > 0 ? [`${byteSize(bytes)} at most`] : []
	].join(", ");
}
/** The tags of one promotion by what becomes of them; `add` is about all of them. */
function rowsOf({ action, tags }) {
	if (action === "add" || tags.length === 0) return [[action, tags]];
	return [...Map.groupBy(tags, ({ action: one, previous }) => `${one} ${one === "new" ? "" : previous}`).values()].map((same) => [same[0].action, same]);
}
function promotionLines(promotion, page) {
	const { refusal } = promotion;
	const { style, columns } = page;
	const pad = " ".repeat(4);
	return [
		...rowsOf(promotion).flatMap(([action, tags]) => folded(leadOf(action, page), rowText(promotion, action, tags, page), columns)),
		...refusal ? folded(pad, `${printable(refusal.message, 1e3)} [${refusal.code}]`, columns) : [],
		...folded(pad, factsText(promotion), columns).map((line) => style("dim", line))
	];
}
/** What is planned for one repository. Promotions that change nothing are counted. */
function destinationLines(destination, promotions, verbose, page) {
	const shown = verbose ? promotions : promotions.filter(({ action }) => action !== "unchanged");
	if (shown.length === 0) return [];
	const rest = promotions.length - shown.length;
	return [
		...folded("", page.style("bold", printable(destination, 600)), page.columns),
		...shown.flatMap((one) => promotionLines(one, page)),
		...rest > 0 ? [page.style("dim", `  and ${rest} unchanged`)] : []
	];
}
/** `3 new, 2 move, 195 unchanged, 1 refused; 1.2 GB to copy at most` */
function summaryText(promotions) {
	const counts = ACTIONS.map(([action]) => {
		const many = promotions.filter((one) => one.action === action).length;
		return many === 0 ? void 0 : `${many} ${action}`;
	}).filter((text) => text !== void 0);
	if (counts.length === 0) return "nothing is selected";
	const bytes = promotions.reduce((sum, one) => sum + one.bytes, 0);
	return `${counts.join(", ")}${bytes > 0 ? `; ${byteSize(bytes)} to copy at most` : ""}`;
}
/** The text of a plan: what changes by destination, a line that counts everything, and how to go on. */
function planLines(result, verbose, page) {
	const { plan, planDigest, changes, added, file, next } = result;
	if (plan === null) return [];
	const { columns, style } = page;
	const groups = Map.groupBy(plan.promotions, ({ destination }) => destination);
	const summary = folded("", summaryText(plan.promotions), columns);
	return [
		...[...groups].flatMap(([name, promotions]) => destinationLines(name, promotions, verbose, page)),
		...summary.map((line) => style("bold", line)),
		...folded("", added ? addedWords(added) : "", columns).filter((line) => line !== ""),
		...folded("plan  ", `${planDigest}${file === null ? "" : `, in ${printable(file, 600)}`}`, columns),
		...changes ? ["to promote it:", `  ${printable(next ?? "", 4e3)}`] : ["nothing is to be promoted"]
	];
}
/** Codes of which the errors are shown whole. */
const CODES = 8;
/** One error of each code for stderr, since hundreds of images may fail for one cause; the others are in the text of the plan. */
function exemplary(result) {
	const errors = result.images.flatMap(({ error, destinations }) => [...destinations.flatMap((one) => one.error ?? []), ...destinations.length > 1 || error === null ? [] : [error]]);
	const images = [...Map.groupBy(errors, ({ code }) => code).values()].slice(0, CODES).map((same) => {
		const texts = new Set(same.map(({ message }) => message));
		const [first] = same;
		const more = texts.size > 1 ? ` (and ${texts.size - 1} more with this code)` : "";
		const error = {
			...first,
			message: `${first.message}${more}`
		};
		return {
			...result.images[0],
			destinations: [],
			error
		};
	});
	return {
		...result,
		images
	};
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
function statementLines(statement, page) {
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
	return [...folded("  statement ", printable(name), page.columns), ...factLines(facts, 4, page)];
}
function storeLines({ type, name, usedBy, certificates }, page) {
	const users = usedBy.length === 0 ? "no statement" : usedBy.map((one) => printable(one)).join(", ");
	return [...folded("  trust store ", `${type}:${printable(name)}, used by ${users}`, page.columns), ...certificates.flatMap(({ file, subject, notBefore, notAfter, keyType, authority, state }) => [`    ${printable(file)}`, ...factLines([
		["subject", subject],
		["valid", `${moment(notBefore)} to ${moment(notAfter)}${STATES[state]}`],
		["key", `${keyType}, ${authority ? "CA" : "no CA"}`]
	], 6, page)])];
}
/** The text of a policy command: what was written, what each statement means, what is in the stores, and every fault. */
function policyRunLines({ command, status, trust }, page) {
	const { policy, statements, stores, faults, written, next } = trust;
	const { style, columns } = page;
	if (status === "failed" && statements.length + stores.length + faults.length === 0) return [];
	const word = status === "failed" ? "failed" : command === "policy init" ? "written" : "passed";
	const first = style(status === "done" ? "green" : "red", word);
	const gap = " ".repeat(13 - word.length);
	return [
		...(written.length > 0 ? written : [policy ?? "(inline)"]).flatMap((file, at) => folded(at === 0 ? `${first}${gap}` : " ".repeat(13), printable(file, 600), columns)),
		...statements.flatMap((one) => statementLines(one, page)),
		...stores.flatMap((one) => storeLines(one, page)),
		...faults.length < 2 ? [] : faults.flatMap(({ code, message, hint }, at) => [...folded(`  ${style("red", `fault ${at + 1} of ${faults.length}:`)} `, `${printable(message, 2e3)} [${code}]`, columns), ...folded("    ", printable(hint, 1e3), columns)]),
		...next === null ? [] : ["  go on with", `    ${printable(next, 2e3)}`]
	];
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
		write(textOutput, certificateRunLines(result, pageFor(textOutput)));
		write(stderr, renderErrors(result, pageFor(stderr)));
	} else if (isPolicyRun(result)) {
		write(stdout, policyRunLines(result, pageFor(stdout)));
		write(stderr, renderErrors(result, pageFor(stderr)));
	} else if (isPlanRun(result)) {
		if (result.promotions !== null) stdout.write(result.promotions);
		write(stdout, planLines(result, verbose, pageFor(stdout)));
		write(stderr, renderErrors(exemplary(result), pageFor(stderr)));
	} else {
		write(stdout, renderResults(result, verbose, pageFor(stdout)));
		write(stderr, renderErrors(result, pageFor(stderr)));
	}
	return exitCodeOf(result);
}
/** Reports a command line that cannot be run, as text or as JSON. */
function refuse(error, command, json, { stdout, stderr }) {
	const result = failedRun(command, error.toJSON());
	if (json) write(stdout, [jsonLine(result)]);
	else write(stderr, errorLines(error, pageFor(stderr)));
	return exitCodeOf(result);
}
async function runAndReport(run, json, surroundings, signal) {
	const { stderr, env, stdin } = surroundings;
	const isOn = (name) => run.options[name] === true;
	const [verbose, quiet] = [isOn("verbose"), isOn("quiet")];
	const output = await terminalOutput(stderr, env, quiet);
	const page = pageFor(stderr);
	const progress = progressReporter(output, {
		verbose,
		quiet,
		page,
		now: () => performance.now()
	});
	const stopTicks = every(output.live ? TICKS.live : TICKS.log, () => progress.tick());
	let result;
	try {
		const onRequest = isOn("debug") ? { onRequest: (line) => progress.note(line) } : {};
		result = await runCommand(run, {
			reporter: progress,
			env,
			stdin,
			...onRequest
		}, signal);
	} finally {
		stopTicks();
		progress.end();
	}
	if (run.options.output === "markdown" && isPlanRun(result)) {
		const { markdownReport } = await import("./markdown-report.js");
		surroundings.stdout.write(markdownReport(result));
		write(stderr, renderErrors(exemplary(result), page));
		return exitCodeOf(result);
	}
	return report(result, json, verbose, surroundings);
}
/**
* Runs a command line: parses it, runs the command, prints, and resolves to the exit code. It never rejects: an unexpected
* error is `internal`, exit code 70.
*/
async function main(argv, surroundings, signal) {
	const json = wantsJson(argv);
	const command = commandIn(argv);
	try {
		const invocation = parseInvocation(argv);
		if (invocation.kind === "text") {
			surroundings.stdout.write(invocation.text);
			return 0;
		}
		if (invocation.command === "demo") {
			const { runDemoCommand } = await import("./demo.js");
			const again = (words) => main(words, surroundings, signal);
			return await runDemoCommand(invocation, surroundings, again, signal);
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
	const lines = errorLines(asSealiftError(thrown), pageFor(process.stderr));
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
		const surroundings = {
			stdout,
			stderr,
			env: process.env,
			stdin: () => process.stdin
		};
		const code = await main(process.argv.slice(2), surroundings, signals.signal);
		const { failure } = output;
		process.exitCode = exitCodeWith(code, failure);
		if (failure) process.stderr.write(`${errorLines(failure, pageFor(stderr)).join("\n")}\n`);
	} finally {
		signals.dispose();
		endProcess(process);
	}
}

export { start };