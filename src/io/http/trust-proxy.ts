import type { Agent } from 'node:http';
import { tls } from './node-http.ts';

/**
 * Has the proxy of an agent judged by these authorities (PEM), as a registry is. Node makes the connection to a proxy by its
 * defaults, and an agent has no other say in them: they are ours while that connection is begun, which is not interrupted,
 * and then again what they were.
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
