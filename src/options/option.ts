import type { CommandName } from './commands.ts';

/**
 * `pairs` are `key=value` and repeatable; `list` is repeatable, and one per line in an action. A `duration` is read to
 * milliseconds, an `integer` is at least 1.
 */
export type OptionType = 'string' | 'list' | 'boolean' | 'duration' | 'integer' | 'enum' | 'pairs';

/** One option, once: command-line flag, action input, library option and row of `docs/options.md` come from it. */
export interface Option {
  /** In kebab-case, the flag without `--` and the action input. */
  readonly name: string;
  /** One letter, for the command line. */
  readonly short?: string;
  readonly commands: readonly CommandName[];
  readonly type: OptionType;
  /** What stands for the value in help: `FILE`, `HOST[:PORT]`. */
  readonly value?: string;
  /** Of an `enum`. */
  readonly choices?: readonly string[];
  /** As a user would write it; `unset` in help may say what happens without. */
  readonly default?: string;
  /** Of a `duration`: the longest there may be. */
  readonly most?: string;
  /** By which of `commands`; `true` means by all of them. */
  readonly required?: true | readonly CommandName[];
  /** The value may be the content itself: it begins with `{` or `-----BEGIN`. */
  readonly inline?: boolean;
  /** Masked in logs when it is content. */
  readonly secret?: boolean;
  /** Read by the program when the option is absent. */
  readonly env?: string;
  /** `false`: of the command line alone. */
  readonly action?: false;
  readonly help: string;
}

export function isRequired({ required }: Option, command: CommandName): boolean {
  return required === true || (required?.includes(command) ?? false);
}

type Capitalised<Text extends string> = Text extends `${infer Head}-${infer Tail}`
  ? `${Capitalize<Head>}${Capitalised<Tail>}`
  : Capitalize<Text>;

/** `certificate-chain` to `certificateChain`: the name in the library. */
export type CamelCase<Text extends string> = Uncapitalize<Capitalised<Text>>;

export function camelCase<Text extends string>(name: Text): CamelCase<Text> {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()) as CamelCase<Text>;
}
