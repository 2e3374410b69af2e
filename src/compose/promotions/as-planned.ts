import { SealiftError } from '../../errors.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import type { TargetStore } from '../../oci/ports.ts';
import { formatDestination, formatPlace } from '../../oci/reference.ts';
import type { PlannedTag } from '../../planning/plan.ts';
import type { PromotionPlace } from '../destinations.ts';

function outdated(
  name: string,
  { action, previous }: PlannedTag,
  now: Digest | undefined,
  to: Digest,
): SealiftError {
  const before = previous === null ? 'was not there' : `was at ${previous}`;
  const is = now === undefined ? 'is not there' : `is at ${now}`;
  const planned = action === 'keep' ? 'stay there' : `be at ${to}`;
  const message = `${name} ${is}; when it was planned it ${before}, and it was to ${planned}. It was left alone`;
  return new SealiftError('plan_outdated', message);
}

/**
 * A destination as a plan has it. A tag that is neither where it was when it was planned nor at the digest that was planned is a
 * destination of its own, which fails; the others go on, and are not asked for again.
 */
export async function asPlanned(
  { place }: PromotionPlace,
  planned: readonly PlannedTag[],
  digest: Digest,
  store: Pick<TargetStore, 'resolve'>,
  signal: AbortSignal,
): Promise<readonly PromotionPlace[]> {
  const name = formatPlace(place);
  const found = await Promise.all(
    planned.map(async (one) => [one, await store.resolve({ tag: one.tag }, signal)] as const),
  );
  const there = new Map<string, Descriptor | undefined>();
  const failed: PromotionPlace[] = [];
  for (const [one, now] of found) {
    const { tag, previous } = one;
    if ([previous, digest].includes(now?.digest ?? null)) {
      there.set(tag, now);
      continue;
    }
    const alone = { ...place, tags: [tag] };
    const error = outdated(`${name}:${tag}`, one, now?.digest, digest);
    failed.push({ text: formatDestination(alone), place: alone, error });
  }
  if (there.size === 0) return failed;
  const left = { ...place, tags: [...there.keys()] };
  return [{ text: formatDestination(left), place: left, there }, ...failed];
}
