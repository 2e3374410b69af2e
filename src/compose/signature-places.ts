import { printable } from '../encoding/printable.ts';
import { quotable } from '../encoding/quotable.ts';
import { SealiftError } from '../errors.ts';
import { type Destination, formatPlace, parseDestination } from '../oci/reference.ts';
import { withoutLogin } from '../oci/split-reference.ts';
import type { AnyRun } from './run.ts';

type Flag = '--signatures-from' | '--signatures-to';

function refused(flag: Flag, text: string, reason: string, hint: string): SealiftError {
  return new SealiftError('usage', `${flag} ${quotable(withoutLogin(text), 600)} ${reason}`, { hint });
}

/** Reads a repository for signatures: without tag and digest, since signatures are found by the digest of their image. */
function placeOf(flag: Flag, text: string, { plainHttp }: Pick<AnyRun, 'plainHttp'>): Destination {
  let place: Destination;
  try {
    place = parseDestination(text, plainHttp);
  } catch (error) {
    if (!(error instanceof SealiftError)) throw error;
    const hint = 'Write REGISTRY/REPOSITORY, without tag and digest.';
    throw new SealiftError(error.code, `${flag}: ${error.message}`, {
      hint: error.code === 'reference_invalid' ? error.hint : hint,
      cause: error,
    });
  }
  const { tags, digest, transport } = place;
  if (tags.length > 0 || digest !== undefined) {
    const what = tags.length === 0 ? 'a digest' : digest === undefined ? 'a tag' : 'a tag and a digest';
    const reason = `names ${what}, and signatures are found by the digest of their image`;
    throw refused(flag, text, reason, `Write ${printable(formatPlace(place), 600)}`);
  }
  if (flag === '--signatures-to' && transport !== 'docker')
    throw refused(
      flag,
      text,
      `is ${transport === 'oci' ? 'a layout' : 'an archive'}, where nobody finds the signatures of an image that is not there`,
      `Name a repository of a registry; or promote the image with its signatures to ${transport}:PATH:TAG.`,
    );
  return place;
}

/** Where signatures are read from and put to, beside the repositories of the images. */
export interface SignaturePlaces {
  readonly from: readonly Destination[];
  readonly to: Destination | undefined;
}

/** The repositories for signatures, each once. What is wrong with them is a problem, before anything is contacted. */
export async function signaturePlacesOf(
  given: { readonly signaturesFrom?: readonly string[]; readonly signaturesTo?: string | undefined },
  run: Pick<AnyRun, 'problems' | 'plainHttp'>,
): Promise<SignaturePlaces> {
  const { signaturesFrom = [], signaturesTo } = given;
  const from = new Map<string, Destination>();
  for (const text of signaturesFrom) {
    const place = await run.problems.try(() => placeOf('--signatures-from', text, run));
    if (place) from.set(formatPlace(place), place);
  }
  const to =
    signaturesTo === undefined
      ? undefined
      : await run.problems.try(() => placeOf('--signatures-to', signaturesTo, run));
  return { from: [...from.values()], to };
}
