import { addGivenSecrets } from '../compose/secrets/given-secrets.ts';
import { keySecrets } from '../compose/secrets/key-secrets.ts';
import { Secrets } from '../encoding/secrets/secrets.ts';
import type { SealiftError } from '../errors.ts';

/** An error about a command line that no run was made of, without what may be a key or a login among its words. */
export function hiddenUsage(
  error: SealiftError,
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): SealiftError {
  const secrets = new Secrets();
  addGivenSecrets(secrets, {}, env);
  for (const secret of argv.flatMap(keySecrets)) secrets.add(secret);
  return secrets.hideIn(error);
}
