import type { CopyPlan } from '../../oci/copy/plan-copy.ts';
import type { DigestTag } from '../../oci/digest-tags/digest-tag.ts';
import type { Attachment } from '../../oci/graph/artifact-graph.ts';
import type { DestinationResult } from '../results.ts';

/** What is attached to an image or to a part of it, by a subject or by a tag of cosign. */
export type Attached = Attachment | DigestTag;

/** What a plan attaches. */
export function attachedOf({ attachments, digestTags }: CopyPlan): readonly Attached[] {
  return [...attachments, ...digestTags];
}

type Count = Pick<DestinationResult['attachments'], 'expected' | 'present' | 'added' | 'missing'>;

/** How many attachments a destination is to have, and which of them it did not list. */
export class AttachmentTally {
  #expected: number;
  /** By digest, or by digest tag. */
  readonly #added = new Map<string, string>();

  constructor(expected: number) {
    this.#expected = expected;
  }

  /** Counts attachments that the source does not have. */
  expect(more: number): void {
    this.#expected += more;
  }

  /** Notes what the destination did not list; twice is once. */
  add(missing: readonly Attached[]): void {
    for (const one of missing) {
      const { digest } = one.node.content.descriptor;
      this.#added.set('tag' in one ? one.tag : digest, digest);
    }
  }

  /** Before it is written. */
  get lacking(): Count {
    const present = this.#expected - this.#added.size;
    return { expected: this.#expected, present, added: 0, missing: [...this.#added.values()] };
  }

  /** Once all of it was written and read back. */
  get written(): Count {
    return { expected: this.#expected, present: this.#expected, added: this.#added.size, missing: [] };
  }
}
