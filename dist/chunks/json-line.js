// src/encoding/json-line.ts
/**
* Characters that JSON need not escape and that a terminal or log acts on: C1 controls, line separators, marks that change
* the direction, and `##[`, which GitHub's runner reads as a command anywhere in a line.
*/
const UNSAFE = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|(?<=#)#(?=\[)/gu;
/** A value as one line of JSON, every character of it safe on a terminal. */
function jsonLine(value) {
	const escaped = (character) => Array.from({ length: character.length }, (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`).join("");
	return JSON.stringify(value).replace(UNSAFE, escaped);
}

export { jsonLine as t };