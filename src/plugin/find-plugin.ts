import { join, resolve } from 'node:path';
import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';
import { changeableByOthers } from '../io/files/changeable.ts';
import { entryKind } from '../io/files/folder-entries.ts';
import { notationFolder, type Surroundings } from '../notation/config-folder.ts';

/** One part of a path on every system: no separator, no drive, neither `.` nor `..`. */
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,126}[A-Za-z0-9_-])?$/;

export const isPluginName = (name: string): boolean => NAME.test(name);

/** @throws SealiftError `usage` for what cannot be the name of a folder. */
export function checkPluginName(name: string): void {
  if (isPluginName(name)) return;
  throw new SealiftError('usage', `${printable(name)} is not the name of a plugin`, {
    hint: 'Write notation-plugin://NAME/KEY-ID; `notation plugin list` shows the names.',
  });
}

/** The folder of all plugins: in `NOTATION_LIBEXEC`, or beside notation's configuration. */
export function pluginsFolder(around: Surroundings): string {
  return join(around.env.NOTATION_LIBEXEC || notationFolder(around), 'plugins');
}

function unsafe(path: string, reason: string, hint: string): SealiftError {
  return new SealiftError('plugin_unsafe', `${printable(path, 600)} ${reason}; it was not run`, { hint });
}

/**
 * The executable of an installed plugin: `plugins/NAME/notation-NAME`, with `.exe` on Windows. It has to be a regular file
 * (plugin-extensibility.md, "Plugin installation path"). Only root and the user may be able to change it or a folder on the
 * path to it, because whoever can replace it can sign. The folder of all plugins may be reached through links, since the user
 * chose it.
 *
 * @throws SealiftError `usage`, `plugin_not_found` or `plugin_unsafe`.
 */
export async function findPlugin(name: string, around: Surroundings): Promise<string> {
  checkPluginName(name);
  const windows = around.platform === 'win32';
  const plugins = resolve(pluginsFolder(around));
  const folder = join(plugins, name);
  const file = join(folder, `notation-${name}${windows ? '.exe' : ''}`);
  const steps = [
    { path: plugins, wanted: 'folder', followLinks: true },
    { path: folder, wanted: 'folder', followLinks: false },
    { path: file, wanted: 'file', followLinks: false },
  ] as const;
  for (const { path, wanted, followLinks } of steps) {
    const kind = await entryKind(path, { followLinks });
    if (kind === undefined) {
      throw new SealiftError(
        'plugin_not_found',
        `the plugin ${name} is not installed: there is no ${printable(file, 600)}`,
      );
    }
    if (kind !== wanted) {
      throw unsafe(
        path,
        `is a ${kind}, and has to be a ${wanted}`,
        'Install the plugin itself, not a link to it.',
      );
    }
  }
  const changeable = windows ? undefined : await changeableByOthers(file);
  if (changeable) throw unsafe(changeable.path, changeable.reason, changeable.remedy);
  return file;
}
