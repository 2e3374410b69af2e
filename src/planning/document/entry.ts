import { quotable } from '../../encoding/quotable.ts';
import { asSealiftError } from '../../errors.ts';
import { formatPlace, parseReference, parseRepository } from '../../oci/reference.ts';
import type { Choice, PromotionEntry, Settings } from '../promotions.ts';
import { expand, splitTemplate, valuesOf } from '../selection/template.ts';
import { type DIGESTS, HOW_TAGS, type TAGS } from './choice.ts';
import type { Located } from './collections.ts';
import type { Reading } from './reading.ts';
import type { Read } from './shape.ts';

/** `tags` or `digests` of an entry. */
export interface ReadChoice {
  readonly tags?: Located<Read<typeof TAGS>>;
  readonly digests?: Located<Read<typeof DIGESTS>>;
}

/** What every entry of the document or of a list has. */
export interface EntryParts extends ReadChoice {
  /** Where the entry stands. */
  readonly offset: number;
  readonly from: string;
  readonly to: readonly Located<string>[];
  readonly allowEmpty: boolean;
  readonly settings: Settings;
}

const isList = (tags: Read<typeof TAGS>): tags is Extract<Read<typeof TAGS>, readonly unknown[]> =>
  Array.isArray(tags);

function choiceOf({ tags, digests, offset, from }: EntryParts, reading: Reading): Choice | undefined {
  if (tags && digests)
    return reading.fault(digests.offset, `of ${from} both tags and digests are named`, 'Write two entries.');
  if (digests) {
    const map = new Map(
      digests.value.map(({ value: [digest, under] }) => [digest, under.map(({ value }) => value)]),
    );
    return { kind: 'digests', digests: map };
  }
  if (!tags) {
    if (['tags', 'digests'].some((member) => reading.isMisread(offset, member))) return undefined;
    return reading.fault(offset, `of ${from} neither tags nor digests are named`, HOW_TAGS);
  }
  return isList(tags.value)
    ? { kind: 'tags', tags: tags.value.map(({ value }) => value) }
    : { kind: 'rules', rules: tags.value };
}

/** The template with its repository filled in, in the one spelling; `{tag}` alone is left. */
function resolved(template: string, { from, offset }: EntryParts, reading: Reading): string | undefined {
  const { plainHttp } = reading.surroundings;
  const values = valuesOf(parseRepository(from));
  const { repository, tags } = splitTemplate(template);
  const name = expand(repository, values);
  const suffix = tags.length === 0 ? '' : `:${expand(tags.join(','), values)}`;
  try {
    const destination = parseReference(name, plainHttp);
    if (destination.transport === 'docker') return `${formatPlace(destination)}${suffix}`;
  } catch (thrown) {
    asSealiftError(thrown);
  }
  return reading.fault(
    offset,
    `of ${from} the template ${quotable(template)} gives ${quotable(name)}, which is no REGISTRY/REPOSITORY`,
    'A repository has letters in lower case, digits, and single . _ - and / between them; a port belongs to a host alone.',
  );
}

/** Digests without tags fit no template that asks for one. */
function refuseWithoutTag(choice: Choice, { to, offset, from }: EntryParts, reading: Reading): void {
  if (choice.kind !== 'digests') return;
  const [bare] = [...choice.digests].find(([, tags]) => tags.length === 0) ?? [];
  const template = to.find(({ value }) => splitTemplate(value).tags.some((tag) => tag.includes('{tag}')));
  if (bare === undefined || template === undefined) return;
  reading.fault(
    offset,
    `the template ${quotable(template.value)} asks for a tag, and ${from}@${bare} has none`,
    'Give the digest a tag, or promote it by an entry of its own whose destination has no {tag}.',
  );
}

/** Makes an entry of what was read; `undefined` where a fault was noted. */
export function entryOf(parts: EntryParts, reading: Reading): PromotionEntry | undefined {
  const choice = choiceOf(parts, reading);
  const to = parts.to.map(({ value }) => resolved(value, parts, reading)).filter((one) => one !== undefined);
  if (!choice) return undefined;
  refuseWithoutTag(choice, parts, reading);
  const { offset, from, allowEmpty, settings } = parts;
  return { at: reading.position(offset), from, choice, to: [...new Set(to)], allowEmpty, settings };
}
