/*
 * Every entry calls this before it loads anything else, so this file, the entries and action/begin.ts have only syntax that
 * Node 14 parses, and import nothing else.
 */

/** Node 22.21 and 24.5 are the first with proxy support in node:http; 23 never got it. */
function isSupported(version: string): boolean {
  const parts = version.replace(/^v/, '').split('.');
  const major = Number(parts[0]);
  const minor = Number(parts[1]);
  if (major === 22) return minor >= 21;
  if (major === 24) return minor >= 5;
  return major > 24;
}

/** The error for a Node that is too old; `undefined` for a supported one. */
export function nodeTooOld(
  version: string,
): { code: string; message: string; hint: string; docs: string } | undefined {
  if (isSupported(version)) return undefined;
  return {
    code: 'node_too_old',
    message: `Sealift needs Node 24.5 or later, or Node 22 from 22.21 on; this is ${version}`,
    hint: 'Install Node 24.5 or later, or Node 22 from 22.21 on.',
    docs: ['https://github.com/sealift/sealift/blob/main/docs/blocked.md', 'node_too_old'].join('#'),
  };
}
