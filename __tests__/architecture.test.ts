import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '..', 'src');

interface Room {
  readonly rooms: readonly string[];
  readonly packages: readonly string[];
}

/** Reads the import table of CONTRIBUTING.md, which is the only one. */
function importTable(): Record<string, Room> {
  const text = readFileSync(join(SRC, '..', 'CONTRIBUTING.md'), 'utf8');
  const list = (cell: string): string[] =>
    cell.trim() === '-' ? [] : cell.split(',').map((word) => word.trim());
  const rows = text.matchAll(/^\| ([a-z]+) \| ([^|]+) \| ([^|]+) \|$/gm);
  return Object.fromEntries(
    [...rows]
      .filter(([, room]) => room !== 'room')
      .map(([, room, rooms, packages]) => [room!, { rooms: list(rooms!), packages: list(packages!) }]),
  );
}

const ROOMS = importTable();

const COMMON_NODE = ['buffer', 'crypto', 'events', 'path', 'stream', 'stream/promises', 'url', 'util'];
const IO_NODE = [
  ...['http', 'https', 'v8', 'net', 'tls', 'dns', 'dns/promises', 'fs', 'fs/promises', 'os'],
  ...['timers', 'timers/promises', 'child_process', 'worker_threads', 'zlib'],
];

/** Globals that reach network and timers without an import. */
const FORBIDDEN_GLOBALS = /(?<![.#\w'"`])(fetch|setTimeout|setInterval|XMLHttpRequest|WebSocket)\s*\(/;

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join(SRC, file));

function roomOf(file: string): string {
  return relative(SRC, file).split(sep)[0]!.replace(/\.ts$/, '');
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

function specifiersOf(text: string): string[] {
  const patterns = [
    /\b(?:import|export)\b[^;'"]*?\bfrom\s*['"]([^'"]+)['"]/g,
    /\bimport\s*['"]([^'"]+)['"]/g,
    /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g,
    /\bgetBuiltinModule\(\s*['"]([^'"]+)['"]\s*\)/g,
  ];
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1]!));
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function complaint(file: string, specifier: string): string | undefined {
  const room = roomOf(file);
  const allowed = ROOMS[room];
  if (!allowed) return `${room} is not a room of the table`;
  if (specifier.startsWith('.')) {
    const target = roomOf(join(dirname(file), specifier));
    return target === room || allowed.rooms.includes(target) ? undefined : `${room} may not import ${target}`;
  }
  if (specifier.startsWith('node:')) {
    const name = specifier.slice('node:'.length);
    if (COMMON_NODE.includes(name) || (room === 'io' && IO_NODE.includes(name))) return undefined;
    return `${room} may not use ${specifier}`;
  }
  if (builtinModules.includes(specifier)) return `write node:${specifier}`;
  return allowed.packages.includes(packageOf(specifier)) ? undefined : `${room} may not use ${specifier}`;
}

describe('the import table of CONTRIBUTING.md', () => {
  it('holds for every import, type import, re-export and dynamic import', () => {
    const complaints = files.flatMap((file) =>
      specifiersOf(withoutComments(readFileSync(file, 'utf8')))
        .map((specifier) => complaint(file, specifier))
        .filter((text) => text !== undefined)
        .map((text) => `${relative(SRC, file)}: ${text}`),
    );
    expect(complaints).toEqual([]);
  });

  it('is not walked around by a computed import', () => {
    const computed = files.filter((file) =>
      /\bimport\((?!\s*['"])/.test(withoutComments(readFileSync(file, 'utf8'))),
    );
    expect(computed.map((file) => relative(SRC, file))).toEqual([]);
  });

  it('is not walked around by a global, outside io', () => {
    const leaks = files
      .filter((file) => roomOf(file) !== 'io')
      .filter((file) => FORBIDDEN_GLOBALS.test(withoutComments(readFileSync(file, 'utf8'))));
    expect(leaks.map((file) => relative(SRC, file))).toEqual([]);
  });

  it('knows every room, and no room that is not there', () => {
    const rooms = new Set(files.map(roomOf));
    expect([...rooms].toSorted()).toEqual(Object.keys(ROOMS).toSorted());
  });

  it('lets options take of signers what loads nothing', () => {
    const taken = files
      .filter((file) => roomOf(file) === 'options')
      .flatMap((file) => specifiersOf(withoutComments(readFileSync(file, 'utf8'))))
      .filter((specifier) => specifier.includes('/signers/'));
    expect(new Set(taken)).toEqual(new Set(['../signers/providers.ts']));
    const table = readFileSync(join(SRC, 'signers', 'providers.ts'), 'utf8');
    expect(table).not.toMatch(/^import (?!type )/m);
  });

  it('lets trust take of signers what AWS is called with', () => {
    const taken = files
      .filter((file) => roomOf(file) === 'trust')
      .flatMap((file) => specifiersOf(withoutComments(readFileSync(file, 'utf8'))))
      .filter((specifier) => specifier.includes('/signers/'));
    expect(taken.filter((specifier) => !/\/signers\/(aws\/|provider\.ts$)/.test(specifier))).toEqual([]);
  });

  it('sees a forbidden import when there is one', () => {
    expect(complaint(join(SRC, 'oci', 'x.ts'), '../io/http/client.ts')).toBe('oci may not import io');
    expect(complaint(join(SRC, 'oci', 'x.ts'), 'node:fs')).toBe('oci may not use node:fs');
    expect(complaint(join(SRC, 'cli', 'x.ts'), 'zod/mini')).toBe('cli may not use zod/mini');
    expect(
      specifiersOf("import type { A } from './a.ts';\nexport * from './b.ts';\nawait import('./c.ts')"),
    ).toEqual(['./a.ts', './b.ts', './c.ts']);
  });
});

describe('JSON that Go programs read too', () => {
  const READ_BY_GO = /^(?:oci|plugin|notation\/envelope|stores\/layout)\//;

  it('is read by a shape everywhere in src', () => {
    const without = files
      .filter((file) => READ_BY_GO.test(relative(SRC, file).replaceAll(sep, '/')))
      .filter((file) =>
        /encoding\/json\.ts|\bJSON\.parse\b/.test(withoutComments(readFileSync(file, 'utf8'))),
      );
    expect(without.map((file) => relative(SRC, file))).toEqual([]);
  });
});

describe('the size of a file', () => {
  const lines = files.map((file) => ({
    file: relative(SRC, file),
    lines: readFileSync(file, 'utf8').split('\n').length,
  }));

  it('stays under 400 lines, and nine in ten under 300', () => {
    expect(lines.filter((entry) => entry.lines > 400)).toEqual([]);
    expect(lines.filter((entry) => entry.lines > 300).length).toBeLessThanOrEqual(lines.length / 10);
  });
});

it.each(['CONTRIBUTING.md', 'docs/architecture.md'])('%s names files that are there', (page) => {
  const root = join(SRC, '..');
  const text = readFileSync(join(root, page), 'utf8');
  const paths = [...text.matchAll(/`([\w.-]+\/[\w./-]*)`/g)].map(([, path]) => path!);
  // Paths are written without src/. A name in capitals is a placeholder.
  const named = paths.filter((path) => /\.\w+$|\/$/.test(path) && !path.includes('NAME'));
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((path) => ![root, SRC].some((from) => existsSync(join(from, path))))).toEqual([]);
});
