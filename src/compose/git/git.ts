import { Buffer } from 'node:buffer';
import { printable } from '../../encoding/printable.ts';
import { quotable } from '../../encoding/quotable.ts';
import { SealiftError } from '../../errors.ts';
import { runProgram } from '../../io/process/run-program.ts';
import type { AnyRun } from '../run.ts';

/** Milliseconds that one reading may take. */
const TIME = 60_000;

/** What git reads of a repository it does not run: no hook, pager, monitor of files, or helper that brings missing objects. */
const SAFE = [
  ...['--no-pager', '--no-replace-objects', '--literal-pathspecs'],
  ...['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'protocol.allow=never'],
];

const ENV = {
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_PAGER: 'cat',
  LC_ALL: 'C',
};

/** What git said. */
export interface GitAnswer {
  readonly code: number | null;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

/** Asks git about the repository that `folder` is in. */
export class Git {
  readonly folder: string;
  readonly #run: Pick<AnyRun, 'env' | 'signal'>;

  constructor(folder: string, run: Pick<AnyRun, 'env' | 'signal'>) {
    this.folder = folder;
    this.#run = run;
  }

  /**
   * @param limit the most bytes of an answer.
   * @throws SealiftError `usage` where git cannot be run, or says more.
   */
  async ask(args: readonly string[], limit: number): Promise<GitAnswer> {
    const { env, signal } = this.#run;
    const order = {
      file: 'git',
      args: [...SAFE, '-C', this.folder, ...args],
      input: '',
      env: { ...env, ...ENV },
      timeout: TIME,
      limit,
    };
    const outcome = await runProgram(order, signal);
    if (outcome.kind === 'ended')
      return { ...outcome, stderr: printable(Buffer.from(outcome.stderr).toString('utf8').trim(), 300) };
    const reasons = { 'timed-out': 'gives no answer', 'too-much-output': 'says more than is read' } as const;
    const reason = 'reason' in outcome ? outcome.reason : reasons[outcome.kind];
    throw new SealiftError('usage', `--changed-since asks git, and git ${reason}`, {
      hint: 'Install git, or leave --changed-since out: what is unchanged is read quickly.',
    });
  }

  /**
   * The commit that a name stands for.
   *
   * @throws SealiftError `usage` where there is none.
   */
  async commit(name: string): Promise<string> {
    const shown = quotable(name, 160);
    const isName = !name.startsWith('-') && !/[\0\n]/.test(name);
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
    const { code, stdout, stderr } = isName
      ? await this.ask(args, 4096)
      : { code: 1, stdout: new Uint8Array(), stderr: '' };
    const found = /^([0-9a-f]{40}|[0-9a-f]{64})$/.exec(Buffer.from(stdout).toString('latin1').trim())?.[1];
    if (code === 0 && found !== undefined) return found;
    if (/dubious ownership/.test(stderr))
      throw new SealiftError('usage', `git does not trust the repository of ${quotable(this.folder, 600)}`, {
        hint: 'It belongs to another user: `git config --global --add safe.directory FOLDER` says that it may be read.',
      });
    if (/not a git repository/.test(stderr))
      throw new SealiftError('usage', `${quotable(this.folder, 600)} is in no Git repository`, {
        hint: 'Leave --changed-since out, or check the repository out with its history.',
      });
    throw new SealiftError('usage', `--changed-since ${shown} is no commit that this repository has`, {
      hint: 'A checkout has often the last commit alone: in actions/checkout set fetch-depth: 0, in GitLab GIT_DEPTH: 0, elsewhere `git fetch --unshallow`, or fetch the branch.',
    });
  }
}
