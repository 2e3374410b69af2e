import { quotable } from '../../../encoding/quotable.ts';
import type { PlainHttp } from '../../../oci/registry-host.ts';
import { spelledKey } from './config-key.ts';
import type { DockerConfig } from './docker-config.ts';

/**
 * The registries for which a configuration has a login, or a helper of their own, as `host[:port][/path]` and fit for an error.
 * docker leaves an empty entry where the helper for all hosts keeps the login.
 */
export function loginsIn({ auths, credHelpers, credsStore }: DockerConfig, plainHttp: PlainHttp): string[] {
  const entries = Object.entries(auths ?? {})
    .filter(([, entry]) => credsStore || Object.keys(entry).length > 0)
    .map(([key]) => key);
  const helped = Object.entries(credHelpers ?? {}).flatMap(([key, helper]) => (helper ? [key] : []));
  const named = [...entries, ...helped].map((key) => quotable(spelledKey(key, plainHttp), 120));
  return [...new Set(named)].filter((name) => name !== '');
}
