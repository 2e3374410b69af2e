import { quotable } from '../../encoding/quotable.ts';
import { SealiftError } from '../../errors.ts';
import { platformKey } from './platform-key.ts';
import { isPlatformText } from './platform-text.ts';

/** Architectures as `uname -m` says them, with their names in an index (image-index.md follows GOARCH). */
const ALIASES: Readonly<Record<string, string>> = {
  aarch64: 'arm64',
  armhf: 'arm/v7',
  armv7l: 'arm/v7',
  i386: '386',
  i686: '386',
  x86_64: 'amd64',
  'x86-64': 'amd64',
};

const FORM = 'Write OS/ARCH or OS/ARCH/VARIANT, such as linux/amd64 or linux/arm/v7.';

function hintFor(text: string): string {
  if (text.includes(',')) return 'Write each platform with a --platform of its own; in an action one a line.';
  if (text.toLowerCase() === 'all') return 'Leave it out: without it all platforms are taken.';
  const [os = '', architecture = '', ...more] = text.toLowerCase().split('/');
  const name = ALIASES[architecture] ?? architecture;
  const known = [os, name, ...more].join('/');
  if (known !== text && isPlatformText(known)) return `Write --platform ${known}.`;
  return FORM;
}

/**
 * The key (`platform-key.ts`) of a platform that the user names.
 *
 * @throws SealiftError `usage`.
 */
export function parsePlatform(text: string): string {
  const [os, architecture = '', variant = ''] = text.split('/');
  const isName = isPlatformText(text) && !Object.hasOwn(ALIASES, architecture);
  const key = isName ? platformKey({ os: os!, architecture, variant }) : undefined;
  if (key !== undefined) return key;
  throw new SealiftError('usage', `--platform ${quotable(text, 80)} is no platform`, { hint: hintFor(text) });
}
