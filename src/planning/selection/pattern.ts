import { RE2JS } from 're2js';

/** The most characters of a pattern; a tag has 128. */
const LONGEST = 512;
/** The most instructions of a compiled pattern. A search takes a step for each pair of instruction and character. */
const INSTRUCTIONS = 1_000;

/** A pattern that is searched in tags, in linear time. */
export interface Pattern {
  readonly groups: number;
  /** Its instructions. */
  readonly size: number;
  readonly finds: (tag: string) => boolean;
  /** What the first group finds. */
  readonly extract: (tag: string) => string | undefined;
}

/** Compiles a pattern of RE2 (github.com/google/re2/wiki/Syntax), or says why it is none. */
export function compilePattern(text: string): Pattern | { readonly wrong: string } {
  if (text.length > LONGEST) return { wrong: `it has over ${LONGEST} characters` };
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(text);
  } catch (thrown) {
    return { wrong: thrown instanceof Error ? thrown.message : String(thrown) };
  }
  const size = compiled.programSize();
  if (size > INSTRUCTIONS) return { wrong: 'its repetitions make it too large' };
  return {
    groups: compiled.groupCount(),
    size,
    finds: (tag) => compiled.matcher(tag).find(),
    extract(tag) {
      const matcher = compiled.matcher(tag);
      return matcher.find() ? (matcher.group(1) ?? undefined) : undefined;
    },
  };
}
