import { N as fileError, ct as SealiftError } from "./words.js";
import { o as checkNew, s as writeNew } from "./certificate.js";
import { keyFile, t as keyPath } from "./file.js";
import { u as pemSigner } from "./signing.js";
const { promisify } = globalThis.process.getBuiltinModule("node:util");
const { generateKeyPair } = globalThis.process.getBuiltinModule("node:crypto");
const { rm } = globalThis.process.getBuiltinModule("node:fs/promises");

// src/io/files/remove-file.ts
/** Removes a file; one that is gone is no error. @throws SealiftError of the file system. */
async function removeFile(path, shown) {
	try {
		await rm(path, { force: true });
	} catch (error) {
		throw fileError(error, "write", path, shown);
	}
}

// src/signers/file-new.ts
const generate = promisify(generateKeyPair);
/** A P-256 key as PKCS#8 (RFC 5958), with a password encrypted by PBES2 (RFC 8018, 6.2). */
async function newPem(password) {
	const { privateKey } = await generate("ec", { namedCurve: "P-256" });
	const form = {
		format: "pem",
		type: "pkcs8"
	};
	const encryption = password ? {
		cipher: "aes-256-cbc",
		passphrase: password
	} : {};
	return privateKey.export({
		...form,
		...encryption
	});
}
/** Says of a file that is in the way what to do, and shows of its path what an error may show of the path of a key. */
function existing(error, shown) {
	if (!(error instanceof SealiftError) || error.code !== "file_exists") return error;
	return new SealiftError("file_exists", `there is a file at ${shown} already, and no key was made`, { hint: "If it is your key, name it with --key; else name another file with --new-key. Nothing is overwritten." });
}
/**
* Prepares a new key in a file: a path or a `file:///` URL. The key is in memory until `keep` writes it whole, readable for its
* owner alone; so nothing is left of a key for which no certificate could be made.
*/
async function newFileKey(uri, { password }) {
	const path = keyFile(uri);
	const shown = keyPath(path);
	const refused = (error) => {
		throw existing(error, shown);
	};
	await checkNew(path).catch(refused);
	return async () => {
		const pem = await newPem(password);
		return {
			uri,
			signer: pemSigner(pem, password, `the key ${shown}`),
			async keep() {
				await writeNew(path, pem, 384).catch(refused);
				return () => removeFile(path, shown);
			}
		};
	};
}

export { newFileKey };