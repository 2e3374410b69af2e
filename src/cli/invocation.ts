import { Command, CommanderError, Option as Flag } from 'commander';
import { VERSION } from '../compose/version.ts';
import { SealiftError } from '../errors.ts';
import { COMMAND_NAMES, COMMANDS, type CommandName } from '../options/commands.ts';
import { camelCase, type Option } from '../options/option.ts';
import { isGlobal, OPTIONS, optionsOf } from '../options/table.ts';
import { unknownCommand, unknownFlag } from '../options/unknown.ts';
import { EXAMPLES, OVERVIEW } from './help.ts';

/** What the user asked for: a command to run, or a text to show (help, version). */
export type Invocation =
  | {
      readonly kind: 'run';
      readonly command: CommandName;
      /** As typed: images, or source and destinations. */
      readonly operands: readonly string[];
      /** By camelCase name, as typed. */
      readonly options: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'text'; readonly text: string };

/** Refuses a value that is the next flag, and a second value where one is all there can be. */
function readValue(option: Option): (value: string, previous: unknown) => unknown {
  const many = option.type === 'list' || option.type === 'pairs';
  return (value, previous) => {
    if (/^--?[a-zA-Z]/.test(value)) {
      throw new SealiftError('usage', `--${option.name} needs a value, and ${value} is the next flag`);
    }
    if (many) return [...((previous as string[] | undefined) ?? []), value];
    if (previous !== undefined) throw new SealiftError('usage', `--${option.name} is given twice`);
    return value;
  };
}

function flagOf(option: Option): Flag {
  const spelled = `${option.short ? `-${option.short}, ` : ''}--${option.name}`;
  const value = option.choices?.join('|') ?? option.value;
  const shown = option.default === undefined ? option.help : `${option.help} (${option.default})`;
  const help = option.required ? `${shown} (required)` : shown;
  if (option.type === 'boolean') return new Flag(spelled, help);
  return new Flag(`${spelled} <${value}>`, help).argParser(readValue(option));
}

const ABOUT_USAGE: Readonly<Record<string, RegExp>> = {
  'commander.unknownOption': /unknown option '([^']*)'/,
  'commander.unknownCommand': /unknown command '([^']*)'/,
};

/** Commander ends bad usage with 1, which means "refused" here: everything of it becomes a usage error, exit 2. */
function usageError(error: CommanderError, command: CommandName | undefined): SealiftError {
  const word = ABOUT_USAGE[error.code]?.exec(error.message)?.[1];
  if (word !== undefined && error.code === 'commander.unknownOption') return unknownFlag(word, command);
  if (word !== undefined) return unknownCommand(word, COMMAND_NAMES);
  const message = error.message.replace(/^error: /, '').split('\n', 1)[0]!;
  return new SealiftError('usage', message, {
    hint: `See \`sealift${command ? ` ${command}` : ''} --help\`.`,
  });
}

function argumentText({ name, many, optional }: { name: string; many: boolean; optional: boolean }): string {
  const inner = `${name}${many ? '...' : ''}`;
  return optional ? `[${inner}]` : `<${inner}>`;
}

/** Reads the command line by the tables of `options/`. Throws SealiftError `usage` or `feature_unsupported`. */
export function parseInvocation(argv: readonly string[]): Invocation {
  let text = '';
  let run: Invocation | undefined;
  const configure = (command: Command, name: CommandName | undefined): Command =>
    command
      .exitOverride((error) => {
        const isShown = /^commander\.(help|helpDisplayed|version)$/.test(error.code) && error.exitCode === 0;
        throw isShown ? error : usageError(error, name);
      })
      .configureOutput({
        writeOut: (shown) => {
          text += shown;
        },
        writeErr: () => {},
      })
      .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
      .helpOption('-h, --help', 'show this text');

  const program = configure(new Command('sealift'), undefined)
    .description(OVERVIEW)
    .usage('COMMAND ... [flags]')
    .version(VERSION, '--version', 'show the version')
    .helpCommand('help [command]', 'show the help of a command');
  for (const option of OPTIONS) if (isGlobal(option)) program.addOption(flagOf(option));
  for (const name of COMMAND_NAMES) {
    const { summary, arguments: operands } = COMMANDS[name];
    const command = configure(program.command(name), name).summary(summary).description(summary);
    for (const operand of operands) command.argument(argumentText(operand), operand.help);
    for (const option of optionsOf(name)) if (!isGlobal(option)) command.addOption(flagOf(option));
    if (EXAMPLES[name])
      command.addHelpText('after', `\nExamples:\n${EXAMPLES[name].map((line) => `  ${line}`).join('\n')}`);
    command.action(() => {
      const own = new Set(optionsOf(name).map((option) => camelCase(option.name) as string));
      const options = command.optsWithGlobals();
      const stray = Object.keys(options).find((key) => !own.has(key));
      const flag = OPTIONS.find((option) => camelCase(option.name) === stray);
      if (flag) throw unknownFlag(`--${flag.name}`, name);
      run = { kind: 'run', command: name, operands: command.args, options };
    });
  }
  if (argv.length === 0) {
    throw new SealiftError('usage', 'no command is given', {
      hint: `One of ${COMMAND_NAMES.join(', ')}; see \`sealift --help\`.`,
    });
  }
  try {
    program.parse([...argv], { from: 'user' });
  } catch (thrown) {
    if (thrown instanceof CommanderError) return { kind: 'text', text };
    throw thrown;
  }
  return run ?? { kind: 'text', text };
}
