import type { ActionName } from '../options/commands.ts';
import { inputsOf } from '../options/inputs.ts';
import type { Option } from '../options/option.ts';

/** A flag as messages write it, and the word or quoted text behind it, without the punctuation that ends a sentence. */
const FLAG = /(?<![\w-])(--[a-z][a-z-]*[a-z]|-[a-z])(?![\w-])(?: ('[^'`]*'|[^\s,;"'()]*[^\s,;"'().:]))?/g;

/** Whether the word behind a flag is its value: one of its choices, a placeholder such as FILE, an address, or in quotes. */
function isValue(word: string, { type, choices }: Option): boolean {
  if (type === 'boolean') return false;
  return (
    choices?.includes(word) ||
    word.startsWith("'") ||
    /^[A-Z][A-Z/:@=[\]-]+$/.test(word) ||
    /[/:=]/.test(word)
  );
}

function inputText({ name, type }: Option, value: string | undefined): string {
  if (type === 'boolean') return `\`${name}: true\``;
  return value === undefined ? `\`${name}\`` : `\`${name}: ${value}\``;
}

/** The inputs of an action by the flags that mean the same. */
function inputsByFlag(action: ActionName): ReadonlyMap<string, Option> {
  return new Map(
    inputsOf(action).flatMap((option) => [
      [`--${option.name}`, option] as const,
      ...(option.short === undefined ? [] : [[`-${option.short}`, option] as const]),
    ]),
  );
}

function replaceFlags(text: string, inputs: ReadonlyMap<string, Option>): string {
  return text.replace(FLAG, (all, flag: string, word: string | undefined) => {
    const option = inputs.get(flag);
    if (option === undefined) return all;
    const value = word !== undefined && isValue(word, option) ? word : undefined;
    return `${inputText(option, value)}${word === undefined || value !== undefined ? '' : ` ${word}`}`;
  });
}

/**
 * A message or remedy in the words of an action: `--crl FILE` becomes the input `crl: FILE`. A command in backticks stays, since it is
 * typed in a shell, and so does a flag that the action has no input for.
 */
export function inputWords(action: ActionName, text: string): string {
  const inputs = inputsByFlag(action);
  const parts = text.split('`');
  return parts
    .map((part, i) => {
      const isQuoted = i % 2 === 1 && i < parts.length - 1;
      if (!isQuoted) return replaceFlags(part, inputs);
      // A flag that is quoted alone brings its own backticks.
      return part.startsWith('-') ? replaceFlags(part, inputs).replace(/^`|`$/g, '') : part;
    })
    .join('`');
}
