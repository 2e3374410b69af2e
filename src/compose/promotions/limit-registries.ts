import type { HttpClient } from '../../io/http/types.ts';
import type { RegistryBudget } from '../../planning/promotions.ts';
import { apiHost } from '../../stores/registry/api-host.ts';

/**
 * Holds a run to the budgets of its promotions file. What a registry sends on to another host, such as its token service or the
 * storage of its blobs, does not count there.
 */
export function limitRegistries(
  http: Pick<HttpClient, 'limit'>,
  budgets: ReadonlyMap<string, RegistryBudget>,
): void {
  for (const [registry, budget] of budgets) http.limit?.(apiHost(registry), { registry, ...budget });
}
