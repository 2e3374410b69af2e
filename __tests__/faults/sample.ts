import type { Case } from './cases.ts';

/**
 * Some of the cases, each fault under each command once: at a moment that is another one with each pair, so that the pairs together
 * look into all parts of a run.
 */
export function sampleOf(cases: readonly Case[]): Case[] {
  const pairs = Map.groupBy(cases, ({ fault, command }) => `${fault.name} ${command.name}`);
  return [...pairs.values()].map((list, number) => list[(number * 7) % list.length]!);
}
