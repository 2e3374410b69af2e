import type { AccessToken } from '@azure/identity';
import { parseJson } from '../../encoding/json.ts';
import { printable } from '../../encoding/printable.ts';
import { runCommand } from '../../io/process/run-command.ts';
import { membersOf, textOf } from '../ask-json.ts';
import type { SignerOptions } from '../provider.ts';

/** Milliseconds that the Azure CLI may take; it is slow to start. */
const TIME = 60_000;
const LIMIT = 256 * 1024;

/** Resource and tenant become words of a command line. */
const RESOURCE = /^https:\/\/[a-z0-9.-]+$/;
const TENANT = /^[0-9A-Za-z][0-9A-Za-z.-]{0,127}$/;

/**
 * A token of the identity that is logged in with the Azure CLI. The SDK is not used for it, because it neither ends the program
 * with the run nor searches the PATH of the run.
 *
 * @throws Error with what went wrong, in the words of the CLI.
 */
export async function cliToken(
  resource: string,
  tenant: string | undefined,
  env: SignerOptions['env'],
  signal: AbortSignal,
): Promise<AccessToken> {
  if (!RESOURCE.test(resource) || !TENANT.test(tenant ?? 'none')) {
    throw new Error('the vault names a directory or a resource that is none');
  }
  const where = tenant === undefined ? [] : ['--tenant', tenant];
  const args = ['account', 'get-access-token', '--output', 'json', '--resource', resource, ...where];
  const outcome = await runCommand({ file: 'az', args, input: '', env, timeout: TIME, limit: LIMIT }, signal);
  switch (outcome.kind) {
    case 'timed-out':
      throw new Error(`the Azure CLI did not answer within ${TIME / 1000} s`);
    case 'too-much-output':
      throw new Error(`the Azure CLI wrote over ${LIMIT} bytes`);
    case 'refused':
      throw new Error(`the Azure CLI cannot be run: ${printable(outcome.file, 300)} ${outcome.reason}`);
    case 'not-found':
    case 'not-started':
      throw new Error(`the Azure CLI cannot be run: az ${outcome.reason}`);
    case 'ended':
  }
  const { code, stdout, stderr } = outcome;
  if (code !== 0)
    throw new Error(new TextDecoder().decode(stderr).trim() || `the Azure CLI ended with ${code}`);
  const answer = membersOf(parseJson(stdout, { code: 'unexpected_answer', what: 'the answer of az' }));
  const token = textOf(answer, 'accessToken');
  // The end in seconds since 1970, or in an old CLI only the local time.
  const seconds = Number(answer.expires_on);
  const expiresOnTimestamp =
    answer.expires_on === undefined ? Date.parse(textOf(answer, 'expiresOn') ?? '') : seconds * 1000;
  if (token === undefined || !Number.isFinite(expiresOnTimestamp))
    throw new Error('the Azure CLI answered with no token');
  return { token, expiresOnTimestamp };
}
