/** A key's address with two slashes behind its scheme, however many there are; `uri` itself where it is of another scheme. */
export function withSlashes(uri: string, scheme: string): string {
  const start = `${scheme}:`;
  return uri.startsWith(start) ? `${start}//${uri.slice(start.length).replace(/^\/+/, '')}` : uri;
}
