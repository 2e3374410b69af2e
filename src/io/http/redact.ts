import { printable } from '../../encoding/printable.ts';

/** Query parameters that may be shown: what a registry client itself asks for. */
const HARMLESS = new Set(['artifactType', 'digest', 'from', 'last', 'mount', 'n', 'scope', 'service', 'tag']);

/** A URL fit for logs and errors: no user information, no fragment, no query value that could be a credential. */
export function redactUrl(url: URL): string {
  const query = [...url.searchParams].map(([name, value]) => `${name}=${HARMLESS.has(name) ? value : '…'}`);
  return printable(`${url.origin}${url.pathname}${query.length === 0 ? '' : `?${query.join('&')}`}`, 500);
}
