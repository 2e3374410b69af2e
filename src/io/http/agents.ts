import type { Agent as HttpAgent } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import type { Duplex } from 'node:stream';
import { lazy } from '../../async/lazy.ts';
import { guardedLookup } from './guard/lookup.ts';
import { http, https, tls } from './node-http.ts';
import { rememberIssuer } from './peer-issuer.ts';
import { proxyFor } from './proxy.ts';
import { trustProxy } from './trust-proxy.ts';
import { trustingContext } from './trusting-context.ts';
import { limitTunnel } from './tunnel-limits.ts';
import type { HostCertificates, HttpOptions, HttpRequest } from './types.ts';

type AgentOptions = Pick<
  HttpOptions,
  'ca' | 'env' | 'authorities' | 'certificatesOf' | 'timeouts' | 'resolve'
>;

interface OwnCertificates {
  readonly authorities: readonly string[];
  readonly client: HostCertificates['client'] | false;
}

/** The differences between agents of one scheme and proxy. */
interface Kind {
  readonly trusted: readonly string[];
  readonly own: OwnCertificates | undefined;
  readonly guarded: boolean;
}

/** How a request reaches its host. */
export interface Route {
  readonly agent: HttpAgent | HttpsAgent;
  /** The proxy with its login, which must not be shown. */
  readonly proxy: URL | undefined;
}

/**
 * Keeps connections open between requests; one agent for each scheme and proxy, and for a host with its own certificates.
 * Guarded requests have agents of their own, so that none of them uses a connection whose address was not checked.
 */
export class Agents {
  readonly #options: AgentOptions;
  readonly #agents = new Map<string, HttpAgent | HttpsAgent>();
  readonly #tunnels = new Set<Duplex>();
  /** The authorities that are trusted for every host. They are read at the first connection by TLS. */
  readonly #authorities = lazy(async (): Promise<readonly string[]> => {
    const { authorities, ca } = this.#options;
    return [
      ...(authorities ? await authorities() : tls().getCACertificates('default')),
      ...(ca === undefined ? [] : [ca]),
    ];
  });

  constructor(options: AgentOptions) {
    this.#options = options;
  }

  /** @throws SealiftError `config_invalid` for a malformed proxy or certificate. */
  async for({
    url,
    clientCertificate = false,
    guarded = false,
  }: Pick<HttpRequest, 'url' | 'clientCertificate' | 'guarded'>): Promise<Route> {
    const { env, certificatesOf } = this.#options;
    const proxy = proxyFor(url, env);
    const found = url.protocol === 'https:' ? await certificatesOf?.(url.host) : undefined;
    const own = found && { authorities: found.authorities, client: clientCertificate && found.client };
    const usesTls = url.protocol === 'https:' || proxy?.startsWith('https:') === true;
    const trusted = usesTls ? await this.#authorities() : [];
    const key = JSON.stringify([url.protocol, proxy, guarded, own && [url.host, clientCertificate]]);
    const known = this.#agents.get(key);
    const agent = known ?? this.#create(url.protocol, proxy, { trusted, own, guarded });
    if (!known) {
      if (proxy !== undefined) this.#watch(agent);
      this.#agents.set(key, agent);
    }
    return { agent, proxy: proxy === undefined ? undefined : new URL(proxy) };
  }

  #create(
    protocol: string,
    proxy: string | undefined,
    { trusted, own, guarded }: Kind,
  ): HttpAgent | HttpsAgent {
    // The environment is given only to an agent with a proxy: Node itself would proxy loopback and misread NO_PROXY.
    const common = {
      keepAlive: true,
      maxFreeSockets: 64,
      ...(proxy === undefined ? {} : { proxyEnv: { HTTP_PROXY: proxy, HTTPS_PROXY: proxy } }),
      // Through a proxy the only name that is looked up here is the proxy's own.
      ...(guarded && proxy === undefined ? { lookup: guardedLookup(this.#options.resolve) } : {}),
    };
    const secured = (): HttpsAgent => {
      const authorities = [...trusted, ...(own?.authorities ?? [])];
      // All connections share one context, since reading the authorities takes long.
      const secureContext = trustingContext(authorities, own?.client || undefined);
      return new (https().Agent)({ ...common, secureContext });
    };
    const agent = protocol === 'http:' ? new (http().Agent)(common) : secured();
    rememberIssuer(agent);
    if (proxy?.startsWith('https:')) trustProxy(agent, trusted);
    return agent;
  }

  /** Watches unfinished tunnels, which an agent does not know and would leave open for ever. */
  #watch(agent: HttpAgent): void {
    const connect = agent.createConnection.bind(agent);
    agent.createConnection = (options, done) => {
      let endLimits: (() => void) | undefined;
      const socket = connect(options, (error, tunnel) => {
        endLimits?.();
        done?.(error, tunnel);
      });
      if (socket) {
        this.#tunnels.add(socket.once('close', () => this.#tunnels.delete(socket)));
        endLimits = limitTunnel(socket, this.#options.timeouts.connect);
      }
      return socket;
    };
  }

  close(): void {
    for (const socket of this.#tunnels) socket.destroy();
    for (const agent of this.#agents.values()) agent.destroy();
    this.#agents.clear();
  }
}
