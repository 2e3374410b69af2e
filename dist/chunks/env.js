import { ct as SealiftError } from "./words.js";
import { u as pemSigner } from "./signing.js";

// src/signers/env.ts
/** A PEM key in an environment variable: `env://NAME`. */
async function envSigner(uri, { env, password }) {
	const name = uri.slice(6);
	if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new SealiftError("usage", "what follows env:// is not the name of an environment variable", { hint: "Write env://NAME." });
	const pem = Object.hasOwn(env, name) ? env[name] : void 0;
	if (!pem) throw new SealiftError("file_not_found", `the environment variable ${name}, which should hold the key, is not set`, {
		hint: `Set ${name} to the PEM text of the key; in a workflow, under env: of this step.`,
		needs: {
			kind: "variable",
			name
		}
	});
	return pemSigner(pem, password, `the key in ${name}`);
}

export { envSigner };