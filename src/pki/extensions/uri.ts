import { isDomainName } from './domain-name.ts';

/** scheme, authority, path, query, fragment: RFC 3986, appendix B, with the letters that a scheme may have. */
const PARTS = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/;
/** userinfo, host, port (RFC 3986, 3.2). The host is a name or an address in brackets; nothing in it is escaped. */
const AUTHORITY =
  /^(?:(?:[\w.~!$&'()*+,;=:-]|%[\dA-Fa-f]{2})*@)?(?:\[([\dA-Fa-f:.]+)\]|([\w.~!$&'()*+,;=-]*))(?::\d*)?$/;
const ESCAPED = /^(?:[^%]|%[\dA-Fa-f]{2})*$/;
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/** RFC 4291, 2.2: eight groups, or fewer around one `::`; the last two may be written as an IPv4 address. */
function isIpv6(text: string): boolean {
  const last = text.slice(text.lastIndexOf(':') + 1);
  const groups = IPV4.test(last) ? `${text.slice(0, -last.length)}0:0` : text;
  const sides = groups.split('::').map((side) => (side === '' ? [] : side.split(':')));
  const all = sides.flat();
  if (!all.every((group) => /^[\dA-Fa-f]{1,4}$/.test(group))) return false;
  return sides.length === 1 ? all.length === 8 : sides.length === 2 && all.length < 8;
}

function isAuthority(text: string): boolean {
  const [, address, name = ''] = AUTHORITY.exec(text) ?? [undefined, undefined, '.'];
  return address === undefined ? name === '' || isDomainName(name) : isIpv6(address);
}

/**
 * Whether a text is a URI reference (RFC 3986, 4.1) that Go parses and takes for a name in a certificate. Stricter than Go where
 * it is lenient: no escapes, zones or quotes in a host, no control characters anywhere.
 */
export function isUri(text: string): boolean {
  if (/[\x00-\x1f\x7f]/.test(text)) return false;
  const [, scheme, authority, path = '', fragment = ''] = PARTS.exec(text) ?? [];
  if (!ESCAPED.test(fragment)) return false;
  if (authority !== undefined) return isAuthority(authority) && ESCAPED.test(path);
  if (path.startsWith('/')) return ESCAPED.test(path);
  // A path without a slash behind a scheme may have any syntax. Without a scheme, a colon in its first segment would end one.
  return scheme !== undefined || (ESCAPED.test(path) && !path.split('/', 1)[0]!.includes(':'));
}
