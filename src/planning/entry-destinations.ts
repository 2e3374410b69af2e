import { parseRepository } from '../oci/reference.ts';
import type { PromotionEntry } from './promotions.ts';
import { expand, splitTemplate, valuesOf } from './selection/template.ts';

/** The repositories that an entry goes to, as `REGISTRY/REPOSITORY`, which its templates tell without any tag. */
export function entryDestinations({ from, to }: Pick<PromotionEntry, 'from' | 'to'>): readonly string[] {
  const values = valuesOf(parseRepository(from));
  return [...new Set(to.map((template) => expand(splitTemplate(template).repository, values)))];
}
