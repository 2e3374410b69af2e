import { formatPlace, parseReference } from '../oci/reference.ts';
import { firstError } from '../operations/first-error.ts';
import { isKept } from '../operations/is-kept.ts';
import { trustsSigner } from '../operations/judging/trusts-signer.ts';
import type { DestinationResult, ImageResult, RunResult } from '../operations/results.ts';
import type { ActionName } from '../options/commands.ts';
import { type OutputName, outputsOf } from '../options/outputs.ts';
import { hasPlan } from './plan-summary.ts';

/** `NAME@DIGEST`, from a reference as it was given. */
function byDigest(reference: string, digest: string | null): string {
  if (digest === null) return '';
  try {
    return `${formatPlace(parseReference(reference))}@${digest}`;
  } catch {
    return '';
  }
}

/** The first destination at which the image is, or would be after a dry run. */
function doneFirst(image: ImageResult | undefined): DestinationResult | undefined {
  return image?.destinations.find((one) => one.status !== 'failed' && !isKept(one));
}

/** Our own signature of the image, at the destination that `reference` names. */
function ownDigest(image: ImageResult | undefined): string | undefined {
  const row = doneFirst(image)?.signed.find(({ subject }) => subject === image?.digest);
  return row?.digest ?? undefined;
}

const VALUES: Readonly<Record<OutputName, (result: RunResult, image: ImageResult | undefined) => string>> = {
  digest: (_, image) => image?.digest ?? '',
  'signature-digest': (_, image) =>
    ownDigest(image) ?? image?.signatures.find(({ status }) => status === 'passed')?.digest ?? '',
  reference: ({ command }, image) => {
    if (command === 'promote') return doneFirst(image)?.pinned ?? '';
    return byDigest(image?.reference ?? '', image?.digest ?? null);
  },
  status: ({ status }) => status,
  'error-code': (result) => (result.status === 'done' ? '' : (firstError(result)?.code ?? 'internal')),
  results: (result) => JSON.stringify(result),
  changes: (result) => (hasPlan(result) ? String(result.changes) : ''),
  'plan-digest': (result) => (hasPlan(result) ? (result.planDigest ?? '') : ''),
  matrix: (result) => (hasPlan(result) && result.matrix ? JSON.stringify(result.matrix) : ''),
  verified: ({ status, images }) =>
    String(status === 'done' && images.every((image) => image.status === 'verified')),
  'signer-subject': (_, image) => image?.signatures.find(trustsSigner)?.signer ?? '',
  // Of the destination that `reference` names, so that the two go together.
  'previous-digest': (_, image) => (doneFirst(image) ?? image?.destinations[0])?.previousDigest ?? '',
};

/** Every output of an action. An output about one image describes the first image. */
export function outputValues(
  action: ActionName,
  result: RunResult,
): readonly (readonly [OutputName, string])[] {
  return outputsOf(action).map(({ name }) => [name, VALUES[name](result, result.images[0])]);
}
