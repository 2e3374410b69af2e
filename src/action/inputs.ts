import { type ActionInputName, actionInputsOf } from '../options/action-inputs.ts';
import type { ActionName } from '../options/commands.ts';
import { inputsOf, type Operand, operandsOf } from '../options/inputs.ts';
import { camelCase, type Option } from '../options/option.ts';
import type { Problems } from '../options/problems.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** What the inputs of an action that name images hold; nothing for those that another action has. */
export type Operands = Readonly<Partial<Record<Operand['name'], readonly string[]>>>;

/** The runner's name for an input: upper case, dashes kept. */
export function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}

/** One entry a line; blank lines and those that begin with `#` do not count. */
export function inputLines(text: string): string[] {
  const lines = text.split(/\r\n|[\r\n]/).map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#'));
}

/** A PEM block in the value of a list is one entry, with its lines (RFC 7468, 3). */
const PEM_BLOCK = /^[ \t]*(-----BEGIN [^-]+-----$.*?^[ \t]*-----END [^-]+-----)[ \t]*$/gms;

/** The entries of a list whose values may be PEM itself. */
function inputEntries(text: string): string[] {
  const lines = text.replaceAll(/\r\n?/g, '\n');
  return [...(lines.match(PEM_BLOCK) ?? []), ...inputLines(lines.replaceAll(PEM_BLOCK, ''))];
}

/** YAML 1.2 core schema, as `getBooleanInput` of the toolkit has it. */
const BOOLEANS: Readonly<Record<string, boolean>> = {
  true: true,
  True: true,
  TRUE: true,
  false: false,
  False: false,
  FALSE: false,
};

function readInput({ name, type, inline }: Option, text: string, problems: Problems): unknown {
  if (type === 'list' || type === 'pairs') {
    const lines = inline ? inputEntries(text) : inputLines(text);
    return lines.length === 0 ? undefined : lines;
  }
  return type === 'boolean' ? readBoolean(name, text, problems) : text;
}

function readBoolean(name: string, text: string, problems: Problems): boolean | undefined {
  if (Object.hasOwn(BOOLEANS, text)) return BOOLEANS[text];
  problems.add('usage', `the input ${name} must be true or false`, 'Write true or false.');
  return undefined;
}

/**
 * The inputs of an action as options by camelCase name, and what names the images. An empty input is an absent one, and so is
 * one with the default: the runner fills it in where the user wrote nothing.
 */
export function readInputs(
  action: ActionName,
  env: Env,
  problems: Problems,
): {
  readonly options: Readonly<Record<string, unknown>>;
  readonly operands: Operands;
} {
  const text = (name: string): string => env[inputVariable(name)]?.trim() ?? '';
  const options = inputsOf(action)
    .filter(({ name, default: unset }) => text(name) !== '' && text(name) !== unset)
    .map((option) => [camelCase(option.name), readInput(option, text(option.name), problems)] as const)
    .filter(([, value]) => value !== undefined);
  const operands: Partial<Record<Operand['name'], readonly string[]>> = {};
  for (const { name, type } of operandsOf(action)) {
    const given = text(name);
    operands[name] = type === 'list' ? inputLines(given) : given === '' ? [] : [given];
  }
  return { options: Object.fromEntries(options), operands };
}

/** What a job asks for beside the work itself. An input that the action does not have is `false` or empty. */
export interface Asked {
  readonly comment: boolean;
  readonly runMetadata: boolean;
  readonly storageRecord: boolean;
  readonly githubToken: string;
  /** The path of a file; empty for none. */
  readonly resultsFile: string;
}

/** Reads the inputs that only actions have. */
export function readAsked(action: ActionName, env: Env, problems: Problems): Asked {
  const has = (name: ActionInputName): boolean => actionInputsOf(action).some((one) => one.name === name);
  const text = (name: ActionInputName): string => (has(name) ? (env[inputVariable(name)]?.trim() ?? '') : '');
  const flag = (name: ActionInputName): boolean =>
    text(name) !== '' && readBoolean(name, text(name), problems) === true;
  return {
    comment: flag('comment'),
    runMetadata: flag('run-metadata'),
    storageRecord: flag('storage-record'),
    githubToken: text('github-token'),
    resultsFile: text('results-file'),
  };
}
