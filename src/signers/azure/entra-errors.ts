import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { tokenClaims } from '../token-claims.ts';
import type { AzureCredentials } from './credentials.ts';

/** The audience of a token that stands for the app; Entra accepts no other. */
export const EXCHANGE_AUDIENCE = 'api://AzureADTokenExchange';

/** Remedies by the numbers of Entra's errors ("Microsoft Entra authentication and authorization error codes"). */
const REMEDIES: readonly (readonly [numbers: string, remedy: string])[] = [
  [
    '700016 90002 900023',
    'Check AZURE_CLIENT_ID and AZURE_TENANT_ID: there is no such app in that directory.',
  ],
  [
    '7000215 7000222 700027',
    'Renew the secret or certificate of the app, or use the token of the GitHub job.',
  ],
  ['500011', 'The directory of AZURE_TENANT_ID does not know Azure Key Vault; is it the right one?'],
  ['700024 50013', 'The clock of this machine is off, or the token is too old.'],
];

const UNTRUSTED = ['70021', '700211', '700212', '700213', '700214', '700223', '700238', '7002381', '50027'];

/** The member of a federated credential that did not fit. */
const MISFITS: Readonly<Record<string, string>> = {
  '700211': 'issuer',
  '700212': 'audiences',
  '700213': 'subject',
};

/** The remedy for a token of the job that no federated credential of the app fits. */
function federate(clientId: string, number: string): string {
  const misfit = MISFITS[number] === undefined ? '' : ` (none has this ${MISFITS[number]})`;
  // The claims are not put into the command: a branch may have a name that a shell would run.
  return `Add a federated credential for this iss and sub to the app${misfit}: \`az ad app federated-credential create --id ${clientId} --parameters '{"name":"sealift","issuer":"<iss>","subject":"<sub>","audiences":["${EXCHANGE_AUDIENCE}"]}'\`. Another branch, tag or environment has another sub.`;
}

const LOGIN =
  'In a workflow set AZURE_CLIENT_ID and AZURE_TENANT_ID with permissions: id-token: write, or run azure/login first; else set AZURE_CLIENT_SECRET too, or run az login.';

/** The words of the SDK's error, without the IDs and times that follow. */
function wordsOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const said = /AADSTS\d+:[\s\S]*/.exec(text)?.[0] ?? text;
  return printable(said.replace(/\s*(?:Trace|Correlation) ID:[\s\S]*$/i, '').replace(/\s+/g, ' '), 400);
}

/**
 * The error for a login that failed. The SDK's error is not kept as the cause: it holds the request, and that holds the token.
 *
 * @param outcome of the last request: its status, or what ended it.
 * @param assertion the token that stood for the app; its claims are shown, never itself.
 */
export function entraError(
  error: unknown,
  credentials: AzureCredentials,
  {
    outcome,
    assertion,
  }: { readonly outcome: SealiftError | number | undefined; readonly assertion?: string },
): SealiftError {
  if (outcome instanceof SealiftError) return outcome;
  const words = wordsOf(error);
  const { who, kind } = credentials;
  if (kind === 'cli') {
    return new SealiftError('credentials_missing', `there are no Azure credentials (${words})`, {
      hint: LOGIN,
      needs: { kind: 'cloud-login', cloud: 'azure' },
    });
  }
  if (outcome === 429 || (outcome ?? 0) >= 500) {
    return new SealiftError('key_service_unavailable', `Entra gives out no token now (${outcome}, ${words})`);
  }
  const token = assertion === undefined ? undefined : tokenClaims(assertion);
  const claims = token === undefined ? '' : `; its token has ${token.text}`;
  const number = /AADSTS(\d+)/.exec(words)?.[1] ?? '';
  const known = REMEDIES.find(([numbers]) => numbers.split(' ').includes(number))?.[1];
  const untrusted = 'client' in credentials && UNTRUSTED.includes(number);
  const hint = untrusted ? federate(credentials.client.id, number) + (token?.advice ?? '') : known;
  return new SealiftError('denied', `Entra gives no token to ${who} (${words})${claims}`, {
    hint:
      hint ??
      (kind === 'managed'
        ? 'Give this machine a managed identity; AZURE_CLIENT_ID chooses between several.'
        : 'Check AZURE_CLIENT_ID, AZURE_TENANT_ID and how the app logs in.'),
  });
}
