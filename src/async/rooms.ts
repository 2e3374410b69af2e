import { abortable } from './abortable.ts';
import { ByteBudget } from './byte-budget.ts';
import { lazy } from './lazy.ts';

/** What one piece of work has room for. */
export interface Room {
  /** Counts bytes that are held until the work ends. It waits while they are too many beside those of the others. */
  grow(bytes: number, signal: AbortSignal): Promise<void>;
}

/**
 * Rooms for work whose need of memory shows while it goes on. So much of it goes on at the same time as there are rooms, and what
 * outgrows the small room that each of them has waits for the one large room. Who has that needs nothing that another one has.
 */
export class Rooms {
  readonly #rooms: ByteBudget;
  readonly #large = new ByteBudget(1);
  readonly #small: number;

  /** @param small bytes that work may hold in each of the `count` rooms while other work is in the large one. */
  constructor(count: number, small: number) {
    this.#rooms = new ByteBudget(count);
    this.#small = small;
  }

  /** Waits for a room, and has it until `work` ends. */
  enter<T>(signal: AbortSignal, work: (room: Room) => Promise<T>): Promise<T> {
    return this.#rooms.hold(1, signal, async () => {
      const { promise: ended, resolve: end } = Promise.withResolvers<void>();
      const large = lazy(() => {
        const { promise: entered, resolve, reject } = Promise.withResolvers<void>();
        const stay = async (): Promise<void> => {
          resolve();
          await ended;
        };
        this.#large.hold(1, signal, stay).catch(reject);
        return entered;
      });
      let held = 0;
      const grow = async (bytes: number, joined: AbortSignal): Promise<void> => {
        held += bytes;
        if (held > this.#small) await abortable(large(), joined);
      };
      try {
        return await work({ grow });
      } finally {
        end();
      }
    });
  }
}
