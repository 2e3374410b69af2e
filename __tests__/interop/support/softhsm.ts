import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { KEY_KINDS, type KeyKind, testChain } from '../../support/pki.ts';
import { run } from './run.ts';

const MODULES = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/local/lib/softhsm/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
];

const found = MODULES.find((path) => existsSync(path));
const lacking = [
  ...['softhsm2-util', 'pkcs11-tool'].filter((name) => spawnSync(name, ['--help']).error !== undefined),
  ...(found ? [] : ['libsofthsm2.so']),
];
if (lacking.length > 0) {
  const message = `the PKCS#11 tests need softhsm2 and opensc (${lacking.join(', ')} not found)`;
  if (process.env.CI === 'true') throw new Error(`${message}, and CI may not skip them`);
  console.warn(`interop: ${message} and are skipped`);
}

/** `describe` that is skipped, and says so, where peers or the token are lacking. */
export const withSoftHsm = describe.skipIf(lacking.length > 0 || process.env.SEALIFT_INTEROP === 'skip');

const TOKEN = 'sealift';
const PIN = '1234';

/** A token of SoftHSM2 that holds a key of each kind, and the plugin `softhsm` that signs with them. */
export class SoftHsm {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async create(): Promise<SoftHsm> {
    const hsm = new SoftHsm(await mkdtemp(join(tmpdir(), 'sealift-softhsm-')));
    await mkdir(hsm.#path('tokens'));
    const settings = [
      `directories.tokendir = ${hsm.#path('tokens')}`,
      'objectstore.backend = file',
      'log.level = ERROR',
    ];
    await writeFile(hsm.#path('softhsm2.conf'), `${settings.join('\n')}\n`);
    await hsm.#util('--init-token', '--free', '--label', TOKEN, '--pin', PIN, '--so-pin', '5678');
    for (const kind of KEY_KINDS) {
      const chain = testChain({ kind });
      await writeFile(hsm.chain(kind), chain.pem);
      await writeFile(hsm.root(kind), chain.root.pem);
      const key = hsm.#path(`${kind}.key`);
      await writeFile(key, chain.key.pem);
      const id = Buffer.from(kind).toString('hex');
      await hsm.#util('--import', key, '--token', TOKEN, '--label', kind, '--id', id, '--pin', PIN);
      await rm(key);
    }
    return hsm;
  }

  #path(name: string): string {
    return join(this.#folder, name);
  }

  async #util(...args: string[]): Promise<void> {
    const done = await run('softhsm2-util', args, { env: { SOFTHSM2_CONF: this.#path('softhsm2.conf') } });
    if (done.code !== 0) throw new Error(`softhsm2-util ${args[0]}: ${done.stdout}${done.stderr}`);
  }

  /** The certificates of a key, leaf first. */
  chain(kind: KeyKind): string {
    return this.#path(`${kind}.chain.pem`);
  }

  root(kind: KeyKind): string {
    return this.#path(`${kind}.root.pem`);
  }

  /** Flags for the plugin; notation and Sealift spell them alike. */
  configFlags(kind: KeyKind, pin = PIN): string[] {
    const pairs = {
      conf: this.#path('softhsm2.conf'),
      module: found!,
      token: TOKEN,
      pin,
      chain: this.chain(kind),
    };
    return Object.entries(pairs).flatMap(([key, value]) => ['--plugin-config', `${key}=${value}`]);
  }

  /** Installs the plugin where notation looks for it. */
  async install(configFolder: string): Promise<void> {
    const folder = join(configFolder, 'notation', 'plugins', 'softhsm');
    const file = join(folder, 'notation-softhsm');
    await mkdir(folder, { recursive: true, mode: 0o755 });
    const script = join(import.meta.dirname, 'softhsm-plugin.mjs');
    await writeFile(file, `#!/bin/sh\nexec '${process.execPath}' '${script}' "$@"\n`);
    await chmod(file, 0o755);
  }

  remove(): Promise<void> {
    return rm(this.#folder, { recursive: true, force: true });
  }
}
