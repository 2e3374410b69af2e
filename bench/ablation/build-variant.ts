import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { applyEdit } from './apply-edit.ts';
import type { Edit } from './trick.ts';

const ROOT = join(import.meta.dirname, '..', '..');
/** The files that `scripts/build.ts` reads. */
const NEEDED = ['src', 'scripts', 'schema', 'package.json'];
/** Declarations are left out: a variant needs none, and they take most of the build. */
const NO_TYPES: Edit = { file: 'scripts/build.ts', find: '\ndeclarations();\n', replace: '\n' };

/** Builds the program from a copy of its source with `edits`, as `npm run build` does, into a new `folder`. Resolves to its cli.js. */
export async function buildVariant(folder: string, edits: readonly Edit[]): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const name of NEEDED) await cp(join(ROOT, name), join(folder, name), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const edit of [NO_TYPES, ...edits]) {
    const file = join(folder, edit.file);
    await writeFile(file, applyEdit(await readFile(file, 'utf8'), edit));
  }
  await promisify(execFile)(process.execPath, [join(folder, 'scripts', 'build.ts')], { cwd: folder });
  return join(folder, 'dist', 'cli.js');
}
