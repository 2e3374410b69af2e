import { Buffer } from 'node:buffer';
import * as der from './der.ts';

/** DER as a tree that can be changed and written again with lengths that fit. */
export interface DerNode {
  tag: number;
  /** Octets in front of the children, such as the count of unused bits of a BIT STRING. */
  head: Uint8Array;
  /** Of what is constructed, and of an OCTET or BIT STRING that holds DER. */
  children?: DerNode[];
  /** Of everything else. */
  content: Uint8Array;
  /** Written as it stands, whatever it is. */
  raw?: Uint8Array;
}

const EMPTY = new Uint8Array();
const CONSTRUCTED = 0x20;

function split(bytes: Uint8Array): { tag: number; content: Uint8Array }[] | undefined {
  const parts: { tag: number; content: Uint8Array }[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes[at]!;
    let length = bytes[at + 1] ?? 0x80;
    let start = at + 2;
    if (length === 0x80 || length > 0x84 || (tag & 0x1f) === 0x1f) return undefined;
    if (length > 0x80) {
      const octets = length & 0x7f;
      length = Buffer.from(bytes).readUIntBE(start, octets);
      start += octets;
    }
    if (start + length > bytes.length) return undefined;
    parts.push({ tag, content: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return parts;
}

function nodesOf(bytes: Uint8Array): DerNode[] | undefined {
  return split(bytes)?.map(({ tag, content }) => {
    if ((tag & CONSTRUCTED) !== 0)
      return { tag, head: EMPTY, content: EMPTY, children: nodesOf(content) ?? [] };
    const headLength = tag === 0x03 ? 1 : 0;
    const inside = content.subarray(headLength);
    const wraps = (tag === 0x03 || tag === 0x04) && inside.length > 1 && inside[0] !== 0x04;
    const children = wraps && inside[0]! < 0x40 ? nodesOf(inside) : undefined;
    return children
      ? { tag, head: content.subarray(0, headLength), content: EMPTY, children }
      : { tag, head: EMPTY, content };
  });
}

/** Reads one element of good DER. */
export function derTree(bytes: Uint8Array): DerNode {
  const [root, ...more] = nodesOf(bytes) ?? [];
  if (!root || more.length > 0) throw new Error('not one element of DER');
  return root;
}

export function writeDerTree(node: DerNode): Uint8Array {
  if (node.raw) return node.raw;
  const parts = node.children ? node.children.map(writeDerTree) : [node.content];
  return der.element(node.tag, node.head, ...parts);
}

/** The node and everything under it, outside first. */
export function allNodes(node: DerNode): DerNode[] {
  return [node, ...(node.children ?? []).flatMap(allNodes)];
}

export function copyTree(node: DerNode): DerNode {
  return { ...node, ...(node.children ? { children: node.children.map(copyTree) } : {}) };
}
