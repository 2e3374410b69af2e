import { lazyRetried } from '../../async/lazy.ts';
import { printable } from '../../encoding/printable.ts';
import { withRetries } from '../../io/http/with-retries.ts';
import type { Remote, SignerOptions } from '../provider.ts';
import { withCredentialProcess } from './credential-process.ts';
import { type AwsCall, type AwsWords, awsError } from './errors.ts';
import type { AwsLocation } from './location.ts';
import { awsRequestHandler } from './request-handler.ts';
import { webIdentityClaims } from './web-identity.ts';

/** The part of a client of the SDK that every service has. */
export interface AwsClient {
  readonly config: {
    readonly credentials: () => Promise<{ secretAccessKey: string; sessionToken?: string | undefined }>;
  };
  destroy(): void;
}

/** What every client of the SDK is made with. */
export interface AwsClientConfig {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  readonly maxAttempts: number;
  readonly requestHandler: never;
}

/** A service of AWS. */
export interface AwsService<C extends AwsClient> extends AwsWords {
  /** Loads the SDK of the service. */
  readonly open: (config: AwsClientConfig) => Promise<C>;
}

function identityOf(env: SignerOptions['env']): string {
  if (env.AWS_PROFILE) return `the AWS profile ${printable(env.AWS_PROFILE)}`;
  if (env.AWS_ACCESS_KEY_ID) return 'the access key in AWS_ACCESS_KEY_ID';
  return env.AWS_ROLE_ARN ? `the role ${printable(env.AWS_ROLE_ARN)}` : 'the AWS identity of this machine';
}

/** The access key in the environment of the run. Without one, or with a profile, the SDK's own chain of credentials is used. */
function credentialsOf(env: SignerOptions['env']) {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_PROFILE } = env;
  if (AWS_PROFILE || !AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return {};
  return {
    credentials: {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
    },
  };
}

/** Reports the credentials that the SDK found before they are used. The SDK keeps them itself. */
async function reportSecrets({ config }: AwsClient, { onSecret }: Remote): Promise<void> {
  const { secretAccessKey, sessionToken } = await config.credentials();
  for (const secret of [secretAccessKey, sessionToken]) if (secret) onSecret?.(secret);
}

/** The words of an error that do not fit one call. */
type CallWords = Partial<Pick<AwsCall, 'where' | 'failed' | 'remedy'>>;

type Send<C, T> = (client: C) => Promise<T>;

/** Calls of one identity to one service in one region. */
export interface AwsSession<C> {
  /** Names who calls. */
  readonly who: string;
  /** Sends one call, with retries, until the caller's signal aborts. */
  readonly call: <T>(right: string, send: Send<C, T>, signal: AbortSignal, words?: CallWords) => Promise<T>;
  /** Sends one call that must not be done twice. */
  readonly callOnce: <T>(
    right: string,
    send: Send<C, T>,
    signal: AbortSignal,
    words: CallWords,
  ) => Promise<T>;
  readonly close: () => Promise<void>;
}

/** @param where names the key in errors. */
export function awsSession<C extends AwsClient>(
  service: AwsService<C>,
  location: Pick<AwsLocation, 'region' | 'endpoint'>,
  env: SignerOptions['env'],
  remote: Remote,
  where: string,
): AwsSession<C> {
  const who = identityOf(env);
  const programs = lazyRetried(() => withCredentialProcess(env));
  let client: Promise<C> | undefined;
  let asked: URL | undefined;
  let current = new AbortController().signal;
  const opened = (): Promise<C> => {
    client ??= service.open({
      region: location.region,
      ...(location.endpoint ? { endpoint: location.endpoint.href } : {}),
      ...credentialsOf(env),
      maxAttempts: 1,
      requestHandler: awsRequestHandler(
        remote.http,
        (url) => {
          asked = url;
        },
        () => current,
      ) as never,
    });
    return client;
  };

  const callOnce: AwsSession<C>['callOnce'] = async (right, send, signal, words) => {
    signal.throwIfAborted();
    current = signal;
    const process = await programs(signal);
    process.use(signal);
    return opened()
      .then(async (sdk) => {
        await reportSecrets(sdk, remote);
        return send(sdk);
      })
      .catch(async (error: unknown) => {
        signal.throwIfAborted();
        const claims = await webIdentityClaims(env);
        throw awsError(error, { service, right, where, who, claims, program: process.failure, ...words });
      });
  };

  return {
    who,
    callOnce,
    call: (right, send, signal, words = {}) =>
      withRetries(
        () => callOnce(right, send, signal, words),
        remote,
        signal,
        (delay) => {
          // This holds back every request to that host.
          if (asked) remote.http.slowDown?.(asked, delay);
        },
      ),
    async close() {
      (await client)?.destroy();
    },
  };
}
