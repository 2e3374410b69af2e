/** Whether JSON was asked for, also on a command line that is wrong elsewhere. */
export function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  const flags = end < 0 ? argv : argv.slice(0, end);
  return flags.some(
    (word, i) => word === '--output=json' || (word === '--output' && flags[i + 1] === 'json'),
  );
}
