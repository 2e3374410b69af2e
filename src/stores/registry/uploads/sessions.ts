import type { SealiftError } from '../../../errors.ts';
import { discard } from '../../../io/http/body.ts';
import type { HttpResponse, RequestBody } from '../../../io/http/types.ts';
import type { Digest } from '../../../oci/digest.ts';
import type { Repository } from '../repository.ts';
import { completing, uploadLocation } from './location.ts';
import { receivedBytes } from './received.ts';

const OCTETS = { 'content-type': 'application/octet-stream' } as const;

/** An upload that a registry has begun. */
export interface Session {
  readonly location: URL;
  /** What every chunk but the last has to have, in bytes (`OCI-Chunk-Min-Length`); 0 where the registry does not say. */
  readonly shortestChunk: number;
}

/** What a session holds, as the registry says. */
export interface Progress {
  readonly session: Session;
  readonly received: number;
}

function shortestChunk({ headers }: HttpResponse): number {
  const length = headers['oci-chunk-min-length'];
  return typeof length === 'string' && /^\d{1,15}$/.test(length) ? Number(length) : 0;
}

/** The requests of upload sessions (distribution-spec, "Pushing blobs"); what the answers are worth is for others to say. */
export class Sessions {
  readonly #repository: Repository;

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /** POST. @throws SealiftError where no upload begins. */
  async begin(signal: AbortSignal): Promise<Session> {
    const url = this.#repository.url('blobs/uploads/');
    const response = await this.#repository.request({ method: 'POST', url, signal });
    if (response.status !== 202) throw await this.#repository.error(response, 'POST', 'push a blob to');
    return this.begun(response);
  }

  /** The session of a 202. */
  async begun(response: HttpResponse): Promise<Session> {
    await discard(response);
    return {
      location: uploadLocation(response, this.#repository.origin),
      shortestChunk: shortestChunk(response),
    };
  }

  /** PUT of the whole blob, or of nothing where the chunks were sent before. */
  complete(
    { location }: Session,
    digest: Digest,
    body: RequestBody | undefined,
    signal: AbortSignal,
  ): Promise<HttpResponse> {
    return this.#repository.elsewhere({
      method: 'PUT',
      url: completing(location, digest),
      headers: OCTETS,
      ...(body ? { body } : {}),
      retry: false,
      signal,
    });
  }

  /** PATCH of the chunk that begins at `offset`. */
  send({ location }: Session, offset: number, body: RequestBody, signal: AbortSignal): Promise<HttpResponse> {
    return this.#repository.elsewhere({
      method: 'PATCH',
      url: location,
      headers: { ...OCTETS, 'content-range': `${offset}-${offset + body.length - 1}` },
      body,
      retry: false,
      signal,
    });
  }

  /** What a session holds; `undefined` where it is gone, or the registry cannot tell. */
  async progress(session: Session, signal: AbortSignal): Promise<Progress | undefined> {
    const { location: url } = session;
    const response = await this.#repository.elsewhere({ method: 'GET', url, redirects: 'none', signal });
    await discard(response);
    // 416 is an answer to where the client thought to be, with the truth beside it.
    return response.status < 300 || response.status === 416 ? this.progressOf(session, response) : undefined;
  }

  /** What an answer of a session says that it holds. */
  progressOf(session: Session, response: HttpResponse): Progress | undefined {
    const received = receivedBytes(response);
    if (received === undefined) return undefined;
    const moved = response.headers.location !== undefined;
    const location = moved ? uploadLocation(response, this.#repository.origin) : session.location;
    return { session: { ...session, location }, received };
  }

  /** DELETE of a session that is not used. Never fails: registries end what nobody completes. */
  async cancel({ location: url }: Session, signal: AbortSignal): Promise<void> {
    try {
      await discard(await this.#repository.elsewhere({ method: 'DELETE', url, retry: false, signal }));
    } catch {
      // Nothing depends on it.
    }
  }

  /** The error for an answer that was not the wanted one. */
  refusal(response: HttpResponse, method: 'PUT' | 'PATCH'): Promise<SealiftError> {
    return this.#repository.error(response, method, 'push a blob to');
  }
}
