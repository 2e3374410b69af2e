import type { Agent } from 'node:http';
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import { printable } from '../../encoding/printable.ts';

/** Certificates of one chain that are looked at; a server may send any. */
const LONGEST_CHAIN = 10;

const issuers = new WeakMap<object, string>();

/** The issuer that the topmost certificate of a server names; for the moment before node looks whether it is trusted. */
export function issuerOfTop(socket: TLSSocket): string | undefined {
  let top: Partial<DetailedPeerCertificate> | null = socket.getPeerCertificate(true);
  for (let depth = 1; depth < LONGEST_CHAIN; depth += 1) {
    const next: DetailedPeerCertificate | undefined = top?.issuerCertificate;
    if (!next || next.fingerprint256 === top?.fingerprint256) break;
    top = next;
  }
  const parts = Object.entries(top?.issuer ?? {}).reverse();
  const name = parts.map(([type, value]) => `${type}=${[value].flat().join('+')}`).join(', ');
  return name === '' ? undefined : printable(name, 300);
}

export function rememberIssuerOf(error: Error, issuer: string | undefined): void {
  if (issuer !== undefined) issuers.set(error, issuer);
}

/**
 * Has the connections of an agent remember whose certificate they refuse: once a connection has failed, node tells nothing
 * of it. Of a tunnel this is the proxy's; the connection inside is node's own affair.
 */
export function rememberIssuer(agent: Agent): void {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, done) => {
    const socket = connect(options, done) as TLSSocket | undefined;
    let issuer: string | undefined;
    // Before node's own listener, which ends a connection that is not trusted.
    socket?.prependListener('secure', () => {
      issuer = issuerOfTop(socket);
    });
    socket?.prependListener('error', (error: Error) => rememberIssuerOf(error, issuer));
    return socket;
  };
}

/** Who issued the certificate that ended a connection with this error, where that is known. Fit to be shown. */
export function issuerOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null ? issuers.get(error) : undefined;
}
