const MIB = 1024 * 1024;

/** Caps on what is read into memory whole, in bytes. The distribution spec asks for manifests of at least 4 MiB. */
export const MANIFEST_LIMIT = 4 * MIB;
/** The config of an image, which names its platform. */
export const CONFIG_LIMIT = 4 * MIB;
/** One signature envelope. Real envelopes have some kilobytes; notation reads up to 32 MiB. */
export const ENVELOPE_LIMIT = 4 * MIB;
/** All envelopes together that a run reads at the same time. */
export const ENVELOPES_LIMIT = 16 * MIB;
/** The memory of all manifests of one image, its children and their attachments, bytes and parsed values together. */
export const GRAPH_LIMIT = 64 * MIB;
export const GRAPH_MANIFESTS = 10_000;
/** Levels of indexes in indexes, and of attachments of attachments. */
export const GRAPH_DEPTH = 8;
/** Entries of one list of referrers. */
export const REFERRERS_LIMIT = 10_000;
