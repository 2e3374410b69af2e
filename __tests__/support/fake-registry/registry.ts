import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Digest, digestAlgorithm, digestOf, isDigest } from '../../../src/oci/digest.ts';
import { parseManifest } from '../../../src/oci/manifest.ts';
import { isForeignLayer } from '../../../src/oci/media-types.ts';
import { bodyOf, type Exchange, responseError } from './answer.ts';
import { type AuthOptions, DENIED, FakeAuth } from './auth.ts';
import { FakeGate } from './gate.ts';
import { fitsGuard, IMMUTABLE } from './put-guards.ts';
import { serveReferrers } from './referrers.ts';
import { pluginError } from './refusals.ts';
import { sendBlob } from './send-blob.ts';
import { FakeRepository } from './state.ts';
import { PLAIN, type Switches, swallowed } from './switches.ts';
import { setTags, tagsOf } from './tags.ts';
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

/** An answer that waits until another request has come in: only who asks both together gets it. */
export interface Hold {
  /** Both match `METHOD /path`. */
  readonly match: RegExp;
  readonly until: RegExp;
  /** The n-th that matches, and every later one, is held until so many have come in; 1 each when absent. */
  readonly from?: number;
  readonly times?: number;
}

/** A registry in memory behind real HTTP on loopback, with a log and a switch for every oddity. */
export class FakeRegistry {
  readonly log: LoggedRequest[] = [];
  readonly failures: Failure[] = [];
  readonly holds: Hold[] = [];
  /** From this request on (counted from 1) every connection is cut; with `cutIsDone`, the first one after its work. */
  cutFrom = Number.POSITIVE_INFINITY;
  cutIsDone = false;
  /** Sees each request before anything else does; `true` when it has answered, or broken the connection. */
  intercept: ((exchange: Exchange) => boolean | Promise<boolean>) | undefined;
  readonly switches: Switches;
  readonly auth: FakeAuth;
  readonly #repositories = new Map<string, FakeRepository>();
  readonly #uploads = new FakeUploads();
  readonly #gate = new FakeGate();
  /** Called at every request that comes in. */
  readonly #waiting = new Set<() => void>();
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

  /** As a restart looks from outside: connections break, nobody listens for a while, and upload sessions are gone. */
  async restart(downtime: number): Promise<void> {
    const { port } = this.#server.address() as AddressInfo;
    await this.stop();
    this.#uploads.forget();
    await new Promise((resolve) => setTimeout(resolve, downtime));
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
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
    for (const look of this.#waiting) look();
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
    if (await this.intercept?.({ incoming, outgoing })) return;
    await this.#held();
    if (url.pathname === '/token') {
      await this.auth.serveToken(incoming, outgoing, url, this.switches.oauth);
      return;
    }
    const path = this.#gate.pass(incoming, outgoing, url, this.switches);
    if (path === undefined) return;
    const [, storage, stored] = /^\/storage\/(.+)\/([^/]+)$/.exec(path) ?? [];
    if (storage && stored) {
      this.#storage(storage, stored, incoming, outgoing);
      return;
    }
    const match = /^\/v2\/(.+?)\/(manifests|blobs\/uploads|blobs|referrers|tags)\/(.*)$/.exec(path);
    if (path === '/v2/') {
      const challenge = this.auth.refuse(incoming, this.host, '', 'pull');
      const header = typeof challenge === 'string' ? { 'www-authenticate': challenge } : {};
      outgoing.writeHead(challenge === undefined ? 200 : 401, header).end();
      return;
    }
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
      const header = this.switches.challengesOnPingOnly ? {} : { 'www-authenticate': challenge };
      outgoing.writeHead(401, header).end('{"errors":[{"code":"UNAUTHORIZED"}]}');
      return;
    }
    if (this.switches.demandsRepository && action === 'push' && !this.#repositories.has(name)) {
      incoming.resume();
      this.#error(outgoing, 404, 'NAME_UNKNOWN');
      return;
    }
    const [project] = name.split('/', 1);
    const isIn = (one: string): boolean => one.startsWith(`${project}/`);
    if (this.switches.demandsProject && ![...this.#repositories.keys()].some(isIn)) {
      incoming.resume();
      const message = `project ${project} not found: project ${project} not found`;
      const body = JSON.stringify({ errors: [{ code: 'UNAUTHORIZED', message }] });
      outgoing.writeHead(401, { 'www-authenticate': '' }).end(body);
      return;
    }
    const handlers: Record<string, () => unknown> = {
      manifests: () => this.#manifests(name, rest, url, incoming, outgoing),
      blobs: () => this.#blob(name, rest, incoming, outgoing),
      'blobs/uploads': () => this.#uploads.serve(this, { name, id: rest, url }, incoming, outgoing),
      referrers: () => serveReferrers(this.repository(name), this.switches, url, rest, outgoing),
      tags: () => this.#tags(name, url, outgoing),
    };
    await handlers[kind]!();
  }

  /** Of the request that has just come in. */
  async #held(): Promise<void> {
    const count = (pattern: RegExp) => this.requests.filter((one) => pattern.test(one)).length;
    const held = this.holds.filter(({ match, from = 1 }) => {
      return match.test(this.requests.at(-1)!) && count(match) >= from;
    });
    for (const { until, times = 1 } of held) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const look = (): void => {
        if (count(until) >= times) resolve();
      };
      this.#waiting.add(look);
      look();
      await promise;
      this.#waiting.delete(look);
    }
  }

  #error(outgoing: ServerResponse, status: number, code: string): ServerResponse {
    const inWords = this.switches.notFoundInWords && status === 404;
    return inWords
      ? responseError(outgoing, 404, 'UNKNOWN', 'unknown: artifact not found')
      : responseError(outgoing, status, code);
  }

  #tags(name: string, url: URL, outgoing: ServerResponse): unknown {
    const known = this.#repositories.get(name);
    if (!known || (known.manifests.size === 0 && known.blobs.size === 0))
      return this.#error(outgoing, 404, 'NAME_UNKNOWN');
    if (Number(url.searchParams.get('n') ?? 0) > this.switches.largestPage)
      return this.#error(outgoing, 400, 'PAGINATION_NUMBER_INVALID');
    const body = JSON.stringify({ name, tags: tagsOf(known, this.switches) });
    outgoing.writeHead(200, { 'content-type': 'application/json' }).end(body);
  }

  async #manifests(
    name: string,
    rest: string,
    url: URL,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<unknown> {
    const repository = this.repository(name);
    if (incoming.method === 'PUT') return this.#putManifest(repository, rest, url, incoming, outgoing);
    const { switches } = this;
    const { referrersTagIsSubject: isSubject } = switches;
    const isTaken = isSubject === 'until-set' && repository.tags.has(rest);
    const subject = isSubject && !isTaken ? rest.replace(/^(sha256)-/, '$1:') : rest;
    const found = repository.read(subject);
    if (!found || switches.collected.has(found.descriptor.digest))
      return this.#error(outgoing, 404, 'MANIFEST_UNKNOWN');
    const mediaType = switches.retyped.get(found.descriptor.digest) ?? found.descriptor.mediaType;
    if (switches.demandsAccept && !incoming.headers.accept?.includes(mediaType)) {
      const message = 'OCI manifest found, but accept header does not support OCI manifests';
      return responseError(outgoing, 404, 'MANIFEST_UNKNOWN', message);
    }
    if (switches.htmlManifests) {
      outgoing.writeHead(200, { 'content-type': 'text/html' }).end('<html></html>');
      return;
    }
    const bytes = switches.corruptManifests ? Buffer.concat([found.bytes, Buffer.from(' ')]) : found.bytes;
    const isHead = incoming.method === 'HEAD';
    outgoing.writeHead(200, {
      'content-type': `${mediaType}${switches.typeParameter}`,
      ...(isHead && switches.noHeadLength
        ? {}
        : { 'content-length': isHead && switches.emptyHead ? '0' : String(bytes.length) }),
      ...(switches.etags === 'none' ? {} : { etag: `"${found.descriptor.digest}"` }),
      ...(switches.noDigestHeader ? {} : { 'docker-content-digest': found.descriptor.digest }),
    });
    outgoing.end(isHead ? undefined : bytes);
  }

  async #putManifest(
    repository: FakeRepository,
    rest: string,
    url: URL,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<unknown> {
    const { manifestLimit, tooLarge, sha256Only, checksParts } = this.switches;
    if (Number(incoming.headers['content-length']) > manifestLimit && tooLarge === '400-close') {
      outgoing.setHeader('connection', 'close');
      return responseError(outgoing, 400, 'MANIFEST_INVALID', undefined, 'http: request body too large');
    }
    const bytes = await bodyOf(incoming);
    if (bytes.length > manifestLimit) return this.#error(outgoing, 413, 'SIZE_INVALID');
    if (sha256Only && rest.startsWith('sha512:')) return this.#error(outgoing, 400, 'DIGEST_INVALID');
    const digest: Digest = digestOf(bytes, isDigest(rest) ? digestAlgorithm(rest) : 'sha256');
    if (isDigest(rest) && rest !== digest) return this.#error(outgoing, 400, 'DIGEST_INVALID');
    const content = {
      descriptor: { mediaType: incoming.headers['content-type']!, digest, size: bytes.length },
      bytes,
    };
    const manifest = parseManifest(content, 'kept');
    const refusal = pluginError(repository, manifest, content.descriptor, bytes, this.switches);
    if (refusal) return responseError(outgoing, ...refusal);
    const { config, layers, manifests } = manifest;
    if (repository.isEarly(digest, this.switches)) return this.#error(outgoing, 404, 'MANIFEST_BLOB_UNKNOWN');
    const { foreignLayers } = this.switches;
    const foreign = layers.find(({ mediaType }) => isForeignLayer(mediaType));
    if (foreign && foreignLayers.startsWith('refused')) {
      const unknown = { code: 'UNKNOWN', message: 'unknown error' };
      const missing = { code: 'MANIFEST_BLOB_UNKNOWN', message: 'blob unknown to registry' };
      const errors = [
        unknown,
        { ...unknown, detail: foreignLayers === 'refused' ? 'invalid URL on layer' : {} },
      ];
      const body = JSON.stringify({ errors: [...errors, { ...missing, detail: foreign.digest }] });
      return outgoing.writeHead(500, { 'content-type': 'application/json' }).end(body);
    }
    const absent = [...(config ? [config] : []), ...layers].find(
      ({ digest: named, mediaType }) =>
        !repository.blobs.has(named) && !(foreignLayers === 'taken' && isForeignLayer(mediaType)),
    );
    if (absent && checksParts) {
      const { blobUnknown } = this.switches;
      return blobUnknown === 'MANIFEST_BLOB_UNKNOWN'
        ? responseError(outgoing, 404, blobUnknown, undefined, absent.digest)
        : this.#error(outgoing, 400, blobUnknown);
    }
    const isUnchecked =
      !checksParts || (!this.switches.checksLists && /^sha(256|512)-[0-9a-f]{64}$/.test(rest));
    const lost = isUnchecked ? undefined : manifests.find((child) => !repository.manifests.has(child.digest));
    if (lost && this.switches.absentChildren !== 'taken') {
      return this.switches.absentChildren === 'named'
        ? responseError(outgoing, 400, 'MANIFEST_BLOB_UNKNOWN', undefined, lost.digest)
        : this.#error(outgoing, 400, 'MANIFEST_INVALID');
    }
    if (this.switches.etags === 'honoured' && !fitsGuard(incoming.headers, repository.find(rest))) {
      return this.#error(outgoing, 412, 'PRECONDITION_FAILED');
    }
    if (!isDigest(rest)) {
      const taken = repository.tags.get(rest);
      const { immutableTags, movableTags, immutableAnswer } = this.switches;
      const isFixed = immutableTags && !movableTags?.test(rest);
      if (isFixed && taken !== undefined && taken !== digest)
        return responseError(outgoing, immutableAnswer, ...IMMUTABLE[immutableAnswer]);
    }
    const stored = { 'docker-content-digest': digest };
    if (swallowed(this.switches, `manifests/${rest}`)) {
      outgoing.writeHead(201, stored).end();
      return;
    }
    const tags = isDigest(rest) ? url.searchParams.getAll('tag') : [rest];
    const tagged = await setTags(repository, tags, content, this.switches);
    const { subject } = await repository.put(content, this.switches);
    outgoing.writeHead(201, {
      ...stored,
      ...(isDigest(rest) && tagged.length > 0 ? { 'oci-tag': tagged } : {}),
      ...(subject !== undefined && this.switches.subjectHeader ? { 'oci-subject': subject } : {}),
    });
    outgoing.end();
  }

  #blob(name: string, digest: string, incoming: IncomingMessage, outgoing: ServerResponse): unknown {
    const bytes = this.repository(name).blobs.get(digest);
    if (!bytes || this.switches.collected.has(digest)) return this.#error(outgoing, 404, 'BLOB_UNKNOWN');
    const { blobRedirect } = this.switches;
    if (incoming.method === 'GET' && blobRedirect !== undefined) {
      const base = blobRedirect === 'relative' ? `/storage/${name}` : blobRedirect;
      outgoing.writeHead(307, { location: `${base}/${digest}?signature=secret` }).end();
      return;
    }
    sendBlob(bytes, incoming, outgoing, this.switches);
  }

  /** Where blobs are redirected to: another registry's store, or a path of this one. */
  #storage(name: string, digest: string, incoming: IncomingMessage, outgoing: ServerResponse): unknown {
    if (this.switches.storageRefusesLogins && incoming.headers.authorization !== undefined) {
      return outgoing.writeHead(400, { 'content-type': 'application/xml' }).end('<Error/>');
    }
    const bytes = this.repository(name).blobs.get(digest);
    return bytes ? outgoing.writeHead(200).end(bytes) : outgoing.writeHead(404).end();
  }
}
