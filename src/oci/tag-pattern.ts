/** What a pattern may hold: the characters of a tag (distribution-spec, "Pulling manifests"), and the wildcards. */
const PATTERN = /^[\w.*?-]{1,256}$/;

/** Whether the text is a pattern for tags. Any other text fits no tag at all. */
export function isTagPattern(text: string): boolean {
  return PATTERN.test(text);
}

/**
 * Whether a pattern names the whole tag: `*` stands for any characters, or none, and `?` for one. It goes back to the last star
 * alone, so that it takes at most a step for each pair of characters.
 */
export function matchesTag(pattern: string, tag: string): boolean {
  let [at, seen] = [0, 0];
  let star = -1;
  let covered = 0;
  while (seen < tag.length) {
    const token = pattern[at];
    if (token === '*') {
      star = at;
      covered = seen;
      at += 1;
    } else if (token !== undefined && (token === '?' || token === tag[seen])) {
      at += 1;
      seen += 1;
    } else if (star >= 0) {
      covered += 1;
      at = star + 1;
      seen = covered;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}
