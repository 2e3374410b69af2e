function quoted(word: string): string {
  return /^[\w@%+=:,./\\-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** The command as a user types it: a line for the operands, and further lines where the flags are long. */
export function commandLines(program: string, argv: readonly string[]): string[] {
  const words = argv.map(quoted);
  let group = [program];
  const groups = [group];
  for (const word of words) {
    const width = group.join(' ').length + word.length;
    if (group.length > 1 && word.startsWith('--') && width > 40) {
      group = [word];
      groups.push(group);
    } else group.push(word);
  }
  return groups.map((line, at) => {
    const text = at === 0 ? `$ ${line.join(' ')}` : `    ${line.join(' ')}`;
    return at === groups.length - 1 ? text : `${text} \\`;
  });
}
