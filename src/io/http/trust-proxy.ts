import type { Agent } from 'node:http';
import { tls } from './node-http.ts';

/**
 * Makes an agent trust these authorities (PEM) for its proxy, as for a registry. Node connects to a proxy with its default
 * authorities, which an agent cannot set, so the defaults are replaced while the connection is begun. That is synchronous, and
 * nothing else sees them.
 */
export function trustProxy(agent: Agent, authorities: readonly string[]): void {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, done) => {
    const before = tls().getCACertificates('default');
    tls().setDefaultCACertificates([...authorities]);
    try {
      return connect(options, done);
    } finally {
      tls().setDefaultCACertificates(before);
    }
  };
}
