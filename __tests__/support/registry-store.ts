import { createHttpClient } from '../../src/io/http/client.ts';
import type { HttpOptions } from '../../src/io/http/types.ts';
import { Authorizer } from '../../src/stores/registry/auth/authorizer.ts';
import type { Credential, CredentialStore } from '../../src/stores/registry/auth/credential.ts';
import { openRegistryStore } from '../../src/stores/registry/open.ts';

/** A clock that jumps when somebody sleeps, so that waits cost no time. */
export class JumpingClock {
  #now = Date.now();
  readonly slept: number[] = [];

  readonly now = (): Date => new Date(this.#now);
  readonly sleep = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    this.slept.push(milliseconds);
    this.#now += milliseconds;
    await new Promise((resolve) => setImmediate(resolve));
  };
}

export type TestClock = Pick<JumpingClock, 'now' | 'sleep'>;

export function httpClient(clock: TestClock, options: Partial<HttpOptions> = {}) {
  return createHttpClient({
    userAgent: 'sealift/test',
    concurrency: 16,
    timeouts: { connect: 5_000, idle: 5_000 },
    env: {},
    now: clock.now,
    sleep: clock.sleep,
    random: () => 0.5,
    ...options,
  });
}

export const ALICE: Credential = {
  kind: 'password',
  username: 'alice',
  password: 'wonderland',
  source: 'test',
};

export function credentials(credential?: Credential): CredentialStore {
  return { find: async () => credential, logins: async () => [] };
}

export interface StoreOptions {
  readonly access?: 'pull' | 'push';
  readonly credential?: Credential;
  readonly singleWriter?: boolean;
  readonly clock?: TestClock;
  readonly window?: number;
  readonly chunk?: number;
  readonly alsoPull?: readonly string[];
  readonly http?: Partial<HttpOptions>;
  /** Default true. */
  readonly plainHttp?: boolean;
}

/** A store over a fake registry, with everything it needs. */
export function registryStore(host: string, repository = 'team/app', options: StoreOptions = {}) {
  const clock = options.clock ?? new JumpingClock();
  const http = httpClient(clock, options.http);
  const authorizer = new Authorizer({ http, credentials: credentials(options.credential), now: clock.now });
  return openRegistryStore({
    registry: host,
    repository,
    plainHttp: options.plainHttp ?? true,
    access: options.access ?? 'push',
    alsoPull: options.alsoPull ?? [],
    http,
    authorizer,
    now: clock.now,
    sleep: clock.sleep,
    random: Math.random,
    singleWriter: options.singleWriter ?? false,
    ...(options.window === undefined ? {} : { window: options.window }),
    ...(options.chunk === undefined ? {} : { chunk: options.chunk }),
  });
}
