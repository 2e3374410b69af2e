import { createHttpClient } from '../../../src/io/http/client.ts';
import type { HttpClient, HttpOptions } from '../../../src/io/http/types.ts';
import type { Remote } from '../../../src/signers/provider.ts';

export interface Surroundings {
  readonly remote: () => Promise<Remote>;
  /** What would be masked. */
  readonly secrets: string[];
  /** What is left of a text where the client takes out what it sent. */
  hide(text: string): string;
  /** Who signed, as it would be shown. */
  readonly identities: string[];
  /** Waits between tries, in milliseconds; none is waited for. */
  readonly waits: number[];
  close(): Promise<void>;
}

/** The run's own HTTP client, with a clock of the test and no real waiting. */
export function surroundings(
  options: {
    readonly now?: () => Date;
    readonly ca?: string;
    readonly routes?: Readonly<Record<string, string>>;
    readonly timeouts?: HttpOptions['timeouts'];
  } = {},
): Surroundings {
  const secrets: string[] = [];
  const waits: number[] = [];
  const identities: string[] = [];
  const parts = {
    now: options.now ?? (() => new Date()),
    sleep: async (milliseconds: number, signal: AbortSignal): Promise<void> => {
      signal.throwIfAborted();
      waits.push(milliseconds);
    },
    random: () => 0.5,
  };
  // A limiter that is told to pause asks the clock again; time that stands still would hold it for ever.
  let ahead = 0;
  const client = createHttpClient({
    ...parts,
    now: () => new Date(parts.now().getTime() + ahead),
    sleep: async (milliseconds, signal) => {
      await parts.sleep(milliseconds, signal);
      ahead += milliseconds;
    },
    userAgent: 'sealift/test',
    concurrency: 16,
    timeouts: options.timeouts ?? { connect: 5000, idle: 5000 },
    env: {},
    ...(options.ca === undefined ? {} : { ca: options.ca }),
  });
  // Public names of services lead to their doubles; the rest is as it is in a run.
  const http: HttpClient = {
    secrets: client.secrets,
    request: (request) => {
      const to = options.routes?.[request.url.host];
      if (to === undefined) return client.request(request);
      const { pathname, search } = request.url;
      return client.request({ ...request, url: new URL(`${to}${pathname}${search}`) });
    },
    slowDown: (url, milliseconds) => client.slowDown?.(url, milliseconds),
    close: () => client.close(),
  };
  return {
    remote: async () => ({
      ...parts,
      http,
      onSecret: (secret) => secrets.push(secret),
      onIdentity: (who) => identities.push(who),
    }),
    secrets,
    hide: (text) => client.secrets.hide(text, 'peer'),
    identities,
    waits,
    close: () => http.close(),
  };
}
