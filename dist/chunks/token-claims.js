import { it as printable } from "./words.js";
import { r as membersOf } from "./endpoint.js";
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");

// src/signers/token-claims.ts
const WITH_IDS = /^repo:([A-Za-z0-9_-]+)@\d+\/([A-Za-z0-9._-]+)@\d+:/;
const WITH_NAMES = /^repo:([A-Za-z0-9_-]+)\/([A-Za-z0-9._-]+):/;
/**
* GitHub has two forms of subjects, `repo:acme/app:…` and `repo:acme@1/app@2:…`, and a trust in one does not fit the other
* ("OpenID Connect reference", immutable subject claims).
*/
function aboutForm(sub) {
	const [, owner, name] = WITH_IDS.exec(sub) ?? [];
	if (name !== void 0) return ` This sub has the ids of owner and repository, as in all repositories made, renamed or transferred since 15 July 2026: a trust in repo:${owner}/${printable(name, 40)}:… does not fit it.`;
	const [, named, of] = WITH_NAMES.exec(sub) ?? [];
	return of === void 0 ? "" : ` This sub has names alone: a trust with ids, in repo:${named}@ID/${printable(of, 40)}@ID:…, does not fit it.`;
}
function tokenClaims(token) {
	try {
		const claims = membersOf(JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8")));
		return {
			text: [
				"iss",
				"sub",
				"aud"
			].map((name) => `${name} ${printable(String(claims[name] ?? "none"), 300)}`).join(", "),
			advice: aboutForm(String(claims.sub))
		};
	} catch {
		return {
			text: "claims that cannot be read",
			advice: ""
		};
	}
}

export { tokenClaims as t };