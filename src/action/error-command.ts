/**
 * The runner's command for an error, for what happens before the toolkit is loaded. It imports nothing, so that any Node reads it.
 * The runner undoes `%25`, `%0D` and `%0A` in a message and no other escape (actions/runner, ActionCommand.cs).
 */
export function errorCommand(code: string, message: string): string {
  const text = message.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
  return `::error title=Sealift%3A ${code}::${text}\n`;
}
