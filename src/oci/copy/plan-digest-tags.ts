import pLimit, { type LimitFunction } from 'p-limit';
import { mapGroup } from '../../async/map-group.ts';
import { SealiftError } from '../../errors.ts';
import { sameContent } from '../descriptor.ts';
import type { Digest } from '../digest.ts';
import type { DigestTag } from '../digest-tags/digest-tag.ts';
import { mergeDigestTag } from '../digest-tags/merge.ts';
import { parseManifest } from '../manifest.ts';
import { isForeignLayer } from '../media-types.ts';
import type { ManifestReader } from '../ports.ts';
import type { AskedParts } from './asked-parts.ts';

/** The most digest tags that are asked for at the same time, and of which what they hold is read. */
const TOGETHER = 16;
const READ_TOGETHER = 4;

type Reader = ManifestReader & { readonly name: string };

/** What a target lacks of the digest tags of an artifact. */
export interface DigestTagPlan {
  /** Those that are not there, or that lack something of what is carried. */
  readonly missing: readonly DigestTag[];
  /** Blobs that the target has, since what it holds under a digest tag names them. */
  readonly blobs: readonly Digest[];
}

const NOTHING = { missing: [], blobs: [] };

async function planTag(
  target: Reader,
  one: DigestTag,
  parts: AskedParts,
  { deep, reading }: { readonly deep: boolean; readonly reading: LimitFunction },
  signal: AbortSignal,
): Promise<DigestTagPlan> {
  const { tag, suffix, subject, node } = one;
  const { content } = node;
  const there = await target.resolve({ tag }, signal);
  const lacksPart = async (): Promise<boolean> => deep && (await parts.missingOf(node, signal)).length > 0;
  // GitLab answers with the image itself where there is no tag of this form.
  if (there === undefined || there.digest === subject.digest) return { missing: [one], blobs: [] };
  if (sameContent(there, content.descriptor))
    return (await lacksPart()) ? { missing: [one], blobs: [] } : NOTHING;
  // What it holds may have 4 MiB, so that it is let go of before the next ones are read.
  const blobs = await reading(async (): Promise<readonly Digest[] | undefined> => {
    const held = await target.manifest(there, signal).catch(unlessGone);
    // It was moved in between: what it holds is looked at again when it is written.
    if (held === undefined) return [];
    if (mergeDigestTag({ name: target.name, tag, suffix }, content, held) === held) return undefined;
    const { config, layers } = parseManifest(held);
    const named = config ? [config, ...layers] : layers;
    return named.filter(({ mediaType }) => !isForeignLayer(mediaType)).map(({ digest }) => digest);
  });
  if (blobs === undefined) return (await lacksPart()) ? { missing: [one], blobs: [] } : NOTHING;
  return { missing: [one], blobs: deep ? [] : blobs };
}

function unlessGone(error: unknown): undefined {
  if (error instanceof SealiftError && error.code === 'artifact_not_found') return undefined;
  throw error;
}

/**
 * Compares the digest tags of an artifact with those of a target, with one question for each, and one more where it holds something
 * else.
 *
 * @throws SealiftError `attachment_conflict` where one holds what must not be lost and cannot be united with what is carried.
 */
export async function planDigestTags(
  target: Reader,
  digestTags: readonly DigestTag[],
  parts: AskedParts,
  options: { readonly deep: boolean },
  signal: AbortSignal,
): Promise<DigestTagPlan> {
  const reading = pLimit(READ_TOGETHER);
  const plans = await mapGroup(signal, digestTags, TOGETHER, (one, joined) =>
    planTag(target, one, parts, { ...options, reading }, joined),
  );
  return { missing: plans.flatMap(({ missing }) => missing), blobs: plans.flatMap(({ blobs }) => blobs) };
}
