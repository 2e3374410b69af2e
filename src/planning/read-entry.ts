import { printable } from '../encoding/printable.ts';
import { ERRORS, type ErrorCode } from '../errors.ts';
import { parseRepository } from '../oci/reference.ts';
import type { PlannedPromotion, PlannedTag } from './plan.ts';
import { actionOf } from './plan-actions.ts';
import { ENTRY_LIMIT, entryJson } from './plan-json.ts';
import { compareTexts } from './plan-order.ts';
import { entryShape } from './plan-shape.ts';

/** Whether each text is greater than the one before, so that none is there twice. */
function isSorted(texts: readonly string[]): boolean {
  return texts.every((text, at) => at === 0 || compareTexts(texts[at - 1]!, text) < 0);
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}

function isSpelled(name: string): boolean {
  try {
    const { registry, repository } = parseRepository(name);
    return `${registry}/${repository}` === name;
  } catch {
    return false;
  }
}

/** What of a tag contradicts its action, and so is no plan of anybody. */
function tagFault({ tag, action, previous, backup }: PlannedTag, digest: string | null): string | undefined {
  // A tag moves within one digest where it has the same bytes under another media type.
  if (action === 'move' && previous === null) return `tag ${tag} is to move, and is not there before`;
  if (action === 'keep' && (previous === null || previous === digest))
    return `tag ${tag} is kept, and has no other digest before`;
  if (action === 'new' && previous !== null) return `tag ${tag} is new, and has a digest before`;
  if (action === 'unchanged' && previous !== digest)
    return `tag ${tag} is unchanged, and has another digest before`;
  if (backup !== null && action !== 'move') return `tag ${tag} does not move, and has a backup tag`;
  return undefined;
}

/** What of a promotion contradicts itself. */
function entryFault(entry: PlannedPromotion): string | undefined {
  const { destination, source, tags, action, digest, refusal, signers, attachments } = entry;
  const name = [destination, source.repository].find((one) => !isSpelled(one));
  if (name !== undefined) return `${printable(name)} is not a repository as plans spell it`;
  if (!isSorted(tags.map(({ tag }) => tag))) return 'its tags are not sorted';
  if (!isSorted(signers)) return 'its signers are not sorted';
  if (!isSorted(attachments.map(({ artifactType }) => artifactType))) return 'its types are not sorted';
  if (refusal !== null && !isErrorCode(refusal.code)) return `${refusal.code} is not a code of Sealift`;
  const refused = [action, ...tags.map((tag) => tag.action)].map((one) => one === 'refused');
  if (refused.some((one) => one !== (refusal !== null)))
    return 'it is not clear whether the promotion is refused';
  if (digest === null && refusal === null) return 'it has no digest';
  if (
    tags.length > 0 &&
    action !== 'refused' &&
    ![false, true].some((lacks) => actionOf(tags, lacks) === action)
  )
    return `its action is ${action}, which none of its tags has`;
  return tags.map((one) => tagFault(one, digest)).find((fault) => fault !== undefined);
}

/**
 * Reads one promotion of a plan from the text that `entryJson` makes of it, and from no other: two readers of it must not see two
 * promotions (RFC 8259, section 4: names that are there twice are read differently).
 *
 * @param fail makes the error of a reason.
 */
export function readEntry(text: string, fail: (reason: string) => Error): PlannedPromotion {
  if (text.length > ENTRY_LIMIT) throw fail('is over 1 MiB');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw fail('is not JSON');
  }
  const { success, data, error } = entryShape.safeParse(value);
  if (!success) {
    const path = error.issues[0]?.path.join('.') ?? '';
    throw fail(`has what no plan has at ${path === '' ? 'its top' : printable(path)}`);
  }
  const entry = data as PlannedPromotion;
  const fault = entryFault(entry);
  if (fault !== undefined) throw fail(fault);
  if (entryJson(entry) !== text) throw fail('is not written as plans are');
  return entry;
}
