import { TAG } from '../../encoding/der.ts';
import { contextTag } from '../der-reader.ts';
import { uriOf } from './general-name.ts';
import type { ExtensionReader } from './reading.ts';

/**
 * CRLDistributionPoints ::= SEQUENCE OF SEQUENCE { distributionPoint [0], reasons [1], cRLIssuer [2] }, each optional
 * (RFC 5280, 4.2.1.13). Of the two forms of a point Go takes the full name alone.
 */
export const crlDistributionPoints: ExtensionReader = (reader, root) => ({
  crlUrls: reader.children(root, TAG.sequence).flatMap((point) => {
    const parts = reader.parts(point);
    const name = parts.optional(contextTag(0));
    parts.optional(contextTag(1, false));
    parts.optional(contextTag(2));
    parts.end();
    // A point with only reasons and an issuer says that there is a list, and not where.
    if (!name) return ['(a name that is not told)'];
    const form = reader.only(name, contextTag(0));
    if (form.tag !== contextTag(0)) throw reader.refuse('has a distribution point that is no full name');
    return reader.children(form, contextTag(0)).flatMap((one) => uriOf(reader, one));
  }),
});
