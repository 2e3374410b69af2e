import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { failedImage } from '../../operations/failed-image.ts';
import { failedDestination } from '../../operations/promotion/failed-destination.ts';
import type { ImageResult } from '../../operations/results.ts';
import type { PlannedPromotion } from '../../planning/plan.ts';

/** The result of what a plan refuses: whoever approved the plan has approved that nothing becomes of it. */
export function plannedRefusal({
  source,
  digest,
  destination,
  tags,
  refusal,
}: PlannedPromotion): ImageResult {
  const { repository, tag } = source;
  const named = tag === null ? (digest === null ? '' : `@${digest}`) : `:${tag}`;
  const why = printable(refusal?.message ?? 'its digest is not known', 1000);
  const error = new SealiftError(
    refusal?.code ?? 'plan_outdated',
    `it was refused when it was planned: ${why}`,
  );
  const under = tags.map((one) => one.tag).join(',');
  const place = `${destination}${under === '' ? (digest === null ? '' : `@${digest}`) : `:${under}`}`;
  return {
    ...failedImage(`${repository}${named}`, error.toJSON()),
    digest,
    destinations: [failedDestination(place, error, { digest, attachments: 0 })],
  };
}
