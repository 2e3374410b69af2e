import { gt as unknownWarnings, ht as refuseRevoked, mt as answerNotices } from "./notation.js";
import { l as askOfOwnChain } from "./certificate.js";

// src/compose/unrevoked-signer.ts
/**
* Asks about the chain of the key once a run, before the key is used, while the registry is asked for the image. A revoked
* certificate refuses the run; nobody's silence does. The chain of a plugin may be unknown until it signs, and is not asked about.
*/
function unrevokedSigner(start, revocation, { clock, reporter }) {
	return async (signal) => {
		const maker = await start(signal);
		if (maker.chain) {
			const rows = await askOfOwnChain(maker.chain, {
				revocation,
				clock
			}, signal);
			refuseRevoked(rows);
			for (const warning of unknownWarnings(rows)) reporter.warning(warning);
			for (const message of answerNotices(rows)) reporter.progress({
				type: "notice",
				message
			});
		}
		return maker;
	};
}

export { unrevokedSigner as t };