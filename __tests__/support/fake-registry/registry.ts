import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Digest, digestAlgorithm, digestOf, isDigest } from '../../../src/oci/digest.ts';
import { parseManifest } from '../../../src/oci/manifest.ts';
import type { ManifestContent } from '../../../src/oci/ports.ts';
import { answerError, bodyOf } from './answer.ts';
import { type AuthOptions, DENIED, FakeAuth } from './auth.ts';
import { serveReferrers } from './referrers.ts';
import { sendBlob } from './send-blob.ts';
import { FakeRepository } from './state.ts';
import { PLAIN, type Switches } from './switches.ts';
import { FakeUploads } from './uploads.ts';

/** One request that came in. */
export interface LoggedRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly authorization: string | undefined;
  status: number;
}

export interface Failure {
  /** Matches `METHOD /path`. */
  readonly match: RegExp;
  /** How often; then the registry behaves. */
  times: number;
  /** `cut` breaks the connection, `hold` never answers. */
  readonly status: number | 'cut' | 'hold';
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

const LARGEST_MANIFEST = 4 * 1024 * 1024;

/** RFC 9110, 13.1: If-Match and If-None-Match against what is there. */
function fitsGuard(headers: IncomingMessage['headers'], there: ManifestContent | undefined): boolean {
  const etag = there && `"${there.descriptor.digest}"`;
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  return (match === undefined || match === etag) && (noneMatch !== '*' || there === undefined);
}

/** A registry in memory behind real HTTP on loopback, with a log and a switch for every oddity. */
export class FakeRegistry {
  readonly log: LoggedRequest[] = [];
  readonly failures: Failure[] = [];
  /** From this request on (counted from 1) every connection is cut; with `cutIsDone`, the first one after its work. */
  cutFrom = Number.POSITIVE_INFINITY;
  cutIsDone = false;
  readonly switches: Switches;
  readonly auth: FakeAuth;
  readonly #repositories = new Map<string, FakeRepository>();
  readonly #uploads = new FakeUploads();
  readonly #server: Server;

  private constructor(switches: Partial<Switches>, auth: Partial<AuthOptions>) {
    this.switches = { ...PLAIN, ...switches };
    this.auth = new FakeAuth(auth);
    this.#server = createServer((incoming, outgoing) => {
      this.#serve(incoming, outgoing).catch((error: unknown) => {
        if (!outgoing.headersSent) outgoing.writeHead(500);
        outgoing.end(String(error));
      });
    });
  }

  static async start(
    switches: Partial<Switches> = {},
    auth: Partial<AuthOptions> = {},
  ): Promise<FakeRegistry> {
    const registry = new FakeRegistry(switches, auth);
    await new Promise<void>((resolve) => registry.#server.listen(0, '127.0.0.1', resolve));
    return registry;
  }

  /** `127.0.0.1:PORT` */
  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The repository, made when it is not there. */
  repository(name: string): FakeRepository {
    const known = this.#repositories.get(name) ?? new FakeRepository();
    this.#repositories.set(name, known);
    return known;
  }

  /** `METHOD /path` of every request so far. */
  get requests(): string[] {
    return this.log.map(({ method, path }) => `${method} ${path}`);
  }

  /** Upload sessions that nobody has completed or cancelled. */
  get openUploads(): number {
    return this.#uploads.open;
  }

  get writes(): string[] {
    return this.requests.filter((request) => !/^(GET|HEAD) /.test(request));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const url = new URL(incoming.url!, `http://${this.host}`);
    const { authorization } = incoming.headers;
    const entry: LoggedRequest = { method: incoming.method!, path: incoming.url!, authorization, status: 0 };
    this.log.push(entry);
    outgoing.on('finish', () => {
      entry.status = outgoing.statusCode;
    });
    const failure = this.failures.find(
      ({ match, times }) => times > 0 && match.test(`${entry.method} ${entry.path}`),
    );
    if (this.log.length >= this.cutFrom) {
      if (this.log.length > this.cutFrom || !this.cutIsDone) {
        incoming.socket.destroy();
        return;
      }
      // Done, and nobody hears of it.
      outgoing.end = (() => incoming.socket.destroy()) as unknown as typeof outgoing.end;
    }
    if (failure) {
      failure.times -= 1;
      if (failure.status === 'hold') return;
      if (failure.status === 'cut') {
        incoming.socket.destroy();
        return;
      }
      outgoing.writeHead(failure.status, failure.headers ?? {}).end(failure.body ?? '');
      return;
    }
    if (url.pathname === '/token') {
      await this.auth.serveToken(incoming, outgoing, url, this.switches.oauth);
      return;
    }
    const match = /^\/v2\/(.+?)\/(manifests|blobs\/uploads|blobs|referrers|tags)\/(.*)$/.exec(url.pathname);
    if (!match) {
      outgoing.writeHead(404).end();
      return;
    }
    const [, name, kind, rest] = match as unknown as [string, string, string, string];
    const action = /^(GET|HEAD)$/.test(entry.method) ? 'pull' : 'push';
    // A mount reads the repository that it takes the blob from (distribution does so).
    const from = action === 'push' ? url.searchParams.get('from') : null;
    const challenge =
      this.auth.refuse(incoming, this.host, name, action) ??
      (from ? this.auth.refuse(incoming, this.host, from, 'pull') : undefined);
    if (challenge === DENIED) {
      incoming.resume();
      this.#error(outgoing, 403, 'DENIED');
      return;
    }
    if (challenge !== undefined) {
      incoming.resume();
      outgoing.writeHead(401, { 'www-authenticate': challenge }).end('{"errors":[{"code":"UNAUTHORIZED"}]}');
      return;
    }
    const handlers: Record<string, () => unknown> = {
      manifests: () => this.#manifests(name, rest, incoming, outgoing),
      blobs: () => this.#blob(name, rest, incoming, outgoing),
      'blobs/uploads': () => this.#uploads.serve(this, { name, id: rest, url }, incoming, outgoing),
      referrers: () => serveReferrers(this.repository(name), this.switches, url, rest, outgoing),
      tags: () => this.#tags(name, outgoing),
    };
    await handlers[kind]!();
  }

  #error(outgoing: ServerResponse, status: number, code: string): ServerResponse {
    return answerError(outgoing, status, code);
  }

  #tags(name: string, outgoing: ServerResponse): unknown {
    const known = this.#repositories.get(name);
    if (!known || (known.manifests.size === 0 && known.blobs.size === 0))
      return this.#error(outgoing, 404, 'NAME_UNKNOWN');
    const body = JSON.stringify({ name, tags: [...known.tags.keys()] });
    outgoing.writeHead(200, { 'content-type': 'application/json' }).end(body);
  }

  async #manifests(
    name: string,
    rest: string,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<unknown> {
    const repository = this.repository(name);
    if (incoming.method === 'PUT') return this.#putManifest(repository, rest, incoming, outgoing);
    const { switches } = this;
    const subject = switches.referrersTagIsSubject ? rest.replace(/^(sha256)-/, '$1:') : rest;
    const found = repository.find(subject);
    if (!found) return this.#error(outgoing, 404, 'MANIFEST_UNKNOWN');
    if (switches.htmlManifests) {
      outgoing.writeHead(200, { 'content-type': 'text/html' }).end('<html></html>');
      return;
    }
    const bytes = switches.corruptManifests ? Buffer.concat([found.bytes, Buffer.from(' ')]) : found.bytes;
    outgoing.writeHead(200, {
      'content-type': found.descriptor.mediaType,
      'content-length': incoming.method === 'HEAD' && switches.emptyHead ? '0' : String(bytes.length),
      ...(switches.etags === 'none' ? {} : { etag: `"${found.descriptor.digest}"` }),
      ...(switches.noDigestHeader ? {} : { 'docker-content-digest': found.descriptor.digest }),
    });
    outgoing.end(incoming.method === 'HEAD' ? undefined : bytes);
  }

  async #putManifest(
    repository: FakeRepository,
    rest: string,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<unknown> {
    const bytes = await bodyOf(incoming);
    if (bytes.length > LARGEST_MANIFEST) return this.#error(outgoing, 413, 'SIZE_INVALID');
    const digest: Digest = digestOf(bytes, isDigest(rest) ? digestAlgorithm(rest) : 'sha256');
    if (isDigest(rest) && rest !== digest) return this.#error(outgoing, 400, 'DIGEST_INVALID');
    const content = {
      descriptor: { mediaType: incoming.headers['content-type']!, digest, size: bytes.length },
      bytes,
    };
    const { config, layers, manifests } = parseManifest(content);
    if ([...(config ? [config] : []), ...layers].some((blob) => !repository.blobs.has(blob.digest))) {
      return this.#error(outgoing, 404, 'MANIFEST_BLOB_UNKNOWN');
    }
    const isIndexOfReferrers = /^sha256-[0-9a-f]{64}$/.test(rest);
    if (!isIndexOfReferrers && manifests.some((child) => !repository.manifests.has(child.digest))) {
      return this.#error(outgoing, 404, 'MANIFEST_UNKNOWN');
    }
    if (this.switches.etags === 'honoured' && !fitsGuard(incoming.headers, repository.find(rest))) {
      return this.#error(outgoing, 412, 'PRECONDITION_FAILED');
    }
    if (!isDigest(rest)) {
      const taken = repository.tags.get(rest);
      if (this.switches.immutableTags && taken !== undefined && taken !== digest) {
        return this.#error(outgoing, 409, 'TAG_IMMUTABLE');
      }
      repository.tags.set(rest, digest);
    }
    const { subject } = repository.put(content, this.switches);
    outgoing.writeHead(201, {
      'docker-content-digest': digest,
      ...(subject !== undefined && this.switches.subjectHeader ? { 'oci-subject': subject } : {}),
    });
    outgoing.end();
  }

  #blob(name: string, digest: string, incoming: IncomingMessage, outgoing: ServerResponse): unknown {
    const bytes = this.repository(name).blobs.get(digest);
    if (!bytes) return this.#error(outgoing, 404, 'BLOB_UNKNOWN');
    const { blobRedirect } = this.switches;
    if (incoming.method === 'GET' && blobRedirect !== undefined) {
      outgoing.writeHead(307, { location: `${blobRedirect}/${digest}?signature=secret` }).end();
      return;
    }
    sendBlob(bytes, incoming, outgoing, this.switches);
  }
}
