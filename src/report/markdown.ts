import { printable } from '../encoding/printable.ts';

/** Characters outside of this list may be markup in Markdown, HTML or GitHub's additions, and are written as entities. */
const HARMLESS = /[^A-Za-z0-9 /.,:;=+@()%-]/gu;

/**
 * The `@` of what may be an e-mail address, which becomes a link wherever it stands in one text, also as an entity and between tags of
 * HTML (GFM, 6.9). An element behind it ends the text, and is not copied along.
 */
const MAIL = /@(?=(?:[A-Za-z0-9-]|&#95;)+\.)/g;

/**
 * Text from outside as Markdown that shows exactly this text: no markup, no HTML, no link, no mention, no picture, and it
 * stays in its table cell.
 */
export function markdownText(text: string, max = 200): string {
  const escaped = printable(text, max).replace(HARMLESS, (character) => `&#${character.codePointAt(0)};`);
  return escaped
    .replaceAll('://', ':&#47;/')
    .replace(/www\./gi, (www) => `${www.slice(0, -1)}&#46;`)
    .replace(MAIL, '@<wbr>');
}

/** The same in `<code>`, where GitHub makes no mention of an `@`. */
export function markdownCode(text: string, max = 300): string {
  return `<code>${markdownText(text, max)}</code>`;
}

/** A message or remedy: what stands in backticks is shown as code. */
export function markdownProse(text: string, max = 1000): string {
  const parts = printable(text, max).split('`');
  // A backtick without a second one is a character, and what follows the cut of a text has lost its second one.
  const closed = parts.length % 2 === 0 ? [...parts.slice(0, -2), parts.slice(-2).join('`')] : parts;
  const shown = closed.map((part, i) => {
    if (i % 2 === 0) return markdownText(part, part.length);
    return part === '' ? markdownText('``') : markdownCode(part, part.length);
  });
  return shown.join('');
}
