import type { Digest } from '../oci/digest.ts';
import type { FileDigests } from '../planning/promotions.ts';
import { markdownCode } from './markdown.ts';
import { shortDigest } from './short-digest.ts';

/** More digests of a kind than these are counted. */
const SHOWN = 10;

type Kind = keyof FileDigests;

/** What each kind of file is called, those that decide on trust first. */
const KINDS: Readonly<Record<Kind, string>> = {
  policies: 'Trust policies',
  trustStores: 'Trust stores',
  promotions: 'Promotions file',
  lists: 'Lists',
};

function codes(digests: readonly Digest[]): string {
  const more = digests.length - SHOWN;
  const shown = digests.slice(0, SHOWN).map((digest) => markdownCode(shortDigest(digest)));
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

const digestsOf = (files: FileDigests | undefined, kind: Kind): readonly Digest[] =>
  files === undefined ? [] : [files[kind]].flat();

function kindLine(kind: Kind, now: FileDigests, before: FileDigests | undefined): string {
  const [own, old] = [digestsOf(now, kind), digestsOf(before, kind)];
  const name = KINDS[kind];
  if (before === undefined) return own.length === 0 ? '' : `- ${name}: ${codes(own)}`;
  const fresh = own.filter((digest) => !old.includes(digest));
  const gone = old.filter((digest) => !own.includes(digest));
  if (fresh.length + gone.length === 0) return own.length === 0 ? '' : `- ${name}: unchanged, ${codes(own)}`;
  const parts = [
    ...(gone.length === 0 ? [] : [`was ${codes(gone)}`]),
    fresh.length === 0 ? 'is gone' : `is ${codes(fresh)}`,
  ];
  return `- ⚠️ **${name} changed**: ${parts.join(', ')}`;
}

/**
 * The digests of what says which images are promoted and by whose trust. Against those of an earlier commit, what changed is said
 * first of each kind.
 */
export function planFileLines(files: FileDigests, before: FileDigests | undefined): readonly string[] {
  const lines = (Object.keys(KINDS) as Kind[]).map((kind) => kindLine(kind, files, before));
  return lines.filter((line) => line !== '');
}
