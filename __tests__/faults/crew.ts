import { Worker } from 'node:worker_threads';
import type { Case } from './cases.ts';
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

  static async open(threads: number): Promise<Crew> {
    const workers = Array.from({ length: threads }, () => new Worker(new URL('worker.ts', import.meta.url)));
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
  play(cases: readonly Case[], onPlayed: (played: PlayedCase) => void): Promise<PlayedCase[]> {
    const done = new Array<PlayedCase>(cases.length);
    if (cases.length === 0) return Promise.resolve(done);
    return new Promise((resolve, reject) => {
      let [next, left] = [0, cases.length];
      for (const worker of this.#workers) {
        const send = (): void => {
          const number = next;
          next += 1;
          if (number < cases.length) worker.postMessage(orderOf(number, cases[number]!));
        };
        worker.on('error', reject);
        worker.on('message', ({ number, played }: Answer) => {
          done[number] = { ...cases[number]!, ...played };
          onPlayed(done[number]!);
          left -= 1;
          send();
          if (left > 0) return;
          for (const one of this.#workers) one.removeAllListeners();
          resolve(done);
        });
        for (let count = 0; count < AT_ONCE; count += 1) send();
      }
    });
  }

  close(): void {
    for (const worker of this.#workers) worker.postMessage(undefined);
  }
}
