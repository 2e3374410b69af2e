import { type Descriptor, sameContent } from '../descriptor.ts';

/**
 * What fetching a listed entry gives. `gone`: the registry has no such manifest. `unfit`: it cannot be read as it is listed (other
 * size or media type, no manifest, a part of it is gone). `unknown`: nobody asked.
 */
export type Standing = 'there' | 'gone' | 'unfit' | 'unknown';

/** The lists of one subject; `api` is `undefined` where the Referrers API did not answer with 200. */
export interface Lists {
  readonly api: readonly Descriptor[] | undefined;
  readonly tag: readonly Descriptor[];
}

/**
 * Whether a reader gets to an entry, and if not, what keeps it. `open`: that depends on entries whose standing is unknown.
 * `mislisted`: the digest is listed with another artifact type, media type or size. `blocked`: the reader ends at `by`.
 */
export type Discovery =
  | { readonly state: 'reached' }
  | { readonly state: 'open'; readonly ask: readonly Descriptor[] }
  | { readonly state: 'unlisted' }
  | { readonly state: 'mislisted'; readonly as: Descriptor }
  | { readonly state: 'blocked'; readonly by: Descriptor; readonly standing: 'gone' | 'unfit' };

/** The entries that readers fetch by their default, so that no more are asked for (notation's `--max-signatures`). */
const FETCHED = 100;

/** The list that counts: distribution-spec, "Listing Referrers", has the tag read only where there is no API. */
export function listThatCounts({ api, tag }: Lists): readonly Descriptor[] {
  return api ?? tag;
}

/** Whether an entry of a list describes `wanted` wholly: content and artifact type. */
export function describes(entry: Descriptor, wanted: Descriptor): boolean {
  return sameContent(entry, wanted) && (entry.artifactType ?? '') === (wanted.artifactType ?? '');
}

/**
 * The one meaning of "discoverable": would a reader get to `wanted` that asks the Referrers API and believes a 200, else reads
 * the referrers tag, keeps the entries of the wanted artifact type, fetches them in listed order and ends at the first that it
 * cannot fetch? So notation-go and oras-go read (notation.go, `Verify`; registry/remote, `Referrers`).
 *
 * @param wanted as a list has to have it, with the artifact type (distribution-spec, "Listing Referrers").
 */
export function discover(
  lists: Lists,
  wanted: Descriptor,
  standing: (entry: Descriptor) => Standing,
): Discovery {
  const entries = listThatCounts(lists);
  const { artifactType } = wanted;
  const ask: Descriptor[] = [];
  let before = 0;
  for (const entry of entries) {
    if (artifactType !== undefined && entry.artifactType !== artifactType) continue;
    const isWanted = entry.digest === wanted.digest;
    if (isWanted && !sameContent(entry, wanted)) return { state: 'mislisted', as: entry };
    const known = standing(entry);
    if (known === 'gone' || known === 'unfit') return { state: 'blocked', by: entry, standing: known };
    if (known === 'unknown' && (isWanted || before < FETCHED)) ask.push(entry);
    before += 1;
    if (isWanted) return ask.length > 0 ? { state: 'open', ask } : { state: 'reached' };
  }
  const other = entries.find(({ digest }) => digest === wanted.digest);
  return other ? { state: 'mislisted', as: other } : { state: 'unlisted' };
}
