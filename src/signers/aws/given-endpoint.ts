import { endpointOf } from '../endpoint.ts';
import type { SignerOptions } from '../provider.ts';

/**
 * The address that the environment gives for a service, by the variables of every SDK of AWS ("Service-specific endpoints").
 *
 * @param service as the variable names it: `KMS`, `SIGNER`, `SIGNER_DATA`.
 * @throws SealiftError `config_invalid`.
 */
export function givenEndpoint(service: string, env: SignerOptions['env']): URL | undefined {
  for (const name of [`AWS_ENDPOINT_URL_${service}`, 'AWS_ENDPOINT_URL']) {
    const text = env[name];
    if (text) return endpointOf(text, name);
  }
  return undefined;
}
