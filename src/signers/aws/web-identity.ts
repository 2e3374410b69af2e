import { Buffer } from 'node:buffer';
import { readFile } from '../../io/files/read-file.ts';
import type { SignerOptions } from '../provider.ts';
import { type TokenClaims, tokenClaims } from '../token-claims.ts';

const TOKEN_LIMIT = 64 * 1024;

/** What an error shows of the token that the SDK exchanges for a role. It never fails. */
export async function webIdentityClaims({
  AWS_WEB_IDENTITY_TOKEN_FILE: path,
}: SignerOptions['env']): Promise<TokenClaims | undefined> {
  if (!path) return undefined;
  const bytes = await readFile(path, TOKEN_LIMIT, 'token').catch(() => undefined);
  return bytes && tokenClaims(Buffer.from(bytes).toString('utf8').trim());
}
