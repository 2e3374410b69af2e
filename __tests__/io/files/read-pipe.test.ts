import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readFile } from '../../../src/io/files/read-file.ts';
import { temporaryFolder } from './folders.ts';

describe.skipIf(process.platform === 'win32')('readFile of a pipe with a name', () => {
  async function pipe(): Promise<string> {
    const path = join(await temporaryFolder(), 'pipe');
    execFileSync('mkfifo', [path]);
    return path;
  }

  it('takes what is written later, up to the limit', async () => {
    const path = await pipe();
    for (const length of [0, 10, 200_000]) {
      const reading = readFile(path, 200_000, 'key');
      await writeFile(path, Buffer.alloc(length, 1));
      expect((await reading).length).toBe(length);
    }
    const reading = readFile(path, 9, 'key');
    await Promise.all([
      expect(reading).rejects.toMatchObject({ code: 'content_too_large' }),
      writeFile(path, Buffer.alloc(10)),
    ]);
  });

  it('does not keep a process from ending while nobody writes', async () => {
    const path = await pipe();
    const source = new URL('../../../src/io/files/read-file.ts', import.meta.url).href;
    const script = `import { readFile } from ${JSON.stringify(source)};
      readFile(${JSON.stringify(path)}, 10, 'key'); setTimeout(() => process.exit(3), 50);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
    onTestFinished(() => void child.kill('SIGKILL'));
    const [code] = await once(child, 'exit', { signal: AbortSignal.timeout(4_000) });
    expect(code).toBe(3);
  });
});
