import { Buffer } from 'node:buffer';
import { type DerElement, TAG } from '../../encoding/der.ts';
import type { DistributionPoint } from '../certificate.ts';
import { contextTag, type DerReader } from '../der-reader.ts';
import { uriOf } from './general-name.ts';
import type { ExtensionReader } from './reading.ts';

/** DistributionPointName ::= CHOICE { fullName [0], nameRelativeToCRLIssuer [1] }. Go takes the full name alone. */
export function pointNames(reader: DerReader, name: DerElement): Pick<DistributionPoint, 'names' | 'urls'> {
  const form = reader.only(name, contextTag(0));
  if (form.tag !== contextTag(0)) throw reader.refuse('has a distribution point that is no full name');
  const names = reader.children(form, contextTag(0));
  return {
    urls: names.flatMap((one) => uriOf(reader, one)),
    names: names.map((one) => Buffer.from(reader.whole(one)).toString('hex')),
  };
}

/**
 * CRLDistributionPoints ::= SEQUENCE OF SEQUENCE { distributionPoint [0], reasons [1], cRLIssuer [2] }, each optional
 * (RFC 5280, 4.2.1.13).
 */
export function readDistributionPoints(reader: DerReader, root: DerElement): DistributionPoint[] {
  return reader.children(root, TAG.sequence).map((point) => {
    const parts = reader.parts(point);
    const name = parts.optional(contextTag(0));
    const hasReasons = parts.optional(contextTag(1, false)) !== undefined;
    const hasCrlIssuer = parts.optional(contextTag(2)) !== undefined;
    parts.end();
    return { ...(name ? pointNames(reader, name) : { names: [], urls: [] }), hasReasons, hasCrlIssuer };
  });
}

export const crlDistributionPoints: ExtensionReader = (reader, root) => {
  const crlPoints = readDistributionPoints(reader, root);
  // A point with only reasons and an issuer says that there is a list, and not where.
  const crlUrls = crlPoints.flatMap(({ names, urls }) =>
    names.length === 0 ? ['(a name that is not told)'] : urls,
  );
  return { crlPoints, crlUrls };
};
