import { Buffer } from 'node:buffer';

/** Headers whose value is a credential; in `authorization` and `proxy-authorization` it follows the scheme. */
const HEADERS = new Set([
  'authorization',
  'cookie',
  'proxy-authorization',
  'secret',
  'x-amz-security-token',
  'x-identity-header',
  'x-vault-token',
]);

/** Members of a form (RFC 6749, RFC 7523, RFC 8693) or of a JSON object that are credentials. */
const MEMBER = /token|secret|assertion|password|^jwt$/i;
/** Members among them that only name a kind (`subject_token_type`). */
const KIND = /_type$/i;

/** Larger bodies are content. */
const BODY_LIMIT = 64 * 1024;

function ofHeader(value: string): string[] {
  const [, scheme, credentials = value] = /^(basic|bearer)\s+(\S.*)$/i.exec(value) ?? [];
  // A signature (AWS4-HMAC-SHA256) is valid for its request alone.
  if (scheme === undefined) return /^\S+\s/.test(value) ? [] : [value];
  if (scheme.toLowerCase() === 'bearer') return [credentials];
  const login = Buffer.from(credentials, 'base64').toString('utf8');
  return [credentials, login.slice(login.indexOf(':') + 1)];
}

function ofJson(text: string): string[] {
  try {
    const members: unknown = JSON.parse(text);
    if (typeof members !== 'object' || members === null) return [];
    return Object.entries(members).flatMap(([name, value]) =>
      MEMBER.test(name) && typeof value === 'string' ? [value] : [],
    );
  } catch {
    return [];
  }
}

function ofBody(type: string, body: Uint8Array): string[] {
  const text = new TextDecoder().decode(body);
  if (/^application\/(?:x-amz-)?json/.test(type)) return ofJson(text);
  // The SDK of Google leaves the type of a form to its transport.
  if (type !== '' && !type.startsWith('application/x-www-form-urlencoded')) return [];
  return [...new URLSearchParams(text)].flatMap(([name, value]) =>
    MEMBER.test(name) && !KIND.test(name) ? [value] : [],
  );
}

/** The secrets that a request carries. They are hidden because its answer may repeat them. */
export function sentSecrets(headers: Readonly<Record<string, string>>, body: unknown): readonly string[] {
  const own = Object.entries(headers).flatMap(([name, value]) =>
    HEADERS.has(name.toLowerCase()) ? ofHeader(value) : [],
  );
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return body instanceof Uint8Array && body.length <= BODY_LIMIT ? [...own, ...ofBody(type, body)] : own;
}
