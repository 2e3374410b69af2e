import { formatPlace, parseReference } from '../oci/reference.ts';
import { trustsSigner } from '../operations/judging/trusts-signer.ts';
import type { ImageResult, RunResult } from '../operations/results.ts';
import type { ActionName } from '../options/commands.ts';
import { type OutputName, outputsOf } from '../options/outputs.ts';

/** `NAME@DIGEST`, from a reference as it was given. */
function byDigest(reference: string, digest: string | null): string {
  if (digest === null) return '';
  try {
    return `${formatPlace(parseReference(reference))}@${digest}`;
  } catch {
    return '';
  }
}

/** The error of the run, else that of the first image with an error. */
export function firstError(result: RunResult): RunResult['error'] {
  const ofImage = ({ error, destinations }: ImageResult) =>
    error ?? destinations.find((one) => one.error)?.error;
  return result.error ?? result.images.map(ofImage).find((error) => error) ?? null;
}

const VALUES: Readonly<Record<OutputName, (result: RunResult, image: ImageResult | undefined) => string>> = {
  digest: (_, image) => image?.digest ?? '',
  'signature-digest': (_, image) => image?.signatures.find(({ status }) => status === 'passed')?.digest ?? '',
  reference: ({ command }, image) => {
    const destination = image?.destinations.find(({ status }) => status !== 'failed');
    // A destination with several tags is no valid reference, so the first tag is used; the digest decides anyway.
    if (command === 'promote')
      return byDigest(destination?.reference.replace(/,.*$/s, '') ?? '', destination?.digest ?? null);
    return byDigest(image?.reference ?? '', image?.digest ?? null);
  },
  status: ({ status }) => status,
  'error-code': (result) => (result.status === 'done' ? '' : (firstError(result)?.code ?? 'internal')),
  results: (result) => JSON.stringify(result),
  verified: ({ status, images }) =>
    String(status === 'done' && images.every((image) => image.status === 'verified')),
  'signer-subject': (_, image) => image?.signatures.find(trustsSigner)?.signer ?? '',
  'previous-digest': (_, image) => image?.destinations[0]?.previousDigest ?? '',
};

/** Every output of an action. An output about one image describes the first image. */
export function outputValues(
  action: ActionName,
  result: RunResult,
): readonly (readonly [OutputName, string])[] {
  return outputsOf(action).map(({ name }) => [name, VALUES[name](result, result.images[0])]);
}
