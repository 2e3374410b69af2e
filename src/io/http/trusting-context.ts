import type { SecureContext } from 'node:tls';
import { tls } from './node-http.ts';

/** More than any run has; a process that lives long and meets ever new authorities starts anew. */
const MOST = 8;
const made = new Map<string, SecureContext>();

/**
 * What trusts the well-known authorities and these (PEM) besides. Shared by all who ask for the same ones: reading the
 * well-known authorities takes 25 ms, longer than many a handshake.
 */
export function trustingContext(authorities: readonly string[]): SecureContext {
  const key = JSON.stringify(authorities);
  const known = made.get(key);
  if (known) return known;
  const ca = [...tls().getCACertificates('default'), ...authorities];
  const context = tls().createSecureContext({ ca });
  if (made.size >= MOST) made.clear();
  made.set(key, context);
  return context;
}
