import { type Digest, digestOf } from '../../src/oci/digest.ts';
import type { Plan, PlannedPromotion, PlannedTag } from '../../src/planning/plan.ts';

export const OLD = digestOf(Buffer.from('old'));
export const NEW = digestOf(Buffer.from('new'));
export const POLICY = digestOf(Buffer.from('policy'));
export const STORE = digestOf(Buffer.from('store'));

export function plannedTag(
  action: PlannedTag['action'],
  tag = '1.4',
  backup: string | null = null,
): PlannedTag {
  const previous = { new: null, unchanged: NEW, move: OLD, keep: OLD, refused: OLD }[action];
  return { tag, action, previous, backup };
}

/** One image of `dev.example.com/team/app` at a repository. */
export function planned(
  action: PlannedPromotion['action'],
  destination = 'eu.example.com/team/app',
  change: Partial<PlannedPromotion> = {},
): PlannedPromotion {
  const isRefused = action === 'refused';
  return {
    destination,
    tags: [plannedTag(action === 'add' ? 'unchanged' : action)],
    action,
    source: { repository: 'dev.example.com/team/app', tag: '1.4' },
    digest: NEW,
    signers: isRefused ? [] : ['CN=release,O=acme,ST=WA,C=US'],
    attachments: [{ artifactType: 'application/vnd.cncf.notary.signature', count: 2 }],
    bytes: action === 'unchanged' ? 0 : 1_200_000,
    refusal: isRefused
      ? { code: 'artifact_unsigned', message: `dev.example.com/team/app@${NEW} has no signature` }
      : null,
    ...change,
  };
}

export function planOf(...promotions: readonly PlannedPromotion[]): Plan {
  const promotionsFile: Digest = digestOf(Buffer.from('promotions.yaml'));
  return {
    version: 1,
    files: { promotions: promotionsFile, lists: [], policies: [POLICY], trustStores: [STORE] },
    promotions,
  };
}
