import { printable } from '../encoding/printable.ts';

/** Mermaid breaks a label at spaces alone, and names have none. */
const LINE = 30;
const LINES = 4;

/** Where a line is best broken, and where else. */
const SEPARATORS = [
  ['/', ',', '@', ' '],
  [':', '-', '.'],
];

/** How much of a text goes into its first line. */
function firstLine(text: string): number {
  for (const some of SEPARATORS) {
    const at = Math.max(...some.map((one) => text.lastIndexOf(one, LINE - 1)));
    if (at >= LINE / 3) return at + 1;
  }
  return LINE;
}

function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > LINE) {
    const length = firstLine(rest);
    lines.push(rest.slice(0, length).trim());
    rest = rest.slice(length);
  }
  return [...lines, rest.trim()];
}

/** Of a long text the beginning and the end, where registry and tag are. */
function shortened(lines: readonly string[]): readonly string[] {
  return lines.length <= LINES ? lines : [lines[0]!, '...', ...lines.slice(-2)];
}

/** A label of a Mermaid diagram: in quotes, with what Mermaid or HTML could read as markup left out. */
export function mermaidLabel(texts: readonly string[]): string {
  const lines = texts
    .map((text) =>
      printable(text, 600)
        .replace(/[^A-Za-z0-9 /.,:=+@_-]/gu, ' ')
        .trim(),
    )
    .filter((text) => text !== '')
    .flatMap((text) => shortened(wrapped(text)));
  return `"${lines.join('<br/>')}"`;
}
