import { LEAST_PROGRESS } from './timeouts.ts';

/** The state of an exchange at one moment. */
export interface Progress {
  /** Bytes that were moved so far of the body that is sent or received now. */
  readonly moved: number;
  /** Whether the exchange waits for our side: the reader of the answer, or the source of the request body. */
  readonly isOurs: boolean;
  /** Whether the body is content, which has to keep its pace. */
  readonly isContent: boolean;
}

export interface PaceOptions {
  /** Milliseconds within which {@link LEAST_PROGRESS} bytes have to be moved. */
  readonly window: number;
  /** Milliseconds between two looks at the exchange. */
  readonly tick: number;
  readonly look: () => Progress;
  /** Is called when bytes were moved, or when the exchange does not wait for the other side. */
  readonly onLife: () => void;
  readonly onSlow: () => void;
}

/**
 * Watches the progress of an exchange. Only the time in which it waits for the other side counts, so that a source is not
 * blamed for a slow disk or destination.
 *
 * @returns a function that ends the watch.
 */
export function watchPace({ window, tick, look, onLife, onSlow }: PaceOptions): () => void {
  let seen = 0;
  let mark = { at: performance.now(), moved: 0 };
  const timer = setInterval(
    () => {
      const { moved, isOurs, isContent } = look();
      const now = performance.now();
      if (isOurs || moved !== seen) onLife();
      seen = moved;
      const getsOn = moved < mark.moved || moved - mark.moved >= LEAST_PROGRESS;
      if (isOurs || !isContent || getsOn) mark = { at: now, moved };
      else if (now - mark.at >= window) onSlow();
    },
    Math.min(tick, window / 6),
  ).unref();
  return () => clearInterval(timer);
}
