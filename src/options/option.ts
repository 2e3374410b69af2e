import type { CommandName } from './commands.ts';

/**
 * `pairs` are `key=value` and repeatable; `list` is repeatable, and one per line in an action. A `duration` is read to
 * milliseconds, an `integer` is at least 1.
 */
export type OptionType = 'string' | 'list' | 'boolean' | 'duration' | 'integer' | 'enum' | 'pairs';

/** One option. Its command-line flag, action input, library option and row of `docs/options.md` come from this. */
export interface Option {
  /** In kebab-case, the flag without `--` and the action input. */
  readonly name: string;
  /** One letter, for the command line. */
  readonly short?: string;
  readonly commands: readonly CommandName[];
  readonly type: OptionType;
  /** The commands for which an option of the type `string` is a `list`. */
  readonly listOf?: readonly CommandName[];
  /** The placeholder of the value in help: `FILE`, `HOST[:PORT]`. */
  readonly value?: string;
  /** The values of an `enum`. */
  readonly choices?: readonly string[];
  /** More values of an `enum`, of single commands. */
  readonly choicesOf?: Partial<Readonly<Record<CommandName, readonly string[]>>>;
  /** The default, as a user would write it. */
  readonly default?: string;
  /** The longest value of a `duration`. */
  readonly most?: string;
  /** The commands that need the option; `true` means all of `commands`. */
  readonly required?: true | readonly CommandName[];
  /** The value may be the content itself: it begins with `{` or `-----BEGIN`. */
  readonly inline?: boolean;
  /** Masked in logs when it is content. */
  readonly secret?: boolean;
  /** The environment variable that is read when the option is absent. */
  readonly env?: string;
  /** `false` where only the command line has the option. */
  readonly action?: false;
  readonly help: string;
  /** What it is for single commands, where `help` does not fit them. */
  readonly helpOf?: Partial<Readonly<Record<CommandName, string>>>;
}

export function isRequired({ required }: Option, command: CommandName): boolean {
  return required === true || (required?.includes(command) ?? false);
}

export function helpFor({ help, helpOf }: Option, command: CommandName | undefined): string {
  return (command === undefined ? undefined : helpOf?.[command]) ?? help;
}

/** The type of the option for one command. */
export function typeFor({ type, listOf }: Option, command: CommandName | undefined): OptionType {
  return command !== undefined && listOf?.includes(command) ? 'list' : type;
}

type Capitalised<Text extends string> = Text extends `${infer Head}-${infer Tail}`
  ? `${Capitalize<Head>}${Capitalised<Tail>}`
  : Capitalize<Text>;

/** `certificate-chain` to `certificateChain`: the name in the library. */
export type CamelCase<Text extends string> = Uncapitalize<Capitalised<Text>>;

export function camelCase<Text extends string>(name: Text): CamelCase<Text> {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()) as CamelCase<Text>;
}
