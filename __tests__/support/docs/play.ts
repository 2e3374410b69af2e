import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Session } from './blocks.ts';
import { ROOT } from './pages.ts';
import { furnish } from './scene.ts';

export interface PlayOptions {
  /** In place of addresses on loopback that the page names, such as `localhost:5000`. */
  readonly addresses?: Readonly<Record<string, string>>;
  readonly env?: (folder: string) => Promise<Readonly<Record<string, string>>>;
  /** Folders of programs, first on the PATH. */
  readonly programs?: readonly string[];
}

export interface Played {
  readonly code: number | null;
  /** What each block wrote to a terminal, in order, with the addresses of the page. */
  readonly outputs: readonly string[];
}

const SEPARATOR = '\u001e';

const replaceAll = (text: string, pairs: readonly (readonly [string, string])[]): string =>
  pairs.reduce((all, [from, to]) => all.replaceAll(from, to), text);

/** The blocks as one script. One that is meant to fail is run in a shell of its own, and has to fail as the page says. */
function scriptOf(session: Session): string {
  const steps = session.steps.map(({ block: { text }, exit }) =>
    exit === 0
      ? text
      : `set +e\n(set -e\n${text})\ncode=$?\nset -e\nif [ $code -ne ${exit} ]; then echo "exit code $code, not ${exit}"; exit 1; fi\n`,
  );
  return `set -eu\n${steps.map((step) => `${step}printf '${SEPARATOR}'\n`).join('')}`;
}

/**
 * Runs the blocks of a page as they stand, in an empty folder (or with the files of their scene), with `sealift` on the PATH
 * as this checkout has built it. Nothing of the caller's environment but the PATH is there.
 */
export async function play(session: Session, options: PlayOptions = {}): Promise<Played> {
  const base = await mkdtemp(join(tmpdir(), 'sealift-docs-'));
  try {
    const [here, home, bin] = ['here', 'home', 'bin'].map((name) => join(base, name)) as [
      string,
      string,
      string,
    ];
    await Promise.all([here, home, bin].map((folder) => mkdir(folder)));
    await furnish(here, session.given);
    // Links, as npm makes them: a program that was written a moment ago may still be open in a child of another thread (ETXTBSY).
    await symlink(join(ROOT, 'dist', 'cli.js'), join(bin, 'sealift'));
    await symlink(process.execPath, join(bin, 'node'));
    const pairs = Object.entries(options.addresses ?? {});
    const script = join(base, 'script.sh');
    await writeFile(script, replaceAll(scriptOf(session), pairs));
    const env = {
      PATH: [bin, ...(options.programs ?? []), process.env.PATH].join(delimiter),
      HOME: home,
      NO_COLOR: '1',
      // The same program is started some thirty times.
      NODE_COMPILE_CACHE: join(tmpdir(), 'sealift-tests-cache', 'compiled'),
      ...(await options.env?.(base)),
    };
    const file = join(base, 'output');
    const output = openSync(file, 'w');
    // One file for both, so that what a terminal would show is there in its order; a group of its own, to end what it leaves running.
    const child = spawn('bash', [script], {
      cwd: here,
      env,
      stdio: ['ignore', output, output],
      detached: true,
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', resolve);
    });
    closeSync(output);
    try {
      process.kill(-child.pid!, 'SIGKILL');
    } catch {
      // Nothing of it is left.
    }
    const back = pairs.map(([from, to]) => [to, from] as const);
    const outputs = replaceAll(await readFile(file, 'utf8'), back).split(SEPARATOR);
    return { code, outputs };
  } finally {
    await rm(base, { recursive: true, force: true, maxRetries: 3 });
  }
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/**
 * What a page shows of an output, as a pattern for the whole of it: `…` stands for the rest of a word or line, alone on a line for
 * any lines. Blanks count as one.
 */
export function asShown(text: string): RegExp {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => {
      if (line.trim() === '…') return '[^]*';
      const words = line
        .trim()
        .split(/ +/)
        .map((word) => word.split('…').map(literal).join('[^\\n]*'));
      return ` *${words.join(' +')} *\\n`;
    });
  return new RegExp(`^\\s*${lines.join('')}\\s*$`);
}
