import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf } from './answer.ts';

export interface Account {
  readonly username: string;
  readonly password: string;
  /** What docker keeps as `identitytoken`. */
  readonly identityToken?: string;
  /** Everything, when absent. */
  readonly may?: (repository: string, action: string) => boolean;
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

/** Known, and not allowed: 403. */
export const DENIED: unique symbol = Symbol('denied');

/** `repository:NAME:ACTION,…`, without the actions that the account does not have. */
function grant(scope: string, { may }: Account): string {
  const [, name = '', actions = ''] = /^repository:(.+):([a-z,]+)$/.exec(scope) ?? [];
  const allowed = actions.split(',').filter((action) => may?.(name, action) ?? true);
  return `repository:${name}:${allowed.join(',')}`;
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

  /** No token that was issued until now is good any more. */
  endTokens(): void {
    this.#tokens.clear();
  }

  /** Serves `/token`: GET with Basic, and OAuth 2 by POST. */
  async serveToken(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    url: URL,
    oauth: boolean,
  ): Promise<void> {
    const { accounts, anonymousPull, tokenUses } = this.options;
    const { authorization } = incoming.headers;
    const isPost = incoming.method === 'POST';
    if (isPost && !oauth) {
      incoming.resume();
      outgoing.writeHead(404).end();
      return;
    }
    const form = isPost ? new URLSearchParams((await bodyOf(incoming)).toString()) : url.searchParams;
    const byPassword = ({ identityToken, ...account }: Account): boolean =>
      basic(account) === authorization ||
      (identityToken !== undefined && basic({ ...account, password: identityToken }) === authorization);
    const known = accounts.find((account) =>
      isPost ? account.identityToken === form.get('refresh_token') : byPassword(account),
    );
    const scopes = form.getAll('scope').flatMap((one) => one.split(' '));
    const mayPull =
      anonymousPull && (authorization === undefined || scopes.every((one) => /:pull$/.test(one)));
    if (!known && !mayPull) {
      outgoing
        .writeHead(401, { 'content-type': 'application/json' })
        .end('{"errors":[{"code":"UNAUTHORIZED"}]}');
      return;
    }
    const token = randomUUID();
    const granted = scopes.map((one) => (known ? grant(one, known) : one.replace(/:pull,push$/, ':pull')));
    this.#tokens.set(token, { scope: granted.join(' '), left: tokenUses });
    outgoing
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(isPost ? { access_token: token } : { token, expires_in: 300 }));
  }

  /** `undefined` when the request may go on, else the challenge, or {@link DENIED}. */
  refuse(
    incoming: IncomingMessage,
    host: string,
    repository: string,
    action: 'pull' | 'push',
  ): string | typeof DENIED | undefined {
    const { kind, accounts, realm, challengeScope } = this.options;
    const { authorization } = incoming.headers;
    if (kind === 'none') return undefined;
    if (kind === 'basic') {
      const known = accounts.find((account) => basic(account) === authorization);
      if (!known) return 'Basic realm="fake"';
      return (known.may?.(repository, action) ?? true) ? undefined : DENIED;
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
