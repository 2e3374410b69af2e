import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Case } from './cases.ts';
import type { DiskKind } from './disk/disk.ts';
import type { Played } from './play-case.ts';
import { type Answer, orderOf } from './worker.ts';

/** Cases that a thread plays at a time: most of them wait for a clock. */
const AT_ONCE = 6;

export interface PlayedCase extends Case, Played {}

/** Plays cases in several threads. */
export class Crew {
  readonly #workers: Worker[];

  private constructor(workers: Worker[]) {
    this.#workers = workers;
  }

  static async open(threads: number, disk: DiskKind): Promise<Crew> {
    const workers = Array.from(
      { length: threads },
      () => new Worker(new URL('worker.ts', import.meta.url), { workerData: disk }),
    );
    await Promise.all(
      workers.map(
        (worker) =>
          new Promise((resolve, reject) => {
            worker.once('message', resolve);
            worker.once('error', reject);
          }),
      ),
    );
    return new Crew(workers);
  }

  /** Plays all, and says of each that it is over. */
  async play(cases: readonly Case[], onPlayed: (played: PlayedCase) => void): Promise<PlayedCase[]> {
    const done = new Array<PlayedCase>(cases.length);
    const left = [...cases.entries()];
    await Promise.all(
      this.#workers.map(async (worker) => {
        const answers = on(worker, 'message');
        let waiting = 0;
        const send = (): void => {
          const [number, one] = left.shift() ?? [];
          if (number === undefined || !one) return;
          worker.postMessage(orderOf(number, one));
          waiting += 1;
        };
        for (let count = 0; count < AT_ONCE; count += 1) send();
        while (waiting > 0) {
          const { value } = await answers.next();
          const [{ number, played }] = value as [Answer];
          done[number] = { ...cases[number]!, ...played };
          onPlayed(done[number]!);
          waiting -= 1;
          send();
        }
        await answers.return?.();
      }),
    );
    return done;
  }

  close(): void {
    for (const worker of this.#workers) worker.postMessage(undefined);
  }
}
