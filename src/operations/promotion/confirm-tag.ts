import { lookAgain } from '../../async/look-again.ts';
import { SealiftError } from '../../errors.ts';
import { type Descriptor, sameContent } from '../../oci/descriptor.ts';
import { type Digest, digestAlgorithm, digestOf } from '../../oci/digest.ts';
import type { ManifestContent, TargetStore } from '../../oci/ports.ts';
import type { Clock } from '../ports.ts';

export interface SetTag {
  readonly tag: string;
  /** The digest that it pointed at when the run began. */
  readonly previous: Digest | undefined;
}

/** The error for a tag that does not resolve to what it was pointed at, but to `there`. */
function unlike(
  { name }: TargetStore,
  tag: string,
  { descriptor: { digest }, bytes }: ManifestContent,
  { there, isLate }: { readonly there: Descriptor | undefined; readonly isLate: boolean },
): SealiftError {
  const now = there === undefined ? 'is not there' : `points at ${there.digest}`;
  const what = `${name}:${tag} was pointed at ${digest}, and ${now}`;
  if (there?.digest === digest) {
    const served = `${name}:${tag} serves ${digest} as another media type, or with another size, than was put`;
    return new SealiftError('manifest_invalid', served, {
      hint: 'A signature holds media type and size as well, so that no verifier accepts the image there. Promote it to another repository, where these bytes are not served so.',
    });
  }
  const isSame = there !== undefined && there.digest === digestOf(bytes, digestAlgorithm(there.digest));
  if (isSame || (isLate && digestAlgorithm(digest) !== 'sha256')) {
    return new SealiftError('digest_mismatch', `${what}: the registry sets no tags by that algorithm`, {
      hint: `Signatures are found under ${digest} alone: use ${name}@${digest} there, or build the image with sha256 digests, or use a registry that sets such tags.`,
    });
  }
  if (!isLate) {
    return new SealiftError('tag_moved', `${what} right after: somebody else moved it, or the registry did`, {
      hint: 'Look at what it points at now. Where this image is the one that is wanted, promote it again when nobody else moves the tag.',
    });
  }
  return new SealiftError('upload_unconfirmed', `${what}, although the registry said that it is set`, {
    hint: `The image is complete there, as ${name}@${digest}. A cache may show the tag late: look at it in some minutes. If it stays so, this registry does not keep the tag, and whoever runs it has to say why.`,
  });
}

/**
 * Reads a tag back that was set: it has to resolve to the promoted digest in its own algorithm, since signatures are looked for
 * under the digest that a tag resolves to. The tag of a layout is not read: it was written here, under a lock.
 *
 * @throws SealiftError `digest_mismatch` for the digest of another algorithm, `manifest_invalid` for another media type,
 *   `tag_moved` for another manifest, `upload_unconfirmed` for a tag that is as it was before.
 */
export async function confirmTag(
  store: TargetStore,
  content: ManifestContent,
  { tag, previous }: SetTag,
  { sleep }: Pick<Clock, 'sleep'>,
  signal: AbortSignal,
): Promise<void> {
  if (store.repository === undefined) return;
  const { descriptor } = content;
  let there: Descriptor | undefined;
  // Registries with caches show a tag late (GHCR, Harbor).
  const shown = await lookAgain(
    async () => {
      there = await store.resolve({ tag }, signal);
      if (there !== undefined && sameContent(there, descriptor)) return there;
      const isLate = there === undefined || there.digest === previous || there.digest === descriptor.digest;
      if (!isLate) throw unlike(store, tag, content, { there, isLate });
      return undefined;
    },
    sleep,
    signal,
  );
  if (!shown) throw unlike(store, tag, content, { there, isLate: true });
}
