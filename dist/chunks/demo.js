import { N as fileError, P as readOptions, Z as Problems, ct as SealiftError } from "./words.js";
import { Cr as digestOf, On as readFile$1, Sr as digestHex, Ut as MEDIA_TYPES, Xt as MANIFEST_LIMIT, gn as listFolder, nr as pemText } from "./registry.js";
import { Ct as writeAtomic } from "./notation.js";
import { d as validityOf, f as selfSignedCertificate, u as encodeName } from "./certificate.js";
import { u as pemSigner } from "./signing.js";
import { t as openLayoutStore } from "./layout.js";
import { t as require_tar_stream } from "./tar.js";
import { n as pageFor, r as folded } from "./page.js";
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");
const { generateKeyPairSync } = globalThis.process.getBuiltinModule("node:crypto");
const { cp } = globalThis.process.getBuiltinModule("node:fs/promises");
const { Readable } = globalThis.process.getBuiltinModule("node:stream");

// src/demo/command-line.ts
function quoted(word) {
	return /^[\w@%+=:,./\\-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
/** A word that would end behind this column begins a line. */
const COLUMNS = 74;
/** The command as a user types it: a line for the operands, and further lines where these or the flags are long. */
function commandLines(program, argv) {
	const words = argv.map(quoted);
	let group = [program];
	const groups = [group];
	for (const word of words) {
		const width = group.join(" ").length + word.length;
		const isLong = width > COLUMNS || word.startsWith("--") && width > 40;
		if ((group.length > 1 || groups.length > 1) && isLong) {
			group = [word];
			groups.push(group);
		} else group.push(word);
	}
	return groups.map((line, at) => {
		const text = at === 0 ? `$ ${line.join(" ")}` : `    ${line.join(" ")}`;
		return at === groups.length - 1 ? text : `${text} \\`;
	});
}

// src/demo/places.ts
function placesIn(folder) {
	const [wabbit, acme] = [`${folder}/wabbit-networks`, `${folder}/acme-rockets`];
	return {
		folder,
		wabbitStore: `${wabbit}/net-monitor`,
		wabbitKey: `${wabbit}/key.pem`,
		wabbitChain: `${wabbit}/chain.pem`,
		acmeStore: `${acme}/net-monitor`,
		acmeKey: `${acme}/key.pem`,
		acmeChain: `${acme}/chain.pem`,
		trustPolicy: `${acme}/trustpolicy.json`,
		trustStore: `${acme}/truststore`,
		changedStore: `${folder}/changed/net-monitor`,
		refusedStore: `${acme}/quarantine`
	};
}
const DEFAULT_FOLDER = "sealift-demo";
const NUMBERS = 1e3;
async function isFree(folder) {
	const names = await listFolder(folder);
	return names === "absent" || names !== "file" && names.length === 0;
}
/**
* The folder to use: the one that was asked for, which must be new or empty, or `sealift-demo` here, with a number when
* an earlier demo is still there.
*
* @throws SealiftError `usage`.
*/
async function demoFolder(wanted) {
	if (wanted !== void 0) {
		const folder = wanted.replace(/(?<=.)[/\\]+$/, "");
		if (await isFree(folder)) return folder;
		throw new SealiftError("usage", `the folder for the demo, ${JSON.stringify(wanted)}, is not empty`, { hint: "Name a new or an empty folder, or none." });
	}
	for (let number = 1; number <= NUMBERS; number += 1) {
		const folder = number === 1 ? DEFAULT_FOLDER : `${DEFAULT_FOLDER}-${number}`;
		if (await isFree(folder)) return folder;
	}
	throw new SealiftError("usage", `${NUMBERS} demo folders are here already`, { hint: "Remove some of them." });
}

// src/demo/tar-layer.ts
var import_tar_stream = require_tar_stream();
/** One layer as a tar (image-spec, layer.md), the same bytes each time: owner, mode and time are fixed. */
async function tarLayer(files) {
	const tar = (0, import_tar_stream.pack)();
	const mtime = /* @__PURE__ */ new Date(0);
	for (const { name, content, executable } of files) tar.entry({
		name,
		mtime,
		mode: executable ? 493 : 420,
		uid: 0,
		gid: 0
	}, content);
	tar.finalize();
	const chunks = [];
	for await (const chunk of tar) chunks.push(chunk);
	return Buffer.concat(chunks);
}

// src/demo/net-monitor.ts
const LAYER = "application/vnd.oci.image.layer.v1.tar";
const CONFIG = "application/vnd.oci.image.config.v1+json";
const CREATED = "2026-01-01T00:00:00Z";
const PLATFORMS = [{
	architecture: "amd64",
	os: "linux"
}, {
	architecture: "arm64",
	os: "linux"
}];
/** The program that wabbit-networks sells: it says which hosts answer. */
const program = (version, architecture) => [
	"#!/bin/sh",
	`# net-monitor ${version} (${architecture})`,
	"while read -r host; do",
	"  if ping -c 1 -W 2 \"$host\" >/dev/null; then echo \"up   $host\"; else echo \"down $host\"; fi",
	"done </etc/net-monitor/hosts",
	""
].join("\n");
function content(mediaType, bytes) {
	return {
		descriptor: {
			mediaType,
			digest: digestOf(bytes),
			size: bytes.length
		},
		bytes
	};
}
function document(mediaType, body) {
	return content(mediaType, new TextEncoder().encode(JSON.stringify(body)));
}
async function putBlob(store, { descriptor, bytes }, signal) {
	await store.putBlob(descriptor, async (offset) => Readable.from([bytes.subarray(offset)]), signal);
	return descriptor;
}
/** The image for one platform: its layers, its config, its manifest. */
async function putPlatform(store, platform, layers, signal) {
	const config = document(CONFIG, {
		created: CREATED,
		author: "wabbit-networks",
		...platform,
		config: { Entrypoint: ["/usr/local/bin/net-monitor"] },
		rootfs: {
			type: "layers",
			diff_ids: layers.map(({ descriptor }) => descriptor.digest)
		},
		history: layers.map(() => ({
			created: CREATED,
			created_by: "sealift demo"
		}))
	});
	const manifest = document(MEDIA_TYPES.ociImage, {
		schemaVersion: 2,
		mediaType: MEDIA_TYPES.ociImage,
		config: await putBlob(store, config, signal),
		layers: await Promise.all(layers.map((layer) => putBlob(store, layer, signal)))
	});
	await store.putManifest(manifest, signal);
	return {
		...manifest.descriptor,
		platform
	};
}
/** Builds net-monitor for two platforms out of real files, puts it into `store` and tags it. Repeatable to the byte. */
async function buildNetMonitor(store, { version, tag }, signal) {
	const base = await tarLayer([{
		name: "etc/net-monitor/hosts",
		content: "localhost\nregistry.wabbit-networks.io\n"
	}, {
		name: "usr/share/doc/net-monitor/README",
		content: `net-monitor ${version} by wabbit-networks\n`
	}]);
	const programs = await Promise.all(PLATFORMS.map(({ architecture }) => tarLayer([{
		name: "usr/local/bin/net-monitor",
		content: program(version, architecture),
		executable: true
	}])));
	const manifests = [];
	for (const [at, platform] of PLATFORMS.entries()) {
		const layers = [content(LAYER, base), content(LAYER, programs[at])];
		manifests.push(await putPlatform(store, platform, layers, signal));
	}
	const index = document(MEDIA_TYPES.ociIndex, {
		schemaVersion: 2,
		mediaType: MEDIA_TYPES.ociIndex,
		manifests,
		annotations: {
			"org.opencontainers.image.title": "net-monitor",
			"org.opencontainers.image.version": version
		}
	});
	await store.putManifest(index, signal);
	await store.tag(index, tag, signal);
	return {
		index,
		programLayer: content(LAYER, programs[0]).descriptor
	};
}

// src/demo/prepare.ts
/** The repositories that the trust policy names, because a layout has no repository. */
const SCOPES = {
	wabbit: "registry.wabbit-networks.io/net-monitor",
	acme: "registry.acme-rockets.io/net-monitor"
};
const OWNER_ONLY = 384;
/** A key and a certificate for one day, as `certificate self-signed` makes it. */
async function temporaryIdentity(organization, now, signal) {
	const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
	const key = privateKey.export({
		format: "pem",
		type: "pkcs8"
	}).toString();
	const subject = {
		C: "US",
		ST: "WA",
		O: organization,
		CN: `${organization} demo`
	};
	const certificate = await selfSignedCertificate({
		signer: pemSigner(key, void 0, "the key of the demo"),
		subject: await encodeName(new Map(Object.entries(subject))),
		...validityOf(now, 1),
		role: "signing"
	}, signal);
	return {
		key,
		certificate: pemText("CERTIFICATE", certificate.der)
	};
}
/** acme-rockets trusts wabbit-networks for images of its registry, and itself for images of its own. */
const TRUST_POLICY = {
	version: "1.0",
	trustPolicies: [{
		name: "wabbit-networks-images",
		registryScopes: [SCOPES.wabbit],
		signatureVerification: { level: "strict" },
		trustStores: ["ca:wabbit-networks"],
		trustedIdentities: ["x509.subject: C=US, ST=WA, O=wabbit-networks"]
	}, {
		name: "acme-rockets-images",
		registryScopes: [SCOPES.acme],
		signatureVerification: { level: "strict" },
		trustStores: ["ca:acme-rockets"],
		trustedIdentities: ["x509.subject: C=US, ST=WA, O=acme-rockets"]
	}]
};
/** Builds the images and writes keys and trust, before the first command. Resolves to the image that will be signed. */
async function prepare(places, now, signal) {
	const store = await openLayoutStore({
		path: places.wabbitStore,
		create: true
	});
	const image = await buildNetMonitor(store, {
		version: "1.0.0",
		tag: "v1"
	}, signal);
	await buildNetMonitor(store, {
		version: "2.0.0-rc.1",
		tag: "v2"
	}, signal);
	await store.close();
	const [wabbit, acme] = await Promise.all([temporaryIdentity("wabbit-networks", now, signal), temporaryIdentity("acme-rockets", now, signal)]);
	const files = [
		[
			places.wabbitKey,
			wabbit.key,
			OWNER_ONLY
		],
		[places.wabbitChain, wabbit.certificate],
		[
			places.acmeKey,
			acme.key,
			OWNER_ONLY
		],
		[places.acmeChain, acme.certificate],
		[places.trustPolicy, `${JSON.stringify(TRUST_POLICY, null, 2)}\n`],
		[`${places.trustStore}/x509/ca/wabbit-networks/wabbit-networks.pem`, wabbit.certificate],
		[`${places.trustStore}/x509/ca/acme-rockets/acme-rockets.pem`, acme.certificate]
	];
	for (const [path, text, mode] of files) await writeAtomic(path, text, mode);
	return image;
}

// src/io/files/copy-folder.ts
/** Copies a folder with everything in it; `to` must not be there yet. */
async function copyFolder(from, to) {
	try {
		await cp(from, to, {
			recursive: true,
			force: false,
			errorOnExist: true
		});
	} catch (error) {
		throw fileError(error, "write", to);
	}
}

// src/demo/story.ts
async function withStore(path, ask) {
	const store = await openLayoutStore({
		path,
		create: true
	});
	try {
		return await ask(store);
	} finally {
		await store.close();
	}
}
const digestOfTag = (path, tag, signal) => withStore(path, async (store) => (await store.resolve({ tag }, signal))?.digest);
const signatureCount = (path, { index }, signal) => withStore(path, async (store) => {
	return (await Array.fromAsync(store.referrers(index.descriptor, { sources: "merged" }, signal))).length;
});
async function changeOneByte(path) {
	const bytes = Uint8Array.from(await readFile$1(path, MANIFEST_LIMIT, "layer"));
	const middle = bytes.length >> 1;
	bytes[middle] = bytes[middle] ^ 1;
	await writeAtomic(path, bytes);
}
function story(places, image, signal) {
	const { digest } = image.index.descriptor;
	const at = (store, tag = "v1") => `oci:${store}:${tag}`;
	const pinned = (store) => `oci:${store}@${digest}`;
	const trust = [
		"--trust-policy",
		places.trustPolicy,
		"--trust-store",
		places.trustStore
	];
	const fromWabbit = [
		"--scope",
		SCOPES.wabbit,
		...trust
	];
	const keyOf = (key, chain) => [
		"--recursive",
		"--key",
		key,
		"--certificate-chain",
		chain
	];
	const promote = (from, to) => [
		"promote",
		from,
		to,
		...fromWabbit
	];
	const signatures = async (store, wanted) => {
		const found = await signatureCount(store, image, signal);
		return found === wanted ? void 0 : `${found} signatures are attached to the image, not ${wanted}`;
	};
	const tagged = async (store, tag, wanted) => {
		const found = await digestOfTag(store, tag, signal);
		return found === wanted ? void 0 : `the tag ${tag} names ${found ?? "nothing"}, not ${wanted ?? "nothing"}`;
	};
	const indexFile = async () => new TextDecoder().decode(await readFile$1(`${places.acmeStore}/index.json`, MANIFEST_LIMIT, "index.json"));
	let indexBefore = "";
	return [
		{
			tell: ["wabbit-networks has built net-monitor for linux/amd64 and linux/arm64, and signs it:", "the index and the image of each platform, with a key made for this demo."],
			argv: [
				"sign",
				pinned(places.wabbitStore),
				...keyOf(places.wabbitKey, places.wabbitChain)
			],
			exitCode: 0,
			wrong: () => signatures(places.wabbitStore, 1)
		},
		{
			tell: ["acme-rockets wants to use it, and verifies it under its own trust policy."],
			argv: [
				"verify",
				at(places.wabbitStore),
				"--recursive",
				...fromWabbit
			],
			exitCode: 0,
			wrong: async () => void 0
		},
		{
			tell: ["acme-rockets promotes it, image and signatures, into its own store; the tag comes last."],
			argv: promote(at(places.wabbitStore), at(places.acmeStore)),
			exitCode: 0,
			wrong: async () => await tagged(places.acmeStore, "v1", digest) ?? signatures(places.acmeStore, 1)
		},
		{
			tell: ["acme-rockets has tested it, and adds its own signature."],
			argv: [
				"sign",
				pinned(places.acmeStore),
				...keyOf(places.acmeKey, places.acmeChain)
			],
			exitCode: 0,
			wrong: () => signatures(places.acmeStore, 2)
		},
		{
			tell: ["Both signatures are attached to the image."],
			argv: ["list", at(places.acmeStore)],
			exitCode: 0,
			wrong: async () => void 0
		},
		{
			tell: ["Somebody changes one byte of a layer in a copy. It is refused, and no tag is made."],
			before: async () => {
				await copyFolder(places.wabbitStore, places.changedStore);
				await changeOneByte(`${places.changedStore}/blobs/sha256/${digestHex(image.programLayer.digest)}`);
			},
			argv: promote(at(places.changedStore), at(places.refusedStore)),
			exitCode: 1,
			wrong: () => tagged(places.refusedStore, "v1", void 0)
		},
		{
			tell: ["The next version is not signed yet. It is refused."],
			argv: promote(at(places.wabbitStore, "v2"), at(places.acmeStore, "v2")),
			exitCode: 1,
			wrong: () => tagged(places.acmeStore, "v2", void 0)
		},
		{
			tell: ["Promoted once more, nothing is written: it is unchanged."],
			before: async () => {
				indexBefore = await indexFile();
			},
			argv: promote(at(places.wabbitStore), at(places.acmeStore)),
			exitCode: 0,
			wrong: async () => await indexFile() === indexBefore ? void 0 : "the repeat changed index.json"
		}
	];
}
/** Further commands on the files that the demo leaves. */
function nextCommands(places) {
	const image = `oci:${places.acmeStore}:v1`;
	const trust = [
		"--trust-policy",
		places.trustPolicy,
		"--trust-store",
		places.trustStore
	];
	return [
		{ argv: ["inspect", image] },
		{ argv: [
			"verify",
			image,
			"--scope",
			SCOPES.acme,
			...trust
		] },
		{
			needs: "This one needs a registry on this machine, such as that of `docker run -d -p 5000:5000 registry:3`",
			argv: [
				"promote",
				image,
				"localhost:5000/net-monitor:v1",
				"--scope",
				SCOPES.acme,
				...trust
			]
		}
	];
}

// src/demo/run-demo.ts
async function play(step, number, { run, print, program = "sealift" }, signal) {
	const [first, ...others] = step.tell;
	print("");
	print(`${number}. ${first}`);
	for (const line of others) print(`   ${line}`);
	await step.before?.();
	print("");
	for (const line of commandLines(program, step.argv)) print(line);
	const exitCode = await run([...step.argv]);
	signal.throwIfAborted();
	const wrong = exitCode === step.exitCode ? await step.wrong() : `the command ended with exit code ${exitCode}, not ${step.exitCode}`;
	if (wrong !== void 0) throw new SealiftError("internal", `the demo went wrong in step ${number}: ${wrong}`);
	if (exitCode !== 0) print(`(exit code ${exitCode}: refused, as it should be)`);
}
/**
* Plays the example story of the Notary Project with real commands and no network. Resolves to the folder that it leaves:
* wabbit-networks signs an image, acme-rockets verifies it, promotes it and adds its own signature; a repeat changes
* nothing; a changed byte and an image without signature are refused.
*
* @throws SealiftError `internal` when a step does not end as the story says; `usage` when `directory` holds something.
*/
async function runDemo(options, signal) {
	const { print, program = "sealift" } = options;
	signal.throwIfAborted();
	const folder = await demoFolder(options.directory);
	const places = placesIn(folder);
	print(`A story without a network. Its images, keys and trust files go to the folder ${folder}.`);
	const image = await prepare(places, /* @__PURE__ */ new Date(), signal);
	for (const [at, step] of story(places, image, signal).entries()) await play(step, at + 1, options, signal);
	print("");
	print(`That was the story. Everything stays in ${folder}; the keys and certificates are good for 24 hours.`);
	print("Go on from here:");
	for (const { argv, needs } of nextCommands(places)) {
		print("");
		if (needs !== void 0) print(`${needs}:`);
		for (const line of commandLines(program, argv)) print(line.replace(/^\$ /, ""));
	}
	return folder;
}

// src/cli/demo.ts
/** Runs the demo: prints its lines and runs its commands as if they were typed. Resolves to the exit code. */
async function runDemoCommand({ operands, options }, { stdout, env }, run, signal) {
	const problems = new Problems();
	const { output } = readOptions("demo", options, problems);
	problems.throwIfAny();
	if (output === "json") throw new SealiftError("usage", "the demo is a story for people and has no JSON", { hint: "Leave --output json out." });
	const [directory] = operands;
	const { columns } = pageFor(stdout);
	const print = (line) => {
		const [, lead = "", sentence = ""] = /^(\d+\. |(?=[A-Z]))(.*)$/.exec(line) ?? [];
		const lines = sentence === "" ? [line] : folded(lead, sentence, columns);
		stdout.write(`${lines.join("\n")}\n`);
	};
	const program = env.npm_lifecycle_event === "demo" ? "npx sealift" : "sealift";
	await runDemo({
		run,
		print,
		program,
		...directory === void 0 ? {} : { directory }
	}, signal);
	return 0;
}

export { runDemoCommand };