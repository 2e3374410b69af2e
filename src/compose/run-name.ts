import type { CommandName } from '../options/commands.ts';

/** A command that ends in a `RunResult`. */
export type RunName = Exclude<CommandName, 'demo'>;
