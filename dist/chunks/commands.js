import { u as ERRORS } from "./run-result.js";

// src/compose/exit-code.ts
/** When nothing was done and several classes of errors met, the first of these that occurred decides. */
const PRECEDENCE = [
	70,
	2,
	4,
	3,
	1
];
/** Some done and some not. */
const PARTIAL = 5;
function exitCodeOfError({ code }) {
	return ERRORS[code][0];
}
function errorsOf(image) {
	return [
		image.error,
		...image.platforms.map(({ error }) => error),
		...image.destinations.map(({ error }) => error)
	].filter((error) => error !== null);
}
/**
* The exit code of a run: 0 done, 5 some done and some not, a signal's own code, else the class of what went wrong.
* A failure that names no error is a bug of ours (70), never a pass.
*/
function exitCodeOf(result) {
	const errors = [...result.error ? [result.error] : [], ...result.images.flatMap(errorsOf)];
	const codes = new Set(errors.map(exitCodeOfError));
	for (const signal of [130, 143]) if (codes.has(signal)) return signal;
	if (result.status === "done") return 0;
	if (result.status === "partial") return PARTIAL;
	return PRECEDENCE.find((code) => codes.has(code)) ?? 70;
}

// src/options/commands.ts
/** What a user can ask for, in the order of the help. */
const COMMANDS = {
	sign: {
		summary: "Sign images with a key and attach the signatures",
		arguments: [{
			name: "image",
			many: true,
			optional: true,
			help: "REGISTRY/REPOSITORY@DIGEST or oci:DIR:TAG"
		}],
		action: true
	},
	verify: {
		summary: "Judge the signatures of images against a trust policy",
		arguments: [{
			name: "image",
			many: true,
			optional: true,
			help: "REGISTRY/REPOSITORY[:TAG][@DIGEST] or oci:DIR:TAG"
		}],
		action: true
	},
	promote: {
		summary: "Verify an image at its source, copy it with all that is attached, then move the tag",
		arguments: [{
			name: "source",
			many: false,
			optional: false,
			help: "the image to promote"
		}, {
			name: "destination",
			many: true,
			optional: false,
			help: "REGISTRY/REPOSITORY[:TAG[,TAG...]] or oci:DIR[:TAG]"
		}],
		action: true
	},
	list: {
		summary: "Show everything that is attached to an image, and where it was found",
		arguments: [{
			name: "image",
			many: false,
			optional: false,
			help: "the image"
		}],
		action: false
	},
	inspect: {
		summary: "Show each signature of an image: certificates, times, metadata",
		arguments: [{
			name: "image",
			many: false,
			optional: false,
			help: "the image"
		}],
		action: false
	},
	demo: {
		summary: "Tell the story of sign, verify and promote in a folder; needs no network",
		arguments: [{
			name: "directory",
			many: false,
			optional: true,
			help: "where to leave the files (sealift-demo)"
		}],
		action: false
	}
};
const COMMAND_NAMES = Object.keys(COMMANDS);
const ACTION_NAMES = [
	"sign",
	"verify",
	"promote"
];

export { exitCodeOf as i, COMMANDS as n, COMMAND_NAMES as r, ACTION_NAMES as t };