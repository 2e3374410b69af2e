import { Command, CommanderError, Option as Flag } from 'commander';
import type { RunName } from '../compose/run-name.ts';
import { VERSION } from '../compose/version.ts';
import { SealiftError } from '../errors.ts';
import { withoutLogin } from '../oci/split-reference.ts';
import { type Argument, COMMAND_NAMES, COMMANDS, type CommandName, GROUPS } from '../options/commands.ts';
import { camelCase, helpFor, isRequired, type Option, typeFor } from '../options/option.ts';
import { optionGroups } from '../options/option-groups.ts';
import { isGlobal, OPTIONS, optionsOf } from '../options/table.ts';
import { unknownFlag } from '../options/unknown.ts';
import { unknownCommand } from '../options/unknown-command.ts';
import { EXAMPLES, helpItem, OVERVIEW } from './help.ts';

/** A command to run. */
export interface Asked<C extends CommandName> {
  readonly kind: 'run';
  readonly command: C;
  /** As typed: images, or source and destinations. */
  readonly operands: readonly string[];
  /** By camelCase name, as typed. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** The parsed command line: a command to run, or a text to show (help, version). */
export type Invocation = Asked<RunName> | Asked<'demo'> | { readonly kind: 'text'; readonly text: string };

/** Refuses a value that is the next flag, and a second value where one is all there can be. */
function readValue(
  option: Option,
  command: CommandName | undefined,
): (value: string, previous: unknown) => unknown {
  const many = ['list', 'pairs'].includes(typeFor(option, command));
  return (value, previous) => {
    if (/^--?[a-zA-Z]/.test(value)) {
      throw new SealiftError(
        'usage',
        `--${option.name} needs a value, and ${value.replace(/=.*$/s, '')} is the next flag`,
      );
    }
    if (many) return [...(Array.isArray(previous) ? previous : []), value];
    if (previous !== undefined) throw new SealiftError('usage', `--${option.name} is given twice`);
    return value;
  };
}

function flagOf(option: Option, command?: CommandName): Flag {
  const spelled = `${option.short ? `-${option.short}, ` : ''}--${option.name}`;
  const value = option.choices?.join('|') ?? option.value;
  const own = helpFor(option, command);
  const shown = option.default === undefined ? own : `${own} (${option.default})`;
  const help = command !== undefined && isRequired(option, command) ? `${shown} (required)` : shown;
  if (option.type === 'boolean') return new Flag(spelled, help);
  return new Flag(`${spelled} <${value}>`, help).argParser(readValue(option, command));
}

const ABOUT_USAGE: Readonly<Record<string, RegExp>> = {
  'commander.unknownOption': /unknown option '([^']*)'/,
  'commander.unknownCommand': /unknown command '([^']*)'/,
};

/** The part of the command line that Commander parses: the program (`undefined`), a group or a command. */
type Place = CommandName | keyof typeof GROUPS | undefined;

const isCommand = (place: Place): place is CommandName => COMMAND_NAMES.some((name) => name === place);

/** The error for an operand that was left out: what to write, and what is meant by its name. */
function missingArgument(command: CommandName, said: string): SealiftError {
  const operands: readonly Argument[] = COMMANDS[command].arguments;
  const missing = operands.find(({ name }) => said.includes(`'${name}'`)) ?? operands[0]!;
  const words = operands.map(({ name, many }) => `${name.toUpperCase()}${many ? '...' : ''}`);
  return new SealiftError(
    'usage',
    `${command} needs ${/^[aeiou]/.test(missing.name) ? 'an' : 'a'} ${missing.name}`,
    {
      hint: `Write \`sealift ${[command, ...words].join(' ')}\`; ${missing.name.toUpperCase()} is ${missing.help}.`,
    },
  );
}

/** Turns an error of Commander into a usage error, exit 2: Commander would end with 1, which means "refused" here. */
function usageError(error: CommanderError, place: Place): SealiftError {
  const command = isCommand(place) ? place : undefined;
  const spoken = place === undefined ? '' : `${place} `;
  const word = ABOUT_USAGE[error.code]?.exec(error.message)?.[1];
  if (word !== undefined && error.code === 'commander.unknownOption') return unknownFlag(word, command);
  if (word !== undefined) return unknownCommand(`${spoken}${withoutLogin(word)}`, COMMAND_NAMES);
  const hint = `See \`sealift ${spoken}--help\`.`;
  const bare = /^error: option '(?:-\w, )?(--[\w-]+) /.exec(error.message)?.[1];
  if (bare !== undefined && error.code === 'commander.optionMissingArgument') {
    return new SealiftError('usage', `${bare} needs a value`, { hint });
  }
  if (command !== undefined && error.code === 'commander.missingArgument')
    return missingArgument(command, error.message);
  if (error.code === 'commander.help') {
    const all = COMMAND_NAMES.filter((name) => name.startsWith(spoken)).map((name) =>
      name.slice(spoken.length),
    );
    const message = place === undefined ? 'no command is given' : `${place} is not a command alone`;
    return new SealiftError('usage', message, { hint: `One of ${all.join(', ')}. ${hint}` });
  }
  // Commander repeats the words that are too many, and one of them may hold a login.
  const said = error.message.replace(/^error: /, '').replace(/( but got \d+).*$/s, '$1');
  const isCompared = command === 'compare' && error.code === 'commander.excessArguments';
  return new SealiftError('usage', said.replace(/\n.*$/s, ''), {
    hint: isCompared ? `Write each repository with a --with of its own. ${hint}` : hint,
  });
}

/** Whether the help of a command or group lists a global flag: only where one of its commands takes the flag. */
function takes(place: Place, { long }: Flag): boolean {
  const names = COMMAND_NAMES.filter((name) => name === place || name.startsWith(`${place} `));
  return names.some((command) => optionsOf(command).some(({ name }) => long === `--${name}`));
}

/** The global flags of a command as it takes them, with the values that it alone has; those of a group as all have them. */
function globalFlags(place: Place, flags: readonly Flag[]): Flag[] {
  if (!isCommand(place)) return flags.filter((flag) => takes(place, flag));
  return optionsOf(place)
    .filter(isGlobal)
    .map((option) => flagOf(option, place));
}

function argumentText({ name, many, optional }: { name: string; many: boolean; optional: boolean }): string {
  const inner = `${name}${many ? '...' : ''}`;
  return optional ? `[${inner}]` : `<${inner}>`;
}

/** The commands that Commander has to know: the one that `argv` begins with, so that no other one's flags are built, else all. */
function commandsOf(argv: readonly string[]): readonly CommandName[] {
  const named = COMMAND_NAMES.find((name) => name.split(' ').every((word, at) => word === argv[at]));
  return named === undefined ? COMMAND_NAMES : [named];
}

/** Refuses `--quiet` beside a flag that asks for more to see. */
function refuseContradiction({ quiet, verbose, debug }: Readonly<Record<string, unknown>>): void {
  const loud = verbose === true ? '--verbose' : '--debug';
  if (quiet !== true || (verbose !== true && debug !== true)) return;
  throw new SealiftError('usage', `--quiet and ${loud} contradict each other`, {
    hint: `Leave out --quiet, or ${loud}.`,
  });
}

/** The command that a command line names, also one that is wrong elsewhere; empty when it names none. */
export function commandIn(argv: readonly string[]): string {
  const words: string[] = [];
  for (let at = 0; at < argv.length && words.length < 2; at += 1) {
    const word = argv[at]!;
    if (!word.startsWith('-')) words.push(word);
    // Only global flags may stand before the command, and the value of one is no command.
    else if (OPTIONS.some((option) => word === `--${option.name}` && option.type !== 'boolean')) at += 1;
  }
  return COMMAND_NAMES.find((name) => name === words[0] || name === words.join(' ')) ?? '';
}

/** Reads the command line by the tables of `options/`. Throws SealiftError `usage` or `feature_unsupported`. */
export function parseInvocation(argv: readonly string[]): Invocation {
  let text = '';
  let run: Invocation | undefined;
  const configure = (command: Command, place: Place): Command =>
    command
      .exitOverride((error) => {
        // The exit code does not tell: Commander takes it from the process, where it was set before.
        const isShown = /^commander\.(help|helpDisplayed|version)$/.test(error.code) && text !== '';
        throw isShown ? error : usageError(error, place);
      })
      .configureOutput({
        writeOut: (shown) => {
          text += shown;
        },
        writeErr: () => {},
      })
      .configureHelp({
        showGlobalOptions: true,
        sortSubcommands: false,
        minWidthToWrap: 24,
        formatItem: helpItem,
        visibleGlobalOptions: () => globalFlags(place, program.options),
      })
      .helpOption('-h, --help', 'show this text');
  const HELP = ['help [command]', 'show the help of a command'] as const;

  const program = configure(new Command('sealift'), undefined)
    .description(OVERVIEW)
    .usage('COMMAND ... [flags]')
    .version(VERSION, '--version', 'show the version')
    .helpCommand(...HELP);
  for (const option of OPTIONS) if (isGlobal(option)) program.addOption(flagOf(option));
  const groups = new Map<string, Command>();
  const parentOf = (name: CommandName): Command => {
    const found = Object.entries(GROUPS).find(([group]) => name.startsWith(`${group} `));
    if (!found) return program;
    const [group, { summary }] = found;
    const known = groups.get(group);
    if (known) return known;
    const added = configure(program.command(group), group).summary(summary).description(summary);
    groups.set(group, added.usage('COMMAND [flags]').helpCommand(...HELP));
    return added;
  };
  for (const name of commandsOf(argv)) {
    const { summary, arguments: operands } = COMMANDS[name];
    const own = parentOf(name).command(name.replace(/^.* /, ''));
    const command = configure(own, name).summary(summary).description(summary);
    for (const operand of operands) command.argument(argumentText(operand), operand.help);
    for (const { heading, options } of optionGroups(name)) {
      for (const option of options.filter((each) => !isGlobal(each))) {
        const flag = flagOf(option, name);
        command.addOption(heading === undefined ? flag : flag.helpGroup(heading));
      }
    }
    if (EXAMPLES[name])
      command.addHelpText('after', `\nExamples:\n${EXAMPLES[name].map((line) => `  ${line}`).join('\n')}`);
    command.action(() => {
      const known = new Set<string>(optionsOf(name).map((option) => camelCase(option.name)));
      const options = command.optsWithGlobals();
      const stray = Object.keys(options).find((key) => !known.has(key));
      const flag = OPTIONS.find((option) => camelCase(option.name) === stray);
      if (flag) throw unknownFlag(`--${flag.name}`, name);
      refuseContradiction(options);
      run = { kind: 'run', command: name, operands: command.args, options };
    });
  }
  if (argv.length === 0) {
    throw new SealiftError('usage', 'no command is given', {
      hint: `One of ${COMMAND_NAMES.join(', ')}; see \`sealift --help\`.`,
    });
  }
  const [first, asked] = argv;
  const firstWords = ['help', ...COMMAND_NAMES.map((name) => name.replace(/ .*$/, ''))];
  // Commander shows the whole help for a command that it does not know, as if that had been asked for.
  if (first === 'help' && asked !== undefined && !asked.startsWith('-') && !firstWords.includes(asked))
    throw unknownCommand(withoutLogin(asked), COMMAND_NAMES);
  // Commander's `help` takes one word; a command of a group has two.
  const words = argv[0] === 'help' && argv.length > 1 ? [...argv.slice(1), '--help'] : [...argv];
  try {
    program.parse(words, { from: 'user' });
  } catch (thrown) {
    if (thrown instanceof CommanderError) return { kind: 'text', text };
    throw thrown;
  }
  return run ?? { kind: 'text', text };
}
