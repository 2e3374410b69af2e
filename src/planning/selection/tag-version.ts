import { compare, parse, type SemVer } from 'semver';

/**
 * One to three numbers, a `v` in front, a prerelease behind (semver.org, 9). A number may begin with a zero, as in `24.04`. A tag
 * cannot hold a `+` (distribution-spec, "Pulling manifests"), so no version has build metadata.
 */
const VERSION = /^v?(\d{1,15})(?:\.(\d{1,15}))?(?:\.(\d{1,15}))?(-[0-9A-Za-z.-]+)?$/;

/** The version that a tag is, and how exactly it says it. */
export interface TagVersion {
  readonly version: SemVer;
  /** How many numbers are written: 2 in `1.4`, which is read as 1.4.0. */
  readonly numbers: number;
}

/** Reads the text as a version; `undefined` where it is none. */
export function tagVersion(text: string): TagVersion | undefined {
  const found = VERSION.exec(text);
  if (!found) return undefined;
  const written = found.slice(1, 4).filter((one) => one !== undefined);
  const [major, minor = 0, patch = 0] = written.map(Number);
  const version = parse(`${major}.${minor}.${patch}${found[4] ?? ''}`);
  return version === null ? undefined : { version, numbers: written.length };
}

/** Older versions first; of one version the tag that says it less exactly, so that `1.4.0` counts as newer than `1.4`. */
export function compareVersions(a: TagVersion, b: TagVersion): number {
  return compare(a.version, b.version) || a.numbers - b.numbers;
}
