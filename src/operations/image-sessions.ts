import { type CachedStore, KEPT } from '../oci/cache/cached-store.ts';
import type { ManifestName } from '../oci/ports.ts';
import type { Session } from './session.ts';
import { createViews, type Views } from './views.ts';

/** Bytes of manifests that all views of images at work keep together, and as many of lists. */
const TOGETHER = 16 * 1024 * 1024;
/** Views of repositories of which a tag was worked on. */
const TAGGED = 16;

/** Bytes that a view keeps where so many images are at work at the same time. */
export function keptBy(atOnce: number): number {
  return Math.min(KEPT, TOGETHER / Math.max(1, atOnce));
}

/** The same views, which keep little from one image to the next. */
function trimmedViews({ view, target }: Views): Views {
  const trimmed = <V extends CachedStore>(known: V): V => {
    known.trim();
    return known;
  };
  return {
    view: (store, query) => trimmed(view(store, query)),
    target: (store, query) => trimmed(target(store, query)),
  };
}

/**
 * The session for each of many images, so that the memory of a run does not grow with their number. An image that is named by digest
 * has views of its own, which go with it, since no other image reads the same manifests and lists. Tags of one repository may be one
 * image, so they share its view.
 *
 * @param atOnce how many views are in use at the same time, at most.
 */
export function imageSessions(
  session: Session,
  atOnce: number,
  signal: AbortSignal,
): (name: ManifestName) => Session {
  const kept = keptBy(atOnce);
  const tagged = trimmedViews(createViews({ signal, kept, most: TAGGED }));
  return (name) => ({ ...session, ...('digest' in name ? createViews({ signal, kept }) : tagged) });
}
