import type { SealiftError } from '../../errors.ts';
import { discard } from '../../io/http/body.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../../io/http/types.ts';
import { answerError } from './answer-error.ts';
import { apiHost } from './api-host.ts';
import type { Authorizer } from './auth/authorizer.ts';
import { type Challenge, parseChallenges } from './auth/challenge.ts';
import type { Credential } from './auth/credential.ts';

export interface RepositoryOptions {
  readonly registry: string;
  readonly repository: string;
  /** Talk plain HTTP to this registry. */
  readonly plainHttp: boolean;
  /** What a token has to allow. */
  readonly access: 'pull' | 'push';
  readonly http: HttpClient;
  readonly authorizer: Authorizer;
}

type Request = Omit<HttpRequest, 'url'> & { readonly url: URL };

/** Requests to one repository, with the login that its registry asks for. */
export class Repository {
  readonly name: string;
  readonly repository: string;
  readonly origin: URL;
  readonly #options: RepositoryOptions;
  readonly #scope: string;
  #credential: Promise<Credential | undefined> | undefined;
  #challenges: readonly Challenge[] | undefined;
  /** Ends when it is known whether there is a login, or when the request that was to find out has failed. */
  #asking: Promise<void> | undefined;

  constructor(options: RepositoryOptions) {
    const { registry, repository, plainHttp, access } = options;
    this.#options = options;
    this.name = `${registry}/${repository}`;
    this.repository = repository;
    this.origin = new URL(`${plainHttp ? 'http' : 'https'}://${apiHost(registry)}`);
    // Our own need, never the scope of the challenge: GHCR sends a placeholder there.
    this.#scope = `repository:${repository}:${access === 'push' ? 'pull,push' : 'pull'}`;
  }

  /** `/v2/<name>/` and what follows, with a query. */
  url(path: string, query: Readonly<Record<string, string>> = {}): URL {
    const url = new URL(`/v2/${this.repository}/${path}`, this.origin);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url;
  }

  /**
   * Sends a request of this registry's own origin and answers one challenge. The first request finds out whether there is
   * a login; the others wait for that instead of being refused one by one.
   */
  async request(request: Request): Promise<HttpResponse> {
    if (this.#challenges !== undefined) return this.#send(request);
    if (this.#asking !== undefined) {
      await this.#asking;
      return this.#send(request);
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#asking = promise;
    try {
      return await this.#send(request, resolve);
    } finally {
      if (this.#challenges === undefined) this.#asking = undefined;
      resolve();
    }
  }

  /**
   * Answers a challenge, and a second one where the first was answered with a token that an earlier request had left.
   *
   * @param onChallenge is told as soon as it is known whether there is a login.
   */
  async #send(request: Request, onChallenge?: () => void): Promise<HttpResponse> {
    const { http } = this.#options;
    let used = await this.#authorization(undefined, request.signal);
    for (let answers = used === undefined ? 2 : 1; ; answers -= 1) {
      const response = await http.request(withHeader(request, used));
      if (response.status !== 401 || response.url.origin !== this.origin.origin) {
        this.#challenges ??= [];
        return response;
      }
      const challenges = await this.#challengesOf(response, request.signal);
      if (challenges.length === 0 || answers === 0) return response;
      this.#challenges = challenges;
      onChallenge?.();
      const renewed = await this.#authorization(used, request.signal);
      if (renewed === undefined || renewed === used) return response;
      await discard(response);
      used = renewed;
    }
  }

  /** Of the answer itself; Google's registries of old sent them with `/v2/` alone, so that is asked where there is none. */
  async #challengesOf({ headers }: HttpResponse, signal: AbortSignal): Promise<readonly Challenge[]> {
    const own = parseChallenges(headers['www-authenticate']);
    if (own.length > 0 || this.#challenges !== undefined) return own;
    const url = new URL('/v2/', this.origin);
    const ping = await this.#options.http.request({ method: 'GET', url, redirects: 'same-origin', signal });
    await discard(ping);
    return ping.status === 401 ? parseChallenges(ping.headers['www-authenticate']) : [];
  }

  async #authorization(refused: string | undefined, signal: AbortSignal): Promise<string | undefined> {
    if (!this.#challenges || this.#challenges.length === 0) return undefined;
    const { authorizer } = this.#options;
    const credential = await this.credential();
    return authorizer.answer(this.#challenges, this.origin, this.#scope, credential, refused, signal);
  }

  credential(): Promise<Credential | undefined> {
    this.#credential ??= this.#options.authorizer.credential(this.#options.registry, this.repository);
    return this.#credential;
  }

  /** Sends to another URL that the registry named (an upload location): without login unless it is its own origin. */
  elsewhere(request: Request): Promise<HttpResponse> {
    return request.url.origin === this.origin.origin
      ? this.request(request)
      : this.#options.http.request(request);
  }

  /** The error for an answer that is not the wanted one; `action` is what was done to this repository. */
  error(response: HttpResponse, method: HttpRequest['method'], action: string): Promise<SealiftError> {
    const isOwn = response.url.origin === this.origin.origin;
    const login = {
      repository: this.name,
      right: method === 'GET' || method === 'HEAD' ? 'pull' : 'push',
      asked: (this.#challenges?.length ?? 0) > 0,
      credential: () => this.credential(),
    };
    return answerError(response, { method, action: `${action} ${this.name}`, ...(isOwn ? { login } : {}) });
  }
}

function withHeader(request: Request, authorization: string | undefined): Request {
  if (authorization === undefined) return request;
  return { ...request, headers: { ...request.headers, authorization } };
}
