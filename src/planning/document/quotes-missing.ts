import { lineAt } from './line-at.ts';

/** The remedy for a line in which a placeholder was probably read as a map, since a brace begins one (yaml.org/spec/1.2.2, 7.4.2). */
export function quotesMissing(text: string, offset: number): string | undefined {
  return /\{(?:registry|repository|name|tag)\}/.test(lineAt(text, offset))
    ? "Write what has braces in quotes: to: ['eu.example.com/{name}']. Without them a brace begins a map."
    : undefined;
}
