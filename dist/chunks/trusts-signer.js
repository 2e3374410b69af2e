// src/operations/judging/trusts-signer.ts
/**
* Whether a signature passed and its signer is trusted. A statement that only logs authenticity lets a signature of anybody
* pass, and then the name in its certificate proves nothing.
*/
function trustsSigner({ status, checks }) {
	const isTrusted = checks.some(({ check, outcome }) => check === "authenticity" && outcome === "passed");
	return status === "passed" && isTrusted;
}

export { trustsSigner as t };