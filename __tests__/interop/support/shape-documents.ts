import fc from 'fast-check';
import type { GoShape } from '../../../src/encoding/go-shape.ts';

/** JSON values that fit at most one type. Among good values only a reader with types notices them. */
const STRANGE = [
  ...['null', 'true', 'false', '0', '-0', '-1', '2.0', '2.5', '1e3', '0E0', '1E-2', '1e400', '1e-400'],
  ...[
    '9007199254740991',
    '9007199254740993',
    '9223372036854775807',
    '9223372036854775808',
    '-9223372036854775809',
  ],
  ...[
    '""',
    '"1"',
    '"null"',
    '[]',
    '{}',
    '[[]]',
    '[null]',
    '["a"]',
    '[1]',
    '[65,66]',
    '{"a":null}',
    '{"a":"b"}',
    '{"a":1}',
  ],
  ...[
    '"QQ=="',
    '"QR=="',
    '"QQ"',
    '"QQ=="',
    '"Q_=="',
    '"QQ==\\n"',
    '"Q\\u0051=="',
    '"\\ud800"',
    '"\\ud83d\\udc4b"',
  ],
  ...[
    '"2026-06-01T10:00:00Z"',
    '"2026-06-01T10:00:00\\u005a"',
    '"2026-06-01t10:00:00z"',
    '"2026-02-29T00:00:00Z"',
  ],
  ...[
    '"2026-06-01T10:00:60Z"',
    '"2026-06-01T24:00:00Z"',
    '"2026-06-01T10:00:00,5Z"',
    '"2026-06-01T1:00:00Z"',
  ],
  ...['"2026-06-01T10:00:00+24:00"', '"2026-06-01T10:00:00+23:60"', '"0000-01-01T00:00:00Z"', '"2026-06-01"'],
];

const TIMES = [
  ...[
    '2026-06-01T10:00:00Z',
    '2026-06-01T10:00:00.123456789123+23:59',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
  ],
  ...['2024-02-29T00:00:00-00:00', '1969-12-31T23:59:59.9999Z'],
];

/** Replacements for the letters of a name: an escape, the other case, and characters that fold to them or nearly do. */
const NEAR: Readonly<Record<string, readonly string[]>> = {
  s: ['S', '\u017f', '\\u017f', 'ß', '\uff53'],
  k: ['K', '\u212a', '\\u212A', '\uff4b'],
  i: ['I', '\u0131', '\u0130', '\u0456'],
  a: ['A', '\u00e0', 'a\u0300', '\u0430'],
};

function spellings(name: string): readonly string[] {
  const changed = [...name].flatMap((letter, at) => {
    const code = letter.charCodeAt(0).toString(16).padStart(4, '0');
    const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
    const letters = [`\\u${code}`, other, ...(NEAR[letter.toLowerCase()] ?? [])];
    return letters.map((one) => `${name.slice(0, at)}${one}${name.slice(at + 1)}`);
  });
  return [name.toUpperCase(), name.toLowerCase(), `${name} `, name.slice(1), ...changed];
}

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 6 }).map((value) => JSON.stringify(value)),
  fc.constantFrom('"linux"', '"sha256:00"', '"\\u0041\\/"', '"<&>"', '"a/b"', '""'),
);

const SCALARS: Readonly<Record<Extract<GoShape, string>, fc.Arbitrary<string>>> = {
  text,
  integer: fc.oneof(fc.maxSafeInteger().map(String), fc.constantFrom('0', '-0', '2', '9007199254740991')),
  boolean: fc.constantFrom('true', 'false'),
  bytes: fc.uint8Array({ maxLength: 5 }).map((bytes) => `"${Buffer.from(bytes).toString('base64')}"`),
  time: fc.constantFrom(...TIMES).map((time) => `"${time}"`),
};

const object = (members: readonly (readonly [string, string])[]): string =>
  `{${members.map(([name, value]) => `${name}:${value}`).join(', ')}}`;

/** Documents of a shape as JSON text. `noise` in a thousand members and values are wrong. */
export function documentsOf(shape: GoShape, noise: number): fc.Arbitrary<string> {
  const good = goodOf(shape, noise);
  if (noise === 0) return good;
  return fc.oneof(
    { weight: 1000 - noise, arbitrary: good },
    { weight: noise, arbitrary: fc.constantFrom(...STRANGE) },
  );
}

function goodOf(shape: GoShape, noise: number): fc.Arbitrary<string> {
  if (typeof shape === 'string') return SCALARS[shape];
  if (shape.kind === 'any') return fc.constantFrom(...STRANGE);
  if (shape.kind === 'unread') return documentsOf(shape.of, noise);
  if (shape.kind === 'list')
    return fc.array(documentsOf(shape.of, noise), { maxLength: 2 }).map((values) => `[${values.join(',')}]`);
  if (shape.kind === 'map') {
    const names = fc.uniqueArray(text, { maxLength: 2, selector: (name) => JSON.parse(name) as string });
    return names.chain((known) =>
      fc
        .tuple(...known.map((name) => documentsOf(shape.of, noise).map((value) => [name, value] as const)))
        .map(object),
    );
  }
  const members = [...shape.members].map(([name, of]) => {
    const exact = { weight: 1000, arbitrary: fc.constant(name) };
    const spelled =
      noise === 0
        ? exact.arbitrary
        : fc.oneof(exact, { weight: noise, arbitrary: fc.constantFrom(...spellings(name)) });
    return fc.option(
      fc.tuple(
        spelled.map((one) => `"${one}"`),
        documentsOf(of, noise),
      ),
      { nil: undefined, freq: 2 },
    );
  });
  const unknown = fc.option(
    fc.tuple(fc.constant('"com.acme.note"'), fc.constantFrom('null', '1.5', '[{"SIZE":2.0}]', '"x"')),
    {
      freq: 4,
      nil: undefined,
    },
  );
  const again = fc.oneof(
    { weight: 1000 - noise, arbitrary: fc.constant(undefined) },
    { weight: noise, arbitrary: fc.nat() },
  );
  return fc.tuple(fc.tuple(...members, unknown), again, fc.nat()).map(([found, twice, turn]) => {
    const there = found.filter((one) => one !== undefined);
    const doubled =
      twice === undefined || there.length === 0 ? there : [...there, there[twice % there.length]!];
    const from = doubled.length === 0 ? 0 : turn % doubled.length;
    return object([...doubled.slice(from), ...doubled.slice(0, from)]);
  });
}
