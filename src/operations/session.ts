import { ByteBudget } from '../async/byte-budget.ts';
import { ENVELOPES_LIMIT } from '../oci/limits.ts';
import type { Tools } from './ports.ts';
import { EmptyConfigs } from './signing/empty-configs.ts';
import { EnvelopeCache } from './signing/envelope-cache.ts';
import { createViews, type Views } from './views.ts';

/** The state that all images of a run share. `compose` makes one session for a run and hands it down. */
export interface Session extends Tools, Views {
  readonly envelopes: EnvelopeCache;
  /** The limit on the memory of envelopes that are read at the same time. */
  readonly envelopeBudget: ByteBudget;
  readonly emptyConfigs: EmptyConfigs;
}

/** @param signal the signal of the run, which ends work that several images wait for. */
export function createSession(tools: Tools, signal: AbortSignal): Session {
  return {
    ...tools,
    ...createViews({ signal }),
    envelopes: new EnvelopeCache(signal),
    envelopeBudget: new ByteBudget(ENVELOPES_LIMIT),
    emptyConfigs: new EmptyConfigs(signal),
  };
}
