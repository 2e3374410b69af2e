import { COMMANDS, type Command } from './commands.ts';
import { FAULTS } from './faults/all.ts';
import type { Fault } from './faults/fault.ts';
import { APIS } from './fixture.ts';

/** One fault, at one moment, under one command. */
export interface Case {
  readonly fault: Fault;
  readonly command: Command;
  readonly at: number;
  readonly hasApi: boolean;
}

/** How many requests a command makes when nothing goes wrong, by its name and whether there is the API. */
export type Lengths = ReadonlyMap<string, number>;

export const lengthKey = (command: Command, hasApi: boolean): string => `${command.name} ${hasApi}`;

const STEPS = { each: 1, eighth: 8 } as const;

/** How many requests lie between two moments of a sweep, where each `every`-th case is played. */
export const stepOf = (rhythm: keyof typeof STEPS, every: number): number => STEPS[rhythm] * every;

function moments({ at }: Fault, length: number, every: number): readonly number[] {
  if (typeof at !== 'string') return at;
  const step = stepOf(at, every);
  return Array.from({ length: Math.ceil(length / step) }, (_, index) => 1 + index * step);
}

/** Which kinds of registry are met at a moment: both, or one and the other in turn. */
function apisAt({ both = false, scene }: Fault, turn: number): readonly boolean[] {
  if (scene?.hasApi !== undefined) return [scene.hasApi];
  return both ? APIS : [turn % 2 === 0];
}

/** The cases of the table. A fault by request is tried at each request that a run without a fault makes, or at each so manieth. */
export function allCases(lengths: Lengths, every = 1): Case[] {
  return FAULTS.flatMap((fault) =>
    COMMANDS.filter((command) => fault.meets?.(command) ?? true).flatMap((command) => {
      const length = (hasApi: boolean): number => lengths.get(lengthKey(command, hasApi)) ?? 0;
      return moments(fault, Math.max(...APIS.map(length)), every).flatMap((at, turn) =>
        apisAt(fault, turn).map((hasApi) => ({ fault, command, at, hasApi })),
      );
    }),
  );
}
