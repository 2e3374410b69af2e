import { Buffer } from 'node:buffer';

type Env = Readonly<Record<string, string | undefined>>;

/** A PEM text as a log could show it: whole, and line by line. Its borders are no secret. */
function pemSecrets(pem: string): string[] {
  const lines = pem.split(/\r\n|[\r\n]/).map((line) => line.trim());
  return [pem, ...lines.filter((line) => line.length >= 16 && !line.startsWith('-----'))];
}

/** Every credential in a docker configuration: what is in the file, and the password inside `auth`. */
function configSecrets(json: string): string[] {
  const found: string[] = [];
  try {
    JSON.parse(json, (key, value: unknown) => {
      if (typeof value === 'string' && /^(auth|password|identitytoken|registrytoken)$/i.test(key)) {
        found.push(value);
        if (key === 'auth')
          found.push(
            Buffer.from(value, 'base64')
              .toString('utf8')
              .replace(/^[^:]*:/, ''),
          );
      }
      return value;
    });
  } catch {
    // Not JSON: the reader of credentials says so. Nothing of it is shown here.
    found.push(json);
  }
  return found;
}

/**
 * Everything secret that an action is given: the key, its password, credentials. They are masked before the first use.
 *
 * @param options inputs by camelCase name, as read.
 */
export function secretsOf(options: Readonly<Record<string, unknown>>, env: Env): readonly string[] {
  const key = typeof options.key === 'string' ? options.key : '';
  const keyPem = key.startsWith('env://')
    ? env[key.slice('env://'.length)]
    : /-----BEGIN|^\s*(?:77u\/)?LS0tLS1CRUdJTi/.test(key)
      ? key
      : undefined;
  const configs = [
    options.registryConfig,
    options.fromRegistryConfig,
    options.toRegistryConfig,
    env.DOCKER_AUTH_CONFIG,
  ];
  const all = [
    ...(keyPem === undefined ? [] : pemSecrets(keyPem)),
    env.SEALIFT_KEY_PASSWORD ?? '',
    ...configs.flatMap((text) =>
      typeof text === 'string' && text.trimStart().startsWith('{') ? configSecrets(text) : [],
    ),
  ];
  return [...new Set(all.filter((secret) => secret.trim() !== ''))];
}
