// src/operations/trusts-signer.ts
/**
* Whether a signature that passed is by somebody who is trusted. Under a statement that only logs authenticity it may
* not be, and its signer is a name that anybody can write.
*/
function trustsSigner({ status, checks }) {
	const isTrusted = checks.some(({ check, outcome }) => check === "authenticity" && outcome === "passed");
	return status === "passed" && isTrusted;
}

export { trustsSigner as t };