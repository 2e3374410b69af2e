import { SealiftError } from '../../errors.ts';
import { type Descriptor, sameContent } from '../../oci/descriptor.ts';
import { type Digest, digestAlgorithm, digestOf } from '../../oci/digest.ts';
import type { ManifestContent, TargetStore } from '../../oci/ports.ts';
import type { Clock } from '../ports.ts';

/** The most readings until a tag has to show what it was pointed at. Registries with caches show it late (GHCR, Harbor). */
const READINGS = 5;
const FIRST_DELAY = 200;

export interface SetTag {
  readonly tag: string;
  /** What it pointed at when the run began. */
  readonly previous: Descriptor | undefined;
}

function otherAlgorithm(
  store: TargetStore,
  tag: string,
  digest: Digest,
  now: Digest | undefined,
): SealiftError {
  const points = now === undefined ? 'does not exist' : `points at ${now}`;
  return new SealiftError(
    'digest_mismatch',
    `${store.name}:${tag} ${points} after it was pointed at ${digest}: the registry does not set tags by that algorithm`,
    {
      hint: `Signatures are found under ${digest} alone: use ${store.name}@${digest} there, or build the image with sha256 digests, or use a registry that sets such tags.`,
    },
  );
}

function otherType(store: TargetStore, tag: string, { digest, mediaType }: Descriptor): SealiftError {
  return new SealiftError(
    'digest_mismatch',
    `${store.name}:${tag} serves ${digest} with another media type or size than it has (${mediaType})`,
    { hint: 'Readers compare all three with what was signed, so no signature is found for it there.' },
  );
}

/**
 * Reads a tag back that was set: it has to resolve to the promoted digest in its own algorithm, since signatures are looked for
 * under the digest that a tag resolves to. The tag of a layout is not read: it was written here, under a lock.
 *
 * @throws SealiftError `digest_mismatch` for the digest of another algorithm or another media type, `tag_moved` for another manifest,
 *   `upload_unconfirmed` for a tag that is as it was before.
 */
export async function confirmTag(
  store: TargetStore,
  { descriptor, bytes }: ManifestContent,
  { tag, previous }: SetTag,
  { sleep }: Pick<Clock, 'sleep'>,
  signal: AbortSignal,
): Promise<void> {
  if (store.repository === undefined) return;
  const { digest } = descriptor;
  for (let reading = 1; ; reading += 1) {
    const there = await store.resolve({ tag }, signal);
    if (there !== undefined && sameContent(there, descriptor)) return;
    const now = there?.digest;
    const isRetyped = now === digest;
    const isSameContent = now !== undefined && !isRetyped && now === digestOf(bytes, digestAlgorithm(now));
    const isLate = now === undefined || isRetyped || (now === previous?.digest && !isSameContent);
    if (isLate && reading < READINGS) {
      await sleep(FIRST_DELAY * 2 ** (reading - 1), signal);
      continue;
    }
    if (isRetyped) throw otherType(store, tag, descriptor);
    if (isSameContent || (isLate && digestAlgorithm(digest) !== 'sha256'))
      throw otherAlgorithm(store, tag, digest, now);
    if (!isLate) {
      throw new SealiftError(
        'tag_moved',
        `${store.name}:${tag} was pointed at ${digest}, and points at ${now} right after: somebody else moved it, or the registry did`,
      );
    }
    throw new SealiftError(
      'upload_unconfirmed',
      `${store.name} says that the tag ${tag} is set, and it ${now === undefined ? 'is not there' : `still points at ${now}`}`,
      {
        hint: `The image is complete there, as ${store.name}@${digest}. A cache may show the tag late: look at it in some minutes. If it stays so, this registry does not keep the tag, and whoever runs it has to say why.`,
      },
    );
  }
}
