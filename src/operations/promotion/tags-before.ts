import { type Descriptor, sameContent } from '../../oci/descriptor.ts';
import { ruleFor, type TagRule } from './existing-tags.ts';
import { TagResults } from './tag-results.ts';

/**
 * What the tags of a destination are to an image before anything is written: `unchanged` where they point at it, `kept` where a rule
 * keeps them elsewhere, else `left`.
 */
export function tagsBefore(
  image: Descriptor,
  before: ReadonlyMap<string, Descriptor | undefined>,
  rules: readonly TagRule[],
): TagResults {
  return new TagResults(before, (tag) => {
    const there = before.get(tag);
    // A tag that serves the same bytes under another media type is not at the image: readers compare all three.
    if (there && sameContent(there, image)) return 'unchanged';
    const isElsewhere = there !== undefined && there.digest !== image.digest;
    return isElsewhere && ruleFor(rules, tag).rule === 'keep' ? 'kept' : 'left';
  });
}
