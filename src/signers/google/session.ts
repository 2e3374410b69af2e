import { lazyRetried } from '../../async/lazy.ts';
import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { askJson, type JsonAnswer, type Members, membersOf, textOf } from '../ask-json.ts';
import { endpointOf } from '../endpoint.ts';
import type { Remote, SignerOptions } from '../provider.ts';
import { remoteOf } from '../remote.ts';
import { googleCredentials, googleIdentity } from './credentials.ts';
import { googleTokens } from './tokens.ts';

const READY = 'Its state has to be ENABLED, its purpose ASYMMETRIC_SIGN.';

/** One call to Google Cloud KMS. */
export interface GoogleCall {
  readonly method: 'GET' | 'POST';
  /** Behind `/v1/`, with its query. */
  readonly path: string;
  /** The name of what answers. */
  readonly about: string;
  /** The permission that it takes. */
  readonly right: string;
  /** The role that has it, and where it is given; that of signing when absent. */
  readonly role?: string;
  readonly body?: unknown;
  /** False for what must not be done twice. */
  readonly retry?: false;
  /** What the key does not do; "does not sign". */
  readonly failed?: string;
  /** The remedy for other refusals. */
  readonly state?: string;
  /** Errors for single statuses, where the usual ones do not fit. */
  readonly errors?: Readonly<Record<number, (words: string) => SealiftError>>;
}

/** Calls of one identity to Google Cloud KMS. */
export interface GoogleSession {
  readonly who: string;
  readonly remote: Remote;
  /** Resolves to the answer about what was asked for. */
  readonly ask: (call: GoogleCall, signal: AbortSignal) => Promise<Members>;
}

/** The error for an answer that is no success. */
function refusal(
  { status, members }: JsonAnswer,
  {
    right,
    role = 'roles/cloudkms.signerVerifier on the key',
    failed = 'does not sign',
    state: needed = READY,
  }: GoogleCall,
  where: string,
  who: string,
): SealiftError {
  const error = membersOf(members.error);
  const state = textOf(error, 'status') ?? String(status);
  const said = `(${printable(state, 60)}: ${printable(textOf(error, 'message') ?? String(status), 400)})`;
  if (status === 401 || status === 403) {
    const disabled = JSON.stringify(error.details ?? '').includes('SERVICE_DISABLED');
    return new SealiftError('denied', `${who} may not use ${right} on ${where} ${said}`, {
      hint: disabled ? 'Enable the API: gcloud services enable cloudkms.googleapis.com.' : `Give it ${role}.`,
    });
  }
  if (status === 404) return new SealiftError('key_not_found', `${where} is not there ${said}`);
  if (status === 429) {
    return new SealiftError('too_many_requests', `Google Cloud KMS limits requests for ${where} ${said}`, {
      hint: 'Wait and run it again, lower --concurrency, or ask for more quota.',
    });
  }
  if (status >= 500 || status === 408) {
    return new SealiftError('key_service_unavailable', `Google Cloud KMS cannot answer for ${where} ${said}`);
  }
  return new SealiftError('key_unusable', `${where} ${failed} ${said}`, {
    hint: needed,
  });
}

/** @param where names the key in errors. */
export async function googleSession(options: SignerOptions, where: string): Promise<GoogleSession> {
  const { env } = options;
  const variable = 'CLOUDSDK_API_ENDPOINT_OVERRIDES_CLOUDKMS';
  const endpoint = endpointOf(env[variable] || 'https://cloudkms.googleapis.com', variable);
  const credentials = await googleCredentials(env);
  const remote = await remoteOf(options);
  const who = googleIdentity(credentials);
  const tokens = lazyRetried(() => googleTokens(credentials, env, remote));
  return {
    who,
    remote,
    async ask(call, signal) {
      const { method, path, about, body, retry } = call;
      const url = new URL(`/v1/${path}`, endpoint);
      const headers = await (await tokens(signal)).headers(url, signal);
      const question = { method, url, headers, ...(body === undefined ? {} : { body }) };
      const answer = await askJson(
        remote.http,
        { ...question, ...(retry === undefined ? {} : { retry }) },
        signal,
      );
      const { status, members } = answer;
      if (status !== 200) {
        const words = printable(textOf(membersOf(members.error), 'message') ?? String(status), 400);
        throw call.errors?.[status]?.(words) ?? refusal(answer, call, where, who);
      }
      if (members.name !== about) {
        throw new SealiftError(
          'self_check_failed',
          `${where}: ${printable(String(members.name), 300)} answered`,
          {
            hint: 'Nothing was pushed. Check what stands between here and Google.',
          },
        );
      }
      return members;
    },
  };
}
