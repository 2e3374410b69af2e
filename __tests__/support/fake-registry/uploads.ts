import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { digestAlgorithm, digestOf, isDigest } from '../../../src/oci/digest.ts';
import { bodyOf, responseError } from './answer.ts';
import type { FakeRepository } from './state.ts';
import { type Switches, swallowed } from './switches.ts';

export interface UploadTarget {
  readonly host: string;
  readonly switches: Switches;
  repository(name: string): FakeRepository;
}

export interface UploadRequest {
  readonly name: string;
  /** Of the session; empty for POST. */
  readonly id: string;
  readonly url: URL;
}

interface Session {
  bytes: Buffer;
  /** Changes with every answer, where the registry keeps its state in the location. */
  state: number;
  /** A chunk that may only be the last one has come. */
  isLast: boolean;
}

/** Neither JSON nor what looks like a layer. */
function isUnknownContent(bytes: Buffer): boolean {
  return bytes[0] !== 0x7b && !bytes.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]));
}

/** Upload sessions: POST (with a mount), GET, PATCH, PUT, DELETE (distribution-spec, "Pushing blobs"). */
export class FakeUploads {
  readonly #sessions = new Map<string, Session>();

  /** Sessions that nobody has completed or cancelled. */
  get open(): number {
    return this.#sessions.size;
  }

  /** Nobody can go on with a session that was begun. */
  forget(): void {
    this.#sessions.clear();
  }

  async serve(
    target: UploadTarget,
    request: UploadRequest,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<unknown> {
    const { name, id, url } = request;
    const { switches } = target;
    if (incoming.method === 'POST') {
      incoming.resume();
      return this.#begin(target, name, url, outgoing);
    }
    if (Number(incoming.headers['content-length'] ?? 0) > switches.bodyLimit) {
      // A proxy says so before it reads, and hangs up.
      outgoing.setHeader('connection', 'close');
      return responseError(outgoing, switches.bodyLimitAnswer, 'SIZE_INVALID');
    }
    const session = this.#sessions.get(id);
    if (session && (await this.#breaks(session, id, switches, incoming, outgoing))) return;
    const bytes = await bodyOf(incoming);
    if (!session) return responseError(outgoing, 404, 'BLOB_UPLOAD_UNKNOWN');
    const isStale = switches.freshState && url.searchParams.get('state') !== String(session.state);
    if (incoming.method === 'GET') {
      if (!switches.tellsProgress) return responseError(outgoing, 404, 'BLOB_UPLOAD_UNKNOWN');
      return outgoing.writeHead(204, this.#progress(target, request, session)).end();
    }
    if (incoming.method === 'PATCH') {
      const first = Number(incoming.headers['content-range']?.split('-')[0]);
      if (isStale || first !== session.bytes.length) {
        outgoing.writeHead(416, this.#progress(target, request, session)).end();
        return;
      }
      return this.#append(target, request, session, bytes, outgoing);
    }
    if (isStale) return responseError(outgoing, 400, 'BLOB_UPLOAD_INVALID');
    this.#sessions.delete(id);
    if (incoming.method === 'DELETE') {
      outgoing.writeHead(204).end();
      return;
    }
    if (target.switches.uploadLocation === 'query' && url.searchParams.get('state') !== 'a+b') {
      return responseError(outgoing, 400, 'BLOB_UPLOAD_INVALID');
    }
    if (switches.patchAnswer === 201 && session.bytes.length > 0)
      return responseError(outgoing, 400, 'BLOB_UPLOAD_INVALID');
    const digest = url.searchParams.get('digest') ?? '';
    const whole = Buffer.concat([session.bytes, bytes]);
    if (!isDigest(digest) || digestOf(whole, digestAlgorithm(digest)) !== digest) {
      return responseError(outgoing, 400, 'DIGEST_INVALID');
    }
    const { sha256Only, sniffsBlobs, blobStored } = target.switches;
    const isForeign = sha256Only !== false && digest.startsWith('sha512:');
    if (isForeign && sha256Only === 'refuses') return responseError(outgoing, 400, 'DIGEST_INVALID');
    if (sniffsBlobs && isUnknownContent(whole))
      return responseError(outgoing, 400, 'BLOB_UPLOAD_INVALID', 'Invalid docker content');
    const stored = isForeign ? digestOf(whole, 'sha256') : digest;
    if (!swallowed(target.switches, `blobs/${stored}`)) target.repository(name).blobs.set(stored, whole);
    outgoing.writeHead(blobStored, { 'docker-content-digest': stored }).end();
  }

  /** Whether the connection broke in the middle of the body. */
  async #breaks(
    session: Session,
    id: string,
    { breaks }: Switches,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<boolean> {
    const isLong = Number(incoming.headers['content-length'] ?? 0) > (breaks?.after ?? 0);
    if (!breaks || breaks.times === 0 || !isLong) return false;
    breaks.times -= 1;
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
      chunks.push(chunk as Buffer);
      length += chunk.length;
      if (length >= breaks.after) break;
    }
    const came = Buffer.concat(chunks).subarray(0, breaks.after);
    if (breaks.keeps === 'all') session.bytes = Buffer.concat([session.bytes, came]);
    if (breaks.keeps === 'no session') this.#sessions.delete(id);
    session.state += 1;
    if (breaks.answer === 'cut') incoming.socket.destroy();
    else {
      // What is left of the body would stand before the next request on this connection.
      incoming.resume();
      responseError(outgoing, breaks.answer, 'UNKNOWN');
    }
    return true;
  }

  #append(
    target: UploadTarget,
    request: UploadRequest,
    session: Session,
    bytes: Buffer,
    outgoing: ServerResponse,
  ): unknown {
    const { patchAnswer, patchKeeps, corruptChunks, saysRange, shortestChunk } = target.switches;
    if (session.isLast) return responseError(outgoing, 400, 'BLOB_UPLOAD_INVALID');
    session.isLast = bytes.length < shortestChunk;
    const kept = Buffer.from(bytes.subarray(0, patchKeeps));
    if (corruptChunks) kept[0]! ^= 1;
    session.bytes = Buffer.concat([session.bytes, kept]);
    session.state += 1;
    if (patchAnswer === 201)
      target.repository(request.name).blobs.set(digestOf(session.bytes), session.bytes);
    const { range, ...headers } = this.#progress(target, request, session);
    outgoing.writeHead(patchAnswer, { ...headers, ...(saysRange ? { range } : {}) }).end();
  }

  /** Where the session goes on, and what it has; distribution says `0-0` of nothing. */
  #progress({ switches }: UploadTarget, { url }: UploadRequest, { bytes, state }: Session) {
    const location = switches.freshState ? `${url.pathname}?state=${state}` : `${url.pathname}${url.search}`;
    return { location, range: `0-${Math.max(0, bytes.length - 1)}` };
  }

  #begin(target: UploadTarget, name: string, url: URL, outgoing: ServerResponse): unknown {
    const { uploadLocation, mounts, freshState, shortestChunk } = target.switches;
    const mounted = url.searchParams.get('mount') ?? '';
    if (mounted && typeof mounts === 'number') return responseError(outgoing, mounts, 'UNSUPPORTED');
    const from = target.repository(url.searchParams.get('from') ?? '').blobs;
    const bytes = from.get(mounted) ?? target.repository(name).blobs.get(mounted);
    if (mounts && (bytes || (mounted && mounts === 'forgotten'))) {
      const isKept = mounts !== 'forgotten' && !swallowed(target.switches, `blobs/${mounted}`);
      if (isKept && bytes) target.repository(name).blobs.set(mounted, bytes);
      outgoing.writeHead(201, { 'docker-content-digest': mounted }).end();
      return;
    }
    const session = randomUUID();
    this.#sessions.set(session, { bytes: Buffer.alloc(0), state: 0, isLast: false });
    const path = `/v2/${name}/blobs/uploads/${session}${freshState ? '?state=0' : ''}`;
    const locations = { path, url: `http://${target.host}${path}`, query: `${path}?state=a%2Bb` };
    const location =
      typeof uploadLocation === 'string' ? locations[uploadLocation] : `${uploadLocation.origin}${path}`;
    const shortest = shortestChunk > 0 ? { 'oci-chunk-min-length': String(shortestChunk) } : {};
    outgoing.writeHead(202, { location, ...shortest }).end();
  }
}
