import { listImage } from '../operations/list.ts';
import type { ListFilter } from '../operations/listing/list-filter.ts';
import type { RunResult } from '../operations/results.ts';
import { listFilterOf } from './list-filter.ts';
import { refuseExpiring } from './refuse-expiring.ts';
import { runOnImages } from './run-on-images.ts';
import type { ListOptions } from './run-options.ts';

/** Shows everything that is attached to images, and where it was found, or the signatures that meet a filter. Never rejects. */
export async function runList(options: Partial<ListOptions>, signal: AbortSignal): Promise<RunResult> {
  let filter: ListFilter | undefined;
  const result = await runOnImages('list', options, signal, {
    prepare: (run) => {
      filter = listFilterOf(run);
      return filter ? { filter } : {};
    },
    read: listImage,
    conclude: refuseExpiring,
  });
  if (!filter) return result;
  const { signedBy = null, endsBy } = filter;
  return { ...result, filter: { signedBy, endsBy: endsBy?.toISOString() ?? null } };
}
