import { ct as SealiftError } from "./words.js";

// src/signers/once.ts
/** Codes of failures that leave open whether the service did what it was asked for. */
const UNKNOWN = /* @__PURE__ */ new Set([
	"connection_failed",
	"deadline_exceeded",
	"interrupted",
	"key_service_unavailable",
	"self_check_failed",
	"terminated",
	"unexpected_answer"
]);
/**
* Sends the request that makes a key, which is not repeated: a second one could make a second key, or find the first and take it
* for somebody else's. A failure that leaves the outcome open says so.
*
* @param look how to find out whether the key is there.
*/
async function once(send, look) {
	try {
		return await send();
	} catch (error) {
		if (!(error instanceof SealiftError) || !UNKNOWN.has(error.code)) throw error;
		throw new SealiftError(error.code, `${error.message}; whether the key was made is not known`, {
			hint: `${look} It was asked for once, and is not asked for again.`,
			cause: error
		});
	}
}

export { once as t };