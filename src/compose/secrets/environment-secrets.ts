import { Buffer } from 'node:buffer';

type Env = Readonly<Record<string, string | undefined>>;

/** Variables whose whole value is a credential. */
const CREDENTIALS = [
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AZURE_CLIENT_CERTIFICATE_PASSWORD',
  'AZURE_CLIENT_SECRET',
  'BAO_TOKEN',
  'IDENTITY_HEADER',
  'MSI_SECRET',
  'SEALIFT_KEY_PASSWORD',
  'VAULT_TOKEN',
] as const;

const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'].flatMap((name) => [name, name.toLowerCase()]);

/** Names of other variables that hold a secret. Started programs get all of them, and may repeat them. */
const SECRET_NAME = /(?:TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|PRIVATE_KEY|ACCESS_KEY|API_?KEY)$/i;
/** A value under 16 characters may be an ordinary word, and a path or URL is no secret. */
const SECRET_VALUE = /^(?![/.~]|[a-z][a-z0-9+.-]*:\/\/)\S{16,}$/i;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The password of a proxy as written and decoded, and its login as Basic sends it (RFC 7617, 2). */
function proxyLogin(value: string): string[] {
  const [, username = '', password] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^/@:]*):(.*)@/is.exec(value) ?? [];
  if (password === undefined) return [];
  const login = `${decoded(username)}:${decoded(password)}`;
  return [password, decoded(password), Buffer.from(login, 'utf8').toString('base64')];
}

/** Credentials that the environment of a run holds. */
export function environmentCredentials(env: Env): readonly string[] {
  return [
    ...CREDENTIALS.map((name) => env[name] ?? ''),
    ...PROXIES.flatMap((name) => proxyLogin(env[name] ?? '')),
  ];
}

/** Values of the environment that may be secrets, by the names of their variables. */
export function environmentSettings(env: Env): readonly string[] {
  return Object.keys(env)
    .filter((name) => SECRET_NAME.test(name))
    .map((name) => env[name] ?? '')
    .filter((value) => SECRET_VALUE.test(value));
}
