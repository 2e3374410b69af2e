import type { SealiftError } from '../../errors.ts';
import { discard } from '../../io/http/body.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../../io/http/types.ts';
import { apiHost } from './api-host.ts';
import type { Authorizer } from './auth/authorizer.ts';
import { type Challenge, parseChallenges } from './auth/challenge.ts';
import type { Credential } from './auth/credential.ts';
import { parseScope, repositoryScope } from './auth/scope.ts';
import { responseError } from './response-error.ts';

export interface RepositoryOptions {
  readonly registry: string;
  readonly repository: string;
  /** Whether the registry is asked by plain HTTP. */
  readonly plainHttp: boolean;
  /** The access that a token has to allow. */
  readonly access: 'pull' | 'push';
  /**
   * Other repositories of this registry that blobs may be mounted from. Every token also asks for the right to read them, so
   * that mounts need no token of their own. A repository with another login is left out.
   */
  readonly alsoPull?: readonly string[];
  readonly http: HttpClient;
  readonly authorizer: Authorizer;
}

/**
 * The most repositories that are added for mounts. Each is a scope in every token, and Azure's registry refuses a request whose header
 * grows too long with them.
 */
const ADDED = 2;

/** Requests to one repository, with the login that its registry asks for. */
export class Repository {
  readonly name: string;
  readonly repository: string;
  readonly origin: URL;
  readonly #options: RepositoryOptions;
  /** The scope that tokens are asked for. It grows when the registry says that a token has too small a scope. */
  #scope: string;
  readonly #alsoPull: Set<string>;
  #credential: Promise<Credential | undefined> | undefined;
  #challenges: readonly Challenge[] | undefined;
  /** Resolves when the first request has found out whether the registry asks for a login, or has failed. */
  #asking: Promise<void> | undefined;

  constructor(options: RepositoryOptions) {
    const { registry, repository, plainHttp, access, alsoPull = [] } = options;
    this.#options = options;
    this.#alsoPull = new Set(alsoPull);
    this.name = `${registry}/${repository}`;
    this.repository = repository;
    this.origin = new URL(`${plainHttp ? 'http' : 'https'}://${apiHost(registry)}`);
    // The scope names what this run needs, whatever the challenge names: GHCR sends a placeholder in its challenges.
    this.#scope = repositoryScope(repository, access);
  }

  /** Whether this run may write to it. */
  get isTarget(): boolean {
    return this.#options.access === 'push';
  }

  /** The URL of `path` below `/v2/<name>/`, with a query. */
  url(path: string, query: Readonly<Record<string, string>> = {}): URL {
    const url = new URL(`/v2/${this.repository}/${path}`, this.origin);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url;
  }

  /**
   * Sends a request to the registry's own origin and answers its challenge. The first request finds out whether the registry
   * asks for a login. Where there are credentials, the others wait for that instead of being refused one by one.
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
   * Sends a request and answers its challenge. When a token of an earlier request is refused, a second challenge is answered
   * with a new one.
   *
   * @param onChallenge is called as soon as it is known whether the registry asks for a login.
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

  /** The challenges of an answer. Where it has none, `/v2/` is asked: old registries of Google sent challenges only there. */
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
    const logins = () => authorizer.logins();
    const demand = { registry: this.origin, scopes, credential, logins, refused };
    return authorizer.answer(this.#challenges, demand, signal);
  }

  /** Adds the actions that a challenge names for this repository (`insufficient_scope`, RFC 6750, 3.1), and for no other. */
  #widen(challenges: readonly Challenge[]): void {
    const lacking = challenges.filter(({ parameters }) => parameters.error === 'insufficient_scope');
    const named = lacking.flatMap(({ parameters }) => (parameters.scope ?? '').split(' '));
    const own = named.map(parseScope).find((scope) => scope?.name === this.repository);
    const held = parseScope(this.#scope)?.actions ?? [];
    const more = own?.actions.filter((action) => !held.includes(action)) ?? [];
    if (more.length > 0) this.#scope = [this.#scope, ...new Set(more)].join(',');
  }

  async #mountScopes(): Promise<string[]> {
    const others = [...this.#alsoPull].filter((name) => name !== this.repository);
    const shared = await Promise.all(others.map((name) => this.sharesLogin(name)));
    return others.filter((_, at) => shared[at]).map((name) => repositoryScope(name, 'pull'));
  }

  /**
   * Whether the repository `other` of this registry has the same login. Otherwise no token allows both, and no blob can be
   * mounted from it.
   */
  async sharesLogin(other: string): Promise<boolean> {
    const { authorizer, registry } = this.#options;
    const [own, its] = await Promise.all([this.credential(), authorizer.credential(registry, other)]);
    return own?.source === its?.source;
  }

  /** Adds a repository that blobs may be mounted from, as long as there are few and it has the same login. */
  async alsoPullFrom(other: string): Promise<void> {
    const { alsoPull = [] } = this.#options;
    if (this.#alsoPull.has(other) || this.#alsoPull.size >= new Set(alsoPull).size + ADDED) return;
    if (await this.sharesLogin(other)) this.#alsoPull.add(other);
  }

  /** Whether a blob may be mounted from `other`: it is one of `alsoPull`, or was added, and has the same login. */
  async mayMountFrom(other: string): Promise<boolean> {
    return this.#alsoPull.has(other) && (await this.sharesLogin(other));
  }

  credential(): Promise<Credential | undefined> {
    this.#credential ??= this.#options.authorizer.credential(this.#options.registry, this.repository);
    return this.#credential;
  }

  /** Sends a request to an upload location that the registry named, with a login only on its own origin ("Credentials"). */
  elsewhere(request: HttpRequest): Promise<HttpResponse> {
    return request.url.origin === this.origin.origin
      ? this.request(request)
      : this.#options.http.request(request);
  }

  /** The error for an unwanted answer; `action` describes the request for the message. */
  error(response: HttpResponse, method: HttpRequest['method'], action: string): Promise<SealiftError> {
    const isOwn = response.url.origin === this.origin.origin;
    const writes = method !== 'GET' && method !== 'HEAD';
    const login = {
      repository: this.name,
      right: writes ? 'push' : 'pull',
      writes,
      asked: (this.#challenges?.length ?? 0) > 0,
      credential: () => this.credential(),
      logins: () => this.#options.authorizer.logins(),
    };
    const { secrets } = this.#options.http;
    const target = this.isTarget ? { target: this.name } : {};
    const context = { method, action: `${action} ${this.name}`, secrets };
    return responseError(response, isOwn ? { ...context, ...target, login } : context);
  }
}

/** The request with the login and the client certificate, which only the registry's own origin gets. */
function asOwn(request: HttpRequest, authorization: string | undefined): HttpRequest {
  const own = { ...request, clientCertificate: true };
  if (authorization === undefined) return own;
  return { ...own, headers: { ...request.headers, authorization } };
}
