import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { GoShape } from '../../src/encoding/go-shape.ts';
import { readAs } from '../../src/encoding/read-as.ts';
import { timeOf } from '../../src/encoding/rfc3339.ts';
import { SealiftError } from '../../src/errors.ts';
import { ENVELOPE, PAYLOAD, PROTECTED_HEADER } from '../../src/notation/envelope/shapes.ts';
import { LAYOUT, MANIFEST } from '../../src/oci/shapes.ts';
import * as answers from '../../src/plugin/answers.ts';
import { buildGoJudge, type GoJudge } from './support/go-judge.ts';
import { documentsOf } from './support/shape-documents.ts';
import { withPeers } from './support/suite.ts';

const SHAPES = {
  manifest: MANIFEST,
  layout: LAYOUT,
  envelope: ENVELOPE,
  protected: PROTECTED_HEADER,
  payload: PAYLOAD,
  metadata: answers.METADATA,
  key: answers.KEY,
  signature: answers.SIGNATURE,
  answer: answers.ENVELOPE,
  failure: answers.FAILURE,
} as const;

type Kind = keyof typeof SHAPES;
const KINDS = Object.keys(SHAPES) as Kind[];

/** Characters that become an ASCII letter by lower case, upper case or compatibility decomposition. */
const LOOKALIKES = Array.from({ length: 0x20000 - 0x80 }, (_, at) => String.fromCodePoint(at + 0x80))
  .filter((character) => character.isWellFormed())
  .flatMap((character) => {
    const made = [character.toLowerCase(), character.toUpperCase(), character.normalize('NFKC')];
    const letter = made.find((one) => /^[a-z]$/i.test(one));
    return letter === undefined ? [] : [{ character, letter: letter.toLowerCase() }];
  });

/** Members that are pointers in Go's structs: an empty object is not their zero value. */
const POINTERS = ['subject', 'platform'];

/** A value in the judge's form: only members that Go has and that are not zero, and every element of a list. */
function known(shape: GoShape, value: unknown, path: readonly string[] = []): unknown {
  if (shape === 'time') return timeOf(value as string)!.getTime();
  if (typeof shape === 'string') return value;
  if (shape.kind === 'unread' || shape.kind === 'any') return undefined;
  if (shape.kind === 'list') return (value as unknown[]).map((one) => known(shape.of, one, path));
  const entries = Object.entries(value as object);
  if (shape.kind === 'map')
    return Object.fromEntries(entries.map(([name, one]) => [name, known(shape.of, one)]));
  return Object.fromEntries(
    entries.flatMap(([name, one]) => {
      const of = shape.members.get(name);
      if (of === undefined || !isOfGo(name, path)) return [];
      const member = known(of, one, [...path, name]);
      const isZero =
        member === '' || member === false || member === 0 || (Array.isArray(member) && member.length === 0);
      const isEmpty = typeof member === 'object' && Object.keys(member!).length === 0;
      return (isZero && of !== 'time') || (isEmpty && !POINTERS.includes(name)) ? [] : [[name, member]];
    }),
  );
}

/** Only Docker's list has features. */
const isOfGo = (name: string, path: readonly string[]): boolean =>
  name !== 'features' || path[0] === 'manifests';

/** Names and types, as the judge writes them. */
function described(shape: GoShape, path: readonly string[] = []): unknown {
  if (typeof shape === 'string') return shape;
  if (shape.kind === 'any') return shape.kind;
  if (shape.kind !== 'struct') return { [shape.kind]: described(shape.of, path) };
  const members = [...shape.members].filter(([name]) => isOfGo(name, path));
  return Object.fromEntries(members.map(([name, of]) => [name, described(of, [...path, name])]));
}

/** As {@link known}; `undefined` for what Sealift refuses. */
function ours(kind: Kind, document: string): unknown {
  const shape: GoShape = SHAPES[kind];
  try {
    return known(shape, readAs(shape, document, { code: 'manifest_invalid', what: kind }));
  } catch (error) {
    if (error instanceof SealiftError) return undefined;
    throw error;
  }
}

withPeers()('JSON that Go programs read', () => {
  let judge: GoJudge;
  beforeAll(async () => {
    judge = await buildGoJudge('json');
  });

  /** Counts the documents that both read alike. A document that Sealift reads and Go refuses or reads otherwise is an error. */
  async function agreed(kind: Kind, documents: readonly string[]): Promise<{ both: number; go: number }> {
    const lines = documents.map((text) => `${kind} ${Buffer.from(text).toString('base64')}`);
    const verdicts = await judge.ask(lines);
    let both = 0;
    for (const [at, text] of documents.entries()) {
      const mine = ours(kind, text);
      if (mine === undefined) continue;
      both += 1;
      const theirs: unknown = verdicts[at] === 'refused' ? 'refused' : JSON.parse(verdicts[at]!);
      expect({ text, read: theirs }).toEqual({ text, read: mine });
    }
    return { both, go: verdicts.filter((verdict) => verdict !== 'refused').length };
  }

  describe.each(KINDS)('as %s', (kind) => {
    it('has the members that Go has, and no others', async () => {
      const [theirs] = await judge.ask([kind]);
      expect(described(SHAPES[kind])).toEqual(JSON.parse(theirs!));
    });

    it('is read alike where nothing is wrong with it', async () => {
      const documents = fc.sample(documentsOf(SHAPES[kind], 0), { seed: 10, numRuns: 500 });
      expect(await agreed(kind, documents)).toEqual({ both: 500, go: 500 });
    });

    it('is read alike or refused where a few of a thousand things are wrong', async () => {
      const documents = [1, 5, 20, 100].flatMap((noise) =>
        fc.sample(documentsOf(SHAPES[kind], noise), { seed: noise, numRuns: 2000 }),
      );
      const { both, go } = await agreed(kind, documents);
      // With fewer documents nothing would be compared.
      expect(both).toBeGreaterThan(1000);
      expect(both).toBeLessThan(7500);
      expect(go).toBeGreaterThanOrEqual(both);
    });

    it('is read alike or refused with every character that any rule takes for a letter', async () => {
      const documents = LOOKALIKES.flatMap(({ character, letter }) =>
        [...SHAPES[kind].members.keys()]
          .filter((name) => name.toLowerCase().includes(letter))
          .map((name) => {
            const at = name.toLowerCase().indexOf(letter);
            return `{"${name.slice(0, at)}${character}${name.slice(at + 1)}": 1}`;
          }),
      );
      const { both } = await agreed(kind, documents);
      expect(documents.length - both).toBe(documents.filter((text) => /[\u017f\u212a]/.test(text)).length);
      expect(both).toBeGreaterThan(100);
    });
  });
});
