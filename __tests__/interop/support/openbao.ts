import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { wheelPath } from '../peers/build.ts';
import { freePort } from './registries.ts';
import { type Finished, run } from './run.ts';

const ROOT_TOKEN = 'root';

/** Milliseconds until a development server answers; it takes four seconds on a slow machine. */
const START = 60_000;

/** An OpenBao development server: unsealed, in memory, on a free loopback port. */
export class OpenBao {
  readonly address: string;
  readonly #home: string;
  readonly #stop: () => Promise<void>;

  private constructor(address: string, home: string, stop: () => Promise<void>) {
    this.address = address;
    this.#home = home;
    this.#stop = stop;
  }

  static async start(): Promise<OpenBao> {
    const home = await mkdtemp(join(tmpdir(), 'sealift-openbao-'));
    const listen = `127.0.0.1:${await freePort()}`;
    const flags = ['-dev', `-dev-root-token-id=${ROOT_TOKEN}`, `-dev-listen-address=${listen}`];
    const child = spawn(wheelPath('openbao'), ['server', ...flags, '-dev-no-store-token'], {
      stdio: 'ignore',
      env: { ...process.env, HOME: home },
    });
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const bao = new OpenBao(`http://${listen}`, home, async () => {
      child.kill('SIGKILL');
      await gone;
      await rm(home, { recursive: true, force: true });
    });
    const until = Date.now() + START;
    while (!(await bao.#answers())) {
      if (child.exitCode !== null || Date.now() > until) {
        await bao.stop();
        throw new Error(`OpenBao does not answer at ${bao.address}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return bao;
  }

  #answers(): Promise<boolean> {
    return fetch(`${this.address}/v1/sys/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  /** The environment of a program that uses this server with `token`. */
  env(token = ROOT_TOKEN): Record<string, string> {
    const PATH = `${dirname(wheelPath('openbao'))}:${process.env.PATH ?? ''}`;
    return { PATH, HOME: this.#home, BAO_ADDR: this.address, BAO_TOKEN: token };
  }

  /** Runs `bao` with the root token. Throws when it fails. */
  async bao(...args: string[]): Promise<string> {
    const done = await run(wheelPath('openbao'), args, { env: this.env() });
    if (done.code !== 0) throw new Error(`bao ${args.join(' ')} ended with ${done.code}: ${done.stderr}`);
    return done.stdout;
  }

  /** Runs shell lines of the documentation, with `vault` and `sealift` as commands. */
  shell(lines: string, sealift: string): Promise<Finished> {
    const script = ['set -eu', 'vault() { bao "$@"; }', `sealift() { ${sealift} "$@"; }`, lines];
    return run('bash', ['-c', script.join('\n')], { env: this.env() });
  }

  /** A token with one policy. */
  async token(policy: string): Promise<string> {
    const made = await this.bao('token', 'create', `-policy=${policy}`, '-field=token');
    return made.trim();
  }

  stop(): Promise<void> {
    return this.#stop();
  }
}
