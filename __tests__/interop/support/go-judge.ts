import { spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { run } from './run.ts';

const JUDGES = fileURLToPath(new URL('../judges', import.meta.url));

/**
 * A small program of `judges/` over Go's standard library, which is what notation, oras and most registries read with. It is
 * given one case a line on standard input and answers one line each, in order.
 */
export interface GoJudge {
  ask(cases: readonly string[]): Promise<string[]>;
}

/** Builds `judges/NAME/main.go`. @throws Error with the words of `go build`. */
export async function buildGoJudge(name: string): Promise<GoJudge> {
  const program = join(await mkdtemp(join(tmpdir(), `sealift-judge-${name}-`)), name);
  const source = join(JUDGES, name, 'main.go');
  const done = await run('go', ['build', '-o', program, source], { cwd: JUDGES, env: { CGO_ENABLED: '0' } });
  if (done.code !== 0) throw new Error(`go build: ${done.stderr}`);
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
