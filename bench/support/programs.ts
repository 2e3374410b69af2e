import { execFileSync } from 'node:child_process';
import { buildPeer, hasGo } from '../../__tests__/interop/peers/build.ts';
import { PEERS, type PeerName } from '../../__tests__/interop/peers/programs.ts';

export type ProgramName = PeerName | 'skopeo';

/** The programs that we are measured against: where they are, in which version, and which cannot be had here. */
export interface Programs {
  path(name: ProgramName): string | undefined;
  readonly versions: string;
  /** Names with the reason. */
  readonly missing: readonly string[];
}

/** Finds those of `wanted`, and builds what is not there yet. */
export async function findPrograms(wanted: ReadonlySet<ProgramName>): Promise<Programs> {
  const paths = new Map<ProgramName, string>();
  const versions: string[] = [];
  const missing: string[] = [];
  const findSkopeo = (): void => {
    try {
      versions.push(
        execFileSync('skopeo', ['--version'], { encoding: 'utf8' }).trim().replace(' version', ''),
      );
      paths.set('skopeo', 'skopeo');
    } catch {
      missing.push('skopeo (not installed)');
    }
  };
  const go = await hasGo();
  for (const name of Object.keys(PEERS) as PeerName[]) {
    if (!wanted.has(name)) continue;
    const built = await buildPeer(name).catch((error: unknown) => error as Error);
    if (typeof built === 'string') {
      paths.set(name, built);
      versions.push(`${name} ${PEERS[name].version}`);
    } else missing.push(`${name} (${go ? `does not build: ${built.message}` : 'no Go toolchain'})`);
  }
  if (wanted.has('skopeo')) findSkopeo();
  return { path: (name) => paths.get(name), versions: versions.join(', '), missing };
}
