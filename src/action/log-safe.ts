/**
 * A line that the runner cannot read as a command. `::name::` counts at the start of a line, the old `##[name]` anywhere
 * in it (actions/runner, ActionCommand.TryParse).
 */
export function logSafe(text: string): string {
  return text
    .split(/\r\n|[\r\n]/)
    .map((line) => line.replaceAll('##[', '# #[').replace(/^(\s*):(?=:)/, '$1: '))
    .join('\n');
}
