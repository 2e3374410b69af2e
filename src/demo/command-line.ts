function quoted(word: string): string {
  return /^[\w@%+=:,./\\-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A word that would end behind this column begins a line. */
const COLUMNS = 74;

/** The command as a user types it: a line for the operands, and further lines where these or the flags are long. */
export function commandLines(program: string, argv: readonly string[]): string[] {
  const words = argv.map(quoted);
  let group = [program];
  const groups = [group];
  for (const word of words) {
    const width = group.join(' ').length + word.length;
    const isLong = width > COLUMNS || (word.startsWith('--') && width > 40);
    if ((group.length > 1 || groups.length > 1) && isLong) {
      group = [word];
      groups.push(group);
    } else group.push(word);
  }
  return groups.map((line, at) => {
    const text = at === 0 ? `$ ${line.join(' ')}` : `    ${line.join(' ')}`;
    return at === groups.length - 1 ? text : `${text} \\`;
  });
}
