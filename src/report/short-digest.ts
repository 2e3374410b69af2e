const LONG = /(sha\d+:[0-9a-f]{12})[0-9a-f]+$/;
const DIGEST = /\bsha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})\b/g;

/** A digest, or a reference that ends in one, with the first 12 hex digits of the digest. */
export function shortDigest(text: string): string {
  return text.replace(LONG, '$1');
}

/** Longer names lose their middle: registry and tag stand at the ends. */
const NAME = 200;

/** A reference for tables: with the beginning of its digest, and of a very long one both ends. */
export function shortName(reference: string): string {
  const name = shortDigest(reference);
  return name.length <= NAME ? name : `${name.slice(0, NAME / 2)}…${name.slice(-NAME / 2)}`;
}

/** Every digest of a text in full. */
export function digestsIn(text: string): readonly string[] {
  return text.match(DIGEST) ?? [];
}

/** A text with the beginnings of its digests. */
export function shortDigests(text: string): string {
  return text.replace(DIGEST, shortDigest);
}

/** Whether a reference says its digest itself. */
export function isPinned(reference: string): boolean {
  return /@sha\d+:[0-9a-f]+$/.test(reference);
}
