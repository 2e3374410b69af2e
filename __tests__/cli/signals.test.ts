import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { abortOnSignals } from '../../src/cli/signals.ts';

class Source extends EventEmitter {
  readonly exits: number[] = [];
  exit(code: number): void {
    this.exits.push(code);
  }
}

it.each([
  ['SIGINT', 'interrupted', 130],
  ['SIGTERM', 'terminated', 143],
  ['SIGHUP', 'terminated', 143],
] as const)('%s aborts with %s, and a second one ends at once with %d', (name, code, exitCode) => {
  const source = new Source();
  const { signal, dispose } = abortOnSignals(source as never);
  expect(signal.aborted).toBe(false);
  source.emit(name);
  expect(signal.reason).toMatchObject({ code, exitCode });
  expect(source.exits).toEqual([]);
  source.emit(name);
  expect(source.exits).toEqual([exitCode]);
  dispose();
  expect(source.listenerCount(name)).toBe(0);
});
