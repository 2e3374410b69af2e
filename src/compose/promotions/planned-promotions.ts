import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { type Digest, isDigest } from '../../oci/digest.ts';
import type { DestinationResult, ImageResult, ResultError, TagResult } from '../../operations/results.ts';
import type { PlannedAction, PlannedAttachments, PlannedPromotion, PlannedTag } from '../../planning/plan.ts';
import { actionOf } from '../../planning/plan-actions.ts';
import { compareTexts } from '../../planning/plan-order.ts';
import type { SelectedDestination, SelectedImage } from '../../planning/selected-image.ts';

/** Characters of a message, of the subject of a signer, and of an artifact type. */
const [MESSAGE, SUBJECT, TYPE] = [1000, 1000, 255];
/** Signers and types that are named of one image. */
const MOST = 100;

/** The type under which those are counted that a plan does not name. */
const OTHERS = 'other types';

type Hide = (text: string) => string;

const ACTIONS: Readonly<Record<TagResult['action'], PlannedTag['action'] | undefined>> = {
  new: 'new',
  moved: 'move',
  unchanged: 'unchanged',
  kept: 'keep',
  // Nothing was decided of it.
  left: undefined,
};

const orNull = (digest: string | null): Digest | null =>
  digest !== null && isDigest(digest) ? digest : null;

function signersOf({ signatures }: ImageResult, hide: Hide): string[] {
  const passed = signatures.filter(({ status, made }) => status === 'passed' && !made);
  const subjects = passed.flatMap(({ signer }) => (signer === null ? [] : printable(hide(signer), SUBJECT)));
  return [...new Set(subjects)].toSorted(compareTexts).slice(0, MOST);
}

function attachmentsOf({ attachments }: ImageResult, hide: Hide): PlannedAttachments[] {
  const counts = new Map<string, number>();
  for (const { artifactType } of attachments) {
    const type = printable(hide(artifactType), TYPE);
    const name = counts.has(type) || counts.size < MOST ? type : OTHERS;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([artifactType, count]) => ({ artifactType, count }))
    .toSorted((one, other) => compareTexts(one.artifactType, other.artifactType));
}

/** The result of a destination among those of its image; `undefined` where the image failed before. */
function resultAt(
  { destinations }: ImageResult,
  { repository }: SelectedDestination,
): DestinationResult | undefined {
  return destinations.find(
    ({ reference }) => reference.startsWith(`${repository}:`) || reference.startsWith(`${repository}@`),
  );
}

function tagsOf(
  { tags }: SelectedDestination,
  result: DestinationResult | undefined,
  refusal: ResultError | null,
): PlannedTag[] {
  return [...new Set(tags)].toSorted(compareTexts).map((tag) => {
    const found = result?.tags.find((one) => one.tag === tag);
    const previous = orNull(found?.previous ?? null);
    if (refusal) return { tag, action: 'refused', previous, backup: null };
    const action = (found && ACTIONS[found.action]) ?? (previous === null ? 'new' : 'move');
    return { tag, action, previous, backup: action === 'move' ? (found?.backup ?? null) : null };
  });
}

/** The action of a promotion by digest is that of its manifest. */
function actionAt(
  tags: readonly PlannedTag[],
  result: DestinationResult | undefined,
  image: ImageResult,
): PlannedAction {
  if (tags.length === 0 && result?.toCopy?.image === true) return 'new';
  return actionOf(tags, result !== undefined && (lacks(result) || lacksSignatures(image)));
}

/** Whether something is to be written beside the tags of a destination: parts, what is attached, our own signature, or a record. */
function lacks({ toCopy, attachments, signed, records = [] }: DestinationResult): boolean {
  const isMade =
    signed.some(({ action }) => action === 'made') || records.some(({ digest }) => digest === null);
  return isMade || attachments.missing.length > 0 || (toCopy?.manifests ?? 0) > 0 || (toCopy?.blobs ?? 0) > 0;
}

/** Whether the repository of `signatures-to` lacks any, which is to have them before the tags of all destinations. */
function lacksSignatures({ signaturesTo }: ImageResult): boolean {
  return (signaturesTo?.attachments.missing.length ?? 0) > 0;
}

const UNKNOWN = new SealiftError('internal', 'nothing was found out about this destination').toJSON();

/**
 * What the dry run of one selected image found, for each of its destinations.
 *
 * @param hide takes secrets out of what others wrote.
 */
export function plannedPromotions(
  image: ImageResult,
  { entry, tag, digest, destinations }: SelectedImage,
  hide: Hide,
): PlannedPromotion[] {
  const shared = {
    source: { repository: entry.from, tag: tag ?? null },
    digest: orNull(image.digest) ?? digest ?? null,
    signers: signersOf(image, hide),
    attachments: attachmentsOf(image, hide),
  };
  return destinations.map((destination) => {
    const result = resultAt(image, destination);
    const own = result?.error ?? (result && result.status !== 'failed' ? null : (image.error ?? UNKNOWN));
    const error = own ?? (shared.digest === null ? UNKNOWN : null);
    const tags = tagsOf(destination, result, error);
    return {
      destination: destination.repository,
      tags,
      action: error ? 'refused' : actionAt(tags, result, image),
      ...shared,
      bytes: result?.toCopy?.bytes ?? 0,
      refusal: error && { code: error.code, message: printable(hide(error.message), MESSAGE) },
    };
  });
}
