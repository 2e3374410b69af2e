import { Buffer } from 'node:buffer';
import * as der from '../../support/der.ts';
import { allNodes, copyTree, type DerNode, derTree, writeDerTree } from '../../support/der-tree.ts';

/** Numbers from 0 to below 1, the same ones for the same seed (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A number from 0 to below 1. */
export type Random = () => number;
export const pick = <Value>(random: Random, list: readonly Value[]): Value =>
  list[Math.floor(random() * list.length)]!;

const hex = (text: string): Uint8Array => Buffer.from(text, 'hex');
const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const oidContent = (dotted: string): Uint8Array => der.oid(dotted).subarray(2);

const TAGS = [
  ...[0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0a, 0x0c, 0x12, 0x13, 0x14, 0x16, 0x17, 0x18, 0x1a, 0x1c, 0x1e],
  ...[0x30, 0x31, 0x24, 0x2c, 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0xa0, 0xa1, 0xa2],
  ...[0xa3, 0xa4, 0xa5, 0xa6, 0xa8, 0x41, 0x61, 0xc1, 0x1f, 0x00],
];

const OIDS = [
  // OIDs of extensions, signature algorithms, hashes, keys, curves, purposes, attributes and access methods, and odd ones.
  ...[9, 14, 15, 16, 17, 18, 19, 28, 30, 31, 32, 33, 35, 36, 37, 46, 54, 99].map((last) => `2.5.29.${last}`),
  ...[1, 3, 11, 14].map((last) => `1.3.6.1.5.5.7.1.${last}`),
  ...[1, 5, 7, 8, 10, 11, 12, 13].map((last) => `1.2.840.113549.1.1.${last}`),
  ...['1.2.840.10045.4.1', '1.2.840.10045.4.3.2', '1.2.840.10045.4.3.3', '1.3.101.112', '1.3.101.110'],
  ...['1.3.101.113', '1.2.840.10045.2.1', '1.2.840.10040.4.1', '1.3.14.3.2.26', '2.16.840.1.101.3.4.2.1'],
  ...['2.16.840.1.101.3.4.2.2', '2.16.840.1.101.3.4.2.3', '1.2.840.10045.3.1.7', '1.3.132.0.34'],
  ...['1.3.132.0.35', '1.3.132.0.33', '1.3.132.0.10', '1.2.840.10045.3.1.1', '1.3.36.3.3.2.8.1.1.7'],
  ...[
    '2.5.29.32.0',
    '2.5.29.37.0',
    '1.3.6.1.5.5.7.3.3',
    '1.3.6.1.5.5.7.48.1',
    '1.3.6.1.5.5.7.48.2',
    '2.5.4.3',
  ],
  ...['2.5.4.10', '1.2.3.2147483647', '1.2.3.2147483648', '1.2.3.4294967296', '2.25.99999999999', '0.0'],
].map(oidContent);

const ODD_OIDS = ['', '80', '8001', '2a8001', '2a80', '2a86', '550480', '551d8011'].map(hex);
const INTEGERS = ['', '00', '01', '02', '03', '7f', '80', 'ff', '0000', '0001', '007f', 'ff80', 'ffff'].map(
  hex,
);
const LONG_INTEGERS = [
  '00ff',
  '00010001',
  '010000',
  '7fffffff',
  '0080000000',
  '00ffffffffffffffff',
  '7fffffffffffffff',
]
  .map(hex)
  .concat(Buffer.alloc(25, 0x11), Buffer.alloc(20, 0x81));
const BOOLEANS = ['00', 'ff', '01', '', 'ffff', '7f'].map(hex);
const BITS = ['', '00', '01', '0780', '0781', '0800', '0080', '0002', '000080', '07', '0186', '03020780'].map(
  hex,
);
const TEXTS = [
  ...[
    '',
    'a',
    'Acme Inc',
    'a@b',
    'a*&b',
    '12 3',
    '\x00',
    '\x7f',
    '\x80',
    'é',
    '\xc3\xa9',
    '\xed\xa0\x80',
    '_',
  ],
  ...[
    'example.com',
    '.example.com',
    'example.com.',
    'a..b',
    '.',
    '..',
    'a b',
    '*.example.com',
    'EXAMPLE.com:80',
  ],
  ...['user@example.com', '@example.com', 'user@', '"a b"@example.com', 'a..b@c', '.a@b', 'a@b.', 'a\\@b@c'],
  ...['http://example.com/a', 'http://example.com./', 'http://[::1]/', 'http://[::1', 'http://[1.2.3.4]/'],
  ...['http://[::1%25eth0]/', 'http://a:b/', 'http://a:80:80/', 'http://a:/', 'ftp://a:1:2/', 'http://a%41/'],
  ...[
    'http://%c3%a9/',
    'http://a/%zz',
    'http://a/%41',
    'http://a?%zz',
    'http://a#%zz',
    'http://u:p@h/',
    '://a',
  ],
  ...[
    'http://u^p@h/',
    'http://a b/',
    'http://a/b c',
    'urn:uuid:f81d4fae',
    'a:b',
    'a/b:c',
    '1:b',
    '//h/p',
    '///p',
  ],
  ...[
    'mailto:%zz',
    'spiffe://td/ns/x',
    'ldap:///CN=x?y?z',
    'http://..',
    'http://.a/',
    'http://a..b/',
    '*',
    '?',
  ],
  ...[
    'http://[::ffff:1.2.3.4]/',
    'http://[1:2:3:4::5:6:7:8]/',
    'http://[]/',
    'http://x[::1]/',
    'http:///',
    '#',
  ],
  ...[
    '1.2.3.4',
    '::1',
    '1.2.3',
    '01.2.3.4',
    '1.2.3.4.5',
    'http://a\x01/',
    'http://a"b/',
    'http://a\\b/',
    'x',
  ],
].map(latin1);
const MOMENTS = [
  ...['260101000000Z', '2601010000Z', '260101000000+0100', '260230000000Z', '261301000000Z', '260101240000Z'],
  ...[
    '20260101000000Z',
    '20260101000000.5Z',
    '00000101000000Z',
    '99991231235959Z',
    '500101000000Z',
    '520229000000Z',
  ],
  ...['260101000060Z', '26010100000Z', ' 60101000000Z', '20260101000000', '202601010000Z', '490101000000Z'],
].map(latin1);
const ADDRESSES = ['01020304', '', '0102030405', '0a000000ff000000', '0a000000ff00ff00', '0a000000fe000000']
  .map(hex)
  .concat(
    Buffer.alloc(16, 1),
    Buffer.alloc(32, 0xff),
    Buffer.concat([Buffer.alloc(16, 1), Buffer.alloc(16, 0xf1)]),
  );

/** Possible contents of an element by its tag. A context-specific element may have any of them. */
const CONTENTS: Readonly<Record<number, readonly Uint8Array[]>> = {
  1: BOOLEANS,
  2: [...INTEGERS, ...LONG_INTEGERS],
  3: BITS,
  4: [...BITS, ...ADDRESSES],
  5: ['', '00'].map(hex),
  6: [...OIDS, ...ODD_OIDS],
  23: MOMENTS,
  24: MOMENTS,
};
const ANY_CONTENT = [...TEXTS, ...TEXTS, ...ADDRESSES, ...INTEGERS, ...BITS];

function randomContent(random: Random, tag: number): Uint8Array {
  if (random() < 0.1) return pick(random, pick(random, [TEXTS, OIDS, INTEGERS, BITS, MOMENTS, ADDRESSES]));
  return pick(random, CONTENTS[tag] ?? (tag < 0x40 ? TEXTS : ANY_CONTENT));
}

const leaf = (tag: number, content: Uint8Array): DerNode => ({ tag, head: new Uint8Array(), content });

function randomNode(random: Random, { nodes }: MutationPool): DerNode {
  if (random() < 0.6) return copyTree(pick(random, nodes));
  const tag = pick(random, TAGS);
  return leaf(tag, randomContent(random, tag));
}

/** Parts of certificates that mutations insert elsewhere. */
export interface MutationPool {
  readonly nodes: readonly DerNode[];
  readonly extensions: readonly DerNode[];
}

type Mutation = (random: Random, root: DerNode, pool: MutationPool) => void;

const parents = (root: DerNode): DerNode[] => allNodes(root).filter(({ children }) => children !== undefined);
const fullParents = (root: DerNode): DerNode[] =>
  parents(root).filter(({ children }) => children!.length > 0);
const primitives = (root: DerNode): DerNode[] => allNodes(root).filter(({ children }) => !children);
const at = (random: Random, list: readonly unknown[]): number => Math.floor(random() * list.length);

/** SEQUENCE { OID, …, OCTET STRING }: an extension. */
function extensionsOf(root: DerNode): DerNode[] {
  return allNodes(root).filter(
    ({ tag, children }) => tag === 0x30 && children?.[0]?.tag === 0x06 && children.at(-1)?.tag === 0x04,
  );
}

/** An EC point; RSA keys hold children. */
const pointsOf = (root: DerNode): DerNode[] =>
  primitives(root).filter(({ tag, content }) => tag === 0x03 && content[1] === 0x04);

function changePoint(random: Random, { content }: DerNode): Uint8Array {
  const point = Buffer.from(content);
  const half = (point.length - 2) / 2;
  const odd = point.at(-1)! & 1;
  return pick(random, [
    () => Buffer.concat([hex('00'), Uint8Array.of(2 + odd), point.subarray(2, 2 + half)]),
    () => Buffer.concat([hex('00'), Uint8Array.of(6 + odd), point.subarray(2)]),
    () => hex('0000'),
    () => Buffer.concat([point.subarray(0, -1), Uint8Array.of(point.at(-1)! ^ 1)]),
    () => Buffer.concat([point, hex('00')]),
    () => Buffer.concat([hex('0004'), Buffer.alloc(2 * half)]),
    () => Buffer.concat([hex('0004'), Buffer.alloc(2 * half, 0xff)]),
  ])();
}

/** Ways to change a certificate that keep its lengths right, and two that do not. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  delete(random, root) {
    const { children } = pick(random, fullParents(root));
    children!.splice(at(random, children!), 1);
  },
  duplicate(random, root) {
    const { children } = pick(random, fullParents(root));
    const index = at(random, children!);
    children!.splice(index, 0, copyTree(children![index]!));
  },
  insert(random, root, pool) {
    const { children } = pick(random, parents(root));
    children!.splice(Math.floor(random() * (children!.length + 1)), 0, randomNode(random, pool));
  },
  exchange(random, root) {
    const { children } = pick(random, fullParents(root));
    const [one, other] = [at(random, children!), at(random, children!)];
    [children![one], children![other]] = [children![other]!, children![one]!];
  },
  replace(random, root, pool) {
    const { children } = pick(random, fullParents(root));
    const index = at(random, children!);
    const alike = pool.nodes.filter(({ tag }) => tag === children![index]!.tag);
    children![index] =
      alike.length > 0 && random() < 0.7 ? copyTree(pick(random, alike)) : randomNode(random, pool);
  },
  retag(random, root) {
    const node = pick(random, allNodes(root));
    node.tag = random() < 0.3 ? node.tag ^ 0x20 : pick(random, TAGS);
  },
  refill(random, root) {
    const node = pick(random, primitives(root));
    node.content = randomContent(random, node.tag);
  },
  'refill an extension'(random, root) {
    const inside = extensionsOf(root).flatMap((extension) => primitives(extension.children!.at(-1)!));
    if (inside.length === 0) return;
    const node = pick(random, inside);
    node.content = randomContent(random, node.tag);
  },
  'change criticality'(random, root) {
    const extensions = extensionsOf(root);
    if (extensions.length === 0) return;
    const { children } = pick(random, extensions);
    if (children!.length > 2) children!.splice(1, 1);
    else children!.splice(1, 0, leaf(0x01, pick(random, BOOLEANS)));
  },
  'add an extension'(random, root, pool) {
    const lists = allNodes(root).filter(({ tag, children }) => tag === 0xa3 && children?.[0]?.children);
    if (lists.length === 0) return;
    pick(random, lists).children![0]!.children!.push(copyTree(pick(random, pool.extensions)));
  },
  'change a point'(random, root) {
    const points = pointsOf(root);
    if (points.length === 0) return;
    const node = pick(random, points);
    node.content = changePoint(random, node);
  },
  'lead a number by zero'(random, root) {
    const numbers = primitives(root).filter(({ tag }) => tag === 0x02 || tag === 0x80 || tag === 0x81);
    if (numbers.length === 0) return;
    const node = pick(random, numbers);
    node.content = Buffer.concat([hex(pick(random, ['00', 'ff', '80'])), node.content]);
  },
  'spell a length out'(random, root) {
    const node = pick(random, allNodes(root));
    const whole = writeDerTree(node);
    const content = whole.subarray(whole[1]! < 0x80 ? 2 : 2 + (whole[1]! & 0x7f));
    const { length } = content;
    node.raw = Buffer.concat([
      Uint8Array.of(
        node.tag,
        0x84,
        length >>> 24,
        (length >>> 16) & 0xff,
        (length >>> 8) & 0xff,
        length & 0xff,
      ),
      content,
    ]);
  },
  'flip a bit'(random, root) {
    const bytes = Buffer.from(writeDerTree(root));
    bytes[at(random, [...bytes])]! ^= 1 << Math.floor(random() * 8);
    root.raw = bytes;
  },
};

export function mutationPool(seeds: readonly Uint8Array[]): MutationPool {
  const trees = seeds.map(derTree);
  return {
    nodes: trees.flatMap(allNodes).filter((node) => writeDerTree(node).length < 400),
    extensions: trees.flatMap(extensionsOf),
  };
}

/** Changes a certificate once to three times. @returns what was done, and the bytes. */
export function mutate(
  random: Random,
  seed: DerNode,
  pool: MutationPool,
): { readonly what: string; readonly bytes: Uint8Array } {
  const root = copyTree(seed);
  const done = Array.from({ length: 1 + Math.floor(random() ** 2 * 3) }, () =>
    pick(random, Object.keys(MUTATIONS)),
  );
  for (const name of done) MUTATIONS[name]!(random, root, pool);
  return { what: done.join(', then '), bytes: writeDerTree(root) };
}
