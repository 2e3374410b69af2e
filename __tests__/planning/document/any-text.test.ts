import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { suggest } from '../../../src/options/suggest.ts';
import { readDocument } from '../../../src/planning/document/read-document.ts';
import { readImageList } from '../../../src/planning/document/read-image-list.ts';
import { Reading, type Surroundings } from '../../../src/planning/document/reading.ts';

const RUNS = { numRuns: Number(process.env.RUNS ?? 60) };
const FILE = join(import.meta.dirname, '..', '..', '..', 'schema', 'promotions.schema.json');
const schema = z.fromJSONSchema(JSON.parse(readFileSync(FILE, 'utf8')));

const surroundings: Surroundings = {
  folder: '/folder',
  plainHttp: () => false,
  suggest,
  variable: () => ({ refused: 'it is not set' }),
};

const LIST = {
  files: [],
  prefixes: ['dev.example.com'],
  to: [{ value: 'eu.example.com/{repository}', offset: 0 }],
  allowEmpty: true,
  settings: {},
};

/** A file with most members, and words that are put into it. */
const WHOLE = `version: 1
registries: { docker.io: { requests-per-second: 0.5, concurrency: 2 } }
trust-policy: policy.json
existing-tag: { latest: move, '*': fail }
promotions:
- from: dev.example.com/team/app
  tags: { semver: '>=1.4 <2', allow: ['^1'], latest: 5, extract: '^(.*)-x$' }
  to: ['eu.example.com/{repository}', 'us.example.com/{name}:{tag}-x,latest']
  platforms: [linux/amd64]
  sign: { key: 'awskms:///alias/a', user-metadata: { a: b } }
- from: dev.example.com/team/web
  digests: { sha256:${'a'.repeat(64)}: [v1, 1.10], sha256:${'b'.repeat(64)}: [] }
  to: eu.example.com/{repository}
lists:
- { files: lists/*.yaml, from: dev.example.com/team, to: 'eu.example.com/l/{name}', allow-empty: true }
`;

const PIECES = [
  ...[
    ...'{}[]:,-?&*!|>%@`"\'#\n\t ~\\$()',
    '\r\n',
    '\u2028',
    '\ufeff',
    '\0',
    '---',
    '...',
    '- ',
    ': ',
    '<<: ',
    '$(SEALIFT_VAR_X)',
  ],
  ...[
    'true',
    'null',
    '1.10',
    '0x1',
    '.inf',
    '1e999',
    '__proto__',
    'constructor',
    '{tag}',
    '../x',
    '\ud800',
    'é',
  ],
];

const damaged = fc
  .array(fc.tuple(fc.nat({ max: WHOLE.length }), fc.nat({ max: 12 }), fc.constantFrom(...PIECES)), {
    maxLength: 4,
  })
  .map((changes) =>
    changes.reduce((text, [at, length, piece]) => text.slice(0, at) + piece + text.slice(at + length), WHOLE),
  );

/** What a promotions file reads to, or how many faults it has. */
function outcome(text: string): { readonly faults: readonly string[]; readonly entries: number } {
  const reading = new Reading('promotions.yaml', text, surroundings);
  const { entries } = readDocument(reading);
  return { faults: reading.faults.map(({ at, message }) => `${at}: ${message}`), entries: entries.length };
}

describe('a promotions file that is damaged', () => {
  it('is read, or has faults with places inside of it; it never throws', () => {
    expect(outcome(WHOLE)).toEqual({ faults: [], entries: 2 });
    fc.assert(
      fc.property(fc.oneof(damaged, fc.string({ unit: 'binary', maxLength: 200 })), (text) => {
        const { faults, entries } = outcome(text);
        const lines = text.split('\n');
        for (const fault of faults) {
          const [, line, column] = /^promotions\.yaml:(\d+):(\d+): ./.exec(fault)!;
          expect(Number(column)).toBeLessThanOrEqual(lines[Number(line) - 1]!.length + 1);
        }
        expect(faults.length + entries).toBeGreaterThan(0);
        const list = new Reading('list.yaml', text, surroundings);
        readImageList(LIST, list);
      }),
      RUNS,
    );
  });
});

/** Members of an entry, most of them right. */
const MEMBERS = [
  ...[
    'deep: true',
    'deep: "true"',
    'include: verified',
    'include: some',
    'platforms: [linux/amd64]',
    'platforms: []',
  ],
  ...[
    'existing-tag: keep',
    "existing-tag: { latest: move, 'v*': fail }",
    'existing-tag: [move]',
    'require-count: 2',
    'require-count: 0',
  ],
  ...[
    'sign: false',
    "sign: { key: 'env://KEY', expiry: 30d }",
    'sign: { expiry: 30d }',
    'record: { key: key.pem }',
  ],
  ...[
    "distrust: ['0a']",
    'distrust: 1',
    'backup-tag: true',
    'artifact-type: [a/b, c/d]',
    'trusted-identity: "*"',
    'allow-empty: false',
    'scope: a.example.com/b',
  ],
];

describe('the schema of promotions files', () => {
  it('takes whatever the reader takes', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...MEMBERS), { maxLength: 6 }), (members) => {
        const entry = ['from: a.example.com/b', 'tags: [v1]', 'to: c.example.com/{name}', ...members];
        const text = `version: 1\npromotions:\n- ${entry.join('\n  ')}\n`;
        if (outcome(text).faults.length > 0) return;
        const { success, error } = schema.safeParse(parse(text));
        expect(success, error?.message).toBe(true);
      }),
      RUNS,
    );
  });
});
