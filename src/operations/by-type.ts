import type { AttachmentResult, ImageResult } from './results.ts';

/** More types than this are counted. */
const TYPES = 8;

/** `.sig` of the digest tag `sha256-HEX.sig`. */
export function tagSuffix(tag: string): string {
  return tag.slice(tag.lastIndexOf('.'));
}

/** What one artifact is, in words: `text/spdx+json under a tag .sbom`. Not made safe to print. */
export function typeText({ artifactType, tag }: AttachmentResult): string {
  const type = artifactType === '' ? 'no type' : artifactType;
  return tag === undefined ? type : `${type} under a tag ${tagSuffix(tag)}`;
}

/** Attachments by type, in words: `2 application/spdx+json, 1 text/plain`. Not made safe to print. */
export function byType(attachments: readonly AttachmentResult[]): string {
  const groups = [...Map.groupBy(attachments, typeText)];
  const shown = groups.slice(0, TYPES).map(([type, { length }]) => `${length} ${type}`);
  const rest = groups.slice(TYPES).reduce((sum, [, { length }]) => sum + length, 0);
  return [...shown, ...(rest > 0 ? [`${rest} of other types`] : [])].join(', ');
}

/** How those are headed: they were not copied where nothing was. */
export function carriedHeading({ status }: Pick<ImageResult, 'status'>): string {
  return status === 'failed' || status === 'planned' ? 'not judged' : 'carried, not judged';
}

/** Those that a promotion copied without judging them. */
export function carried(attachments: readonly AttachmentResult[]): readonly AttachmentResult[] {
  return attachments.filter(({ judged }) => judged === 'carried');
}
