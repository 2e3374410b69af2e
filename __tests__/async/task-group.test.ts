import { describe, expect, it } from 'vitest';
import { taskGroup } from '../../src/async/task-group.ts';
import { never } from '../support/tools.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('taskGroup', () => {
  it('gives the results in the order of the tasks', async () => {
    const tasks = [3, 1, 2].map((turns) => async () => {
      for (let at = 0; at < turns; at += 1) await turn();
      return turns;
    });
    expect(await taskGroup(never, tasks)).toEqual([3, 1, 2]);
    expect(await taskGroup(never, [])).toEqual([]);
  });

  it('throws the first failure, aborts the others with it and waits for them', async () => {
    const first = new Error('first');
    const ended: unknown[] = [];
    const run = taskGroup(never, [
      async () => {
        await turn();
        throw first;
      },
      async (signal) => {
        while (!signal.aborted) await turn();
        await turn();
        ended.push(signal.reason);
        throw new Error('second');
      },
    ]);
    await expect(run).rejects.toBe(first);
    expect(ended).toEqual([first]);
  });

  it('is ended by the signal with its reason, whatever a task makes of it', async () => {
    const stop = new AbortController();
    const reason = new Error('interrupted');
    const run = taskGroup(stop.signal, [
      async (signal) => {
        while (!signal.aborted) await turn();
        throw new Error('socket hang up');
      },
    ]);
    stop.abort(reason);
    await expect(run).rejects.toBe(reason);
  });
});
