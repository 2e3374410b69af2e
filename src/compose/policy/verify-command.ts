interface Written {
  readonly policy: string;
  readonly store: string;
  readonly scopes: readonly string[];
}

/** A word as a POSIX shell reads it, and no flag. */
function shellWord(text: string): string {
  const word = text.startsWith('-') ? `./${text}` : text;
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The command that verifies an image under a new policy. */
export function verifyCommand({ policy, store, scopes: [first = '*'] }: Written): string {
  const image = `${first === '*' ? 'REGISTRY/REPOSITORY' : first}:TAG`;
  return `sealift verify ${shellWord(image)} --trust-policy ${shellWord(policy)} --trust-store ${shellWord(store)}`;
}
