import { type Descriptor, sameContent } from '../../../src/oci/descriptor.ts';
import type { Digest } from '../../../src/oci/digest.ts';
import { parseManifest } from '../../../src/oci/manifest.ts';
import type { ManifestContent } from '../../../src/oci/ports.ts';
import { referrerDescriptor, referrersTag } from '../../../src/oci/referrers-index.ts';
import type { Switches } from './switches.ts';

/** What one repository holds. */
export class FakeRepository {
  readonly blobs = new Map<string, Uint8Array>();
  readonly manifests = new Map<string, ManifestContent>();
  readonly tags = new Map<string, Digest>();
  /** Subject digest to what the API lists. */
  readonly referrers = new Map<string, Descriptor[]>();
  readonly #lost = new Set<string>();
  readonly #late = new Map<string, { before: Descriptor[]; reads: number }>();
  readonly #lateTags = new Map<string, { before: Digest | undefined; reads: number }>();
  readonly #unseen = new Map<string, number>();

  find(name: string): ManifestContent | undefined {
    return this.manifests.get(this.tags.get(name) ?? name);
  }

  /** As {@link find}, but a tag may show late what was put. */
  read(name: string): ManifestContent | undefined {
    const late = this.#lateTags.get(name);
    if (!late || late.reads === 0) return this.find(name);
    late.reads -= 1;
    return late.before && this.manifests.get(late.before);
  }

  setTag(name: string, digest: Digest, { lateTags }: Switches): void {
    if (lateTags > 0) this.#lateTags.set(name, { before: this.tags.get(name), reads: lateTags });
    this.tags.set(name, digest);
  }

  /** Whether a manifest is put before its replica has seen what it consists of. */
  isEarly(digest: Digest, { lateContent }: Switches): boolean {
    const before = this.#unseen.get(digest) ?? 0;
    this.#unseen.set(digest, before + 1);
    return before < lateContent;
  }

  async put(content: ManifestContent, switches: Switches): Promise<{ subject?: Digest }> {
    const { digest } = content.descriptor;
    const { subject, kind } = parseManifest(content, 'kept');
    if (!switches.keepsTypes) switches.retyped.delete(digest);
    if (subject && switches.forgetsReferrers > 0) {
      switches.forgetsReferrers -= 1;
      return { subject: subject.digest };
    }
    this.manifests.set(digest, content);
    if (!subject) {
      if (switches.tagsByDigest && !this.tags.has(referrersTag(digest)))
        this.tags.set(referrersTag(digest), digest);
      return {};
    }
    const loses = switches.losesFirstReferrer && !this.#lost.has(digest);
    this.#lost.add(digest);
    const listed = this.referrers.get(subject.digest) ?? [];
    // Read, change and write without a lock.
    if (switches.racyReferrers) await new Promise((resolve) => setTimeout(resolve, 5));
    const entry = referrerDescriptor(content);
    const isListed = !loses && (switches.listsIndexes || kind !== 'index');
    if (isListed && !listed.some((one) => sameContent(one, entry))) {
      this.#late.set(subject.digest, { before: listed, reads: switches.lateReads });
      this.referrers.set(subject.digest, [...listed, entry]);
    }
    return { subject: subject.digest };
  }

  list(subject: string, switches: Switches): Descriptor[] {
    const { listsNothing, relabels, retyped } = switches;
    if (listsNothing) return [];
    return this.#listed(subject, switches).map((entry) => {
      return { ...entry, mediaType: retyped.get(entry.digest) ?? entry.mediaType, ...relabels };
    });
  }

  #listed(subject: string, { archived }: Switches): Descriptor[] {
    const late = this.#late.get(subject);
    if (late && late.reads > 0) {
      late.reads -= 1;
      return late.before;
    }
    return (this.referrers.get(subject) ?? []).filter(({ digest }) => !archived.has(digest));
  }
}
