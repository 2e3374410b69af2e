// src/signers/with-slashes.ts
/** A key's address with two slashes behind its scheme, however many there are; `uri` itself where it is of another scheme. */
function withSlashes(uri, scheme) {
	const start = `${scheme}:`;
	return uri.startsWith(start) ? `${start}//${uri.slice(start.length).replace(/^\/+/, "")}` : uri;
}

export { withSlashes as t };