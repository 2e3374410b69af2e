import { execFile, spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Workplace, workplace } from '../support/workplace.ts';

const ENTRY = join(import.meta.dirname, '..', '..', 'src', 'cli', 'entry.ts');
const env = { ...process.env, NO_COLOR: '1', CI: '', GITHUB_ACTIONS: '' };

function run(
  args: readonly string[],
  program: readonly string[] = [ENTRY],
): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [...program, ...args], { env }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

let at: Workplace;
/** Takes connections and never answers. */
let silent: Server;
beforeAll(async () => {
  at = await workplace();
  silent = createServer(() => {}).listen(0, '127.0.0.1');
  await new Promise((resolve) => silent.once('listening', resolve));
});
afterAll(async () => {
  silent.closeAllConnections();
  silent.close();
  await at.remove();
});

it('the program ends by itself with the exit code of the run', async () => {
  expect(await run(['--version'])).toEqual({ code: 0, stdout: '0.1.0\n', stderr: '' });
  expect(await run(['help'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Commands:'),
    stderr: '',
  });
  expect((await run(['verify', `${at.images}:one`, ...at.trustFlags])).code).toBe(1);
  expect((await run(['nonsense'])).code).toBe(2);
});

it('the program refuses a Node that is too old with exit code 2, also in JSON', async () => {
  const code = `Object.defineProperty(process, 'version', { value: 'v22.20.0' }); await import(${JSON.stringify(`file://${ENTRY}`)});`;
  const old = ['--input-type=module', '--eval', code, '--'];
  const text = await run(['sign'], old);
  expect(text).toMatchObject({ code: 2, stdout: '' });
  expect(text.stderr).toContain('[node_too_old]');
  const json = await run(['--output', 'json'], old);
  expect(json.code).toBe(2);
  expect(JSON.parse(json.stdout)).toMatchObject({
    version: 1,
    status: 'failed',
    error: { code: 'node_too_old' },
  });
});

it.skipIf(process.platform === 'win32').each([
  ['SIGINT', 130, 'interrupted'],
  ['SIGTERM', 143, 'terminated'],
  ['SIGHUP', 143, 'terminated'],
] as const)(
  'the program stops on %s while it waits for a registry, with exit code %d',
  async (name, exitCode, error) => {
    const { port } = silent.address() as AddressInfo;
    const child = spawn(
      process.execPath,
      [ENTRY, 'verify', `127.0.0.1:${port}/app:1`, ...at.trustFlags, '--output', 'json', '--verbose'],
      { env },
    );
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    // The run is under way once it has connected.
    await new Promise((resolve) => silent.once('connection', resolve));
    child.kill(name);
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(code).toBe(exitCode);
    expect(JSON.parse(stdout).images[0].error.code).toBe(error);
  },
);

it.skipIf(process.platform === 'win32')('the program goes on quietly when its output is closed', async () => {
  const child = spawn(process.execPath, [ENTRY, 'list', `${at.images}:one`], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
  expect(stderr).toBe('');
});

it.runIf(process.platform === 'linux').each([
  ['results as JSON', () => ['list', `${at.images}:one`, '--output', 'json'], 3],
  ['results of a failure', () => ['verify', `${at.images}:one`, ...at.trustFlags, '--output', 'json'], 3],
  ['results of wrong usage', () => ['nonsense', '--output', 'json'], 2],
] as const)('the program reports disk_full when %s could not be written', async (_, args, code) => {
  const full = await open('/dev/full', 'w');
  const child = spawn(process.execPath, [ENTRY, ...args()], { env, stdio: ['ignore', full.fd, 'pipe'] });
  let stderr = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(code);
  await full.close();
  expect(stderr).toContain('error: cannot write standard output: no space is left on the device [disk_full]');
});

it('the program writes the same text to a file as to a pipe', async () => {
  const file = await open(at.path('help'), 'w');
  const child = spawn(process.execPath, [ENTRY, '--help'], { env, stdio: ['ignore', file.fd, 'ignore'] });
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
  await file.close();
  expect(await readFile(at.path('help'), 'utf8')).toBe((await run(['--help'])).stdout);
});
