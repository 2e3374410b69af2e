import { quotable } from '../encoding/quotable.ts';

/**
 * Corrects an address with too few or too many slashes behind its scheme, for the remedy of an error.
 *
 * @param form of the addresses of this scheme.
 * @returns `undefined` where something else is wrong, or where a part of it may be a key that stands in the wrong place.
 */
export function meantAddress(uri: string, scheme: string, form: RegExp): string | undefined {
  const start = `${scheme}:`;
  if (!uri.startsWith(start)) return undefined;
  const meant = `${start}//${uri.slice(start.length).replace(/^\/+/, '')}`;
  return meant !== uri && form.test(meant) && quotable(meant, meant.length) === meant ? meant : undefined;
}
