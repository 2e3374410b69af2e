import type { Readable } from 'node:stream';

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** Re-openable: called once an attempt. `length` in bytes is sent as Content-Length. */
  readonly body?: { readonly length: number; open(): Promise<Readable> | Readable | Uint8Array };
  /** Follow redirects of GET and HEAD (at most 5; credentials dropped on another origin). Default true. */
  readonly follow?: boolean;
  /** Retry connection errors, 408, 429 and 5xx. Default true; false where the caller must look first. */
  readonly retry?: boolean;
  readonly signal: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  /** Lower-case names; repeated headers as arrays (`www-authenticate` and `warning` always arrays when present). */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The URL that answered, after redirects. */
  readonly url: URL;
  /** Must be consumed or destroyed; idle and overall deadlines apply. */
  readonly body: Readable;
}

/** The only way to a socket. Throws SealiftError `connection_failed`, `tls_failed`, `deadline_exceeded`, … */
export interface HttpClient {
  request(request: HttpRequest): Promise<HttpResponse>;
  close(): Promise<void>;
}
