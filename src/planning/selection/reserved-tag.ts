import { isRecordTag } from '../../notation/record/record-tag.ts';

/** A referrers tag (distribution-spec, "Referrers Tag Schema"), or one of cosign (`sha256-HEX.sig`). */
const NAMED_AFTER_DIGEST = /^sha(?:256|384|512)-[0-9a-f]{32,}(?:\..*)?$/;

/** Tags that belong to an image and are none, those of signed records too. A promotion carries along what stands there. */
export function isReservedTag(tag: string): boolean {
  return NAMED_AFTER_DIGEST.test(tag) || isRecordTag(tag);
}
