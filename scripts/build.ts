import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { type OutputChunk, rolldown } from 'rolldown';
import { writeLicenses } from './licenses.ts';

const ROOT = resolve(import.meta.dirname, '..');
const DIST = resolve(ROOT, process.argv[2] ?? 'dist');

/** The files that users start or import. Everything else in dist is a chunk that one of these loads. */
const ENTRIES = {
  cli: 'src/cli/entry.ts',
  sign: 'src/action/sign-entry.ts',
  verify: 'src/action/verify-entry.ts',
  promote: 'src/action/promote-entry.ts',
  plan: 'src/action/plan-entry.ts',
  compare: 'src/action/compare-entry.ts',
  index: 'src/index.ts',
};

/** Packages that cost start-up time: loaded by `import()` at their first use, each in a chunk of its own. */
const ON_DEMAND = [
  ...[
    'asn1js',
    'cborg',
    '@actions/core',
    '@actions/github',
    '@octokit/core',
    'undici',
    'tar-stream',
    'log-update',
    'yaml',
    're2js',
    'semver',
  ],
  ...['@aws-sdk/client-kms', '@aws-sdk/client-signer', '@aws-sdk/client-signer-data', 'google-auth-library'],
  ...['@azure/core-rest-pipeline', '@azure/identity', '@azure/keyvault-certificates', '@azure/keyvault-keys'],
];

/** Chunk names without hashes, so that a change of source reads as a change of dist. */
const GROUPS = [
  // Before the SDKs, of which one would take along what others need: a promotions file, and the login to Google.
  { name: 'chunks/semver', test: /node_modules[\\/]semver[\\/]/ },
  {
    name: 'chunks/jwa',
    test: /node_modules[\\/](jws|jwa|ecdsa-sig-formatter|safe-buffer|buffer-equal-constant-time)[\\/]/,
  },
  {
    name: 'chunks/x509',
    test: /(node_modules[\\/](asn1js|@peculiar)|src[\\/]pki[\\/]asn1\.ts)/,
  },
  {
    name: 'chunks/actions-toolkit',
    test: /^(?!.*@actions[\\/]github[\\/]).*node_modules[\\/](@actions|undici|tunnel)[\\/]/,
  },
  {
    name: 'chunks/github-toolkit',
    test: /node_modules[\\/](@actions[\\/]github|@octokit|before-after-hook|content-type|json-with-bigint|universal-user-agent)[\\/]/,
  },
  {
    name: 'chunks/azure-sdk',
    test: /node_modules[\\/](@azure[\\/](?!identity|msal|keyvault-certificates)|@azure-rest|@typespec)/,
  },
  { name: 'chunks/azure-identity', test: /node_modules[\\/]@azure[\\/](identity|msal-[a-z]+)[\\/]/ },
  { name: 'chunks/azure-certificates', test: /node_modules[\\/]@azure[\\/]keyvault-certificates[\\/]/ },
  {
    name: 'chunks/tar',
    test: /node_modules[\\/](tar-stream|streamx|b4a|fast-fifo|text-decoder|bare-[a-z]+|events-universal)[\\/]/,
  },
  { name: 'chunks/commander', test: /node_modules[\\/]commander[\\/]/ },
  // What a run that reads no promotions file does not read.
  { name: 'chunks/yaml', test: /node_modules[\\/]yaml[\\/]/ },
  { name: 'chunks/re2', test: /node_modules[\\/]re2js[\\/]/ },
  { name: 'chunks/zod', test: /node_modules[\\/]zod[\\/]/ },
  // The code that checks the version of Node. An old Node can parse this chunk; the others are syntax errors to it.
  { name: 'chunks/begin', test: /[\\/]src[\\/](compose[\\/]node-version|action[\\/]begin)\.ts/ },
  // The code that parses a command line and prints an error. `--version`, `--help` and bad usage load nothing else of src.
  {
    name: 'chunks/words',
    test: /[\\/]src[\\/](errors|options[\\/][a-z-]+|encoding[\\/](printable|json-line)|notation[\\/]record[\\/]predicate-type|oci[\\/]split-reference|io[\\/](heap-limits|clock|end-process|process-output|files[\\/]file-error)|progress[\\/][a-z-]+|compose[\\/](heap-limits|end-process|process-output|runners|version|exit-code|run-result))\.ts/,
  },
  // The code that hides secrets in an error about a command line.
  {
    name: 'chunks/secrets',
    test: /[\\/]src[\\/](encoding[\\/](secrets[\\/][a-z0-9-]+|quotable)|compose[\\/](secrets[\\/][a-z-]+|is-content)|cli[\\/]hidden-usage)\.ts/,
  },
  // A group takes along whatever its files import and no earlier group has. Groups are few and large, because each chunk
  // costs a look-up and a read. Files of no group are in the chunk of the one command that needs them.
  {
    name: 'chunks/registry',
    test: /[\\/]src[\\/](stores[\\/]registry[\\/].+|async[\\/][a-z-]+|oci[\\/](ports|reference|graph[\\/][a-z-]+|cache[\\/][a-z-]+|referrers|blob[\\/]read-blob|manifest)\.ts|io[\\/]http[\\/]with-retries\.ts|compose[\\/](run|run-on-images|http|open-stores|each-image|images|session)\.ts)/,
  },
  {
    name: 'chunks/notation',
    test: /[\\/]src[\\/](pki[\\/](key-bits|signed-object|clock-skew|crl[\\/]crl-reasons)|notation[\\/](?!issuing|plugin-envelope|verification[\\/]plugin[\\/](?!judges|check-plugin)|timestamp[\\/]|revocation[\\/](?:ask-ocsp|judge-ocsp|ask-crl|crl-loader|given-crls|kept-crls)|envelope[\\/](open-jws|jws-protected|write-jws|cose|open-cose|sign1|write-cose))|trust[\\/](?!awssigner|examine-policy|installed-plugins|survey-stores|timestamp-)|operations[\\/](judging[\\/](judge|choose-statement|preload-trust|signature-result)|image-result|resolve)|compose[\\/]trust)/,
  },
  // What a run that asks no OCSP responder does not read.
  {
    name: 'chunks/ocsp',
    test: /[\\/]src[\\/](pki[\\/]ocsp[\\/]|notation[\\/]revocation[\\/](ask-ocsp|judge-ocsp))/,
  },
  // What a run that meets no CRL does not read.
  {
    name: 'chunks/crl',
    test: /[\\/]src[\\/](pki[\\/]crl[\\/]|notation[\\/]revocation[\\/](ask-crl|crl-loader|given-crls|kept-crls))/,
  },
  { name: 'chunks/jws', test: /(node_modules[\\/]jose|src[\\/]notation[\\/]envelope[\\/]open-jws)/ },
  // What a run that meets no COSE envelope does not read.
  {
    name: 'chunks/cose',
    test: /(node_modules[\\/]cborg|src[\\/]encoding[\\/][a-z-]*cbor|src[\\/]notation[\\/]envelope[\\/](cose|open-cose|sign1|write-cose))/,
  },
  // What a run that meets no timestamp does not read.
  {
    name: 'chunks/timestamp',
    test: /src[\\/](pki[\\/]timestamp|notation[\\/]timestamp|operations[\\/]signing[\\/]timestamper)/,
  },
  // What a run that starts no program does not read.
  { name: 'chunks/run-program', test: /[\\/]src[\\/]io[\\/]process[\\/]/ },
  // What a run that starts no plugin does not read.
  { name: 'chunks/plugin', test: /[\\/]src[\\/]plugin[\\/]/ },
  // What a run that meets no signature for a verification plugin does not read.
  {
    name: 'chunks/verification-plugin',
    test: /src[\\/](notation[\\/]verification[\\/]plugin|trust[\\/]installed-plugins)/,
  },
  { name: 'chunks/layout', test: /[\\/]src[\\/]stores[\\/]layout/ },
  { name: 'chunks/signing', test: /[\\/]src[\\/]compose[\\/]signing\.ts/ },
  { name: 'chunks/certificate', test: /[\\/]src[\\/]compose[\\/]certificate[\\/]/ },
  {
    name: 'chunks/policy',
    test: /[\\/]src[\\/](compose[\\/]policy|operations[\\/]policy|trust[\\/](examine-policy|survey-stores)|io[\\/]files[\\/]write-new-tree)/,
  },
];

/** Packages may leave out `node:`. What else a chunk imports is a file. */
const BUILTIN = /^import (.+) from "(?:node:)?([a-z][a-z_/]+)";$/gm;

/**
 * `import` of a builtin reads every one of its exports, and some start a subsystem when they are read: undici behind
 * `http.WebSocket`, web crypto, worker threads behind `process`, a diff behind `util`. Asked for by `getBuiltinModule`, only
 * what is named is read. Commander needs child processes for a feature that is not used here: at its first use.
 */
function lightBuiltins(code: string, chunk: string): string {
  return code.replace(BUILTIN, (_, clause: string, name: string) => {
    const builtin = `globalThis.process.getBuiltinModule("node:${name}")`;
    const [, whole, named] = /^(?:(?:\* as )?(\w[\w$]*))?(?:, )?(\{.+\})?$/.exec(clause) ?? [];
    if (!whole && !named) throw new Error(`${chunk}: cannot read "import ${clause}"`);
    const isLate = name === 'child_process' && chunk === 'commander';
    const module = isLate ? `{ spawn: (...args) => ${builtin}.spawn(...args) }` : builtin;
    return [
      ...(whole ? [`const ${whole} = ${module};`] : []),
      ...(named ? [`const ${named.replaceAll(' as ', ': ')} = ${whole ?? module};`] : []),
    ].join('\n');
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

/** Fails when what others need too is in the chunk of an SDK, which then is loaded for it. */
function assertSdksApart(chunk: OutputChunk): void {
  const names = new Set(chunk.moduleIds.map(packageOf));
  const isSdk = (name: string): boolean => /^(@aws-sdk|@azure)\/|^google-auth-library$/.test(name);
  const here = ON_DEMAND.filter((name) => names.has(name));
  const other = here.find((name) => !isSdk(name));
  if (other !== undefined && here.some(isSdk))
    throw new Error(
      `${chunk.fileName} has ${here.join(', ')}: give ${other} a group before those of the SDKs`,
    );
}

/** Fails when a program reads more than `chunks/begin` before it knows that its Node is new enough. */
function assertBegins({ fileName, imports }: OutputChunk): void {
  if (imports.some((file) => file !== 'chunks/begin.js'))
    throw new Error(`${fileName} loads ${imports.join(', ')}; an old Node must read chunks/begin.js alone`);
}

/** Fails when help, version and bad usage would load a chunk that only a command needs. */
function assertQuickWords(chunks: Map<string, OutputChunk>): void {
  const reach = (file: string, seen = new Set<string>()): Set<string> => {
    if (!seen.has(file)) {
      seen.add(file);
      for (const next of chunks.get(file)?.imports ?? []) reach(next, seen);
    }
    return seen;
  };
  const isStart = ({ moduleIds }: OutputChunk) =>
    moduleIds.some((id) => /[\\/]src[\\/]cli[\\/]start\.ts$/.test(id));
  const start = [...chunks.values()].find(isStart);
  if (!start || ['registry', 'notation'].some((room) => reach(start.fileName).has(`chunks/${room}.js`))) {
    throw new Error(
      'the command line loads what commands need before it knows what is asked; see the group chunks/words',
    );
  }
}

/** Chunks that only `import()` may reach, each with a file that has to be in it. */
const LATE = {
  'chunks/cose.js': /[\\/]envelope[\\/]open-cose\.ts$/,
  'chunks/crl.js': /[\\/]pki[\\/]crl[\\/]read-crl\.ts$/,
  'chunks/ocsp.js': /[\\/]pki[\\/]ocsp[\\/]parse-response\.ts$/,
  'chunks/timestamp.js': /[\\/]pki[\\/]timestamp[\\/]read-token\.ts$/,
};

/** Fails when a run would load what judges COSE, CRLs, OCSP answers or timestamps before it meets the first one. */
function assertLate(chunks: Map<string, OutputChunk>): void {
  for (const [late, file] of Object.entries(LATE)) {
    const early = [...chunks.values()].find(({ imports }) => imports.includes(late));
    if (early || !chunks.get(late)?.moduleIds.some((id) => file.test(id)))
      throw new Error(`${early?.fileName ?? 'another chunk'} holds or imports ${late}; see its group`);
  }
}

/** Where the SDK of Azure asks whether the body of a request is a FormData. */
const ASKS_FOR_FORM =
  /@typespec[\\/]ts-http-runtime[\\/]dist[\\/]esm[\\/](formData|client[\\/]sendRequest)\.js$/;

/** The name FormData starts undici in Node, which takes 30 ms. So it is named only for what can append. */
function lateFormData(code: string, id: string): string | null {
  if (!ASKS_FOR_FORM.test(id)) return null;
  const asked = 'typeof FormData !== "undefined" && body instanceof FormData';
  if (!code.includes(asked)) throw new Error(`${id} asks for FormData in another way`);
  return code.replace(asked, 'typeof body?.append === "function" && body instanceof FormData');
}

async function bundle(): Promise<OutputChunk[]> {
  const build = await rolldown({
    input: Object.fromEntries(Object.entries(ENTRIES).map(([name, file]) => [name, join(ROOT, file)])),
    cwd: ROOT,
    platform: 'node',
    external: [/^node:/],
    // jsonc-parser names its ES modules only here; its other build hides its imports from a bundler.
    resolve: { mainFields: ['module', 'main'] },
    plugins: [
      { name: 'late-form-data', transform: lateFormData },
      {
        name: 'light-builtins',
        // The entries are left alone: they run on Nodes without `getBuiltinModule`, to report that these are too old.
        renderChunk: (code, { isEntry, name }) => (isEntry ? null : lightBuiltins(code, basename(name))),
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
const isFace = ({ moduleIds }: OutputChunk): boolean =>
  moduleIds.some((id) => /[\\/]src[\\/](cli|action)[\\/]start\.ts$/.test(id));
// The entries of faces load the face itself by `import()`, once they know that their Node is new enough.
const faces = chunks.filter(isFace);
if (faces.length !== 2) throw new Error(`${faces.length} chunks start a face; there are two faces`);
for (const chunk of faces) assertStaticClosure(byName, chunk);
for (const chunk of chunks.filter(({ isEntry }) => isEntry)) {
  assertStaticClosure(byName, chunk);
  if (chunk.name !== 'index') assertBegins(chunk);
}
assertQuickWords(byName);
assertLate(byName);
for (const chunk of chunks) assertSdksApart(chunk);
const shipped = new Set(
  chunks.flatMap((chunk) => chunk.moduleIds.map(packageOf)).filter((name) => name !== undefined),
);
writeLicenses(ROOT, [...shipped], join(DIST, 'LICENSES.txt'));
declarations();
cpSync(join(ROOT, 'schema', 'result.json'), join(DIST, 'schema.json'));
cpSync(join(ROOT, 'schema', 'plan.json'), join(DIST, 'plan.schema.json'));
cpSync(join(ROOT, 'schema', 'requirement.json'), join(DIST, 'requirement.schema.json'));
for (const name of ['promotions.schema.json', 'images.schema.json'])
  cpSync(join(ROOT, 'schema', name), join(DIST, name));
// npm makes the file executable when it links the command; a checkout then stays unchanged.
chmodSync(join(DIST, 'cli.js'), 0o755);
