import type { Command, Measured, Meter } from './meter.ts';
import type { CountingProxy, Traffic } from './proxy.ts';
import { waterfall } from './waterfall.ts';

/** One row of a table: a program that does the task, and what it leaves out of it. */
export interface Tool extends Command {
  readonly name: string;
  /** How the task of this tool differs from that of others in the table. */
  readonly note: string;
}

export interface Run {
  readonly measured: Measured;
  /** One entry a proxy. */
  readonly traffic: readonly Traffic[];
}

export interface Result {
  readonly name: string;
  readonly note: string;
  readonly runs: readonly Run[];
}

export interface Contest {
  /** Counted rounds. */
  readonly rounds: number;
  /** Rounds before them that are not counted. */
  readonly warmUps: number;
  readonly proxies: readonly CountingProxy[];
  /** The tools as they are now; asked again after each `before`, because addresses and digests may be new. */
  readonly tools: () => readonly Tool[];
  /** Prepares each single run. */
  readonly before?: (name: string) => Promise<void>;
}

/** Runs every tool in turn, round after round (A B C, A B C), so that a machine that slows down slows them all. */
export async function hold(
  { rounds, warmUps, proxies, tools, before }: Contest,
  meter: Meter,
  options: { readonly progress: (text: string) => void; readonly waterfall: boolean },
): Promise<Result[]> {
  const names = tools().map(({ name }) => name);
  const results = new Map(names.map((name) => [name, [] as Run[]]));
  const notes = new Map(tools().map(({ name, note }) => [name, note]));
  for (let round = -warmUps; round < rounds; round += 1) {
    options.progress(round < 0 ? 'warm-up' : `round ${round + 1} of ${rounds}`);
    for (const name of names) {
      await before?.(name);
      const tool = tools().find((one) => one.name === name)!;
      for (const proxy of proxies) proxy.take();
      const measured = await meter.measure(tool);
      const traffic = proxies.map((proxy) => proxy.take());
      if (measured.exitCode !== 0)
        console.error(`\n${name} ended with ${measured.exitCode}:\n${measured.output}`);
      if (round >= 0) results.get(name)!.push({ measured, traffic });
      if (options.waterfall && round === rounds - 1) console.log(`\n${waterfall(name, traffic)}`);
    }
  }
  return names.map((name) => ({ name, note: notes.get(name)!, runs: results.get(name)! }));
}
