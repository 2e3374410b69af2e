import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runProgram } from '../../../src/io/process/run-program.ts';
import { streamNamesHint } from '../../../src/io/process/stream-names.ts';
import { thisSystem } from '../../../src/io/process/system.ts';
import { ELF, elf, machO, pe } from '../../support/program-heads.ts';

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

  it('passes input, arguments and environment, and returns both outputs and the exit code', async () => {
    const script = `process.stdin.on('data', (data) => { console.log(String(data), process.argv[1], process.env.A);
      console.error('oh'); process.exitCode = 7; })`;
    const done = await run(script, { args: ['-e', script, '$HOME;id'], input: 'in', env: { A: 'b' } });
    if (done.kind !== 'ended') throw new Error(done.kind);
    expect(done.code).toBe(7);
    expect(text(done.stdout)).toBe('in $HOME;id b\n');
    expect(text(done.stderr)).toBe('oh\n');
  });

  it('accepts a program that does not read its input', async () => {
    expect(await run('process.exit(0)', { input: 'x'.repeat(4 * 1024 * 1024) })).toMatchObject({ code: 0 });
  });

  it.runIf(process.platform === 'linux')(
    'has a hint for programs that open their standard streams by name',
    async () => {
      const script = join(folder, 'script');
      for (const line of ['cat /dev/stdin', 'echo warning > /dev/stderr; exit 3', 'echo > /dev/fd/1']) {
        await writeFile(script, `#!/bin/sh\n${line}\n`, { mode: 0o755 });
        const done = await run('', { file: script, args: [], env: { PATH: process.env.PATH, LC_ALL: 'C' } });
        if (done.kind !== 'ended') throw new Error(done.kind);
        expect(done.code).not.toBe(0);
        expect(streamNamesHint(done.stderr)).toMatch(/sockets/);
      }
      expect(streamNamesHint(Buffer.from('reads /dev/stdin, and finds no key'))).toBeUndefined();
    },
  );

  it('reports a program that does not exist or cannot be run', async () => {
    expect(await run('', { file: join(folder, 'none') })).toMatchObject({ kind: 'not-found' });
    await writeFile(join(folder, 'data'), 'x');
    await chmod(join(folder, 'data'), 0o644);
    expect(await run('', { file: join(folder, 'data') })).toMatchObject({ kind: 'refused' });
  });

  it('ends a program that writes too much, on either output', async () => {
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

  /** Ends when it is killed; says its process id in a file. */
  const stays = (path: string): string =>
    // The file is renamed into place, so that it is never found without the number in it.
    `const fs = require('node:fs'); fs.writeFileSync(${JSON.stringify(`${path}.new`)}, String(process.pid)); fs.renameSync(${JSON.stringify(`${path}.new`)}, ${JSON.stringify(path)}); setInterval(() => {}, 1000)`;
  const child = (script: string, more = ''): string =>
    `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(script)}], { stdio: 'inherit' ${more} });`;
  const isThere = async (path: string): Promise<number> => {
    for (;;) {
      const pid = Number(await readFile(path, 'utf8').catch(() => '0'));
      if (pid > 0) return pid;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const isGone = async (pid: number): Promise<void> => {
    for (;;) {
      try {
        process.kill(pid, 0);
      } catch {
        return;
      }
      // A process that nobody asks for stays as a zombie where the first process does not look after orphans.
      if (/^State:\s+Z/m.test(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''))) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };

  describe.skipIf(process.platform === 'win32')('with what the program started', () => {
    it('returns the output when the program has ended, and ends the processes that it left', async () => {
      const pid = join(folder, 'pid');
      const wait = `const look = () => require('node:fs').existsSync(${JSON.stringify(pid)}) ? process.stdout.write('the answer', () => process.exit(3)) : setTimeout(look, 5); look();`;
      const done = await run(`${child(stays(pid))} ${wait}`);
      if (done.kind !== 'ended') throw new Error(done.kind);
      expect([done.code, text(done.stdout)]).toEqual([3, 'the answer']);
      await isGone(await isThere(pid));
    });

    it('does not wait for a process outside the group, and returns all output that was written before', async () => {
      const pid = join(folder, 'pid');
      const wait = `const look = () => require('node:fs').existsSync(${JSON.stringify(pid)}) ? process.stdout.write('x'.repeat(200_000), () => process.exit(0)) : setTimeout(look, 5); look();`;
      const done = await run(`${child(stays(pid), ', detached: true')} ${wait}`, { limit: 300_000 });
      if (done.kind !== 'ended') throw new Error(done.kind);
      expect(done.stdout).toHaveLength(200_000);
      process.kill(await isThere(pid), 'SIGKILL');
    });

    it.each(['timed-out', 'too-much-output', 'aborted'])(
      'ends the processes that it left when the program is %s',
      async (how) => {
        const pid = join(folder, 'pid');
        const stop = new AbortController();
        const flood = how === 'too-much-output' ? `process.stdout.on('error', () => {});` : '';
        const script = `${child(stays(pid))} ${flood} setInterval(() => ${
          flood && `require('node:fs').existsSync(${JSON.stringify(pid)}) &&`
        } process.stdout.write('${flood && 'x'.repeat(2000)}'), 5)`;
        const running = run(script, { timeout: how === 'timed-out' ? 1500 : 60_000 }, stop.signal);
        if (how === 'aborted') {
          await isThere(pid);
          stop.abort(new Error('enough'));
          await expect(running).rejects.toThrow('enough');
        } else expect(await running).toEqual({ kind: how });
        await isGone(await isThere(pid));
      },
    );
  });

  describe.skipIf(process.platform === 'win32')('of a file that is no program', () => {
    /** A command that a shell would run if it read the file. */
    const line = (): string => `\n: > '${join(folder, 'marker')}'\n`;
    const attempt = async (content: string | Uint8Array) => {
      const file = join(folder, 'program');
      await writeFile(file, content, { mode: 0o755 });
      const outcome = await run('', { file, args: ['get'] });
      expect(existsSync(join(folder, 'marker'))).toBe(false);
      return outcome;
    };
    const withLine = (head: Uint8Array): Buffer => Buffer.concat([head, Buffer.from(line())]);

    it('refuses it, and no shell reads it', async () => {
      for (const content of [
        line(),
        withLine(elf(thisSystem().processor === 'arm64' ? ELF.x64 : ELF.arm64)),
        withLine(elf({ entrySize: 1 })),
        withLine(elf({ count: 0 })),
        withLine(machO('ppc')),
        withLine(pe('ia32')),
        `\ufeff#!/bin/sh${line()}`,
        `#!/bin/sh\r${line()}`,
        `#! ${line()}`,
      ]) {
        expect(await attempt(content)).toMatchObject({ kind: 'refused', file: join(folder, 'program') });
      }
    });

    it.runIf(process.platform === 'linux')(
      'is never read by a shell, also when the system finds a fault behind a sound head',
      async () => {
        await fc.assert(
          fc.asyncProperty(
            fc.integer({ min: 16, max: 119 }),
            fc.integer({ min: 0, max: 255 }),
            async (at, value) => {
              const head = elf({ type: 3 });
              head[at] = value;
              await attempt(withLine(head));
            },
          ),
          { numRuns: 60 },
        );
      },
    );
  });

  it.skipIf(process.platform === 'win32')(
    'passes on a PATH without the parts that mean the current folder',
    async () => {
      const done = await run('process.stdout.write(process.env.PATH)', { env: { PATH: ':/a:.:b:/c' } });
      if (done.kind !== 'ended') throw new Error(done.kind);
      expect(text(done.stdout)).toBe('/a:/c');
    },
  );

  it.runIf(process.platform === 'linux')('starts the open file that was judged', async () => {
    const done = await run('', { file: '/bin/cat', args: ['/proc/self/comm', '/proc/self/cmdline'] });
    if (done.kind !== 'ended') throw new Error(done.kind);
    // The kernel calls a process by the last part of what was executed: the number of the open file.
    expect(text(done.stdout)).toMatch(/^\d+\n\/bin\/cat\0/);
  });

  it.runIf(process.platform === 'linux')('reports a start that the system itself refuses', async () => {
    const done = await run('', { env: { A: 'x'.repeat(4 * 1024 * 1024) } });
    expect(done).toMatchObject({ kind: 'not-started', reason: expect.stringContaining('E2BIG') });
  });

  it('ends the program after an abort, with the reason of the signal', async () => {
    const stop = new AbortController();
    const running = run('setInterval(() => {}, 1000)', {}, stop.signal);
    stop.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
    await expect(run('', {}, stop.signal)).rejects.toThrow('enough');
  });
});
