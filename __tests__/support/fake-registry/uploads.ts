import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { digestAlgorithm, digestOf, isDigest } from '../../../src/oci/digest.ts';
import { answerError, bodyOf } from './answer.ts';
import type { FakeRepository } from './state.ts';
import type { Switches } from './switches.ts';

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

/** Neither JSON nor what looks like a layer. */
function isUnknownContent(bytes: Buffer): boolean {
  return bytes[0] !== 0x7b && !bytes.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]));
}

/** Upload sessions: POST (with a mount), PATCH, PUT, DELETE (distribution-spec, "Pushing blobs"). */
export class FakeUploads {
  readonly #sessions = new Map<string, Buffer>();

  async serve(
    target: UploadTarget,
    { name, id, url }: UploadRequest,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<unknown> {
    if (incoming.method === 'POST') {
      incoming.resume();
      return this.#begin(target, name, url, outgoing);
    }
    const received = this.#sessions.get(id);
    const bytes = await bodyOf(incoming);
    if (!received) return answerError(outgoing, 404, 'BLOB_UPLOAD_UNKNOWN');
    if (incoming.method === 'PATCH') {
      const whole = Buffer.concat([received, bytes]);
      this.#sessions.set(id, whole);
      outgoing.writeHead(202, { location: url.pathname, range: `0-${whole.length - 1}` }).end();
      return;
    }
    this.#sessions.delete(id);
    if (incoming.method === 'DELETE') {
      outgoing.writeHead(204).end();
      return;
    }
    if (target.switches.uploadLocation === 'query' && url.searchParams.get('state') !== 'a+b') {
      return answerError(outgoing, 400, 'BLOB_UPLOAD_INVALID');
    }
    const digest = url.searchParams.get('digest') ?? '';
    const whole = Buffer.concat([received, bytes]);
    if (!isDigest(digest) || digestOf(whole, digestAlgorithm(digest)) !== digest) {
      return answerError(outgoing, 400, 'DIGEST_INVALID');
    }
    const { sha256Only, sniffsBlobs, blobStored } = target.switches;
    const isForeign = sha256Only !== false && digest.startsWith('sha512:');
    if (isForeign && sha256Only === 'refuses') return answerError(outgoing, 400, 'DIGEST_INVALID');
    if (sniffsBlobs && isUnknownContent(whole))
      return answerError(outgoing, 400, 'BLOB_UPLOAD_INVALID', 'Invalid docker content');
    const stored = isForeign ? digestOf(whole, 'sha256') : digest;
    target.repository(name).blobs.set(stored, whole);
    outgoing.writeHead(blobStored, { 'docker-content-digest': stored }).end();
  }

  #begin(target: UploadTarget, name: string, url: URL, outgoing: ServerResponse): void {
    const { uploadLocation, mounts } = target.switches;
    const mounted = url.searchParams.get('mount') ?? '';
    const bytes = target.repository(url.searchParams.get('from') ?? '').blobs.get(mounted);
    if (mounts && bytes) {
      target.repository(name).blobs.set(mounted, bytes);
      outgoing.writeHead(201, { 'docker-content-digest': mounted }).end();
      return;
    }
    const session = randomUUID();
    this.#sessions.set(session, Buffer.alloc(0));
    const path = `/v2/${name}/blobs/uploads/${session}`;
    const locations = { path, url: `http://${target.host}${path}`, query: `${path}?state=a%2Bb` };
    const location =
      typeof uploadLocation === 'string' ? locations[uploadLocation] : `${uploadLocation.origin}${path}`;
    outgoing.writeHead(202, { location }).end();
  }
}
