import { Buffer } from 'node:buffer';
import { Readable } from 'node:stream';
import { SealiftError } from '../../errors.ts';
import type { HttpClient, HttpRequest } from '../../io/http/types.ts';
import { endpointOf } from '../endpoint.ts';
import { sendWhole } from '../send-whole.ts';

interface SdkRequest {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Readable;
}

function bytesOf(body: unknown): Uint8Array | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body === 'string') return Buffer.from(body);
  if (body instanceof Uint8Array) return body;
  throw new SealiftError('internal', 'the SDK of AWS sends a stream where a text is due');
}

function urlOf({ protocol, hostname, port, path, query = {} }: SdkRequest): URL {
  const host = `${hostname}${port === undefined ? '' : `:${port}`}`;
  const url = endpointOf(`${protocol}//${host}`, 'the address of AWS');
  // The path is set and not resolved, because one that begins with two slashes would name another host.
  url.pathname = path;
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value ?? ''].flat()) url.searchParams.append(name, one);
  }
  return url;
}

/**
 * The run's HTTP client in the shape that the SDK of AWS sends its requests through: its proxy, authorities, deadlines and
 * limiter hold there too. One try a call; the caller repeats.
 *
 * @param onUrl is told where each request goes.
 * @param signal of the call that is under way.
 */
export function awsRequestHandler(http: HttpClient, onUrl: (url: URL) => void, signal: () => AbortSignal) {
  return {
    async handle(
      request: SdkRequest,
      { abortSignal }: { abortSignal?: AbortSignal } = {},
    ): Promise<{ response: SdkResponse }> {
      const content = bytesOf(request.body);
      const url = urlOf(request);
      onUrl(url);
      const sent = {
        method: request.method as HttpRequest['method'],
        url,
        headers: request.headers,
        retry: false,
        // Requests that the SDK makes by itself, such as a login at STS, have no signal.
        signal: abortSignal ?? signal(),
      };
      const { status, headers, bytes } = await sendWhole(http, sent, content);
      const body = Readable.from([bytes]);
      const plain = Object.entries(headers).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, [value].flat().join(', ')] as const],
      );
      return { response: { statusCode: status, headers: Object.fromEntries(plain), body } };
    },
    updateHttpClientConfig(): void {},
    httpHandlerConfigs: () => ({}),
    destroy(): void {},
  };
}
