import { ct as SealiftError, it as printable, nt as quotable } from "./words.js";
import { gcpkmsSigner, t as googleSession } from "./gcpkms.js";
import { t as meantAddress } from "./meant-address.js";
import { t as once } from "./once.js";

// src/signers/google/new-key.ts
const NAME = /^gcpkms:\/\/projects\/([a-z0-9.:-]+)\/locations\/([a-z0-9-]+)\/keyRings\/([A-Za-z0-9_-]{1,63})\/cryptoKeys\/([A-Za-z0-9_-]{1,63})$/;
const ROLE = "roles/cloudkms.admin on the key ring";
/** Milliseconds between looks at a version that is being made: a minute in all, where the hardware of an HSM takes some seconds. */
const WAITS = [
	500,
	1e3,
	2e3,
	3e3,
	5e3,
	8e3,
	1e4,
	15e3,
	15e3
];
/** Waits until the version may sign. */
async function enabled({ ask, remote }, version, where, signal) {
	const call = {
		method: "GET",
		path: version,
		about: version,
		right: "cloudkms.cryptoKeyVersions.get",
		role: ROLE
	};
	for (const wait of [...WAITS, void 0]) {
		const { state } = await ask(call, signal);
		if (state === "ENABLED") return;
		if (state !== "PENDING_GENERATION") throw new SealiftError("key_unusable", `${where} was made, and its version is ${printable(String(state), 60)}`, { hint: "Look at it: gcloud kms keys versions describe." });
		if (wait === void 0) break;
		await remote.sleep(wait, signal);
	}
	throw new SealiftError("key_service_unavailable", `${where} was made, and is not ready to sign yet`);
}
/**
* Prepares a new key in Google Cloud KMS: `gcpkms://projects/P/locations/L/keyRings/R/cryptoKeys/K`, without a version. Google
* refuses a name that is there, so nobody has to look before; a key ring is not made, since it can never be deleted.
*/
async function newGoogleKey(uri, options) {
	const [, project, location, ring, key] = NAME.exec(uri) ?? [];
	if (key === void 0) {
		const bare = uri.replace(/\/(?:cryptoKeyVersions|versions)\/\d+$/, "");
		const meant = NAME.test(bare) ? quotable(bare, bare.length) : meantAddress(bare, "gcpkms", NAME);
		throw new SealiftError("usage", "what follows gcpkms:// does not name a key that Google Cloud KMS could make", { hint: `Write ${meant ?? "gcpkms://projects/P/locations/L/keyRings/R/cryptoKeys/K"}, without a version: a new key has none yet.` });
	}
	const parent = `projects/${project}/locations/${location}/keyRings/${ring}`;
	const name = `${parent}/cryptoKeys/${key}`;
	const version = `${name}/cryptoKeyVersions/1`;
	const where = `key ${quotable(name)}`;
	const whole = `gcpkms://${version}`;
	return async (signal, onMade) => {
		const session = await googleSession(options, where);
		const call = {
			method: "POST",
			path: `${parent}/cryptoKeys?cryptoKeyId=${key}`,
			about: name,
			right: "cloudkms.cryptoKeys.create",
			role: ROLE,
			retry: false,
			failed: "was not made",
			state: "The words are those of Google Cloud KMS.",
			body: {
				purpose: "ASYMMETRIC_SIGN",
				versionTemplate: {
					algorithm: "EC_SIGN_P256_SHA256",
					protectionLevel: "SOFTWARE"
				}
			},
			errors: {
				404: (words) => new SealiftError("key_not_found", `there is no key ring ${quotable(parent)} (${words})`, { hint: `Make it, once and for ever: gcloud kms keyrings create ${ring} --location ${location} --project ${project}` }),
				409: (words) => new SealiftError("key_exists", `${where} is there already (${words})`, { hint: `Use it with --key ${whole}, or the version that is in use; or name another key. Nothing was changed: an existing key is never touched.` })
			}
		};
		await once(() => session.ask(call, signal), `Look for it: gcloud kms keys describe ${key} --keyring ${ring} --location ${location} --project ${project}; if it is there, go on with --key ${whole}.`);
		onMade(whole);
		await enabled(session, version, where, signal);
		return {
			uri: whole,
			signer: await gcpkmsSigner(whole, options)
		};
	};
}

export { newGoogleKey };