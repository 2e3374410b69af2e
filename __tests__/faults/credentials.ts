import type { FakeRegistry } from '../support/fake-registry/registry.ts';
import { ACCOUNTS, type Scene } from './scene.ts';

interface Sent {
  readonly path: string;
  readonly authorization: string;
}

function sentTo({ log }: FakeRegistry): Sent[] {
  return log.flatMap(({ path, authorization }) =>
    authorization === undefined ? [] : [{ path, authorization }],
  );
}

const basic = ({ username, password }: { username: string; password: string }): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

/** Passwords that went anywhere but to the token service of their registry, and tokens that went to another registry. */
export function strayCredentials({ source, target, foreign }: Scene): string[] {
  const stray = foreign.authorizations.map(() => 'a credential went to the storage of another host');
  const own = [
    [target, basic(ACCOUNTS.target)],
    ...(source === target ? [] : [[source, basic(ACCOUNTS.source)] as const]),
  ] as const;
  const seen = new Map<string, FakeRegistry>();
  for (const [registry, password] of own)
    for (const { path, authorization } of sentTo(registry)) {
      const isPassword = /^Basic /i.test(authorization);
      if (isPassword && (authorization !== password || !path.startsWith('/token')))
        stray.push(`a password went to ${path}`);
      if (!isPassword && (seen.get(authorization) ?? registry) !== registry)
        stray.push(`a token of another registry went to ${path}`);
      seen.set(authorization, registry);
    }
  return stray;
}

/** All that must not be printed. */
export function secretsOf({ source, target, foreign }: Scene): string[] {
  const sent = [source, target].flatMap(sentTo).map(({ authorization }) => authorization);
  const words = [...sent, ...foreign.authorizations].map((header) => header.replace(/^\w+ /, ''));
  return [...new Set([...words, ACCOUNTS.source.password, ACCOUNTS.target.password])];
}
