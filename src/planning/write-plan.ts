import { Buffer } from 'node:buffer';
import { SealiftError } from '../errors.ts';
import type { Plan } from './plan.ts';
import { BETWEEN, END, ENTRY_LIMIT, entryJson, filesJson, HEAD, PLAN_LIMIT } from './plan-json.ts';

/** Promotions that are made bytes of at a time, so that the whole text is in memory once. */
const AT_ONCE = 1000;

const TOO_LONG =
  'Split the promotions file by its destinations, and plan and promote each file in a run of its own.';

/**
 * The bytes of a plan, the same for the same plan.
 *
 * @throws SealiftError `content_too_large` where `readPlan` would not read them.
 */
export function planBytes({ files, promotions }: Plan): Uint8Array {
  const chunks = [Buffer.from(`${HEAD}${filesJson(files)}${BETWEEN}`)];
  let length = 0;
  for (let at = 0; at < promotions.length; at += AT_ONCE) {
    const texts = promotions.slice(at, at + AT_ONCE).map(entryJson);
    const long = texts.findIndex((text) => text.length > ENTRY_LIMIT);
    if (long >= 0) {
      const { destination } = promotions[at + long]!;
      throw new SealiftError('content_too_large', `what is planned for ${destination} is over 1 MiB`, {
        hint: 'Give the image fewer tags at this destination.',
      });
    }
    const chunk = Buffer.from(`${at === 0 ? '' : ','}${texts.join(',')}`);
    length += chunk.length;
    if (length > PLAN_LIMIT - ENTRY_LIMIT)
      throw new SealiftError('content_too_large', 'the plan is over 63 MiB', { hint: TOO_LONG });
    chunks.push(chunk);
  }
  return Buffer.concat([...chunks, Buffer.from(END)]);
}
