/** A word as a shell takes it for one. */
function quoted(word: string): string {
  return /^[\w@%+=:,./\\-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** The command as a user types it, one line for what it is about and one for each group of flags. */
export function commandLines(program: string, argv: readonly string[]): string[] {
  const words = argv.map(quoted);
  const groups: string[][] = [[program]];
  for (const word of words) {
    const group = groups.at(-1)!;
    const width = group.join(' ').length + word.length;
    if (group.length > 1 && word.startsWith('--') && width > 40) groups.push([word]);
    else group.push(word);
  }
  return groups.map((group, at) => {
    const text = at === 0 ? `$ ${group.join(' ')}` : `    ${group.join(' ')}`;
    return at === groups.length - 1 ? text : `${text} \\`;
  });
}
