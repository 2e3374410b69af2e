import { parentPort, workerData } from 'node:worker_threads';
import type { Case } from './cases.ts';
import { COMMANDS } from './commands.ts';
import type { DiskKind } from './disk/disk.ts';
import { FAULTS } from './faults/all.ts';
import { openFixture } from './fixture.ts';
import { type Played, playCase } from './play-case.ts';
import { openWorkshop } from './workshop.ts';

/** A case by the names of its parts, since functions do not go from thread to thread. */
export interface Order {
  readonly number: number;
  readonly fault: string;
  readonly command: string;
  readonly at: number;
  readonly hasApi: boolean;
}

export interface Answer {
  readonly number: number;
  readonly played: Played;
}

export const orderOf = (number: number, { fault, command, at, hasApi }: Case): Order => {
  return { number, fault: fault.name, command: command.name, at, hasApi };
};

function caseOf({ fault, command, at, hasApi }: Order): Case {
  const find = <T extends { readonly name: string }>(all: readonly T[], name: string): T => {
    const found = all.find((one) => one.name === name);
    if (!found) throw new Error(`there is no ${name}`);
    return found;
  };
  return { fault: find(FAULTS, fault), command: find(COMMANDS, command), at, hasApi };
}

/** A thread that plays cases, as many at a time as it is sent; `undefined` ends it. */
export async function work(port: NonNullable<typeof parentPort>, disk: DiskKind): Promise<void> {
  const workshop = await openWorkshop(disk);
  const fixture = await openFixture(workshop);
  port.on('message', (order: Order | undefined) => {
    if (order) {
      void playCase(caseOf(order), workshop, fixture).then(
        (played) => port.postMessage({ number: order.number, played } satisfies Answer),
        (error: unknown) => {
          // A case that cannot be played is no run, and must not pass for one.
          throw new Error(`${order.fault}, ${order.command}, ${order.at}`, { cause: error });
        },
      );
      return;
    }
    void fixture
      .stop()
      .then(workshop.remove)
      .then(() => port.close());
  });
  port.postMessage('ready');
}

if (parentPort) await work(parentPort, workerData as DiskKind);
