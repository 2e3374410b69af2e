import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { SealiftError } from '../../errors.ts';
import { isInnerAddress } from '../../io/http/address.ts';
import { discard } from '../../io/http/body.ts';
import { redactUrl } from '../../io/http/redact.ts';
import type { HttpResponse } from '../../io/http/types.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { isDigest } from '../../oci/digest.ts';
import type { OpenBlob } from '../../oci/ports.ts';
import type { Repository } from './repository.ts';

/** Whole uploads that are started over when the connection breaks or the registry stumbles. */
const UPLOAD_ATTEMPTS = 4;
const FIRST_DELAY = 300;

/** Leaves out the first `count` bytes: for a server that answers a range with everything. */
function skipping(count: number): Transform {
  let left = count;
  return new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      const cut = Math.min(left, chunk.length);
      left -= cut;
      callback(null, cut === chunk.length ? undefined : chunk.subarray(cut));
    },
  });
}

/** Blobs of one repository (distribution-spec, "Pulling blobs", "Pushing a blob monolithically", POST then PUT). */
export class Blobs {
  readonly #repository: Repository;
  readonly #sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;

  constructor(repository: Repository, sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>) {
    this.#repository = repository;
    this.#sleep = sleep;
  }

  async has({ digest, size }: Descriptor, signal: AbortSignal): Promise<boolean> {
    const response = await this.#repository.request({
      method: 'HEAD',
      url: this.#repository.url(`blobs/${digest}`),
      signal,
    });
    if (response.status === 404) return false;
    if (response.status !== 200) throw await this.#repository.error(response, 'read from');
    const length = response.headers['content-length'];
    if (typeof length === 'string' && Number(length) !== size) {
      throw new SealiftError(
        'digest_mismatch',
        `blob ${digest} has ${length} bytes at ${this.#repository.name}, it should have ${size}`,
      );
    }
    return true;
  }

  async blob({ digest }: Descriptor, offset: number, signal: AbortSignal): Promise<Readable> {
    const response = await this.#repository.request({
      method: 'GET',
      url: this.#repository.url(`blobs/${digest}`),
      ...(offset > 0 ? { headers: { range: `bytes=${offset}-` } } : {}),
      signal,
    });
    if (response.status === 206 && offset > 0) return response.body;
    if (response.status === 200) return offset > 0 ? response.body.pipe(skipping(offset)) : response.body;
    if (response.status === 404) {
      await discard(response);
      throw new SealiftError('artifact_not_found', `${this.#repository.name} has no blob ${digest}`, {
        hint: 'The image is not whole in its repository; push it again.',
      });
    }
    throw await this.#repository.error(response, 'read from');
  }

  /** A whole upload, started over as a whole: what an upload session holds after a failure is not known. */
  async put(descriptor: Descriptor, open: OpenBlob, signal: AbortSignal): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#upload(descriptor, open, signal);
      } catch (error) {
        signal.throwIfAborted();
        if (attempt === UPLOAD_ATTEMPTS || !(error instanceof SealiftError) || error.exitCode !== 3)
          throw error;
        await this.#sleep(FIRST_DELAY * 3 ** (attempt - 1), signal);
      }
    }
  }

  async #upload(descriptor: Descriptor, open: OpenBlob, signal: AbortSignal): Promise<void> {
    const { digest, size } = descriptor;
    const action = `push a blob to`;
    const started = await this.#repository.request({
      method: 'POST',
      url: this.#repository.url('blobs/uploads/'),
      signal,
    });
    if (started.status !== 202) throw await this.#repository.error(started, action);
    await discard(started);
    const finished = await this.#repository.elsewhere({
      method: 'PUT',
      url: this.#location(started, digest),
      headers: { 'content-type': 'application/octet-stream' },
      body: { length: size, open: () => open(0) },
      retry: false,
      signal,
    });
    if (finished.status !== 201 && finished.status !== 204)
      throw await this.#repository.error(finished, action);
    await discard(finished);
    const stored = finished.headers['docker-content-digest'];
    if (typeof stored === 'string' && isDigest(stored) && stored !== digest) {
      throw new SealiftError(
        'digest_mismatch',
        `${this.#repository.name} stored blob ${digest} as ${stored}`,
      );
    }
  }

  /**
   * Where the upload goes on: any path, query or host the registry names, with the digest added and nothing rebuilt. A
   * foreign host gets no credentials (CVE-2026-50151), and needs TLS if the registry has it.
   */
  #location(response: HttpResponse, digest: string): URL {
    const { location } = response.headers;
    const refuse = (reason: string) =>
      new SealiftError('unexpected_answer', `${redactUrl(response.url)} starts an upload ${reason}`);
    if (typeof location !== 'string' || !URL.canParse(location, response.url.href))
      throw refuse('without saying where');
    const url = new URL(location, response.url);
    if (!/^https?:$/.test(url.protocol)) throw refuse('at something that is not an http URL');
    if (url.protocol === 'http:' && this.#repository.origin.protocol === 'https:')
      throw refuse('without TLS');
    if (isInnerAddress(url.hostname) && !isInnerAddress(this.#repository.origin.hostname))
      throw refuse('at an address inside');
    url.search = `${url.search === '' ? '?' : `${url.search}&`}digest=${encodeURIComponent(digest)}`;
    return url;
  }
}
