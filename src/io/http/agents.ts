import type { Agent as HttpAgent } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import type { SecureContext } from 'node:tls';
import { http, https, tls } from './node-http.ts';
import { proxyFor } from './proxy.ts';
import type { HttpOptions } from './types.ts';

const contexts = new Map<string, SecureContext>();

/** Trust in `ca` beside the well-known authorities; read once, since that takes longer than all of a handshake. */
function trusting(ca: string): SecureContext {
  const known =
    contexts.get(ca) ?? tls().createSecureContext({ ca: [...tls().getCACertificates('default'), ca] });
  contexts.set(ca, known);
  return known;
}

/** Keeps connections open between requests; one agent for each scheme and proxy. */
export class Agents {
  readonly #options: Pick<HttpOptions, 'ca' | 'env'>;
  readonly #agents = new Map<string, HttpAgent | HttpsAgent>();

  constructor(options: Pick<HttpOptions, 'ca' | 'env'>) {
    this.#options = options;
  }

  for(url: URL): HttpAgent | HttpsAgent {
    const proxy = proxyFor(url, this.#options.env);
    const key = `${url.protocol} ${proxy ?? ''}`;
    const agent = this.#agents.get(key) ?? this.#create(url.protocol, proxy);
    this.#agents.set(key, agent);
    return agent;
  }

  #create(protocol: string, proxy: string | undefined): HttpAgent | HttpsAgent {
    const { ca } = this.#options;
    // Only an agent that proxies is told of a proxy: by itself node would proxy loopback and misread NO_PROXY.
    const common = {
      keepAlive: true,
      maxFreeSockets: 64,
      ...(proxy === undefined ? {} : { proxyEnv: { HTTP_PROXY: proxy, HTTPS_PROXY: proxy } }),
    };
    if (protocol === 'http:') return new http.Agent(common);
    return new https.Agent({ ...common, ...(ca === undefined ? {} : { secureContext: trusting(ca) }) });
  }

  close(): void {
    for (const agent of this.#agents.values()) agent.destroy();
    this.#agents.clear();
  }
}
