import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { expect, it, onTestFinished } from 'vitest';
import { main } from '../../src/cli/main.ts';

class Sink extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk;
    done();
  }
}

it('the demo runs the real commands, and ends with commands that work', async () => {
  const base = await mkdtemp(join(tmpdir(), 'sealift-demo-'));
  onTestFinished(() => rm(base, { recursive: true, force: true }));
  const [stdout, stderr] = [new Sink(), new Sink()];
  const run = (argv: string[]) =>
    main(argv, { stdout, stderr, env: { NO_COLOR: '1' } }, new AbortController().signal);
  expect(await run(['demo', join(base, 'story')]), stderr.text).toBe(0);
  for (const word of ['signed', 'verified', 'promoted', 'unchanged'])
    expect(stdout.text).toContain(`\n${word} `);
  expect(stderr.text).toContain('[digest_mismatch]');
  expect(stderr.text).toContain('[artifact_unsigned]');

  // The commands that are shown at the end, as they are typed.
  const shown = stdout.text.slice(stdout.text.indexOf('Go on from here')).replaceAll(/ \\\n +/g, ' ');
  const commands = [...shown.matchAll(/^sealift (.*)$/gm)].map(([, words]) => words!.split(' '));
  expect(commands.map(([command]) => command)).toEqual(['inspect', 'verify', 'promote']);
  for (const argv of commands.slice(0, 2)) expect(await run(argv), stderr.text).toBe(0);
});

it('the demo shows commands that work in a checkout when npm runs it there, without a prompt at the end', async () => {
  const base = await mkdtemp(join(tmpdir(), 'sealift-demo-'));
  onTestFinished(() => rm(base, { recursive: true, force: true }));
  const stdout = new Sink();
  const env = { NO_COLOR: '1', npm_lifecycle_event: 'demo' };
  const argv = ['demo', join(base, 'story')];
  expect(await main(argv, { stdout, stderr: new Sink(), env }, new AbortController().signal)).toBe(0);
  const [before, after] = stdout.text.split('Go on from here:\n') as [string, string];
  expect(before.match(/^\$ npx sealift /gm)).toHaveLength(8);
  expect(after.match(/^npx sealift \w+/gm)).toEqual(
    ['inspect', 'verify', 'promote'].map((one) => `npx sealift ${one}`),
  );
  expect(after).not.toContain('$ ');
});
