import { B as RevocationChecker } from "./notation.js";

// src/compose/revocation.ts
/** The one checker of a run, so that each certificate is asked about once. */
function revocationOf({ clock }) {
	return new RevocationChecker({ at: clock.now() });
}

export { revocationOf as t };