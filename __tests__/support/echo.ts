import { Buffer } from 'node:buffer';
import { type Asked, Loopback, type Told } from './kms/loopback.ts';

/** All that came with a request, and what its login says. */
export function everything({ method, target, headers, body }: Asked): string {
  const login = /^Basic (.*)$/.exec(headers.authorization ?? '')?.[1];
  const decoded = login === undefined ? '' : Buffer.from(login, 'base64').toString('utf8');
  const form = [...new URLSearchParams(body.toString('utf8'))].map(([name, value]) => `${name} is ${value}`);
  const parts = [
    ...form,
    decoded,
    headers.authorization,
    ...Object.values(headers),
    method,
    target,
    body.toString('utf8'),
  ];
  return parts.filter((part) => part !== undefined && part !== '').join(' and ');
}

/** Errors of the distribution specification, short and long, since long ones are cut. */
export function registryErrors(words: string): Told {
  const errors = [
    { code: 'INVALID', message: `you sent ${words}`, detail: words },
    ...[150, 160, 170, 180].map((length) => ({ code: 'X', message: `${'-'.repeat(length)} ${words}` })),
  ];
  // Three are shown.
  const shown = errors.map((_, i) => errors[(i + Math.floor(words.length / 7)) % errors.length]);
  return {
    status: 400,
    headers: { warning: `299 - "you sent ${words.replace(/[^ -~]/g, '').replace(/["\\]/g, '\\$&')}"` },
    body: { errors: shown },
  };
}

/** A server that repeats what it is sent, where `answer` lets it. */
export function echoing(
  answer: (asked: Asked, words: string) => Told,
  encode: (text: string) => string,
): Loopback {
  return new Loopback((asked) => answer(asked, encode(everything(asked))));
}
