import type { IncomingMessage } from 'node:http';
import type { ManifestContent } from '../../../src/oci/ports.ts';
import type { Switches } from './switches.ts';

/** What registries say of a tag that is not to be moved. */
export const IMMUTABLE: Record<Switches['immutableAnswer'], readonly [code: string, message: string]> = {
  400: ['TAG_INVALID', "The image tag '1' already exists and cannot be overwritten because it is immutable"],
  403: ['DENIED', 'this repository has enabled tag immutability'],
  409: ['TAG_IMMUTABLE', 'tag immutable'],
  412: ['PRECONDITION', "Failed to process request due to '1' configured as immutable."],
};

/** RFC 9110, 13.1: If-Match and If-None-Match against what is there. */
export function fitsGuard(headers: IncomingMessage['headers'], there: ManifestContent | undefined): boolean {
  const etag = there && `"${there.descriptor.digest}"`;
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  return (match === undefined || match === etag) && (noneMatch !== '*' || there === undefined);
}
