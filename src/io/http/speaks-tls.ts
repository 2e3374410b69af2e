import { isIP } from 'node:net';
import { bareHostname } from './address.ts';
import { tls } from './node-http.ts';
import { trustingContext } from './trusting-context.ts';

/** Codes of a handshake that failed after an answer in TLS: a certificate that is not trusted, or an alert. */
const ANSWERED =
  /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_CERT_)|_ALERT_|_UNSUPPORTED_PROTOCOL|_TOO_SMALL/;

/**
 * Whether the port of a URL answers the beginning of a TLS handshake in TLS. Nothing is sent over the connection, and no
 * certificate is trusted. It never fails; a port that does not answer in time counts as one without TLS.
 */
export function speaksTls({ hostname, port }: URL, limit: number, signal: AbortSignal): Promise<boolean> {
  const host = bareHostname(hostname);
  return new Promise((resolve) => {
    const socket = tls().connect({
      host,
      port: Number(port || 80),
      ...(isIP(host) === 0 ? { servername: host } : {}),
      secureContext: trustingContext([]),
    });
    const late = setTimeout(() => done(false), limit);
    const done = (answer: boolean): void => {
      clearTimeout(late);
      signal.removeEventListener('abort', abort);
      socket.destroy();
      resolve(answer);
    };
    const abort = (): void => done(false);
    signal.addEventListener('abort', abort, { once: true });
    socket.on('secureConnect', () => done(true));
    socket.on('error', (error) => done('code' in error && ANSWERED.test(String(error.code))));
    socket.on('close', () => done(false));
  });
}
