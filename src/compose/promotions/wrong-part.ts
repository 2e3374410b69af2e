import { join } from 'node:path';
import { quotable } from '../../encoding/quotable.ts';
import { entryKind } from '../../io/files/folder-entries.ts';

/** What is wrong with a path that a promotions file names, and what to do. */
export interface WrongPart {
  /** Whether there is nothing. */
  readonly isMissing: boolean;
  readonly message: string;
  readonly hint: string;
}

/** Kubernetes' volumes of ConfigMaps, secrets and projections are made of links (AtomicWriter), except for mounts by `subPath`. */
export const MOUNTED =
  'What Kubernetes mounts of a ConfigMap or a secret consists of links: copy it first (`cp -rL MOUNTED work`), or mount each file by subPath.';

/** The first part of a path that is not what it has to be: a folder on the way, and `kind` at its end. A link is neither, since it may lead anywhere. */
export async function wrongPart(
  folder: string,
  names: readonly string[],
  kind: 'file' | 'folder',
): Promise<WrongPart | undefined> {
  for (let depth = 1; depth <= names.length; depth += 1) {
    const wanted = depth === names.length ? kind : 'folder';
    const found = await entryKind(join(folder, ...names.slice(0, depth)));
    if (found === wanted) continue;
    const shown = quotable(names.slice(0, depth).join('/'));
    const hint = 'Paths begin at the folder of the promotions file, and have no links in them.';
    if (found === undefined) return { isMissing: true, message: `there is no ${wanted} ${shown}`, hint };
    const message = `${shown} is a ${found}, not a ${wanted}`;
    return { isMissing: false, message, hint: found === 'link' ? `${hint} ${MOUNTED}` : hint };
  }
  return undefined;
}
