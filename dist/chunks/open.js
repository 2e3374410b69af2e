import { c as printable, d as SealiftError } from "./run-result.js";
import { a as isDigest, i as digestOf, n as digestHasher, r as digestHex, t as digestAlgorithm } from "./digest.js";
import { a as literal, c as object, d as record, g as _gte, h as unknown, i as int, l as optional, m as union, n as array, o as looseObject, p as string, r as custom, s as nullable, v as _regex } from "./zod.js";
import { setTimeout } from "node:timers/promises";
import { randomBytes, randomUUID } from "node:crypto";
import { dirname, join } from "node:path";
import { lstat, mkdir, open, readFile as readFile$1, readdir, rename, rm, utimes } from "node:fs/promises";
import { constants as constants$1 } from "node:fs";
import { Readable, Transform, Writable, addAbortSignal } from "node:stream";
import { finished, pipeline as pipeline$1 } from "node:stream/promises";
import { hostname } from "node:os";

// src/io/files/file-error.ts
/** What the operating system refuses, in words, and the code it becomes when a file is read and when it is written. */
const REFUSALS = {
	ENOSPC: ["no space is left on the device", {
		read: "disk_full",
		write: "disk_full"
	}],
	EDQUOT: ["the disk quota is used up", {
		read: "disk_full",
		write: "disk_full"
	}],
	EACCES: ["the file system denies access", {
		read: "file_unreadable",
		write: "denied"
	}],
	EPERM: ["the file system denies access", {
		read: "file_unreadable",
		write: "denied"
	}],
	EROFS: ["the file system is read-only", {
		read: "file_unreadable",
		write: "denied"
	}],
	ENOENT: ["it is not there", {
		read: "file_not_found",
		write: "file_not_found"
	}],
	EISDIR: ["it is a folder", {
		read: "file_unreadable",
		write: "file_unreadable"
	}],
	ENOTDIR: ["a part of the path is not a folder", {
		read: "file_not_found",
		write: "file_not_found"
	}]
};
/** The errno of a failed call (`ENOENT`), or `undefined` for errors that are not the operating system's. */
function errnoOf(error) {
	const code = error instanceof Error && "code" in error ? error.code : void 0;
	return typeof code === "string" && /^E[A-Z0-9]+$/.test(code) ? code : void 0;
}
/** The failed call on `path` as a SealiftError; errors of ours and aborts pass through as they are. */
function fileError(error, doing, path) {
	const errno = errnoOf(error);
	if (errno === void 0) return error;
	const [reason, codes] = REFUSALS[errno] ?? [errno, {
		read: "file_unreadable",
		write: "denied"
	}];
	const code = codes[doing];
	const hint = code === "denied" ? { hint: "Check the rights of the folder and of the file." } : {};
	return new SealiftError(code, `cannot ${doing} ${printable(path, 600)}: ${reason}`, {
		cause: error,
		...hint
	});
}

// src/io/files/folder-entries.ts
function kindOf(entry) {
	if (entry.isSymbolicLink()) return "link";
	if (entry.isDirectory()) return "folder";
	return entry.isFile() ? "file" : "other";
}
/** What stands at a path, links not followed; `undefined` when there is nothing. */
async function entryKind(path) {
	try {
		return kindOf(await lstat(path));
	} catch (error) {
		if (errnoOf(error) === "ENOENT" || errnoOf(error) === "ENOTDIR") return void 0;
		throw fileError(error, "read", path);
	}
}
/** The entries of a folder by name, sorted, links not followed. */
async function folderEntries(path) {
	try {
		return (await readdir(path, { withFileTypes: true })).map((entry) => ({
			name: entry.name,
			path: join(path, entry.name),
			kind: kindOf(entry)
		})).toSorted((a, b) => a.name < b.name ? -1 : 1);
	} catch (error) {
		throw fileError(error, "read", path);
	}
}

// src/io/files/read-file.ts
/**
* A small file that the user named, whole; links are followed.
*
* @param what names the file's role in errors: `key`, `trust policy`.
* @throws SealiftError `file_not_found`, `file_unreadable`, or `content_too_large` over `limit` bytes.
*/
async function readFile(path, limit, what) {
	const shown = printable(path, 600);
	let handle;
	try {
		handle = await open(path, "r");
		const found = await handle.stat();
		if (found.isDirectory()) throw new SealiftError("file_unreadable", `the ${what} ${shown} is a folder, not a file`);
		const buffer = new Uint8Array(Math.min(found.isFile() ? found.size : limit, limit) + 1);
		let length = 0;
		while (length < buffer.length) {
			const { bytesRead } = await handle.read(buffer, length, buffer.length - length);
			if (bytesRead === 0) break;
			length += bytesRead;
		}
		if (length > limit) throw new SealiftError("content_too_large", `the ${what} ${shown} has over ${limit} bytes`, { hint: "Check that this is the file you meant." });
		return buffer.subarray(0, length);
	} catch (error) {
		const refused = fileError(error, "read", path);
		if (refused instanceof SealiftError && refused.code === "file_not_found") throw new SealiftError("file_not_found", `there is no ${what} at ${shown}`, { cause: error });
		throw refused;
	} finally {
		await handle?.close();
	}
}

// src/encoding/complaint.ts
/** The error that a strict reader throws. */
function complain({ code, what }, reason) {
	return new SealiftError(code, `${what}: ${reason}`);
}

// src/stores/layout/archive.ts
/** What a reference to a tar of a layout gets until archives are read: the way to a folder. */
function archiveUnsupported(path) {
	const place = printable(path, 600);
	return new SealiftError("feature_unsupported", `${place} is a file; this version reads image layouts in folders, not archives`, { hint: `Unpack the archive and name the folder: mkdir layout && tar -xf ${place} -C layout, then oci:layout:TAG.` });
}

// node_modules/jsonc-parser/lib/esm/impl/scanner.js
/**
* Creates a JSON scanner on the given text.
* If ignoreTrivia is set, whitespaces or comments are ignored.
*/
function createScanner(text, ignoreTrivia = false) {
	const len = text.length;
	let pos = 0, value = "", tokenOffset = 0, token = 16, lineNumber = 0, lineStartOffset = 0, tokenLineStartOffset = 0, prevTokenLineStartOffset = 0, scanError = 0;
	function scanHexDigits(count, exact) {
		let digits = 0;
		let value = 0;
		while (digits < count || !exact) {
			let ch = text.charCodeAt(pos);
			if (ch >= 48 && ch <= 57) value = value * 16 + ch - 48;
			else if (ch >= 65 && ch <= 70) value = value * 16 + ch - 65 + 10;
			else if (ch >= 97 && ch <= 102) value = value * 16 + ch - 97 + 10;
			else break;
			pos++;
			digits++;
		}
		if (digits < count) value = -1;
		return value;
	}
	function setPosition(newPosition) {
		pos = newPosition;
		value = "";
		tokenOffset = 0;
		token = 16;
		scanError = 0;
	}
	function scanNumber() {
		let start = pos;
		if (text.charCodeAt(pos) === 48) pos++;
		else {
			pos++;
			while (pos < text.length && isDigit(text.charCodeAt(pos))) pos++;
		}
		if (pos < text.length && text.charCodeAt(pos) === 46) {
			pos++;
			if (pos < text.length && isDigit(text.charCodeAt(pos))) {
				pos++;
				while (pos < text.length && isDigit(text.charCodeAt(pos))) pos++;
			} else {
				scanError = 3;
				return text.substring(start, pos);
			}
		}
		let end = pos;
		if (pos < text.length && (text.charCodeAt(pos) === 69 || text.charCodeAt(pos) === 101)) {
			pos++;
			if (pos < text.length && text.charCodeAt(pos) === 43 || text.charCodeAt(pos) === 45) pos++;
			if (pos < text.length && isDigit(text.charCodeAt(pos))) {
				pos++;
				while (pos < text.length && isDigit(text.charCodeAt(pos))) pos++;
				end = pos;
			} else scanError = 3;
		}
		return text.substring(start, end);
	}
	function scanString() {
		let result = "", start = pos;
		while (true) {
			if (pos >= len) {
				result += text.substring(start, pos);
				scanError = 2;
				break;
			}
			const ch = text.charCodeAt(pos);
			if (ch === 34) {
				result += text.substring(start, pos);
				pos++;
				break;
			}
			if (ch === 92) {
				result += text.substring(start, pos);
				pos++;
				if (pos >= len) {
					scanError = 2;
					break;
				}
				switch (text.charCodeAt(pos++)) {
					case 34:
						result += "\"";
						break;
					case 92:
						result += "\\";
						break;
					case 47:
						result += "/";
						break;
					case 98:
						result += "\b";
						break;
					case 102:
						result += "\f";
						break;
					case 110:
						result += "\n";
						break;
					case 114:
						result += "\r";
						break;
					case 116:
						result += "	";
						break;
					case 117:
						const ch3 = scanHexDigits(4, true);
						if (ch3 >= 0) result += String.fromCharCode(ch3);
						else scanError = 4;
						break;
					default: scanError = 5;
				}
				start = pos;
				continue;
			}
			if (ch >= 0 && ch <= 31) {
				if (isLineBreak(ch)) {
					result += text.substring(start, pos);
					scanError = 2;
					break;
				} else scanError = 6;
			}
			pos++;
		}
		return result;
	}
	function scanNext() {
		value = "";
		scanError = 0;
		tokenOffset = pos;
		lineStartOffset = lineNumber;
		prevTokenLineStartOffset = tokenLineStartOffset;
		if (pos >= len) {
			tokenOffset = len;
			return token = 17;
		}
		let code = text.charCodeAt(pos);
		if (isWhiteSpace(code)) {
			do {
				pos++;
				value += String.fromCharCode(code);
				code = text.charCodeAt(pos);
			} while (isWhiteSpace(code));
			return token = 15;
		}
		if (isLineBreak(code)) {
			pos++;
			value += String.fromCharCode(code);
			if (code === 13 && text.charCodeAt(pos) === 10) {
				pos++;
				value += "\n";
			}
			lineNumber++;
			tokenLineStartOffset = pos;
			return token = 14;
		}
		switch (code) {
			case 123:
				pos++;
				return token = 1;
			case 125:
				pos++;
				return token = 2;
			case 91:
				pos++;
				return token = 3;
			case 93:
				pos++;
				return token = 4;
			case 58:
				pos++;
				return token = 6;
			case 44:
				pos++;
				return token = 5;
			case 34:
				pos++;
				value = scanString();
				return token = 10;
			case 47:
				const start = pos - 1;
				if (text.charCodeAt(pos + 1) === 47) {
					pos += 2;
					while (pos < len) {
						if (isLineBreak(text.charCodeAt(pos))) break;
						pos++;
					}
					value = text.substring(start, pos);
					return token = 12;
				}
				if (text.charCodeAt(pos + 1) === 42) {
					pos += 2;
					const safeLength = len - 1;
					let commentClosed = false;
					while (pos < safeLength) {
						const ch = text.charCodeAt(pos);
						if (ch === 42 && text.charCodeAt(pos + 1) === 47) {
							pos += 2;
							commentClosed = true;
							break;
						}
						pos++;
						if (isLineBreak(ch)) {
							if (ch === 13 && text.charCodeAt(pos) === 10) pos++;
							lineNumber++;
							tokenLineStartOffset = pos;
						}
					}
					if (!commentClosed) {
						pos++;
						scanError = 1;
					}
					value = text.substring(start, pos);
					return token = 13;
				}
				value += String.fromCharCode(code);
				pos++;
				return token = 16;
			case 45:
				value += String.fromCharCode(code);
				pos++;
				if (pos === len || !isDigit(text.charCodeAt(pos))) return token = 16;
			case 48:
			case 49:
			case 50:
			case 51:
			case 52:
			case 53:
			case 54:
			case 55:
			case 56:
			case 57:
				value += scanNumber();
				return token = 11;
			default:
				while (pos < len && isUnknownContentCharacter(code)) {
					pos++;
					code = text.charCodeAt(pos);
				}
				if (tokenOffset !== pos) {
					value = text.substring(tokenOffset, pos);
					switch (value) {
						case "true": return token = 8;
						case "false": return token = 9;
						case "null": return token = 7;
					}
					return token = 16;
				}
				value += String.fromCharCode(code);
				pos++;
				return token = 16;
		}
	}
	function isUnknownContentCharacter(code) {
		if (isWhiteSpace(code) || isLineBreak(code)) return false;
		switch (code) {
			case 125:
			case 93:
			case 123:
			case 91:
			case 34:
			case 58:
			case 44:
			case 47: return false;
		}
		return true;
	}
	function scanNextNonTrivia() {
		let result;
		do
			result = scanNext();
		while (result >= 12 && result <= 15);
		return result;
	}
	return {
		setPosition,
		getPosition: () => pos,
		scan: ignoreTrivia ? scanNextNonTrivia : scanNext,
		getToken: () => token,
		getTokenValue: () => value,
		getTokenOffset: () => tokenOffset,
		getTokenLength: () => pos - tokenOffset,
		getTokenStartLine: () => lineStartOffset,
		getTokenStartCharacter: () => tokenOffset - prevTokenLineStartOffset,
		getTokenError: () => scanError
	};
}
function isWhiteSpace(ch) {
	return ch === 32 || ch === 9;
}
function isLineBreak(ch) {
	return ch === 10 || ch === 13;
}
function isDigit(ch) {
	return ch >= 48 && ch <= 57;
}
var CharacterCodes;
(function(CharacterCodes) {
	CharacterCodes[CharacterCodes["lineFeed"] = 10] = "lineFeed";
	CharacterCodes[CharacterCodes["carriageReturn"] = 13] = "carriageReturn";
	CharacterCodes[CharacterCodes["space"] = 32] = "space";
	CharacterCodes[CharacterCodes["_0"] = 48] = "_0";
	CharacterCodes[CharacterCodes["_1"] = 49] = "_1";
	CharacterCodes[CharacterCodes["_2"] = 50] = "_2";
	CharacterCodes[CharacterCodes["_3"] = 51] = "_3";
	CharacterCodes[CharacterCodes["_4"] = 52] = "_4";
	CharacterCodes[CharacterCodes["_5"] = 53] = "_5";
	CharacterCodes[CharacterCodes["_6"] = 54] = "_6";
	CharacterCodes[CharacterCodes["_7"] = 55] = "_7";
	CharacterCodes[CharacterCodes["_8"] = 56] = "_8";
	CharacterCodes[CharacterCodes["_9"] = 57] = "_9";
	CharacterCodes[CharacterCodes["a"] = 97] = "a";
	CharacterCodes[CharacterCodes["b"] = 98] = "b";
	CharacterCodes[CharacterCodes["c"] = 99] = "c";
	CharacterCodes[CharacterCodes["d"] = 100] = "d";
	CharacterCodes[CharacterCodes["e"] = 101] = "e";
	CharacterCodes[CharacterCodes["f"] = 102] = "f";
	CharacterCodes[CharacterCodes["g"] = 103] = "g";
	CharacterCodes[CharacterCodes["h"] = 104] = "h";
	CharacterCodes[CharacterCodes["i"] = 105] = "i";
	CharacterCodes[CharacterCodes["j"] = 106] = "j";
	CharacterCodes[CharacterCodes["k"] = 107] = "k";
	CharacterCodes[CharacterCodes["l"] = 108] = "l";
	CharacterCodes[CharacterCodes["m"] = 109] = "m";
	CharacterCodes[CharacterCodes["n"] = 110] = "n";
	CharacterCodes[CharacterCodes["o"] = 111] = "o";
	CharacterCodes[CharacterCodes["p"] = 112] = "p";
	CharacterCodes[CharacterCodes["q"] = 113] = "q";
	CharacterCodes[CharacterCodes["r"] = 114] = "r";
	CharacterCodes[CharacterCodes["s"] = 115] = "s";
	CharacterCodes[CharacterCodes["t"] = 116] = "t";
	CharacterCodes[CharacterCodes["u"] = 117] = "u";
	CharacterCodes[CharacterCodes["v"] = 118] = "v";
	CharacterCodes[CharacterCodes["w"] = 119] = "w";
	CharacterCodes[CharacterCodes["x"] = 120] = "x";
	CharacterCodes[CharacterCodes["y"] = 121] = "y";
	CharacterCodes[CharacterCodes["z"] = 122] = "z";
	CharacterCodes[CharacterCodes["A"] = 65] = "A";
	CharacterCodes[CharacterCodes["B"] = 66] = "B";
	CharacterCodes[CharacterCodes["C"] = 67] = "C";
	CharacterCodes[CharacterCodes["D"] = 68] = "D";
	CharacterCodes[CharacterCodes["E"] = 69] = "E";
	CharacterCodes[CharacterCodes["F"] = 70] = "F";
	CharacterCodes[CharacterCodes["G"] = 71] = "G";
	CharacterCodes[CharacterCodes["H"] = 72] = "H";
	CharacterCodes[CharacterCodes["I"] = 73] = "I";
	CharacterCodes[CharacterCodes["J"] = 74] = "J";
	CharacterCodes[CharacterCodes["K"] = 75] = "K";
	CharacterCodes[CharacterCodes["L"] = 76] = "L";
	CharacterCodes[CharacterCodes["M"] = 77] = "M";
	CharacterCodes[CharacterCodes["N"] = 78] = "N";
	CharacterCodes[CharacterCodes["O"] = 79] = "O";
	CharacterCodes[CharacterCodes["P"] = 80] = "P";
	CharacterCodes[CharacterCodes["Q"] = 81] = "Q";
	CharacterCodes[CharacterCodes["R"] = 82] = "R";
	CharacterCodes[CharacterCodes["S"] = 83] = "S";
	CharacterCodes[CharacterCodes["T"] = 84] = "T";
	CharacterCodes[CharacterCodes["U"] = 85] = "U";
	CharacterCodes[CharacterCodes["V"] = 86] = "V";
	CharacterCodes[CharacterCodes["W"] = 87] = "W";
	CharacterCodes[CharacterCodes["X"] = 88] = "X";
	CharacterCodes[CharacterCodes["Y"] = 89] = "Y";
	CharacterCodes[CharacterCodes["Z"] = 90] = "Z";
	CharacterCodes[CharacterCodes["asterisk"] = 42] = "asterisk";
	CharacterCodes[CharacterCodes["backslash"] = 92] = "backslash";
	CharacterCodes[CharacterCodes["closeBrace"] = 125] = "closeBrace";
	CharacterCodes[CharacterCodes["closeBracket"] = 93] = "closeBracket";
	CharacterCodes[CharacterCodes["colon"] = 58] = "colon";
	CharacterCodes[CharacterCodes["comma"] = 44] = "comma";
	CharacterCodes[CharacterCodes["dot"] = 46] = "dot";
	CharacterCodes[CharacterCodes["doubleQuote"] = 34] = "doubleQuote";
	CharacterCodes[CharacterCodes["minus"] = 45] = "minus";
	CharacterCodes[CharacterCodes["openBrace"] = 123] = "openBrace";
	CharacterCodes[CharacterCodes["openBracket"] = 91] = "openBracket";
	CharacterCodes[CharacterCodes["plus"] = 43] = "plus";
	CharacterCodes[CharacterCodes["slash"] = 47] = "slash";
	CharacterCodes[CharacterCodes["formFeed"] = 12] = "formFeed";
	CharacterCodes[CharacterCodes["tab"] = 9] = "tab";
})(CharacterCodes || (CharacterCodes = {}));

// node_modules/jsonc-parser/lib/esm/impl/string-intern.js
const cachedSpaces = new Array(20).fill(0).map((_, index) => {
	return " ".repeat(index);
});
const maxCachedValues = 200;
const cachedBreakLinesWithSpaces = {
	" ": {
		"\n": new Array(maxCachedValues).fill(0).map((_, index) => {
			return "\n" + " ".repeat(index);
		}),
		"\r": new Array(maxCachedValues).fill(0).map((_, index) => {
			return "\r" + " ".repeat(index);
		}),
		"\r\n": new Array(maxCachedValues).fill(0).map((_, index) => {
			return "\r\n" + " ".repeat(index);
		})
	},
	"	": {
		"\n": new Array(maxCachedValues).fill(0).map((_, index) => {
			return "\n" + "	".repeat(index);
		}),
		"\r": new Array(maxCachedValues).fill(0).map((_, index) => {
			return "\r" + "	".repeat(index);
		}),
		"\r\n": new Array(maxCachedValues).fill(0).map((_, index) => {
			return "\r\n" + "	".repeat(index);
		})
	}
};

// node_modules/jsonc-parser/lib/esm/impl/parser.js
var ParseOptions;
(function(ParseOptions) {
	ParseOptions.DEFAULT = { allowTrailingComma: false };
})(ParseOptions || (ParseOptions = {}));
/**
* Parses the given text and invokes the visitor functions for each object, array and literal reached.
*/
function visit$1(text, visitor, options = ParseOptions.DEFAULT) {
	const _scanner = createScanner(text, false);
	const _jsonPath = [];
	let suppressedCallbacks = 0;
	function toNoArgVisit(visitFunction) {
		return visitFunction ? () => suppressedCallbacks === 0 && visitFunction(_scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter()) : () => true;
	}
	function toOneArgVisit(visitFunction) {
		return visitFunction ? (arg) => suppressedCallbacks === 0 && visitFunction(arg, _scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter()) : () => true;
	}
	function toOneArgVisitWithPath(visitFunction) {
		return visitFunction ? (arg) => suppressedCallbacks === 0 && visitFunction(arg, _scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter(), () => _jsonPath.slice()) : () => true;
	}
	function toBeginVisit(visitFunction) {
		return visitFunction ? () => {
			if (suppressedCallbacks > 0) suppressedCallbacks++;
			else if (visitFunction(_scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter(), () => _jsonPath.slice()) === false) suppressedCallbacks = 1;
		} : () => true;
	}
	function toEndVisit(visitFunction) {
		return visitFunction ? () => {
			if (suppressedCallbacks > 0) suppressedCallbacks--;
			if (suppressedCallbacks === 0) visitFunction(_scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter());
		} : () => true;
	}
	const onObjectBegin = toBeginVisit(visitor.onObjectBegin), onObjectProperty = toOneArgVisitWithPath(visitor.onObjectProperty), onObjectEnd = toEndVisit(visitor.onObjectEnd), onArrayBegin = toBeginVisit(visitor.onArrayBegin), onArrayEnd = toEndVisit(visitor.onArrayEnd), onLiteralValue = toOneArgVisitWithPath(visitor.onLiteralValue), onSeparator = toOneArgVisit(visitor.onSeparator), onComment = toNoArgVisit(visitor.onComment), onError = toOneArgVisit(visitor.onError);
	const disallowComments = options && options.disallowComments;
	const allowTrailingComma = options && options.allowTrailingComma;
	function scanNext() {
		while (true) {
			const token = _scanner.scan();
			switch (_scanner.getTokenError()) {
				case 4:
					handleError(14);
					break;
				case 5:
					handleError(15);
					break;
				case 3:
					handleError(13);
					break;
				case 1:
					if (!disallowComments) handleError(11);
					break;
				case 2:
					handleError(12);
					break;
				case 6: handleError(16);
			}
			switch (token) {
				case 12:
				case 13:
					if (disallowComments) handleError(10);
					else onComment();
					break;
				case 16:
					handleError(1);
					break;
				case 15:
				case 14: break;
				default: return token;
			}
		}
	}
	function handleError(error, skipUntilAfter = [], skipUntil = []) {
		onError(error);
		if (skipUntilAfter.length + skipUntil.length > 0) {
			let token = _scanner.getToken();
			while (token !== 17) {
				if (skipUntilAfter.indexOf(token) !== -1) {
					scanNext();
					break;
				} else if (skipUntil.indexOf(token) !== -1) break;
				token = scanNext();
			}
		}
	}
	function parseString(isValue) {
		const value = _scanner.getTokenValue();
		if (isValue) onLiteralValue(value);
		else {
			onObjectProperty(value);
			_jsonPath.push(value);
		}
		scanNext();
		return true;
	}
	function parseLiteral() {
		switch (_scanner.getToken()) {
			case 11:
				const tokenValue = _scanner.getTokenValue();
				let value = Number(tokenValue);
				if (isNaN(value)) {
					handleError(2);
					value = 0;
				}
				onLiteralValue(value);
				break;
			case 7:
				onLiteralValue(null);
				break;
			case 8:
				onLiteralValue(true);
				break;
			case 9:
				onLiteralValue(false);
				break;
			default: return false;
		}
		scanNext();
		return true;
	}
	function parseProperty() {
		if (_scanner.getToken() !== 10) {
			handleError(3, [], [2, 5]);
			return false;
		}
		parseString(false);
		if (_scanner.getToken() === 6) {
			onSeparator(":");
			scanNext();
			if (!parseValue()) handleError(4, [], [2, 5]);
		} else handleError(5, [], [2, 5]);
		_jsonPath.pop();
		return true;
	}
	function parseObject() {
		onObjectBegin();
		scanNext();
		let needsComma = false;
		while (_scanner.getToken() !== 2 && _scanner.getToken() !== 17) {
			if (_scanner.getToken() === 5) {
				if (!needsComma) handleError(4, [], []);
				onSeparator(",");
				scanNext();
				if (_scanner.getToken() === 2 && allowTrailingComma) break;
			} else if (needsComma) handleError(6, [], []);
			if (!parseProperty()) handleError(4, [], [2, 5]);
			needsComma = true;
		}
		onObjectEnd();
		if (_scanner.getToken() !== 2) handleError(7, [2], []);
		else scanNext();
		return true;
	}
	function parseArray() {
		onArrayBegin();
		scanNext();
		let isFirstElement = true;
		let needsComma = false;
		while (_scanner.getToken() !== 4 && _scanner.getToken() !== 17) {
			if (_scanner.getToken() === 5) {
				if (!needsComma) handleError(4, [], []);
				onSeparator(",");
				scanNext();
				if (_scanner.getToken() === 4 && allowTrailingComma) break;
			} else if (needsComma) handleError(6, [], []);
			if (isFirstElement) {
				_jsonPath.push(0);
				isFirstElement = false;
			} else _jsonPath[_jsonPath.length - 1]++;
			if (!parseValue()) handleError(4, [], [4, 5]);
			needsComma = true;
		}
		onArrayEnd();
		if (!isFirstElement) _jsonPath.pop();
		if (_scanner.getToken() !== 4) handleError(8, [4], []);
		else scanNext();
		return true;
	}
	function parseValue() {
		switch (_scanner.getToken()) {
			case 3: return parseArray();
			case 1: return parseObject();
			case 10: return parseString(true);
			default: return parseLiteral();
		}
	}
	scanNext();
	if (_scanner.getToken() === 17) {
		if (options.allowEmptyContent) return true;
		handleError(4, [], []);
		return false;
	}
	if (!parseValue()) {
		handleError(4, [], []);
		return false;
	}
	if (_scanner.getToken() !== 17) handleError(9, [], []);
	return true;
}

// node_modules/jsonc-parser/lib/esm/main.js
var ScanError;
(function(ScanError) {
	ScanError[ScanError["None"] = 0] = "None";
	ScanError[ScanError["UnexpectedEndOfComment"] = 1] = "UnexpectedEndOfComment";
	ScanError[ScanError["UnexpectedEndOfString"] = 2] = "UnexpectedEndOfString";
	ScanError[ScanError["UnexpectedEndOfNumber"] = 3] = "UnexpectedEndOfNumber";
	ScanError[ScanError["InvalidUnicode"] = 4] = "InvalidUnicode";
	ScanError[ScanError["InvalidEscapeCharacter"] = 5] = "InvalidEscapeCharacter";
	ScanError[ScanError["InvalidCharacter"] = 6] = "InvalidCharacter";
})(ScanError || (ScanError = {}));
var SyntaxKind;
(function(SyntaxKind) {
	SyntaxKind[SyntaxKind["OpenBraceToken"] = 1] = "OpenBraceToken";
	SyntaxKind[SyntaxKind["CloseBraceToken"] = 2] = "CloseBraceToken";
	SyntaxKind[SyntaxKind["OpenBracketToken"] = 3] = "OpenBracketToken";
	SyntaxKind[SyntaxKind["CloseBracketToken"] = 4] = "CloseBracketToken";
	SyntaxKind[SyntaxKind["CommaToken"] = 5] = "CommaToken";
	SyntaxKind[SyntaxKind["ColonToken"] = 6] = "ColonToken";
	SyntaxKind[SyntaxKind["NullKeyword"] = 7] = "NullKeyword";
	SyntaxKind[SyntaxKind["TrueKeyword"] = 8] = "TrueKeyword";
	SyntaxKind[SyntaxKind["FalseKeyword"] = 9] = "FalseKeyword";
	SyntaxKind[SyntaxKind["StringLiteral"] = 10] = "StringLiteral";
	SyntaxKind[SyntaxKind["NumericLiteral"] = 11] = "NumericLiteral";
	SyntaxKind[SyntaxKind["LineCommentTrivia"] = 12] = "LineCommentTrivia";
	SyntaxKind[SyntaxKind["BlockCommentTrivia"] = 13] = "BlockCommentTrivia";
	SyntaxKind[SyntaxKind["LineBreakTrivia"] = 14] = "LineBreakTrivia";
	SyntaxKind[SyntaxKind["Trivia"] = 15] = "Trivia";
	SyntaxKind[SyntaxKind["Unknown"] = 16] = "Unknown";
	SyntaxKind[SyntaxKind["EOF"] = 17] = "EOF";
})(SyntaxKind || (SyntaxKind = {}));
/**
* Parses the given text and invokes the visitor functions for each object, array and literal reached.
*/
const visit = visit$1;
var ParseErrorCode;
(function(ParseErrorCode) {
	ParseErrorCode[ParseErrorCode["InvalidSymbol"] = 1] = "InvalidSymbol";
	ParseErrorCode[ParseErrorCode["InvalidNumberFormat"] = 2] = "InvalidNumberFormat";
	ParseErrorCode[ParseErrorCode["PropertyNameExpected"] = 3] = "PropertyNameExpected";
	ParseErrorCode[ParseErrorCode["ValueExpected"] = 4] = "ValueExpected";
	ParseErrorCode[ParseErrorCode["ColonExpected"] = 5] = "ColonExpected";
	ParseErrorCode[ParseErrorCode["CommaExpected"] = 6] = "CommaExpected";
	ParseErrorCode[ParseErrorCode["CloseBraceExpected"] = 7] = "CloseBraceExpected";
	ParseErrorCode[ParseErrorCode["CloseBracketExpected"] = 8] = "CloseBracketExpected";
	ParseErrorCode[ParseErrorCode["EndOfFileExpected"] = 9] = "EndOfFileExpected";
	ParseErrorCode[ParseErrorCode["InvalidCommentToken"] = 10] = "InvalidCommentToken";
	ParseErrorCode[ParseErrorCode["UnexpectedEndOfComment"] = 11] = "UnexpectedEndOfComment";
	ParseErrorCode[ParseErrorCode["UnexpectedEndOfString"] = 12] = "UnexpectedEndOfString";
	ParseErrorCode[ParseErrorCode["UnexpectedEndOfNumber"] = 13] = "UnexpectedEndOfNumber";
	ParseErrorCode[ParseErrorCode["InvalidUnicode"] = 14] = "InvalidUnicode";
	ParseErrorCode[ParseErrorCode["InvalidEscapeCharacter"] = 15] = "InvalidEscapeCharacter";
	ParseErrorCode[ParseErrorCode["InvalidCharacter"] = 16] = "InvalidCharacter";
})(ParseErrorCode || (ParseErrorCode = {}));
function printParseErrorCode(code) {
	switch (code) {
		case 1: return "InvalidSymbol";
		case 2: return "InvalidNumberFormat";
		case 3: return "PropertyNameExpected";
		case 4: return "ValueExpected";
		case 5: return "ColonExpected";
		case 6: return "CommaExpected";
		case 7: return "CloseBraceExpected";
		case 8: return "CloseBracketExpected";
		case 9: return "EndOfFileExpected";
		case 10: return "InvalidCommentToken";
		case 11: return "UnexpectedEndOfComment";
		case 12: return "UnexpectedEndOfString";
		case 13: return "UnexpectedEndOfNumber";
		case 14: return "InvalidUnicode";
		case 15: return "InvalidEscapeCharacter";
		case 16: return "InvalidCharacter";
	}
	return "<unknown ParseErrorCode>";
}

// src/encoding/utf8.ts
const decoder = new TextDecoder("utf-8", {
	fatal: true,
	ignoreBOM: true
});
/** Decodes UTF-8 and refuses malformed sequences instead of replacing them. */
function decodeUtf8(bytes, complaint) {
	try {
		return decoder.decode(bytes);
	} catch {
		throw complain(complaint, "is not UTF-8");
	}
}

// src/encoding/json.ts
const MAX_DEPTH = 32;
/** Builds the value while it is read, so that duplicates, depth and numbers are refused before a parser hides them. */
var Builder = class {
	#complaint;
	#open = [];
	#name;
	root;
	constructor(complaint) {
		this.#complaint = complaint;
	}
	value(value) {
		const parent = this.#open.at(-1);
		if (parent === void 0) this.root = value;
		else if ("names" in parent) Object.defineProperty(parent.value, this.#name, {
			value,
			enumerable: true,
			writable: true,
			configurable: true
		});
		else parent.value.push(value);
	}
	begin(container) {
		if (this.#open.length >= MAX_DEPTH) throw complain(this.#complaint, `nests deeper than ${MAX_DEPTH} levels`);
		this.value(container.value);
		this.#open.push(container);
	}
	end() {
		this.#open.pop();
	}
	name(name) {
		const parent = this.#open.at(-1);
		if (parent === void 0 || !("names" in parent)) return;
		this.#checkText(name);
		if (parent.names.has(name)) throw complain(this.#complaint, `has the member "${printable(name)}" twice`);
		parent.names.add(name);
		this.#name = name;
	}
	scalar(value) {
		if (typeof value === "number" && !Number.isSafeInteger(Math.trunc(value))) throw complain(this.#complaint, "has a number that is too large to be read exactly");
		if (typeof value === "string") this.#checkText(value);
		this.value(value);
	}
	/** Half a surrogate pair is no character: every reader makes something else of it (RFC 7493, 2.1). */
	#checkText(text) {
		if (!text.isWellFormed()) throw complain(this.#complaint, "has an escape that is half a character");
	}
	error(code, offset) {
		throw complain(this.#complaint, `is not JSON (${printParseErrorCode(code)} at offset ${offset})`);
	}
};
/**
* Reads one JSON value (RFC 8259) strictly: fatal UTF-8, no byte order mark, no comments, no duplicate names, at most
* 32 levels, integers exact. RFC 7515 section 4 and rule 10 of the design ask for it before every use.
*
* @throws SealiftError with the code of `complaint`.
*/
function parseJson(input, complaint) {
	const text = typeof input === "string" ? input : decodeUtf8(input, complaint);
	const builder = new Builder(complaint);
	visit(text, {
		onObjectBegin: () => builder.begin({
			names: /* @__PURE__ */ new Set(),
			value: {}
		}),
		onObjectEnd: () => builder.end(),
		onArrayBegin: () => builder.begin({ value: [] }),
		onArrayEnd: () => builder.end(),
		onObjectProperty: (name) => builder.name(name),
		onLiteralValue: (value) => builder.scalar(value),
		onError: (code, offset) => builder.error(code, offset)
	}, {
		disallowComments: true,
		allowTrailingComma: false,
		allowEmptyContent: false
	});
	return builder.root;
}

// src/io/files/list-folder.ts
/** The names in a folder, or why there are none: nothing stands there, or a file does. */
async function listFolder(path) {
	try {
		return await readdir(path);
	} catch (error) {
		if (errnoOf(error) === "ENOENT") return "absent";
		if (errnoOf(error) === "ENOTDIR") return "file";
		throw fileError(error, "read", path);
	}
}

// src/io/files/open-inside.ts
/** Bytes read at a time from a file that is streamed. */
const CHUNK = 65536;
/** A regular file that was opened without following a link. To be closed, or streamed to its end. */
var InsideFile = class {
	size;
	#handle;
	#path;
	constructor(handle, size, path) {
		this.#handle = handle;
		this.size = size;
		this.#path = path;
	}
	/** The whole content when it has at most `limit` bytes, else `undefined`. Closes the file. */
	async bytes(limit) {
		try {
			if (this.size > limit) return void 0;
			const buffer = new Uint8Array(this.size + 1);
			let length = 0;
			while (length < buffer.length) {
				const { bytesRead } = await this.#handle.read(buffer, length, buffer.length - length, length);
				if (bytesRead === 0) break;
				length += bytesRead;
			}
			return length > limit ? void 0 : buffer.subarray(0, length);
		} catch (error) {
			throw fileError(error, "read", this.#path);
		} finally {
			await this.close();
		}
	}
	/** The content from `offset` on. The stream closes the file. */
	stream(offset, signal) {
		const stream = this.#handle.createReadStream({
			start: offset,
			highWaterMark: CHUNK
		});
		return addAbortSignal(signal, stream);
	}
	close() {
		return this.#handle.close();
	}
};
/**
* Opens the regular file `names.join('/')` inside `folder`. Every name is one path component that the caller has checked;
* `folder` itself may be reached through links, since the user named it. `undefined` when the file is not there.
*
* @throws SealiftError with the code of `complaint` for links, folders and devices; `denied`, `file_unreadable`.
*/
async function openInside(folder, names, complaint) {
	for (let depth = 1; depth <= names.length; depth += 1) {
		const wanted = depth === names.length ? "file" : "folder";
		const kind = await entryKind(join(folder, ...names.slice(0, depth)));
		if (kind === void 0) return void 0;
		if (kind !== wanted) throw complain(complaint, `${names.slice(0, depth).join("/")} is a ${kind}, not a ${wanted}`);
	}
	const path = join(folder, ...names);
	try {
		const handle = await open(path, constants$1.O_RDONLY | (constants$1.O_NOFOLLOW ?? 0) | (constants$1.O_NONBLOCK ?? 0));
		const found = await handle.stat();
		if (found.isFile()) return new InsideFile(handle, found.size, path);
		await handle.close();
		throw complain(complaint, `${names.join("/")} is not a file`);
	} catch (error) {
		if (errnoOf(error) === "ENOENT") return void 0;
		if (errnoOf(error) === "ELOOP") throw complain(complaint, `${names.join("/")} is a link, not a file`);
		throw fileError(error, "read", path);
	}
}

// src/io/files/store-file.ts
/** Unfinished files are called so, in whatever folder they stand; {@link removeUnfinished} finds them. */
const UNFINISHED = /^\.sealift-[0-9a-f]{16}\.tmp$/;
/** Makes the entry of a new file last through a power cut; not every file system can (Windows cannot). */
async function syncFolder(path) {
	try {
		const folder = await open(path, "r");
		try {
			await folder.sync();
		} finally {
			await folder.close();
		}
	} catch (error) {
		if (errnoOf(error) === void 0) throw error;
	}
}
/** Windows refuses for a moment what somebody else is using; elsewhere a refusal is final. */
function isBusy(error) {
	return process.platform === "win32" && [
		"EPERM",
		"EACCES",
		"EBUSY"
	].includes(errnoOf(error) ?? "");
}
const RENAME = {
	tries: 50,
	pause: 20
};
async function renameOver(from, to) {
	for (let left = RENAME.tries;; left -= 1) try {
		return await rename(from, to);
	} catch (error) {
		if (left <= 0 || !isBusy(error)) throw error;
		await setTimeout(RENAME.pause);
	}
}
/** Leaves the file open when it ends, so that it can be synced. */
function sinkTo(handle) {
	return new Writable({ write(chunk, _encoding, callback) {
		handle.writeFile(chunk).then(() => callback(), callback);
	} });
}
/**
* Writes a file so that its name only ever stands for the whole content: into a new file in `stage` (a folder on the same
* file system, by default the target's own), to the disk, then renamed over `target`. Whatever fails leaves the old file.
* The folder of `target` is made when it is missing.
*/
async function storeFile(target, write, { stage = dirname(target), mode = 438 } = {}) {
	const unfinished = join(stage, `.sealift-${randomBytes(8).toString("hex")}.tmp`);
	try {
		await mkdir(dirname(target), { recursive: true });
		const handle = await open(unfinished, "wx", mode);
		try {
			await write(sinkTo(handle));
			await handle.sync();
		} finally {
			await handle.close();
		}
		await renameOver(unfinished, target);
		await syncFolder(dirname(target));
	} catch (error) {
		await rm(unfinished, { force: true }).catch(() => {});
		throw fileError(error, "write", target);
	}
}

// src/io/files/write-atomic.ts
/** Writes `bytes` to `path`: readers see the old content or the new one, never a part, also after a power cut. */
async function writeAtomic(path, bytes, mode) {
	await storeFile(path, async (sink) => {
		sink.end(bytes);
		await finished(sink);
	}, mode === void 0 ? {} : { mode });
}

// src/stores/layout/layout-folder.ts
const LAYOUT_FILE = "oci-layout";
const INDEX_FILE = "index.json";
const BLOBS_FOLDER = "blobs";
/** image-layout.md: "The imageLayoutVersion value will align with the OCI Image Specification version". */
const LAYOUT_VERSION = "1.0.0";
const LAYOUT_FILE_LIMIT = 4096;
/** Names that a run which was killed while it made a layout may have left. */
const OWN_NAME = /^(?:blobs|index\.json(?:\.lock(?:\.break)?)?|\.sealift-[0-9a-f]{16}\.tmp)$/;
/** What else people call an image in a folder, and the way from there to a layout. */
const FOREIGN_FOLDERS = [{
	files: ["manifest.json", "version"],
	what: "a dir: folder of skopeo",
	hint: "Convert it: skopeo copy dir:DIR oci:LAYOUT:TAG."
}, {
	files: ["manifest.json"],
	what: "what docker save writes",
	hint: "Write a layout: docker buildx build -o type=oci,tar=false,dest=LAYOUT, or skopeo copy docker-archive:FILE oci:LAYOUT:TAG."
}];
function notALayout(path, names) {
	const place = printable(path, 600);
	const known = FOREIGN_FOLDERS.find(({ files }) => files.every((file) => names.includes(file)));
	if (known) return new SealiftError("layout_invalid", `${place} is ${known.what}, not an OCI image layout`, known);
	return new SealiftError("layout_invalid", `${place} has no file ${LAYOUT_FILE}: it is not an OCI image layout`);
}
/** Whether there is a layout at `path`, nothing, or an empty folder (also one that a killed run began to fill). */
async function folderState(path) {
	const complaint = {
		code: "layout_invalid",
		what: `oci:${printable(path, 600)}`
	};
	const names = await listFolder(path);
	if (names === "absent") return "absent";
	if (names === "file") throw archiveUnsupported(path);
	if (!names.includes("oci-layout")) {
		if (names.every((name) => OWN_NAME.test(name))) return "empty";
		throw notALayout(path, names);
	}
	await checkVersion(path, complaint);
	return "layout";
}
async function checkVersion(path, complaint) {
	const bytes = await (await openInside(path, [LAYOUT_FILE], complaint))?.bytes(LAYOUT_FILE_LIMIT);
	if (bytes === void 0) throw complain(complaint, `${LAYOUT_FILE} cannot be read`);
	const content = parseJson(bytes, {
		...complaint,
		what: `${complaint.what}, ${LAYOUT_FILE}`
	});
	const version = typeof content === "object" && content !== null && "imageLayoutVersion" in content ? content.imageLayoutVersion : void 0;
	if (version === "1.0.0") return;
	const found = typeof version === "string" ? `version ${printable(version)}` : "no imageLayoutVersion";
	throw complain(complaint, `${LAYOUT_FILE} has ${found}; Sealift reads ${LAYOUT_VERSION}`);
}
/** Makes the folder a layout. */
async function writeLayoutFile(path) {
	await writeAtomic(join(path, LAYOUT_FILE), JSON.stringify({ imageLayoutVersion: LAYOUT_VERSION }));
}

// src/io/files/make-folder-inside.ts
/**
* Makes `folder` with its parents, and in it the folder `names.join('/')`, so that what is written there stays inside:
* nothing on the way from `folder` on may be a link. Every name is one path component that the caller has checked.
*
* @throws SealiftError with the code of `complaint`; `denied`, `disk_full`.
*/
async function makeFolderInside(folder, names, complaint) {
	for (let depth = 0; depth <= names.length; depth += 1) {
		const path = join(folder, ...names.slice(0, depth));
		const kind = depth === 0 ? void 0 : await entryKind(path);
		if (kind === "folder") continue;
		if (kind !== void 0) throw complain(complaint, `${names.slice(0, depth).join("/")} is a ${kind}, not a folder`);
		try {
			await mkdir(path, { recursive: true });
		} catch (error) {
			throw fileError(error, "write", path);
		}
	}
}

// src/io/files/remove-unfinished.ts
/** Nobody leaves a file that is being written untouched for so long, in milliseconds. */
const ABANDONED = 36e5;
/** Removes what killed writers left in `folder`. Never fails: tidiness is not worth a failed run. */
async function removeUnfinished(folder, now = Date.now()) {
	const names = await readdir(folder).catch(() => []);
	for (const name of names.filter((one) => UNFINISHED.test(one))) {
		const path = join(folder, name);
		const found = await lstat(path).catch(() => void 0);
		if (found && now - found.mtimeMs > ABANDONED) await rm(path, { force: true }).catch(() => {});
	}
}

// src/oci/lookalike.ts
/**
* Refuses a member whose name differs from one we read only in case. Go's decoder takes it for that one, so that a
* manifest with `layers` and `Layers` would be one thing here and another in most registries and runtimes.
*/
function refuseLookalikes(value, names, complaint) {
	if (typeof value !== "object" || value === null) return;
	for (const name of Object.keys(value)) {
		if (names.includes(name)) continue;
		const folded = name.toUpperCase().toLowerCase();
		const twin = names.find((one) => one.toLowerCase() === folded);
		if (twin !== void 0) throw complain(complaint, `has the member ${printable(name)}, which others read as ${twin}`);
	}
}

// src/oci/descriptor.ts
const mediaType = string().check(_regex(/^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}\/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}$/));
const Shape$1 = looseObject({
	mediaType,
	digest: custom((value) => typeof value === "string" && isDigest(value)),
	size: int().check(_gte(0)),
	urls: optional(nullable(array(string()))),
	annotations: optional(nullable(record(string(), string()))),
	data: optional(nullable(string())),
	platform: optional(nullable(looseObject({
		architecture: string(),
		os: string(),
		"os.version": optional(string()),
		variant: optional(string())
	}))),
	artifactType: optional(nullable(union([mediaType, literal("")])))
});
const NAMES$1 = Object.keys(Shape$1.shape);
/** Reads a descriptor; malformed members are refused, unknown ones kept. */
function parseDescriptor(value, complaint) {
	const { success, data, error } = Shape$1.safeParse(value);
	if (!success) {
		const place = error.issues[0]?.path.join(".") ?? "";
		throw complain(complaint, `has a malformed descriptor (${printable(place) || "not an object"})`);
	}
	refuseLookalikes(value, NAMES$1, complaint);
	const present = Object.entries(data).filter(([, member]) => member !== void 0 && member !== null && member !== "");
	return Object.fromEntries(present);
}
/** Same content: what a signature and a subject are compared on. */
function sameContent(a, b) {
	return a.mediaType === b.mediaType && a.digest === b.digest && a.size === b.size;
}
/** Only mediaType, digest and size: the form in which a descriptor becomes a subject. */
function plainDescriptor({ mediaType, digest, size }) {
	return {
		mediaType,
		digest,
		size
	};
}
/** `os/architecture[/variant]`, as users write platforms. */
function platformName(descriptor) {
	const { os, architecture, variant } = descriptor.platform ?? {
		os: "unknown",
		architecture: "unknown"
	};
	return [
		os,
		architecture,
		variant
	].filter((part) => part !== void 0 && part !== "").join("/");
}

// src/oci/limits.ts
const MIB = 1048576;
/** Caps on what is read into memory whole, in bytes. The distribution spec asks for manifests of at least 4 MiB. */
const MANIFEST_LIMIT = 4 * MIB;
/** As notation. */
const ENVELOPE_LIMIT = 32 * MIB;
/** All manifests of one image, its children and what is attached to them. */
const GRAPH_LIMIT = 64 * MIB;
const GRAPH_MANIFESTS = 1e4;
/** Entries of one referrers list. */
const REFERRERS_LIMIT = 1e4;

// src/oci/media-types.ts
/** Media types of the OCI image spec (media-types.md) and of Docker's schema 2 (manifest-v2-2). */
const MEDIA_TYPES = {
	ociImage: "application/vnd.oci.image.manifest.v1+json",
	ociIndex: "application/vnd.oci.image.index.v1+json",
	ociEmpty: "application/vnd.oci.empty.v1+json",
	/** Withdrawn before image-spec 1.1; read, never written. */
	ociArtifact: "application/vnd.oci.artifact.manifest.v1+json",
	dockerImage: "application/vnd.docker.distribution.manifest.v2+json",
	dockerIndex: "application/vnd.docker.distribution.manifest.list.v2+json",
	dockerSchema1: "application/vnd.docker.distribution.manifest.v1+json",
	dockerSchema1Signed: "application/vnd.docker.distribution.manifest.v1+prettyjws"
};
const KINDS = {
	[MEDIA_TYPES.ociImage]: "image",
	[MEDIA_TYPES.dockerImage]: "image",
	[MEDIA_TYPES.ociArtifact]: "image",
	[MEDIA_TYPES.ociIndex]: "index",
	[MEDIA_TYPES.dockerIndex]: "index"
};
/** `image` or `index`; `undefined` for what is not a manifest that Sealift reads. */
function manifestKind(mediaType) {
	return Object.hasOwn(KINDS, mediaType) ? KINDS[mediaType] : void 0;
}
function isSchema1(mediaType) {
	return mediaType === MEDIA_TYPES.dockerSchema1 || mediaType === MEDIA_TYPES.dockerSchema1Signed;
}
/** The Accept header of every manifest request: without all of them registries convert or answer 404. */
const MANIFEST_ACCEPT = Object.keys(KINDS).join(", ");
/** Layers that stay where they are: image-spec "Non-distributable Layers", Docker's foreign layers. */
function isForeignLayer(mediaType) {
	return mediaType.includes(".nondistributable.") || mediaType === "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";
}
/** Of a Content-Type header: lower case, parameters stripped (RFC 9110, 8.3.1). */
function bareMediaType(contentType) {
	return contentType.split(";", 1)[0].trim().toLowerCase();
}

// src/oci/manifest.ts
const Shape = object({
	schemaVersion: optional(int()),
	mediaType: optional(string()),
	artifactType: optional(string()),
	config: optional(unknown()),
	layers: optional(nullable(array(unknown()))),
	blobs: optional(nullable(array(unknown()))),
	manifests: optional(nullable(array(unknown()))),
	subject: optional(unknown()),
	annotations: optional(nullable(record(string(), string())))
});
const NAMES = Object.keys(Shape.shape);
/** What is in `bytes` is read as what the descriptor says it is, or not at all (GHSA-77vh-xpmg-72qh). */
function checkType(body, mediaType, complaint) {
	if (body.mediaType !== void 0 && body.mediaType !== mediaType) throw complain(complaint, `says it is ${printable(body.mediaType)} but was served as ${printable(mediaType)}`);
	if (mediaType !== MEDIA_TYPES.ociImage && mediaType !== MEDIA_TYPES.ociIndex && body.mediaType === void 0) throw complain(complaint, "does not say its mediaType");
	if (mediaType !== MEDIA_TYPES.ociArtifact && body.schemaVersion !== 2) throw complain(complaint, "is not of schema version 2");
}
/** Members that would make it readable as two different things (GHSA-mc8v-mgrf-8f4m). */
const FOREIGN_MEMBERS = {
	image: ["manifests", "blobs"],
	index: [
		"layers",
		"config",
		"blobs"
	],
	artifact: [
		"manifests",
		"layers",
		"config"
	]
};
/**
* Reads a manifest whose digest and size were checked. Docker schema 1 is refused by name.
*
* @throws SealiftError `manifest_invalid` or `manifest_unsupported`.
*/
function parseManifest({ descriptor, bytes }) {
	const { mediaType, digest } = descriptor;
	const complaint = {
		code: "manifest_invalid",
		what: `manifest ${digest}`
	};
	if (isSchema1(mediaType)) throw new SealiftError("manifest_unsupported", `manifest ${digest} is Docker schema 1`, { hint: "Push the image again with a current tool; schema 1 is withdrawn and cannot be copied without changing its digest." });
	const kind = manifestKind(mediaType);
	if (kind === void 0) throw new SealiftError("manifest_unsupported", `manifest ${digest} is ${printable(mediaType)}`);
	if (bytes.length > 4194304) throw new SealiftError("content_too_large", `manifest ${digest} is over 4 MiB`);
	const value = parseJson(bytes, complaint);
	const parsed = Shape.safeParse(value);
	if (!parsed.success) throw complain(complaint, `has a malformed member ${printable(parsed.error.issues[0]?.path.join(".") ?? "")}`);
	refuseLookalikes(value, NAMES, complaint);
	const body = parsed.data;
	checkType(body, mediaType, complaint);
	const isArtifact = mediaType === MEDIA_TYPES.ociArtifact;
	for (const member of FOREIGN_MEMBERS[isArtifact ? "artifact" : kind]) if (body[member] !== void 0 && body[member] !== null) throw complain(complaint, `has the member ${member} of another kind`);
	const list = (values) => (values ?? []).map((value) => parseDescriptor(value, complaint));
	if (kind === "image" && !isArtifact && (body.config === void 0 || body.config === null)) throw complain(complaint, "has no config");
	return {
		kind,
		mediaType,
		...body.artifactType ? { artifactType: body.artifactType } : {},
		...body.config === void 0 || body.config === null ? {} : { config: parseDescriptor(body.config, complaint) },
		layers: list(isArtifact ? body.blobs : body.layers),
		manifests: list(body.manifests),
		...body.subject === void 0 || body.subject === null ? {} : { subject: parseDescriptor(body.subject, complaint) },
		annotations: body.annotations ?? {}
	};
}
/** As registries derive it for the Referrers API: the manifest's own, else the config's media type. */
function artifactTypeOf(manifest) {
	return manifest.artifactType ?? manifest.config?.mediaType ?? "";
}

// src/oci/referrers-index.ts
/**
* The tag that stands in for the Referrers API (distribution-spec, "Referrers Tag Schema"): algorithm and encoded part,
* the latter cut to 64 characters.
*/
function referrersTag(subject) {
	return `${digestAlgorithm(subject).slice(0, 32)}-${digestHex(subject).slice(0, 64)}`;
}
/** The entry that makes a manifest findable: its annotations, and its artifactType or config media type (notation needs it). */
function referrerDescriptor(content) {
	const manifest = parseManifest(content);
	const { mediaType, digest, size } = content.descriptor;
	const artifactType = artifactTypeOf(manifest);
	return {
		mediaType,
		digest,
		size,
		...Object.keys(manifest.annotations).length > 0 ? { annotations: manifest.annotations } : {},
		...artifactType === "" ? {} : { artifactType }
	};
}
/** Reads an answer of the Referrers API or the content of a referrers tag: an OCI image index, nothing else. */
function parseReferrersIndex(content, what) {
	const complaint = {
		code: "manifest_invalid",
		what
	};
	if (content.descriptor.mediaType !== MEDIA_TYPES.ociIndex) throw complain(complaint, "is not an OCI image index");
	return parseManifest(content).manifests;
}
/**
* The index with `added` merged in. What is there stays as it is, in order, known or not; duplicates do not survive.
* `changed` is false when nothing was missing and nothing was double.
*
* @throws SealiftError `content_too_large` when the index would be over 4 MiB.
*/
function mergeReferrers(current, added) {
	const merged = /* @__PURE__ */ new Map();
	for (const descriptor of [...current, ...added]) {
		const content = `${descriptor.mediaType} ${descriptor.digest} ${descriptor.size}`;
		if (!merged.has(content)) merged.set(content, descriptor);
	}
	const manifests = [...merged.values()];
	const body = {
		schemaVersion: 2,
		mediaType: MEDIA_TYPES.ociIndex,
		manifests
	};
	const bytes = new TextEncoder().encode(JSON.stringify(body));
	if (bytes.length > 4194304) throw new SealiftError("content_too_large", "the referrers index of this image would be over 4 MiB", { hint: "Remove old signatures of this image first; nothing was pushed." });
	return {
		content: {
			descriptor: {
				mediaType: MEDIA_TYPES.ociIndex,
				digest: digestOf(bytes),
				size: bytes.length
			},
			bytes
		},
		changed: manifests.length !== current.length || manifests.some((one, at) => one !== current[at])
	};
}

// src/oci/checked-stream.ts
/**
* Passes bytes on and fails with `digest_mismatch` when digest or size are not the descriptor's; stops at size + 1.
*
* @param onBytes is told of every chunk's length.
*/
function checkedStream(descriptor, onBytes) {
	const hash = digestHasher(descriptor.digest);
	let size = 0;
	const mismatch = (what) => new SealiftError("digest_mismatch", `blob ${descriptor.digest}: ${what}`);
	return new Transform({
		transform(chunk, _encoding, callback) {
			size += chunk.length;
			if (size > descriptor.size) return callback(mismatch(`is longer than the ${descriptor.size} bytes it should have`));
			hash.update(chunk);
			onBytes?.(chunk.length);
			callback(null, chunk);
		},
		flush(callback) {
			if (size !== descriptor.size) return callback(mismatch(`ends after ${size} of ${descriptor.size} bytes`));
			const digest = `${descriptor.digest.split(":", 1)[0]}:${hash.digest("hex")}`;
			callback(digest === descriptor.digest ? null : mismatch(`has the digest ${digest}`));
		}
	});
}

// src/stores/layout/turns.ts
/** Lets at most so many pieces of work run at the same time; the others wait in line. */
var Turns = class {
	#most;
	#running = 0;
	#waiting = [];
	constructor(most) {
		this.#most = most;
	}
	async take(work) {
		if (this.#running >= this.#most) await new Promise((resolve) => this.#waiting.push(resolve));
		else this.#running += 1;
		try {
			return await work();
		} finally {
			const next = this.#waiting.shift();
			if (next) next();
			else this.#running -= 1;
		}
	}
};

// src/stores/layout/blob-folder.ts
/** More large blobs at once make no disk faster, and each holds its buffers; small ones wait on their source instead. */
const LARGE = 1048576;
const LARGE_AT_ONCE = 4;
/** `blobs/ALGORITHM/HEX` of one layout (image-layout.md, "Blobs"). Only digests become names; links are not followed. */
var BlobFolder = class {
	#folder;
	#name;
	#large = new Turns(LARGE_AT_ONCE);
	constructor(folder, name) {
		this.#folder = folder;
		this.#name = name;
	}
	#names(digest) {
		if (!isDigest(digest)) throw new SealiftError("internal", "a blob was asked for by what is not a digest");
		return [
			BLOBS_FOLDER,
			digestAlgorithm(digest),
			digestHex(digest)
		];
	}
	#open(digest) {
		const complaint = {
			code: "layout_invalid",
			what: this.#name
		};
		return openInside(this.#folder, this.#names(digest), complaint);
	}
	#mismatch(digest, what) {
		return new SealiftError("digest_mismatch", `${this.#name}: blob ${digest} ${what}`);
	}
	/** Small content, whole, its digest checked; `undefined` when it is not there. */
	async read(digest) {
		const file = await this.#open(digest);
		if (file === void 0) return void 0;
		const bytes = await file.bytes(MANIFEST_LIMIT);
		if (bytes === void 0) throw new SealiftError("content_too_large", `${this.#name}: ${digest} is over 4 MiB, too large for a manifest`);
		const actual = digestOf(bytes, digestAlgorithm(digest));
		if (actual !== digest) throw this.#mismatch(digest, `was changed: its content has the digest ${actual}`);
		return bytes;
	}
	/** The content from `offset` on, not yet checked beyond its size. */
	async stream(descriptor, offset, signal) {
		const { digest, size } = descriptor;
		const file = await this.#open(digest);
		if (file === void 0) throw new SealiftError("artifact_not_found", `${this.#name} does not hold the blob ${digest}`);
		if (file.size !== size) {
			await file.close();
			throw this.#mismatch(digest, `has ${file.size} bytes and should have ${size}`);
		}
		return file.stream(offset, signal);
	}
	/** Whether the blob is there and whole: it is read and hashed, since nothing else guards a folder. */
	async has(descriptor, signal) {
		const file = await this.#open(descriptor.digest);
		if (file === void 0) return false;
		if (file.size !== descriptor.size) {
			await file.close();
			return false;
		}
		try {
			const checked = checkedStream(descriptor);
			await pipeline$1(file.stream(0, signal), checked, drain, { signal });
			return true;
		} catch (error) {
			if (error instanceof SealiftError && error.code === "digest_mismatch") return false;
			throw error;
		}
	}
	putBytes(descriptor, bytes, signal) {
		return this.put(descriptor, async () => Readable.from([bytes]), signal);
	}
	/** Writes one blob under its digest once digest and size have proved right. Writers of the same blob do not collide. */
	put(descriptor, open, signal) {
		const write = () => this.#write(descriptor, open, signal);
		return descriptor.size > LARGE ? this.#large.take(write) : write();
	}
	async #write(descriptor, open, signal) {
		signal.throwIfAborted();
		const names = this.#names(descriptor.digest);
		const target = join(this.#folder, ...names);
		await makeFolderInside(this.#folder, names.slice(0, -1), {
			code: "layout_invalid",
			what: this.#name
		});
		try {
			await storeFile(target, async (sink) => pipeline$1(await open(0), checkedStream(descriptor), sink, { signal }), { stage: this.#folder });
		} catch (error) {
			if (!(error instanceof SealiftError && error.code === "denied" && await this.has(descriptor, signal))) throw error;
		}
	}
};
/** Ends a pipeline whose content is only hashed. */
async function drain(chunks) {
	for await (const _ of chunks);
}

// src/stores/layout/describe-manifest.ts
/** The media type that the bytes give themselves, when it is one of a manifest. */
function ownMediaType(bytes) {
	try {
		const body = parseJson(bytes, {
			code: "manifest_invalid",
			what: "content"
		});
		const own = typeof body === "object" && body !== null && "mediaType" in body ? body.mediaType : void 0;
		return typeof own === "string" && manifestKind(own) !== void 0 ? own : void 0;
	} catch (error) {
		if (error instanceof SealiftError) return void 0;
		throw error;
	}
}
/**
* The descriptor of a manifest that index.json does not list: its own mediaType counts, and where it says none (OCI
* manifests need not), that of the index which names it. `undefined` when it is not there, or nothing says that it is a
* manifest.
*/
async function describeManifest(digest, { entries }, blobs, scan, signal) {
	const bytes = await blobs.read(digest);
	if (bytes === void 0) return void 0;
	const own = ownMediaType(bytes);
	if (own !== void 0) return {
		mediaType: own,
		digest,
		size: bytes.length
	};
	const roots = entries.map(({ descriptor }) => descriptor).filter((descriptor) => descriptor !== void 0);
	for await (const { descriptor } of scan.manifests(roots, void 0, signal)) if (descriptor.digest === digest) return {
		mediaType: descriptor.mediaType,
		digest,
		size: bytes.length
	};
}

// src/stores/layout/index-document.ts
/** image-spec, annotations.md: in a layout it holds the tag. */
const REF_NAME = "org.opencontainers.image.ref.name";
const EMPTY_INDEX = {
	members: {
		schemaVersion: 2,
		mediaType: MEDIA_TYPES.ociIndex,
		manifests: []
	},
	entries: []
};
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** The grammar of digests (descriptor.md) for algorithms other than the two that Sealift checks. */
function hasForeignDigest(raw) {
	const { digest } = raw;
	return typeof digest === "string" && /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$/.test(digest) && !/^sha(?:256|512):/.test(digest);
}
function parseEntry(raw, complaint) {
	if (!isObject(raw)) throw complain(complaint, "has an entry that is not a descriptor");
	const descriptor = hasForeignDigest(raw) ? void 0 : parseDescriptor(raw, complaint);
	const refName = (isObject(raw.annotations) ? raw.annotations : {})[REF_NAME];
	return {
		raw,
		descriptor,
		refName: typeof refName === "string" && refName !== "" ? refName : void 0
	};
}
/** @throws SealiftError with the code of `complaint`. */
function parseIndexDocument(bytes, complaint) {
	const members = parseJson(bytes, complaint);
	if (!isObject(members)) throw complain(complaint, "is not an object");
	if (members.schemaVersion !== 2) throw complain(complaint, "is not of schema version 2");
	if (members.mediaType !== void 0 && members.mediaType !== MEDIA_TYPES.ociIndex) throw complain(complaint, `says it is ${printable(String(members.mediaType))}`);
	const manifests = members.manifests ?? [];
	if (!Array.isArray(manifests)) throw complain(complaint, "has no list of manifests");
	return {
		members,
		entries: manifests.map((raw) => parseEntry(raw, complaint))
	};
}
/** @throws SealiftError `content_too_large` when no reader would accept the file any more. */
function formatIndexDocument({ members, entries }) {
	const text = JSON.stringify({
		...members,
		manifests: entries.map(({ raw }) => raw)
	});
	const bytes = new TextEncoder().encode(text);
	if (bytes.length > 4194304) throw new SealiftError("content_too_large", "the index.json of this layout would be over 4 MiB", { hint: "Use one layout for each image, or remove entries that are no longer needed." });
	return bytes;
}

// src/stores/layout/index-edit.ts
/** containerd and buildx name the image beside the tag, and trust this name first when they import. */
const IMAGE_NAME = "io.containerd.image.name";
/**
* A new entry says what the content is and nothing else: annotations of the manifest do not belong here, since one of
* them could be a ref.name and would make a tag.
*/
function newEntry(descriptor, refName) {
	const { mediaType, digest, size, artifactType } = descriptor;
	return {
		raw: {
			mediaType,
			digest,
			size,
			...refName === void 0 ? {} : { annotations: { [REF_NAME]: refName } },
			...artifactType === void 0 ? {} : { artifactType }
		},
		descriptor,
		refName
	};
}
/** Adds each descriptor that is not listed yet as an entry without a tag; the same object when nothing is missing. */
function withEntries(document, descriptors) {
	const entries = [...document.entries];
	for (const descriptor of descriptors) if (!entries.some((entry) => entry.descriptor && sameContent(entry.descriptor, descriptor))) entries.push(newEntry(descriptor));
	return entries.length === document.entries.length ? document : {
		...document,
		entries
	};
}
/** The entry with another name, or with none; other annotations stay, but a containerd name of the lost tag goes. */
function renamed(entry, refName) {
	const { [REF_NAME]: former, ...others } = entry.raw.annotations ?? {};
	const imageName = others[IMAGE_NAME];
	if (typeof former === "string" && typeof imageName === "string" && imageName.endsWith(`:${former}`)) delete others[IMAGE_NAME];
	const annotations = refName === void 0 ? others : {
		...others,
		[REF_NAME]: refName
	};
	const { annotations: _, ...raw } = entry.raw;
	return {
		raw: Object.keys(annotations).length === 0 ? raw : {
			...raw,
			annotations
		},
		descriptor: entry.descriptor,
		refName
	};
}
/**
* Lets `tag` name `descriptor`. What had the tag before stays listed without it, so that it can still be found by digest;
* content with several tags has several entries, as other tools write and read it. The same object when it is so already.
*/
function withTag(document, descriptor, tag) {
	const isTarget = (entry) => entry.descriptor !== void 0 && sameContent(entry.descriptor, descriptor);
	const holders = document.entries.filter(({ refName }) => refName === tag);
	if (holders.length > 0 && holders.every(isTarget)) return document;
	const entries = [];
	for (const entry of document.entries) {
		if (entry.refName !== tag || isTarget(entry)) {
			entries.push(entry);
			continue;
		}
		if (![...entries, ...document.entries.filter(({ refName }) => refName !== tag)].some(({ raw }) => raw.digest === entry.raw.digest)) entries.push(renamed(entry, void 0));
	}
	if (!entries.some((entry) => entry.refName === tag)) {
		const untagged = entries.findIndex((entry) => isTarget(entry) && entry.refName === void 0);
		if (untagged >= 0) entries[untagged] = renamed(entries[untagged], tag);
		else entries.push(newEntry(descriptor, tag));
	}
	return {
		...document,
		entries
	};
}

// src/io/files/lock.ts
/** In milliseconds. A living holder touches its lock in every `BEAT`; one that is dead or silent loses it. */
const TIMES = {
	wait: 3e4,
	beat: 5e3,
	dead: 1e3,
	silent: 3e4,
	breaker: 2e3,
	pause: 10
};
const HOLDER_LIMIT = 4096;
/** Those of this process stand in line here, so that they do not race for the file. */
const lines = /* @__PURE__ */ new Map();
/** What a lock file says; nothing, for one that was never written or that nobody of ours wrote. */
function parseHolder(text) {
	try {
		const holder = JSON.parse(text);
		return typeof holder === "object" && holder !== null ? holder : {};
	} catch {
		return {};
	}
}
async function readHolder(path) {
	try {
		const found = await lstat(path);
		const age = Date.now() - found.mtimeMs;
		return {
			holder: found.isFile() && found.size <= HOLDER_LIMIT ? parseHolder(await readFile$1(path, "utf8")) : {},
			age
		};
	} catch (error) {
		if (errnoOf(error) === "ENOENT") return void 0;
		throw fileError(error, "read", path);
	}
}
function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return errnoOf(error) !== "ESRCH";
	}
}
function isStale({ holder, age }) {
	const nameless = holder.token === void 0;
	return age > (holder.host === hostname() && typeof holder.pid === "number" && !isAlive(holder.pid) || nameless ? TIMES.dead : TIMES.silent);
}
/** `false` when the file is there already. */
async function create(path, text) {
	try {
		const file = await open(path, "wx");
		try {
			await file.writeFile(text);
		} finally {
			await file.close();
		}
		return true;
	} catch (error) {
		if (errnoOf(error) === "EEXIST" || isBusy(error)) return false;
		throw fileError(error, "write", path);
	}
}
/** Removes a lock whose holder is gone. One at a time, and after a second look: the lock of a living one must stay. */
async function breakStale(path) {
	const breaker = `${path}.break`;
	if (!await create(breaker, "")) {
		const other = await readHolder(breaker);
		if (other && other.age > TIMES.breaker) await rm(breaker, { force: true });
		return;
	}
	try {
		const current = await readHolder(path);
		if (current && isStale(current)) await rm(path, { force: true });
	} finally {
		await rm(breaker, { force: true });
	}
}
async function acquire(path, token, complaint, signal) {
	const text = JSON.stringify({
		token,
		pid: process.pid,
		host: hostname()
	});
	const end = Date.now() + TIMES.wait;
	for (;;) {
		signal.throwIfAborted();
		if (await create(path, text)) return;
		const current = await readHolder(path);
		if (current && isStale(current)) await breakStale(path);
		if (Date.now() > end) throw complain(complaint, `the lock ${path} is held by another process`);
		await setTimeout(TIMES.pause * (.5 + Math.random()), void 0, { signal });
	}
}
async function hold(path, action, complaint, signal) {
	const token = randomUUID();
	await acquire(path, token, complaint, signal);
	const isMine = async () => (await readHolder(path))?.holder.token === token;
	const beat = setInterval(() => {
		const now = /* @__PURE__ */ new Date();
		utimes(path, now, now).catch(() => {});
	}, TIMES.beat);
	try {
		return await action(isMine);
	} finally {
		clearInterval(beat);
		if (await isMine()) await rm(path, { force: true });
	}
}
/**
* Runs `action` while this process alone holds the lock file `path`. A lock whose process is dead, or that nobody touched
* for half a minute, is taken over; `isMine` tells an action, before it commits, whether its own was (it slept too long).
*
* @throws SealiftError with the code of `complaint` after 30 seconds of waiting; `denied` where no file can be made.
*/
async function withLock(path, action, complaint, signal) {
	const turn = (lines.get(path) ?? Promise.resolve()).then(() => hold(path, action, complaint, signal));
	const settled = turn.then(() => {}, () => {});
	lines.set(path, settled);
	try {
		return await turn;
	} finally {
		if (lines.get(path) === settled) lines.delete(path);
	}
}

// src/stores/layout/index-file.ts
/** index.json of one layout: read whole, changed under a lock, replaced in one step. Reading takes no lock. */
var IndexFile = class {
	#folder;
	#name;
	/** `name` is the layout's for people, `oci:DIR`. */
	constructor(folder, name) {
		this.#folder = folder;
		this.#name = name;
	}
	/** `undefined` when there is no such file. */
	async find() {
		const complaint = {
			code: "layout_invalid",
			what: this.#name
		};
		const file = await openInside(this.#folder, [INDEX_FILE], complaint);
		if (file === void 0) return void 0;
		const bytes = await file.bytes(MANIFEST_LIMIT);
		if (bytes === void 0) throw complain(complaint, `${INDEX_FILE} is over 4 MiB`);
		return parseIndexDocument(bytes, {
			...complaint,
			what: `${this.#name}, ${INDEX_FILE}`
		});
	}
	/** @throws SealiftError `layout_invalid`. */
	async read() {
		const document = await this.find();
		if (document === void 0) throw new SealiftError("layout_invalid", `${this.#name} has no ${INDEX_FILE}: it is not an OCI image layout`);
		return document;
	}
	/**
	* Replaces the document by what `change` makes of it; nothing is written when that is the same object. Other processes
	* that do the same wait, so none loses what another wrote.
	*
	* @throws SealiftError `layout_locked`, `layout_invalid`, `denied`, `disk_full`.
	*/
	async update(change, signal) {
		const complaint = {
			code: "layout_locked",
			what: this.#name
		};
		const path = join(this.#folder, INDEX_FILE);
		await withLock(`${path}.lock`, async (isMine) => {
			const current = await this.find();
			const wanted = change(current ?? EMPTY_INDEX);
			if (wanted === current) return;
			const bytes = formatIndexDocument(wanted);
			if (!await isMine()) throw complain(complaint, "the lock was taken over while this process stood still");
			await writeAtomic(path, bytes);
		}, complaint, signal);
	}
};

// src/stores/layout/index-names.ts
/** The one content that `entries` agree on. Two programs must never read two things out of one name. */
function agreed(entries, what, place) {
	const [first, ...others] = entries;
	if (first === void 0) return void 0;
	const { descriptor } = first;
	if (descriptor === void 0) throw new SealiftError("layout_invalid", `${place}: ${what} names content under an unknown digest algorithm`, { hint: "Sealift checks sha256 and sha512." });
	if (others.some((other) => !other.descriptor || !sameContent(other.descriptor, descriptor))) throw new SealiftError("layout_invalid", `${place}: index.json has several entries for ${what} that differ`, { hint: "Name the digest, or remove the entry that is not meant." });
	return descriptor;
}
/**
* What a tag names: the entries whose ref.name is the tag, else those whose ref.name is a full reference that ends in it,
* as some tools write.
*
* @throws SealiftError `layout_invalid` when entries of that name differ.
*/
function findTag({ entries }, tag, place) {
	const exact = entries.filter(({ refName }) => refName === tag);
	const full = entries.filter(({ refName }) => refName?.endsWith(`:${tag}`) && !refName.includes("@"));
	return agreed(exact.length > 0 ? exact : full, `the tag ${printable(tag)}`, place);
}
/** @throws SealiftError `layout_invalid` when entries of that digest differ. */
function findDigest({ entries }, digest, place) {
	return agreed(entries.filter(({ descriptor }) => descriptor?.digest === digest), digest, place);
}

// src/stores/layout/manifest-scan.ts
/** A layout may hold many images; index.json alone, within its cap, names about this many. */
const SCAN_LIMIT = 2e4;
function readLinks(claimed, bytes) {
	const { mediaType, digest } = claimed;
	const content = {
		descriptor: {
			mediaType,
			digest,
			size: bytes.length
		},
		bytes
	};
	try {
		const { subject, manifests } = parseManifest(content);
		return {
			descriptor: referrerDescriptor(content),
			subject,
			children: manifests
		};
	} catch (error) {
		if (!(error instanceof SealiftError)) throw error;
		const hex = new TextDecoder("latin1").decode(bytes).match(/[0-9a-f]{64,128}/g);
		return {
			error,
			mentions: new Set(hex)
		};
	}
}
/** Walks the manifests that index.json leads to. What was read once is remembered by its digest. */
var ManifestScan = class {
	#blobs;
	#known = /* @__PURE__ */ new Map();
	constructor(blobs) {
		this.#blobs = blobs;
	}
	/** `undefined` when it is not there. */
	async #links(claimed) {
		const key = `${claimed.mediaType} ${claimed.digest}`;
		const known = this.#known.get(key);
		if (known) return known;
		const bytes = await this.#blobs.read(claimed.digest);
		if (bytes === void 0) return void 0;
		const links = readLinks(claimed, bytes);
		this.#known.set(key, links);
		return links;
	}
	/**
	* Every manifest below `roots`, each once. Children that are not there are passed over: an index may name platforms that
	* were never copied. A malformed manifest is passed over too, unless its text mentions `subject`.
	*
	* @throws SealiftError `digest_mismatch` for content that was changed: nobody can tell what it was.
	*/
	async *manifests(roots, subject, signal) {
		const queue = [...roots];
		const seen = /* @__PURE__ */ new Set();
		for (let next = queue.shift(); next !== void 0; next = queue.shift()) {
			signal.throwIfAborted();
			const key = `${next.mediaType} ${next.digest}`;
			if (seen.has(key) || manifestKind(next.mediaType) === void 0) continue;
			seen.add(key);
			if (seen.size > SCAN_LIMIT) throw new SealiftError("content_too_large", `the layout has over ${SCAN_LIMIT} manifests`);
			const links = await this.#links(next);
			if (links === void 0) continue;
			if ("error" in links) {
				if (subject !== void 0 && links.mentions.has(digestHex(subject))) throw links.error;
				continue;
			}
			yield links;
			queue.push(...links.children);
		}
	}
	/** The links of one manifest; `undefined` when it is not there or not a manifest. */
	async one(claimed) {
		const links = await this.#links(claimed);
		return links === void 0 || "error" in links ? void 0 : links;
	}
};

// src/stores/layout/referrers.ts
/** What an index under the referrers tag lists, as regctl writes it into layouts. */
async function taggedReferrers(tagged, { blobs }) {
	const lists = [];
	for (const descriptor of tagged) {
		const bytes = await blobs.read(descriptor.digest);
		if (bytes === void 0) continue;
		lists.push(...parseReferrersIndex({
			descriptor,
			bytes
		}, `the referrers tag ${descriptor.digest}`));
	}
	return lists;
}
/**
* What claims to refer to `subject`: every manifest that index.json leads to and that names it (`index`), as notation and
* oras read a layout, then what only an index under the referrers tag lists (`tag`). All of it is at hand, so both are
* read whatever the query prefers.
*/
async function* layoutReferrers({ entries }, subject, { artifactType }, reading, signal) {
	const fallback = referrersTag(subject.digest);
	const roots = [];
	const tagged = [];
	for (const { descriptor, refName } of entries) if (descriptor) (refName === fallback ? tagged : roots).push(descriptor);
	const isWanted = (descriptor) => artifactType === void 0 || descriptor.artifactType === artifactType;
	const seen = /* @__PURE__ */ new Set();
	for await (const links of reading.scan.manifests(roots, subject.digest, signal)) {
		const { descriptor } = links;
		if (links.subject?.digest !== subject.digest || seen.has(descriptor.digest)) continue;
		seen.add(descriptor.digest);
		if (isWanted(descriptor)) yield {
			descriptor,
			foundIn: "index"
		};
	}
	for (const listed of await taggedReferrers(tagged, reading)) {
		signal.throwIfAborted();
		if (seen.has(listed.digest)) continue;
		seen.add(listed.digest);
		const descriptor = (await reading.scan.one(listed))?.descriptor ?? listed;
		if (isWanted(descriptor)) yield {
			descriptor,
			foundIn: "tag"
		};
	}
}

// src/stores/layout/layout-store.ts
/** One OCI image layout in a folder. Reading takes no lock and writes nothing; the folder is made by the first write. */
var LayoutStore = class {
	name;
	repository = void 0;
	/** The name, safe to print. */
	#shown;
	#folder;
	#index;
	#blobs;
	#scan;
	/** Nothing was there when the store was opened. */
	#isNew;
	#prepared;
	constructor(folder, isNew) {
		this.name = `oci:${folder}`;
		this.#folder = folder;
		this.#shown = printable(this.name, 600);
		this.#index = new IndexFile(folder, this.#shown);
		this.#blobs = new BlobFolder(folder, this.#shown);
		this.#scan = new ManifestScan(this.#blobs);
		this.#isNew = isNew;
	}
	async #document() {
		return this.#isNew ? await this.#index.find() ?? EMPTY_INDEX : this.#index.read();
	}
	/** Makes what is missing of the layout, `oci-layout` last: until then nobody takes the folder for one. */
	#prepare(signal) {
		this.#prepared ??= (async () => {
			if (this.#isNew) {
				await makeFolderInside(this.#folder, [BLOBS_FOLDER, "sha256"], {
					code: "layout_invalid",
					what: this.#shown
				});
				await this.#index.update((document) => document, signal);
				await writeLayoutFile(this.#folder);
				this.#isNew = false;
			}
			await removeUnfinished(this.#folder);
		})().catch((error) => {
			this.#prepared = void 0;
			throw error;
		});
		return this.#prepared;
	}
	async resolve(name, signal) {
		signal.throwIfAborted();
		const document = await this.#document();
		const listed = "tag" in name ? findTag(document, name.tag, this.#shown) : findDigest(document, name.digest, this.#shown);
		if (listed !== void 0) {
			const bytes = await this.#blobs.read(listed.digest);
			if (bytes === void 0) return void 0;
			this.#checkSize(listed, bytes);
			return plainDescriptor(listed);
		}
		if ("tag" in name) return void 0;
		return describeManifest(name.digest, document, this.#blobs, this.#scan, signal);
	}
	#checkSize({ digest, size }, bytes) {
		if (bytes.length === size) return;
		throw new SealiftError("digest_mismatch", `${this.#shown}: manifest ${digest} has ${bytes.length} bytes and should have ${size}`);
	}
	async manifest(descriptor, signal) {
		signal.throwIfAborted();
		const bytes = await this.#blobs.read(descriptor.digest);
		if (bytes === void 0) throw new SealiftError("artifact_not_found", `${this.#shown} does not hold the manifest ${descriptor.digest}`);
		this.#checkSize(descriptor, bytes);
		const content = {
			descriptor: plainDescriptor(descriptor),
			bytes
		};
		if (manifestKind(descriptor.mediaType) !== void 0) parseManifest(content);
		return content;
	}
	has(descriptor, signal) {
		return this.#blobs.has(descriptor, signal);
	}
	blob(descriptor, { offset = 0 }, signal) {
		return this.#blobs.stream(descriptor, offset, signal);
	}
	async *referrers(subject, query, signal) {
		yield* layoutReferrers(await this.#document(), subject, query, {
			blobs: this.#blobs,
			scan: this.#scan
		}, signal);
	}
	async putBlob(descriptor, open, signal) {
		await this.#prepare(signal);
		await this.#blobs.put(descriptor, open, signal);
	}
	async putManifest(manifest, signal) {
		await this.#prepare(signal);
		await this.#blobs.putBytes(manifest.descriptor, manifest.bytes, signal);
		if (parseManifest(manifest).subject !== void 0) await this.#index.update((document) => withEntries(document, [entryOf(manifest)]), signal);
	}
	async linkReferrers(subject, referrers, signal) {
		await this.#prepare(signal);
		for (const manifest of referrers) if (!await this.has(manifest.descriptor, signal)) await this.putManifest(manifest, signal);
		const entries = referrers.map(entryOf);
		const listed = await this.has(subject, signal) ? [plainDescriptor(subject), ...entries] : entries;
		await this.#index.update((document) => withEntries(document, listed), signal);
		await this.#confirm(subject, referrers, signal);
		return "index";
	}
	async #confirm(subject, referrers, signal) {
		const document = await this.#index.read();
		for (const { descriptor } of referrers) {
			if (document.entries.some((entry) => entry.descriptor?.digest === descriptor.digest) && await this.has(descriptor, signal)) continue;
			const message = `${this.#shown} does not keep ${descriptor.digest}, attached to ${subject.digest}`;
			throw new SealiftError("signature_lost", message);
		}
	}
	async tag({ descriptor, bytes }, tag, signal) {
		if (!await this.has(descriptor, signal)) throw new SealiftError("artifact_not_found", `${this.#shown} does not hold ${descriptor.digest}, to be tagged`);
		const entry = entryOf({
			descriptor,
			bytes
		});
		await this.#prepare(signal);
		await this.#index.update((document) => withTag(document, entry, tag), signal);
	}
	/** Nothing is held open between two calls. */
	async close() {}
};
/** mediaType, digest, size, and the artifactType of what is not an image: what `index.json` says of a manifest. */
function entryOf(manifest) {
	const { artifactType } = referrerDescriptor(manifest);
	const { subject } = parseManifest(manifest);
	const plain = plainDescriptor(manifest.descriptor);
	return subject === void 0 || artifactType === void 0 ? plain : {
		...plain,
		artifactType
	};
}

// src/stores/layout/open.ts
/**
* Opens an OCI image layout (image-layout.md, version 1.0.0).
*
* @throws SealiftError `file_not_found` for a source that is not there, `layout_invalid`, `feature_unsupported`.
*/
async function openLayoutStore({ path, create, transport = "oci" }) {
	if (transport === "oci-archive") throw archiveUnsupported(path);
	const state = await folderState(path);
	if (state === "layout") return new LayoutStore(path, false);
	if (create) return new LayoutStore(path, true);
	const place = printable(path, 600);
	if (state === "absent") throw new SealiftError("file_not_found", `there is no image layout at ${place}: the folder does not exist`);
	throw new SealiftError("layout_invalid", `${place} is empty, or was left unfinished: it is not an OCI image layout`);
}

export { folderEntries as A, sameContent as C, complain as D, parseJson as E, readFile as O, platformName as S, listFolder as T, GRAPH_MANIFESTS as _, referrerDescriptor as a, parseDescriptor as b, parseManifest as c, bareMediaType as d, isForeignLayer as f, GRAPH_LIMIT as g, ENVELOPE_LIMIT as h, parseReferrersIndex as i, fileError as j, entryKind as k, MANIFEST_ACCEPT as l, manifestKind as m, checkedStream as n, referrersTag as o, isSchema1 as p, mergeReferrers as r, artifactTypeOf as s, openLayoutStore as t, MEDIA_TYPES as u, MANIFEST_LIMIT as v, writeAtomic as w, plainDescriptor as x, REFERRERS_LIMIT as y };