import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NotationHome } from '../../__tests__/interop/support/notation.ts';
import type { Programs } from './programs.ts';

/** Keys, trust and settings that all sections share. */
export interface Inputs {
  readonly programs: Programs;
  readonly folder: string;
  /** Key, certificate, policy and trust store: the same files for notation and for us. */
  readonly home: NotationHome;
  readonly cosign: { readonly key: string; readonly publicKey: string };
  /** Settings of regctl that let it speak plain HTTP with `hosts`. */
  regctl(hosts: readonly string[]): Promise<Readonly<Record<string, string>>>;
  remove(): Promise<void>;
}

export async function prepare(programs: Programs): Promise<Inputs> {
  const folder = await mkdtemp(join(tmpdir(), 'sealift-bench-'));
  const home = await NotationHome.create();
  const cosign = programs.path('cosign');
  if (cosign) {
    const args = ['generate-key-pair', '--output-key-prefix', join(folder, 'cosign')];
    execFileSync(cosign, args, { env: { ...process.env, COSIGN_PASSWORD: '' }, stdio: 'ignore' });
  }
  return {
    programs,
    folder,
    home,
    cosign: { key: join(folder, 'cosign.key'), publicKey: join(folder, 'cosign.pub') },
    async regctl(hosts) {
      const file = join(folder, 'regctl.json');
      const plain = hosts.map((host) => [host, { tls: 'disabled', hostname: host }]);
      await writeFile(file, JSON.stringify({ hosts: Object.fromEntries(plain) }));
      return { REGCTL_CONFIG: file };
    },
    async remove() {
      await Promise.all([folder, home.folder].map((path) => rm(path, { recursive: true, force: true })));
    },
  };
}
