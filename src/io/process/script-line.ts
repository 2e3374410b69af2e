import { isAbsolute, posix } from 'node:path';
import { printable } from '../../encoding/printable.ts';
import type { Refusal } from './system.ts';

/** Linux since 5.1 takes no longer line; before, it cut the line at 127 and ran what was left, which does not happen here. */
const LIMIT = 255;

/** The interpreter of a script. */
export interface Interpreter {
  /** A path, or a name to be looked up on the PATH where the line asks `env` for it. */
  readonly name: string;
  readonly byEnv: boolean;
  /** Words before the path of the script. */
  readonly words: readonly string[];
}

const WRITE = 'Write an absolute path of an interpreter, or #!/usr/bin/env NAME.';
const refuse = (reason: string, remedy = WRITE): Refusal => ({ reason, remedy });

/**
 * Reads the argument of `env`. `env` itself is not run, because it hands a file that the system cannot run to a shell. Of its
 * options only `-S` is supported, which splits its argument into words, and that without quotes, escapes and variables.
 */
function askedOfEnv(argument: string): Interpreter | Refusal {
  const split = /^(?:-S|--split-string=)[ \t]*(.*)$/.exec(argument);
  const words = split ? split[1]!.split(/[ \t]+/) : [argument];
  const [name = '', ...rest] = words;
  const plain = split ? /^[^\s"'\\$#]+$/ : /^\S+$/;
  if (!words.every((word) => plain.test(word)) || /^-|=/.test(name)) {
    const shown = printable(argument, 120) || 'nothing';
    return refuse(`asks env for ${shown}, which is not the name of one program`);
  }
  if (name.includes('/') && !isAbsolute(name))
    return refuse(`asks env for the relative path ${printable(name, 120)}`);
  return { name, byEnv: !isAbsolute(name), words: rest };
}

/** Reads the first line of a script as the kernel does: a path, and all that follows as one word. */
export function readScriptLine(head: Buffer): Interpreter | Refusal {
  const end = head.indexOf('\n');
  if (end > LIMIT || (end < 0 && head.length > LIMIT))
    return refuse(`has a first line of over ${LIMIT} bytes, which systems cut`, 'Shorten its first line.');
  const line = head.subarray(2, end < 0 ? head.length : end).toString('utf8');
  if (line.endsWith('\r')) {
    return refuse(
      'has a carriage return at the end of its first line',
      'Save it with the line ends of Unix (LF).',
    );
  }
  if (/[\0-\x08\x0a-\x1f\x7f\ufffd]/.test(line)) return refuse('has control characters in its first line');
  const [, path = '', argument = ''] = /^[ \t]*([^ \t]*)[ \t]*(.*?)[ \t]*$/.exec(line)!;
  if (path === '') return refuse('names no interpreter behind its #!');
  if (!isAbsolute(path))
    return refuse(`names the interpreter ${printable(path, 120)} without an absolute path`);
  if (posix.basename(path) === 'env') return askedOfEnv(argument);
  return { name: path, byEnv: false, words: argument === '' ? [] : [argument] };
}
