/** The remedy for a line in which a placeholder was probably read as a map, since a brace begins one (yaml.org/spec/1.2.2, 7.4.2). */
export function quotesMissing(text: string, offset: number): string | undefined {
  const begin = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const line = text.slice(begin, end < 0 ? text.length : end);
  return /\{(?:registry|repository|name|tag)\}/.test(line)
    ? "Write what has braces in quotes: to: ['eu.example.com/{name}']. Without them a brace begins a map."
    : undefined;
}
