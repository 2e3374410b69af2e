import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { programStart } from '../../../src/io/process/program-start.ts';
import type { System } from '../../../src/io/process/system.ts';
import { ELF, elf, machO, pe, universal } from '../../support/program-heads.ts';
import { temporaryFolder } from '../files/folders.ts';

const linux = (processor: string): System => ({ platform: 'linux', processor });
const X64 = linux('x64');

describe.skipIf(process.platform === 'win32')('programStart', () => {
  async function start(content: string | Uint8Array, system: System, env: Record<string, string> = {}) {
    const path = join(await temporaryFolder(), 'program');
    await writeFile(path, content, { mode: 0o755 });
    return startOf(path, system, env);
  }

  async function startOf(path: string, system: System, env: Record<string, string> = {}) {
    const found = await programStart(path, env, system);
    if ('reason' in found) return found;
    await found.handle.close();
    return { file: found.file, argv0: found.argv0, words: found.words };
  }

  describe('of a binary program', () => {
    it.each(Object.keys(ELF))('accepts a program for linux/%s on that system alone', async (processor) => {
      const program = elf(ELF[processor]);
      expect(await start(program, linux(processor))).toMatchObject({ words: [] });
      for (const other of Object.keys(ELF).filter((one) => one !== processor)) {
        expect(await start(program, linux(other))).toMatchObject({
          reason: `is made for linux/${processor}, and this is linux/${other}`,
          remedy: `Install the program that is made for linux/${other}.`,
        });
      }
    });

    it.each([
      ['freebsd', 9],
      ['openbsd', 12],
      ['netbsd', 2],
      ['sunos', 6],
    ])('accepts a program for %s there, and not on Linux', async (platform, abi) => {
      const program = elf({ ...ELF.x64, abi });
      expect(await start(program, X64)).toMatchObject({
        reason: `is made for ${platform}/x64, and this is linux/x64`,
      });
      expect(await start(program, { platform, processor: 'x64' })).toMatchObject({ words: [] });
      expect(await start(elf({ ...ELF.x64, abi: 3 }), X64)).toMatchObject({ words: [] });
    });

    it('accepts a program for macOS there, also in a universal file', async () => {
      const mac = { platform: 'darwin', processor: 'arm64' };
      for (const program of [machO('arm64'), universal('x64', 'arm64'), universal('arm64')])
        expect(await start(program, mac)).toMatchObject({ words: [] });
      for (const [program, names] of [
        [machO('x64'), 'darwin/x64'],
        [machO('ppc', { order: 'BE' }), 'darwin/ppc'],
        [universal('ppc', 'x64'), 'darwin/ppc, darwin/x64'],
        [elf(ELF.arm64), 'linux/arm64'],
        [pe('arm64'), 'win32/arm64'],
      ] as const) {
        expect(await start(program, mac)).toMatchObject({
          reason: `is made for ${names}, and this is darwin/arm64`,
        });
      }
      expect(await start(universal('x64', 'arm64'), X64)).toMatchObject({
        reason: 'is made for darwin/x64, darwin/arm64, and this is linux/x64',
      });
    });

    it('accepts a program for Windows there', async () => {
      const windows = { platform: 'win32', processor: 'x64' };
      expect(await start(pe('x64'), windows)).toMatchObject({ words: [] });
      for (const processor of ['ia32', 'arm64'] as const) {
        expect(await start(pe(processor), windows)).toMatchObject({
          reason: `is made for win32/${processor}, and this is win32/x64`,
        });
      }
      expect(await start(pe('x64'), X64)).toMatchObject({
        reason: 'is made for win32/x64, and this is linux/x64',
      });
      expect(await start('#!/bin/sh\n', windows)).toHaveProperty('reason');
    });

    it.each<[string, Uint8Array, System, RegExp]>([
      ['is cut off in its head', elf(ELF.x64).subarray(0, 40), X64, /is damaged/],
      ['is cut off in its headers', elf(ELF.x64).subarray(0, 100), X64, /is damaged/],
      ['has program headers of another size', elf({ ...ELF.x64, entrySize: 55 }), X64, /is damaged/],
      ['has no program headers', elf({ ...ELF.x64, count: 0 }), X64, /is damaged/],
      ['has endless program headers', elf({ ...ELF.x64, count: 60_000 }), X64, /is damaged/],
      ['is an object file', elf({ ...ELF.x64, type: 1 }), X64, /is an object file/],
      ['is a memory dump', elf({ ...ELF.x64, type: 4 }), X64, /is a memory dump/],
      [
        'has another loader',
        elf({ ...ELF.x64, loader: '/lib/no-libc.so.1\0' }),
        X64,
        /needs the loader \/lib\/no-libc\.so\.1, which is not there/,
      ],
      ['has a loader of the current folder', elf({ ...ELF.x64, loader: 'ld.so\0' }), X64, /is damaged/],
      ['has a loader without end', elf({ ...ELF.x64, loader: '/lib/x' }), X64, /is damaged/],
      ['has no word for its loader', elf({ ...ELF.x64, loader: '', segment: 3 }), X64, /is damaged/],
      [
        'is a library of macOS',
        machO('arm64', { type: 6 }),
        { platform: 'darwin', processor: 'arm64' },
        /library/,
      ],
      [
        'is universal and cut off',
        universal('x64', 'arm64').subarray(0, 30),
        { platform: 'darwin', processor: 'arm64' },
        /is damaged/,
      ],
      [
        'is a library of Windows',
        pe('x64', { flags: 0x2022 }),
        { platform: 'win32', processor: 'x64' },
        /library/,
      ],
      ['is for DOS', pe('x64').subarray(0, 64), { platform: 'win32', processor: 'x64' }, /made for dos/],
    ])('refuses a program that %s', async (_, content, system, reason) => {
      expect(await start(content, system)).toMatchObject({
        reason: expect.stringMatching(reason),
        remedy: expect.stringMatching(/\w/),
      });
    });

    it('accepts a program whose loader exists', async () => {
      const loader = join(await temporaryFolder(), 'ld.so');
      await writeFile(loader, '');
      expect(await start(elf({ ...ELF.x64, loader: `${loader}\0` }), X64)).toMatchObject({ words: [] });
      const small = elf({ ...ELF.ia32, loader: `${loader}\0` });
      expect(await start(small, linux('ia32'))).toMatchObject({ words: [] });
    });
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    ['nothing', '', /is empty/],
    ['a text', 'echo run\n', /is a text without #!/],
    ['a text with another first line', '\n#!/bin/sh\necho run\n', /is a text without #!/],
    ['a text with a comment', '# !/bin/sh\necho run\n', /is a text without #!/],
    ['a byte order mark', '\ufeff#!/bin/sh\n', /byte order mark/],
    ['UTF-16', Buffer.from('#!/bin/sh\n', 'utf16le'), /format that is not known/],
    ['an HTML page', '\n<!DOCTYPE html>\n<p>not found', /is an HTML page/],
    ['a pointer of Git LFS', 'version https://git-lfs.github.com/spec/v1\n', /Git LFS/],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), /is an archive/],
    ['zip', 'PK\u0003\u0004', /is an archive/],
    ['WebAssembly', '\0asm', /is WebAssembly/],
    ['a class of Java', Buffer.from('cafebabe00000041', 'hex'), /is a class of Java/],
    ['a Debian package', '!<arch>\ndebian', /is a package/],
    ['bytes', Buffer.from([1, 2, 3]), /format that is not known/],
  ])('refuses a file of %s', async (_, content, reason) => {
    expect(await start(content, X64)).toMatchObject({ reason: expect.stringMatching(reason) });
  });

  describe('of a script', () => {
    /** A program for this test's system, as `FOLDER/bin/NAME`. */
    async function tools(...names: string[]) {
      const folder = await temporaryFolder();
      await mkdir(join(folder, 'bin'));
      for (const name of names) await writeFile(join(folder, 'bin', name), elf(ELF.x64), { mode: 0o755 });
      const path = (name: string): string => join(folder, 'bin', name);
      return { folder, path, env: { PATH: join(folder, 'bin') } };
    }

    it('starts its interpreter with the rest of the line as one word, and the script', async () => {
      const { path } = await tools('lisp');
      const script = path('script');
      for (const [line, words] of [
        [`#!${path('lisp')}`, []],
        [`#! \t${path('lisp')} \t`, []],
        [`#!${path('lisp')} -a  'b c' `, ["-a  'b c'"]],
      ] as const) {
        for (const end of ['\n', '\n\rrest', '']) {
          await writeFile(script, `${line}${end}`, { mode: 0o755 });
          const expected = { file: path('lisp'), argv0: path('lisp'), words: [...words, script] };
          expect(await startOf(script, X64)).toEqual(expected);
        }
      }
    });

    it('starts the interpreter that it names to env, without env', async () => {
      const { path, env } = await tools('lisp');
      const script = path('script');
      for (const [line, words] of [
        ['#!/usr/bin/env lisp', []],
        ['#!/bin/env -S lisp -a b', ['-a', 'b']],
        ['#!/usr/bin/env -Slisp', []],
        ['#!/usr/bin/env --split-string=lisp x', ['x']],
      ] as const) {
        await writeFile(script, `${line}\n`, { mode: 0o755 });
        const expected = { file: path('lisp'), argv0: 'lisp', words: [...words, script] };
        expect(await startOf(script, X64, env)).toEqual(expected);
      }
      await writeFile(script, `#!/usr/bin/env ${path('lisp')}\n`, { mode: 0o755 });
      expect(await startOf(script, X64)).toMatchObject({ file: path('lisp'), argv0: path('lisp') });
    });

    it('follows interpreters that are scripts, up to a limit', async () => {
      const { path, env } = await tools('lisp');
      await writeFile(path('inner'), `#!${path('lisp')} -i\n`, { mode: 0o755 });
      await writeFile(path('outer'), '#!/usr/bin/env inner\n', { mode: 0o755 });
      expect(await startOf(path('outer'), X64, env)).toEqual({
        file: path('lisp'),
        argv0: path('lisp'),
        words: ['-i', path('inner'), path('outer')],
      });
      await writeFile(path('loop'), '#!/usr/bin/env loop\n', { mode: 0o755 });
      expect(await startOf(path('loop'), X64, env)).toMatchObject({
        reason: expect.stringContaining('ever more interpreters'),
      });
    });

    it.each<[string, RegExp]>([
      ['#!', /names no interpreter/],
      ['#! \t ', /names no interpreter/],
      ['#!sh', /interpreter sh without an absolute path/],
      ['#!./sh', /without an absolute path/],
      ['#!bin/sh', /without an absolute path/],
      ['#!/bin/sh\r', /carriage return at the end/],
      ['#!/bin/sh -e\r', /carriage return at the end/],
      ['#!/bin/s\u0000h', /control characters/],
      ['#!/bin/sh\u001b[2J', /control characters/],
      [`#!/bin/${'x'.repeat(250)}`, /over 255 bytes/],
      [`#!/bin/sh ${'x'.repeat(250)}`, /over 255 bytes/],
      [`#!/bin/sh ${'x'.repeat(600)}`, /over 255 bytes/],
      ['#!/usr/bin/env', /asks env for nothing/],
      ['#!/usr/bin/env -S', /not the name of one program/],
      ['#!/usr/bin/env -i sh', /not the name of one program/],
      ['#!/usr/bin/env lisp -a', /not the name of one program/],
      ['#!/usr/bin/env A=b', /not the name of one program/],
      ['#!/usr/bin/env -S A=b lisp', /not the name of one program/],
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a variable of env.
      ['#!/usr/bin/env -S ${X}', /not the name of one program/],
      ['#!/usr/bin/env -S "lisp"', /not the name of one program/],
      ['#!/usr/bin/env ./lisp', /relative path/],
      ['#!/usr/bin/env bin/lisp', /relative path/],
      ['#!/usr/bin/env nowhere', /is run by nowhere, which is not on the PATH/],
      ['#!/no/such/lisp', /is run by \/no\/such\/lisp, which is not there/],
    ])('refuses the first line %j', async (line, reason) => {
      const { env, folder } = await tools('lisp');
      const script = join(folder, 'script');
      for (const end of ['\n', '\necho run\n']) {
        await writeFile(script, `${line}${end}`, { mode: 0o755 });
        expect(await startOf(script, X64, env)).toMatchObject({ reason: expect.stringMatching(reason) });
      }
    });

    it.each<[string, string | Uint8Array, RegExp]>([
      ['a text without #!', 'echo run\n', /is run by tool, which is a text without #!/],
      ['made for another processor', elf(ELF.arm64), /is run by tool, which is made for linux\/arm64/],
      ['empty', '', /which is empty/],
    ])('refuses an interpreter that is %s, by name', async (_, content, reason) => {
      const { path, env } = await tools();
      await writeFile(path('tool'), content, { mode: 0o755 });
      await writeFile(path('script'), '#!/usr/bin/env tool\n', { mode: 0o755 });
      expect(await startOf(path('script'), X64, env)).toMatchObject({
        reason: expect.stringMatching(reason),
      });
    });
  });

  it('says why a file that is missing, a folder or without the right is not run', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'program');
    expect(await startOf(path, X64)).toMatchObject({ reason: 'is not there', missing: true });
    await symlink('nowhere', path);
    expect(await startOf(path, X64)).toMatchObject({ reason: 'is not there', missing: true });
    expect(await startOf(folder, X64)).toMatchObject({ reason: 'is not a file' });
    await writeFile(join(folder, 'data'), elf(ELF.x64));
    await chmod(join(folder, 'data'), 0o644);
    expect(await startOf(join(folder, 'data'), X64)).toMatchObject({
      reason: 'may not be executed',
      remedy: expect.stringContaining('chmod +x'),
    });
  });
});
