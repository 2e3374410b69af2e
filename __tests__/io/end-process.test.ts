import { expect, it } from 'vitest';
import { endProcess } from '../../src/io/end-process.ts';

it('endProcess ends a process that is kept alive, after all output is written', async () => {
  const exits: number[] = [];
  const stdout = { writableLength: 10 };
  endProcess({ stdout, stderr: { writableLength: 0 }, exit: () => exits.push(stdout.writableLength) });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(exits).toEqual([]);
  stdout.writableLength = 0;
  await expect.poll(() => exits).toEqual([0]);
});
