import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readFile } from '../../../src/io/files/read-file.ts';
import { temporaryFolder } from './folders.ts';

describe.skipIf(process.platform === 'win32')('readFile of a pipe with a name', () => {
  async function pipe(): Promise<string> {
    const path = join(await temporaryFolder(), 'pipe');
    execFileSync('mkfifo', [path]);
    return path;
  }

  const source = new URL('../../../src/io/files/read-file.ts', import.meta.url).href;
  /** A process of its own, since tests run in workers. */
  const reader = (path: string, limit: number, then: string) =>
    spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import { readFile } from ${JSON.stringify(source)};
        readFile(${JSON.stringify(path)}, ${limit}, 'key').then((bytes) => console.log(bytes.length), (error) => console.log(error.code));
        ${then}`,
      ],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );

  it.each([
    [0, 200_000, '0'],
    [10, 200_000, '10'],
    [200_000, 200_000, '200000'],
    [10, 9, 'content_too_large'],
  ])('takes %i bytes that are written later, up to a limit of %i', async (length, limit, answer) => {
    const path = await pipe();
    const child = reader(path, limit, '');
    onTestFinished(() => void child.kill('SIGKILL'));
    const [said] = await Promise.all([text(child.stdout), writeFile(path, Buffer.alloc(length, 1))]);
    expect(said).toBe(`${answer}\n`);
  });

  it('takes what is written later in a worker too', async () => {
    const path = await pipe();
    const reading = readFile(path, 20, 'key');
    await writeFile(path, Buffer.alloc(10, 1));
    expect((await reading).length).toBe(10);
  });

  it('does not keep a process from ending while nobody writes', async () => {
    const path = await pipe();
    const child = reader(path, 10, 'setTimeout(() => process.exit(3), 50)');
    onTestFinished(() => void child.kill('SIGKILL'));
    const [code] = await once(child, 'exit', { signal: AbortSignal.timeout(4_000) });
    expect(code).toBe(3);
  });
});
