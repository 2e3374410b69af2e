import type { CommandName } from './commands.ts';
import { parseDuration } from './duration.ts';
import {
  type CamelCase,
  camelCase,
  helpFor,
  isRequired,
  type Option,
  type OptionType,
  typeFor,
} from './option.ts';
import type { Problems } from './problems.ts';
import { suggest } from './suggest.ts';
import { type OPTIONS, optionsOf } from './table.ts';

type Row = (typeof OPTIONS)[number];

/** Whether the option is a list for this command alone. */
type IsListFor<R extends Row, C extends CommandName> = R extends {
  readonly listOf: readonly (infer Name)[];
}
  ? C extends Name
    ? true
    : false
  : false;

type Read<R extends Row, C extends CommandName> =
  true extends IsListFor<R, C>
    ? readonly string[]
    : R['type'] extends 'list'
      ? readonly string[]
      : R['type'] extends 'boolean'
        ? boolean
        : R['type'] extends 'pairs'
          ? Readonly<Record<string, string>>
          : R['type'] extends 'duration' | 'integer'
            ? number
            : R extends { readonly choices: readonly (infer Choice)[] }
              ? Choice
              : string;

type RequiredBy<R extends Row> = R extends { readonly required: readonly (infer Name)[] } ? Name : never;

/** Lists, flags, pairs, and what is required or has a default are always there. */
type Always<R extends Row, C extends CommandName> = R extends
  | { readonly default: string }
  | { readonly required: true }
  ? true
  : C extends RequiredBy<R>
    ? true
    : R['type'] extends 'list' | 'boolean' | 'pairs'
      ? true
      : IsListFor<R, C>;

/** The options of a command, read: camelCase names, durations in milliseconds, defaults filled in. */
export type Values<C extends CommandName> = {
  readonly [R in Row as C extends R['commands'][number] ? CamelCase<R['name']> : never]: Always<
    R,
    C
  > extends true
    ? Read<R, C>
    : Read<R, C> | undefined;
};

type Online = Exclude<CommandName, 'demo'>;
/** Options whose type depends on the command. */
type ListForSome<R extends Row> = R extends { readonly listOf: unknown } ? CamelCase<R['name']> : never;

/** The values of any command but the demo. Options that the command does not have are absent. */
export type AnyValues = Partial<Omit<Values<Online>, ListForSome<Row>>> & Pick<Values<Online>, 'concurrency'>;

/** The values of a command that is a type parameter: the options that all commands have can be read at once. */
type Known<C extends CommandName> = C extends Online ? Values<C> & AnyValues : Values<C>;

/** The value that was read, or why it is refused and which value was probably meant. */
type Outcome = { readonly value: unknown } | { readonly wrong: string; readonly near?: string | undefined };

const wrong = (what: string) => ({ wrong: what });

function strings(raw: unknown): readonly string[] | undefined {
  const list = Array.isArray(raw) ? raw : [raw];
  return list.every((one) => typeof one === 'string' && one !== '') ? list : undefined;
}

/** What is wrong with values of which one is no text, as only the library can give them, or an empty one. */
function noText(values: readonly unknown[]): Outcome {
  return wrong(values.every((one) => typeof one === 'string') ? 'must not be empty' : 'must be a text');
}

function readPairs(raw: unknown): Outcome {
  const isRecord = typeof raw === 'object' && raw !== null && !Array.isArray(raw);
  const pairs: readonly (readonly [string, unknown])[] | undefined = isRecord
    ? Object.entries(raw)
    : strings(raw)?.map((text) => {
        const equals = text.indexOf('=');
        return equals < 0 ? [text, undefined] : [text.slice(0, equals), text.slice(equals + 1)];
      });
  if (!pairs?.every(([key, value]) => key !== '' && typeof value === 'string'))
    return wrong('must be KEY=VALUE');
  const keys = pairs.map(([key]) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) return wrong(`names the key ${JSON.stringify(twice)} twice`);
  return { value: Object.fromEntries(pairs) };
}

const READERS: Record<OptionType, (raw: unknown, option: Option) => Outcome> = {
  string: (raw) => (typeof raw === 'string' && raw !== '' ? { value: raw } : noText([raw])),
  list: (raw) => {
    const value = strings(raw);
    return value ? { value } : noText(Array.isArray(raw) ? raw : [raw]);
  },
  boolean: (raw) => (typeof raw === 'boolean' ? { value: raw } : wrong('is true or false')),
  duration: (raw, { most }) => {
    const value = typeof raw === 'string' ? parseDuration(raw) : undefined;
    if (value === undefined) return wrong('must be a duration such as 30d, 24h, 10m or 90s');
    const isTooLong = most !== undefined && value > (parseDuration(most) ?? 0);
    return isTooLong ? wrong(`must be ${most} at most`) : { value };
  },
  integer: (raw) => {
    const text = typeof raw === 'number' || typeof raw === 'string' ? String(raw) : '';
    return /^[1-9]\d{0,5}$/.test(text)
      ? { value: Number(text) }
      : wrong('must be a whole number of at least 1');
  },
  enum: (raw, { choices = [] }) => {
    if (typeof raw === 'string' && choices.includes(raw)) return { value: raw };
    const near = typeof raw === 'string' ? suggest(raw, choices) : undefined;
    return { ...wrong(`must be ${choices.join(' or ')}`), near };
  },
  pairs: readPairs,
};

const EMPTY: Partial<Record<OptionType, unknown>> = { list: [], boolean: false, pairs: {} };

/** The most characters that an error shows of a refused value. */
const SHOWN = 80;

function quote(raw: unknown, { secret, type }: Option): string {
  const isShown = typeof raw === 'string' && raw !== '' && !secret && type !== 'pairs';
  if (!isShown) return '';
  return `, not ${JSON.stringify(raw.length > SHOWN ? `${raw.slice(0, SHOWN)}…` : raw)}`;
}

/**
 * Reads the options that a face gathered (`raw`, by camelCase name; flags and inputs as strings) by the table. The values
 * are valid only when no problem was added to `problems`.
 */
export function readOptions<C extends CommandName>(
  command: C,
  raw: Readonly<Record<string, unknown>>,
  problems: Problems,
): Known<C> {
  const options = optionsOf(command);
  const names: readonly string[] = options.map(({ name }) => camelCase(name));
  for (const key of Object.keys(raw)) {
    if (names.includes(key)) continue;
    const near = suggest(key, names);
    problems.add(
      'usage',
      `${key} is not an option of ${command}`,
      near === undefined ? undefined : `Did you mean ${near}?`,
    );
  }
  const values: Record<string, unknown> = {};
  for (const option of options) {
    const key = camelCase(option.name);
    const type = typeFor(option, command);
    const given = raw[key] === undefined ? option.default : raw[key];
    if (given === undefined) {
      values[key] = EMPTY[type];
      if (isRequired(option, command))
        problems.add(
          'usage',
          `${command} needs --${option.name}`,
          `--${option.name}: ${helpFor(option, command)}.`,
        );
      continue;
    }
    const outcome = READERS[type](given, option);
    values[key] = 'value' in outcome ? outcome.value : EMPTY[type];
    if ('wrong' in outcome)
      problems.add(
        'usage',
        `--${option.name} ${outcome.wrong}${quote(given, option)}`,
        `${outcome.near === undefined ? '' : `Did you mean ${outcome.near}? `}--${option.name}: ${helpFor(option, command)}.`,
      );
  }
  return values as Known<C>;
}
