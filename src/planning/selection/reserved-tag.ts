/**
 * Tags that belong to an image and are none: referrers tags (distribution-spec, "Referrers Tag Schema"), those of cosign
 * (`sha256-HEX.sig`) and of signed records. A promotion carries along what stands there.
 */
const RESERVED = /^(?:sha(?:256|384|512)-[0-9a-f]{32,}(?:\..*)?|sealift-record-[0-9a-f]{32})$/;

export function isReservedTag(tag: string): boolean {
  return RESERVED.test(tag);
}
