import { printable } from '../encoding/printable.ts';

/** Characters outside of this list may be markup in Markdown, HTML or GitHub's additions, and are written as entities. */
const HARMLESS = /[^A-Za-z0-9 /.,:;=+@()%-]/gu;

/**
 * Text from outside as Markdown that shows exactly this text: no markup, no HTML, no link, no mention, no picture, and it
 * stays in its table cell.
 */
export function markdownText(text: string, max = 200): string {
  const escaped = printable(text, max).replace(HARMLESS, (character) => `&#${character.codePointAt(0)};`);
  return escaped.replaceAll('://', ':&#47;/').replace(/www\./gi, (www) => `${www.slice(0, -1)}&#46;`);
}

/** The same in `<code>`, where GitHub makes no mention of an `@`. */
export function markdownCode(text: string, max = 300): string {
  return `<code>${markdownText(text, max)}</code>`;
}

/** A label of a Mermaid diagram: in quotes, with what Mermaid or HTML could read as markup left out. */
export function mermaidLabel(lines: readonly string[]): string {
  return `"${lines
    .map((line) =>
      printable(line, 120)
        .replace(/[^A-Za-z0-9 /.,:=+@_-]/gu, ' ')
        .trim(),
    )
    .join('<br/>')}"`;
}
