import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { type OutputChunk, rolldown } from 'rolldown';
import { writeLicenses } from './licenses.ts';

const ROOT = resolve(import.meta.dirname, '..');
const DIST = resolve(ROOT, process.argv[2] ?? 'dist');

/** What users start or import. Everything else in dist is a chunk that one of these loads. */
const ENTRIES = {
  cli: 'src/cli/entry.ts',
  sign: 'src/action/sign-entry.ts',
  verify: 'src/action/verify-entry.ts',
  promote: 'src/action/promote-entry.ts',
  index: 'src/index.ts',
};

/** Packages that cost start-up time: loaded by `import()` at their first use, each in a chunk of its own. */
const ON_DEMAND = [
  ...['pkijs', 'asn1js', '@actions/core', 'undici', 'tar-stream', 'log-update'],
  ...['@aws-sdk/client-kms', '@azure/identity', 'google-auth-library'],
];

/** Chunk names without hashes, so that a change of source reads as a change of dist. */
const GROUPS = [
  {
    name: 'chunks/x509',
    test: /(node_modules[\\/](pkijs|asn1js|@peculiar|bytestreamjs|@noble)|src[\\/]pki[\\/]asn1\.ts)/,
  },
  { name: 'chunks/actions-toolkit', test: /node_modules[\\/](@actions|undici|tunnel)[\\/]/ },
  { name: 'chunks/azure-sdk', test: /node_modules[\\/](@azure|@typespec)[\\/]/ },
  { name: 'chunks/jose', test: /node_modules[\\/]jose[\\/]/ },
  {
    name: 'chunks/tar',
    test: /node_modules[\\/](tar-stream|streamx|b4a|fast-fifo|text-decoder|bare-[a-z]+|events-universal)[\\/]/,
  },
  { name: 'chunks/commander', test: /node_modules[\\/]commander[\\/]/ },
  { name: 'chunks/zod', test: /node_modules[\\/]zod[\\/]/ },
  // What reads a command line and prints an error: `--version`, `--help` and bad usage load nothing else of ours.
  {
    name: 'chunks/words',
    test: /[\\/]src[\\/](errors|options[\\/][a-z-]+|encoding[\\/]printable|io[\\/]young-memory|compose[\\/](young-memory|node-version|runners|version|exit-code|run-result))\.ts/,
  },
  { name: 'chunks/certificate', test: /[\\/]src[\\/]compose[\\/]certificate[\\/]/ },
  // One file for what every command needs: each further chunk costs a look-up and a read at the start.
  {
    name: 'chunks/core',
    test: /[\\/]src[\\/](errors\.ts|encoding|oci|pki|notation|operations|io|stores|trust|options|compose[\\/][a-z-]+\.ts)/,
  },
];

/**
 * `import` of a builtin reads each of its exports once, which for some starts a subsystem (`crypto.webcrypto`, the streams of
 * `fs`, all of `child_process` for commander, which needs it for a feature that is not used here). Asked for by
 * `getBuiltinModule`, only what is named is read; child processes at the first use.
 */
const HEAVY_BUILTINS = /^import (\{.+?\}|\w+) from "node:(crypto|fs|fs\/promises|net)";$/gm;
const CHILD_PROCESS = /^import (\w+) from "node:child_process";$/gm;

function lightBuiltins(code: string): string {
  const get = (name: string): string => `process.getBuiltinModule("node:${name}")`;
  return code
    .replace(HEAVY_BUILTINS, (_, names: string, builtin: string) => {
      return `const ${names.replaceAll(' as ', ': ')} = ${get(builtin)};`;
    })
    .replace(CHILD_PROCESS, (_, name: string) => {
      return `const ${name} = { spawn: (...args) => ${get('child_process')}.spawn(...args) };`;
    });
}

function packageOf(moduleId: string): string | undefined {
  const path = moduleId.replaceAll('\\', '/').split('/node_modules/').at(-1);
  if (path === undefined || !moduleId.includes('node_modules')) return undefined;
  return path
    .split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Fails when an entry reaches a heavy package, or a package outside the bundle, through static imports alone. */
function assertStaticClosure(chunks: Map<string, OutputChunk>, entry: OutputChunk): void {
  const seen = new Set<string>();
  const walk = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const chunk = chunks.get(file);
    if (!chunk) {
      if (file.startsWith('node:')) return;
      throw new Error(`${entry.fileName} imports ${file}, which is not in the bundle`);
    }
    for (const id of chunk.moduleIds) {
      const name = packageOf(id);
      if (name !== undefined && ON_DEMAND.includes(name)) {
        throw new Error(`${entry.fileName} loads ${name} at start through ${file}; load it with import()`);
      }
    }
    for (const next of chunk.imports) walk(next);
  };
  walk(entry.fileName);
}

/** Exports of node's http whose mere look-up loads all of undici. */
const COSTLY = new Set(['CloseEvent', 'MessageEvent', 'WebSocket']);

/**
 * Gives the SDK of Azure node's http and https without their ES module facades, for the reason of `src/io/http/node-http.ts`.
 * Its own transport is never used.
 */
const lightHttp = {
  name: 'light-http',
  resolveId: {
    order: 'pre',
    handler(specifier: string, importer: string | undefined) {
      const name = /^(?:node:)?(https?)$/.exec(specifier)?.[1];
      const isAzure = /node_modules[\\/](@azure|@typespec|https?-proxy-agent|agent-base)[\\/]/.test(
        importer ?? '',
      );
      return name && isAzure ? { id: `\0${name}`, external: false, moduleSideEffects: false } : undefined;
    },
  },
  load(id: string): string | undefined {
    if (id !== '\0http' && id !== '\0https') return undefined;
    const builtin = `node:${id.slice(1)}`;
    const names = Object.keys(process.getBuiltinModule(builtin) as object).filter(
      (name) => !COSTLY.has(name),
    );
    return `const builtin = process.getBuiltinModule('${builtin}');
export default builtin;
export const { ${names.join(', ')} } = builtin;`;
  },
} as const;

async function bundle(): Promise<OutputChunk[]> {
  const build = await rolldown({
    input: Object.fromEntries(Object.entries(ENTRIES).map(([name, file]) => [name, join(ROOT, file)])),
    cwd: ROOT,
    platform: 'node',
    // Not as a pattern, which would come before the plugin.
    external: (id) => id.startsWith('node:') && !/^node:https?$/.test(id),
    // jsonc-parser names its ES modules only here; its other build hides its imports from a bundler.
    resolve: { mainFields: ['module', 'main'] },
    plugins: [
      lightHttp,
      {
        name: 'light-builtins',
        renderChunk: (code, { isEntry }) => (isEntry ? null : lightBuiltins(code)),
      },
    ],
    onLog(level, log, handler) {
      if (level === 'warn') throw new Error(`bundler: ${log.message}`);
      handler(level, log);
    },
  });
  const { output } = await build.write({
    dir: DIST,
    format: 'esm',
    minify: false,
    sourcemap: false,
    entryFileNames: '[name].js',
    chunkFileNames: ({ name }) => `chunks/${basename(name)}.js`,
    codeSplitting: { groups: GROUPS },
  });
  await build.close();
  return output.filter((file) => file.type === 'chunk');
}

/** Declarations of what `index.ts` reaches, so that no dependency's types are needed to use ours. */
function declarations(): void {
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const out = join(DIST, 'types');
  execFileSync(process.execPath, [tsc, '-p', join(ROOT, 'tsconfig.types.json'), '--outDir', out], {
    stdio: 'inherit',
  });
  const reached = new Set<string>();
  const walk = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const [, specifier] of readFileSync(file, 'utf8').matchAll(
      /(?:from|import\()\s*["']([^"']+)["']/g,
    )) {
      if (specifier!.startsWith('.')) walk(join(dirname(file), specifier!.replace(/\.ts$/, '.d.ts')));
      else if (!specifier!.startsWith('node:')) {
        throw new Error(`${relative(DIST, file)} leaks the types of ${specifier}`);
      }
    }
  };
  walk(join(out, 'index.d.ts'));
  const kept = new Map([...reached].map((file) => [file, readFileSync(file)]));
  rmSync(out, { recursive: true });
  for (const [file, bytes] of kept) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}

rmSync(DIST, { recursive: true, force: true });
const chunks = await bundle();
const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
for (const chunk of chunks) if (chunk.isEntry) assertStaticClosure(byName, chunk);
const shipped = new Set(
  chunks.flatMap((chunk) => chunk.moduleIds.map(packageOf)).filter((name) => name !== undefined),
);
writeLicenses(ROOT, [...shipped], join(DIST, 'LICENSES.txt'));
declarations();
cpSync(join(ROOT, 'schema', 'result.json'), join(DIST, 'schema.json'));
