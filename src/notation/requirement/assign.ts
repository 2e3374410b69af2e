import type { NamedSigner } from './requirement.ts';
import type { Way } from './ways.ts';

/**
 * Gives each signer to at most one name that fits, so that as many demands of a way are met as can be (Ford and Fulkerson: a
 * signer that is given away is given to another name where that lets one more be met).
 *
 * @param fits for a name, the signers that have it, as numbers.
 * @returns the signer of each name that got one.
 */
export function assign(
  way: Way,
  fits: (name: NamedSigner) => readonly number[],
): ReadonlyMap<NamedSigner, number> {
  const signerOf = new Map<NamedSigner, number>();
  const nameOf = new Map<number, NamedSigner>();
  const demandOf = new Map(way.flatMap((demand) => demand.of.map((name) => [name, demand] as const)));

  /** Finds a signer for a name; one that is taken is moved on. */
  const find = (name: NamedSigner, seen: Set<unknown>): boolean => {
    if (seen.has(name)) return false;
    seen.add(name);
    for (const signer of fits(name)) {
      if (seen.has(signer)) continue;
      seen.add(signer);
      const before = nameOf.get(signer);
      if (before !== undefined && !release(before, seen)) continue;
      signerOf.set(name, signer);
      nameOf.set(signer, name);
      return true;
    }
    return false;
  };
  /** Meets what a name stood for without its signer: by another signer, or by another name of its demand. */
  const release = (name: NamedSigner, seen: Set<unknown>): boolean => {
    if (find(name, seen)) return true;
    const others = demandOf.get(name)!.of.filter((one) => !signerOf.has(one));
    if (!others.some((one) => find(one, seen))) return false;
    signerOf.delete(name);
    return true;
  };

  for (const { count, of } of way) {
    const meetOneMore = (): boolean => {
      const seen = new Set<unknown>();
      return of.some((name) => !signerOf.has(name) && find(name, seen));
    };
    let met = 0;
    while (met < count && meetOneMore()) met += 1;
  }
  return signerOf;
}
