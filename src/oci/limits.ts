const MIB = 1024 * 1024;

/** Caps on what is read into memory whole, in bytes. The distribution spec asks for manifests of at least 4 MiB. */
export const MANIFEST_LIMIT = 4 * MIB;
/** notation reads 32 MiB; real ones have some kilobytes. */
export const ENVELOPE_LIMIT = 4 * MIB;
/** All envelopes of a run that are read at the same time. */
export const ENVELOPES_LIMIT = 16 * MIB;
/** All manifests of one image, its children and what is attached to them, as bytes and as they are parsed. */
export const GRAPH_LIMIT = 64 * MIB;
export const GRAPH_MANIFESTS = 10_000;
/** Indexes in indexes, attachments of attachments. */
export const GRAPH_DEPTH = 8;
/** Entries of one referrers list. */
export const REFERRERS_LIMIT = 10_000;
