import { Buffer } from 'node:buffer';
import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import type { HttpClient, HttpRequest } from '../../io/http/types.ts';
import { sendWhole } from '../send-whole.ts';

interface SdkRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: { toJSON(): Record<string, string> };
  readonly body?: unknown;
}

/** Headers that the client of the run sets, or that are meant for the SDK's own transport. */
const NOT_SENT = new Set(['accept-encoding', 'content-length', 'user-agent']);

/** Headers as the SDK of Azure reads them. */
class SdkHeaders {
  readonly #values: Map<string, string>;

  constructor(entries: Iterable<readonly [string, string]>) {
    this.#values = new Map(entries);
  }

  get(name: string): string | undefined {
    return this.#values.get(name.toLowerCase());
  }
  has(name: string): boolean {
    return this.#values.has(name.toLowerCase());
  }
  set(name: string, value: string): void {
    this.#values.set(name.toLowerCase(), value);
  }
  delete(name: string): void {
    this.#values.delete(name.toLowerCase());
  }
  toJSON(): Record<string, string> {
    return Object.fromEntries(this.#values);
  }
  [Symbol.iterator](): Iterator<[string, string]> {
    return this.#values[Symbol.iterator]();
  }
}

function bytesOf(body: unknown): Uint8Array | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body === 'string') return Buffer.from(body);
  throw new SealiftError('internal', 'the SDK of Azure sends something else than a text');
}

export interface AzureTransport {
  /** Whether a token may be asked for there. */
  readonly allows: (url: URL) => boolean;
  readonly signal: () => AbortSignal;
  /** Is told the status or error of each request, because the errors that the SDK makes of them say less. */
  readonly onOutcome: (outcome: SealiftError | number) => void;
}

/** The run's HTTP client in the shape of the SDK's: its proxy, authorities, deadlines, retries and limiter hold there too. */
export function azureHttpClient(http: HttpClient, { allows, signal, onOutcome }: AzureTransport) {
  const send = async (request: SdkRequest) => {
    const url = new URL(request.url);
    if (!allows(url)) {
      throw new SealiftError(
        'config_invalid',
        `${printable(url.host)} is not where this identity gets tokens`,
      );
    }
    const content = bytesOf(request.body);
    const sent = Object.entries(request.headers.toJSON()).filter(
      ([name]) => !NOT_SENT.has(name.toLowerCase()),
    );
    const method = request.method as HttpRequest['method'];
    const whole = { method, url, headers: Object.fromEntries(sent), signal: signal() };
    const { status, headers: answered, bytes } = await sendWhole(http, whole, content);
    onOutcome(status);
    const bodyAsText = Buffer.from(bytes).toString('utf8');
    const headers = Object.entries(answered).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, [value].flat().join(', ')] as const],
    );
    return { request, status, headers: new SdkHeaders(headers), bodyAsText };
  };
  return {
    sendRequest: (request: SdkRequest) =>
      send(request).catch((error: unknown) => {
        if (error instanceof SealiftError) onOutcome(error);
        throw error;
      }),
  };
}
