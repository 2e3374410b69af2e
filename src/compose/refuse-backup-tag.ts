import { quotable } from '../encoding/quotable.ts';
import { isTag } from '../oci/reference.ts';
import { isNamedAfterDigest } from '../oci/referrers-index.ts';
import { backupTagOf } from '../operations/promotion/backup-tag.ts';
import type { Problems } from '../options/problems.ts';
import type { PromotionPlace } from './destinations.ts';

const USAGE = 'Write a template that makes another tag of each, with {tag} in it, such as {tag}-previous.';

/** Why no backup of `tag` may be made under `backup`; `undefined` where it may. */
function faultOf(backup: string, tag: string, tags: readonly string[], template: string): string | undefined {
  if (/[{}]/.test(backup)) return 'it has a brace, and {tag} is the only variable';
  if (!isTag(backup)) {
    return backup.length > 128 ? `for ${tag} it has over 128 characters` : `for ${tag} it is not a tag`;
  }
  if (isNamedAfterDigest(backup)) return `for ${tag} it is a tag by which signatures are found, sha256-HEX`;
  if (tags.includes(backup)) return `for ${tag} it is ${backup}, which is promoted as well`;
  const twin = tags.find((other) => other !== tag && backupTagOf(template, other) === backup);
  return twin === undefined ? undefined : `for ${tag} and ${twin} it is the same tag`;
}

/** A template for an error. What begins with a brace is taken for a document elsewhere, and not shown; a variable in front is none. */
function shownTemplate(template: string): string {
  const [variable = ''] = /^\{[a-z]{1,20}\}/.exec(template) ?? [];
  return `${variable}${quotable(template.slice(variable.length), 200)}`;
}

/** Refuses a template that would make a backup tag of what is no tag, or one that holds something else, at any destination. */
export function refuseBackupTag(
  template: string | undefined,
  destinations: readonly PromotionPlace[],
  problems: Problems,
): void {
  if (template === undefined) return;
  for (const { text, place } of destinations) {
    const faults = place.tags.map((tag) => faultOf(backupTagOf(template, tag), tag, place.tags, template));
    const fault = faults.find((one) => one !== undefined);
    if (fault === undefined) continue;
    problems.add('usage', `--backup-tag ${shownTemplate(template)} does not fit ${text}: ${fault}`, USAGE);
    return;
  }
}
