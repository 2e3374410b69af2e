import compare from 'semver/functions/compare.js';
import parse from 'semver/functions/parse.js';

/** Whether a text is a version of SemVer 2.0.0, whole: the package also takes a `v` and blanks around it. */
export function isVersion(text: string): boolean {
  return /^\d/.test(text) && text.trim() === text && parse(text) !== null;
}

/** Whether `version` is `least` or later (SemVer 2.0.0, 11). Both have to be versions. */
export function isAtLeast(version: string, least: string): boolean {
  return compare(version, least) >= 0;
}
