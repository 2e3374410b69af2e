import { addGivenSecrets } from '../compose/secrets/given-secrets.ts';
import { keySecrets } from '../compose/secrets/key-secrets.ts';
import { Secrets } from '../encoding/secrets/secrets.ts';
import type { SealiftError } from '../errors.ts';

/** The error of a command line that did not parse, without the words in it that may be keys or logins. */
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
