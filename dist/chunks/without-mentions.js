// src/report/without-mentions.ts
/** The parts of Markdown in which GitHub looks for no mention: blocks, and what is between code tags. Ours are well-formed. */
const CODE = /(^```[\s\S]*?^```$|<code>.*?<\/code>)/gm;
/** A zero-width space behind a character keeps GitHub from reading what follows it as a name, a number or an address. */
const APART = "&#8203;";
const LIVE = [
	[/(?:@|&#64;)(?!&#8203;)/g, `@${APART}`],
	[/(?:(?<!&)#|&#35;)(?=\d)/g, `&#35;${APART}`],
	[/\b(GH-)(?=\d)/gi, `$1${APART}`]
];
/**
* Markdown of a job summary as a comment: nobody is notified, and no issue is linked, by what others wrote. In a summary
* GitHub makes nothing of a mention; in a comment it does, of an entity as well. A second time it changes nothing.
*/
function withoutMentions(markdown) {
	return markdown.split(CODE).map((part, at) => {
		if (at % 2 === 1) return part;
		return LIVE.reduce((text, [pattern, harmless]) => text.replace(pattern, harmless), part);
	}).join("");
}

export { withoutMentions as t };