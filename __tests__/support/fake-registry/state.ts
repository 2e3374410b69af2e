import { type Descriptor, sameContent } from '../../../src/oci/descriptor.ts';
import type { Digest } from '../../../src/oci/digest.ts';
import { parseManifest } from '../../../src/oci/manifest.ts';
import type { ManifestContent } from '../../../src/oci/ports.ts';
import { referrerDescriptor } from '../../../src/oci/referrers-index.ts';
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

  find(name: string): ManifestContent | undefined {
    return this.manifests.get(this.tags.get(name) ?? name);
  }

  put(content: ManifestContent, switches: Switches): { subject?: Digest } {
    const { digest } = content.descriptor;
    const { subject } = parseManifest(content);
    this.manifests.set(digest, content);
    if (!subject) return {};
    const loses = switches.losesFirstReferrer && !this.#lost.has(digest);
    this.#lost.add(digest);
    const listed = this.referrers.get(subject.digest) ?? [];
    const entry = referrerDescriptor(content);
    if (!loses && !listed.some((one) => sameContent(one, entry))) {
      this.#late.set(subject.digest, { before: listed, reads: switches.lateReads });
      this.referrers.set(subject.digest, [...listed, entry]);
    }
    return { subject: subject.digest };
  }

  list(subject: string): Descriptor[] {
    const late = this.#late.get(subject);
    if (late && late.reads > 0) {
      late.reads -= 1;
      return late.before;
    }
    return this.referrers.get(subject) ?? [];
  }
}
