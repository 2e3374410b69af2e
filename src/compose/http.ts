import { pemText } from '../encoding/pem.ts';
import { printable } from '../encoding/printable.ts';
import { homeFolder } from '../io/home.ts';
import { openAuthorities } from '../io/http/authorities/open.ts';
import { createHttpClient } from '../io/http/client.ts';
import type { HttpClient, HttpOptions } from '../io/http/types.ts';
import { parseCertificates } from '../pki/parse-certificates.ts';
import { openHostCertificates } from '../stores/registry/tls/host-certificates.ts';
import { pemOf } from './inline.ts';
import type { AnyRun } from './run.ts';
import { VERSION } from './version.ts';

const CA_LIMIT = 1024 * 1024;

/** Timeouts of a connection and of a request without progress where --timeout is absent, in milliseconds. */
const CONNECT = 10_000;
const IDLE = 30_000;

const CA_COMPLAINT = { code: 'config_invalid', what: 'CA file' } as const;

/** Authorities for TLS, as PEM. They are parsed, so that a wrong file is an error before the first handshake. */
async function readAuthorities(value: string): Promise<string> {
  const authorities = await parseCertificates(await pemOf(value, CA_LIMIT, CA_COMPLAINT), CA_COMPLAINT);
  return authorities.map(({ der }) => pemText('CERTIFICATE', der)).join('');
}

/**
 * Opens an HTTP client of a run and closes it when the run ends.
 *
 * @param own what a client has that is not that for registries and key services.
 */
export async function openHttp(
  run: Omit<AnyRun, 'http'>,
  own: Partial<HttpOptions> = {},
): Promise<HttpClient> {
  const { caFile, concurrency, timeout } = run.values;
  const ca = caFile === undefined ? undefined : await run.problems.try(() => readAuthorities(caFile));
  const { onRequest } = run;
  const http = createHttpClient({
    userAgent: `sealift/${VERSION}`,
    secrets: run.secrets,
    concurrency,
    timeouts: { connect: timeout ?? CONNECT, idle: timeout ?? IDLE },
    ...(ca === undefined ? {} : { ca }),
    env: run.env,
    authorities: openAuthorities({ env: run.env, platform: process.platform }),
    certificatesOf: openHostCertificates({ env: run.env, home: homeFolder(), platform: process.platform }),
    now: () => run.clock.now(),
    sleep: (milliseconds, signal) => run.clock.sleep(milliseconds, signal),
    random: Math.random,
    onSilence: (host, milliseconds) => run.reporter.progress({ type: 'silence', host, milliseconds }),
    onWait: (registry, milliseconds) =>
      run.reporter.progress({
        type: 'notice',
        message: `waiting ${Math.ceil(milliseconds / 1000)} s for ${printable(registry, 300)}, whose allowance is down to what keep-allowance keeps`,
      }),
    onWarning: (text, host) => run.reporter.warning(`${host} says: ${printable(text, 500)}`),
    ...(onRequest
      ? {
          onExchange: ({ method, url, status, milliseconds }) =>
            onRequest(printable(`${method} ${url} ${status} (${milliseconds} ms)`, 1000)),
        }
      : {}),
    ...own,
  });
  run.onEnd(() => http.close());
  return http;
}
