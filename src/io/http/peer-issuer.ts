import type { Agent } from 'node:http';
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import { printable } from '../../encoding/printable.ts';

/** The most certificates of a chain that are followed; a server may send any number. */
const LONGEST_CHAIN = 10;

/** The issuer by the error that Node makes of the refusal: a member of ours on that error would be shown wherever it is printed. */
const issuers = new WeakMap<object, string>();

/** The issuer that the topmost certificate of a server names. Call it before Node checks the trust and closes the connection. */
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
 * Makes the connections of an agent remember the issuer of a certificate that they refuse, because Node tells nothing of a
 * connection that has failed. For a tunnel this is the certificate of the proxy; Node makes the connection inside by itself.
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

/** The issuer of the certificate that was refused with this error, where it is known. It is safe to print. */
export function issuerOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null ? issuers.get(error) : undefined;
}
