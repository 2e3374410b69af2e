import { r as __exportAll } from "./rolldown-runtime.js";
import { ct as SealiftError, rt as randomParts } from "./words.js";
const { inspect } = globalThis.process.getBuiltinModule("node:util");
const { Buffer, isUtf8 } = globalThis.process.getBuiltinModule("node:buffer");

// src/encoding/secrets/view.ts
/** Puts a view together, one character after the other. */
var ViewBuilder = class {
	#text = "";
	#from = [];
	#to = [];
	get length() {
		return this.#text.length;
	}
	/** `text` stands for what the original has between the two indexes. */
	add(text, from, to) {
		this.#text += text;
		for (let i = 0; i < text.length; i += 1) {
			this.#from.push(from);
			this.#to.push(to);
		}
	}
	/** Characters `start` to `end` of a view, as they are. */
	copy(view, start, end) {
		this.#text += view.text.slice(start, end);
		for (let i = start; i < end; i += 1) {
			this.#from.push(view.from[i]);
			this.#to.push(view.to[i]);
		}
	}
	build(original) {
		return {
			text: this.#text,
			from: this.#from,
			to: this.#to,
			original
		};
	}
};
/** The view of a text that nothing was decoded in. */
function viewOf(text) {
	const from = Array.from({ length: text.length }, (_, i) => i);
	return {
		text,
		from,
		to: from.map((i) => i + 1),
		original: text
	};
}

// src/encoding/secrets/folded.ts
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
/** The text in lower case and of the same length in UTF-16 units: a character whose lower case is longer stays as it is. */
function foldedText(text) {
	const lower = text.toLowerCase();
	if (lower.length === text.length) return lower;
	return [...text].map((one) => one.toLowerCase().length === one.length ? one.toLowerCase() : one).join("");
}
function isLetterOrDigit(text) {
	return LETTER_OR_DIGIT.test(text);
}
/** The letters and digits of a text in lower case. */
function skeletonText(text) {
	return foldedText(text.replace(/[^\p{L}\p{N}]/gu, ""));
}
/** The view itself, in lower case. */
function folded(view) {
	const cuts = [...view.text.matchAll(/…/g)].map(({ index }) => ({
		at: index,
		original: view.to[index] - 1
	}));
	return {
		view: {
			...view,
			text: foldedText(view.text)
		},
		cuts
	};
}
/**
* Only the letters and digits of the view, so that neither characters between those of a secret, such as line breaks in
* base64, nor the other alphabet of base64 hide it.
*/
function skeleton(view) {
	const builder = new ViewBuilder();
	const cuts = [];
	let at = 0;
	for (const character of view.text) {
		if (character === "…") cuts.push({
			at: builder.length,
			original: view.to[at] - 1
		});
		else if (isLetterOrDigit(character)) builder.copy(view, at, at + character.length);
		at += character.length;
	}
	const built = builder.build(view.original);
	return {
		view: {
			...built,
			text: foldedText(built.text)
		},
		cuts
	};
}

// src/encoding/secrets/index-of-needles.ts
/** Needles are indexed by this many characters at their beginning; shorter ones by the first alone. */
const HEAD = 4;
/** The most characters in front of a cut that may stand for the bytes of one character that was cut apart. */
const HALVES = 3;
/** Characters behind the first one of the longest escape, `\U0001f600`. */
const ESCAPE_TAIL = 9;
const NONE = [];
function headOf(text) {
	return text.length < HEAD ? text.slice(0, 1) : text.slice(0, HEAD);
}
/** What most bytes are that were read from a text which is no base64. */
const NOT_ASCII = /[^\0-\x7f]/;
/** Whether the range is no part of a longer word. In text from base64 (`isDecoded`) only ASCII separates words. */
function isWord(text, start, end, isDecoded) {
	const joins = (one) => one !== void 0 && (isLetterOrDigit(one) || isDecoded && NOT_ASCII.test(one));
	return !(isLetterOrDigit(text[start]) || isLetterOrDigit(text[end - 1])) || !(joins(text[start - 1]) || joins(text[end]));
}
function stands({ text, kind }, { text: within, original }, at) {
	if (!within.startsWith(text, at)) return false;
	return kind !== "word" || isWord(within, at, at + text.length, original === void 0);
}
/** Whether the text in front of the cut is the beginning of the needle, but for characters that the cut may have changed. */
function begins({ text }, within, at, cut) {
	const left = cut - at;
	if (left < HEAD || left >= text.length + HALVES) return false;
	return text.startsWith(within.slice(at, Math.max(at + HEAD, cut - HALVES)));
}
/**
* Finds all needles in one pass over a text, however many there are: a run with thousands of repositories has as many tokens.
*/
var NeedleIndex = class {
	#byHead = /* @__PURE__ */ new Map();
	/** The first UTF-16 unit of each needle. Most characters of a text are not among them, and are passed over. */
	#firsts = /* @__PURE__ */ new Set();
	add(needle, mark) {
		const head = headOf(needle.text);
		this.#firsts.add(head.charCodeAt(0));
		const kept = this.#byHead.get(head);
		if (kept) kept.push({
			needle,
			mark
		});
		else this.#byHead.set(head, [{
			needle,
			mark
		}]);
	}
	/** The ranges of needles, and of the beginnings of needles in front of a cut. */
	find({ view, cuts }, kinds, counts) {
		const { text, from, to } = view;
		const found = [];
		let next = 0;
		for (let at = 0; at < text.length; at += 1) {
			found.push(...this.#behindEscape(view, at, kinds, counts));
			if (!this.#firsts.has(text.charCodeAt(at))) continue;
			while (next < cuts.length && cuts[next].at <= at) next += 1;
			const cut = cuts[next];
			for (const head of [text.slice(at, at + HEAD), text[at]]) for (const { needle, mark } of this.#byHead.get(head) ?? NONE) {
				if (!kinds.includes(needle.kind) || !counts(mark)) continue;
				if (stands(needle, view, at)) found.push({
					from: from[at],
					to: to[at + needle.text.length - 1],
					widens: needle.widens
				});
				else if (cut && begins(needle, text, at, cut.at)) found.push({
					from: from[at],
					to: cut.original,
					widens: needle.widens
				});
			}
		}
		return found;
	}
	/** Needles that begin in what was read as an escape in front of `at`: in `%abc%2Fdef` it may be `abc/def`. */
	#behindEscape({ text, from, to, original }, at, kinds, counts) {
		const start = from[at];
		const isBehind = at === 0 ? start > 0 : from[at - 1] !== start - 1;
		if (original === void 0 || !isBehind) return [];
		const found = [];
		for (let length = 1; length <= Math.min(ESCAPE_TAIL, start); length += 1) {
			const tail = foldedText(original.slice(start - length, start));
			if (!this.#firsts.has(tail.charCodeAt(0))) continue;
			const joined = tail + text.slice(at, at + HEAD);
			for (const head of [joined.slice(0, HEAD), joined[0]]) for (const { needle, mark } of this.#byHead.get(head) ?? NONE) {
				if (!(needle.kind !== "word" && kinds.includes(needle.kind) && counts(mark)) || needle.text.length <= length) continue;
				if (!needle.text.startsWith(tail) || !text.startsWith(needle.text.slice(length), at)) continue;
				const end = at + needle.text.length - length;
				found.push({
					from: start - length,
					to: to[end - 1],
					widens: needle.widens
				});
			}
		}
		return found;
	}
};

// src/encoding/secrets/utf8-characters.ts
/** The length of a character by its first byte (RFC 3629, 4). */
function lengthOf(lead) {
	if (lead < 194 || lead > 244) return 1;
	if (lead < 224) return 2;
	return lead < 240 ? 3 : 4;
}
function codePointAt(bytes, at, length) {
	let value = bytes[at] & 127 >> length;
	for (let i = 1; i < length; i += 1) {
		const next = bytes[at + i] ?? 0;
		if ((next & 192) !== 128) return void 0;
		value = value << 6 | next & 63;
	}
	return value > 1114111 ? void 0 : value;
}
/** How many bytes the character at `at` has; a byte that is part of no character counts as one. */
function characterLength(bytes, at) {
	const length = lengthOf(bytes[at]);
	return length === 1 || codePointAt(bytes, at, length) === void 0 ? 1 : length;
}
/** The code point of the character at `at`; a byte that is part of no character is its own code point. */
function characterAt(bytes, at) {
	const length = lengthOf(bytes[at]);
	return (length === 1 ? void 0 : codePointAt(bytes, at, length)) ?? bytes[at];
}
/** The characters of UTF-8. Bytes that are part of no character are kept as characters of their own. */
function utf8Characters(bytes) {
	const found = [];
	for (let at = 0; at < bytes.length;) {
		const length = characterLength(bytes, at);
		found.push({
			text: String.fromCodePoint(characterAt(bytes, at)),
			at,
			length
		});
		at += length;
	}
	return found;
}

// src/encoding/secrets/unescaped.ts
/**
* How characters are written in URLs (RFC 3986, 2.1), JSON (RFC 8259, 7), HTML (5, "Character references"), and in what
* programs of Go, Python and C print as quoted text.
*/
const ESCAPE = /(?:%[0-9a-fA-F]{2})+|(?:\\x[0-9a-fA-F]{2})+|(?:\\[0-3][0-7]{2})+|[%\\]u[0-9a-fA-F]{4}|\\u\{[0-9a-fA-F]{1,6}\}|\\U[0-9a-fA-F]{8}|\\[\s\S]|&#[xX][0-9a-fA-F]{1,6};?|&#\d{1,7};?|&(?:amp|lt|gt|quot|apos|nbsp);/g;
const NAMES$1 = {
	"&amp;": "&",
	"&lt;": "<",
	"&gt;": ">",
	"&quot;": "\"",
	"&apos;": "'",
	"&nbsp;": " ",
	"\\n": "\n",
	"\\r": "\r",
	"\\t": "	",
	"\\b": "\b",
	"\\f": "\f"
};
/** Escapes that write bytes: how many characters write one, and in which base the last of them is a number. */
const BYTES = [
	[
		/^%[^u]/,
		3,
		2,
		16
	],
	[
		/^\\x/,
		4,
		2,
		16
	],
	[
		/^\\[0-3][0-7]{2}/,
		4,
		3,
		8
	]
];
function codePoint(written) {
	const hex = /^(?:[%\\]u\{?|\\U|&#[xX])([0-9a-fA-F]+)/.exec(written)?.[1];
	const decimal = /^&#(\d+)/.exec(written)?.[1];
	const value = hex === void 0 ? Number(decimal) : Number.parseInt(hex, 16);
	return Number.isNaN(value) || value > 1114111 ? void 0 : String.fromCodePoint(value);
}
function add(builder, { from, to }, written, at) {
	const [, width = 0, digits = 0, base = 0] = BYTES.find(([start]) => start.test(written)) ?? [];
	if (width === 0) {
		const text = NAMES$1[written] ?? codePoint(written) ?? written.slice(1);
		builder.add(text, from[at], to[at + written.length - 1]);
		return;
	}
	const bytes = Uint8Array.from({ length: written.length / width }, (_, i) => Number.parseInt(written.slice((i + 1) * width - digits, (i + 1) * width), base));
	for (const character of utf8Characters(bytes)) {
		const start = at + character.at * width;
		builder.add(character.text, from[start], to[start + character.length * width - 1]);
	}
}
/** The view with its escapes read, once; `undefined` when it has none. */
function unescaped(view) {
	const { text } = view;
	const builder = new ViewBuilder();
	let done = 0;
	for (const match of text.matchAll(ESCAPE)) {
		builder.copy(view, done, match.index);
		add(builder, view, match[0], match.index);
		done = match.index + match[0].length;
	}
	if (done === 0) return void 0;
	builder.copy(view, done, text.length);
	return builder.build(view.original);
}

// src/encoding/secrets/needles.ts
/** Shorter secrets are searched for as whole words, because they are parts of too many words. */
const SHORTEST_PART = 4;
/** The least letters and digits of a skeleton. Other texts have fewer in common by accident. */
const SKELETON = 8;
/** The least bytes of a secret whose base64 is long enough to be recognised. */
const SHORTEST_BASE64 = 6;
/** Longer secrets are recognised by their beginning. */
const LONGEST = 16384;
/** Longer secrets are not searched for as numbers. */
const LONGEST_NUMBERS = 512;
/** Escapes in a secret are read with those of the text around it. */
const ESCAPES_DEEP$1 = 3;
function forms(secret) {
	const found = [
		secret,
		secret.normalize("NFC"),
		secret.normalize("NFD")
	];
	let view = viewOf(secret);
	for (let depth = 0; view !== void 0 && depth < ESCAPES_DEEP$1; depth += 1) {
		view = unescaped(view);
		if (view) found.push(view.text);
	}
	return found.filter((text) => text.trim() !== "");
}
function textNeedles(form) {
	const text = foldedText(form);
	const bones = skeletonText(form);
	const isKnown = bones.length >= SKELETON && bones.length * 2 > form.length;
	return [{
		text,
		kind: text.length < SHORTEST_PART ? "word" : "text"
	}, ...isKnown ? [{
		text: bones,
		kind: "skeleton"
	}] : []];
}
/** The base64 of a secret inside of longer base64: the characters that are its own, at each of the three alignments. */
function base64Needles(bytes) {
	if (bytes.length < SHORTEST_BASE64) return [];
	return [
		0,
		1,
		2
	].flatMap((before) => {
		const own = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64").slice(Math.ceil(before * 8 / 6), Math.floor((before + bytes.length) * 8 / 6));
		const text = skeletonText(own);
		return text.length < SKELETON ? [] : [{
			text,
			kind: "skeleton",
			widens: true
		}];
	});
}
/** Needles for the bytes of a secret as numbers, in hexadecimal and in decimal (as Go prints a slice), with any separators. */
function numberNeedles(bytes) {
	if (bytes.length > LONGEST_NUMBERS) return [];
	const hex = Buffer.from(bytes).toString("hex");
	const decimal = [...bytes].join("");
	if (hex.length < SKELETON) return [{
		text: hex,
		kind: "word"
	}];
	return [hex, decimal].map((text) => ({
		text,
		kind: "skeleton"
	}));
}
/** Everything by which a secret is recognised in a view, each once. */
function needlesOf(whole) {
	const secret = whole.slice(0, LONGEST);
	const bytes = Buffer.from(secret, "utf8");
	const all = [
		...forms(secret).flatMap(textNeedles),
		...base64Needles(bytes),
		...numberNeedles(bytes)
	];
	return [...new Map(all.map((needle) => [`${needle.kind} ${needle.text}`, needle])).values()];
}

// src/encoding/secrets/from-base64.ts
/** Either alphabet of RFC 4648; a `/` before a text in a URL looks like one of its characters. */
const RUN = /[A-Za-z0-9+/_-]{2,}/g;
/** Stands for bytes that are not readable; it separates words. */
const GAP = "\0";
/** The least readable characters that are kept between unreadable ones. Fewer occur by accident. */
const STRETCH = 4;
/** The least characters of a run that is readable as a whole. One is a part of many words: `ea` is the base64 of `y`. */
const WHOLE = 2;
function isReadable(point) {
	return point >= 160 || point >= 32 && point < 127 || point === 9 || point === 10 || point === 13;
}
/** The readable ranges. Nothing is kept for an unreadable byte, because most of what looks like base64 is none. */
function stretchesOf(bytes) {
	const found = [];
	let from = 0;
	let characters = 0;
	for (let at = 0; at < bytes.length;) {
		const end = at + characterLength(bytes, at);
		if (isReadable(characterAt(bytes, at))) characters += 1;
		else {
			if (characters > 0) found.push({
				from,
				to: at,
				characters
			});
			characters = 0;
			from = end;
		}
		at = end;
	}
	if (characters > 0) found.push({
		from,
		to: bytes.length,
		characters
	});
	return found;
}
/**
* Decodes each run of base64 in a view from its character number `offset` (0 to 3), because characters in front of the base64
* may be of its alphabet too. Only readable text is kept; `undefined` when there is none.
*/
function fromBase64({ text, from, to }, offset) {
	const builder = new ViewBuilder();
	for (const match of text.matchAll(RUN)) {
		const start = match.index + offset;
		const behind = match.index + match[0].length;
		const base64 = match[0].slice(offset);
		if (base64.length < 2) continue;
		const bytes = Buffer.from(base64, "base64");
		for (const stretch of stretchesOf(bytes)) {
			const isWhole = stretch.from === 0 && stretch.to === bytes.length;
			if (stretch.characters < (isWhole ? WHOLE : STRETCH)) continue;
			for (let at = stretch.from; at < stretch.to;) {
				const end = at + characterLength(bytes, at);
				const last = Math.min(start + Math.ceil(end * 4 / 3), behind) - 1;
				const shown = String.fromCodePoint(characterAt(bytes, at));
				builder.add(shown, from[start + Math.floor(at * 4 / 3)], to[last]);
				at = end;
			}
			builder.add(GAP, from[start], from[start]);
		}
	}
	return builder.length === 0 ? void 0 : builder.build();
}

// src/encoding/secrets/readings.ts
/** The most levels of escapes within escapes that are read: JSON in JSON in a URL. */
const ESCAPES_DEEP = 4;
/** The most levels of base64 within base64. */
const BASE64_DEEP = 2;
/** An escape that was cut off. */
const HALF_ESCAPE = /(?:%[0-9a-fA-F]?|[%\\]u[0-9a-fA-F]{0,3}|\\U?[0-9a-fA-F]{0,7}|\\x[0-9a-fA-F]?|\\u\{[0-9a-fA-F]*|&#?[a-zA-Z0-9]{0,7})(?=…)/g;
/** Leaves out the beginning of an escape whose end was cut off: it belongs to what is behind the cut. */
function withoutHalfEscapes(view) {
	const builder = new ViewBuilder();
	let done = 0;
	for (const match of view.text.matchAll(HALF_ESCAPE)) {
		builder.copy(view, done, match.index);
		const end = match.index + match[0].length;
		builder.add("…", view.from[match.index], view.to[end]);
		done = end + 1;
	}
	if (done === 0) return view;
	builder.copy(view, done, view.text.length);
	return builder.build(view.original);
}
/** In a form (WHATWG URL, "application/x-www-form-urlencoded") a plus is a space. */
function asForm(view) {
	return view.text.includes("+") ? [{
		...view,
		text: view.text.replaceAll("+", " ")
	}] : [];
}
/** Base64 is broken into lines (RFC 2045, 6.8). */
function withoutLineBreaks(view) {
	const builder = new ViewBuilder();
	let done = 0;
	for (const match of view.text.matchAll(/[\r\n]+[ \t]*/g)) {
		builder.copy(view, done, match.index);
		done = match.index + match[0].length;
	}
	if (done === 0) return [];
	builder.copy(view, done, view.text.length);
	return [builder.build()];
}
function* unescapings(view) {
	let current = view;
	for (let depth = 0; current !== void 0 && depth <= ESCAPES_DEEP; depth += 1) {
		yield current;
		current = unescaped(current);
	}
}
function* readingsOf(view, base64Deep) {
	for (const level of unescapings(view)) {
		yield level;
		if (base64Deep === 0) continue;
		for (const lines of [level, ...withoutLineBreaks(level)]) for (const offset of [
			0,
			1,
			2,
			3
		]) {
			const decoded = fromBase64(lines, offset);
			if (decoded) yield* readingsOf(decoded, base64Deep - 1);
		}
	}
}
/** Every way in which a text may be read: as it is, with escapes and base64 decoded, and the results decoded again. */
function* readings$1(text) {
	const view = withoutHalfEscapes(viewOf(text));
	for (const root of [view, ...asForm(view)]) yield* readingsOf(root, BASE64_DEEP);
}

// src/encoding/secrets/secrets.ts
/**
* Secrets with fewer characters are not hidden: in our own texts these are ordinary words. In the texts of others a credential
* of any length is hidden, a very short one as a whole word.
*/
const SHORTEST = {
	credential: {
		sealift: 6,
		peer: 1,
		program: 1
	},
	setting: {
		sealift: 8,
		peer: 8,
		program: 1
	},
	name: {
		sealift: Number.POSITIVE_INFINITY,
		peer: Number.POSITIVE_INFINITY,
		program: 1
	}
};
const MASK = "***";
const CAUSE = {
	depth: 6,
	maxStringLength: 65536,
	breakLength: Number.POSITIVE_INFINITY
};
/** Longer texts are searched in pieces, because the readings of a text take a hundred times its memory. */
const PIECE = 65536;
/** The overlap of two pieces. No secret that is written in fewer characters is split between them. */
const SHARED = 16384;
function pieces(text) {
	const count = Math.max(1, Math.ceil((text.length - SHARED) / 49152));
	return Array.from({ length: count }, (_, i) => {
		const at = i * 49152;
		return {
			piece: text.slice(at, at + PIECE),
			at
		};
	});
}
function found(piece, at, index, counts) {
	const ranges = [];
	for (const view of readings$1(piece)) {
		ranges.push(...index.find(folded(view), ["text", "word"], counts));
		ranges.push(...index.find(skeleton(view), ["skeleton"], counts));
	}
	return ranges.map((range) => ({
		...range,
		from: range.from + at,
		to: range.to + at
	}));
}
/** Characters of base64 that are hidden beside a secret found in it, since they hold some of its bits. */
const BASE64 = /[A-Za-z0-9+/_=-]/;
function masked(text, ranges) {
	let shown = "";
	let done = 0;
	let isOpen = false;
	for (const { from, to } of ranges.toSorted((a, b) => a.from - b.from)) {
		if (to <= done) continue;
		if (!isOpen || from > done) shown += `${text.slice(done, from)}${MASK}`;
		isOpen = true;
		done = to;
	}
	return shown + text.slice(done);
}
/**
* The secrets of one run. Texts of others go through it before they are shown, because they may repeat what they were sent, as
* it was or encoded. A secret is found as a part of any text; in any case of letters; with escapes of URLs, JSON or HTML; in
* base64, also as a part of longer base64, and as the numbers of its bytes; and where its end was cut off.
*/
var Secrets = class {
	#onNew;
	#kinds = /* @__PURE__ */ new Map();
	#index;
	#waiting = [];
	/** @param onNew is called once with each credential, before it is used. */
	constructor(onNew) {
		this.#onNew = onNew;
	}
	/** Call it before the first use of the secret. */
	add(secret, kind = "credential") {
		const known = this.#kinds.get(secret);
		if (secret.trim() === "" || known === "credential" || known === kind) return;
		this.#kinds.set(secret, kind);
		this.#waiting.push(secret);
		if (kind === "credential" || secret.length >= SHORTEST[kind].sealift) this.#onNew?.(secret);
	}
	/** The text without secrets. Call it before the text is cut or escaped. */
	hide(text, author = "sealift") {
		if (this.#kinds.size === 0 || text === "") return text;
		const index = this.#indexed();
		const counts = ({ kind, length }) => length >= SHORTEST[kind][author];
		const ranges = pieces(text).flatMap(({ piece, at }) => found(piece, at, index, counts));
		return ranges.length === 0 ? text : masked(text, ranges.map((range) => widened(text, range)));
	}
	/** The error itself, or one without the secrets in its message, its hint and its causes. */
	hideIn(error, author = "sealift") {
		const message = this.hide(error.message, author);
		const hint = this.hide(error.hint, author);
		const cause = this.#isClean(error.cause) ? error.cause : void 0;
		if (message === error.message && hint === error.hint && cause === error.cause) return error;
		return new SealiftError(error.code, message, {
			hint,
			needs: error.needs,
			...cause === void 0 ? {} : { cause }
		});
	}
	/** A cause is shown with all its members, and errors of Node hold addresses and bytes that a server sent. */
	#isClean(cause) {
		if (!(cause instanceof Error)) return cause === void 0;
		const text = inspect(cause, CAUSE);
		return this.hide(text, "peer") === text;
	}
	#indexed() {
		this.#index ??= new NeedleIndex();
		for (const secret of this.#waiting.splice(0)) {
			const mark = {
				kind: this.#kinds.get(secret),
				length: [...secret].length
			};
			for (const needle of needlesOf(secret)) this.#index.add(needle, mark);
		}
		return this.#index;
	}
};
function widened(text, range) {
	const { from, to, widens } = range;
	if (!widens) return range;
	const starts = from > 0 && BASE64.test(text[from - 1]) && BASE64.test(text[from]);
	const ends = BASE64.test(text[to] ?? " ") && BASE64.test(text[to - 1]);
	return {
		from: starts ? from - 1 : from,
		to: ends ? to + 1 : to
	};
}

// src/encoding/error-context.ts
/** Makes the error of a strict reader. `hint` replaces the remedy of the error code. */
function errorIn({ code, what, hint: usual }, reason, hint = usual) {
	return new SealiftError(code, `${what}: ${reason}`, hint === void 0 ? {} : { hint });
}

// src/encoding/pem-escapes.ts
/** Line breaks in letters, as JSON and shells write them, once or several times escaped. */
const LETTERS = /\\{1,8}(?:r\\{1,8}n|n|r)/g;
/** Escapes that some encoders of JSON (RFC 8259, 7) add without need: of a slash, and of `+`, `=` and white space by number. */
const BY_NUMBER = /\\{1,8}(?:\/|u00(2[bBfF]|3[dD]|0[aAdD9]|20))/g;
/** Undoes the escapes of JSON and of shells in a PEM text. PEM itself has no backslash. */
function withoutEscapes(text) {
	return text.replace(BY_NUMBER, (_, hex) => hex === void 0 ? "/" : String.fromCharCode(Number.parseInt(hex, 16))).replace(LETTERS, "\n");
}

// src/encoding/utf8.ts
/** Decodes UTF-8 and refuses malformed sequences instead of replacing them. */
function decodeUtf8(bytes, context) {
	if (!isUtf8(bytes)) throw errorIn(context, "is not UTF-8");
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8");
}

// src/encoding/user-text.ts
const UTF_8 = "Write it as UTF-8; in PowerShell: Set-Content -Encoding utf8.";
const lossy = new TextDecoder("utf-8", { ignoreBOM: true });
/** Whether the bytes begin with a byte order mark of UTF-16 or UTF-32, or with a Latin letter in one of these. */
function isWide([first, second]) {
	if (first === void 0 || second === void 0) return false;
	return first === 255 && second === 254 || first === 254 && second === 255 || first * second === 0;
}
/** Text without the byte order mark that editors and PowerShell put in front of it. */
function withoutMark(text) {
	return text.startsWith("﻿") ? text.slice(1) : text;
}
/**
* Text of a file or value that the user gives. A byte order mark is no error; what a registry, a key service or a plugin
* answers is read by `decodeUtf8`, which leaves it where it is.
*
* @param others what to do with bytes that are not UTF-8: refuse them, or show them as U+FFFD where they cannot matter.
* @throws SealiftError with the code of `context`, by name for UTF-16.
*/
function userText(input, context, others = "refuse") {
	if (typeof input === "string") return withoutMark(input);
	if (isWide(input)) throw errorIn(context, "is UTF-16, as PowerShell writes it by default", UTF_8);
	return withoutMark(others === "replace" ? lossy.decode(input) : decodeUtf8(input, context));
}

// src/compose/is-content.ts
/**
* Whether an option's value is the content itself and not a path: it begins with `{`, with `-----BEGIN`, or with the base64
* of that. A byte order mark is white space here.
*/
function isContent(value) {
	return /^\s*(?:\{|-----BEGIN|(?:77u\/)?LS0tLS1CRUdJTi)/.test(value);
}

// src/encoding/secrets/config-secrets.ts
/** Members of a docker configuration that hold a credential, of any entry. */
const SECRET = /^(?:auth|password|identitytoken|registrytoken|secret)$/i;
/**
* Every credential in a docker configuration: what is in the file, and the password inside `auth`. Of a file that is not JSON
* the whole text counts, because nothing tells which part of it is secret.
*/
function secretsInConfig(json) {
	const found = [];
	try {
		JSON.parse(withoutMark(json), (name, value) => {
			if (typeof value !== "string" || !SECRET.test(name)) return value;
			found.push(value);
			if (/^auth$/i.test(name)) {
				const login = Buffer.from(value, "base64").toString("utf8").replace(/\0+$/, "");
				found.push(login.slice(login.indexOf(":") + 1));
			}
			return value;
		});
	} catch {
		return [json];
	}
	return found;
}

// src/compose/secrets/guarded.ts
function isList(result) {
	return typeof result === "object" && result !== null && Symbol.asyncIterator in result;
}
async function* readGuarded(list, hidden) {
	try {
		yield* list;
	} catch (error) {
		throw hidden(error);
	}
}
/** The handler of a proxy that hides secrets in the error that ends a list. A store still recognises its own list in it. */
function listGuard(hidden) {
	return { get(list, name) {
		if (name === Symbol.asyncIterator) return () => readGuarded(list, hidden);
		const member = Reflect.get(list, name, list);
		return typeof member === "function" ? member.bind(list) : member;
	} };
}
/**
* A port whose methods, and the lists that they return, reject without secrets.
*
* @param author of the texts in its errors. In texts of others even the shortest secrets are hidden.
*/
function guarded(port, secrets, author) {
	const hidden = (error) => error instanceof SealiftError ? secrets.hideIn(error, author) : error;
	const ofLists = listGuard(hidden);
	return new Proxy(port, { get(target, name) {
		const member = Reflect.get(target, name, target);
		if (typeof member !== "function") return member;
		return (...args) => {
			try {
				const result = Reflect.apply(member, target, args);
				if (isList(result)) return new Proxy(result, ofLists);
				return result instanceof Promise ? result.catch((error) => {
					throw hidden(error);
				}) : result;
			} catch (error) {
				throw hidden(error);
			}
		};
	} });
}

// src/encoding/secrets/pem-secrets.ts
const BLOCK = /-----BEGIN [^-]+-----([\s\S]*?)(?:-----END|$)/g;
/** Headers of the traditional form. */
const HEADER = /^[\w-]+: .*$/gm;
/** A line of a body; a shorter one reveals nothing. */
const LINE = /^[A-Za-z0-9+/=]{8,}$/;
/** The parts of a PEM text that a log could show: the whole, and each line of a body. Borders are no secret. */
function pemSecrets(pem) {
	const lines = [...withoutEscapes(pem).matchAll(BLOCK)].map(([, body]) => body.replace(HEADER, "")).flatMap((body) => body.split(/\s+/)).filter((line) => LINE.test(line));
	const decoded = withoutMark(Buffer.from(pem, "base64").toString("utf8"));
	return [
		pem,
		...lines,
		...decoded.startsWith("-----BEGIN ") ? pemSecrets(decoded) : []
	];
}

// src/compose/secrets/environment-secrets.ts
/** Variables whose whole value is a credential. */
const CREDENTIALS = [
	"ACTIONS_ID_TOKEN_REQUEST_TOKEN",
	"AWS_SECRET_ACCESS_KEY",
	"AWS_SESSION_TOKEN",
	"AZURE_CLIENT_CERTIFICATE_PASSWORD",
	"AZURE_CLIENT_SECRET",
	"BAO_TOKEN",
	"IDENTITY_HEADER",
	"MSI_SECRET",
	"SEALIFT_KEY_PASSWORD",
	"VAULT_TOKEN"
];
const PROXIES = [
	"HTTP_PROXY",
	"HTTPS_PROXY",
	"ALL_PROXY"
].flatMap((name) => [name, name.toLowerCase()]);
/** Names of other variables that hold a secret. Started programs get all of them, and may repeat them. */
const SECRET_NAME = /(?:TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|PRIVATE_KEY|ACCESS_KEY|API_?KEY)$/i;
/** A value under 16 characters may be an ordinary word, and a path or URL is no secret. */
const SECRET_VALUE = /^(?![/.~]|[a-z][a-z0-9+.-]*:\/\/)\S{16,}$/i;
function decoded(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
/** The password of a proxy as written and decoded, and its login as Basic sends it (RFC 7617, 2). */
function proxyLogin(value) {
	const [, username = "", password] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^/@:]*):(.*)@/is.exec(value) ?? [];
	if (password === void 0) return [];
	const login = `${decoded(username)}:${decoded(password)}`;
	return [
		password,
		decoded(password),
		Buffer.from(login, "utf8").toString("base64")
	];
}
/** Credentials that the environment of a run holds. */
function environmentCredentials(env) {
	return [...CREDENTIALS.map((name) => env[name] ?? ""), ...PROXIES.flatMap((name) => proxyLogin(env[name] ?? ""))];
}
/** Values of the environment that may be secrets, by the names of their variables. */
function environmentSettings(env) {
	return Object.keys(env).filter((name) => SECRET_NAME.test(name)).map((name) => env[name] ?? "").filter((value) => SECRET_VALUE.test(value));
}

// src/compose/secrets/key-secrets.ts
/** RFC 7512, 2.3: the PIN in a PKCS#11 URI. */
function pins(uri) {
	return [...uri.matchAll(/pin-value=([^;&?\s]+)/gi)].flatMap(([, pin = ""]) => {
		try {
			return [pin, decodeURIComponent(pin)];
		} catch {
			return [pin];
		}
	});
}
/**
* The secrets in the value of an option that names a key: the key itself, when it is given in place of its name or behind a
* scheme, and the PIN of a token.
*/
function keySecrets(key) {
	if (key.includes("-----BEGIN")) return pemSecrets(key);
	const behind = key.replace(/^[a-z][a-z0-9-]*:\/*/i, "");
	const random = randomParts(behind);
	if (random.length === 0) return pins(key);
	const parts = behind.split("/").filter((part) => randomParts(part).length > 0);
	return [
		...pins(key),
		behind,
		...parts,
		...random,
		...pemSecrets(behind)
	];
}

// src/compose/secrets/given-secrets.ts
const KEYS = [
	"key",
	"newKey",
	"caKey"
];
/** Operands, which are no options. */
const PLACES = [
	"images",
	"image",
	"source",
	"destination",
	"place"
];
const REFERENCES = [
	...PLACES,
	"with",
	"scope",
	"signaturesFrom",
	"signaturesTo"
];
const CONFIGS = [
	"registryConfig",
	"fromRegistryConfig",
	"toRegistryConfig"
];
/** Every text of an option, before its type is checked. */
function textsOf(value) {
	if (typeof value === "string") return [value];
	return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
function ofKey(key, env) {
	const name = /^env:\/\/(.*)$/s.exec(key)?.[1];
	const value = name === void 0 || !Object.hasOwn(env, name) ? void 0 : env[name];
	return value === void 0 ? keySecrets(key) : pemSecrets(value);
}
/** PEM of a private key, or the base64 of it. */
function holdsPrivateKey(text) {
	return [text, Buffer.from(text, "base64").toString("latin1")].some((one) => one.includes("PRIVATE KEY-----"));
}
/** A text as it is written in a URL, and without its escapes. */
function readings(secret) {
	try {
		return [secret, decodeURIComponent(secret)];
	} catch {
		return [secret];
	}
}
const passwordOf = (text) => URL.canParse(text) ? readings(new URL(text).password) : [];
/** The login of a URL. A name alone may be a token. */
function loginOf(text) {
	if (!URL.canParse(text)) return [];
	const { username, password } = new URL(text);
	return readings(password === "" ? username : password);
}
/** The values in the query of a URL, which may be tokens. */
function queryOf(text) {
	return URL.canParse(text) ? [...new URL(text).searchParams.values()] : [];
}
/** Values of `--plugin-config`: `key=value` texts, or an object. A text without `=` counts as a value. */
function pluginValues(given) {
	if (typeof given === "object" && given !== null && !Array.isArray(given)) return Object.values(given).flatMap(textsOf);
	return textsOf(given).map((text) => text.slice(text.indexOf("=") + 1));
}
/**
* A value that may be a secret is none where it is part of a reference: the runner drops job outputs that hold a masked text, and
* outputs hold references.
*/
function settingKind(value, options) {
	return REFERENCES.some((name) => textsOf(options[name]).some((text) => text.toLowerCase().includes(value.toLowerCase()))) ? "name" : "setting";
}
/**
* Puts everything secret that a run is given into its store, before the first use: keys, passwords and logins, in options
* and environment.
*
* @param options as they were given, by camelCase name.
*/
function addGivenSecrets(secrets, options, env) {
	const keys = KEYS.flatMap((name) => textsOf(options[name])).flatMap((key) => ofKey(key, env));
	const configs = [...CONFIGS.flatMap((name) => textsOf(options[name])).filter(isContent), env.DOCKER_AUTH_CONFIG ?? ""];
	const elsewhere = Object.entries(options).filter(([name]) => !PLACES.includes(name)).flatMap(([, value]) => textsOf(value));
	const credentials = [
		...keys,
		...elsewhere.filter(holdsPrivateKey).flatMap(pemSecrets),
		...elsewhere.filter((text) => !isContent(text)).flatMap(randomParts),
		...elsewhere.flatMap(passwordOf),
		...elsewhere.flatMap((text) => secretsInConfig(text).filter((secret) => secret !== text)),
		...textsOf(options.timestampUrl).flatMap(loginOf),
		...configs.flatMap((config) => [config, ...secretsInConfig(config)]),
		...environmentCredentials(env)
	];
	for (const secret of credentials) secrets.add(secret);
	const values = pluginValues(options.pluginConfig);
	for (const secret of values.flatMap(keySecrets)) secrets.add(secret);
	for (const value of [
		...values,
		...textsOf(options.timestampUrl).flatMap(queryOf),
		...environmentSettings(env)
	]) secrets.add(value, settingKind(value, options));
}

// src/compose/secrets/hidden-result.ts
/** Members of a result that programs read: closed lists, digests, times, and what the user named or was made for them. */
const KEPT = /* @__PURE__ */ new Set([
	"version",
	"command",
	"status",
	"code",
	"check",
	"outcome",
	"action",
	"foundIn",
	"judged",
	"digest",
	"previousDigest",
	"tag",
	"previous",
	"missing",
	"incomplete",
	"thumbprint",
	"keyType",
	"validUntil",
	"signingTime",
	"expiry",
	"notBefore",
	"notAfter",
	"file",
	"pem",
	"newKey",
	"level",
	"type",
	"state",
	"image",
	"verify",
	"written",
	"next"
]);
/** References, as the user wrote them or made of those. */
const NAMES = /* @__PURE__ */ new Set([
	"reference",
	"pinned",
	"repository",
	"signatureRepository"
]);
/** Digests hold no secret. They are not searched, because a result may have tens of thousands of them. */
const DIGEST = /^sha(?:256|384|512):[0-9a-f]+$/;
/** Members whose own member names come from outside. */
const OPEN_MEMBERS = /* @__PURE__ */ new Set(["userMetadata"]);
/**
* A result without secrets in what others wrote: messages, warnings, subjects, metadata. References stay as the user wrote
* them, since later steps use them; for people, `references` hides in them too. What holds no secret is not copied: a result may be that
* of thousands of images.
*/
function hiddenResult(result, hide, references = "kept") {
	const known = /* @__PURE__ */ new Map();
	const hideOnce = (text) => {
		const shown = known.get(text) ?? hide(text);
		known.set(text, shown);
		return shown;
	};
	const isKept = (name) => KEPT.has(name) || NAMES.has(name) && references === "kept";
	const hidden = (value, open) => {
		if (typeof value === "string") return DIGEST.test(value) ? value : hideOnce(value);
		if (Array.isArray(value)) {
			const all = value.map((one) => hidden(one, open));
			return all.every((one, at) => one === value[at]) ? value : all;
		}
		if (typeof value !== "object" || value === null) return value;
		let isSame = true;
		const members = Object.entries(value).map(([name, member]) => {
			if (!open && isKept(name)) return [name, member];
			const shown = [open ? hideOnce(name) : name, hidden(member, open || OPEN_MEMBERS.has(name))];
			isSame &&= shown[0] === name && shown[1] === member;
			return shown;
		});
		return isSame ? value : Object.fromEntries(members);
	};
	return hidden(result, false);
}

// src/cli/hidden-usage.ts
var hidden_usage_exports = /* @__PURE__ */ __exportAll({ hiddenUsage: () => hiddenUsage });
/** The error of a command line that did not parse, without the words in it that may be keys or logins. */
function hiddenUsage(error, argv, env) {
	const secrets = new Secrets();
	addGivenSecrets(secrets, {}, env);
	for (const secret of argv.flatMap(keySecrets)) secrets.add(secret);
	return secrets.hideIn(error);
}

export { pemSecrets as a, isContent as c, withoutEscapes as d, errorIn as f, settingKind as i, userText as l, hiddenResult as n, guarded as o, Secrets as p, addGivenSecrets as r, secretsInConfig as s, hidden_usage_exports as t, decodeUtf8 as u };