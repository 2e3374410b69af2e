import { Buffer } from 'node:buffer';
import { withoutMark } from '../user-text.ts';

/** Members of a docker configuration that hold a credential, of any entry. */
const SECRET = /^(?:auth|password|identitytoken|registrytoken|secret)$/i;

/**
 * Every credential in a docker configuration: what is in the file, and the password inside `auth`. Of a file that is not JSON
 * the whole text counts, because nothing tells which part of it is secret.
 */
export function secretsInConfig(json: string): readonly string[] {
  const found: string[] = [];
  try {
    JSON.parse(withoutMark(json), (name, value: unknown) => {
      if (typeof value !== 'string' || !SECRET.test(name)) return value;
      found.push(value);
      if (/^auth$/i.test(name)) {
        const login = Buffer.from(value, 'base64').toString('utf8').replace(/\0+$/, '');
        found.push(login.slice(login.indexOf(':') + 1));
      }
      return value;
    });
  } catch {
    return [json];
  }
  return found;
}
