import { SealiftError } from '../errors.ts';
import { type Descriptor } from './descriptor.ts';
import { type Manifest } from './manifest.ts';
import type { ManifestContent, ManifestReader, ReferrerEntry, ReferrerQuery, ReferrerReader } from './ports.ts';
/** An entry whose manifest was fetched and names the subject. */
export interface Referrer {
    readonly entry: ReferrerEntry;
    readonly content: ManifestContent;
    readonly manifest: Manifest;
}
/**
 * What a listed entry turned out to be. `dangling`: listed, but its manifest is definitely gone; `foreign`: it is attached
 * to something else; `malformed`: it is there and no manifest.
 */
export type JudgedReferrer = ({
    readonly state: 'believed';
} & Referrer) | {
    readonly state: 'dangling';
    readonly entry: ReferrerEntry;
} | {
    readonly state: 'foreign';
    readonly entry: ReferrerEntry;
} | {
    readonly state: 'malformed';
    readonly entry: ReferrerEntry;
    readonly error: SealiftError;
};
/**
 * What is attached to `subject`, each entry fetched and judged, lazily and in listed order. A list is only a claim: it
 * may be the image's own index (GitLab answers the referrers tag so) or name manifests of other subjects.
 */
export declare function judgedReferrers(store: ManifestReader & ReferrerReader, subject: Descriptor, query: ReferrerQuery, signal: AbortSignal): AsyncGenerator<JudgedReferrer>;
/** The entries as they are listed, unjudged, within the cap. */
export declare function claimedReferrers(store: ReferrerReader, subject: Descriptor, query: ReferrerQuery, signal: AbortSignal): AsyncGenerator<ReferrerEntry>;
/** Fetches what one entry names, and says what it is. Throws what leaves that open. */
export declare function judgeEntry(store: ManifestReader, entry: ReferrerEntry, subject: Descriptor, signal: AbortSignal): Promise<JudgedReferrer>;
/** Only the entries that are really attached to `subject`. */
export declare function believedReferrers(store: ManifestReader & ReferrerReader, subject: Descriptor, query: ReferrerQuery, signal: AbortSignal): AsyncGenerator<Referrer>;
