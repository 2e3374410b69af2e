const MIB = 1024 * 1024;

/** Caps on what is read into memory whole, in bytes. The distribution spec asks for manifests of at least 4 MiB. */
export const MANIFEST_LIMIT = 4 * MIB;
/** As notation. */
export const ENVELOPE_LIMIT = 32 * MIB;
/** All manifests of one image, its children and what is attached to them. */
export const GRAPH_LIMIT = 64 * MIB;
export const GRAPH_MANIFESTS = 10_000;
/** Indexes in indexes, attachments of attachments. */
export const GRAPH_DEPTH = 8;
/** Entries of one referrers list. */
export const REFERRERS_LIMIT = 10_000;
