import type { SealiftError } from '../../../errors.ts';
import { discard } from '../../../io/http/body.ts';
import type { HttpResponse, RequestBody } from '../../../io/http/types.ts';
import type { Digest } from '../../../oci/digest.ts';
import type { Repository } from '../repository.ts';
import { completing, uploadLocation } from './location.ts';
import { receivedBytes } from './received.ts';

const OCTETS = { 'content-type': 'application/octet-stream' } as const;

/** An upload session of a registry. */
export interface Session {
  readonly location: URL;
  /** Bytes that every chunk but the last has to have (`OCI-Chunk-Min-Length`); 0 when the registry does not say. */
  readonly shortestChunk: number;
}

/** The bytes that a session has, as the registry says. */
export interface Progress {
  readonly session: Session;
  readonly received: number;
}

function shortestChunk({ headers }: HttpResponse): number {
  const length = headers['oci-chunk-min-length'];
  return typeof length === 'string' && /^\d{1,15}$/.test(length) ? Number(length) : 0;
}

/** Sends the requests of upload sessions (distribution-spec, "Pushing blobs"). Callers judge the answers. */
export class Sessions {
  readonly #repository: Repository;

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /** Begins a session by POST. @throws SealiftError when the registry begins none. */
  async begin(signal: AbortSignal): Promise<Session> {
    const url = this.#repository.url('blobs/uploads/');
    const response = await this.#repository.request({ method: 'POST', url, signal });
    if (response.status !== 202) throw await this.#repository.error(response, 'POST', 'push a blob to');
    return this.begun(response);
  }

  /** The session that a 202 names. */
  async begun(response: HttpResponse): Promise<Session> {
    await discard(response);
    return {
      location: uploadLocation(response, this.#repository.origin),
      shortestChunk: shortestChunk(response),
    };
  }

  /** Completes a session by PUT, with the whole blob or, after chunks, with no body. */
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

  /** Sends the chunk that begins at `offset` by PATCH. */
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

  /** Asks for the bytes that a session has; `undefined` when it is gone, or the registry cannot tell. */
  async progress(session: Session, signal: AbortSignal): Promise<Progress | undefined> {
    const { location: url } = session;
    const response = await this.#repository.elsewhere({ method: 'GET', url, redirects: 'none', signal });
    await discard(response);
    // A 416 refuses the offset of the client and has the right one in its headers.
    return response.status < 300 || response.status === 416 ? this.progressOf(session, response) : undefined;
  }

  /** The progress that an answer of a session names. */
  progressOf(session: Session, response: HttpResponse): Progress | undefined {
    const received = receivedBytes(response);
    if (received === undefined) return undefined;
    const moved = response.headers.location !== undefined;
    const location = moved ? uploadLocation(response, this.#repository.origin) : session.location;
    return { session: { ...session, location }, received };
  }

  /** Cancels an unused session by DELETE. It never fails, since registries end abandoned sessions themselves. */
  async cancel({ location: url }: Session, signal: AbortSignal): Promise<void> {
    try {
      await discard(await this.#repository.elsewhere({ method: 'DELETE', url, retry: false, signal }));
    } catch {
      // A session that stays open does no harm.
    }
  }

  /** The error for an unwanted answer. */
  refusal(response: HttpResponse, method: 'PUT' | 'PATCH'): Promise<SealiftError> {
    return this.#repository.error(response, method, 'push a blob to');
  }
}
