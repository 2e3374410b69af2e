import type { SelectedImage } from './selected-image.ts';
import { type Shard, type Spell, shardOf } from './shard.ts';

/** What one shard promotes: each image to those of its destinations that belong to the shard, and no image without one. */
export function shardImages(
  images: readonly SelectedImage[],
  { index, total }: Shard,
  spell: Spell,
): readonly SelectedImage[] {
  return images
    .map((image) => ({
      ...image,
      destinations: image.destinations.filter(
        ({ repository }) => shardOf(spell(repository), total) === index,
      ),
    }))
    .filter(({ destinations }) => destinations.length > 0);
}
