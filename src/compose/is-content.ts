/**
 * Whether an option's value is the content itself and not a path: it begins with `{`, with `-----BEGIN`, or with the base64
 * of that. A byte order mark is white space here.
 */
export function isContent(value: string): boolean {
  return /^\s*(?:\{|-----BEGIN|(?:77u\/)?LS0tLS1CRUdJTi)/.test(value);
}
