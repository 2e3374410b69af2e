import { SealiftError } from '../../errors.ts';
import { redactUrl } from './redact.ts';

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name could not be looked up',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ETIMEDOUT: 'the connection timed out',
};

/** Codes of OpenSSL and node that say: this is TLS, and it did not come about. */
const TLS =
  /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|EPROTO$|HOSTNAME_MISMATCH|INVALID_CA)/;

function codeOf(error: unknown): string {
  const own = error instanceof Error && 'code' in error ? String(error.code) : '';
  // Happy eyeballs: several addresses failed, the first says why.
  const inner = error instanceof AggregateError ? codeOf(error.errors[0]) : '';
  return own || inner;
}

/** A failed connection as a SealiftError, naming host and reason; what is ours already stays as it is. */
export function networkError(error: unknown, url: URL): SealiftError {
  if (error instanceof SealiftError) return error;
  const code = codeOf(error);
  const where = redactUrl(url);
  const text = error instanceof Error ? error.message : String(error);
  if (TLS.test(code)) {
    const plain = /wrong version number|packet length too long|http request/i.test(text);
    return new SealiftError(
      'tls_failed',
      `${where}: ${plain ? 'it does not speak TLS' : `TLS failed (${code})`}`,
      {
        cause: error,
        ...(plain
          ? { hint: `If this registry has no TLS, allow plain HTTP with --http-host ${url.host}.` }
          : {}),
      },
    );
  }
  const reason = REASONS[code] ?? (code || text);
  return new SealiftError('connection_failed', `${where}: ${reason}`, { cause: error });
}

/** Whether another try may help: not for a name that does not exist, nor for a certificate that is not trusted. */
export function mayPassLater(error: SealiftError): boolean {
  if (error.code === 'deadline_exceeded') return true;
  return error.code === 'connection_failed' && codeOf(error.cause) !== 'ENOTFOUND';
}
