/** The line of a text that holds an offset. */
export function lineAt(text: string, offset: number): string {
  const begin = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(begin, end < 0 ? text.length : end);
}
