import type { Readable } from 'node:stream';
import type { Secrets } from '../../encoding/secrets/secrets.ts';
import type { Resolve } from './guard/lookup.ts';
import type { Timeouts } from './timeouts.ts';

export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** Limits of one host beside those of the run. */
export interface HostBudget {
  /** The registry, as its users name it. */
  readonly registry: string;
  /** May be a fraction. */
  readonly requestsPerSecond?: number;
  readonly concurrency?: number;
  /** How many pulls are left to others of the allowance that the host tells of (`ratelimit-remaining`). */
  readonly keepAllowance?: number;
}

export interface RequestBody {
  /** Sent as Content-Length. */
  readonly length: number;
  /** Set when the body is read elsewhere while it is sent. It never takes the last turn of a host, which its source may need. */
  readonly streams?: true;
  /** Called once for each try, so it has to be repeatable. */
  open(): Promise<Readable | Uint8Array>;
}

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: RequestBody;
  /**
   * Redirects, at most five; those of a write (307, 308) on the same origin only. Of GET and HEAD they are followed anywhere
   * (`any`, the default, without credentials on another origin), only on the same origin (`same-origin`; the 3xx to another one
   * is the answer), or not at all.
   */
  readonly redirects?: 'any' | 'same-origin' | 'none';
  /**
   * Whether the host may see the client certificate that is kept for it. Only requests to a registry's own origin show it, and
   * a redirect to another origin does not, as with credentials.
   */
  readonly clientCertificate?: boolean;
  /**
   * Set where a third party names the URL, as a certificate names its CRL: the addresses of metadata services and their like
   * are refused, in the URL, in every redirect, and when a name is resolved. A write follows 307 and 308 to other origins as
   * well, because it has no credentials.
   */
  readonly guarded?: boolean;
  /** Set where registries count the request as a pull: a GET of a manifest (docs.docker.com, "Pull usage and limits"). */
  readonly pull?: true;
  /** Whether to retry after connection errors, 408, 429 and 5xx; true by default, false where the caller retries itself. */
  readonly retry?: boolean;
  /** The most tries, five by default. */
  readonly tries?: number;
  /**
   * The most bytes that a good answer may have (64 KiB when absent), or `stream` for content that is passed on as it comes.
   * All but a stream is read into memory before the request resolves, within `timeouts.total`, and retried when it stalls or is
   * cut; one that is longer fails with `content_too_large` when it is read.
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
  /** The secrets of the run. Errors of the client are without them; a caller hides them in texts of an answer. */
  readonly secrets: Secrets;
  request(request: HttpRequest): Promise<HttpResponse>;
  /** Slows down a host that reports throttling in its own way: fewer requests at a time, and none for so many milliseconds. */
  slowDown?(url: URL, milliseconds: number): void;
  /** Limits the requests to `HOST[:PORT]` from now on, as its URLs name it. */
  limit?(host: string, budget: HostBudget): void;
  close(): Promise<void>;
}

/** One answered request, for `--debug`; the URL is redacted, and without secrets. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly milliseconds: number;
}

/** Certificates for one host beside the authorities of the machine, all PEM. */
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
  /** Reads the authorities of the machine, PEM, one each, at the first connection by TLS. Those of Node when absent. */
  readonly authorities?: () => Promise<readonly string[]>;
  readonly timeouts: Timeouts;
  /** PEM of certificate authorities to trust beside the machine's. */
  readonly ca?: string;
  /** Called with `HOST[:PORT]` when that is contacted by TLS. */
  readonly certificatesOf?: (host: string) => Promise<HostCertificates | undefined>;
  /** Resolves the names of guarded requests; by the system when absent. */
  readonly resolve?: Resolve;
  /** The environment that names proxies: `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`, in either case. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  readonly sleep: Sleep;
  /** In [0, 1): spreads retries. */
  readonly random: () => number;
  readonly onExchange?: (exchange: Exchange) => void;
  /** Called once for each host that a request waits for and that has sent nothing for `timeouts.silence`. */
  readonly onSilence?: (host: string, milliseconds: number) => void;
  /** Called when pulls of a registry wait for a new allowance. */
  readonly onWait?: (registry: string, milliseconds: number) => void;
  /** Called with the text of a `Warning: 299` header (distribution-spec), unchanged but for secrets. */
  readonly onWarning?: (text: string, host: string) => void;
}
