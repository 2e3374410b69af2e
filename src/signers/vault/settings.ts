import { quotable } from '../../encoding/quotable.ts';
import { SealiftError } from '../../errors.ts';
import { endpointOf } from '../endpoint.ts';
import { meantAddress } from '../meant-address.ts';
import type { SignerOptions } from '../provider.ts';

/** Which key of which server, and how to log in there. */
export interface VaultSettings {
  readonly address: URL;
  readonly namespace: string | undefined;
  /** Path of the transit engine, without slashes at its ends. */
  readonly mount: string;
  readonly key: string;
  readonly version: number | undefined;
  readonly token: string | undefined;
  readonly login:
    | { readonly path: string; readonly role: string; readonly audience: string | undefined }
    | undefined;
  /** `VAULT` or `BAO`, as the variables begin. */
  readonly family: 'VAULT' | 'BAO';
}

const FORM = 'Write hashivault://KEY[?version=N&mount=PATH].';
const URI = /^hashivault:\/\/([^/?#]+)(?:\?([^#]*))?$/;
const SEGMENT = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;

/** A path whose segments need no escape in a URL. */
function pathOf(text: string, what: string): string {
  const path = text.replace(/^\/+|\/+$/g, '');
  if (path !== '' && path.split('/').every((segment) => SEGMENT.test(segment))) return path;
  throw new SealiftError('usage', `${quotable(text)} is not ${what}`, { hint: FORM });
}

function keyOf(uri: string): { key: string; version: number | undefined; mount: string | undefined } {
  const match = URI.exec(uri);
  if (!match || !SEGMENT.test(match[1]!)) {
    const meant = meantAddress(uri, 'hashivault', URI);
    throw new SealiftError('usage', 'what follows hashivault:// does not name a key of Vault', {
      hint: meant === undefined ? FORM : `Write ${meant}.`,
    });
  }
  const query = new URLSearchParams(match[2] ?? '');
  for (const name of query.keys()) {
    if (!['version', 'mount'].includes(name) || query.getAll(name).length > 1) {
      throw new SealiftError(
        'usage',
        'a parameter of hashivault:// is neither version nor mount, or comes twice',
        {
          hint: FORM,
        },
      );
    }
  }
  const version = query.get('version');
  if (version !== null && !/^[1-9]\d{0,8}$/.test(version)) {
    throw new SealiftError('usage', 'the version of hashivault:// is not a number from 1', { hint: FORM });
  }
  const mount = query.get('mount');
  return {
    key: match[1]!,
    version: version === null ? undefined : Number(version),
    mount: mount === null ? undefined : pathOf(mount, 'the path of an engine'),
  };
}

/**
 * Reads the URI and the environment. The address decides which family of variables counts, so that a token never goes to
 * the server of the other family.
 *
 * @throws SealiftError `usage`, `config_invalid` or `credentials_missing`.
 */
export function vaultSettings(uri: string, env: SignerOptions['env']): VaultSettings {
  const { key, version, mount } = keyOf(uri);
  const family = env.VAULT_ADDR || !env.BAO_ADDR ? 'VAULT' : 'BAO';
  const variable = (name: string): string | undefined => env[`${family}_${name}`] || undefined;
  const text = variable('ADDR');
  if (text === undefined) {
    throw new SealiftError('config_invalid', 'hashivault:// needs the address of the server', {
      hint: 'Set VAULT_ADDR or BAO_ADDR to https://HOST[:PORT].',
    });
  }
  const address = endpointOf(text, `${family}_ADDR`);
  const token = variable('TOKEN')?.trim();
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) {
    throw new SealiftError('config_invalid', `${family}_TOKEN is not a token`, {
      hint: 'Give it in one line.',
    });
  }
  const role = variable('ROLE');
  if (token === undefined && role === undefined) {
    throw new SealiftError('credentials_missing', `there is no way into ${address.host}`, {
      hint: `Set ${family}_TOKEN, or in a GitHub workflow ${family}_ROLE to log in with the job's own identity.`,
      needs: { kind: 'cloud-login', cloud: 'vault' },
    });
  }
  const namespace = variable('NAMESPACE');
  return {
    address,
    namespace: namespace === undefined ? undefined : pathOf(namespace, 'a namespace'),
    mount: mount ?? pathOf(env.TRANSIT_SECRET_ENGINE_PATH || 'transit', 'the path of an engine'),
    key,
    version,
    token,
    login:
      role === undefined
        ? undefined
        : {
            role,
            path: pathOf(variable('AUTH_PATH') ?? 'jwt', 'the path of a login method'),
            audience: variable('AUTH_AUDIENCE'),
          },
    family,
  };
}
