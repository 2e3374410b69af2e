import { spawn } from 'node:child_process';
import { copyFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { run } from './run.ts';

const JUDGES = fileURLToPath(new URL('../judges', import.meta.url));

/**
 * A small program of `judges/` over Go's standard library, which is what notation, oras and most registries read with, or over
 * the modules that it is built with. It is given one case a line on standard input and answers one line each, in order.
 */
export interface GoJudge {
  ask(cases: readonly string[]): Promise<string[]>;
}

/**
 * Builds `judges/NAME/main.go`.
 *
 * @param modules from the Go module proxy, as `PATH@VERSION`.
 * @throws Error with the words of `go`.
 */
export async function buildGoJudge(name: string, modules: readonly string[] = []): Promise<GoJudge> {
  const work = await mkdtemp(join(tmpdir(), `sealift-judge-${name}-`));
  const program = join(work, name);
  const go = async (...args: string[]): Promise<void> => {
    const env = { CGO_ENABLED: '0', ...(modules.length > 0 ? { GOFLAGS: '-mod=mod' } : {}) };
    const done = await run('go', args, { cwd: work, env });
    if (done.code !== 0) throw new Error(`go ${args[0]}: ${done.stderr}`);
  };
  await copyFile(join(JUDGES, name, 'main.go'), join(work, 'main.go'));
  if (modules.length > 0) {
    await go('mod', 'init', 'judge');
    await go('mod', 'edit', ...modules.map((module) => `-require=${module}`));
  }
  await go('build', '-o', program, 'main.go');
  return {
    async ask(cases) {
      const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
      child.stdin.end(cases.map((line) => `${line}\n`).join(''));
      const answers = (await text(child.stdout)).split('\n').slice(0, -1);
      if (answers.length !== cases.length)
        throw new Error(`the judge ${name} answered ${answers.length} of ${cases.length} cases`);
      return answers;
    },
  };
}
