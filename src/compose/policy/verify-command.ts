import { shellWord } from '../shell-word.ts';

interface Written {
  readonly policy: string;
  readonly store: string;
  readonly scopes: readonly string[];
}

/** The command that verifies an image under a new policy. */
export function verifyCommand({ policy, store, scopes: [first = '*'] }: Written): string {
  const image = `${first === '*' ? 'REGISTRY/REPOSITORY' : first}:TAG`;
  return `sealift verify ${shellWord(image)} --trust-policy ${shellWord(policy)} --trust-store ${shellWord(store)}`;
}
