import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const tool = (name: string, file: string): string => join(ROOT, 'node_modules', name, file);

function step(title: string, args: readonly string[]): void {
  console.log(`check: ${title}`);
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** Relative path and content of every file below `folder`. */
function contentOf(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    names.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), readFileSync(path, 'utf8')];
    }),
  );
}

function distIsCurrent(): void {
  console.log('check: dist equals a fresh build');
  const fresh = mkdtempSync(join(tmpdir(), 'sealift-dist-'));
  try {
    const { status } = spawnSync(process.execPath, ['scripts/build.ts', fresh], {
      cwd: ROOT,
      stdio: 'inherit',
    });
    if (status !== 0) process.exit(status ?? 1);
    const built = contentOf(fresh);
    const committed = contentOf(join(ROOT, 'dist'));
    const differing = [...new Set([...built.keys(), ...committed.keys()])].filter(
      (name) => built.get(name) !== committed.get(name),
    );
    if (differing.length > 0) {
      console.error(
        `dist is not what src builds; run \`npm run build\` and commit it:\n  ${differing.join('\n  ')}`,
      );
      process.exit(1);
    }
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

step('types', [tool('typescript', 'bin/tsc'), '--noEmit']);
step('format and lint', [tool('@biomejs/biome', 'bin/biome'), 'check', '--error-on-warnings', '.']);
step('architecture', [
  tool('vitest', 'vitest.mjs'),
  'run',
  '--project',
  'unit',
  '__tests__/architecture.test.ts',
]);
step('generated docs', ['scripts/docs.ts', '--check']);
distIsCurrent();
step('package', [tool('publint', 'src/cli.js'), '--strict']);
