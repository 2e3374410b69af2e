import { randomUUID, sign } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testSelfSigned } from '../../support/pki.ts';

export const SERVICE = 'registry of the interop suite';
const ISSUER = 'interop token server';
const ACTIONS = ['pull', 'push', 'delete', '*'];

export interface TokenUser {
  readonly password: string;
  /** Prefix of repositories to actions. */
  readonly rights: Readonly<Record<string, readonly string[]>>;
}

interface Access {
  readonly type: 'repository';
  readonly name: string;
  readonly actions: string[];
}

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * A token server that distribution trusts: it signs JWTs with a test key, for users with rights by repository. It grants
 * only rights that were asked for and are allowed, and refuses a wrong service, a malformed scope and a wrong password.
 */
export class TokenServer {
  /** The user and scopes of each request, in order. The empty name is anonymous. */
  readonly asked: { readonly user: string; readonly scopes: readonly string[] }[] = [];
  readonly #users: Readonly<Record<string, TokenUser>>;
  readonly #chain = testSelfSigned();
  readonly #folder: string;
  readonly #server: Server;

  private constructor(users: Readonly<Record<string, TokenUser>>, folder: string) {
    this.#users = users;
    this.#folder = folder;
    this.#server = createServer((request, response) => {
      const [status, body] = this.#answer(request);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  }

  static async start(users: Readonly<Record<string, TokenUser>>): Promise<TokenServer> {
    const server = new TokenServer(users, await mkdtemp(join(tmpdir(), 'sealift-tokens-')));
    await writeFile(join(server.#folder, 'root.pem'), server.#chain.pem);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get realm(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/token`;
  }

  /** The `auth` section of distribution's settings. */
  get auth(): string {
    const settings = {
      realm: this.realm,
      service: SERVICE,
      issuer: ISSUER,
      rootcertbundle: join(this.#folder, 'root.pem'),
    };
    return JSON.stringify({ token: settings });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    await rm(this.#folder, { recursive: true, force: true });
  }

  #answer({ method, url = '', headers }: IncomingMessage): [status: number, body: object] {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    if (method !== 'GET' || pathname !== '/token') return [404, {}];
    if (searchParams.get('service') !== SERVICE) return [400, { details: 'unknown service' }];
    let user = '';
    if (headers.authorization !== undefined) {
      const [scheme = '', secret = ''] = headers.authorization.split(' ');
      const [name = '', ...password] = Buffer.from(secret, 'base64').toString().split(':');
      const isRight = scheme.toLowerCase() === 'basic' && this.#users[name]?.password === password.join(':');
      if (!isRight) return [401, { details: 'incorrect username or password' }];
      user = name;
    }
    const scopes = searchParams.getAll('scope');
    this.asked.push({ user, scopes });
    const access: Access[] = [];
    for (const scope of scopes) {
      const [, name, actions = ''] = /^repository:([a-z0-9/._-]+):([a-z*,]+)$/.exec(scope) ?? [];
      const wanted = actions.split(',');
      if (name === undefined || wanted.some((action) => !ACTIONS.includes(action)))
        return [400, { details: `invalid scope ${scope}` }];
      const allowed = this.#allowed(user, name);
      access.push({ type: 'repository', name, actions: wanted.filter((action) => allowed.includes(action)) });
    }
    return [200, { token: this.#token(user, access), expires_in: 300 }];
  }

  #allowed(user: string, repository: string): readonly string[] {
    const rights = Object.entries(this.#users[user]?.rights ?? {});
    return rights.filter(([prefix]) => repository.startsWith(prefix)).flatMap(([, actions]) => actions);
  }

  #token(user: string, access: readonly Access[]): string {
    const now = Math.floor(Date.now() / 1000);
    const x5c = this.#chain.minted.map(({ der }) => Buffer.from(der).toString('base64'));
    const header = base64url({ typ: 'JWT', alg: 'ES256', x5c });
    const claims = { iss: ISSUER, sub: user, aud: SERVICE, iat: now, nbf: now - 5, exp: now + 300 };
    const signed = `${header}.${base64url({ ...claims, jti: randomUUID(), access })}`;
    const key = { key: this.#chain.key.privateKey, dsaEncoding: 'ieee-p1363' } as const;
    return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
  }
}
