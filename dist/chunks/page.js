const { stripVTControlCharacters, styleText } = globalThis.process.getBuiltinModule("node:util");

// src/cli/text/folded.ts
/** Words, and commands between backticks: one that is broken runs in halves when it is pasted. */
const WORDS = /`[^`]{1,60}`\S*|\S+/g;
/** Further lines begin under the value only where that leaves a value some room. */
const ROOM = 24;
/**
* `lead` and `text` in lines of at most `columns`, broken at blanks; further lines begin where `text` did. A word that is too wide
* there stands on a line of its own, two columns behind the indentation of `lead`: digests and names are copied whole, so they are
* never cut. What is wider than the page even then is left to the terminal.
*/
function folded(lead, text, columns) {
	const shown = stripVTControlCharacters(lead);
	if (shown.length + stripVTControlCharacters(text).length <= columns) return [`${lead}${text}`.trimEnd()];
	const indent = shown.length - shown.trimStart().length;
	const hang = columns - shown.length >= ROOM ? shown.length : indent + 2;
	const lines = [];
	let line = lead;
	let width = shown.length;
	let isFresh = true;
	const breakTo = (column) => {
		if (line.trim() !== "") lines.push(line.trimEnd());
		line = " ".repeat(column);
		width = column;
		isFresh = true;
	};
	for (const [word] of text.matchAll(WORDS)) {
		const length = stripVTControlCharacters(word).length;
		if (width + (isFresh ? 0 : 1) + length > columns && !(isFresh && width <= indent)) breakTo(hang + length <= columns ? hang : Math.min(hang, indent + 2));
		line += isFresh ? word : ` ${word}`;
		width += length + (isFresh ? 0 : 1);
		isFresh = false;
	}
	return [...lines, line];
}

// src/cli/text/style.ts
const PLAIN = (_format, text) => text;
/** Colours on a terminal that shows them; `NO_COLOR` and `FORCE_COLOR` are honoured (by node:util). */
function styleFor(stream) {
	return (format, text) => styleText(format, text, { stream });
}

// src/cli/text/page.ts
const PLAIN_PAGE = {
	style: PLAIN,
	columns: Number.POSITIVE_INFINITY
};
/** Fewer columns than these are not written for: a name and its value need some room. */
const NARROWEST = 40;
/** The page of a stream: as wide as its terminal, and endless elsewhere. */
function pageFor(stream) {
	const { isTTY, columns } = stream;
	const style = styleFor(stream);
	return isTTY && columns ? {
		style,
		columns: Math.max(NARROWEST, columns)
	} : {
		...PLAIN_PAGE,
		style
	};
}

export { pageFor as n, folded as r, PLAIN_PAGE as t };