import type { Readable } from 'node:stream';
import type { Secrets } from '../../encoding/secrets/secrets.ts';
import type { Timeouts } from './timeouts.ts';

export interface RequestBody {
  /** Sent as Content-Length. */
  readonly length: number;
  /** It is read elsewhere while it is sent: it must not take the last turn of a host, which its source may need. */
  readonly streams?: true;
  /** Called once an attempt, so it has to be repeatable. */
  open(): Promise<Readable | Uint8Array>;
}

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: RequestBody;
  /**
   * Redirects, at most five; those of a write (307, 308) on the same origin only. Of GET and HEAD: followed anywhere (`any`, the default; credentials stay behind on another
   * origin), only on the same origin (`same-origin`: another one is answered as the 3xx it is), or not at all.
   */
  readonly redirects?: 'any' | 'same-origin' | 'none';
  /**
   * Show the client certificate that is kept for this host, if it is asked for: only what a registry's own origin is asked.
   * It stays behind on another origin, as credentials do.
   */
  readonly clientCertificate?: boolean;
  /** Repeat after connection errors, 408, 429 and 5xx. Default true; false where the caller has to start over itself. */
  readonly retry?: boolean;
  /**
   * The most bytes that a good answer may have (64 KiB when absent), or `stream` for content that is passed on as it comes.
   * All but a stream is taken in before the request resolves, within `timeouts.total`, and asked for again where it stands
   * still or is cut; one that is longer fails with `content_too_large` when it is read.
   */
  readonly answer?: number | 'stream';
  readonly signal: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case; a header that came several times as an array. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The URL that answered, after redirects. */
  readonly url: URL;
  /** To be read to its end or destroyed. Its errors are SealiftErrors. */
  readonly body: Readable;
}

/** The only way to a socket. Throws SealiftError `connection_failed`, `tls_failed` or `deadline_exceeded`. */
export interface HttpClient {
  /** What no message may hold: errors of the client do not, and what an answer says goes through it. */
  readonly secrets: Secrets;
  request(request: HttpRequest): Promise<HttpResponse>;
  /** For hosts that say "too much" in words of their own: they get less at a time, and nothing for so many milliseconds. */
  slowDown?(url: URL, milliseconds: number): void;
  close(): Promise<void>;
}

/** One answered request, for `--debug`; the URL is redacted, and without secrets. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly milliseconds: number;
}

/** What is kept for one host beside the authorities of the machine. All PEM. */
export interface HostCertificates {
  readonly authorities: readonly string[];
  readonly client?: { readonly cert: string; readonly key: string };
}

export interface HttpOptions {
  readonly userAgent: string;
  /** The secrets of the run, to which those are added that a request carries; without it, the client has its own. */
  readonly secrets?: Secrets;
  /** Requests in flight a host. */
  readonly concurrency: number;
  /** The authorities of the machine, PEM, one each; asked for at the first connection by TLS. Node's own ones when absent. */
  readonly authorities?: () => Promise<readonly string[]>;
  readonly timeouts: Timeouts;
  /** PEM of certificate authorities to trust beside the machine's. */
  readonly ca?: string;
  /** Asked for `HOST[:PORT]` when it is contacted by TLS. */
  readonly certificatesOf?: (host: string) => Promise<HostCertificates | undefined>;
  /** Where proxies are named: `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`, in either case. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** In [0, 1): spreads retries. */
  readonly random: () => number;
  readonly onExchange?: (exchange: Exchange) => void;
  /** Called once for a host that is waited for and has said nothing for `timeouts.silence`. */
  readonly onSilence?: (host: string, milliseconds: number) => void;
  /** Text of a `Warning: 299` header (distribution-spec), as it came but for secrets. */
  readonly onWarning?: (text: string, host: string) => void;
}
