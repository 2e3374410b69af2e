import { Buffer } from 'node:buffer';
import { Loopback, type Told } from '../../support/kms/loopback.ts';

/** What is told; `request` is that of OCSP, by POST or by GET. */
export type Answering = (request: Uint8Array) => Told;

const answering = new Map<string, Answering>();

/** Answers for all cases by one port. Each address belongs to one case, so that no cache mixes two of them. */
export const responders = new Loopback(({ method, url: { pathname }, body }) => {
  // The base64 of a request by GET (RFC 6960, A.1) may hold further slashes.
  const [, at = '', ...rest] = pathname.split('/');
  const answer = answering.get(at);
  if (!answer) return { status: 404 };
  return answer(method === 'POST' ? body : Buffer.from(decodeURIComponent(rest.join('/')), 'base64'));
});

/** Makes an address that answers so. */
export function served(answer: Answering): string {
  const at = String(answering.size);
  answering.set(at, answer);
  return `${responders.url}/${at}`;
}
