import { Buffer } from 'node:buffer';
import { printable } from '../../../encoding/printable.ts';
import { quotable } from '../../../encoding/quotable.ts';
import { SealiftError } from '../../../errors.ts';
import type { PlainHttp } from '../../../oci/registry-host.ts';
import { helperKey, longestKey, normalisedKey, spelledKey } from './config-key.ts';
import type { Credential } from './credential.ts';
import type { CredentialHelpers } from './credential-helpers.ts';
import type { AuthEntry, DockerConfig } from './docker-config.ts';

function holdsLogin({ auth, username, password, identitytoken }: AuthEntry): boolean {
  return Boolean(identitytoken || auth || (username && password));
}

function credentialOf(entry: AuthEntry, source: string): Credential {
  const { identitytoken, username, password } = entry;
  if (identitytoken)
    return { kind: 'refresh', token: identitytoken, source, ...(username ? { username } : {}) };
  if (username && password) return { kind: 'password', username, password, source };
  const decoded = Buffer.from(entry.auth ?? '', 'base64')
    .toString('utf8')
    .replace(/\0+$/, '');
  const colon = decoded.indexOf(':');
  if (colon < 1)
    throw new SealiftError('config_invalid', `${source}: the member auth is not base64 of USER:PASSWORD`);
  return { kind: 'password', username: decoded.slice(0, colon), password: decoded.slice(colon + 1), source };
}

/** Of several keys for `host`, the one that is written exactly so, else the first. */
function keyOf(
  record: Readonly<Record<string, unknown>> | null | undefined,
  host: string,
  plainHttp: PlainHttp,
): string | undefined {
  const keys = Object.keys(record ?? {}).filter((key) => spelledKey(key, plainHttp) === host);
  return keys.find((key) => normalisedKey(key) === host) ?? keys[0];
}

/**
 * The credential helper for a host, and the name to ask it for: the helper of this host (`credHelpers`), else the one for all
 * hosts (`credsStore`). An empty name switches the helper off.
 */
function helperFor(
  { auths, credHelpers, credsStore }: DockerConfig,
  host: string,
  plainHttp: PlainHttp,
): { readonly helper: string; readonly key: string } | undefined {
  const own = keyOf(credHelpers, host, plainHttp);
  const helper = own === undefined ? credsStore : credHelpers?.[own];
  return helper ? { helper, key: helperKey(own ?? keyOf(auths, host, plainHttp) ?? host) } : undefined;
}

/**
 * The credential for `registry/repository` in one configuration. An entry of `auths` for a path of the host comes first, then
 * the helper of the host, then the entry of `auths` for the host.
 *
 * @param plainHttp decides which port is the default one and left out of a name, as in references.
 * @throws SealiftError `config_invalid`, or what {@link CredentialHelpers} throws.
 */
export async function credentialFrom(
  config: DockerConfig,
  registry: string,
  repository: string,
  helpers: Pick<CredentialHelpers, 'ask'>,
  plainHttp: PlainHttp,
): Promise<Credential | undefined> {
  const host = spelledKey(registry, plainHttp);
  const where = printable(config.where, 600);
  const entry = longestKey(config.auths ?? {}, `${host}/${repository}`, plainHttp, holdsLogin);
  const fromEntry = (): Credential | undefined =>
    entry && credentialOf(entry.value, `${where} (${quotable(entry.key)})`);
  if (entry && entry.prefix !== host) return fromEntry();
  const asked = helperFor(config, host, plainHttp);
  const kept = asked && (await helpers.ask(asked.helper, asked.key, where));
  return kept ?? fromEntry();
}
