import { randomParts } from '../../encoding/quotable.ts';
import { pemSecrets } from '../../encoding/secrets/pem-secrets.ts';

/** RFC 7512, 2.3: the PIN in a PKCS#11 URI. */
function pins(uri: string): string[] {
  return [...uri.matchAll(/pin-value=([^;&?\s]+)/gi)].flatMap(([, pin = '']) => {
    try {
      return [pin, decodeURIComponent(pin)];
    } catch {
      return [pin];
    }
  });
}

/**
 * The secrets in the value of an option that names a key: the key itself, when it is given in place of its name or behind a
 * scheme, and the PIN of a token.
 */
export function keySecrets(key: string): readonly string[] {
  if (key.includes('-----BEGIN')) return pemSecrets(key);
  const behind = key.replace(/^[a-z][a-z0-9-]*:\/*/i, '');
  const random = randomParts(behind);
  if (random.length === 0) return pins(key);
  const parts = behind.split('/').filter((part) => randomParts(part).length > 0);
  return [...pins(key), behind, ...parts, ...random, ...pemSecrets(behind)];
}
