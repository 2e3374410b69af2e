import { createHash } from 'node:crypto';

const PREFIX = 'sealift-record-';
const HEX = 32;

const RECORD_TAG = new RegExp(`^${PREFIX}[0-9a-f]{${HEX}}$`);

/** The tag that holds the newest record of `tag`: `sealift-record-` and the first 32 hex of the SHA-256 of its name. */
export function recordTagOf(tag: string): string {
  return `${PREFIX}${createHash('sha256').update(tag).digest('hex').slice(0, HEX)}`;
}

/** Whether a tag holds the record of some other tag, by its form. */
export function isRecordTag(tag: string): boolean {
  return RECORD_TAG.test(tag);
}
