import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The words of each command of a line, as a shell reads them. */
export async function wordsOf(line: string): Promise<readonly (readonly string[])[]> {
  const shown = `sealift() { printf '%s\\0' "$@"; printf '\\n\\0'; }; ${line}`;
  const { stdout } = await promisify(execFile)('sh', ['-c', shown]);
  const calls = stdout.split('\n\0').filter(Boolean);
  return calls.map((call) => call.split('\0').slice(0, -1));
}
