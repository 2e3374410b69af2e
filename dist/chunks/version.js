// src/options/suggest.ts
/** Edits (insert, delete, replace, swap of neighbours) between two short words. */
function distance(a, b) {
	let before = [];
	let row = Array.from({ length: b.length + 1 }, (_, column) => column);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const same = a[i - 1] === b[j - 1] ? 0 : 1;
			next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + same);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
		}
		before = row;
		row = next;
	}
	return row[b.length];
}
/** The word that was probably meant, or `undefined` when none is near (a third of its letters at most differ). */
function suggest(word, among) {
	if (word.length > 60) return void 0;
	const [best] = among.map((candidate) => ({
		candidate,
		edits: distance(word.toLowerCase(), candidate.toLowerCase())
	})).filter(({ candidate, edits }) => edits <= Math.max(1, Math.floor(candidate.length / 3))).toSorted((a, b) => a.edits - b.edits);
	return best?.candidate;
}

// src/compose/version.ts
/** The version of this package; a test holds it equal to `package.json`. */
const VERSION = "0.1.0";

export { suggest as n, VERSION as t };