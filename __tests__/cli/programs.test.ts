import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { thisSystem } from '../../src/io/process/system.ts';
import { type } from '../support/command-line.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { FakePlugin } from '../support/plugin/fake-plugin.ts';
import { ELF, elf, machO, pe } from '../support/program-heads.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

const ENTRY = join(import.meta.dirname, '..', '..', 'src', 'cli', 'entry.ts');
const FOREIGN = thisSystem().processor === 'arm64' ? 'x64' : 'arm64';
const HERE = `${process.platform}/${thisSystem().processor}`;

describe.skipIf(process.platform === 'win32')('sealift with programs of others', () => {
  let at: Workplace;
  let registry: FakeRegistry;
  beforeAll(async () => {
    at = await workplace();
    registry = await FakeRegistry.start({}, { kind: 'basic', accounts: [] });
    await mkdir(at.path('docker'), { recursive: true });
    await writeFile(at.path('docker/config.json'), JSON.stringify({ credsStore: 'acme' }));
  });
  afterAll(() => Promise.all([registry.stop(), at.remove()]));
  beforeEach(async () => {
    for (const name of ['bin', 'checkout']) {
      await rm(at.path(name), { recursive: true, force: true });
      await mkdir(at.path(name));
    }
    await rm(at.path('marker'), { force: true });
  });

  const around = () => ({ DOCKER_CONFIG: at.path('docker') });
  const args = () => ['list', `${registry.host}/team/app:1`];

  /** Runs the program in the folder `checkout`. */
  function inCheckout(PATH: string, more: Record<string, string> = around(), words = args()) {
    return new Promise<{ code: number; stderr: string }>((resolve) => {
      const env = { ...more, NO_COLOR: '1', PATH };
      const options = { cwd: at.path('checkout'), env };
      const child = execFile(process.execPath, [ENTRY, ...words], options, (_, _out, stderr) =>
        resolve({ code: child.exitCode ?? -1, stderr }),
      );
    });
  }

  /** A shell line that creates a file when anything runs it. */
  const line = () => `\n: > '${at.path('marker')}'\n`;
  const hasRun = () => existsSync(at.path('marker'));
  const withLine = (head: Uint8Array) => Buffer.concat([head, Buffer.from(line())]);

  const FILES: readonly (readonly [what: string, content: () => string | Uint8Array, reason: string])[] = [
    ['a text', line, 'is a text without #!'],
    [
      'a program for another processor',
      () => withLine(elf(ELF[FOREIGN])),
      `is made for linux/${FOREIGN}, and this is ${HERE}`,
    ],
    ['a program for an old Mac', () => withLine(machO('ppc')), `is made for darwin/ppc, and this is ${HERE}`],
    ['a program for Windows', () => withLine(pe('ia32')), `is made for win32/ia32, and this is ${HERE}`],
    ['nothing', () => '', 'is empty'],
    ['a script with line ends of Windows', () => `#!/bin/sh\r${line()}`, 'has a carriage return'],
    [
      'a script without interpreter',
      () => `#!/no/such/sh${line()}`,
      'is run by /no/such/sh, which is not there',
    ],
  ];

  it.each(FILES)('refuses a credential helper that is %s without running it', async (_, content, reason) => {
    const helper = at.path('bin/docker-credential-acme');
    await writeFile(helper, content(), { mode: 0o755 });
    const refused = await type(args(), { ...around(), PATH: `${at.path('bin')}:/usr/bin:/bin` });
    expect(refused).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('[credential_helper_missing]'),
    });
    expect(refused.stderr).toContain('docker-credential-acme');
    expect(refused.stderr).toContain(reason);
    expect(hasRun()).toBe(false);
  });

  it.each(FILES)('refuses a plugin that is %s without running it', async (_, content, reason) => {
    const fake = await FakePlugin.install();
    try {
      await writeFile(fake.file, content());
      await chmod(fake.file, 0o755);
      const key = ['--key', 'notation-plugin://acme/release'];
      const refused = await type(['sign', `${at.images}:one`, ...key], {
        NOTATION_LIBEXEC: fake.libexec,
        PATH: '/usr/bin:/bin',
      });
      expect(refused.code).toBe(2);
      expect(refused.stderr).toMatch(/\[plugin_(?:unsafe|not_found)\]/);
      expect(refused.stderr).toContain(`${fake.file} ${reason}`);
      expect(hasRun()).toBe(false);
    } finally {
      await fake.remove();
    }
  });

  it.each([
    ['every way to the current folder', '.:./::/usr/bin:tools:../checkout:/bin:'],
    ['nothing', ''],
  ])('finds no credential helper in the current folder with %s in PATH', async (_, PATH) => {
    await mkdir(at.path('checkout/tools'));
    for (const folder of ['checkout', 'checkout/tools'])
      await writeFile(at.path(`${folder}/docker-credential-acme`), `#!/bin/sh${line()}`, { mode: 0o755 });
    const refused = await inCheckout(PATH);
    expect(refused).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('[credential_helper_missing]'),
    });
    if (PATH !== '') expect(refused.stderr).toContain('depends on the current folder and is not searched');
    expect(hasRun()).toBe(false);
  });

  it('starts a helper whose own interpreter and tools are not searched in the current folder', async () => {
    const answer = `echo '{"Username":"u","Secret":"s3cr3t"}'`;
    await writeFile(at.path('bin/docker-credential-acme'), `#!/usr/bin/env sh\nuname >&2\n${answer}\n`, {
      mode: 0o755,
    });
    for (const name of ['sh', 'uname'])
      await writeFile(at.path(`checkout/${name}`), `#!/bin/sh${line()}`, { mode: 0o755 });
    const denied = await inCheckout(`:.:${at.path('bin')}:/usr/bin:/bin`);
    // The helper answered, and the registry does not know its user.
    expect(denied).toMatchObject({ code: 4, stderr: expect.stringContaining('[denied]') });
    expect(hasRun()).toBe(false);
  });

  describe('with an empty or relative HOME', () => {
    const name = 'sealift-nobody-has-this';
    const PATH = () => `${at.path('bin')}:/usr/bin:/bin`;

    it('runs no credential helper that the current folder configures', async () => {
      await mkdir(at.path('checkout/.docker'));
      await writeFile(at.path('checkout/.docker/config.json'), JSON.stringify({ credsStore: name }));
      await writeFile(at.path(`bin/docker-credential-${name}`), `#!/bin/sh${line()}`, { mode: 0o755 });
      expect(await inCheckout(PATH(), { HOME: '' })).toMatchObject({ code: 4 });
      expect(hasRun()).toBe(false);
    });

    it('runs no plugin of the current folder', async () => {
      const plugin = at.path(`checkout/.config/notation/plugins/${name}`);
      await mkdir(plugin, { recursive: true, mode: 0o755 });
      await writeFile(join(plugin, `notation-${name}`), `#!/bin/sh${line()}`, { mode: 0o755 });
      const words = ['sign', `${at.images}:one`, '--key', `notation-plugin://${name}/release`];
      const refused = await inCheckout(PATH(), { HOME: '.' }, words);
      expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('[plugin_not_found]') });
      expect(hasRun()).toBe(false);
    });
  });
});
