import { parseJson } from '../encoding/json.ts';
import { decodeUtf8 } from '../encoding/utf8.ts';
import { SealiftError } from '../errors.ts';
import type { Plan, PlannedPromotion } from './plan.ts';
import { BETWEEN, END, ENTRY, filesJson, HEAD, PLAN_LIMIT } from './plan-json.ts';
import { compareEntries, compareTexts } from './plan-order.ts';
import { filesShape } from './plan-shape.ts';
import { readEntry } from './read-entry.ts';

const HINT = 'Make it again: `sealift plan FILE --out PLAN.json`; a plan is not edited by hand.';

/** The most characters of the part before the promotions: some thousands of lists. */
const HEAD_LIMIT = 1024 * 1024;

function invalid(reason: string, hint = HINT): SealiftError {
  return new SealiftError('plan_invalid', `the plan ${reason}`, { hint });
}

/** Says why a text does not begin as a plan does. */
function notAPlan(text: string): SealiftError {
  const start = text.slice(0, 200).trimStart();
  if (/^\{\s*"version"\s*:\s*1\s*,\s*"command"/.test(start))
    return invalid(
      'is the result of a command (--output json), which has a plan in it',
      'Give the file that `sealift plan FILE --out PLAN.json` writes.',
    );
  const version = /^\{\s*"version"\s*:\s*(\d{1,9})\b/.exec(start)?.[1];
  if (version !== undefined && version !== '1')
    return invalid(
      `has version ${version}, and this Sealift reads version 1`,
      'Plan and promote with the same Sealift.',
    );
  return invalid('does not begin as a plan does');
}

function readFiles(text: string): Plan['files'] {
  if (text.length > HEAD_LIMIT) throw invalid('names too many files');
  const value = parseJson(text, { code: 'plan_invalid', what: 'the files of the plan', hint: HINT });
  const { success, data } = filesShape.safeParse(value);
  if (!success || filesJson(data) !== text) throw invalid('does not name its files as plans do');
  const { lists, policies, trustStores } = data;
  for (const digests of [lists, policies, trustStores])
    if (digests.some((one, at) => at > 0 && compareTexts(digests[at - 1]!, one) > 0))
      throw invalid('does not have the digests of its files sorted');
  return data;
}

/** Refuses a promotion that does not stand behind the one before it, or writes a tag that another one writes. */
function checkOrder(promotions: readonly PlannedPromotion[]): void {
  let tags = new Set<string>();
  for (const [at, entry] of promotions.entries()) {
    const before = promotions[at - 1];
    const fail = (reason: string) => invalid(`${reason}, promotion ${at + 1}`);
    if (before && compareEntries(before, entry) >= 0) throw fail('is not sorted, or names a promotion twice');
    if (before?.destination !== entry.destination) tags = new Set();
    for (const { tag } of entry.tags) {
      if (tags.has(tag)) throw fail(`writes ${entry.destination}:${tag} twice`);
      tags.add(tag);
    }
  }
}

/**
 * Reads a plan from the bytes that `planBytes` makes of it, and from no others. Nothing of them is believed that can be asked for.
 *
 * @throws SealiftError `plan_invalid`.
 */
export function readPlan(bytes: Uint8Array): Plan {
  if (bytes.length > PLAN_LIMIT) throw invalid('is over 64 MiB');
  const text = decodeUtf8(bytes, { code: 'plan_invalid', what: 'the plan', hint: HINT });
  const between = text.indexOf(BETWEEN);
  if (!text.startsWith(HEAD) || between < 0) throw notAPlan(text);
  if (!text.endsWith(END)) throw invalid('has no end: it was cut, or changed');
  const files = readFiles(text.slice(HEAD.length, between));
  const first = between + BETWEEN.length;
  const end = text.length - END.length;
  const promotions: PlannedPromotion[] = [];
  for (let at = first; at < end; ) {
    const next = text.indexOf(`,${ENTRY}`, at);
    const to = next < 0 || next > end ? end : next;
    const place = promotions.length + 1;
    promotions.push(readEntry(text.slice(at, to), (reason) => invalid(`${reason}, promotion ${place}`)));
    at = to + 1;
  }
  if (first > end || text[end - 1] === ',') throw invalid('has no end: it was cut, or changed');
  checkOrder(promotions);
  return { version: 1, files, promotions };
}
