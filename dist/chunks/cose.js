import { r as __exportAll } from "./rolldown-runtime.js";
import { J as PAYLOAD_MEDIA_TYPE, K as COSE_MEDIA_TYPE, ar as encodeBase64 } from "./registry.js";
import { f as errorIn, u as decodeUtf8 } from "./secrets.js";
import { ct as SealiftError, it as printable } from "./words.js";
import { Yt as HEADER, Zt as SCHEME_X509, a as readChain, c as parsePayload, cn as isSignature, d as readSignedHeader, f as shown, i as expiryOf, o as buildPayload, sn as findAlgorithm, vn as checkCodeSigningChain } from "./notation.js";
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");

// node_modules/cborg/lib/is.js
const objectTypeNames = [
	"Object",
	"RegExp",
	"Date",
	"Error",
	"Map",
	"Set",
	"WeakMap",
	"WeakSet",
	"ArrayBuffer",
	"SharedArrayBuffer",
	"DataView",
	"Promise",
	"URL",
	"HTMLElement",
	"Int8Array",
	"Uint8ClampedArray",
	"Int16Array",
	"Uint16Array",
	"Int32Array",
	"Uint32Array",
	"Float32Array",
	"Float64Array",
	"BigInt64Array",
	"BigUint64Array",
	"Tagged"
];
/**
* @param {any} value
* @returns {string}
*/
function is(value) {
	if (value === null) return "null";
	if (value === void 0) return "undefined";
	if (value === true || value === false) return "boolean";
	const typeOf = typeof value;
	if (typeOf === "string" || typeOf === "number" || typeOf === "bigint" || typeOf === "symbol") return typeOf;
	if (typeOf === "function") return "Function";
	if (Array.isArray(value)) return "Array";
	if (value instanceof Uint8Array) return "Uint8Array";
	if (value.constructor === Object) return "Object";
	const objectType = getObjectType(value);
	if (objectType) return objectType;
	return "Object";
}
/**
* @param {any} value
* @returns {string|undefined}
*/
function getObjectType(value) {
	const objectTypeName = Object.prototype.toString.call(value).slice(8, -1);
	if (objectTypeNames.includes(objectTypeName)) return objectTypeName;
}

// node_modules/cborg/lib/token.js
var Type = class {
	/**
	* @param {number} major
	* @param {string} name
	* @param {boolean} terminal
	*/
	constructor(major, name, terminal) {
		this.major = major;
		this.majorEncoded = major << 5;
		this.name = name;
		this.terminal = terminal;
	}
	toString() {
		return `Type[${this.major}].${this.name}`;
	}
	/**
	* @param {Type} typ
	* @returns {number}
	*/
	compare(typ) {
		return this.major < typ.major ? -1 : this.major > typ.major ? 1 : 0;
	}
	/**
	* Check equality between two Type instances. Safe to use across different
	* copies of the Type class (e.g., when bundlers duplicate the module).
	* (major, name) uniquely identifies a Type; terminal is implied by these.
	* @param {Type} a
	* @param {Type} b
	* @returns {boolean}
	*/
	static equals(a, b) {
		return a === b || a.major === b.major && a.name === b.name;
	}
};
Type.uint = new Type(0, "uint", true);
Type.negint = new Type(1, "negint", true);
Type.bytes = new Type(2, "bytes", true);
Type.string = new Type(3, "string", true);
Type.array = new Type(4, "array", false);
Type.map = new Type(5, "map", false);
Type.tag = new Type(6, "tag", false);
Type.float = new Type(7, "float", true);
Type.false = new Type(7, "false", true);
Type.true = new Type(7, "true", true);
Type.null = new Type(7, "null", true);
Type.undefined = new Type(7, "undefined", true);
Type.break = new Type(7, "break", true);
var Token = class {
	/**
	* @param {Type} type
	* @param {any} [value]
	* @param {number} [encodedLength]
	*/
	constructor(type, value, encodedLength) {
		this.type = type;
		this.value = value;
		this.encodedLength = encodedLength;
		/** @type {Uint8Array|undefined} */
		this.encodedBytes = void 0;
		/** @type {Uint8Array|undefined} */
		this.byteValue = void 0;
	}
	toString() {
		return `Token[${this.type}].${this.value}`;
	}
};

// node_modules/cborg/lib/byte-utils.js
const useBuffer = globalThis.process && !globalThis.process.browser && globalThis.Buffer && typeof globalThis.Buffer.isBuffer === "function";
const textEncoder = new TextEncoder();
/**
* @typedef {import('../interface.js').ByteView} ByteView
* @typedef {import('../interface.js').AllocatedByteView} AllocatedByteView
*/
/**
* @param {Uint8Array} buf
* @returns {boolean}
*/
function isBuffer(buf) {
	return useBuffer && globalThis.Buffer.isBuffer(buf);
}
/**
* @param {ByteView|number[]} buf
* @returns {ByteView}
*/
function asU8A(buf) {
	if (!(buf instanceof Uint8Array)) return Uint8Array.from(buf);
	return isBuffer(buf) ? new Uint8Array(buf.buffer, buf.byteOffset, buf.byteLength) : buf;
}
const FROM_STRING_THRESHOLD_BUFFER = 24;
const FROM_STRING_THRESHOLD_TEXTENCODER = 200;
const fromString = useBuffer ? (string) => {
	return string.length >= FROM_STRING_THRESHOLD_BUFFER ? globalThis.Buffer.from(string) : utf8ToBytes(string);
} : 
/**
* @param {string} string
*/
(string) => {
	return string.length >= FROM_STRING_THRESHOLD_TEXTENCODER ? textEncoder.encode(string) : utf8ToBytes(string);
};
/**
* Buffer variant not fast enough for what we need
* @param {number[]} arr
* @returns {AllocatedByteView}
*/
const fromArray = (arr) => {
	return Uint8Array.from(arr);
};
const slice = useBuffer ? (bytes, start, end) => {
	if (isBuffer(bytes)) return new Uint8Array(bytes.subarray(start, end));
	return bytes.slice(start, end);
} : 
/**
* @param {Uint8Array} bytes
* @param {number} start
* @param {number} end
*/
(bytes, start, end) => {
	return bytes.slice(start, end);
};
const concat = useBuffer ? (chunks, length) => {
	chunks = chunks.map((c) => c instanceof Uint8Array ? c : globalThis.Buffer.from(c));
	return asU8A(globalThis.Buffer.concat(chunks, length));
} : 
/**
* @param {ByteView[]} chunks
* @param {number} length
* @returns {AllocatedByteView}
*/
(chunks, length) => {
	const out = new Uint8Array(length);
	let off = 0;
	for (let b of chunks) {
		if (off + b.length > out.length) b = b.subarray(0, out.length - off);
		out.set(b, off);
		off += b.length;
	}
	return out;
};
const alloc = useBuffer ? (size) => {
	return globalThis.Buffer.allocUnsafe(size);
} : 
/**
* @param {number} size
* @returns {AllocatedByteView}
*/
(size) => {
	return new Uint8Array(size);
};
/**
* @param {Uint8Array} b1
* @param {Uint8Array} b2
* @returns {number}
*/
function compare(b1, b2) {
	if (isBuffer(b1) && isBuffer(b2)) return b1.compare(b2);
	for (let i = 0; i < b1.length; i++) {
		if (b1[i] === b2[i]) continue;
		return b1[i] < b2[i] ? -1 : 1;
	}
	return 0;
}
/**
* @param {string} str
* @returns {number[]}
*/
function utf8ToBytes(str) {
	const out = [];
	let p = 0;
	for (let i = 0; i < str.length; i++) {
		let c = str.charCodeAt(i);
		if (c < 128) out[p++] = c;
		else if (c < 2048) {
			out[p++] = c >> 6 | 192;
			out[p++] = c & 63 | 128;
		} else if ((c & 64512) === 55296 && i + 1 < str.length && (str.charCodeAt(i + 1) & 64512) === 56320) {
			c = 65536 + ((c & 1023) << 10) + (str.charCodeAt(++i) & 1023);
			out[p++] = c >> 18 | 240;
			out[p++] = c >> 12 & 63 | 128;
			out[p++] = c >> 6 & 63 | 128;
			out[p++] = c & 63 | 128;
		} else {
			if (c >= 55296 && c <= 57343) c = 65533;
			out[p++] = c >> 12 | 224;
			out[p++] = c >> 6 & 63 | 128;
			out[p++] = c & 63 | 128;
		}
	}
	return out;
}

// node_modules/cborg/lib/bl.js
/**
* Bl is a list of byte chunks, similar to https://github.com/rvagg/bl but for
* writing rather than reading.
* A Bl object accepts set() operations for individual bytes and copyTo() for
* inserting byte arrays. These write operations don't automatically increment
* the internal cursor so its "length" won't be changed. Instead, increment()
* must be called to extend its length to cover the inserted data.
* The toBytes() call will convert all internal memory to a single Uint8Array of
* the correct length, truncating any data that is stored but hasn't been
* included by an increment().
* get() can retrieve a single byte.
* All operations (except toBytes()) take an "offset" argument that will perform
* the write at the offset _from the current cursor_. For most operations this
* will be `0` to write at the current cursor position but it can be ahead of
* the current cursor. Negative offsets probably work but are untested.
*/
/**
* @typedef {import('../interface.js').ByteView} ByteView
* @typedef {import('../interface.js').AllocatedByteView} AllocatedByteView
*/
const defaultChunkSize = 256;
var Bl = class {
	/**
	* @param {number} [chunkSize]
	*/
	constructor(chunkSize = defaultChunkSize) {
		this.chunkSize = chunkSize;
		/** @type {number} */
		this.cursor = 0;
		/** @type {number} */
		this.maxCursor = -1;
		/** @type {(ByteView|number[])[]} */
		this.chunks = [];
		/** @type {ByteView|number[]|null} */
		this._initReuseChunk = null;
	}
	reset() {
		this.cursor = 0;
		this.maxCursor = -1;
		if (this.chunks.length) this.chunks = [];
		if (this._initReuseChunk !== null) {
			this.chunks.push(this._initReuseChunk);
			this.maxCursor = this._initReuseChunk.length - 1;
		}
	}
	/**
	* @param {number} byte
	*/
	pushByte(byte) {
		let topChunk = this.chunks[this.chunks.length - 1];
		if (this.cursor > this.maxCursor) {
			topChunk = alloc(this.chunkSize);
			this.chunks.push(topChunk);
			this.maxCursor += topChunk.length;
			if (this._initReuseChunk === null) this._initReuseChunk = topChunk;
		}
		const chunkPos = topChunk.length - (this.maxCursor - this.cursor) - 1;
		topChunk[chunkPos] = byte;
		this.cursor++;
	}
	/**
	* @param {ByteView|number[]} bytes
	*/
	push(bytes) {
		let topChunk = this.chunks[this.chunks.length - 1];
		if (this.cursor + bytes.length <= this.maxCursor + 1) {
			const chunkPos = topChunk.length - (this.maxCursor - this.cursor) - 1;
			topChunk.set(bytes, chunkPos);
		} else {
			if (topChunk) {
				const chunkPos = topChunk.length - (this.maxCursor - this.cursor) - 1;
				if (chunkPos < topChunk.length) {
					this.chunks[this.chunks.length - 1] = topChunk.subarray(0, chunkPos);
					this.maxCursor = this.cursor - 1;
				}
			}
			if (bytes.length < 64 && bytes.length < this.chunkSize) {
				topChunk = alloc(this.chunkSize);
				this.chunks.push(topChunk);
				this.maxCursor += topChunk.length;
				if (this._initReuseChunk === null) this._initReuseChunk = topChunk;
				topChunk.set(bytes, 0);
			} else {
				this.chunks.push(bytes);
				this.maxCursor += bytes.length;
			}
		}
		this.cursor += bytes.length;
	}
	/**
	* @param {boolean} [reset]
	* @returns {AllocatedByteView}
	*/
	toBytes(reset = false) {
		let byts;
		if (this.chunks.length === 1) {
			const chunk = this.chunks[0];
			if (reset && this.cursor > chunk.length / 2) {
				byts = this.cursor === chunk.length ? chunk : chunk.subarray(0, this.cursor);
				this._initReuseChunk = null;
				this.chunks = [];
			} else byts = slice(chunk, 0, this.cursor);
		} else byts = concat(this.chunks, this.cursor);
		if (reset) this.reset();
		return byts;
	}
};
/**
* U8Bl is a buffer list that writes directly to a user-provided Uint8Array.
* It provides the same interface as Bl but writes to a fixed destination.
* @template {ArrayBufferLike} T
*/
var U8Bl = class {
	/**
	* @param {Uint8Array<T>} dest
	*/
	constructor(dest) {
		this.dest = dest;
		/** @type {number} */
		this.cursor = 0;
		/** @type {Array<Uint8Array<T>>} */
		this.chunks = [dest];
	}
	reset() {
		this.cursor = 0;
	}
	/**
	* @param {number} byte
	*/
	pushByte(byte) {
		if (this.cursor >= this.dest.length) throw new Error("write out of bounds, destination buffer is too small");
		this.dest[this.cursor++] = byte;
	}
	/**
	* @param {ByteView|number[]} bytes
	*/
	push(bytes) {
		if (this.cursor + bytes.length > this.dest.length) throw new Error("write out of bounds, destination buffer is too small");
		this.dest.set(bytes, this.cursor);
		this.cursor += bytes.length;
	}
	/**
	* @param {boolean} [reset]
	* @returns {Uint8Array<T>}
	*/
	toBytes(reset = false) {
		const byts = this.dest.subarray(0, this.cursor);
		if (reset) this.reset();
		return byts;
	}
};

// node_modules/cborg/lib/common.js
const decodeErrPrefix = "CBOR decode error:";
const encodeErrPrefix = "CBOR encode error:";
const uintMinorPrefixBytes = [];
uintMinorPrefixBytes[23] = 1;
uintMinorPrefixBytes[24] = 2;
uintMinorPrefixBytes[25] = 3;
uintMinorPrefixBytes[26] = 5;
uintMinorPrefixBytes[27] = 9;
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} need
*/
function assertEnoughData(data, pos, need) {
	if (data.length - pos < need) throw new Error(`${decodeErrPrefix} not enough data for type`);
}

// node_modules/cborg/lib/0uint.js
const uintBoundaries = [
	24,
	256,
	65536,
	4294967296,
	BigInt("18446744073709551616")
];
/**
* @typedef {import('../interface.js').ByteWriter} ByteWriter
* @typedef {import('../interface.js').DecodeOptions} DecodeOptions
*/
/**
* @param {Uint8Array} data
* @param {number} offset
* @param {DecodeOptions} options
* @returns {number}
*/
function readUint8(data, offset, options) {
	assertEnoughData(data, offset, 1);
	const value = data[offset];
	if (options.strict === true && value < uintBoundaries[0]) throw new Error(`${decodeErrPrefix} integer encoded in more bytes than necessary (strict decode)`);
	return value;
}
/**
* @param {Uint8Array} data
* @param {number} offset
* @param {DecodeOptions} options
* @returns {number}
*/
function readUint16(data, offset, options) {
	assertEnoughData(data, offset, 2);
	const value = data[offset] << 8 | data[offset + 1];
	if (options.strict === true && value < uintBoundaries[1]) throw new Error(`${decodeErrPrefix} integer encoded in more bytes than necessary (strict decode)`);
	return value;
}
/**
* @param {Uint8Array} data
* @param {number} offset
* @param {DecodeOptions} options
* @returns {number}
*/
function readUint32(data, offset, options) {
	assertEnoughData(data, offset, 4);
	const value = data[offset] * 16777216 + (data[offset + 1] << 16) + (data[offset + 2] << 8) + data[offset + 3];
	if (options.strict === true && value < uintBoundaries[2]) throw new Error(`${decodeErrPrefix} integer encoded in more bytes than necessary (strict decode)`);
	return value;
}
/**
* @param {Uint8Array} data
* @param {number} offset
* @param {DecodeOptions} options
* @returns {number|bigint}
*/
function readUint64(data, offset, options) {
	assertEnoughData(data, offset, 8);
	const hi = data[offset] * 16777216 + (data[offset + 1] << 16) + (data[offset + 2] << 8) + data[offset + 3];
	const lo = data[offset + 4] * 16777216 + (data[offset + 5] << 16) + (data[offset + 6] << 8) + data[offset + 7];
	const value = (BigInt(hi) << BigInt(32)) + BigInt(lo);
	if (options.strict === true && value < uintBoundaries[3]) throw new Error(`${decodeErrPrefix} integer encoded in more bytes than necessary (strict decode)`);
	if (value <= Number.MAX_SAFE_INTEGER) return Number(value);
	if (options.allowBigInt === true) return value;
	throw new Error(`${decodeErrPrefix} integers outside of the safe integer range are not supported`);
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeUint8(data, pos, _minor, options) {
	return new Token(Type.uint, readUint8(data, pos + 1, options), 2);
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeUint16(data, pos, _minor, options) {
	return new Token(Type.uint, readUint16(data, pos + 1, options), 3);
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeUint32(data, pos, _minor, options) {
	return new Token(Type.uint, readUint32(data, pos + 1, options), 5);
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeUint64(data, pos, _minor, options) {
	return new Token(Type.uint, readUint64(data, pos + 1, options), 9);
}
/**
* @param {ByteWriter} writer
* @param {Token} token
*/
function encodeUint(writer, token) {
	return encodeUintValue(writer, 0, token.value);
}
/**
* @param {ByteWriter} writer
* @param {number} major
* @param {number|bigint} uint
*/
function encodeUintValue(writer, major, uint) {
	if (uint < uintBoundaries[0]) {
		const nuint = Number(uint);
		writer.pushByte(major | nuint);
	} else if (uint < uintBoundaries[1]) {
		const nuint = Number(uint);
		writer.push([major | 24, nuint]);
	} else if (uint < uintBoundaries[2]) {
		const nuint = Number(uint);
		writer.push([
			major | 25,
			nuint >>> 8,
			nuint & 255
		]);
	} else if (uint < uintBoundaries[3]) {
		const nuint = Number(uint);
		writer.push([
			major | 26,
			nuint >>> 24 & 255,
			nuint >>> 16 & 255,
			nuint >>> 8 & 255,
			nuint & 255
		]);
	} else {
		const buint = BigInt(uint);
		if (buint < uintBoundaries[4]) {
			const set = [
				major | 27,
				0,
				0,
				0,
				0,
				0,
				0,
				0
			];
			let lo = Number(buint & BigInt(4294967295));
			let hi = Number(buint >> BigInt(32) & BigInt(4294967295));
			set[8] = lo & 255;
			lo = lo >> 8;
			set[7] = lo & 255;
			lo = lo >> 8;
			set[6] = lo & 255;
			lo = lo >> 8;
			set[5] = lo & 255;
			set[4] = hi & 255;
			hi = hi >> 8;
			set[3] = hi & 255;
			hi = hi >> 8;
			set[2] = hi & 255;
			hi = hi >> 8;
			set[1] = hi & 255;
			writer.push(set);
		} else throw new Error(`${decodeErrPrefix} encountered BigInt larger than allowable range`);
	}
}
/**
* @param {Token} token
* @returns {number}
*/
encodeUint.encodedSize = function encodedSize(token) {
	return encodeUintValue.encodedSize(token.value);
};
/**
* @param {number} uint
* @returns {number}
*/
encodeUintValue.encodedSize = function encodedSize(uint) {
	if (uint < uintBoundaries[0]) return 1;
	if (uint < uintBoundaries[1]) return 2;
	if (uint < uintBoundaries[2]) return 3;
	if (uint < uintBoundaries[3]) return 5;
	return 9;
};
/**
* @param {Token} tok1
* @param {Token} tok2
* @returns {number}
*/
encodeUint.compareTokens = function compareTokens(tok1, tok2) {
	return tok1.value < tok2.value ? -1 : tok1.value > tok2.value ? 1 : 0;
};

// node_modules/cborg/lib/1negint.js
/**
* @typedef {import('../interface.js').ByteWriter} ByteWriter
* @typedef {import('../interface.js').DecodeOptions} DecodeOptions
*/
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeNegint8(data, pos, _minor, options) {
	return new Token(Type.negint, -1 - readUint8(data, pos + 1, options), 2);
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeNegint16(data, pos, _minor, options) {
	return new Token(Type.negint, -1 - readUint16(data, pos + 1, options), 3);
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeNegint32(data, pos, _minor, options) {
	return new Token(Type.negint, -1 - readUint32(data, pos + 1, options), 5);
}
const neg1b$1 = BigInt(-1);
const pos1b$1 = BigInt(1);
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeNegint64(data, pos, _minor, options) {
	const int = readUint64(data, pos + 1, options);
	if (typeof int !== "bigint") {
		const value = -1 - int;
		if (value >= Number.MIN_SAFE_INTEGER) return new Token(Type.negint, value, 9);
	}
	if (options.allowBigInt !== true) throw new Error(`${decodeErrPrefix} integers outside of the safe integer range are not supported`);
	return new Token(Type.negint, neg1b$1 - BigInt(int), 9);
}
/**
* @param {ByteWriter} writer
* @param {Token} token
*/
function encodeNegint(writer, token) {
	const negint = token.value;
	const unsigned = typeof negint === "bigint" ? negint * neg1b$1 - pos1b$1 : negint * -1 - 1;
	encodeUintValue(writer, token.type.majorEncoded, unsigned);
}
/**
* @param {Token} token
* @returns {number}
*/
encodeNegint.encodedSize = function encodedSize(token) {
	const negint = token.value;
	const unsigned = typeof negint === "bigint" ? negint * neg1b$1 - pos1b$1 : negint * -1 - 1;
	if (unsigned < uintBoundaries[0]) return 1;
	if (unsigned < uintBoundaries[1]) return 2;
	if (unsigned < uintBoundaries[2]) return 3;
	if (unsigned < uintBoundaries[3]) return 5;
	return 9;
};
/**
* @param {Token} tok1
* @param {Token} tok2
* @returns {number}
*/
encodeNegint.compareTokens = function compareTokens(tok1, tok2) {
	return tok1.value < tok2.value ? 1 : tok1.value > tok2.value ? -1 : 0;
};

// node_modules/cborg/lib/2bytes.js
/**
* @typedef {import('../interface.js').ByteWriter} ByteWriter
* @typedef {import('../interface.js').DecodeOptions} DecodeOptions
*/
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} prefix
* @param {number} length
* @returns {Token}
*/
function toToken$3(data, pos, prefix, length) {
	assertEnoughData(data, pos, prefix + length);
	const buf = data.slice(pos + prefix, pos + prefix + length);
	return new Token(Type.bytes, buf, prefix + length);
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} minor
* @param {DecodeOptions} _options
* @returns {Token}
*/
function decodeBytesCompact(data, pos, minor, _options) {
	return toToken$3(data, pos, 1, minor);
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeBytes8(data, pos, _minor, options) {
	return toToken$3(data, pos, 2, readUint8(data, pos + 1, options));
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeBytes16(data, pos, _minor, options) {
	return toToken$3(data, pos, 3, readUint16(data, pos + 1, options));
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeBytes32(data, pos, _minor, options) {
	return toToken$3(data, pos, 5, readUint32(data, pos + 1, options));
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeBytes64(data, pos, _minor, options) {
	const l = readUint64(data, pos + 1, options);
	if (typeof l === "bigint") throw new Error(`${decodeErrPrefix} 64-bit integer bytes lengths not supported`);
	return toToken$3(data, pos, 9, l);
}
/**
* `encodedBytes` allows for caching when we do a byte version of a string
* for key sorting purposes
* @param {Token} token
* @returns {Uint8Array}
*/
function tokenBytes(token) {
	if (token.encodedBytes === void 0) token.encodedBytes = Type.equals(token.type, Type.string) ? fromString(token.value) : token.value;
	return token.encodedBytes;
}
/**
* @param {ByteWriter} writer
* @param {Token} token
*/
function encodeBytes(writer, token) {
	const bytes = tokenBytes(token);
	encodeUintValue(writer, token.type.majorEncoded, bytes.length);
	writer.push(bytes);
}
/**
* @param {Token} token
* @returns {number}
*/
encodeBytes.encodedSize = function encodedSize(token) {
	const bytes = tokenBytes(token);
	return encodeUintValue.encodedSize(bytes.length) + bytes.length;
};
/**
* @param {Token} tok1
* @param {Token} tok2
* @returns {number}
*/
encodeBytes.compareTokens = function compareTokens(tok1, tok2) {
	return compareBytes(tokenBytes(tok1), tokenBytes(tok2));
};
/**
* @param {Uint8Array} b1
* @param {Uint8Array} b2
* @returns {number}
*/
function compareBytes(b1, b2) {
	return b1.length < b2.length ? -1 : b1.length > b2.length ? 1 : compare(b1, b2);
}

// node_modules/cborg/lib/3string.js
const textDecoder = new TextDecoder();
const ASCII_THRESHOLD = 32;
/**
* @typedef {import('../interface.js').ByteWriter} ByteWriter
* @typedef {import('../interface.js').DecodeOptions} DecodeOptions
*/
/**
* Decode UTF-8 bytes to string. For short ASCII strings (common case for map keys),
* a simple loop is faster than TextDecoder.
* @param {Uint8Array} bytes
* @param {number} start
* @param {number} end
* @returns {string}
*/
function toStr(bytes, start, end) {
	if (end - start < ASCII_THRESHOLD) {
		let str = "";
		for (let i = start; i < end; i++) {
			const c = bytes[i];
			if (c & 128) return textDecoder.decode(bytes.subarray(start, end));
			str += String.fromCharCode(c);
		}
		return str;
	}
	return textDecoder.decode(bytes.subarray(start, end));
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} prefix
* @param {number} length
* @param {DecodeOptions} options
* @returns {Token}
*/
function toToken$2(data, pos, prefix, length, options) {
	const totLength = prefix + length;
	assertEnoughData(data, pos, totLength);
	const tok = new Token(Type.string, toStr(data, pos + prefix, pos + totLength), totLength);
	if (options.retainStringBytes === true) tok.byteValue = data.slice(pos + prefix, pos + totLength);
	return tok;
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeStringCompact(data, pos, minor, options) {
	return toToken$2(data, pos, 1, minor, options);
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeString8(data, pos, _minor, options) {
	return toToken$2(data, pos, 2, readUint8(data, pos + 1, options), options);
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeString16(data, pos, _minor, options) {
	return toToken$2(data, pos, 3, readUint16(data, pos + 1, options), options);
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeString32(data, pos, _minor, options) {
	return toToken$2(data, pos, 5, readUint32(data, pos + 1, options), options);
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeString64(data, pos, _minor, options) {
	const l = readUint64(data, pos + 1, options);
	if (typeof l === "bigint") throw new Error(`${decodeErrPrefix} 64-bit integer string lengths not supported`);
	return toToken$2(data, pos, 9, l, options);
}
const encodeString = encodeBytes;

// node_modules/cborg/lib/4array.js
/**
* @typedef {import('../interface.js').ByteWriter} ByteWriter
* @typedef {import('../interface.js').DecodeOptions} DecodeOptions
*/
/**
* @param {Uint8Array} _data
* @param {number} _pos
* @param {number} prefix
* @param {number} length
* @returns {Token}
*/
function toToken$1(_data, _pos, prefix, length) {
	return new Token(Type.array, length, prefix);
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} minor
* @param {DecodeOptions} _options
* @returns {Token}
*/
function decodeArrayCompact(data, pos, minor, _options) {
	return toToken$1(data, pos, 1, minor);
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeArray8(data, pos, _minor, options) {
	return toToken$1(data, pos, 2, readUint8(data, pos + 1, options));
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeArray16(data, pos, _minor, options) {
	return toToken$1(data, pos, 3, readUint16(data, pos + 1, options));
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeArray32(data, pos, _minor, options) {
	return toToken$1(data, pos, 5, readUint32(data, pos + 1, options));
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeArray64(data, pos, _minor, options) {
	const l = readUint64(data, pos + 1, options);
	if (typeof l === "bigint") throw new Error(`${decodeErrPrefix} 64-bit integer array lengths not supported`);
	return toToken$1(data, pos, 9, l);
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeArrayIndefinite(data, pos, _minor, options) {
	if (options.allowIndefinite === false) throw new Error(`${decodeErrPrefix} indefinite length items not allowed`);
	return toToken$1(data, pos, 1, 1e400);
}
/**
* @param {ByteWriter} writer
* @param {Token} token
*/
function encodeArray(writer, token) {
	encodeUintValue(writer, Type.array.majorEncoded, token.value);
}
encodeArray.compareTokens = encodeUint.compareTokens;
/**
* @param {Token} token
* @returns {number}
*/
encodeArray.encodedSize = function encodedSize(token) {
	return encodeUintValue.encodedSize(token.value);
};

// node_modules/cborg/lib/5map.js
/**
* @typedef {import('../interface.js').ByteWriter} ByteWriter
* @typedef {import('../interface.js').DecodeOptions} DecodeOptions
*/
/**
* @param {Uint8Array} _data
* @param {number} _pos
* @param {number} prefix
* @param {number} length
* @returns {Token}
*/
function toToken(_data, _pos, prefix, length) {
	return new Token(Type.map, length, prefix);
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} minor
* @param {DecodeOptions} _options
* @returns {Token}
*/
function decodeMapCompact(data, pos, minor, _options) {
	return toToken(data, pos, 1, minor);
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeMap8(data, pos, _minor, options) {
	return toToken(data, pos, 2, readUint8(data, pos + 1, options));
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeMap16(data, pos, _minor, options) {
	return toToken(data, pos, 3, readUint16(data, pos + 1, options));
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeMap32(data, pos, _minor, options) {
	return toToken(data, pos, 5, readUint32(data, pos + 1, options));
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeMap64(data, pos, _minor, options) {
	const l = readUint64(data, pos + 1, options);
	if (typeof l === "bigint") throw new Error(`${decodeErrPrefix} 64-bit integer map lengths not supported`);
	return toToken(data, pos, 9, l);
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeMapIndefinite(data, pos, _minor, options) {
	if (options.allowIndefinite === false) throw new Error(`${decodeErrPrefix} indefinite length items not allowed`);
	return toToken(data, pos, 1, 1e400);
}
/**
* @param {ByteWriter} writer
* @param {Token} token
*/
function encodeMap(writer, token) {
	encodeUintValue(writer, Type.map.majorEncoded, token.value);
}
encodeMap.compareTokens = encodeUint.compareTokens;
/**
* @param {Token} token
* @returns {number}
*/
encodeMap.encodedSize = function encodedSize(token) {
	return encodeUintValue.encodedSize(token.value);
};

// node_modules/cborg/lib/6tag.js
/**
* @typedef {import('../interface.js').ByteWriter} ByteWriter
* @typedef {import('../interface.js').DecodeOptions} DecodeOptions
*/
/**
* @param {Uint8Array} _data
* @param {number} _pos
* @param {number} minor
* @param {DecodeOptions} _options
* @returns {Token}
*/
function decodeTagCompact(_data, _pos, minor, _options) {
	return new Token(Type.tag, minor, 1);
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeTag8(data, pos, _minor, options) {
	return new Token(Type.tag, readUint8(data, pos + 1, options), 2);
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeTag16(data, pos, _minor, options) {
	return new Token(Type.tag, readUint16(data, pos + 1, options), 3);
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeTag32(data, pos, _minor, options) {
	return new Token(Type.tag, readUint32(data, pos + 1, options), 5);
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeTag64(data, pos, _minor, options) {
	return new Token(Type.tag, readUint64(data, pos + 1, options), 9);
}
/**
* @param {ByteWriter} writer
* @param {Token} token
*/
function encodeTag(writer, token) {
	encodeUintValue(writer, Type.tag.majorEncoded, token.value);
}
encodeTag.compareTokens = encodeUint.compareTokens;
/**
* @param {Token} token
* @returns {number}
*/
encodeTag.encodedSize = function encodedSize(token) {
	return encodeUintValue.encodedSize(token.value);
};

// node_modules/cborg/lib/7float.js
/**
* @typedef {import('../interface.js').ByteWriter} ByteWriter
* @typedef {import('../interface.js').DecodeOptions} DecodeOptions
* @typedef {import('../interface.js').EncodeOptions} EncodeOptions
*/
const MINOR_FALSE = 20;
const MINOR_TRUE = 21;
const MINOR_NULL = 22;
const MINOR_UNDEFINED = 23;
/**
* @param {Uint8Array} _data
* @param {number} _pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeUndefined(_data, _pos, _minor, options) {
	if (options.allowUndefined === false) throw new Error(`${decodeErrPrefix} undefined values are not supported`);
	else if (options.coerceUndefinedToNull === true) return new Token(Type.null, null, 1);
	return new Token(Type.undefined, void 0, 1);
}
/**
* @param {Uint8Array} _data
* @param {number} _pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeBreak(_data, _pos, _minor, options) {
	if (options.allowIndefinite === false) throw new Error(`${decodeErrPrefix} indefinite length items not allowed`);
	return new Token(Type.break, void 0, 1);
}
/**
* @param {number} value
* @param {number} bytes
* @param {DecodeOptions} options
* @returns {Token}
*/
function createToken(value, bytes, options) {
	if (options) {
		if (options.allowNaN === false && Number.isNaN(value)) throw new Error(`${decodeErrPrefix} NaN values are not supported`);
		if (options.allowInfinity === false && (value === 1e400 || value === -1e400)) throw new Error(`${decodeErrPrefix} Infinity values are not supported`);
	}
	return new Token(Type.float, value, bytes);
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeFloat16(data, pos, _minor, options) {
	return createToken(readFloat16(data, pos + 1), 3, options);
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeFloat32(data, pos, _minor, options) {
	return createToken(readFloat32(data, pos + 1), 5, options);
}
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} _minor
* @param {DecodeOptions} options
* @returns {Token}
*/
function decodeFloat64(data, pos, _minor, options) {
	return createToken(readFloat64(data, pos + 1), 9, options);
}
/**
* @param {ByteWriter} writer
* @param {Token} token
* @param {EncodeOptions} options
*/
function encodeFloat(writer, token, options) {
	const float = token.value;
	if (float === false) writer.pushByte(Type.float.majorEncoded | 20);
	else if (float === true) writer.pushByte(Type.float.majorEncoded | 21);
	else if (float === null) writer.pushByte(Type.float.majorEncoded | 22);
	else if (float === void 0) writer.pushByte(Type.float.majorEncoded | 23);
	else {
		let decoded;
		let success = false;
		if (!options || options.float64 !== true) {
			encodeFloat16(float);
			decoded = readFloat16(ui8a, 1);
			if (float === decoded || Number.isNaN(float)) {
				ui8a[0] = 249;
				writer.push(ui8a.slice(0, 3));
				success = true;
			} else {
				encodeFloat32(float);
				decoded = readFloat32(ui8a, 1);
				if (float === decoded) {
					ui8a[0] = 250;
					writer.push(ui8a.slice(0, 5));
					success = true;
				}
			}
		}
		if (!success) {
			encodeFloat64(float);
			decoded = readFloat64(ui8a, 1);
			ui8a[0] = 251;
			writer.push(ui8a.slice(0, 9));
		}
	}
}
/**
* @param {Token} token
* @param {EncodeOptions} options
* @returns {number}
*/
encodeFloat.encodedSize = function encodedSize(token, options) {
	const float = token.value;
	if (float === false || float === true || float === null || float === void 0) return 1;
	if (!options || options.float64 !== true) {
		encodeFloat16(float);
		let decoded = readFloat16(ui8a, 1);
		if (float === decoded || Number.isNaN(float)) return 3;
		encodeFloat32(float);
		decoded = readFloat32(ui8a, 1);
		if (float === decoded) return 5;
	}
	return 9;
};
const buffer = /* @__PURE__ */ new ArrayBuffer(9);
const dataView = new DataView(buffer, 1);
const ui8a = new Uint8Array(buffer, 0);
/**
* @param {number} inp
*/
function encodeFloat16(inp) {
	if (inp === 1e400) dataView.setUint16(0, 31744, false);
	else if (inp === -1e400) dataView.setUint16(0, 64512, false);
	else if (Number.isNaN(inp)) dataView.setUint16(0, 32256, false);
	else {
		dataView.setFloat32(0, inp);
		const valu32 = dataView.getUint32(0);
		const exponent = (valu32 & 2139095040) >> 23;
		const mantissa = valu32 & 8388607;
		if (exponent === 255) dataView.setUint16(0, 31744, false);
		else if (exponent === 0) dataView.setUint16(0, (valu32 & 2147483648) >> 16 | mantissa >> 13, false);
		else {
			const logicalExponent = exponent - 127;
			if (logicalExponent < -24) dataView.setUint16(0, 0);
			else if (logicalExponent < -14) dataView.setUint16(0, (valu32 & 2147483648) >> 16 | 1 << 24 + logicalExponent, false);
			else dataView.setUint16(0, (valu32 & 2147483648) >> 16 | logicalExponent + 15 << 10 | mantissa >> 13, false);
		}
	}
}
/**
* @param {Uint8Array} ui8a
* @param {number} pos
* @returns {number}
*/
function readFloat16(ui8a, pos) {
	if (ui8a.length - pos < 2) throw new Error(`${decodeErrPrefix} not enough data for float16`);
	const half = (ui8a[pos] << 8) + ui8a[pos + 1];
	if (half === 31744) return 1e400;
	if (half === 64512) return -1e400;
	if (half === 32256) return NaN;
	const exp = half >> 10 & 31;
	const mant = half & 1023;
	let val;
	if (exp === 0) val = mant * 2 ** -24;
	else if (exp !== 31) val = (mant + 1024) * 2 ** (exp - 25);
	else val = mant === 0 ? 1e400 : NaN;
	return half & 32768 ? -val : val;
}
/**
* @param {number} inp
*/
function encodeFloat32(inp) {
	dataView.setFloat32(0, inp, false);
}
/**
* @param {Uint8Array} ui8a
* @param {number} pos
* @returns {number}
*/
function readFloat32(ui8a, pos) {
	if (ui8a.length - pos < 4) throw new Error(`${decodeErrPrefix} not enough data for float32`);
	const offset = (ui8a.byteOffset || 0) + pos;
	return new DataView(ui8a.buffer, offset, 4).getFloat32(0, false);
}
/**
* @param {number} inp
*/
function encodeFloat64(inp) {
	dataView.setFloat64(0, inp, false);
}
/**
* @param {Uint8Array} ui8a
* @param {number} pos
* @returns {number}
*/
function readFloat64(ui8a, pos) {
	if (ui8a.length - pos < 8) throw new Error(`${decodeErrPrefix} not enough data for float64`);
	const offset = (ui8a.byteOffset || 0) + pos;
	return new DataView(ui8a.buffer, offset, 8).getFloat64(0, false);
}
/**
* @typedef {Token & {
*   _keyBytes?: Uint8Array,
*   _keyBytesFloat64?: Uint8Array
* }} TokenEx
*/
/**
* The canonical CBOR bytes for a major 7 map key. The four simple values encode
* to a single byte and every float to its 3, 5 or 9 byte form, exactly as
* {@link encodeFloat} writes them. This mirrors the width selection in
* `encodeFloat` because the sorter needs the bytes in hand to compare.
* @param {Token} token
* @param {boolean} float64
* @returns {Uint8Array}
*/
function encodeMajorSevenBytes(token, float64) {
	const float = token.value;
	if (float === false) return Uint8Array.of(Type.float.majorEncoded | 20);
	if (float === true) return Uint8Array.of(Type.float.majorEncoded | 21);
	if (float === null) return Uint8Array.of(Type.float.majorEncoded | 22);
	if (float === void 0) return Uint8Array.of(Type.float.majorEncoded | 23);
	if (!float64) {
		encodeFloat16(float);
		if (float === readFloat16(ui8a, 1) || Number.isNaN(float)) {
			ui8a[0] = 249;
			return ui8a.slice(0, 3);
		}
		encodeFloat32(float);
		if (float === readFloat32(ui8a, 1)) {
			ui8a[0] = 250;
			return ui8a.slice(0, 5);
		}
	}
	encodeFloat64(float);
	ui8a[0] = 251;
	return ui8a.slice(0, 9);
}
/**
* Get the canonical CBOR bytes for a major 7 map key, honouring
* `options.float64`. Bytes are cached because Array.sort compares each key
* multiple times.
* @param {Token} token
* @param {EncodeOptions} [options]
* @returns {Uint8Array}
*/
function majorSevenBytes(token, options) {
	const tokenEx = token;
	const float64 = options?.float64 === true;
	const cached = float64 ? tokenEx._keyBytesFloat64 : tokenEx._keyBytes;
	if (cached !== void 0) return cached;
	const bytes = encodeMajorSevenBytes(token, float64);
	if (float64) tokenEx._keyBytesFloat64 = bytes;
	else tokenEx._keyBytes = bytes;
	return bytes;
}
/**
* Order two major 7 map keys by RFC 7049 §3.9 canonical order: shorter encoding
* first, then bytewise. Because the four simple values encode to one byte they
* sort ahead of every float, and comparing the `float64`-honouring encoded bytes
* (rather than the numeric value) makes negative floats, mixed encoding widths
* and `NaN` deterministic regardless of insertion order.
* @param {Token} tok1
* @param {Token} tok2
* @param {EncodeOptions} [options]
* @returns {number}
*/
encodeFloat.compareTokens = function compareTokens(tok1, tok2, options) {
	const b1 = majorSevenBytes(tok1, options);
	const b2 = majorSevenBytes(tok2, options);
	if (b1.length !== b2.length) return b1.length < b2.length ? -1 : 1;
	return compare(b1, b2);
};

// node_modules/cborg/lib/jump.js
/**
* @typedef {import('../interface.js').DecodeOptions} DecodeOptions
* @typedef {import('../interface.js').AllocatedByteView} AllocatedByteView
*/
/**
* @param {Uint8Array} data
* @param {number} pos
* @param {number} minor
*/
function invalidMinor(data, pos, minor) {
	throw new Error(`${decodeErrPrefix} encountered invalid minor (${minor}) for major ${data[pos] >>> 5}`);
}
/**
* @param {string} msg
* @returns {()=>any}
*/
function errorer(msg) {
	return () => {
		throw new Error(`${decodeErrPrefix} ${msg}`);
	};
}
/** @type {((data:Uint8Array, pos:number, minor:number, options?:DecodeOptions) => any)[]} */
const jump = [];
for (let i = 0; i <= 23; i++) jump[i] = invalidMinor;
jump[24] = decodeUint8;
jump[25] = decodeUint16;
jump[26] = decodeUint32;
jump[27] = decodeUint64;
jump[28] = invalidMinor;
jump[29] = invalidMinor;
jump[30] = invalidMinor;
jump[31] = invalidMinor;
for (let i = 32; i <= 55; i++) jump[i] = invalidMinor;
jump[56] = decodeNegint8;
jump[57] = decodeNegint16;
jump[58] = decodeNegint32;
jump[59] = decodeNegint64;
jump[60] = invalidMinor;
jump[61] = invalidMinor;
jump[62] = invalidMinor;
jump[63] = invalidMinor;
for (let i = 64; i <= 87; i++) jump[i] = decodeBytesCompact;
jump[88] = decodeBytes8;
jump[89] = decodeBytes16;
jump[90] = decodeBytes32;
jump[91] = decodeBytes64;
jump[92] = invalidMinor;
jump[93] = invalidMinor;
jump[94] = invalidMinor;
jump[95] = errorer("indefinite length bytes/strings are not supported");
for (let i = 96; i <= 119; i++) jump[i] = decodeStringCompact;
jump[120] = decodeString8;
jump[121] = decodeString16;
jump[122] = decodeString32;
jump[123] = decodeString64;
jump[124] = invalidMinor;
jump[125] = invalidMinor;
jump[126] = invalidMinor;
jump[127] = errorer("indefinite length bytes/strings are not supported");
for (let i = 128; i <= 151; i++) jump[i] = decodeArrayCompact;
jump[152] = decodeArray8;
jump[153] = decodeArray16;
jump[154] = decodeArray32;
jump[155] = decodeArray64;
jump[156] = invalidMinor;
jump[157] = invalidMinor;
jump[158] = invalidMinor;
jump[159] = decodeArrayIndefinite;
for (let i = 160; i <= 183; i++) jump[i] = decodeMapCompact;
jump[184] = decodeMap8;
jump[185] = decodeMap16;
jump[186] = decodeMap32;
jump[187] = decodeMap64;
jump[188] = invalidMinor;
jump[189] = invalidMinor;
jump[190] = invalidMinor;
jump[191] = decodeMapIndefinite;
for (let i = 192; i <= 215; i++) jump[i] = decodeTagCompact;
jump[216] = decodeTag8;
jump[217] = decodeTag16;
jump[218] = decodeTag32;
jump[219] = decodeTag64;
jump[220] = invalidMinor;
jump[221] = invalidMinor;
jump[222] = invalidMinor;
jump[223] = invalidMinor;
for (let i = 224; i <= 243; i++) jump[i] = errorer("simple values are not supported");
jump[244] = invalidMinor;
jump[245] = invalidMinor;
jump[246] = invalidMinor;
jump[247] = decodeUndefined;
jump[248] = errorer("simple values are not supported");
jump[249] = decodeFloat16;
jump[250] = decodeFloat32;
jump[251] = decodeFloat64;
jump[252] = invalidMinor;
jump[253] = invalidMinor;
jump[254] = invalidMinor;
jump[255] = decodeBreak;
/** @type {Token[]} */
const quick = [];
for (let i = 0; i < 24; i++) quick[i] = new Token(Type.uint, i, 1);
for (let i = -1; i >= -24; i--) quick[31 - i] = new Token(Type.negint, i, 1);
quick[64] = new Token(Type.bytes, /* @__PURE__ */ new Uint8Array(0), 1);
quick[96] = new Token(Type.string, "", 1);
quick[128] = new Token(Type.array, 0, 1);
quick[160] = new Token(Type.map, 0, 1);
quick[244] = new Token(Type.false, false, 1);
quick[245] = new Token(Type.true, true, 1);
quick[246] = new Token(Type.null, null, 1);
/**
* @param {Token} token
* @returns {AllocatedByteView|undefined}
*/
function quickEncodeToken(token) {
	switch (token.type) {
		case Type.false: return fromArray([244]);
		case Type.true: return fromArray([245]);
		case Type.null: return fromArray([246]);
		case Type.bytes:
			if (!token.value.length) return fromArray([64]);
			return;
		case Type.string:
			if (token.value === "") return fromArray([96]);
			return;
		case Type.array:
			if (token.value === 0) return fromArray([128]);
			return;
		case Type.map:
			if (token.value === 0) return fromArray([160]);
			return;
		case Type.uint:
			if (token.value < 24) return fromArray([Number(token.value)]);
			return;
		case Type.negint: if (token.value >= -24) return fromArray([31 - Number(token.value)]);
	}
}

// node_modules/cborg/lib/encode.js
/**
* @typedef {import('../interface.js').EncodeOptions} EncodeOptions
* @typedef {import('../interface.js').OptionalTypeEncoder} OptionalTypeEncoder
* @typedef {import('../interface.js').Reference} Reference
* @typedef {import('../interface.js').StrictTypeEncoder} StrictTypeEncoder
* @typedef {import('../interface.js').TokenTypeEncoder} TokenTypeEncoder
* @typedef {import('../interface.js').TokenOrNestedTokens} TokenOrNestedTokens
* @typedef {import('../interface.js').ByteWriter} ByteWriter
* @typedef {import('../interface.js').ByteView} ByteView
* @typedef {import('../interface.js').AllocatedByteView} AllocatedByteView
*/
/** @type {EncodeOptions} */
const defaultEncodeOptions = {
	float64: false,
	mapSorter,
	quickEncodeToken
};
/** @type {EncodeOptions} */
const rfc8949EncodeOptions = Object.freeze({
	mapSorter: rfc8949MapSorter,
	quickEncodeToken
});
/** @returns {TokenTypeEncoder[]} */
function makeCborEncoders() {
	const encoders = [];
	encoders[Type.uint.major] = encodeUint;
	encoders[Type.negint.major] = encodeNegint;
	encoders[Type.bytes.major] = encodeBytes;
	encoders[Type.string.major] = encodeString;
	encoders[Type.array.major] = encodeArray;
	encoders[Type.map.major] = encodeMap;
	encoders[Type.tag.major] = encodeTag;
	encoders[Type.float.major] = encodeFloat;
	return encoders;
}
const cborEncoders = makeCborEncoders();
const defaultWriter = new Bl();
/** @implements {Reference} */
var Ref = class Ref {
	/**
	* @param {object|any[]} obj
	* @param {Reference|undefined} parent
	*/
	constructor(obj, parent) {
		this.obj = obj;
		this.parent = parent;
	}
	/**
	* @param {object|any[]} obj
	* @returns {boolean}
	*/
	includes(obj) {
		/** @type {Reference|undefined} */
		let p = this;
		do
			if (p.obj === obj) return true;
		while (p = p.parent);
		return false;
	}
	/**
	* @param {Reference|undefined} stack
	* @param {object|any[]} obj
	* @returns {Reference}
	*/
	static createCheck(stack, obj) {
		if (stack && stack.includes(obj)) throw new Error(`${encodeErrPrefix} object contains circular references`);
		return new Ref(obj, stack);
	}
};
const simpleTokens = {
	null: new Token(Type.null, null),
	undefined: new Token(Type.undefined, void 0),
	true: new Token(Type.true, true),
	false: new Token(Type.false, false),
	emptyArray: new Token(Type.array, 0),
	emptyMap: new Token(Type.map, 0)
};
/** @type {{[typeName: string]: StrictTypeEncoder}} */
const typeEncoders = {
	/**
	* @param {any} obj
	* @param {string} _typ
	* @param {EncodeOptions} _options
	* @param {Reference} [_refStack]
	* @returns {TokenOrNestedTokens}
	*/
	number(obj, _typ, _options, _refStack) {
		if (!Number.isInteger(obj) || !Number.isSafeInteger(obj)) return new Token(Type.float, obj);
		else if (obj >= 0) return new Token(Type.uint, obj);
		else return new Token(Type.negint, obj);
	},
	/**
	* @param {any} obj
	* @param {string} _typ
	* @param {EncodeOptions} _options
	* @param {Reference} [_refStack]
	* @returns {TokenOrNestedTokens}
	*/
	bigint(obj, _typ, _options, _refStack) {
		if (obj >= BigInt(0)) return new Token(Type.uint, obj);
		else return new Token(Type.negint, obj);
	},
	/**
	* @param {any} obj
	* @param {string} _typ
	* @param {EncodeOptions} _options
	* @param {Reference} [_refStack]
	* @returns {TokenOrNestedTokens}
	*/
	Uint8Array(obj, _typ, _options, _refStack) {
		return new Token(Type.bytes, obj);
	},
	/**
	* @param {any} obj
	* @param {string} _typ
	* @param {EncodeOptions} _options
	* @param {Reference} [_refStack]
	* @returns {TokenOrNestedTokens}
	*/
	string(obj, _typ, _options, _refStack) {
		return new Token(Type.string, obj);
	},
	/**
	* @param {any} obj
	* @param {string} _typ
	* @param {EncodeOptions} _options
	* @param {Reference} [_refStack]
	* @returns {TokenOrNestedTokens}
	*/
	boolean(obj, _typ, _options, _refStack) {
		return obj ? simpleTokens.true : simpleTokens.false;
	},
	/**
	* @param {any} _obj
	* @param {string} _typ
	* @param {EncodeOptions} _options
	* @param {Reference} [_refStack]
	* @returns {TokenOrNestedTokens}
	*/
	null(_obj, _typ, _options, _refStack) {
		return simpleTokens.null;
	},
	/**
	* @param {any} _obj
	* @param {string} _typ
	* @param {EncodeOptions} _options
	* @param {Reference} [_refStack]
	* @returns {TokenOrNestedTokens}
	*/
	undefined(_obj, _typ, _options, _refStack) {
		return simpleTokens.undefined;
	},
	/**
	* @param {any} obj
	* @param {string} _typ
	* @param {EncodeOptions} _options
	* @param {Reference} [_refStack]
	* @returns {TokenOrNestedTokens}
	*/
	ArrayBuffer(obj, _typ, _options, _refStack) {
		return new Token(Type.bytes, new Uint8Array(obj));
	},
	/**
	* @param {any} obj
	* @param {string} _typ
	* @param {EncodeOptions} _options
	* @param {Reference} [_refStack]
	* @returns {TokenOrNestedTokens}
	*/
	DataView(obj, _typ, _options, _refStack) {
		return new Token(Type.bytes, new Uint8Array(obj.buffer, obj.byteOffset, obj.byteLength));
	},
	/**
	* @param {any} obj
	* @param {string} _typ
	* @param {EncodeOptions} options
	* @param {Reference} [refStack]
	* @returns {TokenOrNestedTokens}
	*/
	Array(obj, _typ, options, refStack) {
		if (!obj.length) {
			if (options.addBreakTokens === true) return [simpleTokens.emptyArray, new Token(Type.break)];
			return simpleTokens.emptyArray;
		}
		refStack = Ref.createCheck(refStack, obj);
		const entries = [];
		let i = 0;
		for (const e of obj) entries[i++] = objectToTokens(e, options, refStack);
		if (options.addBreakTokens) return [
			new Token(Type.array, obj.length),
			entries,
			new Token(Type.break)
		];
		return [new Token(Type.array, obj.length), entries];
	},
	/**
	* @param {any} obj
	* @param {string} typ
	* @param {EncodeOptions} options
	* @param {Reference} [refStack]
	* @returns {TokenOrNestedTokens}
	*/
	Object(obj, typ, options, refStack) {
		const isMap = typ !== "Object";
		const keys = isMap ? obj.keys() : Object.keys(obj);
		const maxLength = isMap ? obj.size : keys.length;
		/** @type {undefined | [TokenOrNestedTokens, TokenOrNestedTokens][]} */
		let entries;
		if (maxLength) {
			entries = new Array(maxLength);
			refStack = Ref.createCheck(refStack, obj);
			const skipUndefined = !isMap && options.ignoreUndefinedProperties;
			let i = 0;
			for (const key of keys) {
				const value = isMap ? obj.get(key) : obj[key];
				if (skipUndefined && value === void 0) continue;
				entries[i++] = [objectToTokens(key, options, refStack), objectToTokens(value, options, refStack)];
			}
			if (i < maxLength) entries.length = i;
		}
		if (!entries?.length) {
			if (options.addBreakTokens === true) return [simpleTokens.emptyMap, new Token(Type.break)];
			return simpleTokens.emptyMap;
		}
		sortMapEntries(entries, options);
		if (options.addBreakTokens) return [
			new Token(Type.map, entries.length),
			entries,
			new Token(Type.break)
		];
		return [new Token(Type.map, entries.length), entries];
	},
	/**
	* Encode a `Tagged` wrapper as a CBOR tag header followed by the encoded
	* form of the wrapped value. The value is recursively tokenised through
	* `objectToTokens()` so any registered `typeEncoders` apply to it.
	*
	* @param {any} obj
	* @param {string} _typ
	* @param {EncodeOptions} options
	* @param {Reference} [refStack]
	* @returns {TokenOrNestedTokens}
	*/
	Tagged(obj, _typ, options, refStack) {
		return [new Token(Type.tag, obj.tag), objectToTokens(obj.value, options, refStack)];
	}
};
typeEncoders.Map = typeEncoders.Object;
typeEncoders.Buffer = typeEncoders.Uint8Array;
for (const typ of "Uint8Clamped Uint16 Uint32 Int8 Int16 Int32 BigUint64 BigInt64 Float32 Float64".split(" ")) typeEncoders[`${typ}Array`] = typeEncoders.DataView;
/**
* @param {any} obj
* @param {EncodeOptions} [options]
* @param {Reference} [refStack]
* @returns {TokenOrNestedTokens}
*/
function objectToTokens(obj, options = {}, refStack) {
	const typ = is(obj);
	const customTypeEncoder = options && options.typeEncoders && options.typeEncoders[typ] || typeEncoders[typ];
	if (typeof customTypeEncoder === "function") {
		const tokens = customTypeEncoder(obj, typ, options, refStack);
		if (tokens != null) return tokens;
	}
	const typeEncoder = typeEncoders[typ];
	if (!typeEncoder) throw new Error(`${encodeErrPrefix} unsupported type: ${typ}`);
	return typeEncoder(obj, typ, options, refStack);
}
/**
* @param {TokenOrNestedTokens[]} entries
* @param {EncodeOptions} options
*/
function sortMapEntries(entries, options) {
	const mapSorter = options.mapSorter;
	if (mapSorter) entries.sort((e1, e2) => mapSorter(e1, e2, options));
}
/**
* @param {(Token|Token[])[]} e1
* @param {(Token|Token[])[]} e2
* @param {EncodeOptions} [options]
* @returns {number}
*/
function mapSorter(e1, e2, options) {
	const keyToken1 = Array.isArray(e1[0]) ? e1[0][0] : e1[0];
	const keyToken2 = Array.isArray(e2[0]) ? e2[0][0] : e2[0];
	if (keyToken1.type.major !== keyToken2.type.major) return keyToken1.type.compare(keyToken2.type);
	const major = keyToken1.type.major;
	const tcmp = cborEncoders[major].compareTokens(keyToken1, keyToken2, options);
	if (tcmp === 0) console.warn("WARNING: complex key types used, CBOR key sorting guarantees are gone");
	return tcmp;
}
/**
* @typedef {Token & { _keyBytes?: AllocatedByteView }} TokenEx
*
* @param {(Token|Token[])[]} e1
* @param {(Token|Token[])[]} e2
* @returns {number}
*/
function rfc8949MapSorter(e1, e2) {
	if (e1[0] instanceof Token && e2[0] instanceof Token) {
		const t1 = e1[0];
		const t2 = e2[0];
		if (!t1._keyBytes) t1._keyBytes = encodeRfc8949(t1.value);
		if (!t2._keyBytes) t2._keyBytes = encodeRfc8949(t2.value);
		return compare(t1._keyBytes, t2._keyBytes);
	}
	throw new Error("rfc8949MapSorter: complex key types are not supported yet");
}
/**
* @param {any} data
* @returns {AllocatedByteView}
*/
function encodeRfc8949(data) {
	return encodeCustom(data, cborEncoders, rfc8949EncodeOptions);
}
/**
* @param {ByteWriter} writer
* @param {TokenOrNestedTokens} tokens
* @param {TokenTypeEncoder[]} encoders
* @param {EncodeOptions} options
*/
function tokensToEncoded(writer, tokens, encoders, options) {
	if (Array.isArray(tokens)) for (const token of tokens) tokensToEncoded(writer, token, encoders, options);
	else encoders[tokens.type.major](writer, tokens, options);
}
const MAJOR_UINT = Type.uint.majorEncoded;
const MAJOR_NEGINT = Type.negint.majorEncoded;
const MAJOR_BYTES = Type.bytes.majorEncoded;
const MAJOR_STRING = Type.string.majorEncoded;
const MAJOR_ARRAY = Type.array.majorEncoded;
const MAJOR_MAP = Type.map.majorEncoded;
const SIMPLE_FALSE = Type.float.majorEncoded | 20;
const SIMPLE_TRUE = Type.float.majorEncoded | 21;
const SIMPLE_NULL = Type.float.majorEncoded | 22;
const SIMPLE_UNDEFINED = Type.float.majorEncoded | 23;
const neg1b = BigInt(-1);
const pos1b = BigInt(1);
/**
* Compact direct-path writes avoid the full uint boundary chain.
* @param {ByteWriter} writer
* @param {number} major
* @param {number|bigint} uint
*/
function directEncodeUintValue(writer, major, uint) {
	if (uint < 24) writer.pushByte(major | Number(uint));
	else encodeUintValue(writer, major, uint);
}
/**
* Check if direct encoding can be used for the given options.
* Direct encoding bypasses token creation for most values.
* @param {EncodeOptions} options
* @returns {boolean}
*/
function canDirectEncode(options) {
	return options.addBreakTokens !== true;
}
/**
* Encode a map through the default deterministic sorter while keeping values
* on the direct path. Only keys need tokens for comparison.
* @param {ByteWriter} writer
* @param {any} data
* @param {string} typ
* @param {EncodeOptions} options
* @param {Reference|undefined} refStack
*/
function directEncodeMap(writer, data, typ, options, refStack) {
	const isMap = typ === "Map";
	const keys = isMap ? data.keys() : Object.keys(data);
	const maxLength = isMap ? data.size : keys.length;
	if (!maxLength) {
		writer.pushByte(MAJOR_MAP);
		return;
	}
	refStack = Ref.createCheck(refStack, data);
	const skipUndefined = !isMap && options.ignoreUndefinedProperties;
	const entries = new Array(maxLength);
	let length = 0;
	for (const key of keys) {
		const value = isMap ? data.get(key) : data[key];
		if (skipUndefined && value === void 0) continue;
		entries[length++] = [objectToTokens(key, options, refStack), value];
	}
	if (length === 0) {
		writer.pushByte(MAJOR_MAP);
		return;
	}
	if (length < maxLength) entries.length = length;
	entries.sort((e1, e2) => mapSorter(e1, e2, options));
	directEncodeUintValue(writer, MAJOR_MAP, length);
	for (const [key, value] of entries) {
		tokensToEncoded(writer, key, cborEncoders, options);
		directEncode(writer, value, options, refStack);
	}
}
/**
* Direct encode a value to the writer, bypassing token creation for most types.
* Falls back to token-based encoding for custom type encoders.
* @param {ByteWriter} writer
* @param {any} data
* @param {EncodeOptions} options
* @param {Reference|undefined} refStack
*/
function directEncode(writer, data, options, refStack) {
	const typ = is(data);
	const customEncoder = options.typeEncoders && options.typeEncoders[typ];
	if (customEncoder) {
		const tokens = customEncoder(data, typ, options, refStack);
		if (tokens != null) {
			tokensToEncoded(writer, tokens, cborEncoders, options);
			return;
		}
	}
	switch (typ) {
		case "null":
			writer.pushByte(SIMPLE_NULL);
			return;
		case "undefined":
			writer.pushByte(SIMPLE_UNDEFINED);
			return;
		case "boolean":
			writer.pushByte(data ? SIMPLE_TRUE : SIMPLE_FALSE);
			return;
		case "number":
			if (!Number.isInteger(data) || !Number.isSafeInteger(data)) encodeFloat(writer, new Token(Type.float, data), options);
			else if (data >= 0) directEncodeUintValue(writer, MAJOR_UINT, data);
			else directEncodeUintValue(writer, MAJOR_NEGINT, data * -1 - 1);
			return;
		case "bigint":
			if (data >= BigInt(0)) directEncodeUintValue(writer, MAJOR_UINT, data);
			else directEncodeUintValue(writer, MAJOR_NEGINT, data * neg1b - pos1b);
			return;
		case "string": {
			const bytes = fromString(data);
			directEncodeUintValue(writer, MAJOR_STRING, bytes.length);
			writer.push(bytes);
			return;
		}
		case "Uint8Array":
			directEncodeUintValue(writer, MAJOR_BYTES, data.length);
			writer.push(data);
			return;
		case "Array":
			if (!data.length) {
				writer.pushByte(MAJOR_ARRAY);
				return;
			}
			refStack = Ref.createCheck(refStack, data);
			directEncodeUintValue(writer, MAJOR_ARRAY, data.length);
			for (const elem of data) directEncode(writer, elem, options, refStack);
			return;
		case "Object":
		case "Map":
			if (options.mapSorter === mapSorter) directEncodeMap(writer, data, typ, options, refStack);
			else tokensToEncoded(writer, typeEncoders.Object(data, typ, options, refStack), cborEncoders, options);
			return;
		default: {
			const typeEncoder = typeEncoders[typ];
			if (!typeEncoder) throw new Error(`${encodeErrPrefix} unsupported type: ${typ}`);
			tokensToEncoded(writer, typeEncoder(data, typ, options, refStack), cborEncoders, options);
		}
	}
}
/**
* @template {ArrayBufferLike} T
* @overload
* @param {any} data
* @param {TokenTypeEncoder[]} encoders
* @param {EncodeOptions} options
* @param {Uint8Array<T>} destination
* @returns {Uint8Array<T>}
*/
/**
* @overload
* @param {any} data
* @param {TokenTypeEncoder[]} encoders
* @param {EncodeOptions} options
* @returns {AllocatedByteView}
*/
/**
* @param {any} data
* @param {TokenTypeEncoder[]} encoders
* @param {EncodeOptions} options
* @param {ByteView} [destination]
* @returns {ByteView}
*/
function encodeCustom(data, encoders, options, destination) {
	const hasDest = destination instanceof Uint8Array;
	let writeTo = hasDest ? new U8Bl(destination) : defaultWriter;
	const tokens = objectToTokens(data, options);
	if (!Array.isArray(tokens) && options.quickEncodeToken) {
		const quickBytes = options.quickEncodeToken(tokens);
		if (quickBytes) {
			if (hasDest) {
				writeTo.push(quickBytes);
				return writeTo.toBytes();
			}
			return quickBytes;
		}
		const encoder = encoders[tokens.type.major];
		if (encoder.encodedSize) {
			const size = encoder.encodedSize(tokens, options);
			if (!hasDest) writeTo = new Bl(size);
			encoder(writeTo, tokens, options);
			if (writeTo.chunks.length !== 1) throw new Error(`Unexpected error: pre-calculated length for ${tokens} was wrong`);
			return hasDest ? writeTo.toBytes() : asU8A(writeTo.chunks[0]);
		}
	}
	writeTo.reset();
	tokensToEncoded(writeTo, tokens, encoders, options);
	return writeTo.toBytes(true);
}
/**
* @param {any} data
* @param {EncodeOptions} [options]
* @returns {AllocatedByteView}
*/
function encode(data, options) {
	options = Object.assign({}, defaultEncodeOptions, options);
	if (canDirectEncode(options)) {
		defaultWriter.reset();
		directEncode(defaultWriter, data, options, void 0);
		return defaultWriter.toBytes(true);
	}
	return encodeCustom(data, cborEncoders, options);
}

// node_modules/cborg/lib/decode.js
/**
* @typedef {import('./token.js').Token} Token
* @typedef {import('../interface.js').DecodeOptions} DecodeOptions
* @typedef {import('../interface.js').DecodeTokenizer} DecodeTokenizer
* @typedef {import('../interface.js').TagDecodeControl} TagDecodeControl
*/
const defaultDecodeOptions = {
	strict: false,
	allowIndefinite: true,
	allowUndefined: true,
	allowBigInt: true
};
/**
* @implements {DecodeTokenizer}
*/
var Tokeniser = class {
	/**
	* @param {Uint8Array} data
	* @param {DecodeOptions} options
	*/
	constructor(data, options = {}) {
		this._pos = 0;
		this.data = data;
		this.options = options;
	}
	pos() {
		return this._pos;
	}
	done() {
		return this._pos >= this.data.length;
	}
	next() {
		const byt = this.data[this._pos];
		let token = quick[byt];
		if (token === void 0) {
			const decoder = jump[byt];
			if (!decoder) throw new Error(`${decodeErrPrefix} no decoder for major type ${byt >>> 5} (byte 0x${byt.toString(16).padStart(2, "0")})`);
			const minor = byt & 31;
			token = decoder(this.data, this._pos, minor, this.options);
		}
		this._pos += token.encodedLength;
		return token;
	}
};
const DONE = Symbol.for("DONE");
const BREAK = Symbol.for("BREAK");
/**
* @param {Token} token
* @param {DecodeTokenizer} tokeniser
* @param {DecodeOptions} options
* @returns {any|typeof BREAK|typeof DONE}
*/
function tokenToArray(token, tokeniser, options) {
	const arr = [];
	for (let i = 0; i < token.value; i++) {
		const value = tokensToObject(tokeniser, options);
		if (value === BREAK) {
			if (token.value === 1e400) break;
			throw new Error(`${decodeErrPrefix} got unexpected break to lengthed array`);
		}
		if (value === DONE) throw new Error(`${decodeErrPrefix} found array but not enough entries (got ${i}, expected ${token.value})`);
		arr[i] = value;
	}
	return arr;
}
/**
* @param {Token} token
* @param {DecodeTokenizer} tokeniser
* @param {DecodeOptions} options
* @returns {any|typeof BREAK|typeof DONE}
*/
function tokenToMap(token, tokeniser, options) {
	const useMaps = options.useMaps === true;
	const rejectDuplicateMapKeys = options.rejectDuplicateMapKeys === true;
	const obj = useMaps ? void 0 : {};
	const m = useMaps ? /* @__PURE__ */ new Map() : void 0;
	for (let i = 0; i < token.value; i++) {
		const key = tokensToObject(tokeniser, options);
		if (key === BREAK) {
			if (token.value === 1e400) break;
			throw new Error(`${decodeErrPrefix} got unexpected break to lengthed map`);
		}
		if (key === DONE) throw new Error(`${decodeErrPrefix} found map but not enough entries (got ${i} [no key], expected ${token.value})`);
		if (!useMaps && typeof key !== "string") throw new Error(`${decodeErrPrefix} non-string keys not supported (got ${typeof key})`);
		if (rejectDuplicateMapKeys) {
			if (useMaps && m.has(key) || !useMaps && Object.hasOwn(obj, key)) throw new Error(`${decodeErrPrefix} found repeat map key "${key}"`);
		}
		const value = tokensToObject(tokeniser, options);
		if (value === DONE) throw new Error(`${decodeErrPrefix} found map but not enough entries (got ${i} [no value], expected ${token.value})`);
		if (useMaps) m.set(key, value);
		else if (key === "__proto__") Object.defineProperty(obj, key, {
			value,
			configurable: true,
			enumerable: true,
			writable: true
		});
		else obj[key] = value;
	}
	return useMaps ? m : obj;
}
/**
* Generator that yields [key, value] entries from a CBOR map token.
* Used by tag decoders that need to preserve key types (e.g., Tag 259 Map).
* @param {Token} token - The map token
* @param {DecodeTokenizer} tokeniser
* @param {DecodeOptions} options
* @returns {Generator<[any, any], void, unknown>}
*/
function* tokenToMapEntries(token, tokeniser, options) {
	for (let i = 0; i < token.value; i++) {
		const key = tokensToObject(tokeniser, options);
		if (key === BREAK) {
			if (token.value === 1e400) break;
			throw new Error(`${decodeErrPrefix} got unexpected break to lengthed map`);
		}
		if (key === DONE) throw new Error(`${decodeErrPrefix} found map but not enough entries (got ${i} [no key], expected ${token.value})`);
		const value = tokensToObject(tokeniser, options);
		if (value === DONE) throw new Error(`${decodeErrPrefix} found map but not enough entries (got ${i} [no value], expected ${token.value})`);
		yield [key, value];
	}
}
/**
* Creates a TagDecodeControl object for tag decoders.
* @param {DecodeTokenizer} tokeniser
* @param {DecodeOptions} options
* @returns {TagDecodeControl}
*/
function createTagDecodeControl(tokeniser, options) {
	/** @type {TagDecodeControl & {_called: boolean}} */
	const decode = function() {
		if (decode._called) throw new Error(`${decodeErrPrefix} tag decode() may only be called once`);
		decode._called = true;
		const value = tokensToObject(tokeniser, options);
		if (value === DONE) throw new Error(`${decodeErrPrefix} tag content missing`);
		if (value === BREAK) throw new Error(`${decodeErrPrefix} got unexpected break in tag content`);
		return value;
	};
	decode.entries = function() {
		if (decode._called) throw new Error(`${decodeErrPrefix} tag decode() may only be called once`);
		decode._called = true;
		const token = tokeniser.next();
		if (!Type.equals(token.type, Type.map)) throw new Error(`${decodeErrPrefix} entries() requires map content, got ${token.type.name}`);
		const entries = [];
		for (const entry of tokenToMapEntries(token, tokeniser, options)) entries.push(entry);
		return entries;
	};
	decode._called = false;
	return decode;
}
/**
* @param {DecodeTokenizer} tokeniser
* @param {DecodeOptions} options
* @returns {any|typeof BREAK|typeof DONE}
*/
function tokensToObject(tokeniser, options) {
	if (tokeniser.done()) return DONE;
	const token = tokeniser.next();
	if (Type.equals(token.type, Type.break)) return BREAK;
	if (token.type.terminal) return token.value;
	if (Type.equals(token.type, Type.array)) return tokenToArray(token, tokeniser, options);
	if (Type.equals(token.type, Type.map)) return tokenToMap(token, tokeniser, options);
	if (Type.equals(token.type, Type.tag)) {
		if (options.tags && typeof options.tags[token.value] === "function") {
			const decodeControl = createTagDecodeControl(tokeniser, options);
			const result = options.tags[token.value](decodeControl);
			if (!decodeControl._called) throw new Error(`${decodeErrPrefix} tag decoder must call decode() or entries()`);
			return result;
		}
		throw new Error(`${decodeErrPrefix} tag not supported (${token.value})`);
	}
	throw new Error("unsupported");
}
/**
* @param {Uint8Array} data
* @param {DecodeOptions} [options]
* @returns {[any, Uint8Array]}
*/
function decodeFirst(data, options) {
	if (!(data instanceof Uint8Array)) throw new Error(`${decodeErrPrefix} data to decode must be a Uint8Array`);
	options = Object.assign({}, defaultDecodeOptions, options);
	const u8aData = asU8A(data);
	const tokeniser = options.tokenizer || new Tokeniser(u8aData, options);
	const decoded = tokensToObject(tokeniser, options);
	if (decoded === DONE) throw new Error(`${decodeErrPrefix} did not find any content to decode`);
	if (decoded === BREAK) throw new Error(`${decodeErrPrefix} got unexpected break`);
	return [decoded, data.subarray(tokeniser.pos())];
}
/**
* @param {Uint8Array} data
* @param {DecodeOptions} [options]
* @returns {any}
*/
function decode(data, options) {
	const [decoded, remainder] = decodeFirst(data, options);
	if (remainder.length > 0) throw new Error(`${decodeErrPrefix} too many terminals, data makes no sense`);
	return decoded;
}

// node_modules/cborg/lib/tagged.js
/**
* @typedef {import('../interface.js').TagDecodeControl} TagDecodeControl
* @typedef {(decode: TagDecodeControl) => Tagged} TaggedTagDecoder
*/
/**
* A wrapper class for representing a CBOR tag with an arbitrary nested value.
*
* `Tagged` is a symmetric primitive: it can be passed to `encode()` to emit
* a CBOR tag header followed by the encoded form of `value`, and it can be
* returned from a tag decoder (via `Tagged.decoder(tag)` or `Tagged.preserve()`)
* to round-trip a tag through decode without losing the tag number.
*
* Use `Tagged` for one-off tag handling where defining a dedicated
* `typeEncoders` entry and tag decoder pair would be heavyweight, e.g. when
* wrapping a structure in a single application-specific tag (COSE, dCBOR
* envelopes, etc.).
*
* For systematic mapping of a JS type to a tag (e.g. CID -> tag 42), prefer
* a dedicated `typeEncoders` entry instead.
*/
var Tagged = class Tagged {
	/**
	* @param {number} tag - CBOR tag number, a non-negative integer
	* @param {any} value - The value to be tagged; encoded recursively
	*/
	constructor(tag, value) {
		if (typeof tag !== "number" || !Number.isInteger(tag) || tag < 0) throw new TypeError("Tagged: tag must be a non-negative integer");
		this.tag = tag;
		this.value = value;
	}
	/**
	* Build a tag decoder for use in `decode()`'s `tags` option that returns the
	* decoded content wrapped in a `Tagged` instance, preserving the tag number
	* for the caller to inspect.
	*
	* @param {number} tag - The CBOR tag number this decoder will be registered for
	* @returns {TaggedTagDecoder}
	*
	* @example
	* import { decode, Tagged } from 'cborg'
	* const value = decode(bytes, { tags: { 16: Tagged.decoder(16) } })
	* // value instanceof Tagged; value.tag === 16
	*/
	static decoder(tag) {
		return (decode) => new Tagged(tag, decode());
	}
	/**
	* Build a `tags` option for `decode()` that wraps each listed tag number in
	* a `Tagged` instance, preserving those tags through decode without
	* registering a dedicated decoder per tag.
	*
	* @param {...number} tagNumbers - One or more CBOR tag numbers to preserve
	* @returns {{[tagNumber: number]: TaggedTagDecoder}}
	*
	* @example
	* import { decode, Tagged } from 'cborg'
	* const value = decode(bytes, { tags: Tagged.preserve(16, 96) })
	*/
	static preserve(...tagNumbers) {
		/** @type {{[tagNumber: number]: TaggedTagDecoder}} */
		const tags = {};
		for (const tag of tagNumbers) tags[tag] = Tagged.decoder(tag);
		return tags;
	}
};
Object.defineProperty(Tagged.prototype, Symbol.toStringTag, { value: "Tagged" });

// src/encoding/cbor-values.ts
/** A floating-point number, kept apart from an integer of the same value: 1.0 is another map key than 1. */
var CborFloat = class {
	value;
	constructor(value) {
		this.value = value;
	}
};

// src/encoding/cbor.ts
/** Levels of arrays, maps and tags. An envelope has three. */
const MAX_DEPTH = 16;
/** The most data items: a hostile document of empty arrays takes thirty times its length in memory. */
const MAX_ITEMS = 2e4;
/** How many items stand in a container; `undefined` for an item that contains none. */
function itemsIn({ type, value }) {
	if (type === Type.array) return value;
	if (type === Type.map) return 2 * value;
	return type === Type.tag ? 1 : void 0;
}
const KEYS = [
	Type.uint,
	Type.negint,
	Type.string
];
/** Hands on the tokens of cborg, and refuses what cborg does not. */
var StrictTokenizer = class extends Tokeniser {
	#context;
	#open = [];
	#items = 0;
	constructor(bytes, options, context) {
		super(bytes, options);
		this.#context = context;
	}
	next() {
		const token = super.next();
		this.#items += 1;
		if (this.#items > MAX_ITEMS) throw errorIn(this.#context, `has over ${MAX_ITEMS} values`);
		this.#enter(token);
		const { type, value, byteValue, encodedLength } = token;
		if (type === Type.float) return new Token(type, new CborFloat(value), encodedLength);
		return byteValue ? new Token(type, decodeUtf8(byteValue, this.#context), encodedLength) : token;
	}
	#enter(token) {
		const parent = this.#open.at(-1);
		if (parent) {
			if (parent.isMap && parent.left % 2 === 0 && !KEYS.includes(token.type)) throw errorIn(this.#context, "has a map key that is neither an integer nor text");
			parent.left -= 1;
		}
		const left = itemsIn(token);
		if (left !== void 0 && left > 0) {
			if (this.#open.length === MAX_DEPTH) throw errorIn(this.#context, `nests deeper than ${MAX_DEPTH} levels`);
			this.#open.push({
				isMap: token.type === Type.map,
				left
			});
			return;
		}
		while (this.#open.at(-1)?.left === 0) this.#open.pop();
	}
};
const OPTIONS = {
	strict: true,
	useMaps: true,
	rejectDuplicateMapKeys: true,
	retainStringBytes: true,
	allowIndefinite: false,
	allowBigInt: false,
	allowNaN: false,
	allowInfinity: false
};
function tagDecoders(tags, context) {
	const decoders = Object.entries(tags).map(([number, fits]) => {
		const decoder = (decodeContent) => {
			const content = decodeContent();
			if (!fits(content)) throw errorIn(context, `has the tag ${number} in front of what it does not fit`);
			return new Tagged(Number(number), content);
		};
		return [number, decoder];
	});
	return Object.fromEntries(decoders);
}
/**
* Reads one CBOR data item (RFC 8949) strictly: integers and lengths in the shortest form, no indefinite length, no map key
* twice, keys that are integers or text, UTF-8, integers exact, no simple values but those of JSON and `undefined`, at most
* 16 levels, nothing behind the item. Maps may be in any order.
*
* @param tags every other one is refused.
* @throws SealiftError with the code of `context`.
*/
function parseCbor(bytes, context, tags = {}) {
	const input = Buffer.isBuffer(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : bytes;
	const options = {
		...OPTIONS,
		tags: tagDecoders(tags, context)
	};
	try {
		return decode(input, {
			...options,
			tokenizer: new StrictTokenizer(input, options, context)
		});
	} catch (error) {
		if (error instanceof SealiftError) throw error;
		const reason = error instanceof Error ? error.message.replace(/^CBOR decode error: /, "") : "unreadable";
		throw errorIn(context, `is not strict CBOR: ${printable(reason)}`);
	}
}

// src/notation/envelope/cose-map.ts
/** The one tag that the specification has, in front of a number of seconds (RFC 8949, 3.4.2). */
const EPOCH_TIME = { 1: (content) => typeof content === "number" || content instanceof CborFloat };
/** Reads `empty_or_serialized_map` (RFC 9052, 3). @throws SealiftError with the code of `context`. */
function readProtectedMap(bytes, context) {
	if (bytes.length === 0) return /* @__PURE__ */ new Map();
	const value = parseCbor(bytes, context, EPOCH_TIME);
	if (!(value instanceof Map)) throw errorIn(context, "is not a map");
	return value;
}

// src/notation/envelope/cose-parameters.ts
/** COSE header labels (RFC 9052, 3.1; RFC 9360, 2). */
const LABEL = {
	alg: 1,
	crit: 2,
	contentType: 3,
	x5chain: 33
};
const isBytes = (value) => value instanceof Uint8Array;
const isLabel = (value) => typeof value === "number" || typeof value === "string";
const isList = (value) => Array.isArray(value);
/** `tstr / uint`, the text being type and subtype. */
const isMediaType = (value) => typeof value === "string" ? /^[^/]*\/[^/]*$/.test(value) && !/^ | $/.test(value) : typeof value === "number" && value >= 0;
const isCritical = (value) => isList(value) && value.length > 0 && value.every(isLabel);
/** Whether `value` is a COSE_Countersignature (RFC 9338, 3.1), by its structure alone. */
function isCountersignature(value, context) {
	if (!isList(value) || value.length !== 3) return false;
	const [header, unprotected, signature] = value;
	if (!(header instanceof Uint8Array && signature instanceof Uint8Array)) return false;
	if (!(unprotected instanceof Map) || signature.length === 0) return false;
	checkParameters({
		protected: readProtectedMap(header, context),
		unprotected
	}, context);
	return true;
}
const isCountersignatures = (value, context) => isCountersignature(value, context) || isList(value) && value.length > 0 && value.every((one) => isCountersignature(one, context));
/** The header parameters that every reader of COSE knows (RFC 9052, 3.1; RFC 9338; RFC 9596), as go-cose checks them. */
const PARAMETERS = /* @__PURE__ */ new Map([
	[LABEL.alg, {
		name: "alg",
		fits: isLabel
	}],
	[LABEL.crit, {
		name: "crit",
		fits: isCritical,
		only: "protected"
	}],
	[LABEL.contentType, {
		name: "content type",
		fits: isMediaType
	}],
	[4, {
		name: "kid",
		fits: isBytes
	}],
	[5, {
		name: "IV",
		fits: isBytes
	}],
	[6, {
		name: "Partial IV",
		fits: isBytes
	}],
	[7, {
		name: "counter signature",
		fits: isCountersignatures,
		only: "unprotected"
	}],
	[9, {
		name: "CounterSignature0",
		fits: isBytes,
		only: "unprotected"
	}],
	[11, {
		name: "Countersignature version 2",
		fits: isCountersignatures,
		only: "unprotected"
	}],
	[12, {
		name: "Countersignature0 version 2",
		fits: isBytes,
		only: "unprotected"
	}],
	[16, {
		name: "typ",
		fits: isMediaType
	}]
]);
const labelText = (label) => printable(String(label));
/**
* Holds both maps to the rules of COSE (RFC 9052, 3 and 3.1): types of the known parameters, the map that each belongs to,
* no label in both, not IV and Partial IV at once, and nothing critical that is not there.
*
* @throws SealiftError with the code of `context`.
*/
function checkParameters(headers, context) {
	for (const bucket of ["protected", "unprotected"]) for (const [label, value] of headers[bucket]) {
		const { name, fits, only = bucket } = PARAMETERS.get(label) ?? {
			name: "",
			fits: () => true
		};
		if (only !== bucket) throw errorIn(context, `has the parameter ${name} in the ${bucket} header`);
		if (!fits(value, context)) throw errorIn(context, `has a malformed parameter ${name}`);
	}
	const both = [...headers.unprotected.keys()].find((label) => headers.protected.has(label));
	if (both !== void 0) throw errorIn(context, `has the label ${labelText(both)} in both headers`);
	const has = (label) => headers.protected.has(label) || headers.unprotected.has(label);
	if (has(5) && has(6)) throw errorIn(context, "has both an IV and a Partial IV");
	for (const label of headers.protected.get(LABEL.crit) ?? []) if (!headers.protected.has(label)) throw errorIn(context, `lists ${labelText(label)} as critical, which is not there`);
}

// src/notation/envelope/cose-json.ts
/** Seconds since 1970 as RFC 3339, without the fraction where it is none; `undefined` where no year has them. */
function timeText(seconds) {
	const content = seconds instanceof CborFloat ? seconds.value : seconds;
	const time = /* @__PURE__ */ new Date(typeof content === "number" ? content * 1e3 : NaN);
	return Number.isNaN(time.getTime()) ? void 0 : time.toISOString().replace(".000Z", "Z");
}
/**
* A value of a protected header as the JSON that notation makes of it for a plugin: bytes in base64, times as text.
* `undefined` for maps, for which there is none.
*/
function jsonOfCbor(value) {
	if (value === void 0 || value === null) return null;
	if (value instanceof Uint8Array) return encodeBase64(value);
	if (value instanceof CborFloat) return value.value;
	if (value instanceof Tagged) return timeText(value.value);
	if (value instanceof Map) return void 0;
	if (Array.isArray(value)) {
		const items = value.map(jsonOfCbor);
		return items.includes(void 0) ? void 0 : items;
	}
	return value;
}

// src/notation/envelope/cose-protected.ts
/** Text and numbers; every other value as its kind alone, because an error shows it. */
function plain(value) {
	return typeof value === "object" && value !== null ? { type: value.constructor.name } : value;
}
/** Epoch-based date/time (RFC 8949, 3.4.2). Fractions of a second "SHOULD NOT be used", so they are read. */
function timeOf(fields, name, context) {
	const tagged = fields.get(name);
	const content = tagged instanceof Tagged ? tagged.value : void 0;
	const seconds = content instanceof CborFloat ? content.value : content;
	const time = /* @__PURE__ */ new Date(typeof seconds === "number" ? seconds * 1e3 : NaN);
	if (Number.isNaN(time.getTime())) throw errorIn(context, `has a malformed time ${name}`);
	return time;
}
/** What COSE defines, and notation does not give to a plugin. */
const OF_COSE = [
	LABEL.alg,
	LABEL.crit,
	LABEL.contentType
];
/** The labels that no COSE message may list as critical: whoever reads COSE understands them. */
const isNeverCritical = (label) => typeof label === "number" && label >= 0 && label <= 8;
function criticalNames(fields, context) {
	const labels = fields.get(LABEL.crit) ?? [];
	if (labels.length === 0) throw errorIn(context, "has no list of critical headers");
	const never = labels.find(isNeverCritical);
	if (never !== void 0) throw errorIn(context, `lists ${never} as critical, which it cannot be`);
	return labels;
}
/**
* The header rules of the COSE envelope (signature-envelope-cose.md, "Protected Header"), after the signature over them was
* found good and `checkParameters` found no fault.
*/
function readCoseHeader(fields, context) {
	return readSignedHeader({
		contentType: plain(fields.get(LABEL.contentType)),
		has: (name) => fields.has(name),
		get: (name) => plain(fields.get(name)),
		time: (name) => timeOf(fields, name, context),
		critical: () => criticalNames(fields, context),
		others: () => [...fields].filter(([label]) => !OF_COSE.includes(label)).map(([label, value]) => [label, jsonOfCbor(value)])
	}, context);
}

// src/encoding/encode-cbor.ts
/**
* Core deterministic encoding (RFC 8949, 4.2.1): shortest forms, maps sorted by the bytes of their encoded keys. The value
* holds no float.
*/
function encodeCbor(value) {
	return encode(value, rfc8949EncodeOptions);
}

// src/notation/envelope/sign1.ts
const TAG_BYTE = 210;
/** Reads COSE_Sign1_Tagged. @throws SealiftError with the code of `context`. */
function readSign1(bytes, context) {
	if (bytes[0] !== TAG_BYTE) throw errorIn(context, "is not a COSE_Sign1_Tagged message");
	const message = parseCbor(bytes.subarray(1), context);
	const [protectedBytes, unprotected, payload, signature] = Array.isArray(message) && message.length === 4 ? message : [];
	if (!(protectedBytes instanceof Uint8Array && unprotected instanceof Map && signature instanceof Uint8Array)) throw errorIn(context, "is not a COSE_Sign1_Tagged message");
	if (!(payload instanceof Uint8Array)) throw errorIn(context, "has no payload");
	return {
		protectedBytes,
		unprotected,
		payload,
		signature
	};
}
/** The bytes that are signed: Sig_structure without external data (RFC 9052, 4.4). */
function sigStructure(protectedBytes, payload) {
	return encodeCbor([
		"Signature1",
		protectedBytes,
		/* @__PURE__ */ new Uint8Array(),
		payload
	]);
}

// src/notation/envelope/open-cose.ts
/** An array also for one certificate (signature-envelope-cose.md, "Unprotected Headers"), where RFC 9360 has a byte string. */
function certificatesOf(unprotected, context) {
	const chain = unprotected.get(LABEL.x5chain);
	if (!Array.isArray(chain)) throw errorIn(context, "has no certificate chain");
	return chain;
}
function derOf(part, context) {
	if (!(part instanceof Uint8Array)) throw errorIn(context, "is not a byte string");
	return part;
}
function readUnsigned(unprotected, context) {
	const agent = unprotected.get(HEADER.signingAgent) ?? "";
	const token = unprotected.get(HEADER.timestampSignature) ?? /* @__PURE__ */ new Uint8Array();
	if (typeof agent !== "string") throw errorIn(context, "has a signing agent that is not text");
	if (!(token instanceof Uint8Array)) throw errorIn(context, "has a timestamp that is not a byte string");
	return {
		...agent === "" ? {} : { signingAgent: agent },
		...token.length === 0 ? {} : { timestampToken: token }
	};
}
/** Opens a COSE envelope; see {@link openEnvelope}. */
async function openCose(bytes) {
	const context = {
		code: "envelope_invalid",
		what: "COSE envelope"
	};
	const { protectedBytes, unprotected, payload, signature } = readSign1(bytes, context);
	const chain = await readChain(certificatesOf(unprotected, context), derOf, context);
	const leaf = chain[0];
	const algorithm = findAlgorithm(leaf.publicKey);
	if (!algorithm) throw errorIn(context, "is signed with a key that the Notary Project does not allow");
	if (!isSignature(algorithm, leaf.publicKey, sigStructure(protectedBytes, payload), signature)) throw new SealiftError("signature_invalid", "the signature does not fit the signed bytes or the certificate");
	const inHeader = {
		...context,
		what: "COSE protected header"
	};
	const fields = readProtectedMap(protectedBytes, inHeader);
	checkParameters({
		protected: fields,
		unprotected
	}, context);
	if (fields.get(LABEL.alg) !== algorithm.cose) {
		const said = shown(plain(fields.get(LABEL.alg)));
		const { cose, jws } = algorithm;
		throw errorIn(context, `says ${said} for alg, the key of its certificate demands ${cose} (${jws})`);
	}
	const header = readCoseHeader(fields, context);
	checkCodeSigningChain(chain, {
		...context,
		code: "certificate_invalid"
	});
	return {
		mediaType: COSE_MEDIA_TYPE,
		algorithm,
		chain,
		scheme: header.scheme,
		signingTime: header.signingTime,
		...header.expiry === void 0 ? {} : { expiry: header.expiry },
		...readUnsigned(unprotected, context),
		target: parsePayload(payload, context),
		signature,
		payload,
		...header.verificationPlugin === void 0 ? {} : { verificationPlugin: header.verificationPlugin },
		unknownCritical: header.unknownCritical,
		extendedAttributes: header.extendedAttributes
	};
}

// src/notation/envelope/write-cose.ts
/** A moment in whole seconds (RFC 8949, 3.4.2). */
const epochTime = (time) => new Tagged(1, Math.floor(time.getTime() / 1e3));
/** Protected header and payload as they are signed (signature-envelope-cose.md, "Protected Header"). */
function signedParts({ request, algorithm }) {
	const expiry = expiryOf(request);
	const header = new Map([
		[LABEL.alg, algorithm.cose],
		[LABEL.crit, [HEADER.signingScheme, ...expiry === void 0 ? [] : [HEADER.expiry]]],
		[LABEL.contentType, PAYLOAD_MEDIA_TYPE],
		[HEADER.signingScheme, SCHEME_X509],
		[HEADER.signingTime, epochTime(request.signingTime)],
		...expiry === void 0 ? [] : [[HEADER.expiry, epochTime(expiry)]]
	]);
	return {
		header: encodeCbor(header),
		body: buildPayload(request.target, request.metadata, "declared")
	};
}
function coseSigningInput(fields) {
	const { header, body } = signedParts(fields);
	return sigStructure(header, body);
}
/** COSE_Sign1_Tagged (RFC 9052, 4.2). */
function assembleCose(fields, { chain, signingAgent, timestampToken }, signature) {
	const { header, body } = signedParts(fields);
	const unprotected = new Map([
		[LABEL.x5chain, chain.map(({ der }) => der)],
		[HEADER.signingAgent, signingAgent],
		...timestampToken === void 0 ? [] : [[HEADER.timestampSignature, timestampToken]]
	]);
	return encodeCbor(new Tagged(18, [
		header,
		unprotected,
		body,
		signature
	]));
}

// src/notation/envelope/cose.ts
var cose_exports = /* @__PURE__ */ __exportAll({ COSE: () => COSE });
/** signature-envelope-cose.md */
const COSE = {
	mediaType: COSE_MEDIA_TYPE,
	open: openCose,
	signingInput: coseSigningInput,
	assemble: assembleCose
};

export { cose_exports as t };