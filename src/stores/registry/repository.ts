import type { SealiftError } from '../../errors.ts';
import { discard } from '../../io/http/body.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../../io/http/types.ts';
import { answerError } from './answer-error.ts';
import { apiHost } from './api-host.ts';
import type { Authorizer } from './auth/authorizer.ts';
import { type Challenge, parseChallenges } from './auth/challenge.ts';
import type { Credential } from './auth/credential.ts';
import { parseScope, repositoryScope } from './auth/scope.ts';

export interface RepositoryOptions {
  readonly registry: string;
  readonly repository: string;
  /** Talk plain HTTP to this registry. */
  readonly plainHttp: boolean;
  /** What a token has to allow. */
  readonly access: 'pull' | 'push';
  /**
   * Other repositories of this registry that every token is to allow reading, because blobs may be mounted from them: known
   * from the start, they cost no token of their own. Those that have another login are left out.
   */
  readonly alsoPull?: readonly string[];
  readonly http: HttpClient;
  readonly authorizer: Authorizer;
}

/** Requests to one repository, with the login that its registry asks for. */
export class Repository {
  readonly name: string;
  readonly repository: string;
  readonly origin: URL;
  readonly #options: RepositoryOptions;
  /** Grows when the registry says that a token for it is not enough. */
  #scope: string;
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
    this.#scope = repositoryScope(repository, access);
  }

  /** `/v2/<name>/` and what follows, with a query. */
  url(path: string, query: Readonly<Record<string, string>> = {}): URL {
    const url = new URL(`/v2/${this.repository}/${path}`, this.origin);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url;
  }

  /**
   * Sends a request of this registry's own origin and answers one challenge. The first request finds out whether there is
   * a login; where there is one to be asked for, the others wait for that instead of being refused one by one.
   */
  async request(request: HttpRequest): Promise<HttpResponse> {
    this.#challenges ??= this.#options.authorizer.basicOf(this.origin);
    if (this.#challenges !== undefined) return this.#send(request);
    if (this.#asking !== undefined) {
      if ((await this.credential()) !== undefined) await this.#asking;
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
  async #send(request: HttpRequest, onChallenge?: () => void): Promise<HttpResponse> {
    const { http } = this.#options;
    let used = await this.#authorization(undefined, request.signal);
    for (let answers = used === undefined ? 2 : 1; ; answers -= 1) {
      const response = await http.request(asOwn(request, used));
      if (response.status !== 401 || response.url.origin !== this.origin.origin) {
        this.#challenges ??= [];
        return response;
      }
      const challenges = await this.#challengesOf(response, request.signal);
      if (challenges.length === 0 || answers === 0) return response;
      this.#challenges = challenges;
      onChallenge?.();
      if (used !== undefined) this.#widen(challenges);
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
    const ping = await this.#options.http.request(
      asOwn({ method: 'GET', url, redirects: 'same-origin', signal }, undefined),
    );
    await discard(ping);
    return ping.status === 401 ? parseChallenges(ping.headers['www-authenticate']) : [];
  }

  async #authorization(refused: string | undefined, signal: AbortSignal): Promise<string | undefined> {
    if (!this.#challenges || this.#challenges.length === 0) return undefined;
    const { authorizer } = this.#options;
    const credential = await this.credential();
    const scopes = [this.#scope, ...(await this.#mountScopes())] as const;
    const demand = { registry: this.origin, scopes, credential, refused };
    return authorizer.answer(this.#challenges, demand, signal);
  }

  /** Our own repository may need more than reading and writing mean to us (RFC 6750, 3.1); any other is none of our needs. */
  #widen(challenges: readonly Challenge[]): void {
    const lacking = challenges.filter(({ parameters }) => parameters.error === 'insufficient_scope');
    const named = lacking.flatMap(({ parameters }) => (parameters.scope ?? '').split(' '));
    const own = named.map(parseScope).find((scope) => scope?.name === this.repository);
    const held = parseScope(this.#scope)?.actions ?? [];
    const more = own?.actions.filter((action) => !held.includes(action)) ?? [];
    if (more.length > 0) this.#scope = [this.#scope, ...new Set(more)].join(',');
  }

  async #mountScopes(): Promise<string[]> {
    const { alsoPull = [] } = this.#options;
    const others = [...new Set(alsoPull)].filter((name) => name !== this.repository);
    const shared = await Promise.all(others.map((name) => this.sharesLogin(name)));
    return others.filter((_, at) => shared[at]).map((name) => repositoryScope(name, 'pull'));
  }

  /**
   * Whether one login covers `other` of this registry too, so that a blob may be mounted from there; with two robots on
   * one host no token allows both.
   */
  async sharesLogin(other: string): Promise<boolean> {
    const { authorizer, registry } = this.#options;
    const [own, its] = await Promise.all([this.credential(), authorizer.credential(registry, other)]);
    return own?.source === its?.source;
  }

  /** Whether a blob may be mounted from `other`: who opened this repository reads from there, with the same login. */
  async mayMountFrom(other: string): Promise<boolean> {
    return (this.#options.alsoPull?.includes(other) ?? false) && (await this.sharesLogin(other));
  }

  credential(): Promise<Credential | undefined> {
    this.#credential ??= this.#options.authorizer.credential(this.#options.registry, this.repository);
    return this.#credential;
  }

  /** Sends to another URL that the registry named (an upload location): without login unless it is its own origin. */
  elsewhere(request: HttpRequest): Promise<HttpResponse> {
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
    const { secrets } = this.#options.http;
    const context = { method, action: `${action} ${this.name}`, secrets };
    return answerError(response, isOwn ? { ...context, login } : context);
  }
}

/** As this registry's own origin is asked: with login and client certificate. */
function asOwn(request: HttpRequest, authorization: string | undefined): HttpRequest {
  const own = { ...request, clientCertificate: true };
  if (authorization === undefined) return own;
  return { ...own, headers: { ...request.headers, authorization } };
}
