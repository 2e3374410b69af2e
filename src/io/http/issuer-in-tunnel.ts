import { Buffer } from 'node:buffer';
import { isIP } from 'node:net';
import { SealiftError } from '../../errors.ts';
import { bareHostname } from './address.ts';
import { networkError } from './network-error.ts';
import { http, tls } from './node-http.ts';
import { issuerOf, issuerOfTop, rememberIssuerOf } from './peer-issuer.ts';
import { proxyFor } from './proxy.ts';
import { trustingContext } from './trusting-context.ts';
import type { HttpOptions, HttpRequest, HttpResponse } from './types.ts';
import { isUntrusted } from './untrusted.ts';

/** Milliseconds for one more tunnel after a request has failed. */
const LIMIT = 3_000;

function loginOf({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(login).toString('base64')}` };
}

/** The issuer of the certificate that a host presents in a tunnel. Nothing is sent in it, and the certificate is not trusted. */
function issuerBehind(url: URL, proxy: URL, limit: number, signal: AbortSignal): Promise<string | undefined> {
  const host = bareHostname(url.hostname);
  const authority = `${url.hostname}:${url.port || 443}`;
  return new Promise((resolve) => {
    const asked = http().request({
      host: bareHostname(proxy.hostname),
      port: Number(proxy.port || 80),
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...loginOf(proxy) },
      agent: false,
      signal: AbortSignal.any([signal, AbortSignal.timeout(limit)]),
    });
    let issuer: string | undefined;
    const done = (): void => {
      asked.destroy();
      resolve(issuer);
    };
    asked.on('connect', (answer, socket) => {
      socket.on('error', () => {}).on('close', done);
      if (answer.statusCode !== 200) {
        socket.destroy();
        return;
      }
      const servername = isIP(host) === 0 ? { servername: host } : {};
      const secure = tls().connect({ socket, ...servername, secureContext: trustingContext([]) });
      secure.prependListener('secure', () => {
        issuer = issuerOfTop(secure);
      });
      secure.on('error', () => socket.destroy()).on('secureConnect', () => socket.destroy());
    });
    asked.on('response', done).on('error', done).end();
  });
}

/**
 * The outcome of a request, with an error that names the untrusted issuer where the connection went through a tunnel. Node
 * tells nothing of that connection, and a proxy that inspects TLS presents such certificates.
 */
export async function withIssuerInTunnel(
  { url, signal }: HttpRequest,
  { env, timeouts }: Pick<HttpOptions, 'env' | 'timeouts'>,
  outcome: Promise<HttpResponse>,
): Promise<HttpResponse> {
  try {
    return await outcome;
  } catch (error) {
    const cause = error instanceof SealiftError && error.code === 'tls_failed' ? error.cause : undefined;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    const proxy = isUntrusted(code) ? proxyFor(url, env) : undefined;
    if (!proxy?.startsWith('http:') || issuerOf(cause) !== undefined || signal.aborted) throw error;
    const issuer = await issuerBehind(url, new URL(proxy), Math.min(LIMIT, timeouts.connect), signal);
    rememberIssuerOf(cause as Error, issuer);
    throw networkError(cause, url, new URL(proxy));
  }
}
