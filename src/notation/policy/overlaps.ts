import { isWithin, type NameAttributes } from './distinguished-name.ts';

/** Two names by their places: every attribute of `outer` stands in `inner` as well. */
export interface Overlap {
  readonly outer: number;
  readonly inner: number;
}

/** The attributes that a name which holds this one has to have too, as text. An empty one is held by a name without it. */
function pairsOf(attributes: NameAttributes): readonly string[] {
  return [...attributes].filter(([, value]) => value !== '').map(([type, value]) => `${type}=${value}`);
}

/**
 * For each name that overlaps with one before it, one such pair; in the order of the names. Names are compared with those
 * alone that share their rarest attribute, so that thousands of signers take no time that grows with the square of their number.
 */
export function overlaps(names: readonly NameAttributes[]): readonly Overlap[] {
  const places = new Map<string, number[]>();
  const first = new Map<string, number>();
  const found = new Map<number, Overlap>();
  const add = (overlap: Overlap): void => {
    const [one, other] = [overlap.outer, overlap.inner].toSorted((a, b) => a - b) as [number, number];
    const known = found.get(other);
    if (known === undefined || one < Math.min(known.outer, known.inner)) found.set(other, overlap);
  };
  const pairs = names.map(pairsOf);
  const distinct = pairs.flatMap((own, at) => {
    const key = JSON.stringify([...names[at]!].toSorted());
    const same = first.get(key);
    if (same !== undefined) {
      add({ outer: same, inner: at });
      return [];
    }
    first.set(key, at);
    for (const pair of own) {
      const list = places.get(pair);
      if (list) list.push(at);
      else places.set(pair, [at]);
    }
    return [at];
  });
  for (const outer of distinct) {
    const lists = pairs[outer]!.map((pair) => places.get(pair) ?? []);
    const [rarest = distinct] = lists.toSorted((a, b) => a.length - b.length);
    for (const inner of rarest) {
      if (inner !== outer && isWithin(names[outer]!, names[inner]!)) add({ outer, inner });
    }
  }
  return [...found].toSorted(([a], [b]) => a - b).map(([, overlap]) => overlap);
}
