/**
 * What the signature of a record holds as user metadata. Who signs whatever stands under a tag may be given a record to sign
 * as an image; without this such a signature would make it a record that counts.
 */
export const RECORD_METADATA: Readonly<Record<string, string>> = { 'com.github.sealift.record': 'v1' };
