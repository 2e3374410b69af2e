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
