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

const EIGHTH = 8;

function moments({ at }: Fault, length: number): readonly number[] {
  if (typeof at !== 'string') return at;
  const each = Array.from({ length }, (_, index) => index + 1);
  return at === 'each' ? each : each.filter((one) => one % EIGHTH === 1);
}

/** Which kinds of registry are met at a moment: both, or one and the other in turn. */
function apisAt({ both = false, scene, at: rhythm }: Fault, at: number): readonly boolean[] {
  if (scene?.hasApi !== undefined) return [scene.hasApi];
  const turn = rhythm === 'eighth' ? Math.floor(at / EIGHTH) : at;
  return both ? APIS : [turn % 2 === 0];
}

/** Every case of the table. A fault by request is tried at each request that a run without a fault makes. */
export function allCases(lengths: Lengths): Case[] {
  return FAULTS.flatMap((fault) =>
    COMMANDS.filter((command) => fault.meets?.(command) ?? true).flatMap((command) => {
      const length = (hasApi: boolean): number => lengths.get(lengthKey(command, hasApi)) ?? 0;
      return moments(fault, Math.max(...APIS.map(length))).flatMap((at) =>
        apisAt(fault, at).map((hasApi) => ({ fault, command, at, hasApi })),
      );
    }),
  );
}
