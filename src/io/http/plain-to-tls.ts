import { SealiftError } from '../../errors.ts';
import { redactUrl } from './redact.ts';

/** The error for a port that speaks TLS and was asked in plain HTTP. There is no fallback from one to the other. */
export function plainToTls(url: URL, cause?: unknown): SealiftError {
  return new SealiftError('tls_failed', `${redactUrl(url)}: it speaks TLS and was asked in plain HTTP`, {
    hint: `For a registry write --https-host ${url.host}; the address of a service begins with https://.`,
    cause,
  });
}
