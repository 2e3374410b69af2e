import { At as parseJson, nn as readFile } from "./registry.js";
import { X as SealiftError } from "./words.js";

// src/compose/github/event-file.ts
/** Events about pull requests and runs have some 50 KiB; the texts in them are bounded by GitHub. */
const LIMIT = 4194304;
/**
* The event that started the workflow, as the runner stored it (GITHUB_EVENT_PATH).
*
* @throws SealiftError `file_not_found`, `file_unreadable`, `content_too_large` or `config_invalid`.
*/
async function readEvent(env) {
	const path = env.GITHUB_EVENT_PATH;
	if (!path) throw new SealiftError("file_not_found", "GITHUB_EVENT_PATH is not set");
	const bytes = await readFile(path, LIMIT, "event file", "of GITHUB_EVENT_PATH");
	return parseJson(bytes, {
		code: "config_invalid",
		what: "the event file of GITHUB_EVENT_PATH"
	});
}

export { readEvent as t };