import { printable } from '../encoding/printable.ts';

/**
 * Lines that the runner cannot read as a command, and that say nothing else on a terminal than they seem to: control
 * characters and marks that change the direction of text are escaped. `::name::` counts at the start of a line, the old
 * `##[name]` anywhere in it (actions/runner, ActionCommand.TryParse).
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
