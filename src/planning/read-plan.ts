import { Buffer } from 'node:buffer';
import { parseJson } from '../encoding/json.ts';
import { decodeUtf8 } from '../encoding/utf8.ts';
import { SealiftError } from '../errors.ts';
import type { Plan, PlannedPromotion } from './plan.ts';
import { BETWEEN, END, ENTRY, ENTRY_LIMIT, filesJson, HEAD, PLAN_LIMIT } from './plan-json.ts';
import { compareEntries, compareTexts } from './plan-order.ts';
import { filesShape } from './plan-shape.ts';
import { readEntry } from './read-entry.ts';
import { SharedTexts } from './shared-texts.ts';

const HINT = 'Make it again: `sealift plan FILE --out PLAN.json`; a plan is not edited by hand.';

/** The most bytes of the part before the promotions: some thousands of lists. */
const HEAD_LIMIT = 1024 * 1024;
/** Bytes at the beginning of what is no plan that tell what it is. */
const START = 200;
/** The most bytes of one character (RFC 3629). */
const BYTES = 4;
const COMMA = ','.charCodeAt(0);
const NEXT = `,${ENTRY}`;

function invalid(reason: string, hint = HINT): SealiftError {
  return new SealiftError('plan_invalid', `the plan ${reason}`, { hint });
}

/** Says why a text does not begin as a plan does. */
function notAPlan(text: string): SealiftError {
  const start = text.trimStart();
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
  // The promotions are read one after the other, because the text of a whole plan would take its memory once more.
  const plan = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const text = (from: number, to: number): string =>
    decodeUtf8(plan.subarray(from, to), { code: 'plan_invalid', what: 'the plan', hint: HINT });
  const between = plan.indexOf(BETWEEN);
  if (between < 0 || !plan.subarray(0, HEAD.length).equals(Buffer.from(HEAD)))
    throw notAPlan(plan.toString('utf8', 0, START));
  const first = between + BETWEEN.length;
  const end = plan.length - END.length;
  if (first > end || !plan.subarray(end).equals(Buffer.from(END)) || plan[end - 1] === COMMA)
    throw invalid('has no end: it was cut, or changed');
  if (between - HEAD.length > HEAD_LIMIT) throw invalid('names too many files');
  const files = readFiles(text(HEAD.length, between));
  const shared = new SharedTexts();
  const promotions: PlannedPromotion[] = [];
  for (let at = first; at < end; ) {
    const next = plan.indexOf(NEXT, at);
    const to = next < 0 || next > end ? end : next;
    const fail = (reason: string) => invalid(`${reason}, promotion ${promotions.length + 1}`);
    if (to - at > ENTRY_LIMIT * BYTES) throw fail('is over 1 MiB');
    promotions.push(shared.in(readEntry(text(at, to), fail)));
    at = to + 1;
  }
  checkOrder(promotions);
  return { version: 1, files, promotions };
}
