import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';
import type { Digest } from '../oci/digest.ts';
import type { Plan, PlannedPromotion, PlannedTag } from './plan.ts';
import type { PromotionEntry } from './promotions.ts';
import { selectImages } from './select-images.ts';
import type { SelectedImage } from './selected-image.ts';
import { settingsKey } from './settings-key.ts';
import type { Spell } from './shard.ts';

/** An image as a plan has it: its digest is pinned, and of each destination tag it is known where it pointed. */
export interface PlannedImage {
  readonly selected: SelectedImage;
  readonly digest: Digest;
  /** By repository, as the destinations of the image name it. */
  readonly tags: ReadonlyMap<string, readonly PlannedTag[]>;
}

export interface PlannedImages {
  readonly images: readonly PlannedImage[];
  /** What the plan refuses, which is not promoted, whatever has become of it. */
  readonly refused: readonly PlannedPromotion[];
}

function nameOf({ source, digest, destination, tags }: PlannedPromotion): string {
  const from = `${source.repository}${source.tag === null ? `@${digest}` : `:${source.tag}`}`;
  return `${printable(`${from} to ${destination}`, 600)}${tags.map(({ tag }) => `:${tag}`).join('')}`;
}

/** Where one entry takes its images. An entry whose rules select among tags is asked for one tag at a time. */
class EntryImages {
  readonly entry: PromotionEntry;
  readonly #spell: Spell;
  #listed: Map<string, SelectedImage> | undefined;

  constructor(entry: PromotionEntry, spell: Spell) {
    this.entry = entry;
    this.#spell = spell;
  }

  /** The image that the promotion is of; `undefined` where the entry does not select it. */
  #find({ source: { tag }, digest }: PlannedPromotion): SelectedImage | undefined {
    const { entry } = this;
    if (entry.choice.kind !== 'rules') {
      this.#listed ??= new Map(selectImages(entry, []).map((one) => [one.digest ?? one.tag ?? '', one]));
      const found = this.#listed.get((tag ?? digest)!);
      return found && (found.tag ?? null) === tag ? found : undefined;
    }
    return tag === null ? undefined : selectImages({ ...entry, allowEmpty: true }, [tag])[0];
  }

  /** Whether the entry takes the image of the promotion to its destination, under all of its tags. */
  covers(promotion: PlannedPromotion): boolean {
    const there = this.#find(promotion)?.destinations.filter(
      ({ repository }) => this.#spell(repository) === promotion.destination,
    );
    const tags = new Set(there?.flatMap((one) => one.tags));
    if (promotion.tags.length === 0) return there !== undefined && there.length > 0 && tags.size === 0;
    return promotion.tags.every(({ tag }) => tags.has(tag));
  }
}

/** Whether the entry may have left out what fits its rules: the newest are counted among all tags, which no plan has. */
const isCounted = ({ entry: { choice } }: EntryImages): boolean =>
  choice.kind === 'rules' && choice.rules.latest !== undefined;

/**
 * The entry that a promotion of a plan comes from. One that counts the newest is it only where no other one takes the image there.
 *
 * @throws SealiftError `plan_invalid` where there is none, or where it is not clear by whose settings the image is to be judged.
 */
function entryOf(promotion: PlannedPromotion, ofSource: readonly EntryImages[]): PromotionEntry {
  const covers = (one: EntryImages): boolean => one.covers(promotion);
  const sure = ofSource.find((one) => !isCounted(one) && covers(one));
  if (sure) return sure.entry;
  const [own, ...others] = ofSource.filter((one) => isCounted(one) && covers(one)).map(({ entry }) => entry);
  if (!own) {
    throw new SealiftError(
      'plan_invalid',
      `the plan takes ${nameOf(promotion)}, which no entry of the promotions file does`,
      {
        hint: 'It was not made of this file, or was changed since: plan again, and compare --plan-digest.',
      },
    );
  }
  const other = others.find(({ settings }) => settingsKey(settings) !== settingsKey(own.settings));
  if (!other) return own;
  throw new SealiftError(
    'plan_invalid',
    `the plan takes ${nameOf(promotion)}, and two entries with other settings may lead there: ${own.at} and ${other.at}`,
    {
      hint: 'Give both entries the same settings, or rules that fit no tag of the other one, and plan again.',
    },
  );
}

/**
 * The images that a plan has, each by an entry that selects it. The plan names neither keys nor trust: those are the entry's. An image,
 * a destination or a tag that no entry leads to is refused, so that a plan cannot say more than its file.
 *
 * @param spell as the plan spells repositories.
 * @throws SealiftError `plan_invalid`.
 */
export function plannedImages(
  entries: readonly PromotionEntry[],
  { promotions }: Pick<Plan, 'promotions'>,
  spell: Spell,
): PlannedImages {
  const bySource = Map.groupBy(
    entries.map((entry) => new EntryImages(entry, spell)),
    ({ entry }) => spell(entry.from),
  );
  const images = new Map<PromotionEntry, Map<string, PlannedImage>>();
  const refused: PlannedPromotion[] = [];
  for (const promotion of promotions) {
    const { source, destination, digest, tags, action } = promotion;
    if (action === 'refused' || digest === null) {
      refused.push(promotion);
      continue;
    }
    const own = entryOf(promotion, bySource.get(source.repository) ?? []);
    const ofEntry = images.get(own) ?? new Map<string, PlannedImage>();
    images.set(own, ofEntry);
    const key = `${source.tag ?? ''} ${digest}`;
    const known = ofEntry.get(key);
    const planned = new Map(known?.tags);
    planned.set(destination, [...(planned.get(destination) ?? []), ...tags]);
    const destinations = [...planned].map(([repository, all]) => ({
      repository,
      tags: all.map(({ tag }) => tag),
    }));
    ofEntry.set(key, {
      selected: {
        entry: own,
        ...(source.tag === null ? {} : { tag: source.tag }),
        digest,
        destinations,
      },
      digest,
      tags: planned,
    });
  }
  return { images: [...images.values()].flatMap((ofEntry) => [...ofEntry.values()]), refused };
}
