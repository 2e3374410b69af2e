import { jsonLine } from '../encoding/json-line.ts';
import type { Plan, PlannedPromotion } from './plan.ts';

/** The longest plan. It holds some 100,000 promotions, and is read whole. */
export const PLAN_LIMIT = 64 * 1024 * 1024;
/** The longest text of one promotion of a plan, which may have many tags. */
export const ENTRY_LIMIT = 1024 * 1024;

/** What stands before the promotions, and behind them. */
export const [HEAD, BETWEEN, END] = ['{"version":1,"files":', ',"promotions":[', ']}\n'];
/** What every promotion begins with. No text of JSON holds it, since the quotes in a text are escaped. */
export const ENTRY = '{"destination":"';

export function filesJson({ promotions, lists, policies, trustStores }: Plan['files']): string {
  return jsonLine({ promotions, lists, policies, trustStores });
}

/** One promotion, its members in the order of their type. */
export function entryJson(entry: PlannedPromotion): string {
  const { destination, tags, action, source, digest, signers, attachments, bytes, refusal } = entry;
  return jsonLine({
    destination,
    tags: tags.map(({ tag, action: one, previous, backup }) => ({ tag, action: one, previous, backup })),
    action,
    source: { repository: source.repository, tag: source.tag },
    digest,
    signers,
    attachments: attachments.map(({ artifactType, count }) => ({ artifactType, count })),
    bytes,
    refusal: refusal && { code: refusal.code, message: refusal.message },
  });
}
