import { type Complaint, complain } from '../encoding/complaint.ts';
import { printable } from '../encoding/printable.ts';

/**
 * Refuses a member whose name differs from one we read only in case. Go's decoder takes it for that one, so that a
 * manifest with `layers` and `Layers` would be one thing here and another in most registries and runtimes.
 */
export function refuseLookalikes(value: unknown, names: readonly string[], complaint: Complaint): void {
  if (typeof value !== 'object' || value === null) return;
  for (const name of Object.keys(value)) {
    if (names.includes(name)) continue;
    // Upper case first: it folds U+017F to S, lower case then folds the Kelvin sign to k, as Go does.
    const folded = name.toUpperCase().toLowerCase();
    const twin = names.find((one) => one.toLowerCase() === folded);
    if (twin !== undefined)
      throw complain(complaint, `has the member ${printable(name)}, which others read as ${twin}`);
  }
}
