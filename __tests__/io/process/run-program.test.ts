import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runProgram } from '../../../src/io/process/run-program.ts';

const never = new AbortController().signal;
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

const run = (script: string, more: Partial<Parameters<typeof runProgram>[0]> = {}, signal = never) =>
  runProgram(
    {
      file: process.execPath,
      args: ['-e', script],
      input: '',
      env: {},
      timeout: 10_000,
      limit: 1000,
      ...more,
    },
    signal,
  );

describe('runProgram', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sealift-program-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('gives input, arguments and environment, and takes both outputs and the exit code', async () => {
    const script = `process.stdin.on('data', (data) => { console.log(String(data), process.argv[1], process.env.A);
      console.error('oh'); process.exitCode = 7; })`;
    const done = await run(script, { args: ['-e', script, '$HOME;id'], input: 'in', env: { A: 'b' } });
    if (done.kind !== 'ended') throw new Error(done.kind);
    expect(done.code).toBe(7);
    expect(text(done.stdout)).toBe('in $HOME;id b\n');
    expect(text(done.stderr)).toBe('oh\n');
  });

  it('leaves alone a program that reads nothing', async () => {
    expect(await run('process.exit(0)', { input: 'x'.repeat(4 * 1024 * 1024) })).toMatchObject({ code: 0 });
  });

  it('says that there is no such program, or that it cannot be run', async () => {
    expect(await run('', { file: join(folder, 'none') })).toMatchObject({ kind: 'not-found' });
    await writeFile(join(folder, 'data'), 'x');
    await chmod(join(folder, 'data'), 0o644);
    expect(await run('', { file: join(folder, 'data') })).toMatchObject({ kind: 'refused' });
  });

  it('ends a program that says too much, on either output', async () => {
    for (const output of ['stdout', 'stderr']) {
      const done = await run(`process.on('SIGPIPE', () => {}); process.${output}.on('error', () => {});
        setInterval(() => process.${output}.write('x'.repeat(600)), 1)`);
      expect(done).toEqual({ kind: 'too-much-output' });
    }
  });

  it('ends a program that takes too long, also one whose child holds its output', async () => {
    const started = performance.now();
    const child = `require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], { stdio: 'inherit' });`;
    expect(await run(`${child} setInterval(() => {}, 1000)`, { timeout: 300 })).toEqual({
      kind: 'timed-out',
    });
    expect(performance.now() - started).toBeLessThan(30_000);
  });

  it('ends it after an abort, with the reason of the signal', async () => {
    const stop = new AbortController();
    const running = run('setInterval(() => {}, 1000)', {}, stop.signal);
    stop.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
    await expect(run('', {}, stop.signal)).rejects.toThrow('enough');
  });
});
