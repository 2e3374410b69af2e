import type { Refusal } from './system.ts';

const ANEW = 'Install it anew.';
const UNPACK = 'Unpack it, and install the program that is in it.';

/** Files that are no programs, by their first bytes as Latin-1; the first match counts. */
const KINDS: readonly (readonly [begins: RegExp, reason: string, remedy: string])[] = [
  [/^$/, 'is empty', ANEW],
  [/^\xef\xbb\xbf#!/, 'has a byte order mark before its #!', 'Save it as UTF-8 without a byte order mark.'],
  [/^(?:\x1f\x8b|BZh|\xfd7zXZ|\x28\xb5\x2f\xfd|PK\x03\x04)/, 'is an archive', UNPACK],
  [/^.{257}ustar/s, 'is an archive', UNPACK],
  [/^!<arch>|^\xed\xab\xee\xdb/, 'is a package or a library', 'Install it as this system installs packages.'],
  [/^\0asm/, 'is WebAssembly', ANEW],
  [/^\xca\xfe\xba\xbe/, 'is a class of Java', ANEW],
  [/^version https:\/\/git-lfs/, 'is the pointer of a Git LFS file', 'Fetch the file itself: git lfs pull.'],
  [/^\s*<(?:!doctype|html)/i, 'is an HTML page', 'Download the program itself.'],
];

const TEXT: Refusal = {
  reason: 'is a text without #!, which only a shell could run',
  remedy: 'Let its first line name an interpreter, such as #!/bin/sh, or install the program itself.',
};

const UNKNOWN: Refusal = { reason: 'is in a format that is not known', remedy: ANEW };

/** Names a file that is neither a script nor a binary program. @param head its first bytes, at least 512 of a longer file. */
export function whatItIs(head: Buffer): Refusal {
  const bytes = head.toString('latin1');
  const kind = KINDS.find(([begins]) => begins.test(bytes));
  if (kind) return { reason: kind[1], remedy: kind[2] };
  return /^[\t\n\f\r\x1b\x20-\x7e\x80-\xff]*$/.test(bytes) ? TEXT : UNKNOWN;
}
