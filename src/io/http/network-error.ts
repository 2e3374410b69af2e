import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { isLoopback } from './address.ts';
import { issuerOf } from './peer-issuer.ts';
import { plainToTls } from './plain-to-tls.ts';
import { redactUrl } from './redact.ts';
import { isUntrusted, untrustedHint, untrustedReason } from './untrusted.ts';

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name could not be looked up',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ETIMEDOUT: 'the connection timed out',
  HPE_HEADER_OVERFLOW: 'the head of the answer is too long',
};

/** Codes of OpenSSL and Node for a TLS handshake that failed. */
const TLS =
  /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|EPROTO$|HOSTNAME_MISMATCH|INVALID_CA)/;

function codeOf(error: unknown): string {
  const own = error instanceof Error && 'code' in error ? String(error.code) : '';
  // Several addresses were tried (RFC 8305), and the first error is told.
  const inner = error instanceof AggregateError ? codeOf(error.errors[0]) : '';
  return own || inner;
}

/** Whether a TLS record (RFC 8446, 5.1) came in place of an HTTP answer: the type of an alert, and major version 3. */
function isTlsAlert(error: unknown): boolean {
  const packet = error instanceof Error && 'rawPacket' in error ? error.rawPacket : undefined;
  return packet instanceof Uint8Array && packet[0] === 0x15 && packet[1] === 0x03;
}

/** Alerts about the client certificate (RFC 8446, 6.2). */
const CLIENT_CERTIFICATE: readonly (readonly [RegExp, string])[] = [
  [/ALERT_CERTIFICATE_REQUIRED/, 'it demands a client certificate'],
  [
    /ALERT_(BAD_CERTIFICATE|UNKNOWN_CA|UNSUPPORTED_CERTIFICATE|CERTIFICATE_(UNKNOWN|EXPIRED|REVOKED)|ACCESS_DENIED)/,
    'it refuses the client certificate',
  ],
];

function tlsError(
  code: string,
  error: unknown,
  url: URL,
  where: string,
  proxy: URL | undefined,
): SealiftError {
  const text = error instanceof Error ? error.message : '';
  const fail = (reason: string, hint?: string) =>
    new SealiftError('tls_failed', `${where}: ${reason}`, {
      cause: error,
      ...(hint === undefined ? {} : { hint }),
    });
  if (/wrong version number|packet length too long|http request/i.test(text)) {
    const reason =
      proxy?.protocol === 'https:' ? 'it, or the proxy, does not speak TLS' : 'it does not speak TLS';
    return fail(reason, noTlsHint(url, proxy));
  }
  const client = CLIENT_CERTIFICATE.find(([pattern]) => pattern.test(code))?.[1];
  if (client !== undefined) {
    const hint = `Keep NAME.cert and NAME.key in certs.d/${url.host} of docker or podman.`;
    return fail(client, hint);
  }
  if (!isUntrusted(code)) return fail(`TLS failed (${code})`);
  const issuer = issuerOf(error);
  // With an https proxy only the issuer of its own certificate is known: Node makes the connection inside the tunnel by itself.
  if (proxy?.protocol === 'https:' && issuer !== undefined) {
    return new SealiftError(
      'tls_failed',
      `the proxy ${printable(proxy.host)}: ${untrustedReason(code, issuer)}`,
      {
        cause: error,
        hint: "Trust the proxy's authority by --ca-file FILE, by SSL_CERT_FILE, or in the system's store.",
      },
    );
  }
  return fail(untrustedReason(code, issuer), untrustedHint(code, url.host));
}

/** The hint for a host that was asked by TLS and speaks plain HTTP. */
function noTlsHint(url: URL, proxy: URL | undefined): string {
  const plain = `allow plain HTTP with --http-host ${url.host}.`;
  // Key services may be asked in plain HTTP on loopback alone.
  const registry = isLoopback(url.hostname)
    ? `If this registry has no TLS, leave --https-host ${url.host} out, or ${plain} The address of a service that has none begins with http://.`
    : `If this registry has no TLS, ${plain}`;
  return proxy?.protocol === 'https:'
    ? `If the proxy has no TLS, write http:// before its host in HTTPS_PROXY. ${registry}`
    : registry;
}

/** The error for a proxy that answered in place of the host: 5xx may pass, any other status is a refusal. */
export function proxyError(status: number, url: URL, proxy: URL, cause?: unknown): SealiftError {
  const where = `the proxy ${printable(proxy.host)}`;
  if (status >= 500) {
    return new SealiftError('connection_failed', `${where} cannot reach ${url.host} (${status})`, { cause });
  }
  const login = proxy.username === '' ? 'demands a login' : 'refuses its login';
  const reason = status === 407 ? login : 'does not let us through';
  return new SealiftError('proxy_refused', `${where} ${reason}, on the way to ${url.host} (${status})`, {
    cause,
    ...(status === 407
      ? {
          hint: 'Write the variable of the proxy as http://USER:PASSWORD@HOST:PORT, special characters as %40.',
        }
      : {}),
  });
}

/**
 * A failed connection as a SealiftError that names host and reason; a SealiftError is returned unchanged.
 *
 * @param proxy the one that the request went to.
 */
export function networkError(error: unknown, url: URL, proxy?: URL): SealiftError {
  if (error instanceof SealiftError) return error;
  const code = codeOf(error);
  const where = `${redactUrl(url)}${proxy ? `, through the proxy ${printable(proxy.host)}` : ''}`;
  const text = error instanceof Error ? error.message : String(error);
  if (isTlsAlert(error)) return plainToTls(url, error);
  if (TLS.test(code)) return tlsError(code, error, url, where, proxy);
  const answered = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 0;
  if (code === 'ERR_PROXY_TUNNEL' && proxy && answered > 0) return proxyError(answered, url, proxy, error);
  const other = code.startsWith('HPE_') ? `what it answers is not HTTP (${code})` : code || text;
  const reason = REASONS[code] ?? other;
  // A server without TLS may hang up on the handshake.
  const inHandshake = /before secure TLS connection was established/.test(text);
  return new SealiftError(
    'connection_failed',
    `${where}: ${reason}${inHandshake ? ' before TLS came about' : ''}`,
    {
      cause: error,
      ...(inHandshake ? { hint: `Check the network. ${noTlsHint(url, proxy)}` } : {}),
    },
  );
}

/** Whether no connection came about, since nobody takes one there. */
export function isUnreached(error: SealiftError): boolean {
  const codes = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'];
  return error.code === 'connection_failed' && codes.includes(codeOf(error.cause));
}

/** Whether another try may help: not for a name that does not exist, nor for a certificate that is not trusted. */
export function mayPassLater(error: SealiftError): boolean {
  if (error.code === 'deadline_exceeded') return true;
  return error.code === 'connection_failed' && codeOf(error.cause) !== 'ENOTFOUND';
}
