import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secrets } from '../../../src/encoding/secrets/secrets.ts';
import type { Command, Plugin } from '../../../src/plugin/ask.ts';

/** What the program does for one command. */
export interface Reply {
  /** Text as it is, anything else as JSON. */
  readonly stdout?: unknown;
  readonly stderr?: unknown;
  readonly code?: number;
  /** Never ends by itself. */
  readonly hangs?: true;
  /** Bytes without end. */
  readonly floods?: 'stdout' | 'stderr';
}

/** Keeps each request, then plays the reply for this call of the command, or its last one. */
const SCRIPT = `#!/bin/sh
here=\${0%/*} command=$1
cat > "$here/$command.request.$$"
set -- "$here/$command.request."*
reply="$here/$command.$#"
[ -d "$reply" ] || reply="$here/$command.last"
[ -f "$reply/stdout-floods" ] && yes
[ -f "$reply/stderr-floods" ] && yes >&2
[ -f "$reply/hangs" ] && exec sleep 30
[ -s "$reply/stderr" ] && cat "$reply/stderr" >&2
read code < "$reply/code"
[ "$code" = 0 ] && exec cat "$reply/stdout"
cat "$reply/stdout"
exit "$code"
`;

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? ''));

export const METADATA = {
  name: 'acme',
  description: 'a test',
  version: '1.2.3',
  url: 'https://acme.example',
  supportedContractVersions: ['1.0'],
  capabilities: ['SIGNATURE_GENERATOR.RAW'],
};

/** An installed plugin that answers what a test wants: a shell script in `LIBEXEC/plugins/NAME`. */
export class FakePlugin {
  /** As `NOTATION_LIBEXEC` has it. */
  readonly libexec: string;
  readonly name: string;
  /** Waits between tries, in milliseconds; none is waited for. */
  readonly waits: number[] = [];

  private constructor(libexec: string, name: string) {
    this.libexec = libexec;
    this.name = name;
  }

  static async install(name = 'acme'): Promise<FakePlugin> {
    const plugin = new FakePlugin(await mkdtemp(join(tmpdir(), 'sealift-plugin-')), name);
    // Whatever the umask is: a plugin must not be its group's to change.
    await mkdir(plugin.folder, { recursive: true, mode: 0o755 });
    await writeFile(plugin.file, SCRIPT);
    await chmod(plugin.file, 0o755);
    await plugin.reply('get-plugin-metadata', { stdout: { ...METADATA, name } });
    return plugin;
  }

  get folder(): string {
    return join(this.libexec, 'plugins', this.name);
  }

  get file(): string {
    return join(this.folder, `notation-${this.name}`);
  }

  /** As it is run, quickly ended when it hangs. */
  plugin(more: Partial<Plugin> = {}): Plugin {
    return {
      name: this.name,
      file: this.file,
      env: { PATH: process.env.PATH },
      config: {},
      hide: (words) => {
        const secrets = new Secrets();
        for (const value of Object.values(more.config ?? {})) secrets.add(value, 'setting');
        return secrets.hide(words, 'program');
      },
      timeout: 10_000,
      sleep: async (milliseconds) => {
        this.waits.push(milliseconds);
      },
      random: () => 0.5,
      ...more,
    };
  }

  /** What it answers; of several replies the first to the first call, and the last from then on. */
  async reply(command: Command, ...replies: readonly Reply[]): Promise<void> {
    for (const [at, { stdout = '', stderr = '', code = 0, hangs, floods }] of replies.entries()) {
      const name = at === replies.length - 1 ? 'last' : String(at + 1);
      const folder = join(this.folder, `${command}.${name}`);
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, 'stdout'), text(stdout));
      await writeFile(join(folder, 'stderr'), text(stderr));
      await writeFile(join(folder, 'code'), `${code}\n`);
      if (hangs) await writeFile(join(folder, 'hangs'), '');
      if (floods) await writeFile(join(folder, `${floods}-floods`), '');
    }
  }

  /** The requests that it got. */
  async requests(command: Command): Promise<unknown[]> {
    const names = (await readdir(this.folder)).filter((name) => name.startsWith(`${command}.request`));
    return Promise.all(
      names.map(async (name) => JSON.parse(await readFile(join(this.folder, name), 'utf8'))),
    );
  }

  remove(): Promise<void> {
    return rm(this.libexec, { recursive: true, force: true });
  }
}
