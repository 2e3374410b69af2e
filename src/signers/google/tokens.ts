import { Buffer } from 'node:buffer';
import { parseJson } from '../../encoding/json.ts';
import { printable } from '../../encoding/printable.ts';
import { quotable } from '../../encoding/quotable.ts';
import { pemSecrets } from '../../encoding/secrets/pem-secrets.ts';
import { SealiftError } from '../../errors.ts';
import { readFile } from '../../io/files/read-file.ts';
import { askJson, membersOf, textOf } from '../ask-json.ts';
import { endpointOf } from '../endpoint.ts';
import { githubToken } from '../github-token.ts';
import type { Remote, SignerOptions } from '../provider.ts';
import { type TokenClaims, tokenClaims } from '../token-claims.ts';
import { type GoogleCredentials, googleIdentity, type SubjectSource } from './credentials.ts';
import { tokenFetch } from './fetch.ts';

const SCOPE = 'https://www.googleapis.com/auth/cloudkms';
const TOKEN_LIMIT = 64 * 1024;

/** The token of another issuer that Google exchanges for one of its own. */
async function subjectToken(
  source: SubjectSource,
  audience: string,
  env: SignerOptions['env'],
  remote: Remote,
  signal: AbortSignal,
): Promise<string> {
  if (source.kind === 'github') return githubToken(`https:${audience}`, env, remote, signal);
  const context = { code: 'config_invalid', what: 'the token of the credentials file' } as const;
  if (source.kind === 'file') {
    const text = Buffer.from(await readFile(source.path, TOKEN_LIMIT, 'token'))
      .toString('utf8')
      .trim();
    const token =
      source.field === undefined ? text : textOf(membersOf(parseJson(text, context)), source.field);
    if (!token) throw new SealiftError('credentials_missing', `${quotable(source.path, 600)} holds no token`);
    return token;
  }
  const own = env.ACTIONS_ID_TOKEN_REQUEST_URL ?? '';
  const url = URL.canParse(source.url) ? new URL(source.url) : undefined;
  const expected = URL.canParse(own) ? new URL(own).host : '';
  if (!url || url.host !== expected) {
    throw new SealiftError(
      'config_invalid',
      'the credentials file asks a host for tokens that is not the one of this job',
      {
        hint: 'Run google-github-actions/auth in the same job, with permissions: id-token: write.',
      },
    );
  }
  endpointOf(url.origin, 'the credentials file');
  for (const value of Object.values(source.headers)) remote.onSecret?.(value.replace(/^Bearer /, ''));
  const { status, members } = await askJson(
    remote.http,
    { method: 'GET', url, headers: source.headers },
    signal,
  );
  const token = textOf(members, source.field ?? 'value');
  if (status === 200 && token !== undefined) return token;
  throw new SealiftError('credentials_missing', `GitHub refuses an identity token to this job (${status})`, {
    hint: 'Give the job permissions: id-token: write; a token of an earlier job is of no use.',
    needs: { kind: 'identity-token' },
  });
}

function ownError(error: unknown): SealiftError | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if (at instanceof SealiftError) return at;
  }
  return undefined;
}

/** The words of the token server's error, in the form of OAuth (RFC 6749, 5.2) or of a Google API. */
function wordsOf(error: unknown): { status: number; words: string } {
  const { response } = (error ?? {}) as { response?: { status?: number; data?: unknown } };
  const data = membersOf(response?.data);
  const texts = [
    textOf(data, 'error'),
    textOf(data, 'error_description'),
    textOf(membersOf(data.error), 'message'),
  ];
  const words = texts.filter((text) => text !== undefined).join(', ');
  return { status: response?.status ?? 0, words: printable(words || 'no reason given', 300) };
}

/** The settings that decide about a token, by the words of Google's refusals. */
const SETTINGS: readonly (readonly [said: RegExp, setting: string])[] = [
  [
    /unauthorized_client|attribute condition/i,
    'The attribute condition of the provider has to take sub and the other claims of that token.',
  ],
  [/audience/i, 'The allowed audiences of the provider have to have the aud of that token.'],
  [/issuer/i, 'The issuer URL of the provider has to be the iss of that token.'],
];

/** The remedy for a token that Google does not exchange, or whose identity may not act as the service account. */
function untrusted(status: number, words: string): string {
  if (status === 403) {
    return 'Give the principal of that token (principal://iam.googleapis.com/POOL/subject/<sub>, or the principalSet of an attribute) roles/iam.workloadIdentityUser on the service account.';
  }
  const setting = SETTINGS.find(([said]) => said.test(words))?.[1];
  return (
    setting ?? 'Issuer URL, allowed audiences and attribute condition of the provider have to fit that token.'
  );
}

export interface GoogleTokens {
  /** Headers of a request: the token, and the project that pays where the user has one. */
  headers(url: URL, signal: AbortSignal): Promise<Record<string, string>>;
  /** The token that the identity is made of, where it acts as itself and not as a service account. */
  claims(): TokenClaims | undefined;
}

/** Access tokens of one identity, kept until they end. */
export async function googleTokens(
  credentials: GoogleCredentials,
  env: SignerOptions['env'],
  remote: Remote,
): Promise<GoogleTokens> {
  const { gaxios, IdentityPoolClient, JWT, UserRefreshClient } = await import('google-auth-library');
  let current = new AbortController().signal;
  let subject: string | undefined;
  const transporter = new gaxios.Gaxios({ fetchImplementation: tokenFetch(remote.http, () => current) });
  // The library does not retry, because the client of the run does.
  const send = transporter.request.bind(transporter);
  transporter.request = (({ retry: _, retryConfig: __, ...options }: Parameters<typeof send>[0] = {}) =>
    send(options)) as typeof send;

  const openClient = () => {
    if (credentials.kind === 'service account') {
      const { email, key, keyId } = credentials;
      for (const secret of pemSecrets(key)) remote.onSecret?.(secret);
      return new JWT({ email, key, ...(keyId === undefined ? {} : { keyId }), scopes: [SCOPE], transporter });
    }
    if (credentials.kind === 'user') {
      const { clientId, clientSecret, refreshToken, project } = credentials;
      for (const secret of [clientSecret, refreshToken]) remote.onSecret?.(secret);
      const payer = project === undefined ? {} : { quotaProjectId: project };
      return new UserRefreshClient({ clientId, clientSecret, refreshToken, ...payer, transporter });
    }
    const { audience, tokenType, impersonationUrl, source } = credentials;
    const federation = new IdentityPoolClient({
      type: 'external_account',
      audience,
      subject_token_type: tokenType,
      token_url: 'https://sts.googleapis.com/v1/token',
      ...(impersonationUrl === undefined ? {} : { service_account_impersonation_url: impersonationUrl }),
      scopes: [SCOPE],
      transporter,
      subject_token_supplier: {
        getSubjectToken: async () => {
          subject = await subjectToken(source, audience, env, remote, current);
          remote.onSecret?.(subject);
          return subject;
        },
      },
    });
    // The library does not use this transporter for the exchange of tokens, which would go around proxy, authorities and caps.
    const { stsCredential } = federation as unknown as { stsCredential: { transporter: typeof transporter } };
    stsCredential.transporter = transporter;
    return federation;
  };
  const client = openClient();

  const actsAsItself = credentials.kind === 'federated' && credentials.impersonationUrl === undefined;
  return {
    claims: () => (actsAsItself && subject !== undefined ? tokenClaims(subject) : undefined),
    async headers(url, signal) {
      current = signal;
      try {
        const headers = await client.getRequestHeaders(url.href);
        const token = headers.get('authorization')?.replace(/^Bearer /, '');
        if (token) remote.onSecret?.(token);
        return Object.fromEntries(headers);
      } catch (error) {
        signal.throwIfAborted();
        const own = ownError(error);
        if (own) throw own;
        const { status, words } = wordsOf(error);
        const who = googleIdentity(credentials);
        if (status === 429 || status >= 500) {
          throw new SealiftError(
            'key_service_unavailable',
            `Google gives out no token now (${status}, ${words})`,
          );
        }
        const token = subject === undefined ? undefined : tokenClaims(subject);
        const claims = token === undefined ? '' : `; the token of this job has ${token.text}`;
        throw new SealiftError('denied', `Google gives no token to ${who} (${status}, ${words})${claims}`, {
          hint:
            credentials.kind === 'federated'
              ? untrusted(status, words) + (token?.advice ?? '')
              : 'Log in again, or renew the key of the service account.',
        });
      }
    },
  };
}
