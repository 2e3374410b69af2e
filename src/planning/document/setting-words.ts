import type { SettingName } from './settings.ts';

/** Settings that a promotions file switches on. The table of settings is not read for them, since it loads the reader of YAML. */
export const SWITCHES: readonly string[] = [
  'allow-unsigned',
  'deep',
  'exclude-signatures',
  'foreign-layers',
  'recursive',
  'single-writer',
  'skip-verification',
] satisfies readonly SettingName[];

/** Other settings that messages and remedies speak of. */
export const OTHERS: readonly string[] = [
  'artifact-type',
  'backup-tag',
  'crl',
  'distrust',
  'existing-tag',
  'include',
  'move-tag',
  'platforms',
  'record',
  'require',
  'require-count',
  'require-identity',
  'scope',
  'sign',
  'signatures-from',
  'signatures-to',
  'trust-policy',
  'trust-store',
  'trusted-identity',
  'trusted-root',
  'trusted-tsa-root',
] satisfies readonly SettingName[];

/** Flags whose settings have another name. */
const RENAMED: Readonly<Record<string, SettingName>> = { platform: 'platforms' };

/** One platform a flag, where a file has them in a list. */
const PLATFORMS = /(?<![\w-])--platform [a-z0-9]+(?:\/[a-z0-9]+)+(?: --platform [a-z0-9]+(?:\/[a-z0-9]+)+)*/g;

/** A flag, and the word behind it without the punctuation that ends a sentence. */
const A_FLAG = /(?<![\w-])--([a-z][a-z-]*[a-z])(?![\w-])(?: ([^\s,;"'()]*[^\s,;"'().:]))?/g;

/** What stands behind a flag as its value: a placeholder such as FILE, a path, a pair, or one of its choices. */
const VALUE = /^[A-Z][A-Z/:-]+$|[/=]|^(?:always|never|move|keep|fail|all|signatures|verified)$/;

/** In a promotions file the order of the rules says nothing, and an entry that has one rule alone has lost those of the top. */
const ORDER = /(under `existing-tag`),? behind the other rules/g;

function written(name: string, value: string | undefined): string {
  if (SWITCHES.includes(name)) return `\`${name}: true\``;
  if (value === undefined) return `\`${name}\``;
  const [, pattern, rule] = /^(.+)=(move|keep|fail)$/.exec(value) ?? [];
  if (name !== 'existing-tag' || pattern === undefined) return `\`${name}: ${value}\``;
  return `\`'${pattern}': ${rule}\` under \`existing-tag\``;
}

function inList(flags: string): string {
  return `\`platforms: [${flags
    .split(' ')
    .filter((word) => word !== '--platform')
    .join(', ')}]\``;
}

/**
 * A message or remedy in the words of a promotions file: `--allow-unsigned` becomes `allow-unsigned: true`. A command in backticks stays,
 * since it is typed in a shell.
 *
 * @param given flags of the command line, which stay: what they say is changed there.
 * @param inside members of other settings by the names of their flags: `sign.expiry`.
 */
export function settingWords(
  text: string,
  given: readonly string[] = [],
  inside: Readonly<Record<string, string>> = {},
): string {
  const replaced = text
    .split('`')
    .map((part, at, parts) => {
      const isQuoted = at % 2 === 1 && at < parts.length - 1;
      if (isQuoted) return part;
      const listed = given.includes('--platform') ? part : part.replace(PLATFORMS, inList);
      return listed.replace(A_FLAG, (all, flag: string, word: string | undefined) => {
        const name = RENAMED[flag] ?? inside[flag] ?? flag;
        const isSetting = name !== flag || SWITCHES.includes(name) || OTHERS.includes(name);
        if (!isSetting || given.includes(`--${flag}`)) return all;
        const value = word !== undefined && !SWITCHES.includes(name) && VALUE.test(word) ? word : undefined;
        return `${written(name, value)}${word === undefined || value !== undefined ? '' : ` ${word}`}`;
      });
    })
    .join('`');
  return replaced.replace(ORDER, '$1, beside the other rules');
}
