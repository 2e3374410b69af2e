import type { Settings } from '../promotions.ts';
import type { Located, ReadMembers } from './collections.ts';
import type { SETTINGS, SettingName } from './settings.ts';

type ReadSettings = ReadMembers<typeof SETTINGS>;

const camelCase = (name: string): string =>
  name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

const isList = (value: unknown): value is readonly Located<unknown>[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && 'offset' in one);

/** Without the places in the file. */
function bare(value: unknown): unknown {
  return isList(value) ? value.map((one) => one.value) : value;
}

/** A map from names to texts, as an object. */
function pairs(value: unknown): unknown {
  return Object.fromEntries(bare(value) as readonly (readonly [string, string])[]);
}

const PAIRS = ['plugin-config', 'user-metadata'];

/** The members of `sign` or `record` as options. `false` takes back what the document asks for. */
function group(
  option: string,
  asked: false | Readonly<Record<string, Located<unknown> | undefined>>,
  named: (name: string) => string,
): Settings {
  if (asked === false) return { [option]: false };
  const options = Object.entries(asked).flatMap(([name, found]) =>
    found === undefined
      ? []
      : [[camelCase(named(name)), PAIRS.includes(name) ? pairs(found.value) : bare(found.value)]],
  );
  return { [option]: true, ...Object.fromEntries(options) };
}

/** Members that are called otherwise as options. */
const OPTION: Readonly<Partial<Record<SettingName, string>>> = { platforms: 'platform' };

/** The settings of a file or an entry as options of `promote`, in camelCase. */
export function flatSettings(read: ReadSettings, names: readonly SettingName[]): Settings {
  const { sign, record } = read;
  const options = names.flatMap((name) => {
    const found = name === 'sign' || name === 'record' ? undefined : read[name];
    return found === undefined ? [] : [[camelCase(OPTION[name] ?? name), bare(found.value)]];
  });
  return {
    ...Object.fromEntries(options),
    ...(sign && group('sign', sign.value, (name) => name)),
    ...(record && group('record', record.value, (name) => `record-${name}`)),
  };
}
