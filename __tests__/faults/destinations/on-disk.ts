import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Command } from '../commands.ts';
import type { Disk } from '../disk/disk.ts';
import { layoutSnapshot } from '../disk/layout-snapshot.ts';
import type { Scene } from '../scene.ts';
import type { Destination } from './destination.ts';

const run = promisify(execFile);

export type Storage = 'layout' | 'archive';
type Part = 'images' | 'signatures';

/** Every file with its size and the time of its last change. */
async function filesIn(folder: string): Promise<Set<string>> {
  const names = await readdir(folder, { recursive: true });
  const lines = names.map(async (name) => {
    const { size, mtimeMs, isFile } = await stat(join(folder, name)).then((found) => ({
      ...{ size: found.size, mtimeMs: found.mtimeMs },
      isFile: found.isFile(),
    }));
    return isFile ? [`${name}, ${size} bytes, at ${mtimeMs}`] : [];
  });
  return new Set((await Promise.all(lines)).flat());
}

/** A layout, or the archive of one, on a disk of its own. */
export async function diskDestination(
  scene: Scene,
  { finds }: Command,
  disk: Disk,
  storage: Storage,
): Promise<Destination> {
  const isLayout = storage === 'layout';
  const fileOf = (part: Part): string => join(disk.folder, isLayout ? part : `${part}.tar`);
  const scheme = isLayout ? 'oci' : 'oci-archive';
  await cp(scene.fixture.layouts(finds, storage), fileOf('images'), { recursive: true });

  /** As a folder: an archive is unpacked by tar. */
  const opened = async (part: Part): Promise<string> => {
    if (isLayout) return fileOf(part);
    const folder = await mkdtemp(join(scene.folder, 'unpacked-'));
    const isThere = await stat(fileOf(part)).then(
      () => true,
      () => false,
    );
    if (isThere) await run('tar', ['-xf', fileOf(part), '-C', folder]);
    return folder;
  };
  let before = await filesIn(disk.folder);
  return {
    place: { image: `${scheme}:${fileOf('images')}`, signatures: `${scheme}:${fileOf('signatures')}` },
    get under() {
      return disk.under;
    },
    async snapshots({ apart }) {
      const image = await layoutSnapshot(await opened('images'));
      return { image, attached: apart ? await layoutSnapshot(await opened('signatures')) : image };
    },
    async takeWrites() {
      const after = await filesIn(disk.folder);
      const changed = [...after].filter((file) => !before.has(file));
      before = after;
      return changed;
    },
    forNotation: async () => ['--oci-layout', `${await opened('images')}:1`, '--scope', 'local/app'],
    calm: () => disk.free(),
    close: () => disk.close(),
  };
}
