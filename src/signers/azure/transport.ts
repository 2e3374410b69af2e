import { Buffer } from 'node:buffer';
import type { PipelineResponse, HttpClient as SdkClient } from '@azure/core-rest-pipeline';
import { SealiftError } from '../../errors.ts';
import type { HttpClient, HttpRequest } from '../../io/http/types.ts';
import { sendWhole } from '../send-whole.ts';

/** Headers that the client of the run sets, or that are meant for the SDK's own transport. */
const NOT_SENT = new Set(['accept-encoding', 'content-length', 'user-agent']);

/**
 * The run's HTTP client in the shape of the SDK's: its proxy, authorities, deadlines, retries and limiter hold there too.
 *
 * @param check is called with each address before a request goes there, and throws where none may.
 * @param signal of requests that the SDK makes without one.
 * @param isOnce tells what must not be done twice.
 */
export function azureTransport(
  http: HttpClient,
  {
    check,
    signal,
    isOnce,
  }: {
    readonly check: (url: URL) => void;
    readonly signal?: () => AbortSignal;
    readonly isOnce?: (url: URL) => boolean;
  },
): SdkClient {
  return {
    async sendRequest(request): Promise<PipelineResponse> {
      const { createHttpHeaders } = await import('@azure/core-rest-pipeline');
      const { body } = request;
      if (typeof (body ?? '') !== 'string')
        throw new SealiftError('internal', 'the SDK of Azure sends something else than a text');
      const url = new URL(request.url);
      check(url);
      const entries = Object.entries(request.headers.toJSON());
      const sent = {
        method: request.method as HttpRequest['method'],
        url,
        headers: Object.fromEntries(entries.filter(([name]) => !NOT_SENT.has(name.toLowerCase()))),
        signal: signal?.() ?? (request.abortSignal as AbortSignal),
        ...(isOnce?.(url) ? { retry: false } : {}),
      };
      const content = body ? Buffer.from(body as string) : undefined;
      const { status, headers: answered, bytes } = await sendWhole(http, sent, content);
      const headers = createHttpHeaders();
      for (const [name, value] of Object.entries(answered))
        if (value !== undefined) headers.set(name, [value].flat().join(', '));
      return { request, status, headers, bodyAsText: Buffer.from(bytes).toString('utf8') };
    },
  };
}
