import { X as quotable } from "./words.js";
import { St as isNamedAfterDigest, dr as isTag } from "./registry.js";
import { l as backupTagOf } from "./rollback.js";

// src/compose/refuse-backup-tag.ts
const USAGE = "Write a template that makes another tag of each, with {tag} in it, such as {tag}-previous.";
/** Why no backup of `tag` may be made under `backup`; `undefined` where it may. */
function faultOf(backup, tag, tags, template) {
	if (/[{}]/.test(backup)) return "it has a brace, and {tag} is the only variable";
	if (!isTag(backup)) return backup.length > 128 ? `for ${tag} it has over 128 characters` : `for ${tag} it is not a tag`;
	if (isNamedAfterDigest(backup)) return `for ${tag} it is a tag by which signatures are found, sha256-HEX`;
	if (tags.includes(backup)) return `for ${tag} it is ${backup}, which is promoted as well`;
	const twin = tags.find((other) => other !== tag && backupTagOf(template, other) === backup);
	return twin === void 0 ? void 0 : `for ${tag} and ${twin} it is the same tag`;
}
/** A template for an error. What begins with a brace is taken for a document elsewhere, and not shown; a variable in front is none. */
function shownTemplate(template) {
	const [variable = ""] = /^\{[a-z]{1,20}\}/.exec(template) ?? [];
	return `${variable}${quotable(template.slice(variable.length), 200)}`;
}
/** Refuses a template that would make a backup tag of what is no tag, or one that holds something else, at any destination. */
function refuseBackupTag(template, destinations, problems) {
	if (template === void 0) return;
	for (const { text, place } of destinations) {
		const fault = place.tags.map((tag) => faultOf(backupTagOf(template, tag), tag, place.tags, template)).find((one) => one !== void 0);
		if (fault === void 0) continue;
		problems.add("usage", `--backup-tag ${shownTemplate(template)} does not fit ${text}: ${fault}`, USAGE);
		return;
	}
}

export { refuseBackupTag as t };