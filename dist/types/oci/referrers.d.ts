import { SealiftError } from '../errors.ts';
import { type Descriptor } from './descriptor.ts';
import { type Manifest } from './manifest.ts';
import type { ManifestContent, ManifestReader, ReferrerEntry, ReferrerQuery, ReferrerReader } from './ports.ts';
/** A believed entry of a list: its manifest was fetched and names the subject. */
export interface Referrer {
    readonly entry: ReferrerEntry;
    readonly content: ManifestContent;
    readonly manifest: Manifest;
}
/**
 * A listed entry after its manifest was asked for. `dangling`: the manifest is definitely gone; `foreign`: the manifest names
 * another subject, or is from a repository for signatures and none; `malformed`: the content is there and is no valid manifest.
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
 * Fetches and judges each listed entry of `subject`, lazily and in listed order. A list proves nothing: it may be the image's
 * own index, which GitLab returns for the referrers tag, or name manifests of other subjects.
 */
export declare function judgedReferrers(store: ManifestReader & ReferrerReader, subject: Descriptor, query: ReferrerQuery, signal: AbortSignal): AsyncGenerator<JudgedReferrer>;
/** The listed entries of `subject`, not judged. A list with more entries than the cap is refused. */
export declare function claimedReferrers(store: ReferrerReader, subject: Descriptor, query: ReferrerQuery, signal: AbortSignal): AsyncGenerator<ReferrerEntry>;
/** Errors that prove an entry malformed. Every other error leaves that open and is thrown ("An unknown is an error"). */
export declare const UNFIT: ReadonlySet<string>;
/** Fetches the manifest of one entry and judges it. It throws an error that leaves the judgement open. */
export declare function judgeEntry(store: ManifestReader, entry: ReferrerEntry, subject: Descriptor, signal: AbortSignal): Promise<JudgedReferrer>;
