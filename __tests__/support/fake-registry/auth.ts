import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Account {
  readonly username: string;
  readonly password: string;
}

export interface AuthOptions {
  readonly kind: 'none' | 'basic' | 'bearer';
  readonly accounts: readonly Account[];
  /** Requests a token is good for; then it has ended. */
  readonly tokenUses: number;
  /** Sent as the realm instead of the registry's own token service. */
  readonly realm?: string;
  /** Anybody gets a token that allows pulling. */
  readonly anonymousPull: boolean;
  /** The scope in the challenge; GHCR sends a placeholder. */
  readonly challengeScope?: string;
}

interface IssuedToken {
  readonly scope: string;
  left: number;
}

function basic({ username, password }: Account): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/** Logins of the fake registry: Basic, or Bearer with a token service under `/token`. */
export class FakeAuth {
  readonly options: AuthOptions;
  readonly #tokens = new Map<string, IssuedToken>();

  constructor(options: Partial<AuthOptions> = {}) {
    this.options = {
      kind: 'none',
      accounts: [],
      tokenUses: Number.POSITIVE_INFINITY,
      anonymousPull: false,
      ...options,
    };
  }

  /** Serves `/token`. */
  serveToken(incoming: IncomingMessage, outgoing: ServerResponse, url: URL): void {
    const known = this.options.accounts.some((account) => basic(account) === incoming.headers.authorization);
    const scope = url.searchParams.getAll('scope').join(' ');
    const pullOnly = /:pull$/.test(scope);
    if (
      !known &&
      !(this.options.anonymousPull && (pullOnly || incoming.headers.authorization === undefined))
    ) {
      outgoing
        .writeHead(401, { 'content-type': 'application/json' })
        .end('{"errors":[{"code":"UNAUTHORIZED"}]}');
      return;
    }
    const token = randomUUID();
    const granted = known ? scope : scope.replace(/:pull,push$/, ':pull');
    this.#tokens.set(token, { scope: granted, left: this.options.tokenUses });
    outgoing
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ token, expires_in: 300 }));
  }

  /** `undefined` when the request may go on, else the challenge. */
  refuse(
    incoming: IncomingMessage,
    host: string,
    repository: string,
    action: 'pull' | 'push',
  ): string | undefined {
    const { kind, accounts, realm, challengeScope } = this.options;
    const { authorization } = incoming.headers;
    if (kind === 'none') return undefined;
    if (kind === 'basic') {
      return accounts.some((account) => basic(account) === authorization) ? undefined : 'Basic realm="fake"';
    }
    const token = this.#tokens.get(authorization?.replace(/^Bearer /, '') ?? '');
    const wanted = `repository:${repository}:`;
    const allowed = token?.scope
      .split(' ')
      .some((one) => one.startsWith(wanted) && one.split(':')[2]!.split(',').includes(action));
    if (token && allowed && token.left > 0) {
      token.left -= 1;
      return undefined;
    }
    const scope = challengeScope ?? `repository:${repository}:${action}`;
    return `Bearer realm="${realm ?? `http://${host}/token`}",service="fake",scope="${scope}"`;
  }
}
