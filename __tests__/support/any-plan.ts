import fc from 'fast-check';
import { type Digest, digestOf } from '../../src/oci/digest.ts';
import type { Plan, PlannedPromotion, PlannedTag } from '../../src/planning/plan.ts';
import { actionOf } from '../../src/planning/plan-actions.ts';
import { compareEntries, compareTexts } from '../../src/planning/plan-order.ts';

const digest: fc.Arbitrary<Digest> = fc
  .tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom('sha256' as const, 'sha512' as const))
  .map(([seed, algorithm]) => digestOf(new Uint8Array([seed]), algorithm));
const repository = fc.constantFrom(
  'eu.example.com/team/app',
  'us.example.com:5000/prod/web',
  '[::1]:5000/a_b/c__d/e-f',
  'localhost/x',
);
const tag = fc.constantFrom('1.4', 'latest', 'v2_rc-1', '_', 'Z');
const someText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('##[error]', '},{"destination":"', '\u202e'),
);
const sorted = <T>(items: readonly T[], nameOf: (item: T) => string): T[] =>
  [...new Map(items.map((item) => [nameOf(item), item])).values()].toSorted((a, b) =>
    compareTexts(nameOf(a), nameOf(b)),
  );

function tagFor(name: string, now: Digest, other: Digest, kind: number, refused: boolean): PlannedTag {
  if (refused) return { tag: name, action: 'refused', previous: kind % 2 === 0 ? null : other, backup: null };
  if (kind === 0) return { tag: name, action: 'new', previous: null, backup: null };
  if (kind === 1 || other === now) return { tag: name, action: 'unchanged', previous: now, backup: null };
  if (kind === 2) return { tag: name, action: 'keep', previous: other, backup: null };
  return { tag: name, action: 'move', previous: other, backup: kind === 3 ? null : `${name}-previous` };
}

const promotion: fc.Arbitrary<PlannedPromotion> = fc
  .record({
    destination: repository,
    names: fc.array(fc.tuple(tag, digest, fc.integer({ min: 0, max: 4 })), { maxLength: 4 }),
    source: fc.record({ repository, tag: fc.option(tag) }),
    digest,
    isKnown: fc.boolean(),
    lacks: fc.boolean(),
    signers: fc.array(someText, { maxLength: 3 }),
    attachments: fc.array(fc.record({ artifactType: someText, count: fc.integer({ min: 1 }) }), {
      maxLength: 3,
    }),
    bytes: fc.maxSafeNat(),
    refusal: fc.option(
      fc.record({ code: fc.constantFrom('tag_exists', 'artifact_unsigned'), message: someText }),
    ),
  })
  .map(({ names, isKnown, lacks, ...one }) => {
    const isRefused = one.refusal !== null;
    const tags = sorted(names, ([name]) => name).map(([name, other, kind]) =>
      tagFor(name, one.digest, other, kind, isRefused),
    );
    return {
      ...one,
      tags,
      action: isRefused ? ('refused' as const) : actionOf(tags, lacks),
      digest: isKnown || !isRefused ? one.digest : null,
      signers: sorted(one.signers, (text) => text),
      attachments: sorted(one.attachments, ({ artifactType }) => artifactType),
    };
  });

/** Promotions sorted as a plan has them, none twice, and no tag of a destination twice. */
function inOrder(promotions: readonly PlannedPromotion[]): readonly PlannedPromotion[] {
  const written = new Set<string>();
  return promotions
    .toSorted(compareEntries)
    .filter((one, at, all) => at === 0 || compareEntries(all[at - 1]!, one) !== 0)
    .filter(({ destination, tags }) => {
      const names = tags.map((each) => `${destination}:${each.tag}`);
      if (names.some((name) => written.has(name))) return false;
      for (const name of names) written.add(name);
      return true;
    });
}

const digests = fc.array(digest, { maxLength: 3 }).map((all) => all.toSorted(compareTexts));

/** Any plan that `readPlan` takes. */
export const anyPlan: fc.Arbitrary<Plan> = fc.record({
  version: fc.constant(1 as const),
  files: fc.record({ promotions: digest, lists: digests, policies: digests, trustStores: digests }),
  promotions: fc.array(promotion, { maxLength: 6 }).map(inOrder),
});
