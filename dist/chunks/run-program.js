import { r as __exportAll } from "./rolldown-runtime.js";
import { M as errnoOf, it as printable } from "./words.js";
const { Buffer: Buffer$1 } = globalThis.process.getBuiltinModule("node:buffer");
const { delimiter, extname, isAbsolute, join, posix } = globalThis.process.getBuiltinModule("node:path");
const { access, constants, open, readFile, stat } = globalThis.process.getBuiltinModule("node:fs/promises");
const { constants: constants$1 } = globalThis.process.getBuiltinModule("node:fs");
const { endianness } = globalThis.process.getBuiltinModule("node:os");

// src/io/process/process-group.ts
/** The running programs. They are ended when this process ends, unless it is killed. */
const running = /* @__PURE__ */ new Set();
function onExit() {
	for (const child of running) endGroup(child);
}
/** The path of a program of Windows itself, which is not searched on the PATH. */
const windowsProgram = (name) => join(process.env.SystemRoot ?? "C:\\Windows", "System32", name);
/** Ends a program that leads a process group, and all that is left of the group. */
function endGroup(child) {
	const { pid } = child;
	if (pid === void 0) return;
	if (process.platform === "win32") {
		if (child.exitCode !== null || child.signalCode !== null) return;
		const { spawnSync } = process.getBuiltinModule("node:child_process");
		spawnSync(windowsProgram("taskkill.exe"), [
			"/T",
			"/F",
			"/PID",
			String(pid)
		], {
			timeout: 5e3,
			windowsHide: true,
			stdio: "ignore"
		});
		child.kill("SIGKILL");
		return;
	}
	try {
		process.kill(-pid, "SIGKILL");
	} catch {}
}
/** From now until `release`, the end of this process ends the group, too. */
function keepGroup(child) {
	if (running.size === 0) process.on("exit", onExit);
	running.add(child);
	return { release() {
		running.delete(child);
		if (running.size === 0) process.off("exit", onExit);
	} };
}

// src/io/process/collect.ts
function listen(stream, limit, onTooMuch) {
	const output = {
		chunks: [],
		size: 0,
		ended: false
	};
	stream.on("data", (chunk) => {
		output.size += chunk.length;
		if (output.size <= limit) output.chunks.push(chunk);
		else onTooMuch();
	});
	for (const event of [
		"end",
		"close",
		"error"
	]) stream.on(event, () => {
		output.ended = true;
	});
	return output;
}
/** Waits for two turns of the event loop: in a whole turn Node reads everything that a pipe holds. */
async function turns() {
	for (let left = 3; left > 0; left -= 1) await new Promise(setImmediate);
}
/**
* Collects the output of a program until it ends, and its exit code. When it has ended, only the bytes in the pipes are still
* read: other processes may have inherited its outputs and keep them open.
*/
function collect(child, limit) {
	return new Promise((resolve) => {
		const outputs = [child.stdout, child.stderr].map((stream) => listen(stream, limit, () => resolve("too-much")));
		const size = () => outputs.reduce((sum, output) => sum + output.size, 0);
		child.once("exit", async (code) => {
			endGroup(child);
			for (let before = -1; before !== size() && !outputs.every(({ ended }) => ended);) {
				before = size();
				await turns();
			}
			const [stdout, stderr] = outputs.map(({ chunks }) => Buffer$1.concat(chunks));
			resolve({
				code,
				stdout,
				stderr
			});
		});
	});
}

// src/io/process/find-program.ts
/** Endings of programs that Windows starts without a shell. */
const NATIVE = [".com", ".exe"];
/** Endings of files that only the shell of Windows starts. */
const BATCH = [".bat", ".cmd"];
/** The folders that are searched when the environment has no PATH. */
const USUAL = ["/usr/bin", "/bin"];
function pathKey(env) {
	return (process.platform === "win32" ? Object.keys(env) : []).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
}
/** Whether a part of PATH is absolute. A path of Windows without a drive depends on the current drive. */
const isFixed = (part) => process.platform === "win32" ? /^(?:[A-Za-z]:[\\/]|[\\/]{2})/.test(part) : isAbsolute(part);
function partsOf(env) {
	const text = env[pathKey(env)] ?? "";
	const windows = process.platform === "win32";
	const unquoted = windows ? text.replaceAll("\"", "") : text;
	const parts = text === "" ? [] : unquoted.split(delimiter);
	const fixed = parts.filter(isFixed);
	const usual = windows ? [] : USUAL;
	return {
		fixed: fixed.length > 0 ? fixed : usual,
		relative: parts.filter((part) => !isFixed(part))
	};
}
/**
* The environment for a program. Its PATH has only absolute parts, so that the program finds other programs where it was found
* itself, and never in the current folder.
*/
function programEnv(env) {
	const path = { [pathKey(env)]: partsOf(env).fixed.join(delimiter) };
	const windows = process.platform === "win32" ? { NoDefaultCurrentDirectoryInExePath: "1" } : {};
	return {
		...env,
		...path,
		...windows
	};
}
async function isFile(path) {
	return stat(path).then((found) => found.isFile(), () => false);
}
async function mayRun(path) {
	return access(path, constants.X_OK).then(() => true, () => false);
}
const INSTALL = "Install it in a folder that the PATH names by an absolute path.";
/**
* Searches a program by name in the absolute parts of PATH, as Go does since 1.19. Empty parts, `.` and other relative ones mean
* the current folder, which may be a checkout of somebody else. A path is not searched, and has to be absolute.
*
* @param endings the endings that a Windows program may have.
*/
async function findProgram(name, env, endings = NATIVE) {
	if (isFixed(name)) return { path: name };
	if (posix.basename(name) !== name || process.platform === "win32" && /[\\:]/.test(name)) return {
		reason: "is a relative path",
		remedy: "Write an absolute path."
	};
	const windows = process.platform === "win32";
	const ended = windows && endings.some((ending) => name.toLowerCase().endsWith(ending));
	const names = windows && !ended ? endings.map((ending) => `${name}${ending}`) : [name];
	const { fixed, relative } = partsOf(env);
	let forbidden;
	for (const part of fixed) for (const one of names) {
		const path = join(part, one);
		if (!await isFile(path)) continue;
		if (await mayRun(path)) return { path };
		forbidden ??= path;
	}
	if (forbidden !== void 0) return { path: forbidden };
	for (const part of relative) {
		if (!await isFile(join(part || ".", names[0]))) continue;
		return {
			reason: `is only found by ${part === "" ? "an empty part" : printable(part, 100)} of the PATH, which depends on the current folder and is not searched`,
			remedy: INSTALL
		};
	}
	return {
		reason: "is not on the PATH",
		remedy: INSTALL
	};
}

// src/io/process/system.ts
/** The system that this process runs on. Node has one name for both byte orders of ppc64. */
function thisSystem() {
	const { platform, arch } = process;
	return {
		platform,
		processor: arch === "ppc64" && endianness() === "LE" ? "ppc64le" : arch
	};
}
const nameOf$1 = ({ platform, processor }) => `${platform}/${processor}`;
/** The refusal of a program for another system. An emulator might run it, but that cannot be known beforehand. */
function madeFor(others, system) {
	const here = nameOf$1(system);
	return {
		reason: `is made for ${others.join(", ")}, and this is ${here}`,
		remedy: `Install the program that is made for ${here}.`
	};
}
const damaged = (what) => ({
	reason: `is damaged: ${what}`,
	remedy: "Install it anew."
});

// src/io/process/elf.ts
const ELF_MAGIC = Buffer.from("ELF", "latin1");
/** `e_machine`, bits, byte order (System V ABI, "ELF Header"), and the processor that this means. */
const PROCESSORS$2 = [
	[
		3,
		32,
		"LE",
		"ia32"
	],
	[
		8,
		32,
		"BE",
		"mips"
	],
	[
		8,
		32,
		"LE",
		"mipsel"
	],
	[
		8,
		64,
		"BE",
		"mips64"
	],
	[
		8,
		64,
		"LE",
		"mips64el"
	],
	[
		20,
		32,
		"BE",
		"ppc"
	],
	[
		21,
		64,
		"BE",
		"ppc64"
	],
	[
		21,
		64,
		"LE",
		"ppc64le"
	],
	[
		22,
		64,
		"BE",
		"s390x"
	],
	[
		40,
		32,
		"LE",
		"arm"
	],
	[
		62,
		32,
		"LE",
		"x32"
	],
	[
		62,
		64,
		"LE",
		"x64"
	],
	[
		183,
		64,
		"LE",
		"arm64"
	],
	[
		243,
		64,
		"LE",
		"riscv64"
	],
	[
		258,
		64,
		"LE",
		"loong64"
	]
];
/** `EI_OSABI` where it names a system; Linux has none of its own and leaves 0. */
const SYSTEMS = {
	2: "netbsd",
	3: "linux",
	6: "sunos",
	9: "freebsd",
	12: "openbsd"
};
const NO_PROGRAM = {
	1: "an object file",
	4: "a memory dump"
};
const PT_INTERP = 3;
/** The kernel takes no more than a page of program headers, nor a longer path of a loader (Linux, `binfmt_elf.c`). */
const TABLE_LIMIT = 65536;
const PATH_LIMIT = 4096;
/** Checks that the loader of a dynamically linked program exists. Another C library has another loader. */
async function checkLoader(path) {
	if (!isAbsolute(path)) return damaged("the path of its loader is not absolute");
	try {
		await access(path);
		return;
	} catch {
		return {
			reason: `needs the loader ${printable(path, 300)}, which is not there`,
			remedy: "Install the program that is made for the C library of this system (glibc or musl)."
		};
	}
}
/**
* Why an ELF file is no program of this system and processor, or has a head that the kernel refuses; `undefined` otherwise. A
* 32-bit program counts as one for another processor, because not every 64-bit kernel runs it.
*/
async function judgeElf(read, system) {
	const head = await read(0, 64);
	const [bits, order] = [head[4] === 2 ? 64 : 32, head[5] === 2 ? "BE" : "LE"];
	const wide = bits === 64;
	if (head.length < (wide ? 64 : 52) || ![1, 2].includes(head[4]) || ![1, 2].includes(head[5])) return damaged("its ELF header is malformed");
	const u16 = (from, at) => order === "LE" ? from.readUInt16LE(at) : from.readUInt16BE(at);
	const u32 = (from, at) => order === "LE" ? from.readUInt32LE(at) : from.readUInt32BE(at);
	const word = (from, at) => {
		if (!wide) return u32(from, at);
		return Number(order === "LE" ? from.readBigUInt64LE(at) : from.readBigUInt64BE(at));
	};
	const machine = u16(head, 18);
	const processor = PROCESSORS$2.find((row) => row[0] === machine && row[1] === bits && row[2] === order)?.[3] ?? `processor ${machine} (${bits} bits, ${order})`;
	const own = ["darwin", "win32"].includes(system.platform) ? "linux" : system.platform;
	const abi = head[7];
	const named = SYSTEMS[abi] === "linux" && own === "android" ? own : SYSTEMS[abi];
	const platform = abi === 0 ? own : named ?? `system ${abi}`;
	if (platform !== system.platform || processor !== system.processor) return madeFor([`${platform}/${processor}`], system);
	const type = u16(head, 16);
	if (type !== 2 && type !== 3) return {
		reason: `is ${NO_PROGRAM[type] ?? "no program"}`,
		remedy: "Install the program itself."
	};
	const entry = wide ? 56 : 32;
	const [size, count] = [u16(head, wide ? 54 : 42), u16(head, wide ? 56 : 44)];
	if (size !== entry || count === 0 || size * count > TABLE_LIMIT) return damaged("its program headers are malformed");
	const table = await read(word(head, wide ? 32 : 28), size * count);
	if (table.length < size * count) return damaged("its program headers are cut off");
	for (let at = 0; at < table.length; at += entry) {
		if (u32(table, at) !== PT_INTERP) continue;
		const [from, length] = [word(table, at + (wide ? 8 : 4)), word(table, at + (wide ? 32 : 16))];
		const path = length < 2 || length > PATH_LIMIT ? Buffer.alloc(0) : await read(from, length);
		if (path.length < 2 || path.length < length || path.indexOf(0) !== path.length - 1) return damaged("the path of its loader is malformed");
		return checkLoader(path.subarray(0, -1).toString("utf8"));
	}
}

// src/io/process/mach-o.ts
/** `cputype` (mach/machine.h), and the processor that this means. */
const PROCESSORS$1 = {
	7: "ia32",
	12: "arm",
	18: "ppc",
	16777223: "x64",
	16777228: "arm64",
	16777234: "ppc64"
};
const nameOf = (type) => `darwin/${PROCESSORS$1[type] ?? `processor ${type}`}`;
const EXECUTE = 2;
const THIN = [4277009102, 4277009103];
const UNIVERSAL = {
	3405691582: 20,
	3405691583: 32
};
/** A class file of Java begins like a universal file, and its version stands where that has its number of parts. */
const MOST_PARTS = 20;
/** Whether the bytes begin a Mach-O file, for one processor or for several (mach-o/loader.h, mach-o/fat.h). */
function isMachO(head) {
	if (head.length < 8) return false;
	const magic = head.readUInt32BE(0);
	if (Object.hasOwn(UNIVERSAL, magic)) return head.readUInt32BE(4) <= MOST_PARTS;
	return THIN.includes(magic) || THIN.includes(head.readUInt32LE(0));
}
async function judgePart(read, offset, system) {
	const head = await read(offset, 16);
	if (head.length < 16) return damaged("its Mach-O header is cut off");
	const little = THIN.includes(head.readUInt32LE(0));
	if (!little && !THIN.includes(head.readUInt32BE(0))) return damaged("its Mach-O header is malformed");
	const u32 = (at) => little ? head.readUInt32LE(at) : head.readUInt32BE(at);
	const name = nameOf(u32(4));
	if (name !== `${system.platform}/${system.processor}`) return madeFor([name], system);
	return u32(12) === EXECUTE ? void 0 : {
		reason: "is a library, not a program",
		remedy: "Install the program itself."
	};
}
/** Why a Mach-O file holds no program of this system and processor; `undefined` when it does. */
async function judgeMachO(read, system) {
	const head = await read(0, 8);
	const entry = UNIVERSAL[head.readUInt32BE(0)];
	if (entry === void 0) return judgePart(read, 0, system);
	const count = head.readUInt32BE(4);
	const table = await read(8, entry * count);
	if (count === 0 || table.length < entry * count) return damaged("its list of processors is cut off");
	const parts = Array.from({ length: count }, (_, i) => table.subarray(i * entry, (i + 1) * entry));
	const names = parts.map((part) => nameOf(part.readUInt32BE(0)));
	const at = names.indexOf(`${system.platform}/${system.processor}`);
	if (at < 0) return madeFor(names, system);
	const part = parts[at];
	return judgePart(read, entry === 20 ? part.readUInt32BE(8) : Number(part.readBigUInt64BE(8)), system);
}

// src/io/process/no-program.ts
const ANEW = "Install it anew.";
const UNPACK = "Unpack it, and install the program that is in it.";
/** Files that are no programs, by their first bytes as Latin-1; the first match counts. */
const KINDS = [
	[
		/^$/,
		"is empty",
		ANEW
	],
	[
		/^\xef\xbb\xbf#!/,
		"has a byte order mark before its #!",
		"Save it as UTF-8 without a byte order mark."
	],
	[
		/^(?:\x1f\x8b|BZh|\xfd7zXZ|\x28\xb5\x2f\xfd|PK\x03\x04)/,
		"is an archive",
		UNPACK
	],
	[
		/^.{257}ustar/s,
		"is an archive",
		UNPACK
	],
	[
		/^!<arch>|^\xed\xab\xee\xdb/,
		"is a package or a library",
		"Install it as this system installs packages."
	],
	[
		/^\0asm/,
		"is WebAssembly",
		ANEW
	],
	[
		/^\xca\xfe\xba\xbe/,
		"is a class of Java",
		ANEW
	],
	[
		/^version https:\/\/git-lfs/,
		"is the pointer of a Git LFS file",
		"Fetch the file itself: git lfs pull."
	],
	[
		/^\s*<(?:!doctype|html)/i,
		"is an HTML page",
		"Download the program itself."
	]
];
const TEXT = {
	reason: "is a text without #!, which only a shell could run",
	remedy: "Let its first line name an interpreter, such as #!/bin/sh, or install the program itself."
};
const UNKNOWN = {
	reason: "is in a format that is not known",
	remedy: ANEW
};
/** Names a file that is neither a script nor a binary program. @param head its first bytes, at least 512 of a longer file. */
function whatItIs(head) {
	const bytes = head.toString("latin1");
	const kind = KINDS.find(([begins]) => begins.test(bytes));
	if (kind) return {
		reason: kind[1],
		remedy: kind[2]
	};
	return /^[\t\n\f\r\x1b\x20-\x7e\x80-\xff]*$/.test(bytes) ? TEXT : UNKNOWN;
}

// src/io/process/pe.ts
/** `Machine` (PE Format, "COFF File Header"), and the processor that this means. */
const PROCESSORS = {
	332: "ia32",
	452: "arm",
	34404: "x64",
	43620: "arm64"
};
const EXECUTABLE = 2;
const LIBRARY = 8192;
/** Why a file that begins with `MZ` is no program for Windows and the processor of `system`; `undefined` when it is one. */
async function judgePe(read, system) {
	const dos = await read(0, 64);
	if (dos.length < 64) return damaged("its header is cut off");
	const head = await read(dos.readUInt32LE(60), 24);
	if (head.length < 24 || head.toString("latin1", 0, 4) !== "PE\0\0") return madeFor(["dos"], system);
	const machine = head.readUInt16LE(4);
	const name = `win32/${PROCESSORS[machine] ?? `processor ${machine}`}`;
	if (name !== `${system.platform}/${system.processor}`) return madeFor([name], system);
	const flags = head.readUInt16LE(22);
	return (flags & EXECUTABLE) !== 0 && (flags & LIBRARY) === 0 ? void 0 : {
		reason: "is a library, not a program",
		remedy: "Install the program itself."
	};
}

// src/io/process/script-line.ts
/** Linux since 5.1 takes no longer line; before, it cut the line at 127 and ran what was left, which does not happen here. */
const LIMIT = 255;
const WRITE = "Write an absolute path of an interpreter, or #!/usr/bin/env NAME.";
const refuse = (reason, remedy = WRITE) => ({
	reason,
	remedy
});
/**
* Reads the argument of `env`. `env` itself is not run, because it hands a file that the system cannot run to a shell. Of its
* options only `-S` is supported, which splits its argument into words, and that without quotes, escapes and variables.
*/
function askedOfEnv(argument) {
	const split = /^(?:-S|--split-string=)[ \t]*(.*)$/.exec(argument);
	const words = split ? split[1].split(/[ \t]+/) : [argument];
	const [name = "", ...rest] = words;
	const plain = split ? /^[^\s"'\\$#]+$/ : /^\S+$/;
	if (!words.every((word) => plain.test(word)) || /^-|=/.test(name)) {
		const shown = printable(argument, 120) || "nothing";
		return refuse(`asks env for ${shown}, which is not the name of one program`);
	}
	if (name.includes("/") && !isAbsolute(name)) return refuse(`asks env for the relative path ${printable(name, 120)}`);
	return {
		name,
		byEnv: !isAbsolute(name),
		words: rest
	};
}
/** Reads the first line of a script as the kernel does: a path, and all that follows as one word. */
function readScriptLine(head) {
	const end = head.indexOf("\n");
	if (end > LIMIT || end < 0 && head.length > LIMIT) return refuse(`has a first line of over ${LIMIT} bytes, which systems cut`, "Shorten its first line.");
	const line = head.subarray(2, end < 0 ? head.length : end).toString("utf8");
	if (line.endsWith("\r")) return refuse("has a carriage return at the end of its first line", "Save it with the line ends of Unix (LF).");
	if (/[\0-\x08\x0a-\x1f\x7f\ufffd]/.test(line)) return refuse("has control characters in its first line");
	const [, path = "", argument = ""] = /^[ \t]*([^ \t]*)[ \t]*(.*?)[ \t]*$/.exec(line);
	if (path === "") return refuse("names no interpreter behind its #!");
	if (!isAbsolute(path)) return refuse(`names the interpreter ${printable(path, 120)} without an absolute path`);
	if (posix.basename(path) === "env") return askedOfEnv(argument);
	return {
		name: path,
		byEnv: false,
		words: argument === "" ? [] : [argument]
	};
}

// src/io/process/program-start.ts
const HEAD = 512;
/** The most interpreters of interpreters, as in Linux. */
const DEPTH = 5;
/** Files that tell whether WSL starts Windows programs (Microsoft, "Working across file systems"). */
const WSL = ["WSLInterop", "WSLInterop-late"].map((name) => `/proc/sys/fs/binfmt_misc/${name}`);
async function startsWindowsPrograms() {
	return (await Promise.all(WSL.map((path) => readFile(path, "utf8").catch(() => "")))).some((state) => state.startsWith("enabled"));
}
function readerOf(handle) {
	return async (offset, length) => {
		const buffer = Buffer.alloc(length);
		let filled = 0;
		while (filled < length && Number.isSafeInteger(offset)) {
			const { bytesRead } = await handle.read(buffer, filled, length - filled, offset + filled);
			if (bytesRead === 0) break;
			filled += bytesRead;
		}
		return buffer.subarray(0, filled);
	};
}
/** Systems that run ELF files. */
const ELF_SYSTEMS = [
	"linux",
	"android",
	"freebsd",
	"openbsd",
	"netbsd",
	"sunos"
];
/** Why a file that is no script cannot run here; `undefined` for a binary program of this system. */
async function judgeBinary(head, read, system) {
	const { platform, processor } = system;
	if (head.subarray(0, 4).equals(ELF_MAGIC)) return judgeElf(read, system);
	if (isMachO(head)) return judgeMachO(read, system);
	if (head.toString("latin1", 0, 2) !== "MZ") return whatItIs(head);
	const guest = platform === "linux" && await startsWindowsPrograms();
	return judgePe(read, guest ? {
		platform: "win32",
		processor
	} : system);
}
async function openFile(path) {
	const shown = printable(path, 600);
	let handle;
	try {
		handle = await open(path, constants$1.O_RDONLY | (constants$1.O_NONBLOCK ?? 0));
	} catch (error) {
		const errno = errnoOf(error);
		if (errno === void 0) throw error;
		if (errno === "ENOENT" || errno === "ENOTDIR") return {
			reason: "is not there",
			remedy: "Install it.",
			missing: true
		};
		return {
			reason: `cannot be read (${errno}), and is not run unread`,
			remedy: `Give the right to read it: chmod +r ${shown}`
		};
	}
	const found = await handle.stat();
	const isFile = found.isFile();
	const mayRun = await access(path, constants$1.X_OK).then(() => true, () => false);
	if (isFile && mayRun) return handle;
	await handle.close();
	if (!isFile) return {
		reason: "is not a file",
		remedy: "Install the program itself."
	};
	return (found.mode & 73) === 0 ? {
		reason: "may not be executed",
		remedy: `Give the right to run it: chmod +x ${shown}`
	} : {
		reason: "may not be executed by this user, or on this file system (noexec)",
		remedy: "Install it where this user may run programs."
	};
}
/**
* Follows a file to the binary program that runs it: itself, or the interpreter of its first line, that of the interpreter, and
* so on. No shell takes part unless it is the interpreter that a script names; `execvp` of POSIX would hand a file that the
* system cannot run to `sh`.
*
* @returns the start, with an open file to be closed; or why the file is not started.
*/
async function programStart(path, env, system) {
	let [file, argv0] = [path, path];
	let words = [];
	let way = "";
	for (let depth = 0; depth < DEPTH; depth += 1) {
		const handle = await openFile(file);
		if ("reason" in handle) return {
			...handle,
			reason: `${way}${handle.reason}`
		};
		let done = false;
		try {
			const read = readerOf(handle);
			const head = await read(0, HEAD);
			const line = head.toString("latin1", 0, 2) === "#!" ? readScriptLine(head) : await judgeBinary(head, read, system);
			if (line === void 0) {
				done = true;
				const byHandle = ELF_SYSTEMS.includes(system.platform) && head.subarray(0, 4).equals(ELF_MAGIC);
				return {
					file,
					handle,
					byHandle,
					argv0,
					words
				};
			}
			if ("reason" in line) return {
				...line,
				reason: `${way}${line.reason}`
			};
			if (system.platform === "win32") return madeFor(["a system with scripts"], system);
			way = `${way}is run by ${printable(line.name, 300)}, which `;
			const found = await findProgram(line.name, env);
			if ("reason" in found) return {
				...found,
				reason: `${way}${found.reason}`,
				missing: true
			};
			words = [
				...line.words,
				file,
				...words
			];
			file = found.path;
			argv0 = line.name;
		} finally {
			if (!done) await handle.close();
		}
	}
	return {
		reason: "is run by interpreters that lead to ever more interpreters",
		remedy: "Correct its first line."
	};
}

// src/io/process/run-program.ts
var run_program_exports = /* @__PURE__ */ __exportAll({ runProgram: () => runProgram });
/** Errors of the system that a later try would meet again. */
const FINAL = /* @__PURE__ */ new Set([
	"EACCES",
	"EPERM",
	"ENOEXEC",
	"ELIBBAD",
	"ENOENT",
	"ENOTDIR",
	"ELOOP",
	"EINVAL"
]);
/** The longest time of a timer in Node. */
const LONGEST = 2 ** 31 - 1;
function notStarted(error, { file }) {
	const errno = errnoOf(error);
	if (errno === void 0) throw error;
	const reason = `is not started by the system (${errno})`;
	if (!FINAL.has(errno)) return {
		kind: "not-started",
		reason
	};
	return {
		kind: "refused",
		file,
		reason,
		remedy: "Check its rights and its file system, or install it anew."
	};
}
/** The name of the open file in `/proc`, so that the judged file is the one that runs; its path on systems without that. */
async function executableOf({ file, handle, byHandle }) {
	if (!byHandle) return file;
	const path = `/proc/self/fd/${handle.fd}`;
	return access(path).then(() => path, () => file);
}
/** Starts the program in a process group of its own, which can be ended as a whole. Ctrl-C in the terminal does not reach it. */
function start(executable, { argv0, words }, { args, env, verbatim = false }) {
	const { spawn } = process.getBuiltinModule("node:child_process");
	return spawn(executable, [...words, ...args], {
		argv0,
		env: programEnv(env),
		stdio: "pipe",
		windowsHide: true,
		shell: false,
		windowsVerbatimArguments: verbatim,
		detached: process.platform !== "win32"
	});
}
/** Waits for a started program to end, or for `over` to abort. */
function outcomeOf(child, { input, timeout, limit }, signal, over) {
	return new Promise((resolve, reject) => {
		signal.addEventListener("abort", () => reject(signal.reason), {
			once: true,
			signal: over
		});
		child.on("error", reject);
		const late = setTimeout(() => resolve({ kind: "timed-out" }), Math.min(timeout, LONGEST));
		over.addEventListener("abort", () => clearTimeout(late), { once: true });
		collect(child, limit).then((said) => resolve(said === "too-much" ? { kind: "too-much-output" } : {
			kind: "ended",
			...said
		}), reject);
		child.stdin.on("error", () => {});
		child.stdin.end(input);
	});
}
async function run(program, order, signal) {
	const executable = await executableOf(program);
	signal.throwIfAborted();
	const over = new AbortController();
	const child = start(executable, program, order);
	const group = keepGroup(child);
	try {
		return await outcomeOf(child, order, signal, over.signal);
	} finally {
		over.abort();
		if (child.exitCode === null && child.signalCode === null) endGroup(child);
		group.release();
		for (const stream of child.stdio) stream?.destroy();
		child.unref();
	}
}
/**
* Runs a program without a shell, with caps on its time and its output. Processes that it started are ended with it. Its output
* counts only after it has ended by itself. After an abort this throws the reason of the signal; everything else is an outcome
* that the caller reports.
*/
async function runProgram(order, signal) {
	signal.throwIfAborted();
	const found = await findProgram(order.file, order.env);
	if ("reason" in found) return {
		kind: "not-found",
		...found
	};
	const program = await programStart(found.path, order.env, thisSystem());
	if ("reason" in program) {
		const { missing, ...refusal } = program;
		return missing ? {
			kind: "not-found",
			...refusal
		} : {
			kind: "refused",
			file: found.path,
			...refusal
		};
	}
	try {
		return await run(program, order, signal);
	} catch (error) {
		signal.throwIfAborted();
		return notStarted(error, program);
	} finally {
		await program.handle.close();
	}
}

// src/io/process/run-command.ts
/** A path that the shell of Windows leaves unchanged between quotes; it replaces percent signs, for example. */
const PLAIN = /^[^"%!^&<>|\r\n]+$/;
/**
* {@link runProgram} for tools that on Windows are batch files, which only its shell starts.
*
* @param order with arguments of letters, digits and `-./:` alone: a shell reads them.
*/
async function runCommand(order, signal) {
	const { file, args, env } = order;
	if (process.platform !== "win32") return runProgram(order, signal);
	const found = await findProgram(file, env, [...NATIVE, ...BATCH]);
	if ("reason" in found) return {
		kind: "not-found",
		...found
	};
	const { path } = found;
	if (!BATCH.includes(extname(path).toLowerCase())) return runProgram({
		...order,
		file: path
	}, signal);
	if (!PLAIN.test(path)) return {
		kind: "refused",
		file: path,
		reason: `has a path that the shell of Windows would read: ${printable(path, 300)}`,
		remedy: "Install it in another folder."
	};
	const line = `""${path}" ${args.join(" ")}"`;
	return runProgram({
		...order,
		file: windowsProgram("cmd.exe"),
		args: [
			"/d",
			"/s",
			"/c",
			line
		],
		verbatim: true
	}, signal);
}

export { runProgram as n, run_program_exports as r, runCommand as t };