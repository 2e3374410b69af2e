import type { Readable } from 'node:stream';
import { pipeline, Transform } from 'node:stream';
import { SealiftError } from '../../errors.ts';
import { isInnerAddress } from '../../io/http/address.ts';
import { discard } from '../../io/http/body.ts';
import { redactUrl } from '../../io/http/redact.ts';
import { delayAfter, retryAfter } from '../../io/http/retry.ts';
import type { HttpResponse } from '../../io/http/types.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import type { OpenBlob } from '../../oci/ports.ts';
import { isOtherDigest } from './other-digest.ts';
import type { Repository } from './repository.ts';

/** Tries in all, when the connection breaks or the registry stumbles. */
const UPLOAD_ATTEMPTS = 4;

export interface BlobOptions {
  readonly now: () => Date;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** In [0, 1): spreads retries. */
  readonly random: () => number;
}

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

/** Whether a partial answer begins where it was asked to (RFC 9110, 14.4); one that does not say so is taken at its word. */
function beginsAt(response: HttpResponse, offset: number): boolean {
  const range = response.headers['content-range'];
  return typeof range !== 'string' || range.startsWith(`bytes ${offset}-`);
}

/** Blobs of one repository (distribution-spec, "Pulling blobs", "Pushing a blob monolithically", POST then PUT). */
export class Blobs {
  readonly #repository: Repository;
  readonly #options: BlobOptions;

  constructor(repository: Repository, options: BlobOptions) {
    this.#repository = repository;
    this.#options = options;
  }

  async has({ digest, size }: Descriptor, signal: AbortSignal): Promise<boolean> {
    const response = await this.#repository.request({
      method: 'HEAD',
      url: this.#repository.url(`blobs/${digest}`),
      signal,
    });
    if (response.status === 404) return false;
    if (response.status !== 200) throw await this.#repository.error(response, 'HEAD', 'read from');
    // Gateways answer HEAD with a length of 0.
    const length = Number(response.headers['content-length'] ?? 0);
    if (length > 0 && length !== size) {
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
    if (response.status === 206 && offset > 0 && beginsAt(response, offset)) return response.body;
    if (response.status === 200 && offset === 0) return response.body;
    if (response.status === 200) {
      const rest = skipping(offset);
      // Whoever reads `rest` hears of an error of either there.
      pipeline(response.body, rest, () => {});
      return rest;
    }
    if (response.status === 404) {
      await discard(response);
      throw new SealiftError('artifact_not_found', `${this.#repository.name} has no blob ${digest}`, {
        hint: 'The image is not whole in its repository; push it again.',
      });
    }
    throw await this.#repository.error(response, 'GET', 'read from');
  }

  /** A whole upload, started over as a whole: what an upload session holds after a failure is not known. */
  async put(descriptor: Descriptor, open: OpenBlob, signal: AbortSignal): Promise<void> {
    const { now, sleep, random } = this.#options;
    for (let attempt = 1; ; attempt += 1) {
      const location = await this.#begin(descriptor.digest, signal);
      let asked: number | undefined;
      try {
        const response = await this.#send(location, descriptor, open, signal);
        asked = retryAfter(response.headers, now());
        return await this.#stored(response, descriptor.digest);
      } catch (error) {
        signal.throwIfAborted();
        const delay = delayAfter(attempt, asked, random);
        const mayPass = error instanceof SealiftError && error.exitCode === 3;
        if (!mayPass || attempt === UPLOAD_ATTEMPTS || delay === undefined) throw error;
        await sleep(delay, signal);
      }
    }
  }

  async #begin(digest: Digest, signal: AbortSignal): Promise<URL> {
    const url = this.#repository.url('blobs/uploads/');
    const response = await this.#repository.request({ method: 'POST', url, signal });
    if (response.status !== 202) throw await this.#repository.error(response, 'POST', 'push a blob to');
    await discard(response);
    return this.#location(response, digest);
  }

  #send(url: URL, { size }: Descriptor, open: OpenBlob, signal: AbortSignal): Promise<HttpResponse> {
    return this.#repository.elsewhere({
      method: 'PUT',
      url,
      headers: { 'content-type': 'application/octet-stream' },
      body: { length: size, open: () => open(0) },
      retry: false,
      signal,
    });
  }

  async #stored(response: HttpResponse, digest: Digest): Promise<void> {
    if (response.status !== 201 && response.status !== 204)
      throw await this.#repository.error(response, 'PUT', 'push a blob to');
    await discard(response);
    const answered = response.headers['docker-content-digest'];
    if (isOtherDigest(answered, digest)) {
      throw new SealiftError(
        'digest_mismatch',
        `${this.#repository.name} stored blob ${digest} as ${answered}`,
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
    if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
      throw refuse('at something that is not a plain http URL');
    if (url.protocol === 'http:' && this.#repository.origin.protocol === 'https:')
      throw refuse('without TLS');
    if (isInnerAddress(url.hostname) && !isInnerAddress(this.#repository.origin.hostname))
      throw refuse('at an address inside');
    url.search = `${url.search === '' ? '?' : `${url.search}&`}digest=${encodeURIComponent(digest)}`;
    return url;
  }
}
