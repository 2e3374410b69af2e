import { nt as quotable } from "./words.js";

// src/signers/meant-address.ts
/**
* Corrects an address with too few or too many slashes behind its scheme, for the remedy of an error.
*
* @param form of the addresses of this scheme.
* @returns `undefined` where something else is wrong, or where a part of it may be a key that stands in the wrong place.
*/
function meantAddress(uri, scheme, form) {
	const start = `${scheme}:`;
	if (!uri.startsWith(start)) return void 0;
	const meant = `${start}//${uri.slice(start.length).replace(/^\/+/, "")}`;
	return meant !== uri && form.test(meant) && quotable(meant, meant.length) === meant ? meant : void 0;
}

export { meantAddress as t };