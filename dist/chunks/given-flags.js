import { q as camelCase } from "./words.js";

// src/compose/given-flags.ts
/** A flag that is off and a list that is empty say nothing: an action gives every flag, and `false` where the user wrote nothing. */
const isGiven = (value) => value !== void 0 && value !== false && !(Array.isArray(value) && value.length === 0);
/** Those of `names` that the user gave, as flags; `options` are the options by camelCase name, before defaults are filled in. */
function givenFlags(names, options) {
	const values = new Map(Object.entries(options));
	return names.filter((name) => isGiven(values.get(camelCase(name)))).map((name) => `--${name}`);
}

export { givenFlags as t };