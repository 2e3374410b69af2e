import { Readable } from 'node:stream';
import { Secrets } from '../../../src/encoding/secrets/secrets.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../../../src/io/http/types.ts';
import { Authorizer } from '../../../src/stores/registry/auth/authorizer.ts';
import type { Credential } from '../../../src/stores/registry/auth/credential.ts';
import { openRegistryStore } from '../../../src/stores/registry/open.ts';
import { credentials, JumpingClock } from '../../support/registry-store.ts';

export interface ScriptedAnswer {
  readonly status: number;
  readonly headers?: HttpResponse['headers'];
  readonly body?: string | Uint8Array | Readable;
}

/** An HTTP client without sockets: for what a server on loopback cannot be, such as a registry on https. */
export class ScriptedHttp implements HttpClient {
  readonly secrets = new Secrets();
  readonly requests: HttpRequest[] = [];
  readonly #answer: (request: HttpRequest, number: number) => ScriptedAnswer;

  constructor(answer: (request: HttpRequest, number: number) => ScriptedAnswer) {
    this.#answer = answer;
  }

  /** `METHOD URL`, in order. */
  get lines(): string[] {
    return this.requests.map(({ method, url }) => `${method} ${url.href}`);
  }

  async request(request: HttpRequest): Promise<HttpResponse> {
    request.signal.throwIfAborted();
    this.requests.push(request);
    await request.body?.open();
    const { status, headers = {}, body = '' } = this.#answer(request, this.requests.length);
    const stream = body instanceof Readable ? body : Readable.from([Buffer.from(body)]);
    return { status, headers, url: request.url, body: stream };
  }

  async close(): Promise<void> {}
}

export interface ScriptedOptions {
  readonly alsoPull?: readonly string[];
  readonly credential?: Credential;
  readonly registry?: string;
  /** The credential of each repository, instead of one for all. */
  readonly find?: (repository: string) => Credential;
}

/** A store of `https://registry.test/team/app` over scripted answers. */
export function scriptedStore(
  answer: ConstructorParameters<typeof ScriptedHttp>[0],
  { credential, registry = 'registry.test', find, alsoPull = [] }: ScriptedOptions = {},
) {
  const http = new ScriptedHttp(answer);
  const clock = new JumpingClock();
  const own = find
    ? { find: async (_: string, repository: string) => find(repository), logins: async () => [] }
    : credentials(credential);
  const authorizer = new Authorizer({ http, credentials: own, now: clock.now });
  const store = openRegistryStore({
    registry,
    repository: 'team/app',
    plainHttp: false,
    access: 'push',
    alsoPull,
    http,
    authorizer,
    now: clock.now,
    sleep: clock.sleep,
    random: () => 0.5,
    singleWriter: false,
  });
  return { http, store, clock };
}
