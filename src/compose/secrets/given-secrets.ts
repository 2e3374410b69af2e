import { Buffer } from 'node:buffer';
import { randomParts } from '../../encoding/quotable.ts';
import { secretsInConfig } from '../../encoding/secrets/config-secrets.ts';
import { pemSecrets } from '../../encoding/secrets/pem-secrets.ts';
import type { SecretKind, Secrets } from '../../encoding/secrets/secrets.ts';
import { isContent } from '../is-content.ts';
import { environmentCredentials, environmentSettings } from './environment-secrets.ts';
import { keySecrets } from './key-secrets.ts';

type Env = Readonly<Record<string, string | undefined>>;

const KEYS = ['key', 'newKey', 'caKey'];
/** Operands, which are no options. */
const PLACES = ['images', 'image', 'source', 'destination', 'place'];
const REFERENCES = [...PLACES, 'with', 'scope', 'signaturesFrom', 'signaturesTo'];
const CONFIGS = ['registryConfig', 'fromRegistryConfig', 'toRegistryConfig'];

/** Every text of an option, before its type is checked. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function ofKey(key: string, env: Env): readonly string[] {
  const name = /^env:\/\/(.*)$/s.exec(key)?.[1];
  const value = name === undefined || !Object.hasOwn(env, name) ? undefined : env[name];
  return value === undefined ? keySecrets(key) : pemSecrets(value);
}

/** PEM of a private key, or the base64 of it. */
function holdsPrivateKey(text: string): boolean {
  const decoded = Buffer.from(text, 'base64').toString('latin1');
  return [text, decoded].some((one) => one.includes('PRIVATE KEY-----'));
}

/** A text as it is written in a URL, and without its escapes. */
function readings(secret: string): string[] {
  try {
    return [secret, decodeURIComponent(secret)];
  } catch {
    return [secret];
  }
}

const passwordOf = (text: string): string[] => (URL.canParse(text) ? readings(new URL(text).password) : []);

/** The login of a URL. A name alone may be a token. */
function loginOf(text: string): string[] {
  if (!URL.canParse(text)) return [];
  const { username, password } = new URL(text);
  return readings(password === '' ? username : password);
}

/** The values in the query of a URL, which may be tokens. */
function queryOf(text: string): string[] {
  return URL.canParse(text) ? [...new URL(text).searchParams.values()] : [];
}

/** Values of `--plugin-config`: `key=value` texts, or an object. A text without `=` counts as a value. */
function pluginValues(given: unknown): string[] {
  if (typeof given === 'object' && given !== null && !Array.isArray(given))
    return Object.values(given).flatMap(textsOf);
  return textsOf(given).map((text) => text.slice(text.indexOf('=') + 1));
}

/**
 * A value that may be a secret is none where it is part of a reference: the runner drops job outputs that hold a masked text, and
 * outputs hold references.
 */
export function settingKind(value: string, options: Readonly<Record<string, unknown>>): SecretKind {
  const isNamed = REFERENCES.some((name) =>
    textsOf(options[name]).some((text) => text.toLowerCase().includes(value.toLowerCase())),
  );
  return isNamed ? 'name' : 'setting';
}

/**
 * Puts everything secret that a run is given into its store, before the first use: keys, passwords and logins, in options
 * and environment.
 *
 * @param options as they were given, by camelCase name.
 */
export function addGivenSecrets(
  secrets: Secrets,
  options: Readonly<Record<string, unknown>>,
  env: Env,
): void {
  const keys = KEYS.flatMap((name) => textsOf(options[name])).flatMap((key) => ofKey(key, env));
  const configs = [
    ...CONFIGS.flatMap((name) => textsOf(options[name])).filter(isContent),
    env.DOCKER_AUTH_CONFIG ?? '',
  ];
  // A user may give a key or a login in the wrong option, such as --certificate-chain.
  const elsewhere = Object.entries(options)
    .filter(([name]) => !PLACES.includes(name))
    .flatMap(([, value]) => textsOf(value));
  const credentials = [
    ...keys,
    ...elsewhere.filter(holdsPrivateKey).flatMap(pemSecrets),
    ...elsewhere.filter((text) => !isContent(text)).flatMap(randomParts),
    ...elsewhere.flatMap(passwordOf),
    ...elsewhere.flatMap((text) => secretsInConfig(text).filter((secret) => secret !== text)),
    ...textsOf(options.timestampUrl).flatMap(loginOf),
    ...configs.flatMap((config) => [config, ...secretsInConfig(config)]),
    ...environmentCredentials(env),
  ];
  for (const secret of credentials) secrets.add(secret);
  const values = pluginValues(options.pluginConfig);
  for (const secret of values.flatMap(keySecrets)) secrets.add(secret);
  for (const value of [
    ...values,
    ...textsOf(options.timestampUrl).flatMap(queryOf),
    ...environmentSettings(env),
  ])
    secrets.add(value, settingKind(value, options));
}
