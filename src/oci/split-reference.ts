/** A folder may have an @ and a tag in its name; only what is meant as a digest is one. */
const DIGEST_LIKE = /^(?:sha\d+:|[a-z0-9+._-]+:[0-9a-f]{32,}$)/i;

/** What ends a login in front of a host, as a URL would have it, also where it is encoded. */
export const LOGIN_END = /@|%40/gi;

const LAYOUT = /^(oci|oci-archive):(?!\/\/)(.*)$/s;

/** The parts of a reference as they are written; none of them is checked. */
export interface SplitReference {
  /** `oci` and `oci-archive` mark a layout; `docker://` is left out. */
  readonly layout: 'oci' | 'oci-archive' | undefined;
  /** `REGISTRY/REPOSITORY`, or the path of a layout. */
  readonly name: string;
  /** What stands behind the last colon, when no path separator follows it; a destination has several there. */
  readonly tag: string | undefined;
  /** What stands behind the last @, when it looks like a digest. */
  readonly digest: string | undefined;
}

export function splitReference(text: string): SplitReference {
  const at = text.lastIndexOf('@');
  const hasDigest = at >= 0 && DIGEST_LIKE.test(text.slice(at + 1));
  const rest = hasDigest ? text.slice(0, at) : text;
  const digest = hasDigest ? text.slice(at + 1) : undefined;
  const layout = LAYOUT.exec(rest);
  const bare = layout ? layout[2]! : rest.replace(/^docker:\/\//, '');
  const colon = bare.lastIndexOf(':');
  const hasTag = colon >= 0 && !/[/\\]/.test(bare.slice(colon));
  return {
    layout: layout?.[1] as SplitReference['layout'],
    name: hasTag ? bare.slice(0, colon) : bare,
    tag: hasTag ? bare.slice(colon + 1) : undefined,
    digest,
  };
}

/** `:TAG@DIGEST`, as far as they are there. */
export function suffixOf({
  tag,
  digest,
}: {
  readonly tag?: string | undefined;
  readonly digest?: string | undefined;
}): string {
  return `${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

/**
 * A text that is no reference, as it may be shown: what stands before an @ may be a login, however it is written, unless
 * a digest follows.
 */
export function withoutLogin(text: string): string {
  const { layout, digest } = splitReference(text);
  const end = digest === undefined ? text.length : text.length - digest.length - 1;
  const at = [...text.slice(0, end).matchAll(LOGIN_END)].at(-1);
  if (layout !== undefined || at === undefined) return text;
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0] ?? '';
  return `${scheme}…@${text.slice(at.index + at[0].length)}`;
}
