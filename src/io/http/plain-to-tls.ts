import { SealiftError } from '../../errors.ts';
import { isLoopback } from './address.ts';
import { redactUrl } from './redact.ts';

/** Loopback addresses are asked in plain HTTP by default, and other registries only by `--http-host`. */
function remedyFor({ hostname, host }: URL): string {
  return isLoopback(hostname)
    ? `For a registry write --https-host ${host}; the address of a service begins with https://.`
    : `Leave --http-host ${host} out; the address of a service begins with https://.`;
}

/** The error for a port that speaks TLS and was asked in plain HTTP. There is no fallback from one to the other. */
export function plainToTls(url: URL, cause?: unknown): SealiftError {
  return new SealiftError('tls_failed', `${redactUrl(url)}: it speaks TLS and was asked in plain HTTP`, {
    hint: remedyFor(url),
    cause,
  });
}
