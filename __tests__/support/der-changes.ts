import fc from 'fast-check';
import * as der from './der.ts';
import { allNodes, type DerNode, derTree, writeDerTree } from './der-tree.ts';

/** The same bytes as one leaf, so that no tree holds itself. */
const written = ({ tag, head, ...node }: DerNode): DerNode => ({
  tag,
  head,
  content: new Uint8Array(),
  raw: writeDerTree({ tag, head, ...node }),
});

type Change = (node: DerNode, other: DerNode, bytes: Uint8Array) => void;

/** Changes of one node of a tree. */
const CHANGES: Readonly<Record<string, Change>> = {
  'loses its parts': (node) => {
    if (node.children) node.children = [];
    else node.content = new Uint8Array();
  },
  'has a part twice': ({ children }) => children?.push(...children.slice(0, 1).map(written)),
  'has its parts the other way round': ({ children }) => children?.reverse(),
  'has a part less': ({ children }) => children?.pop(),
  'has the tag of another': (node, other) => {
    node.tag = other.tag;
  },
  'is another': (node, other) => {
    node.raw = writeDerTree(other);
  },
  'holds another': ({ children }, other) => children?.push(written(other)),
  'has other content': (node, _, bytes) => {
    node.raw = der.element(node.tag, bytes);
  },
  'is no DER': (node, _, bytes) => {
    node.raw = bytes;
  },
};

const anyChange = fc.record({
  kind: fc.constantFrom(...Object.keys(CHANGES)),
  which: fc.nat(10_000),
  other: fc.nat(10_000),
  bytes: fc.uint8Array({ maxLength: 40 }),
});

/** One element of DER with some of its nodes changed. */
export function changedDer(
  original: Uint8Array,
  changes: readonly { kind: string; which: number; other: number; bytes: Uint8Array }[],
) {
  const tree = derTree(original);
  for (const { kind, which, other, bytes } of changes) {
    const nodes = allNodes(tree);
    CHANGES[kind]!(nodes[which % nodes.length]!, nodes[other % nodes.length]!, bytes);
  }
  return writeDerTree(tree);
}
/** Changes for `changedDer`. */
export const someDerChanges = fc.array(anyChange, { minLength: 1, maxLength: 3 });
