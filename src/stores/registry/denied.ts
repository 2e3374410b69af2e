import { SealiftError } from '../../errors.ts';
import { type Credential, describeCredential } from './auth/credential.ts';

/** The login of a refused request, and the right that it needed. */
export interface Login {
  /** `registry.example.com/team/app` */
  readonly repository: string;
  /** The right that the request needed there, in the words of the registry: `pull`, `push`. */
  readonly right: string;
  /** Whether that is a right to write. */
  readonly writes: boolean;
  /** Whether the registry asked for a login, so that the credential was sent if there is one. */
  readonly asked: boolean;
  readonly credential: () => Promise<Credential | undefined>;
  /** The registries for which there is a login. */
  readonly logins: () => Promise<readonly string[]>;
}

/** The most logins that an error names. */
const SHOWN = 4;

/** Says where there is a login: `logged in to ghcr.io and quay.io`. */
function elsewhere(logins: readonly string[]): string {
  if (logins.length === 0) return '';
  const more = logins.length - SHOWN;
  const names = more > 0 ? [...logins.slice(0, SHOWN), `${more} more`] : logins;
  const list = names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return ` (logged in to ${list})`;
}

/** The prefixes of GitHub's tokens ("About authentication to GitHub"): of an installation, which a job has; of a person. */
const TOKENS = [
  [/^ghs_/, 'job token'],
  [/^(?:ghp_|gho_|ghu_|github_pat_)/, 'personal token'],
] as const;

function secretOf(credential: Credential): 'job token' | 'personal token' | 'other' {
  const secret = credential.kind === 'password' ? credential.password : credential.token;
  return TOKENS.find(([form]) => form.test(secret))?.[1] ?? 'other';
}

/** The words of Amazon ECR for a login whose twelve hours are over, and of others for a token that has ended. */
const ENDED = /token (?:has|is) expired|reauthenticate/i;

/** The error for a request that was refused: there is no login, or it lacks the right. */
export async function denied(message: string, login: Login): Promise<SealiftError> {
  const { repository, right, writes, asked } = login;
  const registry = repository.split('/', 1)[0];
  const credential = await login.credential();
  const needed = `needed is the right to ${right} ${repository}`;
  const access = { repository, right: writes ? 'push' : 'pull' } as const;
  if (!credential) {
    const logins = await login.logins();
    return new SealiftError(
      'credentials_missing',
      `${message}, and there are no credentials for ${registry}${elsewhere(logins)}; ${needed}`,
      {
        hint: `Log in with the right to ${right}, for example with \`docker login ${registry}\`.`,
        needs: { kind: 'registry-login', ...access, logins },
      },
    );
  }
  const used = `${asked ? 'logged in as' : 'without asking for the login'} ${describeCredential(credential)}`;
  return new SealiftError('denied', `${message}, ${used}; ${needed}`, {
    hint: `Check that this login is still good and has the right to ${right} ${repository}.`,
    needs: {
      kind: 'registry-right',
      ...access,
      secret: secretOf(credential),
      ended: ENDED.test(message),
    },
  });
}
