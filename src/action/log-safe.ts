import { printable } from '../encoding/printable.ts';

/**
 * Escapes control characters, marks that change the direction of text, and commands to the runner. The runner reads
 * `::name::` at the start of a line and the old `##[name]` anywhere in it (actions/runner, ActionCommand.TryParse).
 */
export function logSafe(text: string): string {
  return text
    .split(/\r\n|[\r\n]/)
    .map((line) => {
      const shown = line.replaceAll('##[', '# #[').replaceAll('\t', ' ');
      return printable(shown, shown.length).replace(/^(\s*):(?=:)/, '$1: ');
    })
    .join('\n');
}
