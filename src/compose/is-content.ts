/** Whether an option's value is the content itself and not a path: it begins with `{` or `-----BEGIN`. */
export function isContent(value: string): boolean {
  return /^\s*(?:\{|-----BEGIN)/.test(value);
}
