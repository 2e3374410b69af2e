import { isAbsolute, join } from 'node:path';
import { parseJson } from '../../encoding/json.ts';
import { mendPem } from '../../encoding/mend-pem.ts';
import { pemDocument } from '../../encoding/pem.ts';
import { printable } from '../../encoding/printable.ts';
import { quotable } from '../../encoding/quotable.ts';
import { userText } from '../../encoding/user-text.ts';
import { SealiftError } from '../../errors.ts';
import { readFile } from '../../io/files/read-file.ts';
import { homeFolder } from '../../io/home.ts';
import { type Members, membersOf, textOf } from '../ask-json.ts';
import type { SignerOptions } from '../provider.ts';
import { isTokenUrl } from './fetch.ts';

const FILE_LIMIT = 64 * 1024;

/** The identity that signs, as the environment names it. */
export type GoogleCredentials =
  | {
      readonly kind: 'service account';
      readonly email: string;
      readonly key: string;
      readonly keyId: string | undefined;
    }
  | {
      readonly kind: 'user';
      readonly clientId: string;
      readonly clientSecret: string;
      readonly refreshToken: string;
      /** The project that pays for the requests. Cloud KMS refuses those of a user without one. */
      readonly project: string | undefined;
    }
  | {
      readonly kind: 'federated';
      /** `//iam.googleapis.com/projects/…/workloadIdentityPools/…/providers/…` */
      readonly audience: string;
      readonly tokenType: string;
      readonly impersonationUrl: string | undefined;
      readonly source: SubjectSource;
    };

/** The source of the token that Google exchanges. */
export type SubjectSource =
  | { readonly kind: 'github' }
  | { readonly kind: 'file'; readonly path: string; readonly field: string | undefined }
  | {
      readonly kind: 'url';
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly field: string | undefined;
    };

const MISSING =
  'In a workflow run google-github-actions/auth first, or set GOOGLE_WORKLOAD_IDENTITY_PROVIDER, both with permissions: id-token: write; else set GOOGLE_APPLICATION_CREDENTIALS or run gcloud auth application-default login.';

function sourceOf(source: Members, refuse: (reason: string) => SealiftError): SubjectSource {
  const format = membersOf(source.format);
  const field = format.type === 'json' ? textOf(format, 'subject_token_field_name') : undefined;
  if (format.type === 'json' && field === undefined) throw refuse('its credential_source names no field');
  const path = textOf(source, 'file');
  if (path !== undefined) return { kind: 'file', path, field };
  const url = textOf(source, 'url');
  if (url === undefined || textOf(source, 'environment_id') !== undefined) {
    throw refuse('its credential_source is neither a file nor a URL; programs and AWS are not supported');
  }
  const headers = Object.entries(membersOf(source.headers)).map(([name, value]) => [name, String(value)]);
  return { kind: 'url', url, headers: Object.fromEntries(headers), field };
}

function federated(file: Members, refuse: (reason: string) => SealiftError): GoogleCredentials {
  const audience = textOf(file, 'audience');
  const tokenType = textOf(file, 'subject_token_type');
  if (audience === undefined || tokenType === undefined)
    throw refuse('audience or subject_token_type is missing');
  const tokenUrl = textOf(file, 'token_url') ?? '';
  const impersonationUrl = textOf(file, 'service_account_impersonation_url');
  for (const url of [tokenUrl, impersonationUrl ?? tokenUrl]) {
    if (!isTokenUrl(url)) throw refuse('it sends tokens to a host that is not one of Google');
  }
  return {
    kind: 'federated',
    audience,
    tokenType,
    impersonationUrl,
    source: sourceOf(membersOf(file.credential_source), refuse),
  };
}

const READERS: Readonly<
  Record<string, (file: Members, refuse: (reason: string) => SealiftError) => GoogleCredentials>
> = {
  external_account: federated,
  service_account(file, refuse) {
    const email = textOf(file, 'client_email');
    const key = textOf(file, 'private_key');
    if (email === undefined || key === undefined) throw refuse('client_email or private_key is missing');
    const blocks = mendPem(key, { code: 'config_invalid', what: 'private_key of the credentials file' });
    if (blocks.length === 0) throw refuse('private_key is not PEM');
    const pem = pemDocument(blocks);
    return { kind: 'service account', email, key: pem, keyId: textOf(file, 'private_key_id') };
  },
  authorized_user(file, refuse) {
    const [clientId, clientSecret, refreshToken] = ['client_id', 'client_secret', 'refresh_token'].map(
      (name) => textOf(file, name),
    );
    if (!clientId || !clientSecret || !refreshToken)
      throw refuse('client_id, client_secret or refresh_token is missing');
    const project = textOf(file, 'quota_project_id');
    return { kind: 'user', clientId, clientSecret, refreshToken, project };
  },
};

async function fromFile(path: string): Promise<GoogleCredentials> {
  const what = `credentials file ${quotable(path, 600)}`;
  const bytes = await readFile(path, FILE_LIMIT, 'credentials file');
  const context = { code: 'config_invalid', what } as const;
  const file = membersOf(parseJson(userText(bytes, context), context));
  const refuse = (reason: string) => new SealiftError('config_invalid', `${what}: ${reason}`);
  const type = textOf(file, 'type') ?? 'none';
  const read = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  if (!read) throw refuse(`the type ${printable(type)} is not supported`);
  if ((textOf(file, 'universe_domain') ?? 'googleapis.com') !== 'googleapis.com') {
    throw refuse('it is for a universe other than googleapis.com');
  }
  return read(file, refuse);
}

function fromGithub(provider: string, env: SignerOptions['env']): GoogleCredentials {
  if (
    !/^projects\/\d+\/locations\/global\/workloadIdentityPools\/[a-z0-9-]+\/providers\/[a-z0-9-]+$/.test(
      provider,
    )
  ) {
    throw new SealiftError(
      'config_invalid',
      'GOOGLE_WORKLOAD_IDENTITY_PROVIDER is not the name of a provider',
      {
        hint: 'Write projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER.',
      },
    );
  }
  const account = env.GOOGLE_SERVICE_ACCOUNT;
  if (account && !/^[a-z0-9.-]+@[a-z0-9.-]+$/.test(account)) {
    throw new SealiftError(
      'config_invalid',
      'GOOGLE_SERVICE_ACCOUNT is not the address of a service account',
    );
  }
  return {
    kind: 'federated',
    audience: `//iam.googleapis.com/${provider}`,
    tokenType: 'urn:ietf:params:oauth:token-type:jwt',
    impersonationUrl: account
      ? `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${account}:generateAccessToken`
      : undefined,
    source: { kind: 'github' },
  };
}

/**
 * The first identity that is configured; when it fails, no other one is tried. The metadata server is never asked, because
 * every job on a self-hosted runner would then sign as the machine.
 *
 * @throws SealiftError `credentials_missing`, `config_invalid`, `file_not_found` or `file_unreadable`.
 */
export async function googleCredentials(env: SignerOptions['env']): Promise<GoogleCredentials> {
  const { GOOGLE_WORKLOAD_IDENTITY_PROVIDER: provider, GOOGLE_APPLICATION_CREDENTIALS: path } = env;
  if (provider) return fromGithub(provider, env);
  if (path) return fromFile(path);
  const folder =
    env.CLOUDSDK_CONFIG || join(isAbsolute(env.HOME ?? '') ? env.HOME! : homeFolder(), '.config', 'gcloud');
  try {
    return await fromFile(join(folder, 'application_default_credentials.json'));
  } catch (error) {
    if (!(error instanceof SealiftError) || error.code !== 'file_not_found') throw error;
    throw new SealiftError('credentials_missing', 'there are no Google credentials', {
      hint: MISSING,
      needs: { kind: 'cloud-login', cloud: 'google' },
    });
  }
}

/** Names the identity for a person. */
export function googleIdentity(credentials: GoogleCredentials): string {
  if (credentials.kind === 'service account') return printable(credentials.email);
  if (credentials.kind === 'user') return 'the user of gcloud';
  const account = /serviceAccounts\/([^:/]+):/.exec(credentials.impersonationUrl ?? '')?.[1];
  return printable(account ?? `the workload of ${credentials.audience}`, 300);
}
