import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { libraryPage, ROOT } from '../support/library-page.ts';
import { run } from './support/run.ts';

it('the package has types under which the examples of docs/library.md pass in strict mode', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sealift-types-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const { examples } = await libraryPage();
  for (const [file, text] of examples) await writeFile(join(folder, file), text);
  await writeFile(
    join(folder, 'wrong.ts'),
    "import { sign } from 'sealift';\nawait sign({ keys: 'key.pem' });\n",
  );
  await mkdir(join(folder, 'node_modules'));
  await symlink(ROOT, join(folder, 'node_modules', 'sealift'), 'junction');
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  const check = async (files: readonly string[]) => {
    const compilerOptions = {
      ...{ target: 'es2024', module: 'nodenext', strict: true, noEmit: true, noUncheckedIndexedAccess: true },
      ...{ exactOptionalPropertyTypes: true, types: ['node'] },
      typeRoots: [join(ROOT, 'node_modules', '@types')],
    };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    return run(process.execPath, [join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', folder]);
  };
  const checked = await check(examples.map(([file]) => file));
  expect(checked, checked.stdout).toMatchObject({ code: 0 });
  expect((await check(['wrong.ts'])).stdout).toContain("'keys' does not exist");
});
